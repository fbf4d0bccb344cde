"""What a word is like, from outside the training articles: its vector in GloVe and its classes in WordNet.

PolNeAR shows most words a few times only; GloVe (Pennington, Socher and Manning 2014) has seen them in billions of
words of news and encyclopaedia, so that "cautioned" lies beside "warned" from the start. WordNet (Fellbaum 1998) says
that both are verbs of communication, also of verbs that PolNeAR never shows. ``vectors_build`` derives the table.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib.resources import files

import numpy as np
import numpy.typing as npt

__all__ = ["CLASSES", "FILE", "NONE", "NUMBERS", "PARTS", "TURNED", "ZERO", "find_words", "number_vectors", "table"]

FILE = "data/vectors.txt"
PARTS = ("verb", "noun")
CLASSES = tuple(
    f"{part}.{name}" for part, names in zip(PARTS, (
        "body change cognition communication competition consumption contact creation emotion motion perception "
        "possession social stative weather",
        "act artifact attribute cognition communication event group location person tops other",
    ), strict=True) for name in names.split()
)  # fmt: skip
"""Classes of verbs and nouns; a capital letter stands for each, from A to Z."""
TURNED = 100
"""Numbers a word from GloVe."""
NUMBERS = TURNED + len(CLASSES)
"""Numbers a word: those from GloVe, and one a class."""
ZERO = 80
"""The character that stands for 0; the others lie up to 32 below and 31 above it."""
NONE = "."
"""In the place of a class."""
_MEMBER = 19  # levels of a word in its class: about one, as a level is .052 (``network_tables.LEVEL``)

Levels = npt.NDArray[np.int16]


@cache
def table() -> tuple[dict[str, int], Levels]:
    """The row of each word, and the rows: whole numbers from -32 to 31, three standard deviations being 32."""
    lines = (files(__package__) / FILE).read_text(encoding="ascii").splitlines()
    pairs = [line.split(" ") for line in lines if not line.startswith("#")]
    read = np.frombuffer("".join(row for _, row in pairs).encode("ascii"), np.uint8).reshape(len(pairs), -1)
    rows = np.zeros((len(pairs), NUMBERS), np.int16)
    rows[:, :TURNED] = read[:, len(PARTS) :].astype(np.int16) - ZERO
    for letters in read[:, : len(PARTS)].T:
        members = np.flatnonzero(letters != ord(NONE))
        rows[members, letters[members] - ord("A") + TURNED] = _MEMBER
    return {word: row for row, (word, _) in enumerate(pairs)}, rows


def number_vectors(words: Sequence[str]) -> Levels:
    """The numbers of each of ``words``, shape (words, NUMBERS); 0 for a word that the table does not have."""
    known, rows = table()
    levels = np.zeros((len(words), NUMBERS), np.int16)
    here = [(at, known[word]) for at, word in enumerate(words) if word in known]
    if here:
        at, own = np.array(here).T
        levels[at] = rows[own]
    return levels


def find_words(*classes: str) -> frozenset[str]:
    """The words of the table that are in one of ``classes``."""
    known, rows = table()
    columns = [TURNED + CLASSES.index(name) for name in classes]
    words, members = list(known), np.flatnonzero((rows[:, columns] != 0).any(axis=1))
    return frozenset(words[row] for row in members.tolist())
