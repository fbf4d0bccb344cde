from __future__ import annotations

import pandas as pd
import pytest
from notice_articles import build_articles, run

from copydesk.notices.plain import squeeze, to_plain
from copydesk.notices.scope import wording
from copydesk.tables import TABLES

STORY = "\n".join(
    f"The ferry left the quay at {hour} and nobody on board had seen the captain that day."
    for hour in ("one", "two", "three")
)


def only(found: pd.DataFrame) -> pd.Series:
    assert len(found) == 1, found[["class", "rule", "text"]]
    return found.iloc[0]


def test_a_notice_line_is_labelled_and_reported_with_its_place() -> None:
    text = f"{STORY}\n(With inputs from agencies.)"
    found, lines = run(build_articles([text]))
    notice = only(found)
    assert notice["class"] == "credit_line"
    assert text[notice["start"] : notice["end"]] == notice["text"] == "(With inputs from agencies.)"
    assert not notice["inline"]
    assert lines["label"].tolist() == ["body"] * 3 + ["notice"]
    assert lines["reason"].iloc[3] == f"notice:{notice['rule']}"


def test_a_dateline_is_reported_inline_and_the_line_stays_body() -> None:
    found, lines = run(build_articles([f"OAKVALE, Nov. 4 (AP) — The ferry was late.\n{STORY}"]))
    notice = only(found)
    assert (notice["provider"], notice["inline"], notice["text"]) == ("AP", True, "OAKVALE, Nov. 4 (AP) —")
    assert set(lines["label"]) == {"body"}


def test_an_unknown_agency_in_unmistakable_form_is_named_as_printed() -> None:
    found, _ = run(build_articles([f"OAKVALE (Northline Press) — The ferry was late.\n{STORY}"]))
    assert only(found)["provider"] == "Northline Press"


def test_a_credit_sentence_inside_a_paragraph_is_only_that_sentence() -> None:
    paragraph = (
        "The mayor said on Monday that the ferry would sail again in May, once the quay has been mended. "
        "Ada Field in Oakvale contributed to this report."
    )
    found, lines = run(build_articles([f"{STORY}\n{paragraph}"]))
    notice = only(found)
    assert notice["text"] == "Ada Field in Oakvale contributed to this report."
    assert notice["inline"]
    assert lines["label"].iloc[-1] == "body"


def test_automation_says_what_and_whether_a_person_looked() -> None:
    texts = [
        f"{STORY}\n{line}"
        for line in (
            "This article was generated with the help of AI tools and reviewed by a human editor.",
            "This article was automatically generated.",
            "This story has not been edited by Gazette staff and is auto-generated from a syndicated feed.",
            "Dieser Text wurde automatisiert übersetzt.",
        )
    ]
    found, _ = run(build_articles(texts))
    told = {(row["doc_id"], row["class"]): (row["automation"], row["reviewed"]) for _, row in found.iterrows()}
    assert told["doc0", "automation_disclosure"][1] == "yes"
    assert told["doc1", "automation_disclosure"] == ("generated", "unstated")
    assert told["doc2", "syndication_notice"] == ("", "no")
    assert told["doc3", "translation_notice"] == ("translated", "unstated")


def test_chrome_is_labelled_chrome_and_story_that_speaks_of_it_is_not() -> None:
    text = f"{STORY}\nThe mayor said on Telegram that the ferry will sail.\nread more in our Telegram-channel"
    found, lines = run(build_articles([text]))
    assert only(found)["class"] == "chrome"
    assert lines["label"].tolist() == ["body"] * 4 + ["chrome"]


def test_a_notice_on_a_template_line_becomes_a_notice_and_chrome_there_stays_template() -> None:
    text = f"{STORY}\n© 2026 Oakvale Gazette. All rights reserved.\nMost Popular"
    found, lines = run(build_articles([text]), {(0, 3): "template", (0, 4): "template"})
    assert found["class"].tolist() == ["rights_notice", "chrome"]
    assert lines["label"].tolist() == ["body"] * 3 + ["notice", "template"]


def test_page_lines_have_the_page_as_origin() -> None:
    text = f"{STORY}\n© 2026 Oakvale Gazette. All rights reserved."
    found, _ = run(build_articles([text], article_chars=len(STORY)))
    assert only(found)["origin"] == "page"


