"""Lines that are only a name: bylines by metadata, by the lines beside them, or by a known given name."""

from __future__ import annotations

from pathlib import Path

import pytest
from notice_articles import build_articles, run

from copydesk.errors import RuleError
from copydesk.notices.names import is_stamp, read_names
from copydesk.settings import load

LATE = "The ferry left the quay an hour late on Monday, and nobody on board had seen the captain that day."
STORY = "\n".join(
    [LATE, "The council will look at the timetable again in May, once the quay has been mended for good.", LATE]
)
NAMES = read_names(load(None).notices.checks / "notices")


def bylines(text: str, **columns: object) -> list[tuple[str, str]]:
    found, _ = run(build_articles([text], **{name: [value] for name, value in columns.items()}))
    kept = found[found["rule"].str.startswith("byline.")]
    return list(zip(kept["text"], kept["rule"], strict=True))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"Lydia Quill\n{STORY}", [("Lydia Quill", "byline.name")]),
        (f"{STORY}\nLydia Quill", [("Lydia Quill", "byline.name")]),
        (f"Ferries run late\nLydia Quill\nMay 4, 2026 10:15\n{STORY}", [("Lydia Quill", "byline.beside")]),
        (f"May 4, 2026\nLydia Quill\n{STORY}", [("Lydia Quill", "byline.beside")]),
        (
            f"Qorin Veldt\nOakvale Gazette\n{STORY}",
            [("Qorin Veldt", "byline.beside"), ("Oakvale Gazette", "byline.outlet")],
        ),
        (f"Lydia Quill and Paul Reed\nStaff Writers\n{STORY}", [("Lydia Quill and Paul Reed", "byline.beside")]),
        (f"Ferry\nLydia Quill\nLydia Quill sails on most days.\n{STORY}", [("Lydia Quill", "byline.beside")]),
        (f"Lydia Quill, Oakvale\nMay 4, 2026\n{STORY}", [("Lydia Quill, Oakvale", "byline.beside")]),
        (f"Two quays\nLydia Quill\n{STORY}", [("Lydia Quill", "byline.name")]),
        (f"Anne-Mareike Quill\n{STORY}", [("Anne-Mareike Quill", "byline.name")]),
        (f"محمود القصبي\n{STORY}", [("محمود القصبي", "byline.name")]),
        (f"{STORY}\ntis", [("tis", "byline.initials")]),
        (f"{STORY}\n(quil)", [("(quil)", "byline.initials")]),
        (f"{STORY}\nLydia Quill\nOakvale", [("Lydia Quill", "byline.name")]),
        (f"Ferries\nLate again\nLydia Quill\n{STORY}", [("Lydia Quill", "byline.name")]),
        (f"{LATE}\nLydia Quill\nTeilen\nLate\n{STORY}", [("Lydia Quill", "byline.beside")]),
        (f"{STORY}\n(L. Q.)", [("(L. Q.)", "byline.initials")]),
        (f"{STORY}\nPh.Q", [("Ph.Q", "byline.initials")]),
        (f"{STORY}\nLQ/PR", [("LQ/PR", "byline.initials")]),
        (f"{STORY}\n(LQR)", [("(LQR)", "byline.initials")]),
        (f"Two quays\nL. Q.\n{STORY}", [("L. Q.", "byline.initials")]),
        (f"{STORY}\nL. Q.\n#Ferries\n#Oakvale", [("L. Q.", "byline.initials")]),
        (f"{STORY}\n(Lipa danas)\nKomentari", [("(Lipa danas)", "byline.initials")]),
        (f"{STORY}\n(עדה שדה)", [("(עדה שדה)", "byline.initials")]),
        (f"{STORY}\nИ.ПОЛЕВА.\nЧитайте нас:", [("И.ПОЛЕВА.", "byline.name")]),
        (f"{STORY}\nИрина ПОЛЕВА.\nЛиповка.", [("Ирина ПОЛЕВА.", "byline.name")]),
        (f"Lydia Quill (à Tilleul)\n{STORY}", [("Lydia Quill (à Tilleul)", "byline.name")]),
        (f"Lydia Quill, à Tilleul\n{STORY}", [("Lydia Quill, à Tilleul", "byline.name")]),
        (f"Lydia Quill / Sol de Tejo Norte\n{STORY}", [("Lydia Quill / Sol de Tejo Norte", "byline.name")]),
        (f"Lydia Quill, Paul Reed et Qorin Veldt\n{STORY}", [("Lydia Quill, Paul Reed et Qorin Veldt", "byline.name")]),
        (f"Two quays\n{LATE}\nLydia Quill\n{STORY}", [("Lydia Quill", "byline.name")]),
        (f"문가람\n입력 : 2026.05.04 10:15\n{STORY}", [("문가람", "byline.beside")]),
        (f"许小舟\n{STORY}", [("许小舟", "byline.name")]),
        (f"Ирина Полева\n4 мая 2026, 10:15\n{STORY}", [("Ирина Полева", "byline.beside")]),
        (f"Oakvale | Lydia Quill\n{STORY}", [("Oakvale | Lydia Quill", "byline.name")]),
        (f"{STORY}\nПаром отойдёт от причала только во вторник.\nА. П.\nФото автора", [("А. П.", "byline.initials")]),
        (f"Two quays\nL. Q.\nMay 4, 2026 10:15\n{STORY}", [("L. Q.", "byline.initials")]),
        (f"{STORY}\nlq, pr", [("lq, pr", "byline.initials")]),
        (f"{STORY}\nThe ferry is out of service until Monday.\nLydia Quill", [("Lydia Quill", "byline.name")]),
        (f"{STORY}\nLydia Quill\nPhoto: Paul Reed\nTags", [("Lydia Quill", "byline.name")]),
    ],
)
def test_a_bare_name_is_a_byline_where_it_stands_like_one(text: str, expected: list[tuple[str, str]]) -> None:
    assert bylines(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        f"Lydia Quill\n{STORY}\nMs. Quill could not be reached.",  # the one the story is about
        f"Harbour Road\n{STORY}",
        f"이야기\n{STORY}",  # a word that begins as a name does
        f"渡船夫\n{STORY}",
        f"Oakvale Harbour\nMay 4, 2026\n{STORY}",  # a place, not a given name
        f"{STORY}\nLydia Quill\nMonday, May 4, 2026 at 01:17 AM\nNonsense, all of it.",  # a reader's comment
        f"{STORY}\n{STORY}\nLydia Quill\n{STORY}\n{STORY}",
        f"{LATE}\nLydia Quill\n{STORY}",  # a sub-head
        f"Florida Quay\n{STORY}",
        f"{STORY}\ntop",
        f"{STORY}\n(Video)",
        f"{STORY}\n(see the map)",
        f"Ferries\n(Lipa danas)\n{STORY}",
        f"tis\n{STORY}",
        f"Two quays\nU.S.\n{STORY}",
        f"{STORY}\nU.S.",
        f"(LQR)\n{STORY}",
        f"{STORY}\nLydia Quill\nLog in to post comments",
        f"Two quays\nLydia Quill\nThe second quay\n{STORY}",
    ],
)
def test_a_name_that_stands_elsewhere_is_none(text: str) -> None:
    assert bylines(text) == []


