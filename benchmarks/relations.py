"""Relations against the judged pairs of reuse-pairs-dev, audited as part of the whole allsides + recovery corpus.

    python benchmarks/relations.py [--pairs FILE]

Prints, for each nested target (same copy; + partly derived; + credited excerpt), precision, recall and F1 over the
pairs on which both judges agree, the furniture pairs reported as reuse, and five-way accuracy. ``--pairs`` reads a
pairs.parquet and documents.parquet of a finished report instead of auditing again.
"""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

import pandas as pd

DATA = Path(os.environ.get("COPYDESK_DATA", "../shared/data")) / "duplicates"
LABELS = {
    "same_copy": "W",
    "shared_wire": "P",
    "credited_excerpt": "X",
    "quoted_matter_only": "Q",
    "self_update": "W",
    "furniture_only": "B",
    "none": "B",
}


def main() -> int:
    """Run and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--report", type=Path, help="folder of a finished report on allsides + recovery")
    given = parser.parse_args()
    if not DATA.is_dir():
        print(f"skipped: no data at {DATA}; set COPYDESK_DATA")
        return 0
    pairs, documents = _read(given.report) if given.report else _audit()
    show(judge(pairs, documents))
    return 0


def judge(pairs: pd.DataFrame, documents: pd.DataFrame) -> pd.DataFrame:
    """The gold pairs with the relation that ``pairs`` gives them ('none' when it has no such pair)."""
    gold = pd.read_csv(DATA / "reuse-pairs-dev.csv").dropna(subset=["label"])
    gold_id = dict(zip(documents["doc_id"], _gold_ids(documents), strict=True))
    found = {
        frozenset((gold_id[a], gold_id[b])): row
        for a, b, row in zip(pairs["doc_id_a"], pairs["doc_id_b"], pairs.to_dict("records"), strict=True)
    }
    rows = [found.get(frozenset((a, b)), {}) for a, b in zip(gold["id_a"], gold["id_b"], strict=True)]
    read = set(gold_id.values())
    both = [a in read and b in read for a, b in zip(gold["id_a"], gold["id_b"], strict=True)]
    gold = gold.assign(relation=[row.get("relation", "none") for row in rows], row=rows)[both]
    return gold.assign(said=gold["relation"].map(LABELS))


def _gold_ids(documents: pd.DataFrame) -> list[str]:
    """The id that the judged set gives each article: by id for allsides, by outlet and text for recovery."""
    texts = pd.read_parquet(DATA / "reuse-pairs-dev-docs.parquet")
    known = {text: doc for doc, text in zip(texts["id"], texts["text"], strict=True) if doc.startswith("rec:")}
    raw = pd.read_parquet(DATA / "recovery.parquet")["body_text"].tolist()
    rows = zip(documents["input_file"], documents["input_id"], documents["record_no"], strict=True)
    return [
        f"as:{own}" if file == "allsides.parquet" else known.get(raw[row], f"rec:{row}?") for file, own, row in rows
    ]


def show(judged: pd.DataFrame) -> None:
    """Print the table of figures."""
    print(f"{len(judged)} judged pairs")
    for name, letters in (("same copy", "W"), ("+ partly derived", "WP"), ("+ credited excerpt", "WPX")):
        truth, said = judged["label"].isin(list(letters)), judged["said"].isin(list(letters))
        hits = int((truth & said).sum())
        precision, recall = hits / max(said.sum(), 1), hits / max(truth.sum(), 1)
        f1 = 2 * precision * recall / max(precision + recall, 1e-9)
        print(f"{name:20} precision {precision:.3f} recall {recall:.3f} F1 {f1:.3f}")
    wrong = judged[(judged["label"] == "B") & judged["said"].isin(list("WPX"))]
    print(f"furniture pairs reported as reuse: {len(wrong)} of {(judged['label'] == 'B').sum()}")
    print(f"five-way accuracy {(judged['label'] == judged['said']).mean():.3f}")
    print(pd.crosstab(judged["label"], judged["said"]))


def _read(report: Path) -> tuple[pd.DataFrame, pd.DataFrame]:
    return tuple(pd.read_parquet(report / "data" / f"{name}.parquet") for name in ("pairs", "documents"))  # type: ignore[return-value]


def _audit() -> tuple[pd.DataFrame, pd.DataFrame]:
    from copydesk.pipeline import STAGES, read_tables
    from copydesk.settings import load

    settings = load()
    inputs = [str(DATA / "allsides.parquet"), str(DATA / "recovery.parquet")]
    tables = read_tables(inputs, settings)
    for stage in STAGES:
        tables |= stage.run(tables, settings)
        if stage.name == "duplicates":
            break
    return tables["pairs"], tables["articles"]


if __name__ == "__main__":
    sys.exit(main())
