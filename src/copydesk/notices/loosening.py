r"""Looser patterns: they match wherever a pattern does, and cost RE2 a fraction to build and to run.

A repetition that is counted costs RE2 a copy of what it repeats for each count, and a class of letters of all scripts
hundreds of instructions. So counts are left open, and a class of letters holds all characters beyond ASCII: what
``\p{L}{2,30}`` matches, ``[A-Za-z\x{80}-\x{10FFFF}]{2,}`` does.
"""

from __future__ import annotations

import re
from functools import cache
from string import ascii_lowercase, ascii_uppercase

import re2

__all__ = ["loosen", "narrow"]

_ATOM = re.compile(
    r"(\\[pP](?:\{\^?\w+\}|\w)|\\.|\[\^?\]?(?:\\[pP]\{\^?\w+\}|\[:\^?\w+:\]|\\.|[^\]\\])*\]|[.)])(?:\{(\d*),(\d+)\})?",
    re.S,
)
"""An escape, a class, any character or the end of a group, with the bounds of its repetition."""
_LETTERS = re.compile(r"\\p(?:\{\w+\}|\w)")
_CROSSES_LINES = re.compile(r"\\[nsDWP]")
_BEYOND_ASCII = r"\x{80}-\x{10FFFF}"
_OTHER = re.compile(r"[^\x00-\x7f]+|\\x\{[0-9A-Fa-f]{3,}\}")
_NOT_ASCII = r"\xff"
_FEW, _FEW_LARGE, _FEW_GROUPS = 10, 2, 1
"""Counts that are kept: of a class or any character, of a class with all that is beyond ASCII, and of a group."""


def loosen(pattern: str) -> str:
    """RE2 text that matches wherever ``pattern`` does."""
    return _ATOM.sub(_loosen_atom, pattern)


def narrow(pattern: str) -> str:
    """RE2 text for Latin 1 that matches in ASCII what ``pattern`` does: one other letter stands for all there are."""
    ascii_only = _OTHER.sub(lambda found: _NOT_ASCII * (1 if found[0][0] == "\\" else len(found[0])), pattern)
    return _ATOM.sub(lambda found: _replace_letters(found[1], _NOT_ASCII) + found[0][len(found[1]) :], ascii_only)


def _loosen_atom(found: re.Match[str]) -> str:
    atom, least, most = found.groups()
    loose = _replace_letters(atom, _BEYOND_ASCII)
    if most is None:
        return loose
    return f"{loose}{{{least or 0},{'' if int(most) > _most_kept(loose) else most}}}"


def _most_kept(atom: str) -> int:
    """Up to which count repetitions of ``atom`` are left as they are; one that may run over lines always is."""
    if atom == ")":
        return _FEW_GROUPS
    if _BEYOND_ASCII in atom:
        return _FEW_LARGE
    in_line = atom == "." or (atom[0] == "[" and bool(_CROSSES_LINES.search(atom)) == atom.startswith("[^"))
    return _FEW if in_line else 1 << 20


def _replace_letters(atom: str, beyond: str) -> str:
    """``atom``; if it is a class with letters of all scripts, those of ASCII and ``beyond`` in their place.

    A class of what it does not name stays.
    """
    if r"\p" not in atom or atom.startswith("[^"):
        return atom
    loose = _LETTERS.sub(lambda letters: _ascii_of(letters.group()) + beyond, atom)
    return loose if atom[0] == "[" else f"[{loose}]"


@cache
def _ascii_of(letters: str) -> str:
    """The characters of ASCII that the class ``letters`` holds, as they stand in brackets."""
    held = "".join(map(re2.escape, re2.findall(letters, "".join(map(chr, range(128))))))
    return held.replace(ascii_uppercase, "A-Z").replace(ascii_lowercase, "a-z")
