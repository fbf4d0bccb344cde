"""Attribution: which sentences say where their statement comes from, and from whom."""

from copydesk.attribution.stage import attribution

__all__ = ["attribution"]
