"""The words that tell who says what, read from checks/attribution, one file a language."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from copydesk.errors import SettingsError
from copydesk.text import fold

__all__ = ["BITS", "DEFAULT", "Lexicon", "lexicons", "traits"]

DEFAULT = "en"
_TABLES = {
    "cues": "strong weak prepositions",
    "words": "pronouns_person pronouns_many pronouns_thing pronouns_self determiners numerals auxiliaries "
             "family_first relatives stops joiners",
    "sources": "vague unnamed documents organisations places roles",
    "second_hand": "media reporting",
    "anonymity": "triggers",
}  # fmt: skip
_LISTS = [(table, name) for table, names in _TABLES.items() for name in names.split()]
BITS: dict[str, int] = {name: 1 << number for number, (_, name) in enumerate(_LISTS)}
"""Bit of each word list."""
BITS |= {"title": 1 << 24, "upper": 1 << 25, "number": 1 << 26, "possessive": 1 << 27, "adverb": 1 << 28}


@dataclass(frozen=True)
class Lexicon:
    """One language's words: bits by folded form, and the clauses that give a reason for anonymity."""

    language: str
    bits: dict[str, int]
    reasons: tuple[str, ...]


@cache
def lexicons(checks: Path) -> dict[str, Lexicon]:
    """Every lexicon under ``checks``/attribution by language code.

    Raises SettingsError naming the file that is missing, malformed or lacks a list.
    """
    files = sorted((checks / "attribution").glob("??.toml"))
    found = {each.language: each for each in map(_lexicon, files)}
    if DEFAULT not in found:
        raise SettingsError(f"{checks}: attribution/{DEFAULT}.toml is missing")
    return found


def _lexicon(file: Path) -> Lexicon:
    try:
        read: dict[str, Any] = tomllib.loads(file.read_text(encoding="utf-8"))
        bits: dict[str, int] = {}
        for table, name in _LISTS:
            for word in map(fold, read[table][name].split()):
                bits[word] = bits.get(word, 0) | BITS[name]
        reasons = tuple(line.strip() for line in read["anonymity"]["reasons"].splitlines() if line.strip())
        return Lexicon(read["language"], bits, reasons)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, KeyError, AttributeError) as error:
        raise SettingsError(f"{file} cannot be used: {error}") from error


def traits(vocabulary: pd.DataFrame, lexicon: Lexicon) -> npt.NDArray[np.uint32]:
    """Bits of every row of ``vocabulary`` in one language, shape (rows,).

    A form with a possessive ending has the bits of its stem too.
    """
    folds, known = vocabulary["folded"].tolist(), lexicon.bits
    bits = np.array([known.get(fold, 0) for fold in folds], np.uint32)
    shape = vocabulary["shape"].to_numpy(dtype=object)
    for name, shapes in (("title", ("title", "mixed", "upper")), ("upper", ("upper",)), ("number", ("digits",))):
        bits[np.isin(shape, shapes)] |= np.uint32(BITS[name])
    owned = [row for row, fold in enumerate(folds) if "'" in fold and fold.endswith(("'s", "s'"))]
    bits[owned] |= np.array([known.get(_stem(folds[row]), 0) for row in owned], np.uint32)
    bits[owned] |= np.uint32(BITS["possessive"])
    adverbs = [row for row, fold in enumerate(folds) if fold[-2:] == "ly" and len(fold) > 4]
    bits[adverbs] |= np.uint32(BITS["adverb"])
    return bits


def _stem(fold: str) -> str:
    return fold[:-2] if fold.endswith("'s") else fold.removesuffix("'")
