"""The whole way on corpus/sample: the committed report byte for byte, and what corpus/gold says of it."""

import csv
from pathlib import Path

import pandas as pd
import pytest

from copydesk.pipeline import audit
from copydesk.settings import load

ROOT = Path(__file__).resolve().parents[2]
GOLD = ROOT / "corpus" / "gold"


def _gold(name):
    with (GOLD / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def done(tmp_path_factory):
    out = tmp_path_factory.mktemp("sample") / "report"
    return audit([str(ROOT / "corpus" / "sample")], out, load(ROOT / "copydesk.toml"))


@pytest.fixture(scope="module")
def by_record(done):
    documents = done.tables["documents"]
    places = zip(documents["input_file"], documents["record_no"].astype(str), strict=True)
    return dict(zip(places, documents["doc_id"], strict=True))


def _files(folder):
    return {str(file.relative_to(folder)): file.read_bytes() for file in sorted(folder.rglob("*")) if file.is_file()}


def test_report_equals_the_committed_one_byte_for_byte(done):
    made, kept = _files(done.folder), _files(ROOT / "reports" / "sample")
    assert sorted(made) == sorted(kept)
    assert [name for name in made if made[name] != kept[name]] == []


def test_inputs_are_documents_plus_rejects(done):
    tables = done.tables
    assert tables["intake"]["records"].sum() == len(tables["documents"]) + len(tables["rejects"])


def test_every_expected_document_is_read_with_its_source(done, by_record):
    sources = done.tables["documents"].set_index("doc_id")["source"]
    for row in _gold("documents.csv"):
        source = sources[by_record[row["input_file"], row["record_no"]]]
        assert (source if isinstance(source, str) else "") == row["source"], row


def test_every_broken_record_is_rejected_for_its_reason(done):
    rejects = done.tables["rejects"]
    reasons = {(r.input_file, str(r.record_no)): r.reason for r in rejects.itertuples()}
    for row in _gold("rejects.csv"):
        assert reasons[row["input_file"], row["record_no"]] in row["reason"].split("|"), row
    assert len(reasons) == len(_gold("rejects.csv"))


def test_every_pair_has_its_relation_and_credit(done, by_record):
    pairs = done.tables["pairs"]
    found = {frozenset((r.doc_id_a, r.doc_id_b)): (r.relation, r.credit) for r in pairs.itertuples()}
    wrong = []
    for row in _gold("pairs.csv"):
        ids = frozenset(by_record[row[f"input_file_{s}"], row[f"record_no_{s}"]] for s in "ab")
        relation, credit = found.pop(ids, ("none", ""))
        unreported = row["relation"] in ("furniture_only", "none") and relation in ("none", "furniture_only")
        if not unreported and (relation, credit) != (row["relation"], row["credit"]):
            wrong.append((row["input_file_a"], row["input_file_b"], relation, credit, row["relation"], row["credit"]))
    assert wrong == []
    assert found == {}, "pairs that gold does not know"


def _otherwise(done, doc, notice_class, at):
    """Chrome may be told by furniture alone; machine translation is a translation notice that says so."""
    lines, notices = done.tables["lines"], done.tables["notices"]
    if notice_class == "chrome":
        own = lines[(lines["doc_id"] == doc) & (lines["start"] <= at) & (lines["end"] > at)]
        return own["label"].isin(["chrome", "template"]).all() and len(own) == 1
    own = notices[(notices["doc_id"] == doc) & (notices["automation"] == "translated")]
    return notice_class == "automation_disclosure" and len(own) > 0


def test_every_expected_notice_is_found_where_it_stands(done, by_record):
    notices, documents = done.tables["notices"], done.tables["documents"].set_index("doc_id")["text"]
    missing = []
    for row in _gold("notices.csv"):
        doc = by_record[row["input_file"], row["record_no"]]
        own = notices[(notices["doc_id"] == doc) & (notices["class"] == row["class"])]
        at = documents[doc].find(row["text"])
        hit = [r for r in own.itertuples() if not pd.isna(r.start) and r.start < at + len(row["text"]) and r.end > at]
        if not hit and not (own["origin"] == "metadata").any() and not _otherwise(done, doc, row["class"], at):
            missing.append((row["input_file"], row["class"], row["text"]))
    assert missing == []


# Of the 44 gold sources the rules of today miss these many; a better room lowers it, nothing may raise it.
MISSED_SOURCES = 7


def test_expected_sources_are_found(done, by_record):
    attributions, wrong = done.tables["attributions"], []
    for row in _gold("sources.csv"):
        doc = by_record[row["input_file"], row["record_no"]]
        own = attributions[attributions["doc_id"] == doc]
        hit = own[[row["sentence"] in text or text in row["sentence"] for text in own["text"]]]
        if row["kind"] not in set(hit["kind"]) and not (row["kind"] == "none" and hit.empty):
            wrong.append((row["input_file"], row["kind"], sorted(hit["kind"]), row["sentence"]))
    assert len(wrong) <= MISSED_SOURCES, wrong


def test_every_expected_quotation_is_traced(done, by_record):
    quotes = done.tables["quotes"]
    wanted: dict[str, set[str]] = {}
    wordings = {}
    for row in _gold("quotes.csv"):
        wanted.setdefault(row["quote"], set()).add(by_record[row["input_file"], row["record_no"]])
        wordings[row["quote"]] = int(row["wordings"])
    found = {frozenset(r.doc_ids.split("; ")): r.wordings for r in quotes.itertuples()}
    for name, docs in wanted.items():
        assert found.get(frozenset(docs)) == wordings[name] or any(
            docs <= group and count == wordings[name] for group, count in found.items()
        ), name


def test_every_story_has_its_members_and_origin(done, by_record):
    members, clusters = done.tables["members"], done.tables["clusters"].set_index("cluster_id")
    stories = {cluster: set(group["doc_id"]) for cluster, group in members.groupby("cluster_id")}
    wanted: dict[str, list[dict[str, str]]] = {}
    for row in _gold("stories.csv"):
        wanted.setdefault(row["story"], []).append(row)
    wrong = []
    for name, rows in wanted.items():
        docs = {by_record[row["input_file"], row["record_no"]] for row in rows}
        cluster = next((key for key, group in stories.items() if group == docs), None)
        basis = clusters.loc[cluster, "origin_basis"] if cluster else "no such story"
        if basis != rows[0]["origin_basis"]:
            wrong.append((name, basis, rows[0]["origin_basis"]))
    assert wrong == []
