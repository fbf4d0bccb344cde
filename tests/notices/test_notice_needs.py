from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copydesk.notices import Rulebook
from copydesk.notices.needs import find_needs

ANY = float("inf")


@pytest.mark.parametrize(
    ("pattern", "needs"),
    [
        ("ferry", {"ferry"}),
        ("(?i)^(?:Ferry|Boat)$", {"ferry", "boat"}),
        ("(?:old )?ferry", {"ferry"}),
        ("ferry(?:boat)*", {"ferry"}),
        ("(?:ferry){2,3}", {"ferry"}),
        (r"\d+ crowns", {" crowns"}),
        ("[ab]cd", {"acd", "bcd"}),
        ("[a-z]cdef", {"cdef"}),
        ("ferry|.", None),
        (".*", None),
        ("ferry|ferryboat", {"ferry"}),
        (r"say \(aye\)", {"say (aye)"}),
        ("İlgili", {"İlgili".replace("l", "l")}),
    ],
)
def test_needs_of_a_pattern(pattern: str, needs: set[str] | None) -> None:
    assert find_needs(pattern, ANY) == needs


def test_words_that_stand_everywhere_count_as_none() -> None:
    assert find_needs("the", 0.4) is None
    assert find_needs("the", 0.6) == {"the"}


PIECES = st.recursive(
    st.sampled_from(["ferry", "boat", "a", ".", r"\d", "[bc]", "[a-c]"]),
    lambda inner: st.one_of(
        st.tuples(inner, inner).map("".join),
        st.tuples(inner, inner).map(lambda two: f"(?:{two[0]}|{two[1]})"),
        st.tuples(inner, st.sampled_from(["?", "*", "+", "{1,2}"])).map(lambda two: f"(?:{two[0]}){two[1]}"),
    ),
    max_leaves=6,
)


@given(PIECES.flatmap(lambda pattern: st.tuples(st.just(pattern), st.from_regex(re.compile(pattern), fullmatch=True))))
def test_every_match_holds_one_of_the_words_needed(drawn: tuple[str, str]) -> None:
    pattern, match = drawn
    needs = find_needs(pattern, ANY)
    assert needs is None or any(word in match.lower() for word in needs)


def test_the_sieve_lets_every_rule_see_its_own_examples(book: Rulebook) -> None:
    from copydesk.notices.plain import to_plain
    from copydesk.notices.sieve import size_class

    for number, rule in enumerate(book.rules):
        for example in map(to_plain, rule.examples):
            assert number in book.edge[size_class(len(example))].candidates(example.encode()), rule.id
