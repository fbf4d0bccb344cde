from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pandas as pd
from report_pages import PAGES, follow_links, parsed

from copydesk.reports import publish
from copydesk.settings.rooms import Reports


def test_there_is_a_page_for_every_link_and_story_and_no_other(report: Path) -> None:
    found = {str(file.relative_to(report)) for file in report.rglob("*.html")}
    assert found == set(PAGES)


def test_a_link_to_no_page_is_emptied_in_every_file(report: Path) -> None:
    kept = pd.read_parquet(report / "data" / "findings.parquet").set_index("finding_id")["link"]
    assert kept[["f1", "f4"]].tolist() == ["pages/p2.html", "pages/c1.html"]
    assert kept[["f5", "f6"]].isna().all()
    assert "nothing.html" not in (report / "findings.csv").read_text(encoding="utf-8")


def test_the_index_says_the_sums(report: Path) -> None:
    text = " ".join(parsed(report / "index.html").text_content().split())
    assert "7 records read = 4 articles analysed + 3 not analysed. Why: unreadable (2), empty (1)." in text
    assert "1 of 2 checks failed." in text
    assert "Published 1 March 2026 to 3 March 2026; 1 undated. 6 findings." in text


def test_the_first_findings_are_the_most_pressing(
    report: Path, tables: dict[str, pd.DataFrame], settings: Reports, tmp_path: Path
) -> None:
    out = publish(tables, tmp_path / "r", replace(settings, html_first=2))
    said = [p.text_content() for p in parsed(out / "index.html").xpath("//ol[@class='first']//p[@class='say']")]
    assert said == ["Matches the Courier; no credit found.", "=1+1 the quotation was changed."]


def test_a_changed_wording_is_shown_once(report: Path) -> None:
    table = parsed(report / "index.html").xpath("//section[.//h2[@id='quotes']]//td")[0].text_content()
    assert table.count("Nobody will be stranded") == 2
    assert "no one will be asked" in table


def test_a_pair_page_leads_from_each_passage_to_its_twin(report: Path) -> None:
    tree = parsed(report / "pages" / "p2.html")
    assert [(a.get("id"), a.get("href")) for a in tree.xpath("//a[@class='number']")] == [("a1", "#b1"), ("b1", "#a1")]
    marked = [mark.text_content() for mark in tree.xpath("//article//mark")]
    assert marked[0] == marked[1]
    assert marked[0].startswith("The harbour board of Eastmere voted")


def test_a_pair_page_says_who_was_first_and_whether_credit_was_found(
    tables: dict[str, pd.DataFrame], settings: Reports, tmp_path: Path
) -> None:
    findings = tables["findings"].assign(link="pages/p1.html")
    tree = parsed(publish(tables | {"findings": findings}, tmp_path / "r", settings) / "pages" / "p1.html")
    facts = {div[0].text_content(): " ".join(div[1].text_content().split()) for div in tree.xpath("//dl/div")}
    assert facts["Who was first"] == "Eastmere Courier, by 1 day"
    assert facts["Credit"] == "credited to Northwater"
    assert "supplied by the Northwater" in tree.xpath("//article//span[@class='credit']")[0].text_content()


def test_an_article_page_labels_lines_notices_and_sources(report: Path) -> None:
    tree = parsed(report / "pages" / "d3.html")
    assert [p.text_content() for p in tree.xpath("//p[@class='l template']")] == [
        "repeated by the outlet Sign up for our morning letter"
    ]
    assert [s.text_content() for s in tree.xpath("//p/span[@class='attributed']")][1].startswith("Reports indicate")
    assert "second-hand: <b>Courier</b>" in tree.text_content()
    assert not tree.xpath("//a[contains(@href,'javascript')]")


def test_an_article_page_shows_the_words_of_its_finding(report: Path) -> None:
    tree = parsed(report / "pages" / "d4.html")
    assert tree.xpath("//p/mark[@class='evidence']")[0].text_content() == (
        "Reports indicate that the repair could take two winters."
    )
    assert tree.xpath("//a[text()='see it in the text']/@href") == ["#words1"]


def test_a_story_page_names_its_members_in_order_of_time(report: Path) -> None:
    tree = parsed(report / "pages" / "c1.html")
    rows = tree.xpath("//section[.//h2[@id='members']]//tbody/tr")
    assert [row[1].text_content() for row in rows][:2] == ["Eastmere Courier", "The Pier"]
    assert tree.xpath("//section[.//h2[@id='pairs']]//a/@href") == ["p2.html"]


def test_no_more_pages_than_set_and_still_no_dead_link(
    tables: dict[str, pd.DataFrame], settings: Reports, tmp_path: Path
) -> None:
    out = publish(tables, tmp_path / "r", replace(settings, html_pairs=1))
    assert [file.name for file in (out / "pages").iterdir()] == ["p2.html"]
    for page in out.rglob("*.html"):
        follow_links(page)


def test_a_long_text_is_cut_and_says_so(tables: dict[str, pd.DataFrame], settings: Reports, tmp_path: Path) -> None:
    out = publish(tables, tmp_path / "r", replace(settings, html_chars=100))
    text = parsed(out / "pages" / "p2.html").text_content()
    assert "The text is cut here" in text
    follow_links(out / "pages" / "p2.html")


def test_a_passage_that_only_one_side_shows_leads_nowhere(
    tables: dict[str, pd.DataFrame], settings: Reports, tmp_path: Path
) -> None:
    out = publish(tables, tmp_path / "r", replace(settings, html_chars=40))
    tree = parsed(out / "pages" / "p2.html")
    assert tree.xpath("//article//span[@class='number']/text()") == ["1"]
    assert not tree.xpath("//article//a[@class='number']")


def test_the_largest_story_comes_first_and_members_follow_time(
    tables: dict[str, pd.DataFrame], settings: Reports, tmp_path: Path
) -> None:
    clusters = pd.concat([tables["clusters"], tables["clusters"].assign(cluster_id="c2", documents=9, title="Nine")])
    times = pd.Series(["2026-03-09", "2026-03-01", "2026-03-05", None], dtype="datetime64[us, UTC]")
    documents = tables["documents"].assign(published_at=times)
    changed = tables | {"clusters": clusters.reset_index(drop=True), "documents": documents}
    out = publish(changed, tmp_path / "r", settings)
    stories = parsed(out / "index.html").xpath("//section[.//h2[@id='stories']]//tbody/tr/td[1]/a/@href")
    assert stories == ["pages/c2.html", "pages/c1.html"]
    rows = parsed(out / "pages" / "c1.html").xpath("//section[.//h2[@id='members']]//tbody/tr/td[1]/text()")
    assert [row.split(" ")[0] for row in rows] == ["1", "5", "9"]


def test_listings_are_cut_and_say_so(tables: dict[str, pd.DataFrame], settings: Reports, tmp_path: Path) -> None:
    out = publish(tables, tmp_path / "r", replace(settings, html_findings=2))
    assert "4 more in findings.csv." in parsed(out / "index.html").text_content()
