"""Attribution against PolNeAR's annotators: sentences, article shares, source spans, kinds, speed.

    python benchmarks/attribution.py [--part dev|train] [--folder ../shared/data] [--fold 0 ... 4]

Sentences are cut by copydesk from raw text and judged; a gold sentence takes the judgement of the sentence that
overlaps it most. Gold labels follow the data's README. With --fold, the models learn from the other folds of the
training part (a minute or two) and judge that one. Prints JSON.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from copydesk.attribution import attribution, model
from copydesk.attribution.corpus import FOLDS, choose_fold, make_corpus
from copydesk.attribution.gold import Annotated, label_spans, make_articles, read_annotated
from copydesk.attribution.training import learn
from copydesk.settings import load
from copydesk.tables import TABLES
from copydesk.text import text

LABELS = ("attributed_speech", "attributed_any", "has_cue")
KINDS = Path(__file__).with_name("data") / "source-kinds.csv"
Flags = npt.NDArray[np.bool_]


def tables(articles: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """Every table of the stage over ``articles``, all lines taken for body."""
    names = ("layout", "segments", "words", "vocabulary")
    cut = dict(zip(names, (TABLES[n].conform(f) for n, f in zip(names, text(articles), strict=True)), strict=True))
    lines = cut["layout"].assign(
        doc_id=articles["doc_id"].to_numpy()[cut["layout"]["doc_no"]], label="body", reason="all"
    )
    return {"articles": articles, **cut, "lines": TABLES["lines"].conform(lines)}


def judge(read: dict[str, pd.DataFrame]) -> dict[str, pd.DataFrame]:
    """The stage's three tables."""
    found = attribution(*read.values(), load().attribution)
    names = ("sentences", "attributions", "attribution")
    return {name: TABLES[name].conform(frame) for name, frame in zip(names, found, strict=True)}


def agreement(said: Flags, gold: Flags) -> dict[str, float]:
    """F1 of the attributed class and Cohen's kappa."""
    f1 = 2 * float((said & gold).sum()) / max(float(said.sum() + gold.sum()), 1)
    chance = said.mean() * gold.mean() + (1 - said.mean()) * (1 - gold.mean())
    return {"f1": round(f1, 4), "kappa": round(float(((said == gold).mean() - chance) / (1 - chance)), 4)}


def measure_sentences(rows: list[Annotated], found: dict[str, pd.DataFrame], speech: frozenset[str]) -> dict[str, Any]:
    """Agreement on the given sentences, or on our own where none are given, and the error of an article's share."""
    said, gold, shares = [], [], []
    by_doc = dict(list(found["sentences"].groupby("doc_id")))
    for row in rows:
        ours = by_doc[row.identifier]
        starts, ends = ours["start"].to_numpy(), ours["end"].to_numpy()
        given = np.array(row.sentences) if row.sentences else np.stack([starts, ends], 1)
        overlap = np.minimum(ends, given[:, 1:]) - np.maximum(starts, given[:, :1])
        told = ours[list(LABELS)].to_numpy(bool)
        said.append(told[overlap.argmax(axis=1)])
        gold.append(label_spans(row, given[:, 0], given[:, 1], speech))
        shares.append(np.abs(told.mean(axis=0) - gold[-1].mean(axis=0)))
    both = np.concatenate(said), np.concatenate(gold)
    result: dict[str, Any] = {name: agreement(both[0][:, n], both[1][:, n]) for n, name in enumerate(LABELS)}
    return result | {"share_error_speech": round(float(np.mean([s[0] for s in shares])), 4), "sentences": len(both[0])}


def measure_sources(rows: list[Annotated], found: dict[str, pd.DataFrame]) -> dict[str, Any]:
    """Overlap precision, recall and F1 of source spans, over all gold spans and over sentences that hold one.

    A table row is a sentence and has one source: a sentence with two gold sources can give one of them only.
    """
    spans, sentences = [0, 0, 0, 0], [0, 0, 0, 0]
    by_doc = dict(list(found["attributions"].groupby("doc_id")))
    cut = dict(list(found["sentences"].groupby("doc_id")))
    for row in rows:
        ours = by_doc.get(row.identifier, found["attributions"][:0])
        mine = ours.loc[ours["source_start"].notna(), ["source_start", "source_end"]].to_numpy(np.int64)
        gold = np.array(sorted({(a, b) for each in row.attributions for a, b in each["source"]})).reshape(-1, 2)
        mine = np.unique(mine, axis=0).reshape(-1, 2)
        meets = (mine[:, None, 0] < gold[None, :, 1]) & (gold[None, :, 0] < mine[:, None, 1])
        spans = _add(spans, meets.any(axis=1), meets.any(axis=0))
        starts = cut[row.identifier]["start"].to_numpy()
        gold_at = np.searchsorted(starts, gold[:, 0], side="right")
        held = [np.unique(gold_at[meets.any(axis=0)]), np.unique(gold_at)]
        sentences = _add(sentences, meets.any(axis=1), np.isin(held[1], held[0]))
    return {"spans": _f1(spans), "sentences": _f1(sentences)}


