"""The list of given names: what it holds, and how it is built."""

from __future__ import annotations

import sys
from pathlib import Path
from types import ModuleType

import pytest

from copydesk.notices import given_build
from copydesk.notices.names import GIVEN, read_names
from copydesk.settings import load

TEXTS = ["The mayor of Talmere met Ada Field in Talmere, and Ada said that joy was rare. " * 8, "Joy Field was here."]


@pytest.fixture
def census(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "dist.female.first").write_text("ADA 0.1 0.1 1\nJOY 0.1 0.2 2\nTALMERE 0.1 0.3 3\n")
    (tmp_path / "dist.male.first").write_text("SAM 0.1 0.1 1\n")
    faker, persons = ModuleType("faker"), ModuleType("faker.providers.person")
    faker.VERSION, persons.__path__ = "0", []  # type: ignore[attr-defined]
    for name, module in (("faker", faker), ("faker.providers.person", persons)):
        monkeypatch.setitem(sys.modules, name, module)
    return tmp_path


def test_plain_words_and_places_are_left_out(census: Path) -> None:
    notes, _, names = given_build.build(census, TEXTS).partition("\n\n")
    assert names.split() == ["ada", "sam"]
    assert "folded: 2 " in notes


def test_the_list_is_sorted_folded_and_counted() -> None:
    notes, _, names = GIVEN.read_text(encoding="utf-8").partition("\n\n")
    listed = names.split()
    assert listed == sorted(set(listed))
    assert f"folded: {len(listed)} " in notes
    assert {"wanjiru", "zoltán", "abayomi", "ярослав", "محمود"} <= set(listed)


def test_words_that_are_never_names_stay_so() -> None:
    names = read_names(load(None).notices.checks / "notices")
    assert not names.given & names.never
    assert names.known(["Wanjiru Kamau", "Jean-Loup Martel"])
    assert not names.known(["Oakvale Harbour"])


@pytest.mark.parametrize("name", ["राजेश मैदानी", "অর্ণব ঘোষ", "அருண் வயலன்", "അരുൺ വയൽ"])
def test_names_with_vowel_signs_are_read_whole(name: str) -> None:
    names = read_names(load(None).notices.checks / "notices")
    assert names.people(name) == [name]
    assert names.known([name])
