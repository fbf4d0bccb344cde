"""``copydesk audit``: run every stage and publish the report."""

from __future__ import annotations

import argparse
import atexit
import gc
import os
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

from copydesk.cli.progress import bar
from copydesk.cli.telling import tell
from copydesk.settings.workspace import find_config

__all__ = ["DEFAULT_OUT", "add"]

DEFAULT_OUT = Path("reports") / "audit"
_NEW_OBJECTS = 50_000
"""New objects after which Python looks for cycles among them: an audit makes many rows and hardly a cycle."""


def add(commands: Any) -> None:
    """Add the command to the parser."""
    parser = commands.add_parser(
        "audit",
        help="audit files, folders or globs and publish a report",
        description="Audit news copy and publish a report: CSV files, HTML pages, Parquet data. Reads .txt, .html, "
        ".jsonl, .json, .csv, .tsv and .parquet, gzipped or not. The report replaces DIR whole, or not at all.",
    )
    parser.add_argument("inputs", nargs="+", metavar="INPUT", help="file, folder or glob")
    parser.add_argument(
        "--out", type=Path, default=DEFAULT_OUT, metavar="DIR", help=f"folder of the report (default {DEFAULT_OUT})"
    )
    parser.add_argument(
        "--config", type=Path, metavar="FILE", help="settings (default: the nearest copydesk.toml, if any)"
    )
    parser.add_argument(
        "--lines",
        type=Path,
        metavar="TABLE",
        help="template lines of an earlier report (its data/template_lines.parquet) to start from",
    )
    parser.add_argument(
        "--workers", type=_count, metavar="N", help="processes that share the work (default: one a core)"
    )
    parser.add_argument(
        "--exact",
        action="store_true",
        help="compare every two articles that share text, with no estimate and no limit; up to 100,000 articles",
    )
    parser.add_argument("--quiet", action="store_true", help="print nothing but errors")
    parser.set_defaults(run=run)


def run(given: argparse.Namespace) -> int:
    """Audit, publish, print the summary."""
    gc.set_threshold(_NEW_OBJECTS)
    atexit.register(gc.freeze)  # all goes with the process: Python need not look for cycles once more
    os.environ.setdefault("NUMPY_MADVISE_HUGEPAGE", "0")  # pages of 2 MiB are cleared whole, whatever is used of them
    from copydesk.pipeline import audit
    from copydesk.processes import cores
    from copydesk.settings import load

    settings = load(given.config or find_config(Path.cwd()))
    if given.exact:
        settings = replace(settings, duplicates=replace(settings.duplicates, exact=True))
    with bar(sys.stderr, given.quiet) as progress:
        done = audit(given.inputs, given.out, settings, progress, given.lines, given.workers or cores())
    if not given.quiet:
        tell(done.tables["summary"], done.tables["findings"], done.folder)
    return 0


def _count(text: str) -> int:
    number = int(text) if text.isascii() and text.isdigit() else 0
    if number < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number of 1 or more")
    return number
