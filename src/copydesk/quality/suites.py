"""The suites of every published table: generated from the declarations and the domain's rules, read from JSON."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from copydesk.errors import SettingsError
from copydesk.quality.agreements import AGREEMENTS, COMPARISONS, HELPERS
from copydesk.quality.counts import COUNTS
from copydesk.quality.facts import Fact
from copydesk.quality.links import LINKS
from copydesk.quality.report import Report
from copydesk.quality.rules import Rule, declared
from copydesk.quality.spans import SPANS
from copydesk.tables import PUBLISHED, TABLES

__all__ = ["FACTS", "derive", "read_suite", "suites", "write_suites"]

SEVERITIES = TABLES["checks"].column("severity").values
FACTS: tuple[Fact, ...] = (*LINKS, *SPANS, *COUNTS, *AGREEMENTS)
"""Every derived column with its rule."""
ACCOUNTING = Rule(
    "documents",
    "expect_table_row_count_to_equal",
    {"value": {"$PARAMETER": "records_less_rejects"}},
    "critical",
    "Every record read is an article or a reject: records = documents + rejects.",
    ("intake",),
)


def suites() -> dict[str, dict[str, Any]]:
    """The suite of each published table, as Great Expectations writes it in JSON, in order of PUBLISHED.

    This is what checks/suites holds; a workspace may hold others.
    """
    return {name: _suite(name) for name in PUBLISHED}


def _suite(table: str) -> dict[str, Any]:
    facts = [fact.rule() for fact in FACTS]
    own = [rule for rule in (ACCOUNTING, *facts, *COMPARISONS) if rule.table == table]
    rules = [rule.expectation() for rule in (*declared(TABLES[table]), *own)]
    return {"name": table, "expectations": rules, "meta": {}, "notes": TABLES[table].meaning}


def write_suites(folder: Path) -> None:
    """Write every suite as ``folder``/<table>.json."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, suite in suites().items():
        text = json.dumps(suite, indent=2, ensure_ascii=False) + "\n"
        (folder / f"{name}.json").write_text(text, encoding="utf-8", newline="\n")


def read_suite(folder: Path, table: str) -> dict[str, Any]:
    """The suite of ``table`` as ``folder``/<table>.json holds it.

    Raises SettingsError naming the file when it is missing, is no JSON, or is no suite of this table.
    """
    file = folder / f"{table}.json"
    try:
        suite = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise SettingsError(f"{file} cannot be read: {error}") from error
    if not isinstance(suite, dict) or suite.get("name") != table or not isinstance(suite.get("expectations"), list):
        raise SettingsError(f"{file} is not a suite: it needs the name {table} and a list of expectations")
    for number, rule in enumerate(suite["expectations"], start=1):
        if fault := _fault(rule):
            raise SettingsError(f"{file}: expectation {number}{fault}")
    return suite


def _fault(rule: Any) -> str:
    """What is wrong with an expectation as JSON; empty when it can be read."""
    if not isinstance(rule, dict) or not isinstance(rule.get("type"), str) or not isinstance(rule.get("kwargs"), dict):
        return " needs a type and kwargs"
    meta = rule.get("meta") or {}
    if not isinstance(meta, dict) or not isinstance(meta.get("needs", []), list):
        return ": meta is an object, and its needs a list"
    if rule.get("severity", "critical") not in SEVERITIES:
        return f": severity is one of {', '.join(SEVERITIES)}"
    notes = rule.get("notes") or ""
    return "" if isinstance(notes, str | list) else ": notes are a sentence, or a list of them"


def derive(report: Report, table: str) -> dict[str, Any]:
    """The derived columns of ``table`` by name; one whose tables or columns are not there is left out.

    A rule on a column that was left out fails with an error that names it, so nothing passes unseen.
    """
    computed = {fact.column: fact.compute for fact in FACTS if fact.table == table}
    computed |= {column: compute for (name, column), compute in HELPERS.items() if name == table}
    found: dict[str, Any] = {}
    for column, compute in computed.items():
        try:
            found[column] = compute(report)
        except KeyError:
            continue
    return found
