from __future__ import annotations

import hashlib
import json
import os
import time
from datetime import datetime
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from copydesk.errors import TableError
from copydesk.pipeline.store import FolderStore
from copydesk.settings import rooms
from copydesk.tables import TABLES, Column, Table, schema

NAME = "every_kind"
EVERY_KIND = Table(
    NAME,
    "One column of every storage.",
    (
        Column("text", "text", "."),
        Column("nullable", "integer", "."),
        Column("small", "integer", ".", dtype="int32"),
        Column("large", "integer", ".", dtype="int64"),
        Column("hash", "integer", ".", dtype="uint64"),
        Column("number", "number", "."),
        Column("flag", "flag", "."),
        Column("time", "time", "."),
        Column("raw", "bytes", "."),
    ),
)

INT64 = {"min_value": -(2**63), "max_value": 2**63 - 1}
TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
ROWS = st.lists(
    st.fixed_dictionaries(
        {
            "text": st.none() | TEXT,
            "nullable": st.none() | st.integers(**INT64),
            "small": st.integers(-(2**31), 2**31 - 1),
            "large": st.integers(**INT64),
            "hash": st.integers(0, 2**64 - 1),
            "number": st.none() | st.floats(allow_infinity=True, allow_nan=False),
            "flag": st.booleans(),
            "time": st.none() | st.datetimes(datetime(1700, 1, 1), datetime(2200, 1, 1)),
            "raw": st.binary(max_size=9),
        }
    ),
    max_size=8,
)


