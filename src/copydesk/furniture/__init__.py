"""Furniture: what on a page is not the article, told by repetition across the outlet and by structure."""

from copydesk.furniture.counts import count_lines, merge_lines
from copydesk.furniture.labelling import furniture

__all__ = ["count_lines", "furniture", "merge_lines"]
