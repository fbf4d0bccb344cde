"""Attribution: which sentences say where their statement comes from, and from whom."""

from copydesk.attribution.stage import attribution, load_models

__all__ = ["attribution", "load_models"]
