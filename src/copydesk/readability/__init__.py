"""Readability: textstat's formulas and numbers, computed in one pass over each article's body."""

from copydesk.readability.body import body_text
from copydesk.readability.stage import load_counting, readability

__all__ = ["body_text", "load_counting", "readability"]
