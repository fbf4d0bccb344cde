from __future__ import annotations

import re

import pytest
import re2
from hypothesis import given
from hypothesis import strategies as st

from copydesk.errors import RuleError
from copydesk.notices.asking import Asked, read_ends
from copydesk.notices.ends import find_ends


@pytest.mark.parametrize(
    ("pattern", "begin", "end"),
    [
        ("ferry", "ferry", "yrref"),
        ("the ferry left", "the f", "tfel "),
        ("(?:old )?ferry", "(?:old )?ferry", "yrref(?: dlo)?"),
        ("ferry.*quay", "ferry(?:.|quay)", "yauq(?:.|yrref)"),
        ("[-* ]*boat[.!]?", "[-* ]*boat(?:[.!])?", "(?:[.!])?taob[-* ]*"),
        ("(?i:boat|barge)s+", "(?:boat|barge)s", "s"),
        ("[^a-z]x", "(?-i:[^a-z])x", "x(?-i:[^a-z])"),
        ("^boat$", "boat", "taob"),
    ],
)
def test_ends_of_a_pattern(pattern: str, begin: str, end: str) -> None:
    assert [each.source for each in find_ends(pattern)] == [begin, end]


def test_a_parenthesis_too_many_is_refused() -> None:
    with pytest.raises(RuleError):
        find_ends("a)")


PIECES = st.recursive(
    st.sampled_from(["ferry", "boat", "a", ".", r"\d", "[bc]", "[^a-y]", "[-* ]*", " ", r"\b", "-", "渡", "é"]),
    lambda inner: st.one_of(
        st.tuples(inner, inner).map("".join),
        st.tuples(inner, inner).map(lambda two: f"(?:{two[0]}|{two[1]})"),
        st.tuples(inner, st.sampled_from(["?", "*", "+", "{1,2}"])).map(lambda two: f"(?:{two[0]}){two[1]}"),
    ),
    max_leaves=6,
)


@given(
    PIECES.flatmap(
        lambda pattern: st.tuples(st.just(pattern), st.from_regex(re.compile(pattern, re.ASCII), fullmatch=True))
    )
)
def test_every_match_has_both_ends(drawn: tuple[str, str]) -> None:
    pattern, match = drawn
    begin, end = find_ends(pattern)
    assert re2.match(f"(?is){begin.source}", match)
    assert re2.match(f"(?is){end.source}", match[::-1])


def ask(lines: list[str], source: str, backwards: bool) -> list[int]:
    """Places of the ``lines`` that have the end ``source``."""
    text = "\n".join(lines)
    starts = [sum(len(line) + 1 for line in lines[:place]) for place in range(len(lines))]
    stops = [start + len(line) for start, line in zip(starts, lines, strict=True)]
    ends = read_ends([text], [0] * len(lines), starts, stops, backwards)
    return Asked({7: source}).ask(ends)[7]


def test_lines_are_asked_their_beginning() -> None:
    lines = ["Ferry late", "The ferry", "", "FERRY", "\u00a0 ferry", "f" * 900]
    assert ask(lines, "ferry", False) == [0, 3, 4]


def test_lines_are_asked_their_end_backwards() -> None:
    lines = ["A late ferry", "The ferry left", "", "the\u2019ferry", "x" * 900 + " ferry"]
    assert ask(lines, "yrref[' ]", True) == [0, 3, 4]


def test_spaces_and_runs_of_marks_hide_no_end() -> None:
    spaced, starred, other = "old" + " " * 90 + "ferry", "*" * 90 + "ferry", "new ferry"
    assert ask([spaced, starred, other], r"\**(?:old )?ferry", False) == [0, 1]
    assert ask([spaced, "ferry" + "." * 90, other], r"\.*yrref(?: dlo)?", True) == [0, 1, 2]


def test_no_rules_and_no_lines_are_asked_nothing() -> None:
    assert not Asked({}).ask(["ferry"])
    assert not Asked({7: "ferry"}).ask([])
