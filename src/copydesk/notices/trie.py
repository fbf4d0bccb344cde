"""Pieces as paths of characters: one walk from each character of a word finds all pieces that begin there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from copydesk.notices.plain import folded_codes

__all__ = ["DIGIT_CLASS", "PackedTrie", "Trie", "build_trie"]

DIGIT_CLASS = 1
"""The step that any digit takes."""
ANYWHERE, AT_END, AT_BOUNDARY = range(3)
r"""Where a piece may begin or end: anywhere, at the word's end, or where no letter or digit of ASCII is beyond, as at a
``\b`` of RE2."""
PARTS = (-1, 32, 95)
"""Where a word ends to rules: beyond its characters, and at a space or a low line among them."""
_PIECE = re.compile(r"(\^|\\b)?((?:\[0-9\]|[^\\\[\](){}.*+?|^$])+)(\$|\\b)?")
_WHOLE = re.compile(r"(?:\^|\\b)[a-z0-9]+(?:\$|\\b)", re.ASCII)
_EDGES = {None: ANYWHERE, "^": AT_END, "$": AT_END, r"\b": AT_BOUNDARY}
Numbers = npt.NDArray[np.int64]


class PackedTrie(NamedTuple):
    """The trie as compiled loops read it.

    The steps from node n lead by the characters ``steps[bounds[n]:bounds[n + 1]]``, ascending, to the ``nodes`` at the
    same places; those of ASCII from the first nodes stand in ``top``, shape (nodes, 128), 0 for none.

    The pieces ``pieces[stops[n]:stops[n + 1]]`` end at node n, and their ``edges``, shape (pieces, 2), are beside them.
    """

    top: npt.NDArray[np.int32]
    bounds: Numbers
    steps: npt.NDArray[np.uint32]
    nodes: npt.NDArray[np.int32]
    stops: Numbers
    pieces: Numbers
    edges: npt.NDArray[np.uint8]


@dataclass(frozen=True)
class Trie:
    """The steps from each node, and the pieces that end there: number and the two edges."""

    steps: list[dict[int, int]]
    stops: list[list[tuple[int, int, int]]]

    def walk(self, codes: Sequence[int]) -> Iterator[int]:
        """The numbers of the pieces that stand in the word ``codes``, folded code points."""
        for start, first in enumerate(codes):
            if first not in self.steps[0] and not 48 <= first <= 57:
                continue  # most begin nothing
            before = codes[start - 1] if start else -1
            at_hand = [(0, start)]
            while at_hand:
                node, at = at_hand.pop()
                after = codes[at] if at < len(codes) else -1
                for number, begin, end in self.stops[node]:
                    if _may_stand(begin, before) and _may_stand(end, after):
                        yield number
                steps = (after, DIGIT_CLASS) if 48 <= after <= 57 else (after,)
                at_hand += [(self.steps[node][step], at + 1) for step in steps if step in self.steps[node]]

    def pack(self) -> PackedTrie:
        """The same, as compiled loops read it."""
        stops = np.array([stop for each in self.stops for stop in each], np.int64).reshape(-1, 3)
        pairs = [pair for each in self.steps for pair in sorted(each.items())]
        top = np.zeros((len(self.steps[0]) + 1, 128), np.int32)
        for node in range(len(top)):
            for step, following in self.steps[node].items():
                if step < 128:
                    top[node, step] = following
        steps, nodes = np.array(pairs, np.int64).reshape(-1, 2).T
        ends, pieces = (np.cumsum([0, *map(len, each)]) for each in (self.stops, self.steps))
        return PackedTrie(
            top,
            pieces,
            steps.astype(np.uint32),
            nodes.astype(np.int32),
            ends,
            stops[:, 0].copy(),
            stops[:, 1:].astype(np.uint8),
        )


def _may_stand(edge: int, beyond: int) -> bool:
    """Whether a piece with that ``edge`` may stand beside the character ``beyond``, -1 where the word ends."""
    if edge == ANYWHERE or beyond in PARTS:
        return True
    letter = 97 <= beyond <= 122 or 48 <= beyond <= 57
    return edge == AT_BOUNDARY and not letter


def build_trie(pieces: Sequence[str]) -> Trie:
    """The trie of ``pieces``: RE2 text of words, in lower case, with classes of digits and edges at most."""
    codes = np.frombuffer("\n".join(pieces).encode("utf-32-le"), np.uint32)
    folded = folded_codes()[codes].astype(np.uint32).tobytes().decode("utf-32-le").split("\n") if pieces else []
    split = [_split(piece) for piece in folded]
    trie = Trie([{}], [[]])
    for steps, _, _ in split:
        _path(steps[:1], trie)  # so that the nodes after the first come first
    for number, (steps, begin, end) in enumerate(split):
        trie.stops[_path(steps, trie)].append((number, begin, end))
    return trie


def _split(piece: str) -> tuple[list[int], int, int]:
    match = _PIECE.fullmatch(piece)
    if match is None:
        raise ValueError(f"{piece!r} is no piece of a word")
    steps = [ord(char) for char in match[2].replace("[0-9]", chr(DIGIT_CLASS))]
    whole = _WHOLE.fullmatch(piece) is not None
    return steps, *((AT_BOUNDARY, AT_BOUNDARY) if whole else (_EDGES[match[1]], _EDGES[match[3]]))


def _path(steps: Sequence[int], trie: Trie) -> int:
    """The node that ``steps`` lead to, made where there is none."""
    node = 0
    for step in steps:
        following = trie.steps[node].get(step)
        if following is None:
            following = trie.steps[node][step] = len(trie.steps)
            trie.steps.append({})
            trie.stops.append([])
        node = following
    return node
