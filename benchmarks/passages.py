"""Shared passages against the marked spans of pan13-spans-dev: plagdet and false alarms.

    python benchmarks/passages.py [--least WORDS] [--gap WORDS] [--losses]

Every pair of texts takes the product's own way (text -> words -> shingles -> verification) with the shipped
thresholds; a pair is reported, and its passages count, when the duplicates stage would give it a row. Figures after
Potthast et al. 2010, "An evaluation framework for plagiarism detection": precision and recall over characters of both
texts, their F1 over log2(1 + granularity); macro-averaged over spans (the framework's default) and micro-averaged over
characters. ``--losses`` lists what was missed, found in pieces or found in vain.

The marked places lag behind the words they mean, by up to hundreds of characters late in a long text (the texts hold
ASCII only: other characters seem to have been taken out after the marking). The last lines give the figures of an
aligner that reports those of the passages that meet a marked span and nothing else: the bound that this leaves.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

DATA = Path(os.environ.get("COPYDESK_DATA", "../shared/data")) / "duplicates" / "pan13-spans-dev.jsonl.gz"


class Span(NamedTuple):
    """One passage: code points in the text under suspicion and in its source, end exclusive."""

    start: int
    end: int
    source_start: int
    source_end: int

    @property
    def size(self) -> int:
        """Characters of both texts."""
        return self.end - self.start + self.source_end - self.source_start

    def meets(self, other: Span) -> bool:
        """Whether the two share characters in both texts."""
        return _both(self.start, self.end, other.start, other.end) > 0 < _both(*self[2:], *other[2:])


Spans = list[list[Span]]


def main() -> int:
    """Run and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--least", type=int, help="least words of a passage (default: the shipped threshold)")
    parser.add_argument("--gap", type=int, help="unequal words bridged (default: the shipped threshold)")
    parser.add_argument("--losses", action="store_true", help="list spans missed, in pieces, and found in vain")
    given = parser.parse_args()
    if not DATA.is_file():
        print(f"skipped: no data at {DATA}; set COPYDESK_DATA")
        return 0
    rows = [json.loads(line) for line in gzip.decompress(DATA.read_bytes()).splitlines()]
    marked = [[_span(span) for span in row["spans"]] for row in rows]
    found = detect(rows, given.least, given.gap)
    show(marked, found)
    if given.losses:
        losses(rows, marked, found)
    return 0


def detect(rows: Sequence[dict[str, Any]], least: int | None, gap: int | None) -> Spans:
    """The passages that the product reports for each pair of texts."""
    from copydesk.duplicates.judging import tells
    from copydesk.duplicates.shingles import shingle_sets, stream
    from copydesk.duplicates.verify import compare, matches
    from copydesk.settings import load
    from copydesk.text import text

    limits = load().duplicates
    texts = [row[side] for row in rows for side in ("text", "source_text")]
    articles = pd.DataFrame({"text": texts, "title": "", "doc_id": "", "article_chars": [len(each) for each in texts]})
    _, _, words, vocabulary = text(articles)
    every = np.ones(len(words), bool)
    body = stream(words, vocabulary, every, len(texts), limits.shingle_words)
    starts, ends = words["start"].to_numpy(), words["end"].to_numpy()
    pairs = np.arange(len(texts)).reshape(-1, 2)
    found: Spans = [[] for _ in rows]
    bounds = (gap or limits.max_passage_gap, least or limits.min_passage_words)
    compared = compare(pairs, body, shingle_sets(body), *bounds)
    compared = compared.without_set_phrases(limits.set_phrase_words, limits.passage_reach)
    told = compared.where(tells(compared, pd.Series([None] * len(texts)), limits))
    for match in matches(told, body.bounds, ~every):
        a, b = body.bounds[match.a], body.bounds[match.b]
        found[match.a // 2] = [
            Span(starts[a + p.start_a], ends[a + p.end_a - 1], starts[b + p.start_b], ends[b + p.end_b - 1])
            for p in match.passages
        ]
    return found


def show(marked: Spans, found: Spans) -> None:
    """Print the figures, and those of an aligner that finds what meets a marked span and nothing else."""
    empty = sum(not spans for spans in marked)
    alarms = sum(bool(there) for spans, there in zip(marked, found, strict=True) if not spans)
    print(f"{len(marked)} pairs of texts, {sum(map(len, marked))} marked spans, {sum(map(len, found))} passages found")
    print(f"false alarms: {alarms} of {empty} pairs without a span")
    bound = [[d for d in there if any(d.meets(s) for s in spans)] for spans, there in zip(marked, found, strict=True)]
    for name, spans in (("found", found), ("bound", bound)):
        for way in ("macro", "micro"):
            precision, recall = (_covered(*sides, way) for sides in ((spans, marked), (marked, spans)))
            granularity = _granularity(marked, spans)
            plagdet = 2 * precision * recall / max(precision + recall, 1e-9) / np.log2(1 + granularity)
            print(
                f"{name} {way}: plagdet {plagdet:.4f} precision {precision:.4f} recall {recall:.4f} "
                f"granularity {granularity:.4f}"
            )


def losses(rows: Sequence[dict[str, Any]], marked: Spans, found: Spans) -> None:
    """Print spans that were missed or found in pieces, and passages that meet no marked span."""
    for row, spans, there in zip(rows, marked, found, strict=True):
        for span in spans:
            pieces = sum(span.meets(each) for each in there)
            if pieces != 1:
                print(f"{'missed' if not pieces else 'in pieces'} {row['id']} {span}")
        for each in there:
            if not any(each.meets(span) for span in spans):
                print(f"in vain {row['id']} {tuple(map(int, each))} {row['text'][each.start : each.end][:160]!r}")


def _covered(ones: Spans, others: Spans, way: str) -> float:
    """Share of the characters of ``ones`` that the ``others`` which meet them cover; 1 where there are none."""
    covered, sizes = [], []
    for mine, theirs in zip(ones, others, strict=True):
        for each in mine:
            met = [other for other in theirs if each.meets(other)]
            covered.append(_union(each[:2], [m[:2] for m in met]) + _union(each[2:], [m[2:] for m in met]))
            sizes.append(each.size)
    if not sizes:
        return 1.0
    shares = np.array(covered) / np.array(sizes)
    return float(shares.mean() if way == "macro" else sum(covered) / sum(sizes))


def _granularity(marked: Spans, found: Spans) -> float:
    """Passages found for each marked span that is found at all, on average."""
    pieces = [sum(s.meets(d) for d in there) for spans, there in zip(marked, found, strict=True) for s in spans]
    return float(np.mean([count for count in pieces if count] or [1]))


def _union(span: tuple[int, ...], parts: Sequence[tuple[int, ...]]) -> int:
    """Characters of ``span`` that ``parts`` cover together."""
    covered, last = 0, span[0]
    for start, end in sorted(parts):
        start, end = max(start, last), min(end, span[1])
        covered, last = covered + max(end - start, 0), max(last, end)
    return covered


def _both(start: int, end: int, other_start: int, other_end: int) -> int:
    return min(end, other_end) - max(start, other_start)


def _span(span: dict[str, int]) -> Span:
    start, source = span["start"], span["source_start"]
    return Span(start, start + span["length"], source, source + span["source_length"])


if __name__ == "__main__":
    sys.exit(main())