def _add(total: list[int], ours: Flags, theirs: Flags) -> list[int]:
    new = int(ours.sum()), len(ours), int(theirs.sum()), len(theirs)
    return [old + more for old, more in zip(total, new, strict=True)]


def _f1(hits: list[int]) -> dict[str, float]:
    precision, recall = hits[0] / max(hits[1], 1), hits[2] / max(hits[3], 1)
    f1 = 2 * precision * recall / max(precision + recall, 1e-9)
    return {"precision": round(precision, 4), "recall": round(recall, 4), "f1": round(f1, 4), "gold": hits[3]}


def measure_kinds(found: dict[str, pd.DataFrame]) -> dict[str, Any]:
    """Share of the sampled sources whose kind is right, over those that one of our sources overlaps."""
    if not KINDS.is_file():
        return {}
    labels, wrong, met, right = pd.read_csv(KINDS), Counter[str](), 0, 0
    by_doc = dict(list(found["attributions"].groupby("doc_id")))
    for doc, start, end, kind in labels.itertuples(index=False):
        ours = by_doc.get(doc, found["attributions"][:0])
        ours = ours[(ours["source_start"] < end) & (ours["source_end"] > start)]
        if len(ours):
            said = ours["kind"].iloc[0]
            met, right = met + 1, right + int(said == kind)
            wrong[f"{kind} taken for {said}"] += int(said != kind)
    shown = {name: count for name, count in wrong.most_common() if count}
    return {"sampled": len(labels), "met": met, "accuracy": round(right / max(met, 1), 4), "wrong": shown}


def hold_out(rows: list[Annotated], fold: int, speech: frozenset[str]) -> list[Annotated]:
    """The rows of ``fold``; the stage judges by models that have learned from the others."""
    held = [choose_fold(row.identifier) == fold for row in rows]
    learned = model.parse(learn(make_corpus([row for row, out in zip(rows, held, strict=True) if not out], speech)))
    model.load = lambda *_: learned  # type: ignore[assignment]
    return [row for row, out in zip(rows, held, strict=True) if out]


def measure_speed(read: dict[str, pd.DataFrame]) -> float:
    """Articles a CPU second of one core, best of three runs."""
    seconds = []
    for _ in range(3):
        begin = time.process_time()
        judge(read)
        seconds.append(time.process_time() - begin)
    return round(len(read["articles"]) / min(seconds), 1)


def main() -> int:
    """Print the figures as JSON; 0, also when the data is absent and nothing can be measured."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--part", default="dev", choices=("dev", "train"))
    parser.add_argument("--folder", type=Path, default=Path(os.environ.get("COPYDESK_DATA", "../shared/data")))
    parser.add_argument("--fold", type=int, choices=range(FOLDS), help="of the training part, judged unseen")
    arguments = parser.parse_args()
    if arguments.fold is not None:
        arguments.part = "train"
    file = arguments.folder / "attribution" / f"polnear-{arguments.part}.jsonl.gz"
    if not file.is_file():
        print(f"skipped: {file} is absent", file=sys.stderr)
        return 0
    speech = frozenset((file.parent / "communication-cues.txt").read_text(encoding="utf-8").split())
    rows = read_annotated(file)
    if arguments.fold is not None:
        rows = hold_out(rows, arguments.fold, speech)
    read = tables(make_articles(rows))
    found = judge(read)
    result = measure_sentences(rows, found, speech)
    result |= {"sources": measure_sources(rows, found)}
    if arguments.part == "dev":
        result |= {"kinds": measure_kinds(found)}
    print(json.dumps(result | {"articles_per_second": measure_speed(read)}, indent=1))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
