from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
import re2
from hypothesis import given, settings
from hypothesis import strategies as st
from notice_articles import build_articles

from copydesk.notices import Rulebook, load_rulebook, printed, unload_patterns
from copydesk.notices.candidates import find_candidates, reach
from copydesk.notices.choosing import Lines, choose_rules, choose_rules_fast
from copydesk.notices.encoding import encode_lines, encode_lines_fast, join_lines, join_lines_fast
from copydesk.notices.forms import WordPieces
from copydesk.notices.hits import find_hits, match_line
from copydesk.notices.patterns import Patterns
from copydesk.notices.phrases import read_phrases
from copydesk.notices.plain import to_plain
from copydesk.notices.printed import locate_spans, read_lines, read_lines_fast
from copydesk.notices.rulebook import build_rulebook
from copydesk.notices.scan import match_lines, scan
from copydesk.notices.screening import screen
from copydesk.notices.sieve import build_sieve
from copydesk.settings import load
from copydesk.tables import TABLES
from copydesk.text import text

BOOK = load_rulebook(Path(__file__).parents[2] / "checks" / "notices")
BOOK_NEEDS = (frozenset({"^ferry$"}),)
EXAMPLES = sorted({example for rule in BOOK.rules for example in rule.examples})
STORY = [
    "The ferry left the quay at nine",
    "渡船九点离开码头",
    "Паром отошёл от причала",
    "the captain's log",
    "x" * 170,
    "Nobody had seen the mayor since Monday. " * 14,
]
GLUE = [" ", "  ", "", ". ", " - ", "\u00a0", "_", "'", "é", "\u200b", "\t("]


def found_by_stage(texts: list[str], book: Rulebook) -> dict[int, list[int]]:
    """Rules that hit each row of layout, as the stage finds them, every line an edge."""
    articles = build_articles(texts)
    layout, _, words, vocabulary = text(articles)
    furniture = TABLES["furniture"].conform(
        layout[["doc_no", "line_no"]].assign(label="body", reason="", seen_clusters=0)
    )
    candidates = find_candidates(layout, furniture, 10_000)
    places, rules = screen(articles["text"], layout, words, vocabulary, candidates, book)
    spans = zip(layout["doc_no"], layout["start"], layout["end"], strict=True)
    lines = {row: to_plain(texts[doc][start:end]) for row, (doc, start, end) in enumerate(spans)}
    left = scan(encode_lines(lines), candidates.rows[places], rules, book)
    result: dict[int, list[int]] = defaultdict(list)
    rows = np.unique(left.rows).tolist()
    for hit in find_hits([lines[row] for row in rows], [0] * len(rows), left, book):
        result[hit.row].append(hit.rule_no)
    expected = {row: [n for n, *_ in match_line(line, True, book)] for row, line in lines.items()}
    assert dict(result) == {row: rules for row, rules in expected.items() if rules}
    return result


def test_lines_of_a_report_are_matched_with_every_rule(book: Rulebook) -> None:
    lines = EXAMPLES[:60]
    expected = {(place, n) for place, line in enumerate(lines) for n, *_ in match_line(to_plain(line), True, book)}
    assert set(match_lines(lines, book)) == expected


def test_every_rule_hits_its_examples_when_all_stand_in_one_article(book: Rulebook) -> None:
    found_by_stage(["\n".join(EXAMPLES)], book)


def test_every_rule_hits_its_examples_when_each_is_an_article(book: Rulebook) -> None:
    assert found_by_stage(EXAMPLES, book)


LINES = st.lists(
    st.tuples(st.sampled_from(["", *STORY]), st.sampled_from(GLUE), st.sampled_from(EXAMPLES), st.sampled_from(GLUE))
    .flatmap(lambda parts: st.sampled_from(["", *STORY]).map(lambda end: "".join((*parts, end))))
    .map(lambda line: line.replace("\n", " ")),
    min_size=1,
    max_size=6,
)


@settings(max_examples=60, deadline=None)
@given(LINES)
def test_no_hit_is_lost_whatever_stands_around_it(lines: list[str]) -> None:
    found_by_stage(["\n".join(lines), *lines[:1]], BOOK)


@settings(max_examples=20, deadline=None)
@given(LINES)
def test_compiled_loops_choose_the_same_rules(lines: list[str]) -> None:
    articles = build_articles(["\n".join(lines), *EXAMPLES[:40]])
    layout, _, words, vocabulary = text(articles)
    furniture = TABLES["furniture"].conform(
        layout[["doc_no", "line_no"]].assign(label="body", reason="", seen_clusters=0)
    )
    given_tables = articles["text"], layout, words, vocabulary, find_candidates(layout, furniture, 3), BOOK
    plain = screen(*given_tables)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(printed, "REPAYS_COMPILER", 0)
        fast = screen(*given_tables)
    assert len(plain[0]) == len(plain[1]) > 0
    assert all(np.array_equal(one, other) for one, other in zip(plain, fast, strict=True))


@settings(max_examples=20, deadline=None)
@given(st.lists(st.one_of(LINES.map("".join), st.text(" ab'\u200b\u2019éß渡", max_size=900)), min_size=1, max_size=4))
def test_compiled_loops_encode_lines_alike(lines: list[str]) -> None:
    articles = build_articles([line.replace("\n", " ") or "-" for line in lines])
    layout = text(articles)[0]
    spans = zip(layout["doc_no"], layout["start"], layout["end"], strict=True)
    slow = encode_lines({row: to_plain(articles["text"][doc][a:b]) for row, (doc, a, b) in enumerate(spans)})
    fast = encode_lines_fast(np.arange(len(layout)), *locate_spans(articles["text"], layout))
    assert fast.data.tobytes() == slow.data.tobytes()
    for name in ("bounds", "heads", "tails"):
        assert np.array_equal(getattr(fast, name), getattr(slow, name))
    for spans in ((slow.bounds[:-1], slow.heads), (slow.tails, slow.bounds[1:])):
        spans = tuple(each[::-1] for each in spans)
        assert join_lines_fast(fast.data, *spans).tobytes() == join_lines(slow.data, *spans).tobytes()


