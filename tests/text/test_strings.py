from __future__ import annotations

from itertools import pairwise

import pandas as pd
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from copydesk.text.strings import as_arrow, read_utf8

TEXTS = st.lists(st.none() | st.text(st.characters(exclude_categories=["Cs"]), max_size=8), max_size=12)


def strings(column: object) -> list[str]:
    data, bounds = read_utf8(column)
    return [data[first:last].tobytes().decode() for first, last in pairwise(bounds.tolist())]


@given(TEXTS, st.integers(0, 12), st.integers(0, 12))
def test_every_string_is_read_however_the_column_lies_in_memory(texts: list[str | None], first: int, size: int) -> None:
    whole = pa.array(texts, pa.large_string())
    part = whole.slice(min(first, len(whole)), size)
    wanted = [text or "" for text in part.to_pylist()]
    split = pa.chunked_array([part.slice(0, 2), part.slice(2)], pa.large_string())
    for column in (part, split, part.cast(pa.string()), pd.Series(part.to_pylist(), dtype="str")):
        assert strings(column) == wanted


def test_a_column_is_one_array_of_large_strings() -> None:
    for column in (["a", "é"], pa.chunked_array([["a"], ["é"]]), pd.Series(["a", "é"])):
        assert as_arrow(column).equals(pa.array(["a", "é"], pa.large_string()))


@pytest.mark.parametrize("column", [[], pd.Series([], dtype="str")])
def test_a_column_without_a_string_has_one_bound(column: object) -> None:
    assert read_utf8(column)[1].tolist() == [0]
