"""Inputs to articles: read every format, name the outlet, date and language, account for every record."""

from copydesk.ingest.intake import ingest

__all__ = ["ingest"]
