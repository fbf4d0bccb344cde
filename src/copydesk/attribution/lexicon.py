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
import pyarrow as pa
import pyarrow.compute as pc

from copydesk.attribution.spelling import ends_with, find_rows, strip_possessive
from copydesk.errors import SettingsError
from copydesk.text import fold
from copydesk.text.strings import as_arrow

__all__ = ["BITS", "DEFAULT", "Lexicon", "lexicons", "traits"]

DEFAULT = "en"
_SHAPES = ("title", "mixed", "upper", "digits")
_SHORT = 4  # letters; "only" is an adverb, "fly" is none
_TABLES = {
    "cues": "strong weak prepositions",
    "words": "pronouns_person pronouns_many pronouns_thing pronouns_self determiners numerals auxiliaries "
             "family_first relatives stops joiners genitives bonds",
    "sources": "vague unnamed documents organisations places roles",
    "second_hand": "media reporting",
    "anonymity": "triggers",
}  # fmt: skip
_LISTS = [(table, name) for table, names in _TABLES.items() for name in names.split()]
BITS: dict[str, int] = {name: 1 << number for number, (_, name) in enumerate(_LISTS)}
"""Bit of each word list."""
BITS |= {"title": 1 << 27, "upper": 1 << 28, "number": 1 << 29, "possessive": 1 << 30, "adverb": 1 << 31}


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
    folded, shapes = as_arrow(vocabulary["folded"]), as_arrow(vocabulary["shape"])
    known = np.append(np.array(list(lexicon.bits.values()), np.uint32), np.uint32(0))
    bits = known[find_rows(folded, lexicon.bits)]
    owned = ends_with(folded, "'s") | ends_with(folded, "s'")
    stems = strip_possessive(folded.filter(pa.array(owned)))
    bits[owned] |= known[find_rows(stems, lexicon.bits)] | np.uint32(BITS["possessive"])
    bits[ends_with(folded, "ly") & (np.asarray(pc.utf8_length(folded)) > _SHORT)] |= np.uint32(BITS["adverb"])
    shape = find_rows(shapes, _SHAPES)
    for name, first, last in (("title", 0, 2), ("upper", 2, 2), ("number", 3, 3)):
        bits[(shape >= first) & (shape <= last)] |= np.uint32(BITS[name])
    return bits
