"""Duplicates: what is repeated between articles, verified exactly, with its origin and its credit."""

from copydesk.duplicates.coarse import fingerprints
from copydesk.duplicates.quotations import trace_quotations
from copydesk.duplicates.quotes import quotes
from copydesk.duplicates.stage import duplicates

__all__ = ["duplicates", "fingerprints", "quotes", "trace_quotations"]
