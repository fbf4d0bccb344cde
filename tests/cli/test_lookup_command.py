"""``copydesk lookup``: exact answers, exit codes, a seed that stays secret."""

from __future__ import annotations

import io
import json

import pandas as pd
import pytest

STORY = (
    "The harbour wall at Brackwell was repaired on Monday after a winter of storms, and ferries ran again. "
    "Engineers poured forty truckloads of concrete into a breach that had grown with every tide since January. "
    "“We will mend this wall as often as the sea asks us to,” said Ada Voss, the harbour master. "
    "The work cost four million crowns, a third more than the first estimate, and took eleven weeks."
)
PART = "Engineers poured forty truckloads of concrete into a breach that had grown with every tide since January."
NEW = "Snow fell on the high pass for a third day, so the post coach stayed in the valley and nobody had letters."


def _plain(text):
    return all(character.isprintable() or character == "\n" for character in text)


@pytest.fixture
def look(run, desk):
    def call(*arguments):
        ran = run("lookup", *arguments, "--report", desk / "report", "--format", "json")
        assert (ran.code, ran.err) == (0, "")
        return json.loads(ran.out)["answers"]

    return call


def test_a_whole_text_is_seen_with_its_exact_shares(look):
    (answer,) = look(STORY)
    assert [hit["source"].startswith(name) for hit, name in zip(answer["hits"], ("Harbour", "Coast"), strict=False)]
    assert len(answer["hits"]) == 2
    for hit in answer["hits"]:
        assert (hit["jaccard"], hit["text_in_article"], hit["article_in_text"]) == (1.0, 1.0, 1.0)
        assert hit["passage"]["text"] == STORY[:-1]


def test_a_paragraph_of_an_article_is_seen_by_what_the_article_holds(look):
    (answer,) = look(PART)
    assert len(answer["hits"]) == 2
    assert all(hit["text_in_article"] == 1.0 and hit["article_in_text"] < 0.4 for hit in answer["hits"])
    assert {hit["passage"]["text"] for hit in answer["hits"]} == {PART[:-1]}


def test_a_new_text_is_not_seen(look):
    assert look(NEW)[0]["hits"] == []


def test_the_least_shares_are_the_callers(look):
    half = f"{PART} {NEW}"
    assert [len(look(half, "--containment", x, "--jaccard", "0.9")[0]["hits"]) for x in ("0.3", "0.9")] == [2, 0]


def test_a_file_is_read_as_an_audit_reads_it(look, desk, tmp_path):
    file = tmp_path / "one.txt"
    file.write_text(STORY, encoding="utf-8")
    assert [len(each["hits"]) for each in look(file)] == [2]
    answers = look(desk / "corpus" / "articles.jsonl")
    assert [each["hits"] for each in answers] == [each["hits"] for each in look(desk / "corpus")]
    assert len(answers) == 3
    assert sorted(len(each["hits"]) for each in answers) == [1, 2, 2]


def test_of_a_folder_each_file_is_named_and_what_was_not_read_is_told(run, desk, tmp_path):
    (tmp_path / "a.txt").write_text(STORY, encoding="utf-8")
    (tmp_path / "b.txt").write_text(NEW, encoding="utf-8")
    (tmp_path / "empty.txt").write_text("", encoding="utf-8")
    ran = run("lookup", tmp_path, "--report", desk / "report")
    assert ran.code == 0
    assert [line.split(" (")[0] for line in ran.out.splitlines() if "words, “" in line] == [
        "a.txt, record 0",
        "b.txt, record 0",
    ]
    assert ran.err == "copydesk: empty.txt, record 0, is not looked up: The file is empty.\n"


def test_standard_input_is_read(look, monkeypatch):
    monkeypatch.setattr("sys.stdin", io.StringIO(STORY))
    assert len(look("-")[0]["hits"]) == 2


def test_the_text_form_says_it_plainly(run, desk):
    ran = run("lookup", STORY, NEW, "--report", desk / "report")
    assert (ran.code, ran.err) == (0, "")
    assert "seen in 2 articles\n  1. " in ran.out
    assert "Jaccard 1.000; 100.0% of the text stands in the article" in ran.out
    assert "”): not seen\n" in ran.out
    assert "2024-03-01T10:00:00Z, https://courier.example/1" in ran.out
    assert _plain(ran.out), "a hostile title or outlet reached the terminal"


def test_another_seed_is_told_and_none_is_printed(run, desk, tmp_path):
    config = tmp_path / "copydesk.toml"
    config.write_text("[duplicates]\nseed = 918273645\n", encoding="utf-8")
    ran = run("lookup", STORY, "--report", desk / "report", "--config", config)
    assert (ran.code, ran.out) == (2, "")
    assert "the report was made with another seed than these settings have" in ran.err
    assert "918273645" not in ran.err


def test_another_number_of_permutations_is_told(run, desk, tmp_path):
    config = tmp_path / "copydesk.toml"
    config.write_text("[duplicates]\nnum_perm = 256\n", encoding="utf-8")
    ran = run("lookup", STORY, "--report", desk / "report", "--config", config)
    assert ran.code == 2
    assert "signatures do not have 256 permutations" in ran.err


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("two words",), "text cannot be looked up: it has 2 words; at least 5 are needed"),
        (("",), "at least 5 are needed"),
        ((STORY, "--jaccard", "0"), "'0' is not a share above 0 and up to 1"),
        ((STORY, "--containment", "1.5"), "'1.5' is not a share"),
        ((STORY, "--jaccard", "much"), "'much' is not a share above 0 and up to 1"),
        (("draft.txt",), "it has 2 words; at least 5 are needed (there is no file 'draft.txt' either)"),
    ],
)
def test_a_mistake_is_2_and_says_what(run, desk, arguments, told):
    ran = run("lookup", *arguments, "--report", desk / "report")
    assert (ran.code, ran.out) == (2, "")
    assert told in ran.err


def test_no_report_is_2(run, tmp_path):
    ran = run("lookup", STORY, "--report", tmp_path)
    assert ran.code == 2
    assert "is not a copydesk report" in ran.err


def test_a_file_without_a_readable_record_is_3(run, desk, tmp_path):
    file = tmp_path / "empty.txt"
    file.write_text("", encoding="utf-8")
    assert run("lookup", file, "--report", desk / "report").code == 3


def test_an_exact_audit_is_refused_where_it_is_not_offered(run, desk, tmp_path, monkeypatch):
    monkeypatch.setattr("copydesk.duplicates.candidates.MOST_EXACT", 2)
    ran = run("audit", desk / "corpus", "--exact", "--out", tmp_path / "report")
    assert ran.code == 2
    assert "an exact audit is offered up to 2 articles; these are 3" in ran.err
    assert not (tmp_path / "report").exists()


def test_an_exact_audit_of_a_small_desk_is_the_same(run, desk, tmp_path):
    assert run("audit", desk / "corpus", "--exact", "--out", tmp_path / "report", "--quiet").code == 0
    for name in ("pairs", "passages", "clusters", "findings"):
        one, two = (
            pd.read_parquet(each / "data" / f"{name}.parquet") for each in (desk / "report", tmp_path / "report")
        )
        pd.testing.assert_frame_equal(one, two)
