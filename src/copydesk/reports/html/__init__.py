"""The pages to read: an index and one page of proof per pair, story or article. No script, no outside asset."""

from copydesk.reports.html.site import linked, write_html

__all__ = ["linked", "write_html"]
