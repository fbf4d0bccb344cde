"""Settings: thresholds as data (checks/thresholds), overridden by a workspace's copydesk.toml."""

from copydesk.settings.load import Settings, Threshold, load, thresholds
from copydesk.settings.workspace import checks_folder, packaged

__all__ = ["Settings", "Threshold", "checks_folder", "load", "packaged", "thresholds"]