@pytest.fixture(autouse=True)
def every_kind(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(TABLES, NAME, EVERY_KIND)


def build(rows: list[dict[str, Any]]) -> pd.DataFrame:
    """The frame of ``rows``, each column built in its own dtype: nothing passes through float64."""
    columns = {name: [row[name] for row in rows] for name in EVERY_KIND.names}
    columns["time"] = pd.DatetimeIndex(columns["time"]).tz_localize("UTC").as_unit("us")
    made = {c.name: pd.Series(columns[c.name], dtype=c.storage) for c in EVERY_KIND.columns}
    return EVERY_KIND.conform(pd.DataFrame(made))


@given(ROWS)
@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_every_value_and_dtype_comes_back_exactly(tmp_path: Path, rows: list[dict[str, Any]]) -> None:
    frame = build(rows)
    store = FolderStore(tmp_path)
    again = store.get(store.put(NAME, frame))
    pd.testing.assert_frame_equal(again, frame, check_exact=True)
    assert [type(value) for value in again["raw"]] == [bytes] * len(rows)
    assert np.array_equal(np.signbit(again["number"]), np.signbit(frame["number"]))


@pytest.mark.parametrize("name", sorted(TABLES))
def test_empty_tables_keep_their_dtypes(tmp_path: Path, name: str) -> None:
    store = FolderStore(tmp_path)
    empty = TABLES[name].empty()
    pd.testing.assert_frame_equal(store.get(store.put(name, empty)), empty)


def test_every_storage_of_the_tables_is_stored() -> None:
    from copydesk.pipeline.store import _ARROW

    assert {c.storage for t in TABLES.values() for c in t.columns} | set(schema.DTYPES.values()) <= set(_ARROW)


def rows_of(count: int) -> list[dict[str, Any]]:
    return [
        {
            "text": f"line {n}",
            "nullable": None if n % 2 else 2**62 + n,
            "small": n,
            "large": -n,
            "hash": 2**64 - 1 - n,
            "number": n / 7,
            "flag": n % 3 == 0,
            "time": datetime(2031, 1, 1 + n % 28),
            "raw": bytes([n % 256]),
        }
        for n in range(count)
    ]


def test_handle_is_the_digest_of_the_file_and_fits_json(tmp_path: Path) -> None:
    handle = FolderStore(tmp_path).put(NAME, build(rows_of(5)))
    name, file = json.loads(json.dumps(handle)).split("/")
    assert name == NAME
    assert file == hashlib.sha256((tmp_path / handle).read_bytes()).hexdigest() + ".parquet"


def test_same_content_has_the_same_handle_however_it_lies_in_memory(tmp_path: Path) -> None:
    whole = build(rows_of(40))
    pieces = pd.concat([build(rows_of(40)[:13]), build(rows_of(40)[13:])], ignore_index=True)
    shuffled = whole.iloc[::-1][list(reversed(EVERY_KIND.names))].iloc[::-1].set_index("small", drop=False)
    store, other = FolderStore(tmp_path / "a"), FolderStore(tmp_path / "b")
    handles = {store.put(NAME, whole), store.put(NAME, pieces), store.put(NAME, shuffled), other.put(NAME, whole)}
    assert len(handles) == 1
    assert [path.name for path in (tmp_path / "a" / NAME).iterdir()] == [handles.pop().split("/")[1]]


def test_other_content_has_another_handle(tmp_path: Path) -> None:
    store = FolderStore(tmp_path)
    changed = rows_of(3)
    changed[1]["raw"] = b"other"
    assert store.put(NAME, build(rows_of(3))) != store.put(NAME, build(changed))


def test_tables_read_back_may_be_written_to(tmp_path: Path) -> None:
    store = FolderStore(tmp_path)
    frame = store.get(store.put(NAME, build(rows_of(3))))
    frame.loc[0, "small"] = 77
    assert frame["small"].tolist() == [77, 1, 2]


def test_missing_and_damaged_files_are_told_apart_from_good_ones(tmp_path: Path) -> None:
    store = FolderStore(tmp_path)
    handle = store.put(NAME, build(rows_of(3)))
    assert store.has(handle)
    (tmp_path / handle).write_bytes((tmp_path / handle).read_bytes()[:-1])
    assert not store.has(handle)
    with pytest.raises(TableError, match="damaged"):
        store.get(handle)
    (tmp_path / handle).unlink()
    assert not store.has(handle)
    with pytest.raises(TableError, match="missing"):
        store.get(handle)
    assert store.put(NAME, build(rows_of(3))) == handle
    assert store.has(handle)


@pytest.mark.parametrize(
    "handle",
    [
        "",
        "x",
        "findings/../../etc/passwd",
        f"nobody/{'0' * 64}.parquet",
        f"findings/{'0' * 64}.csv",
        f"findings/{'A' * 64}.parquet",
    ],
)
def test_other_words_are_no_handles(tmp_path: Path, handle: str) -> None:
    with pytest.raises(TableError, match="not the handle"):
        FolderStore(tmp_path).get(handle)


def test_broken_table_is_refused_and_leaves_nothing(tmp_path: Path) -> None:
    store = FolderStore(tmp_path)
    with pytest.raises(TableError, match="missing columns"):
        store.put("findings", pd.DataFrame({"finding_id": ["f1"]}))
    assert not list(tmp_path.rglob("*.*"))


def test_failed_write_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise OSError("no space left")

    monkeypatch.setattr("pyarrow.parquet.write_table", fail)
    with pytest.raises(OSError, match="no space left"):
        FolderStore(tmp_path).put(NAME, build(rows_of(3)))
    assert not list(tmp_path.rglob("*.*"))


def age(path: Path, days: float) -> None:
    then = time.time() - days * 86_400
    os.utime(path, (then, then))


def test_tables_that_no_run_uses_are_pruned_and_those_in_use_stay(tmp_path: Path) -> None:
    store = FolderStore(tmp_path)
    old, used, new = (store.put(NAME, build(rows_of(count))) for count in (1, 2, 3))
    half = tmp_path / NAME / "killed.part"
    half.write_bytes(b"PAR1")
    other = tmp_path / NAME / "notes.txt"
    other.write_text("not of the store")
    for path in (tmp_path / old, tmp_path / used, half, other):
        age(path, 15)
    age(tmp_path / new, 13)
    store.use(used)
    assert store.prune(rooms.Store(keep_days=14)) == 2
    assert [store.has(handle) for handle in (old, used, new)] == [False, True, True]
    assert [half.exists(), other.exists()] == [False, True]


def test_pruning_nothing_and_using_what_is_gone_are_no_faults(tmp_path: Path) -> None:
    store = FolderStore(tmp_path / "not there")
    assert store.prune(rooms.Store(keep_days=14)) == 0
    store.use(f"{NAME}/{'0' * 64}.parquet")