@pytest.mark.parametrize(
    ("part", "head", "tail"),
    [
        ("short", 5, 0),
        ("a" * 150 + " " + "b" * 400, 150, 0),  # no space near where the end would begin
        ("a" * 400 + " " + "b" * 300, 701, 401),
        ("é" * 99 + " é" * 200, 159, 180),
        ("渡" * 500, 500, 0),
    ],
)
def test_the_beginning_and_the_end_of_a_line_are_cut_at_spaces(part: str, head: int, tail: int) -> None:
    assert reach(part) == (head, tail)


def test_the_compiled_loop_reads_the_same_spans_even_where_they_overlap() -> None:
    texts = pd.Series(["Die Fähre, 渡船", "", "the quay"], dtype="str")
    spans = pd.DataFrame({"doc_no": [0, 0, 0, 2], "start": [4, 2, 11, 0], "end": [9, 13, 13, 3]}, dtype="int32")
    assert read_lines(texts, spans) == read_lines_fast(texts, spans) == ["Fähre", "e Fähre, 渡船", "渡船", "the"]


PIECES = [r"\bferry\b", "^ferry", "ferry$", "quay", "^渡", "é", "[0-9]a", "^1[0-9]", r"s\b", "^straße$", "ſ", "σ"]
FORMS = ["Ferry", "ferries", "o'ferry", "x_ferry", "the ferry", "QUAYS", "渡船", "É", "12A", "1a", "’s", "STRAẞE", "Σ"]


@pytest.mark.parametrize("pieces", [PIECES, PIECES[:1]])
def test_the_compiled_walk_finds_the_pieces_of_words(pieces: list[str]) -> None:
    forms = pd.Series(FORMS, dtype="str")
    slow, fast = WordPieces(pieces).held(FORMS), WordPieces(pieces).held_fast(forms)
    for name in ("hot", "bounds", "pieces", "words"):
        assert np.array_equal(getattr(slow, name), getattr(fast, name))


@given(
    st.sampled_from(PIECES), st.one_of(st.sampled_from(FORMS), st.text("Feryqua1ÉéσςΣs'渡ß", min_size=1, max_size=8))
)
def test_a_piece_stands_in_a_word_where_re2_finds_it(piece: str, form: str) -> None:
    found = re2.search(f"(?i){piece}", to_plain(form)) is not None
    held = WordPieces([piece]).held([form])
    assert not found or len(held.hot) == 1
    if piece[0] not in "^\\" and held.words[0] < 2:
        assert found == (len(held.hot) == 1)


@pytest.mark.parametrize("line", ["Photo__by Ada Field", "Photo ___ by: Ada Field", "Photo\u200bby\u200bAda Field"])
def test_low_lines_and_hidden_spaces_part_words_and_are_none(line: str) -> None:
    rules = [replace(BOOK.rules[0], pattern="photo[ _]*by", where="start", language="mul", case=False)]
    rules += [replace(rules[0], pattern="ferry[ _]*by"), replace(rules[0], pattern="photo[ _]*of")]
    book = build_rulebook(rules, BOOK.providers, {})
    assert found_by_stage([line, "A photo that he took by the quay"], book) == {0: [0]}
    articles = build_articles([line])
    layout, _, words, vocabulary = text(articles)
    furniture = layout[["doc_no", "line_no"]].assign(label="body", reason="", seen_clusters=0)
    candidates = find_candidates(layout, TABLES["furniture"].conform(furniture), 3)
    assert set(screen(articles["text"], layout, words, vocabulary, candidates, book)[1]) <= {0, 2}


def test_a_rule_without_needs_may_hit_every_line() -> None:
    sieve = build_sieve(BOOK.rules[:2], [[()], [BOOK_NEEDS]])
    words, ends = np.zeros(3, np.int32), np.arange(4)
    lines = Lines(ends[:-1], ends[1:], np.ones(3, np.int64), np.ones(3, bool), np.zeros(3, np.uint64))
    phrases = read_phrases(sieve.pieces.held(["boat"]), sieve)
    for choose in (choose_rules, choose_rules_fast):
        places, rules = choose(words, lines, phrases, sieve)
        assert sorted(places[rules == 0]) == [0, 1, 2]
        assert not (rules == 1).any()


def test_a_word_cut_by_the_window_of_a_long_line_counts_as_what_is_left_of_it(book: Rulebook) -> None:
    tail = "(AP)"
    line = "The ferry left. " * 60 + "scr" + tail
    found_by_stage([line, line.replace("scr(", "scr" * 120 + "(")], book)


def test_patterns_let_go_are_compiled_again() -> None:
    settings = load(None).notices
    before = found_by_stage(EXAMPLES[:30], load_rulebook(settings.checks / "notices"))
    unload_patterns(settings)
    assert not load_rulebook(settings.checks / "notices").patterns._exact
    assert found_by_stage(EXAMPLES[:30], load_rulebook(settings.checks / "notices")) == before


def test_a_pattern_that_counts_far_is_passed_by_a_looser_one() -> None:
    rules = [replace(BOOK.rules[0], pattern=pattern) for pattern in ("ferry.{0,12}quay", "quay.{0,9}", "{boat} left")]
    patterns = Patterns(rules, {"{boat}": r"(?:ferry ){0,2}"})
    assert "ferry.{0,}quay" in patterns.find(0).pattern
    assert "ferry.{0,12}quay" in patterns.exact(0).pattern.pattern
