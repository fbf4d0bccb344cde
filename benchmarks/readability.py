"""Readability against textstat on real articles: equality of every number, and speed side by side.

    python benchmarks/readability.py [--articles 2000] [--start 0] [--timed 200]

Reads duplicates/allsides.parquet under COPYDESK_DATA (default ../shared/data); without it, says so and ends.
Exit code 1 when any value differs from textstat's.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd

from copydesk.readability import body_text, readability
from copydesk.readability.languages import FORMULAS, LANGUAGES
from copydesk.readability.oracle import ask_textstat
from copydesk.settings import load
from copydesk.text import text

SHORT_WORDS = 450  # words of the articles that speeds are stated for


def main() -> int:
    options = _options()
    file = Path(os.environ.get("COPYDESK_DATA", "../shared/data")) / "duplicates" / "allsides.parquet"
    if not file.is_file():
        print(f"skipped: {file} is not there; set COPYDESK_DATA to the folder of the measuring data")
        return 0
    texts = pd.read_parquet(file, columns=["text"])["text"].tolist()
    chosen = texts[options.start : options.start + options.articles]
    warm = texts[options.start + options.articles :][: options.articles]
    worst = compare(chosen)
    measure_speed("whole articles", chosen, warm, options.timed)
    measure_speed(f"cut to {SHORT_WORDS} words", [_shorten(each) for each in chosen], warm, options.timed)
    return int(worst > 0)


def compare(texts: list[str]) -> float:
    """Print the largest absolute difference of each formula over ``texts``; return the largest of all."""
    tables = _tables(texts)
    ours = readability(*tables, load().readability)
    bodies = body_text(tables[0], tables[1], tables[5])
    theirs = pd.DataFrame([ask_textstat(body, LANGUAGES["en"].locale) for body in bodies])
    differences = (ours[list(FORMULAS)].astype("float64") - theirs[list(FORMULAS)]).abs()
    empty = int(differences.isna().sum().sum())
    print(f"{len(texts)} articles, {empty} empty values; largest absolute difference to textstat:")
    print(differences.max().to_string())
    print(ours["readability_reason"].replace("", "valid").value_counts().to_string())
    return float(differences.max().max())


def measure_speed(what: str, texts: list[str], warm: list[str], timed: int) -> None:
    """Print articles and words a CPU second, ours on ``texts`` and textstat's on ``timed`` of them.

    The first call, on ``warm``, loads the tables; the words of ``texts`` are new to the timed call.
    """
    settings = load().readability
    readability(*_tables(warm[:50]), settings)
    tables = _tables(texts)
    words = sum(len(each.split()) for each in texts)
    ours = len(texts) / min(_seconds(lambda: readability(*tables, settings)) for _ in range(3))
    some = body_text(tables[0], tables[1], tables[5])[:timed]
    theirs = len(some) / _seconds(lambda: [ask_textstat(f"{body} ", LANGUAGES["en"].locale) for body in some])
    print(
        f"{what}: {words / len(texts):.0f} words an article; copydesk {ours:,.0f} articles/s, "
        f"{ours * words / len(texts):,.0f} words/s; textstat {theirs:,.0f} articles/s; "
        f"ratio {ours / theirs:,.0f}"
    )


def _tables(texts: list[str]) -> tuple[pd.DataFrame, ...]:
    """The stage's six tables for plain English articles whose every line is body."""
    articles = pd.DataFrame(
        {"text": pd.Series(texts, dtype="str"), "language": "en", "article_chars": [len(each) for each in texts]}
    )
    layout, segments, words, vocabulary = text(articles)
    return articles, layout, segments, words, vocabulary, pd.DataFrame({"label": np.repeat("body", len(layout))})


def _shorten(article: str) -> str:
    return " ".join(article.split(" ")[:SHORT_WORDS])


def _seconds(work: Callable[[], object]) -> float:
    begin = time.process_time()
    work()
    return time.process_time() - begin


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--articles", type=int, default=2000, help="articles compared and timed")
    parser.add_argument("--start", type=int, default=0, help="first article")
    parser.add_argument("--timed", type=int, default=200, help="articles textstat is timed on")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
