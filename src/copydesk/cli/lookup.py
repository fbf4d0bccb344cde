"""``copydesk lookup``: have we seen this text? Held against the fingerprints of a finished report."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from copydesk.cli.answers import answer, show
from copydesk.cli.audit import DEFAULT_OUT
from copydesk.cli.telling import clean
from copydesk.errors import UsageError
from copydesk.settings.workspace import find_config

if TYPE_CHECKING:
    from copydesk.duplicates.lookup import Archive, Hit
    from copydesk.settings import Settings

__all__ = ["add"]

_TEXT = "the text"


def add(commands: Any) -> None:
    """Add the command to the parser."""
    parser = commands.add_parser(
        "lookup",
        help="whether a text, or part of it, stands in an article of a report",
        description="Have we seen this? Hold a text, or the articles of a file, against the fingerprints of a finished "
        "report. Every hit is verified on the report's own text: exact shares, and the longest shared passage.",
    )
    parser.add_argument(
        "asked", nargs="+", metavar="TEXT|FILE", help="a text, a file of any input format, or - to read"
    )
    parser.add_argument(
        "--report", type=Path, default=DEFAULT_OUT, metavar="DIR", help=f"folder of the report (default {DEFAULT_OUT})"
    )
    parser.add_argument(
        "--jaccard", type=_share, default=0.5, metavar="X", help="least Jaccard index of a near copy (default 0.5)"
    )
    parser.add_argument(
        "--containment",
        type=_share,
        default=0.5,
        metavar="X",
        help="least share of the text that an article must hold (default 0.5)",
    )
    parser.add_argument("--format", choices=("text", "json"), default="text", help="what to print (default text)")
    parser.add_argument(
        "--config",
        type=Path,
        metavar="FILE",
        help="settings the report was made with (default: the nearest copydesk.toml, if any)",
    )
    parser.set_defaults(run=run)


def run(given: argparse.Namespace) -> int:
    """Load the report, look every text up, print what was found."""
    from copydesk.duplicates.lookup import Archive
    from copydesk.reports import read
    from copydesk.settings import load

    settings = load(given.config or find_config(Path.cwd()))
    tables = read(given.report, ("documents", "lines", "signatures"))
    archive = Archive(tables["documents"], tables["lines"], tables["signatures"], settings.duplicates, given.jaccard)
    facts = tables["documents"].set_index("doc_id")
    answers = [
        answer(name, text, _hits(name, text, archive, given.containment), facts)
        for each in given.asked
        for name, text in _texts(each, settings)
    ]
    if given.format == "json":
        print(json.dumps({"report": str(given.report), "answers": answers}, ensure_ascii=True, indent=2))
    else:
        for each in answers:
            show(each)
    return 0


def _share(value: str) -> float:
    try:
        number = float(value)
    except ValueError:
        number = 0.0
    if not 0 < number <= 1:
        raise argparse.ArgumentTypeError(f"{value!r} is not a share above 0 and up to 1")
    return number


def _texts(asked: str, settings: Settings) -> Iterator[tuple[str, str]]:
    """Name and text of each article that ``asked`` stands for."""
    if asked == "-":
        yield "standard input", sys.stdin.read()
    elif _exists(asked):
        yield from _articles(asked, settings)
    else:
        yield _TEXT, asked


def _articles(asked: str, settings: Settings) -> Iterator[tuple[str, str]]:
    """Name and text of each article of a file or folder; what could not be read is told on standard error."""
    from copydesk.pipeline import read_tables, require_articles

    tables = read_tables([asked], settings)
    require_articles(tables)
    for reject in tables["rejects"].itertuples():
        told = f"{reject.input_file}, record {reject.record_no}, is not looked up: {reject.detail}"
        print(clean(f"copydesk: {told}"), file=sys.stderr)
    within = asked if Path(asked).is_file() else ""
    for row in tables["articles"].sort_values(["input_file", "record_no"]).itertuples():
        yield f"{within or row.input_file}, record {row.record_no}", row.text[: row.article_chars]


def _exists(asked: str) -> bool:
    try:
        return asked != "" and Path(asked).exists()
    except (OSError, ValueError):  # a text may be too long for a name, or hold NUL
        return False


def _hits(name: str, text: str, archive: Archive, contained: float) -> list[Hit]:
    try:
        return archive.find(text, contained)
    except UsageError as error:
        lone = f" (there is no file {text!r} either)" if name == _TEXT and len(text.split()) == 1 else ""
        raise UsageError(f"{name} cannot be looked up: {error}{lone}") from error
