"""Keep tables between stages as Parquet files named by their content."""

from __future__ import annotations

import os
import tempfile
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from copydesk.errors import TableError
from copydesk.reports.package import sha256
from copydesk.settings import rooms
from copydesk.tables import TABLES, Table

__all__ = ["FolderStore", "Handle"]

Handle = str
"""``table/sha256.parquet``, relative to the store: plain text, so it fits JSON and any task's inputs."""

ROW_GROUP = 131_072
_ARROW: dict[str, pa.DataType] = {
    "str": pa.large_string(),
    "Int64": pa.int64(),
    "int32": pa.int32(),
    "int64": pa.int64(),
    "uint64": pa.uint64(),
    "float64": pa.float64(),
    "bool": pa.bool_(),
    "datetime64[us, UTC]": pa.timestamp("us", tz="UTC"),
    "object": pa.large_binary(),
}
# Read as nullable, so that whole numbers beside a missing one never pass through float64.
_PANDAS = {pa.large_string(): pd.StringDtype(na_value=np.nan), pa.int64(): pd.Int64Dtype()}


@dataclass(frozen=True)
class FolderStore:
    """Tables under one folder, content-addressed: equal tables have equal handles, whoever wrote them.

    A file appears whole or not at all, so a killed run leaves nothing that a later one could misread.
    The folder may be deleted at any time between runs; what is missing is computed again.
    """

    root: Path

    def put(self, name: str, frame: pd.DataFrame) -> Handle:
        """Store ``frame`` as table ``name`` and return its handle.

        Raises KeyError when no table is called ``name`` and TableError when ``frame`` is not one.
        """
        folder = self.root / name
        table = _arrow(TABLES[name], frame)
        folder.mkdir(parents=True, exist_ok=True)
        descriptor, temporary = tempfile.mkstemp(suffix=".part", dir=folder)
        try:
            with os.fdopen(descriptor, "wb") as file:
                pq.write_table(table, file, compression="zstd", row_group_size=ROW_GROUP)
                file.flush()
                os.fsync(file.fileno())
            digest = sha256(Path(temporary))
            os.replace(temporary, folder / f"{digest}.parquet")
        except BaseException:
            Path(temporary).unlink(missing_ok=True)
            raise
        return f"{name}/{digest}.parquet"

    def get(self, handle: Handle) -> pd.DataFrame:
        """The table behind ``handle``, equal to what was stored, dtypes included.

        Raises TableError when the file is gone or its bytes are no longer those of the handle.
        """
        name, path = self._locate(handle)
        if not path.is_file():
            raise TableError(f"stored table {handle} is missing")
        if sha256(path) != path.stem:
            raise TableError(f"stored table {handle} is damaged")
        arrow = pq.read_table(path, partitioning=None).combine_chunks()
        return TABLES[name].conform(arrow.to_pandas(types_mapper=_PANDAS.get))

    def has(self, handle: Handle) -> bool:
        """Whether the table behind ``handle`` is stored and undamaged."""
        _, path = self._locate(handle)
        return path.is_file() and sha256(path) == path.stem

    def use(self, handle: Handle) -> None:
        """Note that a run needs the table behind ``handle`` today, so that ``prune`` leaves it."""
        with suppress(OSError):  # gone or not ours: it will be computed again, or read as it is
            os.utime(self._locate(handle)[1])

    def prune(self, settings: rooms.Store) -> int:
        """Delete tables, whole or half-written, that were neither written nor used for
        ``settings.keep_days``; returns how many.

        Only files that the store names so are touched. What cannot be deleted is left for the next time.
        """
        before, deleted = time.time() - settings.keep_days * 86_400, 0
        for name in TABLES:
            for path in [*(self.root / name).glob("*.parquet"), *(self.root / name).glob("*.part")]:
                with suppress(OSError):  # another run may delete it too
                    if path.stat().st_mtime < before:
                        path.unlink()
                        deleted += 1
        return deleted

    def _locate(self, handle: Handle) -> tuple[str, Path]:
        name, _, file = handle.partition("/")
        stem, dot, suffix = file.partition(".")
        if name not in TABLES or len(stem) != 64 or set(stem) - set("0123456789abcdef") or dot + suffix != ".parquet":
            raise TableError(f"{handle!r} is not the handle of a stored table")
        return name, self.root / name / file


def _arrow(table: Table, frame: pd.DataFrame) -> pa.Table:
    """``frame`` in one canonical Arrow form: its bytes depend on its values and on nothing else."""
    schema = pa.schema([(column.name, _ARROW[column.storage]) for column in table.columns])
    arrow = pa.Table.from_pandas(table.conform(frame), schema=schema, preserve_index=False)
    return arrow.replace_schema_metadata(None).combine_chunks()
