"""``copydesk explain`` and ``copydesk check`` on a finished report."""

from __future__ import annotations

import shutil

import pandas as pd
import pytest

KINDS = {
    "documents": "doc_id",
    "pairs": "pair_id",
    "clusters": "cluster_id",
    "quotes": "quote_id",
    "findings": "finding_id",
}


def _plain(text):
    return all(character.isprintable() or character == "\n" for character in text)


@pytest.fixture
def ids(desk):
    def call(table):
        return pd.read_parquet(desk / "report" / "data" / f"{table}.parquet")[KINDS[table]].tolist()

    return call


@pytest.mark.parametrize("table", KINDS)
def test_every_kind_of_id_is_explained(run, desk, ids, table):
    found = ids(table)
    assert found
    for wanted in found:
        ran = run("explain", wanted, "--report", desk / "report")
        assert (ran.code, ran.err) == (0, "")
        assert ran.out.startswith(f"\n{table}\n")
        assert wanted in ran.out
        assert _plain(ran.out)


def test_an_article_is_explained_with_all_that_names_it(run, desk, ids):
    pairs = pd.read_parquet(desk / "report" / "data" / "pairs.parquet")
    pair = pairs[pairs["relation"] == "same_copy"].iloc[0]
    ran = run("explain", pair["doc_id_b"], "--report", desk / "report")
    for table in ("documents", "findings", "pairs", "passages", "members"):
        assert f"\n{table}\n" in ran.out
    assert pair["pair_id"] in ran.out


def test_the_id_of_an_input_record_leads_to_its_article(run, desk):
    documents = pd.read_parquet(desk / "report" / "data" / "documents.parquet").set_index("input_id")
    ran = run("explain", "third", "--report", desk / "report")
    assert ran.code == 0
    assert documents.loc["third", "doc_id"] in ran.out
    assert "Tidewatch" in ran.out


@pytest.mark.parametrize("unknown", ["dffffffffffffffff", "p0", "zebra", "", "fourth"])
def test_an_unknown_id_is_2(run, desk, unknown):
    ran = run("explain", unknown, "--report", desk / "report")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == (f"copydesk: no article, pair, story, quotation or finding of this report has the id {unknown}\n")


def test_an_error_keeps_escape_codes_from_the_terminal(run, desk):
    ran = run("explain", "d\x1b[2J\x9b31m", "--report", desk / "report")
    assert ran.code == 2
    assert _plain(ran.err)


@pytest.mark.parametrize("command", ["explain", "check"])
def test_a_folder_that_is_no_report_is_2(run, tmp_path, command):
    ran = run(*{"explain": ("explain", "d1", "--report", tmp_path), "check": ("check", tmp_path)}[command])
    assert (ran.code, ran.out) == (2, "")
    assert "is not a copydesk report" in ran.err


def test_a_sound_report_holds_its_checks(run, desk):
    ran = run("check", desk / "report")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.splitlines()[-1].endswith(" checks held, 0 failed.")


def test_what_was_changed_after_publication_is_named(run, desk, tmp_path):
    report = shutil.copytree(desk / "report", tmp_path / "report")
    (report / "findings.csv").write_bytes((report / "findings.csv").read_bytes() + b"more\r\n")
    (report / "index.html").unlink()
    ran = run("check", report)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.splitlines()[-2] == "Changed since they were published, or gone: findings.csv, index.html."
    assert "Changed" not in run("check", desk / "report").out
