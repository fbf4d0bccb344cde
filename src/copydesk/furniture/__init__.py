"""Furniture: what on a page is not the article, told by repetition across the outlet and by structure."""

from copydesk.furniture.labelling import furniture, label_lines
from copydesk.furniture.window import merge_lines

__all__ = ["furniture", "label_lines", "merge_lines"]
