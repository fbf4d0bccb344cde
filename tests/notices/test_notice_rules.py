from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copydesk.errors import RuleError
from copydesk.notices import Rulebook, check_rules, read_rules
from copydesk.notices.providers import read_providers
from copydesk.notices.rule import parse_rule
from copydesk.notices.rulebook import build_rulebook, load_rulebook
from copydesk.tables import TABLES

RULES = Path(__file__).parents[2] / "checks" / "notices"
LANGUAGES = {"en", "de", "fr", "es", "pt", "it", "ru", "zh", "ja", "ko", "hi", "ar", "tr", "pl", "nl"}
ENTRY = {
    "id": "x",
    "language": "en",
    "pattern": "by the ferry",
    "examples": ["by the ferry"],
    "counter_examples": ["by the bridge"],
}


def test_every_rule_holds_its_examples_and_counter_examples(book: Rulebook) -> None:
    assert check_rules(book) == []


def test_every_class_has_a_rule(book: Rulebook) -> None:
    assert {rule.notice_class for rule in book.rules} == set(TABLES["notices"].column("class").values)


def test_every_language_has_rules_of_its_own_or_shared_ones(book: Rulebook) -> None:
    assert {rule.language for rule in book.rules} >= LANGUAGES | {"mul"}


def test_a_rule_that_misses_its_example_is_named(tmp_path: Path) -> None:
    wrong = parse_rule(ENTRY | {"examples": ["by the bridge"]}, "chrome", "x.toml")
    problems = check_rules(_book(wrong))
    assert (
        problems
        == ["rule x does not match its example 'by the bridge'", "rule x matches its counter-example 'by the bridge'"][
            :1
        ]
    )


def test_a_rule_that_hits_its_counter_example_is_named() -> None:
    wrong = parse_rule(ENTRY | {"counter_examples": ["By the ferry"]}, "chrome", "x.toml")
    assert check_rules(_book(wrong)) == ["rule x matches its counter-example 'By the ferry'"]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"id": ""}, "needs id"),
        ({"class": "rumour"}, "class is 'rumour'"),
        ({"where": "nearby"}, "where is 'nearby'"),
        ({"confidence": 2}, "confidence is 2"),
        ({"max_chars": -1}, "max_chars is -1"),
        ({"examples": []}, "needs examples"),
        ({"colour": "red"}, "unknown keys colour"),
        ({"automation": "magic"}, "automation is 'magic'"),
    ],
)
def test_a_malformed_rule_is_refused(change: dict[str, object], message: str) -> None:
    with pytest.raises(RuleError, match=message):
        parse_rule(ENTRY | change, "chrome", "x.toml")


@pytest.mark.parametrize("pattern", ["(open", "[open", "look(?=ahead)", "{no_such_macro} ferry", "closed)"])
def test_a_pattern_that_re2_or_the_macros_do_not_know_is_refused(pattern: str) -> None:
    with pytest.raises(RuleError):
        _book(parse_rule(ENTRY | {"pattern": pattern}, "chrome", "x.toml"))


def test_a_rule_id_may_come_only_once(tmp_path: Path) -> None:
    entry = '[[rule]]\nid = "x"\nlanguage = "en"\npattern = "a"\nexamples = ["a"]\ncounter_examples = ["b"]\n'
    (tmp_path / "chrome.toml").write_text(entry * 2)
    with pytest.raises(RuleError, match="declared twice"):
        read_rules(tmp_path)


@pytest.mark.parametrize("content", ['[rule]\nid = "x"\n', "rule = 3\n", "rule = [3]\n"])
def test_rules_that_are_no_list_of_tables_are_refused(tmp_path: Path, content: str) -> None:
    (tmp_path / "chrome.toml").write_text(content)
    with pytest.raises(RuleError, match=r"chrome\.toml: each rule begins with \[\[rule\]\]"):
        read_rules(tmp_path)


def test_what_re2_says_is_told_in_words() -> None:
    with pytest.raises(RuleError, match=r"does not accept its pattern: missing \): "):
        _book(parse_rule(ENTRY | {"pattern": "(open"}, "chrome", "x.toml"))


def test_a_folder_without_rules_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RuleError, match="holds no notice rule"):
        read_rules(tmp_path)


def test_the_rulebook_is_read_once_while_its_files_stay_the_same(book: Rulebook) -> None:
    assert load_rulebook(RULES) is book


def test_agencies_are_found_under_their_names_in_order(book: Rulebook) -> None:
    assert book.providers.named("Quelle: APA/sda/dpa") == "APA; sda; dpa"
    assert book.providers.named("新华社 和 ロイター") == "Xinhua; Reuters"
    assert book.providers.named("the associated press and Reuters") == "AP; Reuters"


def test_an_acronym_inside_a_word_is_no_agency(book: Rulebook) -> None:
    assert book.providers.named("NAPA, APT and the ap") == ""


@given(st.text(max_size=300))
def test_any_line_at_all_can_be_matched(line: str) -> None:
    from copydesk.notices.hits import match_line
    from copydesk.notices.plain import to_plain

    plain = to_plain(line)
    for _, start, end, _, _ in match_line(plain, True, load_rulebook(RULES)):
        assert 0 <= start < end <= len(plain)


@pytest.mark.parametrize(("line", "expected"), [("Ferry news. Late été ed.", (12, 23)), ("Late été", (0, 8))])
def test_the_match_is_the_notice_where_its_group_took_no_part(line: str, expected: tuple[int, int]) -> None:
    from copydesk.notices.hits import match_line

    pattern = r"\. (?P<notice>Late été ed)|^Late été"
    rule = parse_rule(ENTRY | {"where": "anywhere", "extent": "match", "pattern": pattern}, "chrome", "chrome.toml")
    assert [hit[1:3] for hit in match_line(line, True, _book(rule))] == [expected]


def _book(rule: object) -> Rulebook:
    providers = read_providers(RULES / "providers.toml")
    return build_rulebook([rule], providers, providers.macros)  # type: ignore[list-item]
