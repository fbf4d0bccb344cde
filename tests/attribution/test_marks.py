from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from copydesk.attribution.marks import CLOSE, COLON, COMMA, DASH, LINE, OPEN, STOP, Marks, marks
from copydesk.text import text


def read(*texts: str) -> tuple[Marks, list[str]]:
    """Marks and printed words of ``texts``."""
    articles = pd.DataFrame({"text": pd.Series(texts, dtype="str"), "article_chars": [len(each) for each in texts]})
    words = text(articles)[2]
    printed = [texts[doc][start:end] for doc, start, end in words[["doc_no", "start", "end"]].to_numpy()]
    return marks(list(texts), words), printed


def quoted(printed: str) -> list[str]:
    found, words = read(printed)
    return [word for word, inside in zip(words, found.inside.tolist(), strict=True) if inside]


@pytest.mark.parametrize(
    "printed",
    [
        "He said “the pier is closed” and left.",
        'He said "the pier is closed" and left.',
        "He said ''the pier is closed'' and left.",
        "Er sagte „the pier is closed“ und ging.",
        "Il a dit «the pier is closed» hier.",
        "Er sagte »the pier is closed« gestern.",
        "He left (“the pier is closed”) early.",
        "He left—“the pier is closed”—early.",
    ],
)
def test_the_words_between_quotation_marks_are_inside(printed: str) -> None:
    assert quoted(printed) == ["the", "pier", "is", "closed"]


def test_a_line_break_ends_a_quotation() -> None:
    assert quoted("“The tide is late\nand so are we.") == ["The", "tide", "is", "late"]


def test_a_quotation_does_not_run_into_the_next_article() -> None:
    found, words = read("“Never closed", "Next story begins here")
    assert [word for word, inside in zip(words, found.inside.tolist(), strict=True) if inside] == ["Never", "closed"]


def test_apostrophes_are_no_quotation_marks() -> None:
    assert quoted("The dog’s bowl and the cats' dish aren't the mayor's.") == []


def test_gaps_carry_the_marks_in_them() -> None:
    found, words = read("Yes, he said: “No.”\nWell – maybe")
    gap = dict(zip(words, found.before.tolist(), strict=True))
    assert gap["he"] == COMMA
    assert gap["said"] == 0
    assert gap["No"] == COLON | OPEN
    assert gap["Well"] == STOP | CLOSE | LINE
    assert gap["maybe"] == DASH
    assert found.after.tolist()[:-1] == found.before.tolist()[1:]


def test_a_hyphen_in_a_compound_is_no_dash() -> None:
    found, words = read("a Brackwater-based firm - unnamed")
    gap = dict(zip(words, found.before.tolist(), strict=True))
    assert gap["based"] & DASH == 0
    assert gap["unnamed"] & DASH == DASH


@settings(deadline=None)
@given(st.lists(st.text(alphabet="ab ,.\n-'", max_size=40), min_size=1, max_size=4))
def test_nothing_is_inside_without_a_quotation_mark(texts: list[str]) -> None:
    plain = [each.replace("''", "'") for each in texts]
    while any("''" in each for each in plain):
        plain = [each.replace("''", "'") for each in plain]
    assert not read(*plain)[0].inside.any()


@settings(deadline=None)
@given(st.lists(st.text(alphabet='ab “”".\n', max_size=40), min_size=2, max_size=4))
def test_articles_do_not_touch_one_another(texts: list[str]) -> None:
    together = read(*texts)[0].inside.tolist()
    apart = [flag for each in texts for flag in read(each)[0].inside.tolist()]
    assert together == apart
