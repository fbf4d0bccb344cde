"""Lines beside the corpus have the keys that layout would give them."""

from __future__ import annotations

import numpy as np
import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from copydesk.text import key_lines, text

LINES = st.lists(st.text("aB 7.,é渡’-", max_size=30), max_size=12)


@given(LINES)
def test_keys_are_those_of_layout(lines: list[str]) -> None:
    found = key_lines(lines)
    articles = pd.DataFrame({"text": pd.Series(lines, dtype="str"), "article_chars": [len(line) for line in lines]})
    layout, _, words, vocabulary = text(articles)
    keys, sizes, endings = (np.zeros(len(lines), kind) for kind in (np.uint64, np.int64, np.uint64))
    docs, first, last = (layout[name].to_numpy() for name in ("doc_no", "first_word", "last_word"))
    keys[docs], sizes[docs] = layout["line_key"], last - first
    worded = last > first
    forms = words["word_no"].to_numpy()[last[worded] - 1]
    endings[docs[worded]] = vocabulary["fold_hash"].to_numpy()[forms]
    assert np.array_equal(found.keys, keys)
    assert np.array_equal(found.sizes, sizes)
    assert np.array_equal(found.endings, endings)
