"""Speed of readability and attribution together, articles a CPU second of one core, on real articles.

    python benchmarks/reading_speed.py [--articles 3000] [--runs 3]

Reads duplicates/allsides.parquet under COPYDESK_DATA (default ../shared/data); without it, says so and ends.
Every line is taken for body. Lexicons, weights and compiled kernels are loaded by a run that is not timed.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from pathlib import Path

import pandas as pd

from copydesk.pipeline.stages import stage
from copydesk.settings import load
from copydesk.tables import TABLES
from copydesk.text import text

WORDS = 450  # words that the short articles are cut to
ROOMS = ("readability", "attribution")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--articles", type=int, default=3000)
    parser.add_argument("--runs", type=int, default=3)
    options = parser.parse_args()
    file = Path(os.environ.get("COPYDESK_DATA", "../shared/data")) / "duplicates" / "allsides.parquet"
    if not file.is_file():
        print(f"skipped: {file} is not there; set COPYDESK_DATA to the folder of the measuring data")
        return 0
    texts = pd.read_parquet(file, columns=["text"])["text"].iloc[: options.articles].tolist()
    for chosen in (texts, [" ".join(each.split(" ")[:WORDS]) for each in texts]):
        measure(chosen, options.runs)
    return 0


def measure(texts: list[str], runs: int) -> None:
    """Print the words an article of ``texts`` and how many articles a second each stage and both read."""
    tables, settings = make_tables(texts), load()
    seconds = {name: [0.0] * (runs + 1) for name in ROOMS}
    for run in range(runs + 1):
        for name in ROOMS:
            begin = time.process_time()
            stage(name).run(tables, settings)
            seconds[name][run] = time.process_time() - begin
    best = {name: min(times[1:]) for name, times in seconds.items()}
    told = [f"{name} {len(texts) / each:,.0f}" for name, each in (best | {"both": sum(best.values())}).items()]
    print(f"{len(texts)} articles of {len(tables['words']) / len(texts):.0f} words; articles/s: {', '.join(told)}")


def make_tables(texts: list[str]) -> dict[str, pd.DataFrame]:
    """The tables both stages read, for English articles of no outlet."""
    frame = pd.DataFrame({name: pd.Series([None] * len(texts), dtype=object) for name in TABLES["articles"].names})
    frame["doc_id"], frame["text"] = [f"d{number}" for number in range(len(texts))], texts
    frame["published_at"] = pd.Series([pd.NaT] * len(texts), dtype="datetime64[us, UTC]")
    chars = [len(each) for each in texts]
    frame = frame.assign(article_chars=chars, page_chars=chars)
    frame = frame.assign(record_no=0, hidden_characters=0, whole_page=False, language="en")
    articles = TABLES["articles"].conform(frame)
    names = ("layout", "segments", "words", "vocabulary")
    cut = dict(zip(names, (TABLES[n].conform(f) for n, f in zip(names, text(articles), strict=True)), strict=True))
    ids = articles["doc_id"].to_numpy()[cut["layout"]["doc_no"]]
    lines = cut["layout"].assign(doc_id=ids, label="body", reason="all")
    return {"articles": articles, **cut, "lines": TABLES["lines"].conform(lines)}


if __name__ == "__main__":
    sys.exit(main())
