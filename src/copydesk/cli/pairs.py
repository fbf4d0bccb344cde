"""``copydesk pairs``: near-duplicate pairs of Parquet files as one CSV file, without an audit."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from copydesk.cli.telling import clean
from copydesk.errors import NothingReadableError, UsageError
from copydesk.settings.workspace import find_config

if TYPE_CHECKING:
    import pandas as pd

    from copydesk.duplicates.near_duplicates import NearDuplicates
    from copydesk.tables import Table

__all__ = ["add"]

LEAST, MOST = 0.4, 1.0


def add(commands: Any) -> None:
    """Add the command to the parser."""
    parser = commands.add_parser(
        "pairs",
        help="near-duplicate pairs of Parquet files, fast",
        description="Find all pairs of texts in Parquet files whose 5-word shingles have a Jaccard index of at least "
        "--jaccard, each verified exactly, and write them as CSV: id_a, id_b, jaccard. Nothing else is judged: no "
        "furniture, no credit, no origin; copydesk audit does that.",
    )
    parser.add_argument("inputs", nargs="+", metavar="INPUT", help="Parquet file, folder or glob")
    parser.add_argument(
        "--jaccard", type=float, default=0.7, metavar="J", help=f"least Jaccard index, {LEAST} to {MOST:g} (default .7)"
    )
    parser.add_argument(
        "--out", type=Path, default=Path("pairs.csv"), metavar="FILE", help="CSV file to write (default pairs.csv)"
    )
    parser.add_argument(
        "--column", metavar="NAME", help="column of the texts (default: each file's own, as in an audit)"
    )
    parser.add_argument(
        "--config", type=Path, metavar="FILE", help="settings (default: the nearest copydesk.toml, if any)"
    )
    parser.set_defaults(run=run)


def run(given: argparse.Namespace) -> int:
    """Find, write, say how many."""
    from copydesk.duplicates.near_duplicates import near_duplicates
    from copydesk.duplicates.text_columns import parquet_column
    from copydesk.settings import load

    if not LEAST <= given.jaccard <= MOST:
        raise UsageError(f"--jaccard must be {LEAST} to {MOST:g}")
    settings = load(given.config or find_config(Path.cwd()))
    files = _files(given.inputs)
    names = [given.column or _text_column(file) for file in files]
    done = near_duplicates(parquet_column(zip(files, names, strict=True)), given.jaccard, settings.duplicates)
    if not done.signed:
        told = ", ".join(map(repr, sorted(set(names))))
        raise NothingReadableError(f"no text of column {told} has {settings.duplicates.shingle_words} words")
    _write(_named(done.pairs, files), given.out, settings.reports.cell_chars)
    _tell(done, given.out)
    return 0


def _files(inputs: Sequence[str]) -> list[Path]:
    from copydesk.ingest.inputs import find_files

    found = [file.path for file in find_files(inputs)]
    files = [path for path in found if path.suffix.lower() in (".parquet", ".pq")]
    if not files:
        raise UsageError("copydesk pairs reads .parquet files, and the input holds none; copydesk audit reads the rest")
    return files


def _text_column(file: Path) -> str:
    names = _columns(file)
    found = _known(names, "text")
    if not found:
        raise UsageError(
            f"no column of {file} is known to hold texts; name it with --column: {', '.join(map(clean, names[:20]))}"
        )
    return found


def _known(names: Sequence[str], field: str) -> str:
    """The column among ``names`` that an audit would read for ``field``, or nothing."""
    from copydesk.ingest.fields import plan

    return str(dict(plan(tuple(names))).get(field, ("",))[0])


def _columns(file: Path) -> list[str]:
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        return list(pq.read_schema(file).names)
    except (pa.ArrowException, OSError) as error:
        raise UsageError(f"{file} is not a readable Parquet file") from error


def _named(pairs: pd.DataFrame, files: Sequence[Path]) -> pd.DataFrame:
    """``pairs`` with the ids of their rows: those of the files' id column, else file name and row."""
    import numpy as np

    ids = np.concatenate([_ids(file) for file in files])
    named = {side: ids[pairs[f"row_{side}"].to_numpy()] for side in "ab"}
    return pairs.assign(id_a=named["a"], id_b=named["b"])[["id_a", "id_b", "jaccard"]]


def _ids(file: Path) -> Any:
    import pandas as pd
    import pyarrow.parquet as pq

    name = _known(_columns(file), "id")
    if not name:
        return pd.Series([f"{file.name}:{row}" for row in range(pq.read_metadata(file).num_rows)], dtype=object)
    ids = pq.read_table(file, columns=[name])[name].to_pylist()
    return pd.Series(
        [f"{file.name}:{row}" if each is None else str(each) for row, each in enumerate(ids)], dtype=object
    )


def _table() -> Table:
    from copydesk.tables import Column, Table

    return Table(
        "pairs",
        "One near-duplicate pair.",
        (
            Column("id_a", "text", "The text that comes first in the input.", required=True),
            Column("id_b", "text", "The other one.", required=True),
            Column("jaccard", "number", "Shared share of their 5-word shingles.", minimum=0, maximum=1, required=True),
        ),
        ("id_a", "id_b"),
    )


def _write(pairs: pd.DataFrame, file: Path, limit: int) -> None:
    """Write ``file`` whole or not at all, in the conventions of the reports' CSV files."""
    from copydesk.reports.csvset import write_csv

    beside = file.with_name(f".{file.name}.part")
    try:
        write_csv(_table().conform(pairs), _table(), beside, limit)
        beside.replace(file)
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise UsageError(f"{file} cannot be written: {error.strerror}") from error


def _tell(done: NearDuplicates, out: Path) -> None:
    found, short = len(done.pairs), done.documents - done.signed
    print(
        f"{found:,} pair{'s' * (found != 1)} among {done.documents:,} texts{f', {short:,} too short' if short else ''}."
    )
    print(f"{done.candidates:,} candidates, {done.verified:,} verified exactly.")
    if done.large_buckets:
        print(
            f"{done.starred:,} texts look like pages of a few templates: of pages that match one template "
            "only the pairs with its hubs are listed."
        )
    print(clean(f"Pairs: {out}"))
