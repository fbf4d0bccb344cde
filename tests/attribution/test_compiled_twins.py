"""Compiled kernels give what the arrays give, to the last bit."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from attribution_articles import judge
from hypothesis import given, settings
from hypothesis import strategies as st

from copydesk.attribution.encoded import encode
from copydesk.attribution.marks import marks
from copydesk.attribution.model import Table
from copydesk.text import text

PIECES = (
    "the", "pier", "Olin", "said", "O’Hara", "3.5", "naïve", "水", "🙂", " ", " ", " ", ",", ".", "\n", "\r\n", "“",
    "”", '"', "'", "''", "’", "’’", "‘", "«", "»", "—", "-", ":", "(", "…", "\u00a0", "\u2028", "*", "e\u0301", "?!",
)  # fmt: skip
printed = st.lists(st.sampled_from(PIECES), max_size=40).map("".join)
STORY = (
    "“The tide was late,” harbour master Ines O’Hara said on Monday. “We waited – and waited.”\n"
    "She told reporters that the pier’s owner, Olin & Sons, would pay. The Harbour Courier reported on Sunday that "
    "two officials, who spoke on condition of anonymity because they feared for their jobs, had resigned.\n"
    "According to a report by the council, 3.5 million tonnes were lost… The ferry’s crew declined to comment. 🙂\n"
    '"It’s not ours," the council’s spokeswoman said.'
)
SHORT = "Nobody said a word. Then Olin spoke: “Enough, naïve people!” He left"


@settings(max_examples=150, deadline=None)
@given(st.lists(printed, min_size=1, max_size=4))
def test_marks_are_read_from_bytes_as_from_strings(texts: list[str]) -> None:
    articles = pd.DataFrame({"text": pd.Series(texts, dtype="str"), "article_chars": [len(each) for each in texts]})
    words = text(articles)[2]
    plain, (found, encoded) = marks(texts, words), encode(articles["text"], words)
    for name in ("before", "after", "inside"):
        np.testing.assert_array_equal(getattr(found, name), getattr(plain, name), name)
    rows = np.arange(len(words))
    cut = [texts[doc][start:end] for doc, start, end in words[["doc_no", "start", "end"]].to_numpy()]
    assert encoded.print_words(rows, rows).tolist() == cut


@settings(deadline=None)
@given(
    st.dictionaries(st.integers(0, 1 << 40), st.tuples(*[st.integers(-9000, 9000)] * 3), min_size=1, max_size=50),
    st.lists(st.integers(0, 1 << 40), max_size=20),
)
def test_compiled_weights_are_those_looked_up(weights: dict[int, tuple[int, ...]], others: list[int]) -> None:
    table = Table.build(list(weights), [list(each) for each in weights.values()])
    codes = np.array([*weights, *others], np.int64)
    plain, found = np.full((3, len(codes)), 0.1), np.full((3, len(codes)), 0.1)
    table.add_to(plain, codes, compiled=False)
    table.add_to(found, codes, compiled=True)
    np.testing.assert_array_equal(found, plain)


@pytest.mark.parametrize("language", ["en", "de"])
@pytest.mark.parametrize("part", [1, 60, 200_000])
def test_the_stage_gives_the_same_tables(part: int, language: str, monkeypatch: pytest.MonkeyPatch) -> None:
    texts = (STORY, "", SHORT, f"{STORY}\n{SHORT}", "…", SHORT)
    monkeypatch.setattr("copydesk.attribution.stage._PART_WORDS", part)
    plain = judge(*texts, language=["en", "en", language, "en", "en", language])
    monkeypatch.setattr("copydesk.attribution.stage.REPAYS_COMPILER", 0)
    found = judge(*texts, language=["en", "en", language, "en", "en", language])
    for name, table in plain.items():
        pd.testing.assert_frame_equal(found[name], table, check_exact=True)
    assert plain["attributions"]["anonymity_reason"].notna().sum() == 2
