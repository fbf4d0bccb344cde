"""One spelling for an outlet that is written in several: USA Today and USA TODAY do not copy from each other."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

__all__ = ["unify_names"]


def unify_names(names: pd.Series) -> pd.Series:
    """``names`` (articles,), those that differ in case and spaces alone as most of them are written.

    Of spellings that are as frequent, the first in the order of code points stands. Missing names stay so.
    """
    spellings: dict[str, list[tuple[int, str]]] = {}
    for count in pc.value_counts(pa.array(names, from_pandas=True).drop_null()).to_pylist():
        spellings.setdefault(_fold(count["values"]), []).append((-count["counts"], count["values"]))
    renamed: dict[Any, str] = {name: min(known)[1] for known in spellings.values() for _, name in known}
    changed = {name: kept for name, kept in renamed.items() if name != kept}
    return names.replace(changed) if changed else names


def _fold(name: str) -> str:
    return " ".join(name.casefold().split())
