"""datapackage.json: the CSV set described as a Frictionless Data Package (specification v1)."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import copydesk
from copydesk.reports.csvset import csv_columns
from copydesk.tables import CSV_TABLES, TABLES, Column, Table

__all__ = ["describe_package", "sha256"]

_TYPES = {"text": "string", "integer": "integer", "number": "number", "flag": "boolean", "time": "datetime"}
_DIALECT = {
    "delimiter": ",",
    "lineTerminator": "\r\n",
    "quoteChar": '"',
    "doubleQuote": True,
    "skipInitialSpace": False,
    "header": True,
}


def sha256(file: Path) -> str:
    """SHA-256 of ``file`` in hexadecimal."""
    with file.open("rb") as source:
        return hashlib.file_digest(source, "sha256").hexdigest()


def describe_package(folder: Path, limit: int, digests: Mapping[Path, str]) -> dict[str, Any]:
    """The descriptor of the CSV files in ``folder``, whose cells have at most ``limit`` characters, and ``digests``
    as ``sha256`` gives them.
    """
    return {
        "profile": "tabular-data-package",
        "name": "copydesk-report",
        "title": "copydesk report",
        "description": "What is repeated in news copy, with or without credit; furniture, notices, readability "
        "and attribution. Measures with their evidence, and no verdict.",
        "version": copydesk.__version__,
        "resources": [_resource(TABLES[name], folder / f"{name}.csv", limit, digests) for name in CSV_TABLES],
    }


def _resource(table: Table, file: Path, limit: int, digests: Mapping[Path, str]) -> dict[str, Any]:
    return {
        "profile": "tabular-data-resource",
        "name": table.name,
        "path": file.name,
        "title": table.name.replace("_", " ").capitalize(),
        "description": table.meaning,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": file.stat().st_size,
        "hash": f"sha256:{digests[file]}",
        "dialect": _DIALECT,
        "schema": _schema(table, limit),
    }


def _schema(table: Table, limit: int) -> dict[str, Any]:
    schema: dict[str, Any] = {
        "fields": [_field(column, limit) for column in csv_columns(table)],
        "missingValues": [""],
    }
    if all(_always_there(table.column(name)) for name in table.key):
        schema["primaryKey"] = list(table.key)
    foreign = [_foreign(table.name, *reference) for reference in table.references if reference[1] in CSV_TABLES]
    return schema | ({"foreignKeys": foreign} if foreign else {})


def _always_there(column: Column) -> bool:
    return column.required or column.dtype != "" or column.kind == "flag"


def _foreign(table: str, field: str, target: str, target_field: str) -> dict[str, Any]:
    resource = "" if target == table else target
    return {"fields": [field], "reference": {"resource": resource, "fields": [target_field]}}


def _field(column: Column, limit: int) -> dict[str, Any]:
    unit = f" ({column.unit})" if column.unit else ""
    flags = {"trueValues": ["true"], "falseValues": ["false"]} if column.kind == "flag" else {}
    constraints = _constraints(column, limit)
    return {
        "name": column.name,
        "type": _TYPES[column.kind],
        "format": "default",
        "description": f"{column.meaning}{unit}",
        **flags,
        **({"constraints": constraints} if constraints else {}),
    }


def _constraints(column: Column, limit: int) -> Mapping[str, Any]:
    whole = column.kind == "integer"
    found: dict[str, Any] = {
        "required": column.required or None,
        "enum": [value for value in column.values if value] or None,
        "minimum": int(column.minimum) if whole and column.minimum is not None else column.minimum,
        "maximum": int(column.maximum) if whole and column.maximum is not None else column.maximum,
        "maxLength": limit if column.kind == "text" and not column.values else None,
    }
    return {name: value for name, value in found.items() if value is not None}
