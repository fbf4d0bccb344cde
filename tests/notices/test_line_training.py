"""Training of the model of lines."""

from __future__ import annotations

from pathlib import Path

import pytest

from copydesk.cli import main
from copydesk.errors import UsageError
from copydesk.notices import train_lines
from copydesk.notices.line_model import CLASSES, load_line_model
from copydesk.notices.line_training import read_lines
from copydesk.notices.names import read_names

RULES = Path(__file__).parents[2] / "checks" / "notices"
TOWNS = ("Oakvale", "Elmford", "Ashby", "Larch Hill", "Willow Bay", "Alderton")


def write(folder: Path, name: str, rows: list[str], header: str = "class\tline") -> Path:
    file = folder / name
    file.write_text("\n".join([header, *rows, ""]), encoding="utf-8")
    return file


@pytest.fixture
def judged(tmp_path: Path) -> Path:
    notices = [f"photo_credit\tPictured for us: Ada {town}" for town in TOWNS]
    others = [f"\t{town} council to vote on the new ferry" for town in TOWNS]
    return write(tmp_path, "judged.tsv", notices + others)


def test_what_is_learned_is_known_in_new_lines_and_is_the_same_again(tmp_path: Path, judged: Path) -> None:
    for name in ("one.npz", "two.npz"):
        train_lines([judged], [], RULES, tmp_path / name)
    assert (tmp_path / "one.npz").read_bytes() == (tmp_path / "two.npz").read_bytes()
    model, names = load_line_model(tmp_path / "one.npz"), read_names(RULES)
    credit, story = model.chances(["Pictured for us: Ivo Fenwick", "Fenwick council to vote on the old mill"], names)
    assert CLASSES[credit.argmax()] == "photo_credit"
    assert CLASSES[story.argmax()] == ""


def test_invented_lines_do_not_make_notices_of_real_pages_likelier(tmp_path: Path, judged: Path) -> None:
    invented = write(tmp_path, "invented.tsv", [f"credit_line\t{town} wrote this for us" for town in TOWNS * 9])
    names, chance = read_names(RULES), []
    for extra in ([], [invented]):
        train_lines([judged], extra, RULES, tmp_path / "model.npz")
        load_line_model.cache_clear()
        chance.append(1 - load_line_model(tmp_path / "model.npz").chances(["Fenwick council to vote"], names)[0, 0])
    assert chance[1] < chance[0] + 0.05


def test_classes_that_the_model_does_not_ask_for_are_none_and_unsure_lines_are_left_out(tmp_path: Path) -> None:
    rows = ["credit_line|photo_credit\tA", "rights_notice+credit_line\tB", "chrome\tC", "?\tD", "\tE"]
    found = read_lines(write(tmp_path, "lines.tsv", rows))
    assert [(line, CLASSES[kind]) for line, kind in found] == [
        ("A", "credit_line"),
        ("B", "rights_notice"),
        ("C", ""),
        ("E", ""),
    ]
    assert read_lines(write(tmp_path, "plain.tsv", ["A"], header="line")) == [("A", 0)]


def test_a_file_without_lines_is_told(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no table of lines"):
        read_lines(write(tmp_path, "wrong.tsv", ["x"], header="text"))
    with pytest.raises(UsageError, match="no table of lines"):
        read_lines(tmp_path / "absent.tsv")


def test_the_command_trains(tmp_path: Path, judged: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "weights.npz"
    assert main(["train", "notices", str(judged), "--out", str(out)]) == 0
    assert str(out) in capsys.readouterr().out
    assert load_line_model(out).weights.any()
