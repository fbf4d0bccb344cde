"""Settings: every number has a source, every mistake names its file, every field is used."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path

import pytest

from copydesk.errors import SettingsError
from copydesk.settings import Settings, checks_folder, load, packaged, thresholds
from copydesk.settings.workspace import find_config

ROOT = Path(__file__).resolve().parents[2]
FIELDS = [(room.name, field.name) for room in fields(Settings) for field in fields(type(getattr(load(), room.name)))]
TYPES = {
    (room.name, field.name): field.type
    for room in fields(Settings)
    for field in fields(type(getattr(load(), room.name)))
}


@pytest.fixture
def config(tmp_path):
    def write(text: str) -> Path:
        file = tmp_path / "copydesk.toml"
        file.write_text(text, encoding="utf-8")
        return file

    return write


@pytest.fixture
def own_checks(config, tmp_path):
    """A workspace with a checks folder of its own, and the thresholds folder in it."""
    folder = tmp_path / "checks" / "thresholds"
    folder.mkdir(parents=True)
    for file in (packaged("checks") / "thresholds").glob("*.toml"):
        (folder / file.name).write_bytes(file.read_bytes())
    return config(""), folder


def test_an_override_changes_its_own_number_and_no_other(config):
    plain, changed = load(), load(config("[duplicates]\nmin_quote_words = 9\n[outlets]\nmin_documents = 2\n"))
    assert (changed.duplicates.min_quote_words, changed.outlets.min_documents) == (9, 2)
    assert changed.duplicates.num_perm == plain.duplicates.num_perm
    assert changed.readability == plain.readability


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[duplicates]\nsede = 4\n", r"duplicates\.sede is not a setting"),
        ("[duplicate]\nseed = 4\n", r"\[duplicate\] is not a room of copydesk; rooms are ingest, "),
        ("seed = 4\n", r"\[seed\] is not a room"),
        ("[duplicates]\nseed = 'four'\n", r"duplicates\.seed must be a number, not 'four'"),
        ("[duplicates]\nseed = true\n", r"duplicates\.seed must be a number, not True"),
        ("[duplicates]\nseed = [1]\n", r"duplicates\.seed must be a number"),
        ("[duplicates\nseed = 4\n", r"cannot be read"),
        ("[notices]\nchecks = 4\n", r"notices\.checks is not a setting"),
        ("[duplicates]\nexact = 1\n", r"duplicates\.exact must be true or false, not 1"),
        ("[duplicates]\nbands = 33\n", r"33 x 4 = 132, more than duplicates\.num_perm = 128"),
        ("[duplicates]\nnum_perm = 127\n", r"32 x 4 = 128, more than duplicates\.num_perm = 127"),
        ("[duplicates]\nrows = 0\n", r"duplicates\.rows must be 1 or more"),
        ("[duplicates]\nseed = 4294967296\n", r"duplicates\.seed must be below 4294967296"),
    ],
)
def test_a_mistake_in_the_workspace_names_file_and_key(config, text, told):
    file = config(text)
    with pytest.raises(SettingsError, match=told) as raised:
        load(file)
    assert str(raised.value).startswith(str(file))


def test_a_file_that_is_missing_or_no_text_is_named(tmp_path, config):
    with pytest.raises(SettingsError, match=r"copydesk\.toml cannot be read"):
        load(tmp_path / "copydesk.toml")
    file = config("")
    file.write_bytes(b"\xff\xfe[duplicates]")
    with pytest.raises(SettingsError, match="cannot be read"):
        load(file)


@pytest.mark.parametrize("value", ["nan", "inf", "4.5", "-1"])
def test_a_number_that_cannot_be_that_setting_is_refused(config, value):
    with pytest.raises(SettingsError, match=r"duplicates\.num_perm"):
        load(config(f"[duplicates]\nnum_perm = {value}\n"))


def test_a_workspaces_checks_folder_replaces_the_packaged_one(own_checks):
    file, folder = own_checks
    outlets = folder / "outlets.toml"
    outlets.write_text(re.sub(r"value = \d+", "value = 4", outlets.read_text(encoding="utf-8")), encoding="utf-8")
    found = load(file)
    assert found.outlets.min_documents == 4
    assert found.notices.checks == found.quality.checks == found.attribution.checks == folder.parent
    assert checks_folder(file) == folder.parent
    assert checks_folder(None) == packaged("checks")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "[min_documents]\nvalue = 3\nunit = ''\nmeaning = 'x'\n",
            "min_documents needs value, unit, meaning and source",
        ),
        ("min_documents = 3\n", "min_documents needs value, unit, meaning and source"),
        ("[other]\nvalue = 3\nunit = ''\nmeaning = 'x'\nsource = 'x'\n", "other is not a setting of copydesk"),
        ("", "lacks min_documents"),
        ("[min_documents]\nvalue = '3'\nunit = ''\nmeaning = 'x'\nsource = 'x'\n", "min_documents must be a number"),
    ],
)
def test_a_mistake_in_a_threshold_file_names_it(own_checks, text, told):
    file, folder = own_checks
    (folder / "outlets.toml").write_text(text, encoding="utf-8")
    with pytest.raises(SettingsError, match=told) as raised:
        load(file)
    assert "outlets.toml" in str(raised.value)


def test_a_threshold_file_of_no_room_is_refused(own_checks):
    file, folder = own_checks
    rain = "[rain]\nvalue = 1\nunit = ''\nmeaning = 'x'\nsource = 'x'\n"
    (folder / "weather.toml").write_text(rain, encoding="utf-8")
    with pytest.raises(SettingsError, match=r"weather\.toml: rain is not a setting"):
        load(file)


@pytest.mark.parametrize("each", thresholds(packaged("checks")), ids=lambda each: f"{each.room}.{each.name}")
def test_every_threshold_says_what_it_means_and_where_it_comes_from(each):
    assert isinstance(each.value, int | float)
    assert not isinstance(each.value, bool)
    assert len(each.meaning) > 10
    assert len(each.source) > 5
    assert isinstance(each.value, int) or TYPES[each.room, each.name] == "float"


def test_every_field_has_one_threshold():
    named = [(each.room, each.name) for each in thresholds(packaged("checks"))]
    assert sorted(named) == sorted(each for each in FIELDS if each[1] != "checks" and TYPES[each] != "bool")


def test_a_switch_is_off_until_the_workspace_turns_it_on(config):
    assert not load().duplicates.exact
    assert load(config("[duplicates]\nexact = true\n")).duplicates.exact
    assert not load(config("[duplicates]\nexact = false\n")).duplicates.exact


def test_bands_may_use_the_whole_signature_and_no_more(config):
    used = load(config("[duplicates]\nbands = 25\nrows = 5\nnum_perm = 125\n")).duplicates
    assert (used.bands, used.rows, used.num_perm) == (25, 5, 125)


@pytest.mark.parametrize(("room", "name"), FIELDS)
def test_every_field_is_used(room, name):
    files = (file for file in (ROOT / "src" / "copydesk").rglob("*.py") if "settings" not in file.parts)
    assert any(re.search(rf"\.{name}\b", file.read_text(encoding="utf-8")) for file in files)


def test_the_nearest_settings_file_counts(tmp_path, config):
    inner = tmp_path / "a" / "b"
    inner.mkdir(parents=True)
    file = config("")
    assert find_config(inner) == file.resolve()
    (inner / "copydesk.toml").write_text("", encoding="utf-8")
    assert find_config(inner) == (inner / "copydesk.toml").resolve()
