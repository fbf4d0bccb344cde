from __future__ import annotations

import hashlib
import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from copydesk.tables import CSV_TABLES, TABLES


@pytest.fixture(scope="module")
def package(report: Path) -> dict[str, Any]:
    descriptor: dict[str, Any] = json.loads((report / "datapackage.json").read_text(encoding="utf-8"))
    return descriptor


def validate(folder: Path) -> Any:
    frictionless = pytest.importorskip("frictionless")
    return frictionless.Package(str(folder / "datapackage.json")).validate()


@pytest.mark.filterwarnings("ignore")
def test_frictionless_accepts_the_report(report: Path) -> None:
    found = validate(report)
    assert found.valid, found.flatten(["name", "fieldName", "rowNumber", "type", "note"])
    assert [task.name for task in found.tasks] == list(CSV_TABLES)


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize(
    ("file", "old", "new", "fault"),
    [
        ("pairs.csv", "p2,d1,d3", "p2,d1,d9", "foreign-key"),
        ("pairs.csv", "p2,d1,d3", "p1,d1,d3", "primary-key"),
        ("pairs.csv", "same_copy", "some_copy", "constraint-error"),
        ("pairs.csv", "0.85", "1.85", "constraint-error"),
        ("summary.csv", "4,articles", "four,articles", "type-error"),
        ("summary.csv", "Articles read.", "Articles Read.", "hash-count"),
    ],
)
def test_frictionless_finds_a_changed_cell(
    report: Path, tmp_path: Path, file: str, old: str, new: str, fault: str
) -> None:
    shutil.copytree(report, tmp_path / "r")
    data = (tmp_path / "r" / file).read_bytes()
    assert old.encode() in data
    (tmp_path / "r" / file).write_bytes(data.replace(old.encode(), new.encode(), 1))
    assert fault in {row[0] for row in validate(tmp_path / "r").flatten(["type"])}


def test_every_column_of_every_csv_table_is_described(package: dict[str, Any]) -> None:
    assert [resource["name"] for resource in package["resources"]] == list(CSV_TABLES)
    for resource in package["resources"]:
        table = TABLES[resource["name"]]
        fields = {field["name"]: field for field in resource["schema"]["fields"]}
        assert list(fields) == [name for name in table.names if name not in table.csv_omits]
        assert all(fields[name]["description"].startswith(table.column(name).meaning) for name in fields)


def test_size_and_hash_are_those_of_the_file(report: Path, package: dict[str, Any]) -> None:
    for resource in package["resources"]:
        data = (report / resource["path"]).read_bytes()
        assert resource["bytes"] == len(data)
        assert resource["hash"] == f"sha256:{hashlib.sha256(data).hexdigest()}"


def test_keys_and_references_are_declared(package: dict[str, Any]) -> None:
    schemas = {resource["name"]: resource["schema"] for resource in package["resources"]}
    assert schemas["passages"]["primaryKey"] == ["pair_id", "start_a", "start_b"]
    assert "primaryKey" not in schemas["notices"]
    assert {"fields": ["pair_id"], "reference": {"resource": "pairs", "fields": ["pair_id"]}} in (
        schemas["passages"]["foreignKeys"]
    )
