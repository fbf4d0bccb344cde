"""Outlets: each source's measures with their uncertainty, and no verdict."""

from copydesk.outlets.rates import wilson
from copydesk.outlets.stage import outlets

__all__ = ["outlets", "wilson"]
