"""Stories and origins against syndicated-10k.

    python benchmarks/stories.py

Prints the adjusted Rand index of the clusters (each article in the story that most of its text belongs to), the share
of stories whose origin is found, and the share of copies of each kind of edit that are members of their origin's story.
"""

from __future__ import annotations

import os
import sys
from collections import Counter
from pathlib import Path

import pandas as pd

FILE = Path(os.environ.get("COPYDESK_DATA", "../shared/data")) / "duplicates" / "syndicated-10k.parquet"


def main() -> int:
    """Run and print."""
    if not FILE.is_file():
        print(f"skipped: no data at {FILE}; set COPYDESK_DATA")
        return 0
    from copydesk.tables import main_stories

    members, clusters, articles, pairs = audit()
    gold = pd.read_parquet(FILE).iloc[articles["record_no"].to_numpy()].reset_index(drop=True)
    story = main_stories(members, pairs).set_index("doc_id")["cluster_id"]
    said = articles["doc_id"].map(story).fillna(articles["doc_id"])
    print(f"{len(gold):,} articles, {gold['cluster'].nunique():,} gold stories")
    print(f"adjusted Rand index {adjusted_rand(gold['cluster'].tolist(), said.tolist()):.4f}")
    show_origins(gold, said, clusters, articles)
    show_kinds(gold, said, articles["doc_id"], members)
    return 0


def audit() -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    """members, clusters, articles and pairs of the audit with default settings."""
    from copydesk.pipeline import STAGES, read_tables
    from copydesk.settings import load

    settings = load()
    tables = read_tables([str(FILE)], settings)
    for stage in STAGES:
        tables |= stage.run(tables, settings)
        if stage.name == "duplicates":
            break
    return tables["members"], tables["clusters"], tables["articles"], tables["pairs"]


def adjusted_rand(truth: list[object], said: list[object]) -> float:
    """Hubert and Arabie (1985): agreement of two partitions, 0 by chance, 1 when equal."""

    def pairs(counts: Counter[object]) -> float:
        return sum(n * (n - 1) / 2 for n in counts.values())

    both = pairs(Counter(zip(truth, said, strict=True)))
    left, right, every = pairs(Counter(truth)), pairs(Counter(said)), len(truth) * (len(truth) - 1) / 2
    expected = left * right / every
    return (both - expected) / ((left + right) / 2 - expected)


def show_origins(gold: pd.DataFrame, said: pd.Series, clusters: pd.DataFrame, articles: pd.DataFrame) -> None:
    """Share of gold stories of several articles whose origin article is named."""
    origin = clusters.set_index("cluster_id")["origin_doc_id"]
    sizes = gold["cluster"].map(gold["cluster"].value_counts())
    asked = gold.index[gold["origin"] & (sizes > 1)]
    found = [origin.get(said[row]) == articles["doc_id"][row] for row in asked]
    decided = [isinstance(origin.get(said[row]), str) for row in asked]
    right, named = sum(found) / len(found), sum(decided) / len(found)
    print(f"origin found {right:.4f} of {len(found):,} stories; named at all {named:.4f}")


def show_kinds(gold: pd.DataFrame, said: pd.Series, doc_ids: pd.Series, members: pd.DataFrame) -> None:
    """Share of copies of each kind of edit that are in the story of their origin."""
    home = dict(zip(gold.loc[gold["origin"], "cluster"], said[gold["origin"]], strict=True))
    copies = gold[~gold["origin"]]
    inside = set(zip(members["doc_id"], members["cluster_id"], strict=True))
    hit = [
        (doc_ids[row], home.get(cluster)) in inside
        for row, cluster in zip(copies.index, copies["cluster"], strict=True)
    ]
    print(pd.Series(hit, index=copies.index).groupby(copies["kind"]).agg(["mean", "size"]).round(4).to_string())


if __name__ == "__main__":
    sys.exit(main())
