"""The published tables as a report holds them: conformed and storable, and the order it lists them in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from copydesk.errors import TableError
from copydesk.tables import PUBLISHED, TABLES, Table

__all__ = ["ordered", "published"]

# The summary keeps the order it was written in: what was read, what was found, how it was checked.
_ORDER: dict[str, tuple[str, ...]] = {"findings": ("rank", "priority", "finding_id"), "summary": ()}


def published(tables: Mapping[str, pd.DataFrame], names: Sequence[str] = PUBLISHED) -> dict[str, pd.DataFrame]:
    """Those of ``tables`` that are ``names``, conformed, in the order of their rows; others are left out.

    Raises TableError when one is missing or breaks its schema.
    """
    missing = [name for name in names if name not in tables]
    if missing:
        raise TableError(f"a report needs the tables {', '.join(missing)}")
    return {name: TABLES[name].conform(_storable(tables[name])) for name in names}


def ordered(frame: pd.DataFrame, table: Table) -> pd.DataFrame:
    """``frame`` sorted by its table's key; findings by rank."""
    by = list(_ORDER.get(table.name, table.key))
    if not by or frame.empty or _is_ordered(frame, by):
        return frame
    return frame.sort_values(by, kind="stable", na_position="first", ignore_index=True)


def _is_ordered(frame: pd.DataFrame, by: Sequence[str]) -> bool:
    """Whether every row is ``by`` these columns, none of them missing, where it belongs, as most stages leave them."""
    rises = pa.scalar(True)  # of two rows that are alike in the columns before
    for name in reversed(by):
        values = pa.array(frame[name])
        if values.null_count:
            return False
        above, below = values.slice(0, len(values) - 1), values.slice(1)
        rises = pc.or_(pc.less(above, below), pc.and_(pc.equal(above, below), rises))
    return bool(pc.all(rises, min_count=0).as_py())


def _storable(frame: pd.DataFrame) -> pd.DataFrame:
    """``frame`` with lone surrogates replaced: they cannot be written in UTF-8, and only object columns hold them."""
    odd = {name: frame[name].map(_mend) for name in frame.columns if frame[name].dtype == object}
    return frame.assign(**odd) if odd else frame


def _mend(value: object) -> object:
    return value.encode("utf-8", "replace").decode("utf-8") if isinstance(value, str) else value
