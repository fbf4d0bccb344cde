from __future__ import annotations

import pytest
from fictional_pages import articles_of, label, labels_of, prose

STORY = prose(3)


@pytest.mark.parametrize(
    "title",
    [
        "Longer Pier Sinks Again",
        "Longer Pier Sinks Again - The Harbour Lamp",
        "The Harbour Lamp | Longer Pier Sinks Again",
        "Longer Pier Sinks Again - Quayside - News - The Harbour Lamp",
        "LAMP: Longer pier sinks again",
    ],
)
def test_the_headline_is_found_with_the_outlets_name_around_the_title_or_without(title: str) -> None:
    assert labels_of(["Longer pier sinks again", *STORY], title)["Longer pier sinks again"] == "headline"


def test_a_headline_of_wide_letters_is_found() -> None:
    story = "港口委员会昨晚拒绝了修建更长码头的计划，工程师说北部航道两次因风暴关闭，居民带着灯笼在外面等候。" * 2
    assert (
        labels_of(["更长码头计划再次落空", story], "更长码头计划再次落空-灯塔日报")["更长码头计划再次落空"]
        == "headline"
    )


def test_only_one_headline_and_repetitions_are_chrome() -> None:
    found, _ = label(
        articles_of(["\n".join(["Longer Pier Sinks", *STORY])], None, ["Longer Pier Sinks"], ["Longer Pier Sinks"])
    )
    assert found["label"].tolist() == ["headline", *["body"] * len(STORY), "chrome"]


def test_a_headline_that_the_extraction_left_on_the_page_is_found_there() -> None:
    assert (
        labels_of(STORY, "Longer Pier Sinks", "Menu of the day\nLonger Pier Sinks")["Longer Pier Sinks"] == "headline"
    )


def test_the_title_inside_the_story_stays_body() -> None:
    lines = [*STORY, *prose(9, 8), "Longer Pier Sinks Again", *prose(12)]
    assert labels_of(lines, "Longer Pier Sinks Again")["Longer Pier Sinks Again"] == "body"


def test_the_outlets_name_as_title_of_every_page_is_no_headline() -> None:
    texts = ["\n".join(["The Harbour Lamp", *prose(seed)]) for seed in range(3)]
    found, _ = label(articles_of(texts, titles=["The Harbour Lamp"] * 3))
    assert set(found.loc[found["text"] == "The Harbour Lamp", "label"]) == {"template"}


def test_a_trail_of_sections_before_the_title_is_chrome() -> None:
    found = labels_of(
        ["HomeQuayLonger Pier Sinks Again", "Home > Quay > Longer Pier Sinks Again", *STORY], "Longer Pier Sinks Again"
    )
    assert found["HomeQuayLonger Pier Sinks Again"] == found["Home > Quay > Longer Pier Sinks Again"] == "chrome"


def test_a_sentence_that_ends_with_the_title_is_story_text() -> None:
    line = "Sailors call this year the Longer Pier Sinks Again."
    assert labels_of([line, *STORY], "Longer Pier Sinks Again")[line] == "body"
