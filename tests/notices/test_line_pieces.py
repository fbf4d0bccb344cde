"""Pieces of lines: what a line has depends on nothing but the line."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from copydesk.notices.line_pieces import BUCKETS, Pieces, cut_pieces
from copydesk.notices.names import Names

NAMES = Names(frozenset({"ada"}), frozenset({"monday"}), frozenset({"gazette"}))
LINES = st.lists(st.text(st.characters(exclude_characters="\n"), max_size=90), min_size=1, max_size=5)


def of_line(pieces: Pieces, number: int) -> list[int]:
    return pieces.bucket[pieces.line == number].tolist()


def shared(one: str, other: str) -> float:
    pieces = cut_pieces([one, other], NAMES)
    first, second = set(of_line(pieces, 0)), set(of_line(pieces, 1))
    return len(first & second) / len(first | second)


@given(LINES)
def test_a_line_has_the_same_pieces_alone_and_among_others(lines: list[str]) -> None:
    together = cut_pieces(lines, NAMES)
    for number, line in enumerate(lines):
        assert sorted(of_line(together, number)) == sorted(of_line(cut_pieces([line], NAMES), 0))


@given(LINES)
def test_pieces_come_by_line_and_every_line_has_some(lines: list[str]) -> None:
    pieces = cut_pieces(lines, NAMES)
    assert (np.diff(pieces.line) >= 0).all()
    assert set(pieces.line.tolist()) == set(range(len(lines)))
    assert 0 <= pieces.bucket.min() <= pieces.bucket.max() < BUCKETS


def test_lines_that_look_alike_share_pieces() -> None:
    assert shared("Foto: Ada Field", "Foto: Ada Meadow") > 3 * shared("Foto: Ada Field", "The council met again")
    assert shared("FOTO: ADA FIELD", "Foto: Ada Field") < 1


def test_names_tell_lines_of_one_shape_apart() -> None:
    assert shared("Ada Field", "Ivo Field") < shared("Ada Field", "Ada Fjeld")


def test_the_middle_of_a_long_line_is_not_looked_at() -> None:
    head, tail = "The ferry at the old quay of Oakvale", "in the morning light. Foto: Ada Field"
    assert shared(f"{head} was late {tail}", f"{head} was full {tail}") == 1
