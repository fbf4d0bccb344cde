from __future__ import annotations

import re

import pytest
import re2
from hypothesis import given
from hypothesis import strategies as st

from copydesk.errors import RuleError
from copydesk.notices.needs import find_ways, read_macros


def needs(*pieces: str) -> tuple[tuple[frozenset[str], ...], ...]:
    """One way with one need."""
    return ((frozenset(pieces),),)


@pytest.mark.parametrize(
    ("pattern", "ways"),
    [
        ("ferry", needs("ferry")),
        ("(?i)^(?:Ferry|Boat)$", needs("ferry", "boat")),
        ("(?:old )?ferry", needs(r"\bferry", "ferry")),
        ("ferry(?:boat)*", needs("ferry")),
        ("(?:ferry){2,3}", needs("ferry")),
        (r"\d+ crowns", ((frozenset({r"\bcrowns"}), frozenset({"[0-9]"})),)),
        (r"\bferry\b", needs(r"\bferry\b")),
        ("the ferry left", needs(r"\bferry\b")),
        ("the ferry left.*quay", ((frozenset({r"\bferry\b"}), frozenset({"quay"})),)),
        ("[ab]cd", needs("acd", "bcd")),
        ("[a-z]cdef", needs("cdef")),
        ("ferry|.", ((),)),
        (".*", ((),)),
        ("©", needs("©")),
        (" ", ((),)),
        ("渡船", needs("渡")),
    ],
)
def test_ways_to_match_a_pattern(pattern: str, ways: object) -> None:
    assert find_ways(pattern) == ways


@pytest.mark.parametrize("pattern", [r"\Qferry\E", r"\1", "(?=ferry)", "(?<!a)b", "(a", "a)", "[a"])
def test_syntax_that_no_rule_may_use_is_refused(pattern: str) -> None:
    with pytest.raises(RuleError):
        find_ways(pattern)


def test_a_macro_of_one_group_is_read_once_and_stands_for_its_text() -> None:
    macros = {"{boat}": "(?:ferry|barge)", "{loose}": "ferry|barge"}
    parts = read_macros(macros)
    assert set(parts) == {"{boat}"}
    assert find_ways("{boat}s?", parts) == find_ways("(?:ferry|barge)s?")


PIECES = st.recursive(
    st.sampled_from(["ferry", "boat", "a", ".", r"\d", "[bc]", "[a-c]", " ", r"\b", "-", "渡", "é"]),
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
def test_every_match_goes_one_of_the_ways(drawn: tuple[str, str]) -> None:
    pattern, match = drawn
    ways = find_ways(pattern)
    assert any(all(any(re2.search(f"(?i){piece}", match) for piece in need) for need in way) for way in ways)
