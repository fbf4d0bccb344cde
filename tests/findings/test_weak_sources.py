"""Which sources are nobody in particular or kept unnamed, and which statements rest on them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from copydesk.errors import SettingsError
from copydesk.findings.weak_sources import weak_sources
from copydesk.findings.weak_words import weak_words
from copydesk.settings import load

SETTINGS = replace(load().findings, min_vague=1, min_unnamed=1)
WORDS = weak_words(SETTINGS.checks)


@pytest.mark.parametrize(
    ("phrase", "kind"),
    [
        ("officials", "unnamed"),
        ("Two senior harbour officials", "unnamed"),
        ("a source close to the mayor", "unnamed"),
        ("the source", "unnamed"),
        ("people familiar with the talks", "unnamed"),
        ("some aides", "unnamed"),
        ("one of Voss’s advisers", "unnamed"),
        ("critics", "vague"),
        ("Many economists", "vague"),
        ("one harbour expert", "vague"),
        ("critics of the Linden bridge", "vague"),
        ("some voters", "vague"),
        ("others", "vague"),
        ("Analysts, however", "vague"),
    ],
)
def test_a_source_without_a_name_is_weak(phrase: str, kind: str) -> None:
    read = WORDS["en"].read(phrase)
    assert read is not None
    assert read.kind == kind


@pytest.mark.parametrize(
    "phrase",
    [
        "the mayor",
        "Ada Voss",
        "police",
        "a spokesman for the harbour",
        "senior aide",
        "an aide, Ada Voss",
        "analysts at Maple Bank",
        "critics such as Ada Voss",
        "the critics",
        "these researchers",
        "voters",
        "people",
        "people in the street",
        "40 percent of the experts",
        "12 officials",
        "Some of the boats",
        "The plan",
        "They",
        "source code",
        "officials' union",
    ],
)
def test_a_source_that_is_named_counted_or_of_another_kind_is_not(phrase: str) -> None:
    assert WORDS["en"].read(phrase) is None


@pytest.mark.parametrize(
    ("language", "phrase", "kind"),
    [
        ("de", "Regierungskreise", "unnamed"),
        ("de", "ein Diplomat", "unnamed"),
        ("de", "Branchenexperten", "vague"),
        ("de", "Kritiker", "vague"),
        ("de", "Experten der Lindenbank", None),
        ("fr", "une source proche du dossier", "unnamed"),
        ("fr", "des observateurs", "vague"),
        ("fr", "les experts", None),
        ("es", "fuentes cercanas al puerto", "unnamed"),
        ("es", "algunos analistas", "vague"),
        ("es", "expertos de la Universidad Tilo", None),
    ],
)
def test_other_languages_have_their_words(language: str, phrase: str, kind: str | None) -> None:
    read = WORDS[language].read(phrase)
    assert (read.kind if read else None) == kind


@pytest.mark.parametrize("text", ["[weak", "[weak]\nwithheld = 'aides'\n[words]\nbonds = 'close'\n"])
def test_a_file_that_cannot_be_used_is_named(tmp_path: Path, text: str) -> None:
    (tmp_path / "attribution").mkdir()
    (tmp_path / "attribution" / "en.toml").write_text(text)
    with pytest.raises(SettingsError, match=r"en\.toml"):
        weak_words(tmp_path)


def test_english_is_needed(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"en\.toml is missing"):
        weak_words(tmp_path)


def weak(text: str, *rows: dict[str, object], language: str = "en") -> list[str]:
    """``weak`` of the statements of one article that have it; a row gives a source, its sentence is its line."""
    told, spoken = [], []
    for row in rows:
        at = text.index(str(row["source_text"]))
        start = text.rfind("\n", 0, at) + 1
        end = text.find("\n", at) if "\n" in text[at:] else len(text)
        plain = {"doc_id": "d0", "start": start, "end": end, "source_start": at, "text": text[start:end], "cue": "said"}
        told.append({"kind": "unnamed", "anonymity_reason": None, **plain, **row})
        spoken.append({"doc_id": "d0", "start": start, "attributed_speech": row.get("spoken", True)})
    documents = pd.DataFrame([{"doc_id": "d0", "language": language, "text": text}])
    return weak_sources(pd.DataFrame(told), pd.DataFrame(spoken), documents, SETTINGS)["weak"].tolist()


AIDE = {"source_text": "An aide"}


@pytest.mark.parametrize(
    ("text", "row", "expected"),
    [
        ("An aide said it.", {}, ["unnamed"]),
        ("An aide said it.", {"kind": "named_person"}, []),
        ("An aide hoped for it.", {"spoken": False}, []),
        ("An aide. It rained.", {"cue": None}, []),
        ("An aide said it.", {"source_start": 40}, []),
        ("“They said that An aide lied.”", {}, []),
        ('"They said that An aide lied."', {}, []),
        ("“It is so,” An aide said.", {}, ["unnamed"]),
        ("Ada Marie Voss, An aide, said it.", {}, []),
        ("On Tuesday, An aide said it.", {}, ["unnamed"]),
        ("An aide said it.", {"anonymity_reason": "feared for work"}, []),
    ],
)
def test_a_statement_is_spoken_by_its_source_outside_quotations(
    text: str, row: dict[str, object], expected: list[str]
) -> None:
    assert weak(text, AIDE | row) == expected


def test_those_named_before_others_are_no_crowd() -> None:
    assert weak("Voss and others said so.", {"source_text": "others", "kind": "vague"}) == []
    assert weak("Voss and officials said so.", {"source_text": "officials"}) == ["unnamed"]


def test_the_aide_needs_an_aide_who_was_not_named() -> None:
    later = {"source_text": "The aide"}
    assert weak("The aide said more.", later) == []
    assert weak("An aide said it.\nThe aide said more.", AIDE, later) == ["unnamed", "unnamed"]


def test_a_reason_given_once_is_given_for_all_of_that_name() -> None:
    later, others = {"source_text": "The aide"}, {"source_text": "Officials"}
    text = "An aide said it.\nThe aide said more.\nOfficials said nothing."
    assert weak(text, AIDE | {"anonymity_reason": "feared for work"}, later, others) == ["unnamed"]


def test_a_sentence_that_the_page_repeats_counts_once() -> None:
    text = "Critics said it."
    row = {"source_text": "Critics", "kind": "vague"}
    assert weak(text, row, row | {"start": 900, "end": 916, "source_start": 900}) == ["vague"]


def test_an_article_with_few_weak_sources_is_left_out() -> None:
    attributions = {"doc_id": "d0", "start": 0, "end": 9, "source_start": 0, "text": "Aides said.", "cue": "said"}
    told = pd.DataFrame([attributions | {"kind": "unnamed", "source_text": "Aides", "anonymity_reason": None}])
    spoken = pd.DataFrame([{"doc_id": "d0", "start": 0, "attributed_speech": True}])
    documents = pd.DataFrame([{"doc_id": "d0", "language": "en", "text": "Aides said."}])
    found = [weak_sources(told, spoken, documents, replace(SETTINGS, min_vague=n, min_unnamed=n)) for n in (1, 2)]
    assert [each["of"].tolist() for each in found] == [[1], []]


def test_a_language_without_words_is_read_as_english() -> None:
    assert weak("An aide said it.", AIDE, language="xx") == ["unnamed"]
