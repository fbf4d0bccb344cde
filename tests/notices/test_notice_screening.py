from __future__ import annotations

from collections import defaultdict
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from notice_articles import build_articles

from copydesk.notices import Rulebook, load_rulebook, match_line
from copydesk.notices.candidates import find_candidates
from copydesk.notices.hits import find_hits
from copydesk.notices.plain import to_plain
from copydesk.notices.scan import scan
from copydesk.notices.screening import screen
from copydesk.tables import TABLES
from copydesk.text import text

BOOK = load_rulebook(Path(__file__).parents[2] / "checks" / "notices")
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


def brute(line: str, edge: bool, book: Rulebook) -> list[tuple[object, ...]]:
    """Hits with every rule held against the line."""
    from copydesk.notices import hits

    rules = [n for n, rule in enumerate(book.rules) if edge or rule.position == "any"]
    return list(hits._match(line, book, lambda _part: rules))


def found_by_stage(texts: list[str], book: Rulebook) -> dict[int, list[int]]:
    """Rules that hit each row of layout, as the stage finds them, every line an edge."""
    articles = build_articles(texts)
    layout, _, words, vocabulary = text(articles)
    furniture = TABLES["furniture"].conform(
        layout[["doc_no", "line_no"]].assign(label="body", reason="", seen_clusters=0)
    )
    candidates = find_candidates(layout, furniture, 10_000)
    screened = [candidates.rows[places] for places in screen(texts, layout, words, vocabulary, candidates, book)]
    spans = zip(layout["doc_no"], layout["start"], layout["end"], strict=True)
    lines = {row: to_plain(texts[doc][start:end]) for row, (doc, start, end) in enumerate(spans)}
    left = scan(lines, screened, book)
    result: dict[int, list[int]] = defaultdict(list)
    for hit in find_hits({row: (line, 0) for row, line in lines.items()}, left, book):
        result[hit.row].append(hit.rule_no)
    expected = {row: [n for n, *_ in brute(line, True, book)] for row, line in lines.items()}
    assert dict(result) == {row: rules for row, rules in expected.items() if rules}
    return result


def test_every_rule_hits_its_examples_when_all_stand_in_one_article(book: Rulebook) -> None:
    found_by_stage(["\n".join(EXAMPLES)], book)


def test_every_rule_hits_its_examples_when_each_is_an_article(book: Rulebook) -> None:
    assert found_by_stage(EXAMPLES, book)


def test_the_sieve_lets_every_rule_see_its_own_examples(book: Rulebook) -> None:
    for number, rule in enumerate(book.rules):
        for line in map(to_plain, rule.examples):
            hits = [found for found, *_ in match_line(line, True, book)]
            assert number in hits, rule.id


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


@settings(max_examples=60, deadline=None)
@given(LINES, st.booleans())
def test_a_single_line_is_matched_as_with_every_rule(lines: list[str], edge: bool) -> None:
    for line in map(to_plain, lines):
        limits = [rule.max_chars or len(line) for rule in BOOK.rules]
        wanted = [hit for hit in brute(line, edge, BOOK) if limits[int(str(hit[0]))] >= len(line)]
        assert list(match_line(line, edge, BOOK)) == wanted


def test_a_word_cut_by_the_window_of_a_long_line_counts_as_what_is_left_of_it(book: Rulebook) -> None:
    tail = "(AP)"
    line = "The ferry left. " * 60 + "scr" + tail
    found_by_stage([line, line.replace("scr(", "scr" * 120 + "(")], book)
