"""Furniture: what on a page is not the article, told by repetition across the outlet and by structure."""

from copydesk.furniture.labelling import furniture
from copydesk.furniture.window import merge_lines

__all__ = ["furniture", "merge_lines"]
