"""Rebuild data/given.txt: ``python -m copydesk.notices.given_build CENSUS TEXTS``; it needs the package faker.

CENSUS is the folder of the package names, with dist.female.first and dist.male.first (United States Census 1990); TEXTS
a Parquet file with a column text, English news: of it only counts of words are used. A name that these print in small
letters as well is a plain word, and one that stands after "in" or "the" a place: both are left out.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from typing import Any

import pandas as pd

from copydesk.notices.names import GIVEN
from copydesk.text import fold

__all__ = ["build", "given_names", "main", "plain_words"]

_HEAD = """\
# Given names of many countries, folded: {count} (notice: GIVEN-NOTICE.txt).
# Sources: PyPI packages faker {faker} (providers of persons) and names 0.3.0 (United States Census 1990)
# Rebuilt by: python -m copydesk.notices.given_build CENSUS TEXTS

"""
_LISTS = ("first_name", "first_romanized")
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_WORD = re.compile(r"(?:\b(in|from|at|near|across|of|the) )?\b([^\W\d_][^\W\d_'-]+)\b(?= ([^\W\d_])|)")
_FEW, _PLAIN, _PLACES = 8, 0.2, 0.25
"""Fewest sightings that tell; share of small letters, and of places, from which a name is left out."""


def build(census: Path, texts: Iterable[str]) -> str:
    """The contents of data/given.txt; the same with the same packages and ``texts``."""
    first = (fold(name).split()[0].strip(".'") for name in given_names(census))
    found = {name for name in first if len(name) > 1}
    kept = sorted(found - plain_words(found, texts))
    return _HEAD.format(count=len(kept), faker=import_module("faker").VERSION) + "".join(f"{name}\n" for name in kept)


def given_names(census: Path) -> Iterator[str]:
    """Every given name of the two packages; of scripts that part their words only."""
    for file in ("dist.female.first", "dist.male.first"):
        yield from (line.split()[0] for line in (census / file).read_text(encoding="ascii").splitlines())
    persons = import_module("faker.providers.person")
    for locale in iter_modules(persons.__path__, f"{persons.__name__}."):
        provider = import_module(locale.name).Provider
        lists = (getattr(provider, name, ()) for name in sorted(dir(provider)) if name.startswith(_LISTS))
        yield from (name for each in lists for name in _flat(each) if not _UNSPACED.search(name))


def plain_words(names: set[str], texts: Iterable[str]) -> set[str]:
    """Those of ``names`` that ``texts`` print as plain words or as places."""
    seen, small, places = Counter[str](), Counter[str](), Counter[str]()
    for text in texts:
        for before, word, after in _WORD.findall(text):
            if (name := word.lower()) in names:
                seen[name] += 1
                small[name] += word[0].islower()
                places[name] += bool(before) and (before == "the" or not after.isupper())
    often = (name for name, count in seen.items() if count >= _FEW)
    return {name for name in often if small[name] >= _PLAIN * seen[name] or places[name] >= _PLACES * seen[name]}


def _flat(value: Any) -> Iterator[str]:
    """The texts of nested collections, of mappings the keys; nothing of a method."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Iterable):
        for each in value:
            yield from _flat(each)


def main() -> None:
    """Write the list."""
    if len(sys.argv) != 3:
        raise SystemExit(__doc__)
    texts = pd.read_parquet(sys.argv[2], columns=["text"])["text"].tolist()
    GIVEN.write_text(build(Path(sys.argv[1]), texts), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
