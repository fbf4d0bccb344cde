"""Reports: the CSV set, the Parquet data, the data package and the HTML pages, published whole or not at all."""

from copydesk.reports.dictionary import dictionary
from copydesk.reports.publication import publish, publishing
from copydesk.reports.reading import changed_files, read
from copydesk.reports.swap import point_latest, require_replaceable

__all__ = ["changed_files", "dictionary", "point_latest", "publish", "publishing", "read", "require_replaceable"]
