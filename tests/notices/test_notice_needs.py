from __future__ import annotations

import re
from itertools import pairwise

import pytest
import re2
from hypothesis import given
from hypothesis import strategies as st
from notice_articles import build_articles

from copydesk.errors import RuleError
from copydesk.notices.forms import WordPieces
from copydesk.notices.needs import read_macros, read_pattern
from copydesk.notices.parts import Way
from copydesk.notices.symbols import END, PAIR, START, is_mark
from copydesk.text import text


def needs(*pieces: str) -> tuple[frozenset[str], ...]:
    """One need."""
    return (frozenset(pieces),)


def pair(one: str, other: str) -> str:
    return f"{one}{PAIR}{other}"


@pytest.mark.parametrize(
    ("pattern", "found"),
    [
        ("ferry", needs("ferry")),
        ("(?i)(?:Ferry|Boat)", needs("ferry", "boat")),
        ("(?:old )?ferry", needs("^ferry", "ferry")),
        ("(?: old )?ferry", needs(pair("^old$", "^ferry"), "ferry")),
        ("ferry(?:boat)*", needs("ferry")),
        ("(?:ancient )?ferry", needs(pair("ancient$", "^ferry"), "ferry")),
        ("(?:ferry){2,3}", needs("ferry")),
        (r"\d+ crowns", (frozenset({"^crowns"}), frozenset({"[0-9]"}))),
        (r"\bferry\b", needs(r"\bferry\b")),
        ("the ferry left", needs(pair("^ferry$", "^left"))),
        ("the ferry.*quay", (frozenset({"^ferry"}), frozenset({"quay"}))),
        ("ferry - quay", needs(pair("ferry$", "^quay"))),
        ("ferry[-/]quay", needs(pair("ferry$", "^quay"))),
        ("ferry ?quay", needs("ferryquay", pair("ferry$", "^quay"))),
        ("ferry[-*|#]* quay", needs(pair("ferry$", "^quay"))),
        ("ferry[-*|#_]*quay", needs("ferry")),
        ("ferry's quay", needs(r"ferry\b")),
        ("(?:old|new) (?:ferry)+", (frozenset({"^ferry"}), frozenset({"ferry"}))),
        ("(?:[a-z]+ ){0,3}ferry", needs("^ferry", "ferry")),
        ("(?:[a-z]+ )ferry ", needs("^ferry$")),
        (f"{START}[* ]*ferry", needs(pair(START, "^ferry"))),
        (f"ferry[.]?{END}", needs(pair("ferry$", END))),
        (f"{START}(?:the )?ferry ", needs(pair("^the$", "^ferry$"), pair(START, "^ferry$"))),
        ("[ab]cdef", needs("acdef", "bcdef")),
        ("[a-z]cdef", needs("cdef")),
        ("ferry|.", ()),
        (".*", ()),
        ("©", needs("©")),
        (" ", ()),
        ("of", ()),
        ("渡船", needs(pair("渡", "船"))),
        (r"A\.I\. ferry", needs(pair("^i$", "^ferry"))),
    ],
)
def test_what_a_pattern_needs(pattern: str, found: object) -> None:
    assert read_pattern(pattern).told == found


@pytest.mark.parametrize("pattern", [r"\Qferry\E", r"\1", "(?=ferry)", "(?<!a)b", "(a", "a)", "[a"])
def test_syntax_that_no_rule_may_use_is_refused(pattern: str) -> None:
    with pytest.raises(RuleError):
        read_pattern(pattern)


def test_a_macro_of_one_group_is_read_once_and_stands_for_its_text() -> None:
    macros = {"{boat}": "(?:ferry|barge)", "{loose}": "ferry|barge"}
    parts = read_macros(macros)
    assert set(parts) == {"{boat}"}
    assert read_pattern("{boat}s?", parts).told == read_pattern("(?:ferry|barge)s?").told


PIECES = st.recursive(
    st.sampled_from(["ferry", "boat", "a", ".", r"\d", "[bc]", "[a-c]", "[-.,]*", " ", r"\b", "-", "'", "渡", "é"]),
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
def test_every_match_meets_every_need(drawn: tuple[str, str]) -> None:
    pattern, match = drawn

    def meets(way: Way) -> bool:
        return all(any(stands(piece, match) for piece in need) for need in way)

    assert meets(read_pattern(pattern).told)
    assert any(map(meets, read_pattern(pattern).ways))


def test_each_alternative_is_a_way_besides_what_the_whole_needs() -> None:
    ferry, left, boat, quay = (frozenset({word}) for word in ("ferry", "left", "^boat", "^quay"))
    found = [set(way) for way in read_pattern("(?:ferry.*left|old boat.*).* quay").ways]
    assert len(found) == 2
    assert found[0] == {ferry, left, quay}
    assert found[1] == {boat, quay}


def test_a_way_that_asks_for_more_than_another_is_left_out() -> None:
    assert read_pattern("ferry.*|ferry.*quay").ways == (needs("ferry"),)


def stands(piece: str, line: str) -> bool:
    """Whether ``piece`` stands in ``line``, told from its words as the text stage cuts them."""
    if is_mark(piece):
        return bool(re2.search(f"(?i){piece}", line))
    forms = [START, *words_of(line), END]
    if PAIR not in piece:
        return any(is_piece(piece, form) for form in forms[1:-1])
    one, other = piece.split(PAIR)
    return any(is_piece(one, a) and is_piece(other, b) for a, b in pairwise(forms))


def words_of(line: str) -> list[str]:
    _, _, words, vocabulary = text(build_articles([line or " "]))
    return vocabulary["form"].iloc[words["word_no"]].tolist()


def is_piece(piece: str, form: str) -> bool:
    if piece in (START, END) or form in (START, END):
        return piece == form
    return len(WordPieces([piece]).held([form]).hot) == 1
