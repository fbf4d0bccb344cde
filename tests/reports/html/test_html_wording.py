"""What the pages say: measures with their limits, no share of attribution alone, days where only days are known."""

from __future__ import annotations

import re
from pathlib import Path

import pandas as pd
import pytest
from report_pages import parsed, words_of

from copydesk.findings import RULES
from copydesk.reports import publish
from copydesk.reports.html.article import notice_label
from copydesk.reports.html.phrases import WORDS
from copydesk.settings.rooms import Reports

ROOT = Path(__file__).resolve().parents[3]


def test_the_share_of_attributed_sentences_never_stands_alone(report: Path) -> None:
    index = parsed(report / "index.html")
    assert "attributed" not in index.xpath("//dl[@class='figures']")[0].text_content()
    (table,) = [each for each in index.iter("table") if "Attributed sentences" in each.text_content()]
    heads = [head.text_content() for head in table.xpath(".//thead//th")]
    assert {"Second-hand", "Quoted words", "Named sources", "Unnamed", "Vague"} <= set(heads)
    for page in ("d3", "d4"):
        names = parsed(report / "pages" / f"{page}.html").xpath("//dl[@class='facts']//dt/text()")
        assert {"Attributed sentences", "Named sources", "Unnamed", "Vague", "Longest unattributed run"} <= set(names)


def test_the_index_says_what_attribution_is_and_by_how_much_it_may_be_off(report: Path) -> None:
    said = words_of(report / "index.html")
    assert "No standard defines the share" in said
    measured = (ROOT / "docs" / "attribution.md").read_text(encoding="utf-8")
    own, humans = re.findall(r"mean error of an article's speech share \| \.(\d+) \| \.\d+ \| \.(\d+) \|", measured)[0]
    assert f"was off by {int(own) / 10:g} points on average" in said
    assert f"two people who mark one article differ by {int(humans) / 10:g} (18 other articles)." in said


def test_the_index_says_what_confidence_and_readability_are(report: Path) -> None:
    said = words_of(report / "index.html")
    assert "It is not a measured rate of being right." in said
    assert "readability_valid and readability_reason" in said


def test_every_rule_has_a_heading_in_plain_words() -> None:
    assert set(RULES) <= set(WORDS)


def test_a_group_of_findings_says_what_its_rule_means(report: Path, tables: dict[str, pd.DataFrame]) -> None:
    said = words_of(report / "index.html")
    for rule in set(tables["findings"]["rule"]) & set(RULES):
        assert RULES[rule].meaning in said


def test_the_first_findings_tell_of_different_things(
    tables: dict[str, pd.DataFrame], settings: Reports, tmp_path: Path
) -> None:
    facts = {"cluster_id": "c1", "rule": "uncredited_copy", "source": "The Pier"}
    findings = tables["findings"].assign(**{name: pd.Series([value] * 3 + [None] * 3) for name, value in facts.items()})
    findings["rule"] = [*["uncredited_copy"] * 3, "correction", "second_hand", "second_hand"]
    findings["doc_id"] = [*findings["doc_id"][:4], *[findings["doc_id"][4]] * 2]  # one rule, twice in one article
    findings["source"] = findings["source"].fillna("The Pier")
    index = parsed(publish(tables | {"findings": findings}, tmp_path / "r", settings) / "index.html")
    assert len(index.xpath("//ol[@class='first']/li")) == 3
    assert len(index.xpath("//table[@class='findings']/tbody/tr")) == 6


@pytest.mark.parametrize(
    ("row", "label"),
    [
        ({"rule": "byline.author", "class": "credit_line", "provider": None}, "byline"),
        ({"rule": "likely.photo_credit", "class": "photo_credit", "provider": "AP"}, "likely photo credit"),
        ({"rule": "byline.author", "class": "credit_line", "provider": "Northwater"}, "credit line"),
        ({"rule": "credit.en", "class": "credit_line", "provider": None}, "credit line"),
    ],
)
def test_an_outlets_own_byline_is_called_so(row: dict[str, str | None], label: str) -> None:
    assert notice_label(row) == label


@pytest.mark.parametrize(("precision", "said"), [("day", "3 March 2026"), ("time", "3 March 2026, 07:15 UTC")])
def test_a_story_is_dated_as_exactly_as_its_articles(
    tables: dict[str, pd.DataFrame], settings: Reports, tmp_path: Path, precision: str, said: str
) -> None:
    times = pd.Series(["2026-03-03 07:15"] * 3 + [None], dtype="datetime64[us, UTC]")
    documents = tables["documents"].assign(published_at=times, published_precision=[precision] * 3 + ["none"])
    page = publish(tables | {"documents": documents}, tmp_path / "r", settings) / "pages" / "c1.html"
    facts = {div[0].text_content(): div[1].text_content() for div in parsed(page).xpath("//dl/div")}
    assert (facts["First published"], facts["Last published"]) == (said, said)
