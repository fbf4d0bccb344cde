"""``copydesk rules test``: what notice rules hit, before they go live."""

from __future__ import annotations

import argparse
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from copydesk.cli.audit import DEFAULT_OUT
from copydesk.cli.telling import clean
from copydesk.errors import RuleError, UsageError
from copydesk.settings.workspace import find_config

if TYPE_CHECKING:
    import pandas as pd

    from copydesk.notices import Rulebook

__all__ = ["add"]

_SHARED = ("macros.toml", "names.toml", "providers.toml", "review.toml")


def add(commands: Any) -> None:
    """Add the command to the parser."""
    parser = commands.add_parser("rules", help="try notice rules before they go live")
    verbs = parser.add_subparsers(metavar="VERB", required=True)
    test = verbs.add_parser(
        "test",
        help="hold rules to their examples, and show what they hit in a report",
        description="Hold every rule to its examples and counter-examples. With FILE only the rules of that file are "
        "tried, and every line of a finished report that they hit is shown, by outlet; nothing is changed.",
    )
    test.add_argument("file", nargs="?", type=Path, metavar="FILE", help="a rule file, in the form of checks/notices")
    test.add_argument(
        "--report", type=Path, default=None, metavar="DIR", help=f"a finished report (default {DEFAULT_OUT}, if any)"
    )
    test.add_argument("--config", type=Path, metavar="FILE", help="settings (default: the nearest copydesk.toml)")
    test.set_defaults(run=run)


def run(given: argparse.Namespace) -> int:
    """Check the examples; then show the hits of FILE. Raises RuleError when an example fails."""
    from copydesk.notices import check_rules, load_rulebook
    from copydesk.settings import load

    settings = load(given.config or find_config(Path.cwd()))
    with _folder(settings.notices.checks / "notices", given.file) as folder:
        book = load_rulebook(folder)
        problems = check_rules(book)
        if problems:
            raise RuleError("\n".join(clean(problem) for problem in problems))
        count = len(book.rules)
        print(f"{count} rule{'s hold' if count != 1 else ' holds'} to examples and counter-examples.")
        report = given.report or (DEFAULT_OUT if DEFAULT_OUT.is_dir() else None)
        if given.file and report:
            _show_hits(book, report)
    return 0


@contextmanager
def _folder(live: Path, file: Path | None) -> Iterator[Path]:
    """The live rules, or a folder that holds only ``file`` and what rules share; errors name ``file`` all the same."""
    if file is None:
        yield live
        return
    if not file.is_file():
        raise UsageError(f"{file} is no file")
    if file.name in _SHARED:
        raise UsageError(f"{file} is no file of rules but what rules share; try the rules that use it")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for shared in _SHARED:
            if (live / shared).is_file():
                shutil.copy(live / shared, folder / shared)
        copy = shutil.copy(file, folder / f"{file.stem}.toml")
        try:
            yield folder
        except RuleError as error:
            raise RuleError(str(error).replace(str(copy), str(file)).replace(name, str(file))) from error


def _show_hits(book: Rulebook, report: Path) -> None:
    """Every line of ``report`` that a rule hits, by outlet; positions in the article are not held against it."""
    from copydesk.notices import match_lines
    from copydesk.reports import read

    lines = _lines(read(report, ("documents", "lines")))
    shown = set()
    for source, rows in lines.groupby("source", dropna=False, sort=True):
        texts = rows["line"].tolist()
        hits = [(book.rules[rule_no].id, texts[place]) for place, rule_no in dict.fromkeys(match_lines(texts, book))]
        if hits:
            print(f"\n{clean(str(source)) if isinstance(source, str) else 'unknown outlet'}: {len(hits)}")
            for rule, text in hits:
                print(f"  {rule}: {clean(text)[:200]}")
        shown |= {text for _, text in hits}
    of = lines["line"].nunique()
    print(f"\n{len(shown):,} of {of:,} different lines of {report} would be hit.")


def _lines(tables: dict[str, pd.DataFrame]) -> pd.DataFrame:
    facts = tables["documents"].set_index("doc_id")[["source", "text"]]
    lines = tables["lines"][["doc_id", "start", "end"]].join(facts, on="doc_id")
    cut = [text[start:end] for text, start, end in zip(lines["text"], lines["start"], lines["end"], strict=True)]
    return lines.assign(line=cut)
