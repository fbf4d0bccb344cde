"""Classes of English words after WordNet (Fellbaum 1998): the lexicographer's file that a word's first sense is in.

Only ``vectors_build`` reads WordNet; what it says of the words of the shipped table is written down there.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from copydesk.attribution.stemming import IRREGULAR
from copydesk.attribution.vectors import CLASSES, PARTS

__all__ = ["Senses", "classify", "read_senses"]

Senses = dict[str, dict[str, str]]
_FILES = dict(zip(range(29, 44), CLASSES, strict=False)) | {
    3: "noun.tops", 4: "noun.act", 6: "noun.artifact", 7: "noun.attribute", 9: "noun.cognition",
    10: "noun.communication", 11: "noun.event", 14: "noun.group", 15: "noun.location", 18: "noun.person",
}  # fmt: skip
_ENDINGS = {
    "verb": "s: ies:y es:e es: ied:y ed:e ed: ing:e ing:",
    "noun": "s: ses:s xes:x zes:z ches:ch shes:sh men:man ies:y",
}
_LEAST = 2  # letters that are left of a word


def read_senses(folder: Path) -> Senses:
    """The class of every verb and noun by its first sense, from ``index.PART`` and ``data.PART`` in ``folder``.

    A sense that is written with a capital is a name's and does not count.
    """
    return {part: dict(_read_part(folder, part)) for part in PARTS}


def _read_part(folder: Path, part: str) -> Iterator[tuple[str, str]]:
    """Each lemma of ``part`` and the class of its first sense."""
    synsets = {}
    for offset, file, _, count, *rest in _read_lines(folder / f"data.{part}"):
        synsets[offset] = _FILES.get(int(file), "noun.other"), rest[: 2 * int(count, 16) : 2]
    for lemma, _, count, *rest in _read_lines(folder / f"index.{part}"):
        for name, words in map(synsets.__getitem__, rest[-int(count) :]):
            if lemma in words:
                yield lemma, name
                break


def _read_lines(file: Path) -> Iterator[list[str]]:
    """The fields of each line; those of the licence begin with a space."""
    with file.open(encoding="utf-8") as lines:
        yield from (line.split() for line in lines if not line.startswith(" "))


def classify(word: str, senses: Senses) -> tuple[str, ...]:
    """The class of ``word`` (in lower case) in each of ``PARTS``, "" where it is none of their forms."""
    return tuple(next((senses[part][each] for each in _reduce(word, part) if each in senses[part]), "")
                 for part in PARTS)  # fmt: skip


def _reduce(word: str, part: str) -> Iterator[str]:
    """What ``word`` may be a form of, the likeliest first, by WordNet's rules of detachment."""
    if part == "verb" and word in IRREGULAR:
        yield IRREGULAR[word]
    yield word
    for ending, instead in (rule.split(":") for rule in _ENDINGS[part].split(" ")):
        rest = word.removesuffix(ending)
        if rest != word and len(rest) >= _LEAST:
            yield rest + instead
            if ending in ("ed", "ing") and rest[-1] == rest[-2]:
                yield rest[:-1]
