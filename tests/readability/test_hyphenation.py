from __future__ import annotations

from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyphen import Pyphen

from copydesk.readability import hyphenation as module
from copydesk.readability.hyphenation import Hyphenation, hyphenation
from copydesk.readability.languages import LANGUAGES
from copydesk.readability.pattern_trie import PatternTrie
from copydesk.readability.syllables import table

LOCALES = [language.locale for language in LANGUAGES.values()]
FOREIGN = (
    "donaudampfschifffahrt",
    "wasserversorgung",
    "ayuntamiento",
    "développement",
    "repubblica",
    "verzekeringen",
    "администрация",
    "megszentségteleníthetetlen",
    "chrząszcz",
    "żółw",
    "",
    "a",
    "ab",
    "abc",
    "abcd",
    "2024",
    "x_y",
    "i\u0307stanbul",
    "水道",
    "...",
    "a.b",
    "\U0001f600",
)


@cache
def trie_of(locale: str) -> PatternTrie:
    return PatternTrie(Pyphen(lang=locale).hd.patterns)


def assert_as_pyphen(words: list[str], locale: str) -> None:
    pyphen = Pyphen(lang=locale)
    points = [len(pyphen.positions(word)) for word in words]
    assert Hyphenation(pyphen.hd.patterns).count(words).tolist() == points
    trie = trie_of(locale)
    assert trie.count(words).tolist() == points
    assert trie.count(words, compiled=True).tolist() == points


@pytest.mark.parametrize("locale", LOCALES)
def test_points_are_pyphens_in_every_language(locale: str) -> None:
    assert_as_pyphen([*FOREIGN, *sorted(table())[::997]], locale)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(st.characters(exclude_characters="\n", exclude_categories=["Cs"]), max_size=12).map(str.lower)))
def test_points_are_pyphens_on_any_characters(words: list[str]) -> None:
    assert_as_pyphen(words, "en_US")


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text("abcdefghijklmnopqrstuvwxyz'", max_size=20)))
def test_points_are_pyphens_on_english_letters(words: list[str]) -> None:
    assert_as_pyphen(words, "en_US")


def test_no_words_have_no_points() -> None:
    assert hyphenation("en_US").count([]).tolist() == []


@pytest.mark.parametrize("way", [Hyphenation, PatternTrie])
def test_the_highest_vote_stands(way: type[Hyphenation] | type[PatternTrie]) -> None:
    # "ab" votes 1 before b; "abc" overrules it with 2: no point. Positions need two letters on either side.
    assert way({"ab": (1, (1,))}).count(["xxabxx"]).tolist() == [1]
    assert way({"ab": (1, (1,)), "abx": (1, (2,))}).count(["xxabxx"]).tolist() == [0]
    assert way({"ab": (1, (2,)), "abx": (1, (1,))}).count(["xxabxx"]).tolist() == [0]


def test_a_trie_is_made_for_many_words_only(monkeypatch: pytest.MonkeyPatch) -> None:
    made = []
    monkeypatch.setattr(module, "_REPAYS_TRIE", 3)
    monkeypatch.setattr(module, "PatternTrie", lambda patterns: made.append(1) or PatternTrie(patterns))
    own = Hyphenation({"ab": (1, (1,))})
    assert own.count(["xxabxx"] * 2).tolist() == [1, 1]
    assert not made
    assert own.count(["xxabxx"] * 3).tolist() == [1, 1, 1]
    assert own.count(["xxabxx"]).tolist() == [1]
    assert made == [1]
