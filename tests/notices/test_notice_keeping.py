from __future__ import annotations

from dataclasses import fields
from pathlib import Path

import numpy as np
import pytest

from copydesk.notices import keeping
from copydesk.notices.keeping import digest_of, keep_sieve
from copydesk.notices.ragged import Ragged
from copydesk.notices.rulebook import load_rulebook
from copydesk.notices.sieve import Sieve, build_sieve

BOOK = load_rulebook(Path(__file__).parents[2] / "checks" / "notices")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(keeping, "keep_code", lambda: str(tmp_path))
    return tmp_path


def same(one: Sieve, other: Sieve) -> bool:
    pairs = [(getattr(one, each.name), getattr(other, each.name)) for each in fields(Sieve)]
    assert (one.words, one.marks) == (other.words, other.marks)
    arrays = [(a, b) for a, b in pairs if isinstance(a, np.ndarray)]
    arrays += [two for a, b in pairs if isinstance(a, Ragged) for two in zip(a, b, strict=True)]
    return all(np.array_equal(a, b) and a.dtype == b.dtype and a.shape == b.shape for a, b in arrays)


def refuse() -> Sieve:
    raise AssertionError("built again")


def test_a_sieve_is_built_once_and_kept_to_the_bit(folder: Path) -> None:
    assert keep_sieve("one", lambda: BOOK.sieve) is BOOK.sieve
    assert same(keep_sieve("one", refuse), BOOK.sieve)
    with pytest.raises(AssertionError, match="built again"):
        keep_sieve("two", refuse)


def test_a_sieve_that_asks_for_no_marks_is_kept_too(folder: Path) -> None:
    sieve = build_sieve(BOOK.rules[:1], [[(frozenset({"^ferry$"}),)]])
    keep_sieve("one", lambda: sieve)
    assert same(keep_sieve("one", refuse), sieve)


@pytest.mark.parametrize("damage", [lambda raw: raw[: len(raw) // 2], lambda raw: b"", lambda raw: b"PK" + raw[10:]])
def test_a_damaged_file_is_as_good_as_none(folder: Path, damage: object) -> None:
    keep_sieve("one", lambda: BOOK.sieve)
    (file,) = folder.glob("*.npz")
    file.write_bytes(damage(file.read_bytes()))  # type: ignore[operator]
    assert keep_sieve("one", lambda: BOOK.sieve) is BOOK.sieve
    assert same(keep_sieve("one", refuse), BOOK.sieve)


def test_a_flipped_bit_is_seen(folder: Path) -> None:
    keep_sieve("one", lambda: BOOK.sieve)
    (file,) = folder.glob("*.npz")
    raw = bytearray(file.read_bytes())
    raw[len(raw) // 2] ^= 1
    file.write_bytes(raw)
    assert keep_sieve("one", lambda: BOOK.sieve) is BOOK.sieve


def test_nothing_is_kept_where_nothing_can_be_written(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for folder in ("", str(tmp_path / "absent")):
        monkeypatch.setattr(keeping, "keep_code", lambda folder=folder: folder)
        assert keep_sieve("one", lambda: BOOK.sieve) is BOOK.sieve
    assert not list(tmp_path.iterdir())


def test_only_the_latest_sieves_are_kept(folder: Path) -> None:
    for name in "abcdefg":
        keep_sieve(name, lambda: BOOK.sieve)
    assert len(list(folder.iterdir())) == keeping._MOST_KEPT
    assert same(keep_sieve("g", refuse), BOOK.sieve)


def test_a_digest_tells_names_and_contents_apart(tmp_path: Path) -> None:
    files = [tmp_path / name for name in ("a.toml", "b.toml")]
    for file, content in zip(files, ("ferry", "quay"), strict=True):
        file.write_text(content)
    first = digest_of(files)
    assert digest_of(files) == first
    files[0].write_text("ferr")
    assert digest_of(files) != first
    files[0].write_text("ferry")
    assert digest_of(files[::-1]) != first
    assert digest_of([file.rename(tmp_path / f"c{file.name}") for file in files]) != first
