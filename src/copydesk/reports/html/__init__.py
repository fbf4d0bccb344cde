"""The pages to read: an index and one page of proof per pair, story or article. No script, no outside asset."""

from copydesk.reports.html.site import linked, write_index, write_pages

__all__ = ["linked", "write_index", "write_pages"]
