"""Texts that are told to be plain are those that no function would change or count in."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from copydesk.ingest import ingest
from copydesk.ingest.hidden import find_hidden
from copydesk.ingest.mending import mend
from copydesk.ingest.plain_texts import find_plain, mark_plain
from copydesk.ingest.record import Record
from copydesk.settings import load

ODD = "aÃÂéЃ©“”’–€œ\u0080\u009f\u00ad\u200b\u0335а中РСвЂ°ï¿½�\0\ufeff𝐀😀 \n"
texts = st.lists(st.text(st.sampled_from(ODD), max_size=12), max_size=6)


@settings(max_examples=300, derandomize=True, deadline=None)
@given(texts, st.sampled_from([pa.string(), pa.large_string()]))
def test_a_plain_text_needs_no_mending_and_hides_nothing(given_texts: list[str], kind: pa.DataType) -> None:
    found = find_plain(pa.array(given_texts, kind))
    for text, plain in zip(given_texts, found.tolist(), strict=True):
        if plain:
            assert (mend(text), find_hidden(text).count) == (text, 0)


@pytest.mark.parametrize("text", ["", "Plain.", "“Curly” – it’s €5…", "Café, naïve, über", "中文。", "Ελλ�"])
def test_clean_texts_are_told(text: str) -> None:
    around = ["\0", text, "\u200b"]
    assert find_plain(pa.array(around))[1] == (text != "Ελλ�")  # Greek letters may be Latin ones in disguise


@pytest.mark.parametrize("text", ["\0", "\ufeffa", "Ã©", "a\u00ad", "\u0085", "а", "😀"])
def test_what_is_to_be_looked_at_is_told_between_clean_texts(text: str) -> None:
    column = pa.array(["x", "é", f"a{text}b", "y", "“"])
    np.testing.assert_array_equal(find_plain(column), [True, True, False, True, True])
    np.testing.assert_array_equal(find_plain(column.slice(2)), [False, True, True])


def test_records_get_the_bytes_of_plain_texts_only() -> None:
    given_texts = ["plain", None, b"bytes", ["a", "list"], "Ã©", "“fine”"]
    records = [Record("f", number, "jsonl", {"text": text}) for number, text in enumerate(given_texts)]
    mark_plain(records)
    assert [each.plain and bytes(each.plain).decode() for each in records] == ["plain", *[None] * 4, "“fine”"]


def test_half_a_character_has_no_bytes() -> None:
    record = Record("f", 0, "jsonl", {"text": "\ud800"})
    mark_plain([record])
    assert record.plain is None


def test_bytes_that_are_no_utf8_are_read_by_their_own_charset(tmp_path: Path) -> None:
    story = "The ferry left at dawn with the post, and the café on the quay was full before it. " * 30
    parts = [story.encode(), f"{story}x".encode("cp1252")]
    offsets = pa.py_buffer(np.cumsum([0, *map(len, parts)]).astype(np.int32))
    texts = pa.StringArray.from_buffers(2, offsets, pa.py_buffer(b"".join(parts)))
    pq.write_table(pa.table({"text": texts, "source": ["a.example", "b.example"]}), tmp_path / "x.parquet")
    articles, _, _ = ingest([tmp_path], load().ingest)
    assert sorted(articles["text"]) == sorted([story, story + "x"])