def test_navigation_has_no_notices() -> None:
    page = f"{STORY}\n© 2026 Oakvale Gazette. All rights reserved."
    article = build_articles([f"{page}\nPress release\n© 2025 Oakvale Gazette"], article_chars=len(STORY))
    found, lines = run(article.assign(page_chars=len(page)))
    assert only(found)["text"] == "© 2026 Oakvale Gazette. All rights reserved."
    assert lines["region"].tolist()[-3:] == ["page", "navigation", "navigation"]


def test_scope_is_the_share_of_the_outlets_clusters() -> None:
    notice = "The views expressed in this article are those of the author alone."
    texts = [f"{STORY}\n{notice}"] * 4 + [STORY] * 6
    found, _ = run(build_articles(texts, source="oakvale.example"))
    assert set(found["scope"]) == {"section"}
    assert found["scope_share"].tolist() == [0.4] * 4
    found, _ = run(build_articles(texts[:4], source="oakvale.example"))
    assert set(found["scope"]) == {"site"}


def test_copies_of_one_article_count_once_for_scope() -> None:
    texts = [f"{STORY}\nThe views expressed in this article are those of the author alone."] * 4
    found, _ = run(build_articles(texts, source="oakvale.example"), clusters=[0, 0, 0, 1])
    assert set(found["scope"]) == {"article"}


def test_an_unknown_outlet_has_no_scope_share() -> None:
    found, _ = run(build_articles([f"{STORY}\nAll rights reserved."] * 4))
    assert set(found["scope"]) == {"article"}
    assert found["scope_share"].isna().all()


def test_metadata_makes_notices_without_a_place() -> None:
    found, _ = run(build_articles([STORY], metadata_flags="sponsored_notice; nonsense", metadata_credit="Reuters"))
    assert found["class"].tolist() == ["credit_line", "sponsored_notice"]
    assert found["start"].isna().all()
    assert found["origin"].tolist() == ["metadata"] * 2
    assert found["provider"].tolist()[0] == "Reuters"


def test_the_key_is_unique_and_rows_follow_the_articles() -> None:
    texts = [f"OAKVALE (AP) — One.\n{STORY}\n© 2026 The Associated Press. All rights reserved.", f"{STORY}\nAP"]
    found, lines = run(build_articles(texts))
    assert not found.duplicated(list(TABLES["notices"].key)).any()
    assert found["doc_id"].tolist() == sorted(found["doc_id"])
    assert lines["doc_id"].is_monotonic_increasing


def test_nothing_is_found_in_nothing() -> None:
    found, lines = run(build_articles(["", " \n "]))
    assert len(found) == len(lines) == 0


def test_a_long_line_is_read_at_both_ends() -> None:
    line = "OAKVALE (AP) — " + "The ferry left the quay again. " * 60 + "(Reporting by Ada Field; Editing by Sam Pool)"
    found, lines = run(build_articles([line]))
    assert found["rule"].tolist() == ["credit.dateline", "credit.en.reporting-end"]
    assert found["inline"].all()
    assert all(line[row.start : row.end] == row.text for row in found.itertuples())
    assert lines["label"].tolist() == ["body"]


@pytest.mark.parametrize(
    "line",
    [
        "The group has not been seen since it was edited out of the film.",
        "A case first appeared in the north in 2014.",
        "The minister used AI to close gaps in the plan.",
        "Supporters of the movement (PTI) watched the results come in.",
        "The firm will publish a further news release with the details.",
    ],
)
def test_story_text_that_looks_like_a_notice_is_left_alone(line: str) -> None:
    found, _ = run(build_articles([f"{STORY}\n{line}"]))
    assert len(found) == 0


def test_plain_text_keeps_every_offset() -> None:
    text = "“Ferry”\u00a0— ｆｅｒｒｙ\ud800 «x»"
    assert len(to_plain(text)) == len(text)
    assert to_plain(text).startswith('"Ferry" - ferry')


def test_squeezed_lines_remember_where_their_characters_stood() -> None:
    line, marks = squeeze("a   b  c")
    assert line == "a b c"
    assert marks == [0, 1, 4, 5, 7, 8]


def test_wording_ignores_case_numbers_and_marks() -> None:
    assert wording("© 2025 Gazette, Inc.") == wording("© 2026 GAZETTE Inc") == "0 gazette inc"
