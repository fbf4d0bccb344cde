"""Documents for the near-duplicate benchmarks: articles of allsides cut into pieces, and controlled copies of them.

Every choice is drawn from a fixed seed, so that two runs write the same Parquet file.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

ALLSIDES = Path(os.environ.get("COPYDESK_DATA", "../shared/data")) / "duplicates" / "allsides.parquet"
PIECE_WORDS, LEAST_WORDS = 447, 260
COPIES = 7_090
GROUP_ROWS = 5_000
_WORD = re.compile(r"\S+")


def write_documents(folder: Path, limit: int | None = None) -> Path:
    """The Parquet file of pieces and copies in ``folder``, written unless it is there; ``limit`` documents of it."""
    file = folder / f"documents-{limit or 'all'}.parquet"
    if not file.is_file():
        folder.mkdir(parents=True, exist_ok=True)
        texts = _shuffled(list(_pieces()), limit)
        table = pa.table({"id": [f"n{n:06d}" for n in range(len(texts))], "text": pa.array(texts, pa.large_string())})
        pq.write_table(table, file, compression="zstd", row_group_size=GROUP_ROWS)
    return file


def _shuffled(pieces: list[str], limit: int | None) -> list[str]:
    draw = np.random.default_rng(1)
    copies = COPIES if limit is None else limit // 8
    base = pieces if limit is None else [pieces[n] for n in draw.permutation(len(pieces))[: limit - copies].tolist()]
    vocabulary = sorted({word for text in base[:2000] for word in text.split()})
    chosen = draw.integers(0, len(base), copies).tolist()
    texts = base + [_edited(base[number], draw, vocabulary) for number in chosen]
    return [texts[n] for n in draw.permutation(len(texts)).tolist()]


def _pieces() -> Iterator[str]:
    """Each article in runs of 447 words with the text between them; a short end joins the piece before it."""
    for text in pq.read_table(ALLSIDES, columns=["text"])["text"].to_pylist():
        spans = [match.span() for match in _WORD.finditer(text or "")]
        firsts = list(range(0, max(len(spans) - LEAST_WORDS, 1), PIECE_WORDS))
        for first, stop in zip(firsts, [*firsts[1:], len(spans)], strict=True):
            if stop - first >= LEAST_WORDS:
                yield text[spans[first][0] : spans[stop - 1][1]]


def _edited(text: str, draw: np.random.Generator, vocabulary: list[str]) -> str:
    """``text`` with so many words changed that the Jaccard index of 5-shingles is drawn from .5 to .97."""
    spans = [match.span() for match in _WORD.finditer(text)]
    wanted = draw.uniform(0.5, 0.97)
    kept = 2 * wanted / (1 + wanted)  # share of shingles that both texts have
    edits = max(round((1 - kept) * len(spans) / 5), 1)
    changed, last = [], 0
    for number in sorted(draw.choice(len(spans), edits, replace=False).tolist()):
        start, end = spans[number]
        changed += [text[last:start], vocabulary[int(draw.integers(len(vocabulary)))]]
        last = end
    return "".join([*changed, text[last:]])
