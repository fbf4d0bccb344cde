"""``copydesk pairs``: pairs of a Parquet file as CSV, and what it says when it cannot."""

from __future__ import annotations

import csv

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

STORY = (
    "The harbour wall at Brackwell was repaired on Monday after a winter of storms, and ferries ran again as soon as "
    "the last truck had left the quay, the harbour master said."
)
EDITED = STORY.replace("Monday", "Tuesday")
OTHER = "A heron nested on the roof of the observatory, and the astronomers moved their instruments indoors until June."


@pytest.fixture
def folder(tmp_path):
    made = tmp_path / "in"
    made.mkdir()
    ids = ["=cmd()", "second", None, "fourth", "fifth"]
    pq.write_table(pa.table({"id": ids, "body": [STORY, OTHER, STORY, EDITED, "too short"]}), made / "a.parquet")
    return made


def _rows(file):
    raw = file.read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    assert raw.count(b"\n") == raw.count(b"\r\n")
    return list(csv.DictReader(raw.decode("utf-8-sig").splitlines()))


def test_pairs_are_written_as_a_safe_csv_file(run, folder, tmp_path):
    out = tmp_path / "found.csv"
    ran = run("pairs", folder, "--jaccard", "0.6", "--out", out)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("3 pairs among 5 texts, 1 too short.\n")
    assert ran.out.endswith(f"Pairs: {out}\n")
    rows = _rows(out)
    assert [(row["id_a"], row["id_b"]) for row in rows] == [
        ("'=cmd()", "a.parquet:2"),
        ("'=cmd()", "fourth"),
        ("a.parquet:2", "fourth"),
    ]
    shingles = len(STORY.split()) - 4
    assert [row["jaccard"] for row in rows] == ["1", *2 * [f"{(shingles - 5) / (shingles + 5):.6f}".rstrip("0")]]
    assert [each.name for each in tmp_path.iterdir() if each.name.startswith(".")] == []


def test_a_higher_threshold_gives_fewer_pairs_and_replaces_the_file(run, folder, tmp_path):
    out = tmp_path / "found.csv"
    out.write_text("old")
    ran = run("pairs", folder / "a.parquet", "--jaccard", "1", "--out", out)
    assert ran.code == 0
    assert len(_rows(out)) == 1


def test_files_without_ids_are_named_by_file_and_row(run, tmp_path):
    for name in ("one", "two"):
        pd.DataFrame({"words": [OTHER, STORY]}).to_parquet(tmp_path / f"{name}.parquet")
    ran = run("pairs", tmp_path, "--column", "words", "--out", tmp_path / "p.csv")
    assert ran.code == 0
    assert [(row["id_a"], row["id_b"]) for row in _rows(tmp_path / "p.csv")] == [
        ("one.parquet:0", "two.parquet:0"),
        ("one.parquet:1", "two.parquet:1"),
    ]


def test_each_file_is_read_by_its_own_column_of_texts(run, tmp_path):
    pd.DataFrame({"body": [STORY]}).to_parquet(tmp_path / "one.parquet")
    pd.DataFrame({"number": [1, 2], "text": [OTHER, STORY]}).to_parquet(tmp_path / "two.parquet")
    assert run("pairs", tmp_path, "--out", tmp_path / "p.csv").code == 0
    assert [(row["id_a"], row["id_b"]) for row in _rows(tmp_path / "p.csv")] == [("one.parquet:0", "two.parquet:1")]


def test_templates_are_told(run, tmp_path):
    pages = [" ".join([*(f"template{n}" for n in range(60)), f"own{page}"]) for page in range(60)]
    pd.DataFrame({"text": pages}).to_parquet(tmp_path / "a.parquet")
    ran = run("pairs", tmp_path / "a.parquet", "--out", tmp_path / "p.csv")
    assert "60 texts look like pages of a few templates" in ran.out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["missing.parquet"], "does not exist"),
        (["."], "the input holds none"),
        (["in", "--jaccard", "0.2"], "--jaccard must be 0.4 to 1"),
        (["in", "--jaccard", "nan"], "--jaccard must be 0.4 to 1"),
        (["in", "--column", "nothing"], "has no column 'nothing'"),
        (["in", "--column", "number"], "is not a column of texts"),
        (["in", "--out", "no/such/folder/p.csv"], "cannot be written"),
        (["broken"], "is not a readable Parquet file"),
        (["odd"], "no column of odd/a.parquet is known to hold texts; name it with --column: x\u00b7y"),
    ],
)
def test_what_cannot_be_done_is_2_and_one_plain_sentence(run, tmp_path, monkeypatch, arguments, said):
    monkeypatch.chdir(tmp_path)
    for name, table in {"in": {"text": [STORY], "number": [1]}, "odd": {"x\ny": ["z"]}}.items():
        (tmp_path / name).mkdir()
        pq.write_table(pa.table(table), tmp_path / name / "a.parquet")
    (tmp_path / "broken").mkdir()
    (tmp_path / "broken" / "a.parquet").write_bytes(b"PAR1")
    if arguments == ["."]:
        monkeypatch.chdir((tmp_path / "empty").mkdir() or tmp_path / "empty")
        (tmp_path / "empty" / "notes.txt").write_text("x")
    ran = run("pairs", *arguments)
    assert (ran.code, ran.out) == (2, "")
    assert said.replace("odd/a.parquet", str(tmp_path / "odd" / "a.parquet")) in ran.err
    assert not list(tmp_path.rglob("*.csv"))


def test_no_text_long_enough_is_3(run, tmp_path):
    pd.DataFrame({"text": ["too short", None]}).to_parquet(tmp_path / "a.parquet")
    ran = run("pairs", tmp_path / "a.parquet", "--out", tmp_path / "p.csv")
    assert (ran.code, ran.out) == (3, "")
    assert ran.err == "copydesk: no text of column 'text' has 5 words\n"
