"""``copydesk check``: hold a finished report to the suites again."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from copydesk.cli.audit import DEFAULT_OUT
from copydesk.cli.telling import clean
from copydesk.settings.workspace import find_config

__all__ = ["add"]

_NAMED = 10


def add(commands: Any) -> None:
    """Add the command to the parser."""
    parser = commands.add_parser(
        "check",
        help="hold a finished report to the suites",
        description="Hold every table of a finished report to its suite under checks/suites, and name the files that "
        "are not as they were published.",
    )
    parser.add_argument(
        "report",
        nargs="?",
        type=Path,
        default=DEFAULT_OUT,
        metavar="REPORT",
        help=f"folder of the report (default {DEFAULT_OUT})",
    )
    parser.add_argument(
        "--config", type=Path, metavar="FILE", help="settings (default: the nearest copydesk.toml, if any)"
    )
    parser.set_defaults(run=run)


def run(given: argparse.Namespace) -> int:
    """Print what fails; 1 when a critical check does."""
    from copydesk.quality import check_report
    from copydesk.reports import changed_files, read
    from copydesk.settings import load

    settings = load(given.config or find_config(Path.cwd()))
    held = check_report(read(given.report), settings.quality)
    failed = held[~held["success"]]
    for row in failed.itertuples():
        ids = row.failing_ids if isinstance(row.failing_ids, str) else ""
        told = f"{row.severity}: {row.check_id}: {row.meaning} {row.unexpected} of {row.rows} rows. {ids[:300]}"
        print(clean(told.rstrip()))
    if changed := changed_files(given.report):
        told = ", ".join(changed[:_NAMED]) + (f" and {len(changed) - _NAMED} more" if len(changed) > _NAMED else "")
        print(clean(f"Changed since they were published, or gone: {told}."))
    print(f"{len(held)} checks held, {len(failed)} failed.")
    return int((failed["severity"] == "critical").any())
