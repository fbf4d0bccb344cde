from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from copydesk.text import text


def cut(printed: str) -> list[str]:
    """Sentences of one article as printed."""
    articles = pd.DataFrame({"text": pd.Series([printed], dtype="str"), "article_chars": [len(printed)]})
    return [printed[start:end] for start, end in text(articles)[1][["start", "end"]].to_numpy()]


@pytest.mark.parametrize(
    "sentence",
    [
        "Mr. Tarrandine met Dr. Tarleigh in St. Averley.",
        "The fare rose by 4.50 crowns, or 3.2 percent.",
        "The talks began at 9:30 a.m. in the hall.",
        "J. R. Benneweth signed for Strandline Ferries Inc. of Port Averley.",
        "Rule No. 7 of Jan. 3 still holds.",
        "The U.S. delegation left early.",
        "“Where is the ferry?” she asked.",
        "Sen. Ines Maddern (D-Kelder) voted no.",
        "The company, Maes Co. Ltd., closed.",
        "He waited ... and then he left.",
        "Der Preis stieg am 3. Mai um z. B. vier Kronen.",
    ],
)
def test_a_point_inside_a_sentence_does_not_end_it(sentence: str) -> None:
    assert cut(sentence) == [sentence]


@pytest.mark.parametrize(
    "sentences",
    [
        ["The ramp is shut.", "It will reopen in May."],
        ["“The ramp is shut.”", "He shrugged."],
        ["“Is it shut?”", "Nobody knew."],
        ["He came from the U.S.", "The ferry was late."],
        ["They sold it to Strandline Inc.", "The price was not told."],
        ["It closed at 5 p.m.", "The queue went home."],
        ["Stop!", "The ramp is wet.", "Who said so?", "Nobody did."],
        ["Er kam zu spät.", "„Das geht so nicht.“", "Dann ging er."],
        ["船は来なかった。", "人々は帰った。"],
    ],
)
def test_sentences_end_where_a_reader_ends_them(sentences: list[str]) -> None:
    assert cut("".join(sentences) if "。" in sentences[0] else " ".join(sentences)) == sentences


@pytest.mark.parametrize(
    ("line", "sentences"),
    [("The pier is shut. ... Nobody minds.", ["The pier is shut.", "... Nobody minds."]),
     ("The pier is shut. … The ramp is not.", ["The pier is shut.", "… The ramp is not."]),
     ("The pier is shut. ...", ["The pier is shut. ..."]),
     ("... ! ...", ["... ! ..."])],
)  # fmt: skip
def test_no_sentence_is_cut_off_without_a_word(line: str, sentences: list[str]) -> None:
    assert cut(line) == sentences


def test_a_line_break_always_ends_a_sentence() -> None:
    assert cut("The ramp is\nshut. It\n\nwill reopen") == ["The ramp is", "shut.", "It", "will reopen"]


def test_closing_marks_belong_to_the_sentence_they_close() -> None:
    assert cut("(It is shut.) “He said so.”) Yes.") == ["(It is shut.)", "“He said so.”)", "Yes."]


@given(st.text(alphabet="aB1. !?“”\"'\n\t…。-", max_size=80))
def test_sentences_hold_every_printed_character_once_and_no_line_break(printed: str) -> None:
    sentences = cut(printed)
    assert "".join("".join(each.split()) for each in sentences) == "".join(printed.split())
    assert not any("\n" in each for each in sentences)
    assert all(each == each.strip() != "" for each in sentences)
