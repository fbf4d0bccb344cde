"""Hold a table to a suite with Great Expectations: quietly, in memory, every failing row told."""

from __future__ import annotations

import json
import warnings
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

import pandas as pd

from copydesk.quality.loading import load_great_expectations

__all__ = ["Desk"]

Row = dict[str, Any]


class Desk:
    """A Great Expectations context in memory that writes, sends and prints nothing; close it when done."""

    def __init__(self) -> None:
        with _quietly():
            self._context = load_great_expectations().get_context(mode="ephemeral", project_config=_in_memory())
            source = self._context.data_sources.add_pandas("copydesk")
            self._rows = source.add_dataframe_asset("table").add_batch_definition_whole_dataframe("rows")

    def __enter__(self) -> Desk:
        return self

    def __exit__(self, *_error: object) -> None:
        # Great Expectations keeps its last context for the whole process, and with it the last table.
        with _quietly():
            self._context.data_sources.delete("copydesk")

    def hold(
        self,
        frame: pd.DataFrame,
        rules: Sequence[Row],
        parameters: Mapping[str, Any],
        rows: int | None = None,
    ) -> list[Row]:
        """One outcome a rule, in order of ``rules`` (expectations as JSON): success, rows, unexpected, failing, error.

        ``failing`` is the place of each failing row, complete, or the column that is not where it belongs. A rule that
        has no result or raised is not a success, and ``error`` says why. ``rows`` are those that ``frame`` stands for,
        where it has not got them.
        Raises ValueError when a rule is no expectation.
        """
        outcomes = self._outcomes(frame, rules, parameters, "BASIC")
        failed = [number for number, outcome in enumerate(outcomes) if not outcome["success"]]
        # Listing the failing rows nearly doubles the time of a rule, so it is asked for only where some fail.
        listed = self._outcomes(frame, [rules[number] for number in failed], parameters, "COMPLETE")
        for number, outcome in zip(failed, listed, strict=True):
            outcomes[number] = outcome
        return [outcome if rows is None else {**outcome, "rows": rows} for outcome in outcomes]

    def hold_each(self, tasks: Iterable[Sequence[Any]]) -> list[Row]:
        """The outcomes of ``tasks``, each the arguments of one call of ``hold``, one after the other."""
        return [outcome for task in tasks for outcome in self.hold(*task)]

    def _outcomes(
        self, frame: pd.DataFrame, rules: Sequence[Row], parameters: Mapping[str, Any], result_format: str
    ) -> list[Row]:
        if not rules:
            return []
        with _quietly():
            from great_expectations.validator.v1_validator import Validator

            # Batch.validate would make a second batch.
            validator = Validator(self._rows, result_format, {"dataframe": frame})
            done = validator.validate_expectation_suite(_suite(_numbered(rules)), dict(parameters))
        found = {result.expectation_config.meta["rule_no"]: result for result in done.results}
        return [_outcome(found.get(number), len(frame)) for number in range(len(rules))]


@contextmanager
def _quietly() -> Iterator[None]:
    """Warnings of Great Expectations and what it imports are not the user's to act on."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


def _in_memory() -> Any:
    """No stores on disk, no progress bars, and no Data Docs, which run script from data values."""
    from great_expectations.data_context.types.base import (
        DataContextConfig,
        InMemoryStoreBackendDefaults,
        ProgressBarsConfig,
    )

    return DataContextConfig(
        store_backend_defaults=InMemoryStoreBackendDefaults(),
        analytics_enabled=False,
        progress_bars=ProgressBarsConfig(globally=False, metric_calculations=False),
    )


def _numbered(rules: Sequence[Row]) -> list[Row]:
    """Results come back in another order than the rules, so that each rule carries its number."""
    return [{**rule, "meta": {**(rule.get("meta") or {}), "rule_no": number}} for number, rule in enumerate(rules)]


def _suite(rules: list[Row]) -> Any:
    """The rules as a suite. ExpectationSuite(**json) drops what it cannot build and says so in the log only."""
    from great_expectations import ExpectationSuite
    from great_expectations.exceptions import GreatExpectationsError
    from great_expectations.expectations.expectation_configuration import ExpectationConfiguration

    built = []
    for rule in rules:
        try:
            built.append(ExpectationConfiguration(**rule).to_domain_obj())
        except (GreatExpectationsError, TypeError, ValueError) as error:
            raise ValueError(f"{rule['type']} is no usable expectation: {error}") from error
    return ExpectationSuite(name="copydesk", expectations=built)


def _outcome(result: Any, rows: int) -> Row:
    if result is None:
        return {
            "success": False,
            "rows": rows,
            "unexpected": None,
            "failing": [],
            "error": "Great Expectations gave no result",
        }
    told = result.result or {}
    error = _exception(result.exception_info)
    failing = [*(told.get("unexpected_index_list") or ()), *_mismatched(told)]
    return {
        "success": bool(result.success) and not error,
        "rows": told.get("element_count", rows),
        "unexpected": told.get("unexpected_count"),
        "failing": failing,
        "error": error,
    }


def _exception(info: Any) -> str | None:
    """The first message in ``exception_info``, which is flat or keyed by metric."""
    if not isinstance(info, Mapping):
        return None
    if "raised_exception" in info:
        return (info["exception_message"] or "unknown exception") if info["raised_exception"] else None
    return next((message for message in map(_exception, info.values()) if message), None)


def _mismatched(told: Row) -> list[str]:
    """Columns that are not where they belong."""
    details = (told.get("details") or {}).get("mismatched") or ()
    return [json.dumps(each["Found"]) if each["Found"] is None else str(each["Found"]) for each in details]
