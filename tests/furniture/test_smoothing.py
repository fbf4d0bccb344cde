from __future__ import annotations

from fictional_pages import articles_of, label, labels_of, prose

STORY = prose(4, 6)
MENU = ["Quayside", "Weather desk", "Letters"]


def labels(lines: list[str], others: list[str]) -> dict[str, str]:
    """Labels of the first of two pages of an outlet, the second of which shares ``others``."""
    found, _ = label(articles_of(["\n".join(lines), "\n".join([*others, *prose(11)])]))
    first = found[found["doc_no"] == 0]
    return dict(zip(first["text"], first["label"], strict=True))


def test_short_lines_between_furniture_are_chrome_and_short_sentences_are_not() -> None:
    lines = [
        *STORY[:3],
        "Advertisement",
        "Lamp of the day",
        "Advertisement",
        "How? Nobody knew.",
        "Advertising",
        *STORY[3:],
    ]
    found = labels_of(lines)
    assert (found["Lamp of the day"], found["How? Nobody knew."]) == ("chrome", "body")


def test_a_sub_head_after_an_advertisement_stays() -> None:
    assert (
        labels_of([*STORY[:3], "Advertisement", "What the board heard", *STORY[3:]])["What the board heard"] == "body"
    )


def test_a_list_that_repeated_names_interrupt_stays() -> None:
    names = [f"Captain {name} of the northern line" for name in ("Aske", "Birk", "Dorn", "Eide", "Falk")]
    found = labels([*STORY[:3], "Mira Holm", *names, "Tom Reed", *STORY[3:]], ["Mira Holm", "Tom Reed"])
    assert [found[name] for name in names] == ["body"] * 5


def test_an_island_between_blocks_of_template_is_chrome() -> None:
    footer = ["Report a fault", "Lamp shop", "Quay Street"]
    teasers = [f"Crane driver wins raffle number {name} of the season" for name in ("one", "two", "three", "four")]
    found = labels(
        [*MENU, *STORY, *footer, *teasers, "Imprint", "Terms of carriage", "Harbour rules"],
        [*MENU, *footer, "Imprint", "Terms of carriage", "Harbour rules"],
    )
    assert [found[line] for line in teasers] == ["chrome"] * 4
    assert [found[line] for line in STORY] == ["body"] * 6


def test_lines_without_words_follow_their_neighbours() -> None:
    found, _ = label(
        articles_of(["\n".join(["Advertisement", "•", "Skip to content", STORY[0], "* * *", STORY[1]])], None)
    )
    assert found["label"].tolist() == ["chrome", "chrome", "chrome", "body", "body", "body"]
