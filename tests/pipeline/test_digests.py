from __future__ import annotations

import os
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from copydesk.errors import UsageError
from copydesk.pipeline import digests
from copydesk.pipeline.digests import digest_code, digest_inputs, digest_settings
from copydesk.settings import load


@dataclass(frozen=True)
class Room:
    words: int
    share: float
    checks: Path


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus"
    (folder / "ferry-post").mkdir(parents=True)
    (folder / "ferry-post" / "a.txt").write_text("one")
    (folder / "b.txt").write_text("two")
    return folder


def test_inputs_keep_their_digest_wherever_they_lie(corpus: Path, tmp_path: Path) -> None:
    before = digest_inputs([str(corpus)])
    corpus.rename(tmp_path / "elsewhere")
    assert digest_inputs([str(tmp_path / "elsewhere")]) == before


def change_bytes(corpus: Path) -> None:
    file = corpus / "b.txt"
    times = file.stat().st_atime_ns, file.stat().st_mtime_ns
    file.write_text("2wo")
    os.utime(file, ns=times)


def change_time(corpus: Path) -> None:
    os.utime(corpus / "b.txt", ns=(1, 1))


def change_name(corpus: Path) -> None:
    (corpus / "b.txt").rename(corpus / "c.txt")


def add_file(corpus: Path) -> None:
    (corpus / "c.txt").write_text("three")


def swap_files(corpus: Path) -> None:
    (corpus / "b.txt").rename(corpus / "x")
    (corpus / "ferry-post" / "a.txt").rename(corpus / "b.txt")
    (corpus / "x").rename(corpus / "ferry-post" / "a.txt")


@pytest.mark.parametrize("change", [change_bytes, change_time, change_name, add_file, swap_files])
def test_every_change_of_the_inputs_changes_the_digest(corpus: Path, change: object) -> None:
    before = digest_inputs([str(corpus)])
    change(corpus)  # type: ignore[operator]
    assert digest_inputs([str(corpus)]) != before


def test_unreadable_input_counts_as_such(corpus: Path) -> None:
    (corpus / "gone.txt").symlink_to(corpus / "nowhere")
    before = digest_inputs([str(corpus)])
    (corpus / "nowhere").write_text("here now")
    assert digest_inputs([str(corpus)]) != before


def test_missing_input_is_a_usage_error(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="does not exist"):
        digest_inputs([str(tmp_path / "nothing")])


def test_settings_digest_follows_numbers_and_rules_but_not_places(tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / name / "notices").mkdir(parents=True)
        (tmp_path / name / "thresholds").mkdir()
        (tmp_path / name / "notices" / "rules.toml").write_text("a = 1")
    room = Room(1, 0.5, tmp_path / "one")
    before = digest_settings(room)
    assert digest_settings(replace(room, checks=tmp_path / "two")) == before
    assert digest_settings(replace(room, words=2)) != before
    (tmp_path / "one" / "thresholds" / "notices.toml").write_text("not mine")
    assert digest_settings(room) == before
    (tmp_path / "one" / "notices" / "rules.toml").write_text("a = 2")
    assert digest_settings(room) != before


def test_rooms_with_equal_numbers_differ() -> None:
    @dataclass(frozen=True)
    class Other(Room):
        pass

    here = Path(__file__).parent
    assert digest_settings(Room(1, 0.5, here)) != digest_settings(Other(1, 0.5, here))
    assert digest_settings(None) != digest_settings(Room(1, 0.5, here))


def test_real_settings_have_a_digest_each() -> None:
    settings = load()
    found = {digest_settings(getattr(settings, name)) for name in settings.__dataclass_fields__}
    assert len(found) == len(settings.__dataclass_fields__)


def test_code_digest_follows_code_and_libraries(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "room.py").write_text("x = 1")
    monkeypatch.setattr(digests, "_PACKAGE", tmp_path)
    before = digest_code()
    assert digest_code() == before
    (tmp_path / "room.pyc").write_text("compiled")
    assert digest_code() == before
    (tmp_path / "room.py").write_text("x = 2")
    changed = digest_code()
    assert changed != before
    monkeypatch.setattr(digests, "distributions", lambda: [])
    assert digest_code() != changed
