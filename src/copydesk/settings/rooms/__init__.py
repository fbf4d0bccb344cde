"""The settings of each room, typed. Values and their sources live in checks/thresholds/*.toml."""

from copydesk.settings.rooms.articles import Attribution, Duplicates, Readability
from copydesk.settings.rooms.outcome import Findings, Outlets, Quality, Reports, Store
from copydesk.settings.rooms.pages import Fingerprints, Furniture, Ingest, Notices

__all__ = [
    "Attribution",
    "Duplicates",
    "Findings",
    "Fingerprints",
    "Furniture",
    "Ingest",
    "Notices",
    "Outlets",
    "Quality",
    "Readability",
    "Reports",
    "Store",
]
