"""A fact that no single column holds: a new column of flags or numbers, and the rule on it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from copydesk.quality.report import Report
from copydesk.quality.rules import Rule, Severity

__all__ = ["Fact", "as_number"]


@dataclass(frozen=True)
class Fact:
    """One derived column of ``table``: ``compute`` gives one value a row.

    A flag must be true in every row; a ``gap`` is a difference and must be 0 in every row.
    """

    table: str
    column: str
    notes: str
    compute: Callable[[Report], Any]
    severity: Severity = "critical"
    gap: bool = False
    needs: tuple[str, ...] = ()

    def rule(self) -> Rule:
        """The rule that holds the fact to be so."""
        kind = "expect_column_values_to_be_between" if self.gap else "expect_column_values_to_be_in_set"
        bounds: dict[str, Any] = {"min_value": 0, "max_value": 0} if self.gap else {"value_set": [True]}
        return Rule(self.table, kind, {"column": self.column, **bounds}, self.severity, self.notes, self.needs)


def as_number(values: Any) -> np.ndarray[Any, np.dtype[np.float64]]:
    """A column of numbers as float64, missing values as NaN."""
    return np.asarray(values.astype("float64").to_numpy(dtype="float64", na_value=np.nan))