def test_authors_of_the_metadata_are_known_by_any_name_and_case() -> None:
    text = f"Ferries run late\nQORIN VELDT und Ysolde Harrow\nThe quay\n{STORY}"
    assert bylines(text, authors="Ysolde Harrow; Qorin Veldt") == [("QORIN VELDT und Ysolde Harrow", "byline.author")]
    assert bylines(text, authors="Somebody Else") == []


def test_the_outlet_alone_on_the_first_line_is_a_credit() -> None:
    assert bylines(f"Lindenwelle\n{STORY}", source="Lindenwelle") == [("Lindenwelle", "byline.outlet")]
    assert bylines(f"Lindenwelle\n{STORY}") == []


def test_the_line_is_labelled_and_the_notice_has_its_place() -> None:
    text = f"Lydia Quill\n{STORY}"
    found, lines = run(build_articles([text]))
    assert text[found["start"].iloc[0] : found["end"].iloc[0]] == "Lydia Quill"
    assert (found["class"].iloc[0], found["scope"].iloc[0]) == ("credit_line", "article")
    assert lines["label"].tolist() == ["notice", "body", "body", "body"]


@pytest.mark.parametrize("line", ["May 4, 2026", "04.05.2026, 10:15 Uhr", "Publié le 4 mai 2026 à 10h15"])
def test_a_date_is_a_stamp(line: str) -> None:
    assert is_stamp(line)


@pytest.mark.parametrize("line", ["", "The ferry", "In 2026 the ferry sank. Nobody knew.", f"{LATE} 2026"])
def test_prose_is_none(line: str) -> None:
    assert not is_stamp(line)


def test_names_are_told_from_headlines() -> None:
    assert NAMES.people("Dr. Ada de la Cruz, Sam Pool and Lydia Quill") == ["Ada de la Cruz", "Sam Pool", "Lydia Quill"]
    assert NAMES.people("Lydia Quill in Oakvale") == ["Lydia Quill"]
    assert NAMES.people("Oakvale | Lydia Quill; Sam Pool") == ["Lydia Quill", "Sam Pool"]
    assert NAMES.people("Vice Mayor: Gov. Sam Pool") == []
    assert NAMES.people("Police Chief") == NAMES.people("Ferries run late") == NAMES.people("Quill") == []
    assert NAMES.known(["Lydia Quill"])
    assert not NAMES.known(["Oakvale Harbour"])
    assert not NAMES.known([])


def test_names_may_be_absent_but_not_broken(tmp_path: Path) -> None:
    assert not read_names(tmp_path).given
    (tmp_path / "names.toml").write_text("given = 3")
    with pytest.raises(RuleError, match=r"names\.toml"):
        read_names(tmp_path)
