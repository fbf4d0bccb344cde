"""``copydesk lookup``: have we seen this text? Held against the fingerprints of a finished report."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from copydesk.cli.audit import DEFAULT_OUT
from copydesk.cli.telling import clean
from copydesk.errors import UsageError
from copydesk.settings.workspace import find_config

if TYPE_CHECKING:
    import pandas as pd

    from copydesk.duplicates.lookup import Archive
    from copydesk.settings import Settings

__all__ = ["add"]

_SHOWN = 80
_PASSAGE = 300
_FACTS = ("title", "source", "published_at", "url")


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
        _answer(name, text, archive, facts, given.containment)
        for each in given.asked
        for name, text in _texts(each, settings)
    ]
    if given.format == "json":
        print(json.dumps({"report": str(given.report), "answers": answers}, ensure_ascii=True, indent=2))
    else:
        for answer in answers:
            _print(answer)
    return 0


def _share(value: str) -> float:
    number = float(value)
    if not 0 < number <= 1:
        raise argparse.ArgumentTypeError(f"{value} is not a share above 0 and up to 1")
    return number


def _texts(asked: str, settings: Settings) -> Iterator[tuple[str, str]]:
    """Name and text of each article that ``asked`` stands for."""
    if asked == "-":
        yield "standard input", sys.stdin.read()
    elif _exists(asked):
        from copydesk.pipeline import read_tables, require_articles

        tables = read_tables([asked], settings)
        require_articles(tables)
        for row in tables["articles"].itertuples():
            yield f"{asked}, record {row.record_no}", row.text[: row.article_chars]
    else:
        yield "text", asked


def _exists(asked: str) -> bool:
    try:
        return asked != "" and Path(asked).exists()
    except (OSError, ValueError):  # a text may be too long for a name, or hold NUL
        return False


def _answer(name: str, text: str, archive: Archive, facts: pd.DataFrame, contained: float) -> dict[str, Any]:
    try:
        hits = archive.find(text, contained)
    except UsageError as error:
        raise UsageError(f"{name} cannot be looked up: {error}") from error
    words = len(text.split())
    return {
        "asked": name,
        "text": " ".join(text.split())[:_SHOWN],
        "words": words,
        "hits": [_row(hit, facts.loc[hit.doc_id]) for hit in hits],
    }


def _row(hit: Any, article: pd.Series) -> dict[str, Any]:
    import pandas as pd

    told = {name: None if pd.isna(article[name]) else article[name] for name in _FACTS}
    if told["published_at"] is not None:
        told["published_at"] = told["published_at"].strftime("%Y-%m-%dT%H:%M:%SZ")
    shares = {name: round(getattr(hit, name), 4) for name in ("jaccard", "text_in_article", "article_in_text")}
    passage = {"words": hit.words, "start": hit.start, "end": hit.end, "text": article["text"][hit.start : hit.end]}
    return {"doc_id": hit.doc_id, **told, **shares, "passage": passage}


def _print(answer: dict[str, Any]) -> None:
    count = len(answer["hits"])
    seen = f"seen in {count} article{'s' if count > 1 else ''}" if count else "not seen"
    print(f"{clean(answer['asked'])} ({answer['words']} words, “{clean(answer['text'])}”): {seen}")
    for number, hit in enumerate(answer["hits"], start=1):
        passage = hit["passage"]
        told = [hit["source"] or "unknown outlet", hit["published_at"] or "undated", hit["url"] or ""]
        print(f"  {number}. {clean(hit['title'] or 'untitled')}  [{hit['doc_id']}]")
        print(f"     {clean(', '.join(each for each in told if each))}")
        print(
            f"     Jaccard {hit['jaccard']:.3f}; {hit['text_in_article']:.1%} of the text stands in the article, "
            f"{hit['article_in_text']:.1%} of the article in the text"
        )
        print(f"     {passage['words']} words: “{_cut(clean(' '.join(passage['text'].split())))}”")


def _cut(text: str) -> str:
    return text if len(text) <= _PASSAGE else text[:_PASSAGE] + "…"
