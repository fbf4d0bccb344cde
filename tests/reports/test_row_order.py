from __future__ import annotations

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from copydesk.reports.order import ordered
from copydesk.tables import TABLES

ROWS = st.lists(st.tuples(st.sampled_from(["a", "aé", "b", "日", None]), st.integers(0, 2)), max_size=6)


@given(ROWS, st.booleans())
def test_rows_stand_by_their_key_whether_they_did_before_or_not(
    rows: list[tuple[str | None, int]], before: bool
) -> None:
    table = TABLES["lines"]
    frame = pd.DataFrame({name: [row[0] if name == "doc_id" else row[1] for row in rows] for name in table.names})
    frame = frame.astype({"doc_id": "str"}).assign(start=range(len(rows)))  # tells rows of one key apart
    wanted = frame.sort_values(list(table.key), kind="stable", na_position="first", ignore_index=True)
    pd.testing.assert_frame_equal(ordered(wanted if before else frame, table), wanted)
