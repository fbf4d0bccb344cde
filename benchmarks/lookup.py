"""copydesk lookup: time and recall against the fingerprints of allsides + recovery.

    python benchmarks/lookup.py [--report DIR] [--questions 200]

Asks for whole articles and for passages of one paragraph, each taken from an article that was read. Prints how long
loading takes, the time of one MinHashLSH query and of a whole answer (verified exactly), and the share of questions
whose article is among the hits. ``--report`` reads a finished report on the two corpora instead of auditing them.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from pathlib import Path

import numpy as np
import pandas as pd

DATA = Path(os.environ.get("COPYDESK_DATA", "../shared/data")) / "duplicates"
INPUTS = [str(DATA / "allsides.parquet"), str(DATA / "recovery.parquet")]
LENGTHS = (20, 40, 80, 160)


def main() -> int:
    """Run and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--report", type=Path)
    parser.add_argument("--questions", type=int, default=200)
    given = parser.parse_args()
    if not DATA.is_dir():
        print(f"skipped: no data at {DATA}; set COPYDESK_DATA")
        return 0
    from copydesk.reports import read

    names = ("documents", "lines", "signatures")
    show(read(given.report, names) if given.report else audit(), given.questions)
    return 0


def audit() -> dict[str, pd.DataFrame]:
    """The tables that a lookup reads, of an audit with default settings."""
    from copydesk.pipeline import STAGES, read_tables
    from copydesk.settings import load

    settings = load()
    tables = read_tables(INPUTS, settings)
    for stage in STAGES:
        tables |= stage.run(tables, settings)
        if stage.name == "duplicates":
            break
    return {"documents": tables["articles"], "lines": tables["lines"], "signatures": tables["signatures"]}


def show(tables: dict[str, pd.DataFrame], count: int) -> None:
    """Load, ask, print."""
    from copydesk.duplicates.lookup import Archive
    from copydesk.duplicates.minhash_index import load_minhashes
    from copydesk.settings import load

    settings = load().duplicates
    used = time.process_time()
    archive = Archive(tables["documents"], tables["lines"], tables["signatures"], settings)
    print(f"{len(tables['documents']):,} articles loaded in {time.process_time() - used:.1f} s of processor")
    some = tables["signatures"][tables["signatures"]["shingles"] > 0].head(2000)
    rows = list(load_minhashes(some, settings.seed).values())
    used = time.process_time()
    for each in rows:
        archive._index.query(each)
    print(f"MinHashLSH query {(time.process_time() - used) / len(rows) * 1e6:.0f} microseconds")
    for name, questions in asked(tables, count).items():
        tell(name, [(doc, question, *answer(archive, question)) for doc, question in questions])


def asked(tables: dict[str, pd.DataFrame], count: int) -> dict[str, list[tuple[str, str]]]:
    """Questions by kind: (the article they were taken from, text)."""
    texts = tables["documents"].set_index("doc_id")["text"]
    lines = tables["lines"][tables["lines"]["label"] == "body"].sample(frac=1.0, random_state=4)
    paragraphs = [
        (doc, texts[doc][start:end])
        for doc, start, end in lines[["doc_id", "start", "end"]].head(20 * count).to_numpy()
    ]
    kinds = {}
    for length in LENGTHS:
        long = [(doc, text.split()[:length]) for doc, text in paragraphs if len(text.split()) >= length]
        kinds[f"{length} words"] = [(doc, " ".join(words)) for doc, words in long[:count]]
    bodies = tables["signatures"].set_index("doc_id")["shingles"]
    whole = bodies[bodies >= 100].sample(count, random_state=4).index
    return {**kinds, "whole articles": [(doc, texts[doc]) for doc in whole]}


def answer(archive: object, question: str) -> tuple[set[str], float]:
    """The articles found, and the seconds it took."""
    begun = time.perf_counter()
    hits = archive.find(question, 0.5)  # type: ignore[attr-defined]
    return {hit.doc_id for hit in hits}, time.perf_counter() - begun


def tell(name: str, answers: list[tuple[str, str, set[str], float]]) -> None:
    """Recall and time of one kind of question."""
    if not answers:
        print(f"{name:15} no such paragraph")
        return
    found = np.mean([doc in hits for doc, _, hits, _ in answers])
    took = np.array([seconds for *_, seconds in answers]) * 1e3
    print(
        f"{name:15} {len(answers)} questions: article found {found:.3f}; "
        f"answer {np.median(took):.1f} ms median, {np.quantile(took, 0.95):.1f} ms at the 95th percentile"
    )


if __name__ == "__main__":
    sys.exit(main())
