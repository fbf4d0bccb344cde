"""Tables: columns, order and dtypes, and what cannot be made to conform."""

from __future__ import annotations

import pandas as pd
import pytest

from copydesk.errors import TableError
from copydesk.tables import CSV_TABLES, DATA_TABLES, PUBLISHED, TABLES, Column, Table
from copydesk.tables.schema import DTYPES

SMALL = Table(
    "small",
    "A small table.",
    (
        Column("name", "text", "A name", required=True),
        Column("count", "integer", "A count"),
        Column("share", "number", "A share"),
        Column("flag", "flag", "A flag"),
        Column("when", "time", "A time"),
    ),
    key=("name",),
)
ROW = {"name": "a", "count": 1, "share": 0.5, "flag": True, "when": pd.Timestamp("2024-03-01", tz="UTC")}
EVERY = list(TABLES.values())


def test_conform_orders_columns_drops_others_and_renumbers_rows():
    frame = pd.DataFrame([{**dict(reversed(ROW.items())), "more": 1}], index=[7])
    made = SMALL.conform(frame)
    assert made.columns.tolist() == SMALL.names
    assert made.index.tolist() == [0]
    assert made.dtypes.astype(str).tolist() == ["str", "Int64", "float64", "bool", "datetime64[us, UTC]"]


def test_conform_twice_is_conform_once():
    once = SMALL.conform(pd.DataFrame([ROW]))
    pd.testing.assert_frame_equal(SMALL.conform(once), once)


def test_missing_values_stay_missing():
    made = SMALL.conform(pd.DataFrame([{**ROW, "name": None, "count": None, "share": None, "when": None}]))
    assert made[["name", "count", "share", "when"]].isna().all(axis=None)


def test_a_missing_column_is_named():
    with pytest.raises(TableError, match=r"table small: missing columns count, when"):
        SMALL.conform(pd.DataFrame([{"name": "a", "share": 0.5, "flag": True}]))


@pytest.mark.parametrize(("column", "value"), [("count", "many"), ("count", 1.5), ("share", "half"), ("when", "soon")])
def test_a_value_of_another_kind_is_named(column, value):
    with pytest.raises(TableError, match=rf"table small: column {column} is not"):
        SMALL.conform(pd.DataFrame([{**ROW, column: value}]))


def test_an_unknown_column_is_a_key_error():
    assert SMALL.column("share").unit == ""
    with pytest.raises(KeyError, match=r"small\.weight"):
        SMALL.column("weight")


@pytest.mark.parametrize("table", EVERY, ids=lambda table: table.name)
def test_every_table_is_declared_soundly(table):
    assert len(set(table.names)) == len(table.names)
    assert set(table.key) <= set(table.names)
    assert set(table.csv_omits) <= set(table.names)
    assert not table.published or table.key
    for column in table.columns:
        assert column.kind in DTYPES
        assert column.meaning
        assert column.minimum is None or column.maximum is None or column.minimum < column.maximum
        assert not column.values or column.kind == "text"
    for own, other, target in table.references:
        assert own in table.names
        assert TABLES[other].key == (target,)


@pytest.mark.parametrize("table", EVERY, ids=lambda table: table.name)
def test_an_empty_table_has_its_dtypes(table):
    made = table.empty()
    assert made.dtypes.astype(str).to_dict() == {column.name: column.storage for column in table.columns}
    assert len(made) == 0


def test_what_is_published():
    assert set(PUBLISHED) == set(CSV_TABLES) | set(DATA_TABLES)
    assert CSV_TABLES == (
        "findings",
        "documents",
        "pairs",
        "passages",
        "clusters",
        "quotes",
        "notices",
        "attributions",
        "outlets",
        "rejects",
        "checks",
        "summary",
    )
