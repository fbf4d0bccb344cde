"""The sample and its gold agree, and together show everything the tables can say."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

from copydesk.tables import TABLES

CORPUS = Path(__file__).resolve().parents[2] / "corpus"


def gold(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO((CORPUS / "gold" / f"{name}.csv").read_text(encoding="utf-8"))))


@cache
def record(file: str, number: str) -> str:
    data = (CORPUS / "sample" / file).read_bytes()
    if file.endswith(".jsonl"):
        return str(json.loads(data.split(b"\n")[int(number)])["text"])
    if file.endswith(".csv"):
        return list(csv.DictReader(io.StringIO(data.decode("utf-8"), newline="")))[int(number)]["text"]
    return data.decode("cp1252" if file.endswith("/bells.txt") else "utf-8")


def test_manifest_is_true() -> None:
    run = subprocess.run([sys.executable, CORPUS / "manifest.py", "--check"], capture_output=True, text=True)
    assert (run.returncode, run.stdout) == (0, "the manifest is true\n")


@pytest.mark.parametrize(
    ("name", "column"),
    [
        ("notices", "text"),
        ("sources", "sentence"),
        ("sources", "source"),
        ("sources", "anonymity_reason"),
        ("quotes", "text"),
    ],
)
def test_gold_texts_are_verbatim(name: str, column: str) -> None:
    rows = gold(name)
    assert rows
    assert [row for row in rows if row[column] not in record(row["input_file"], row["record_no"])] == []


@pytest.mark.parametrize(
    ("name", "column", "table", "of"),
    [
        ("pairs", "relation", "pairs", "relation"),
        ("pairs", "credit", "pairs", "credit"),
        ("notices", "class", "notices", "class"),
        ("sources", "kind", "attributions", "kind"),
        ("stories", "role", "members", "role"),
        ("rejects", "reason", "rejects", "reason"),
    ],
)
def test_gold_uses_only_declared_values(name: str, column: str, table: str, of: str) -> None:
    used = {value for row in gold(name) for value in row[column].split("|")} - {"", "none"}
    assert used <= set(TABLES[table].column(of).values)


@pytest.mark.parametrize(
    ("name", "column", "table"),
    [("pairs", "relation", "pairs"), ("notices", "class", "notices"), ("sources", "kind", "attributions")],
)
def test_sample_shows_every_value(name: str, column: str, table: str) -> None:
    assert set(TABLES[table].column(column).values) <= {row[column] for row in gold(name)}


def test_every_file_has_its_gold() -> None:
    named = {row["input_file"] for name in ("documents", "rejects") for row in gold(name)}
    sample = CORPUS / "sample"
    assert named == {path.relative_to(sample).as_posix() for path in sample.rglob("*") if path.is_file()}


@pytest.mark.parametrize("name", ["notices", "sources", "quotes", "findings", "stories"])
def test_gold_speaks_of_documents_only(name: str) -> None:
    documents = {(row["input_file"], row["record_no"]) for row in gold("documents")}
    assert {(row["input_file"], row["record_no"]) for row in gold(name)} <= documents


def test_pairs_speak_of_documents_only() -> None:
    documents = {(row["input_file"], row["record_no"]) for row in gold("documents")}
    sides = {(row[f"input_file_{side}"], row[f"record_no_{side}"]) for row in gold("pairs") for side in "ab"}
    assert sides <= documents
