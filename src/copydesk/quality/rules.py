"""What a rule is, and the rules that hold for every table because of how it is declared."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from copydesk.tables import Column, Table

__all__ = ["ID_COLUMNS", "Rule", "Severity", "declared", "is_coded"]

Severity = Literal["critical", "warning", "info"]

ID_COLUMNS = frozenset(
    {"source", "source_a", "source_b", "table", "name", "check_id", "expectation", "language", "rule", "day", "unit"}
)
"""Text columns that hold names and codes, not prose."""


@dataclass(frozen=True)
class Rule:
    """One expectation of one table: its Great Expectations type and arguments, severity and meaning.

    ``needs`` names what the rule cannot be held without (``intake``): where that is absent the rule is
    left out rather than passed.
    """

    table: str
    type: str
    kwargs: dict[str, Any]
    severity: Severity
    notes: str
    needs: tuple[str, ...] = ()

    def expectation(self) -> dict[str, Any]:
        """The rule as Great Expectations writes an expectation in a suite's JSON."""
        meta = {"needs": list(self.needs)} if self.needs else {}
        return {"type": self.type, "kwargs": self.kwargs, "meta": meta, "notes": self.notes, "severity": self.severity}


def is_coded(table: Table, column: Column) -> bool:
    """Whether a text column may be shown to Great Expectations as it is: an id, a code or an enumeration."""
    linked = {name for name, _table, _target in table.references}
    named = column.name in table.key or column.name in linked or column.name in ID_COLUMNS
    return bool(column.values) or named or column.name.endswith("_id")


def declared(table: Table) -> list[Rule]:
    """The rules that follow from a table's declaration: columns, key, required values, ranges, enumerations."""
    rules = [_columns(table)]
    if table.key:
        rules.append(_unique(table))
    return rules + [rule for column in table.columns for rule in _column(table, column)]


def _columns(table: Table) -> Rule:
    return Rule(
        table.name,
        "expect_table_columns_to_match_ordered_list",
        {"column_list": table.names},
        "critical",
        "The table has its columns, in order, each stored in its declared type.",
    )


def _unique(table: Table) -> Rule:
    names = " and ".join(", ".join(table.key).rsplit(", ", 1))
    if len(table.key) == 1:
        return Rule(
            table.name,
            "expect_column_values_to_be_unique",
            {"column": table.key[0]},
            "critical",
            f"No two rows have the same {names}.",
        )
    return Rule(
        table.name,
        "expect_compound_columns_to_be_unique",
        {"column_list": list(table.key)},
        "critical",
        f"No two rows have the same {names} together.",
    )


def _column(table: Table, column: Column) -> list[Rule]:
    rules = [_required(table, column)] if column.required else []
    if column.values:
        rules.append(_enumerated(table, column))
    if column.minimum is not None or column.maximum is not None:
        rules.append(_ranged(table, column))
    return rules


def _required(table: Table, column: Column) -> Rule:
    if is_coded(table, column):
        return Rule(
            table.name,
            "expect_column_values_to_not_be_null",
            {"column": column.name},
            "critical",
            f"Every row has a value: {column.meaning}.",
        )
    return Rule(
        table.name,
        "expect_column_values_to_be_between",
        {"column": column.name, "min_value": 1},
        "critical",
        f"Every row has a text, counted in code points: {column.meaning}.",
    )


def _enumerated(table: Table, column: Column) -> Rule:
    return Rule(
        table.name,
        "expect_column_values_to_be_in_set",
        {"column": column.name, "value_set": list(column.values)},
        "critical",
        f"Only the declared values occur: {column.meaning}.",
    )


def _ranged(table: Table, column: Column) -> Rule:
    bounds = {"min_value": column.minimum, "max_value": column.maximum}
    given = {name: value for name, value in bounds.items() if value is not None}
    told = " and ".join(
        f"{'not under' if name == 'min_value' else 'not over'} {value:g}" for name, value in given.items()
    )
    return Rule(
        table.name,
        "expect_column_values_to_be_between",
        {"column": column.name, **given},
        "critical",
        f"{column.meaning}: {told}.",
    )
