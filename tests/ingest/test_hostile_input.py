from __future__ import annotations

import dataclasses
import gzip
import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from copydesk.ingest import ingest
from copydesk.ingest import readers as registry
from copydesk.settings.rooms import Ingest

Run = Callable[..., tuple]
HOSTILE: dict[str, tuple[bytes, list[str]]] = {
    "empty.txt": (b"", ["empty"]),
    "blank.txt": (b" \n\t ", ["empty"]),
    "empty.jsonl": (b"", ["empty"]),
    "empty.json": (b"", ["empty"]),
    "empty.csv": (b"", ["empty"]),
    "empty.parquet": (b"", ["empty"]),
    "nothing.json": (b"[]", []),
    "header.csv": (b"id,text\n", []),
    "broken.json": (b'{"text": ', ["malformed_record"]),
    "deep.json": (b"[" * 100_000, ["malformed_record"]),
    "deep.jsonl": (b'{"text":' * 5000 + b"\n", ["malformed_record"]),
    "kinds.jsonl": (b'1\n"a"\nnull\n[1]\ntrue\n', ["malformed_record"] * 5),
    "digits.jsonl": (b'{"id": ' + b"9" * 5000 + b"}\n", ["malformed_record"]),
    "nan.jsonl": (b'{"id": NaN, "text": Infinity}\n', ["too_short"]),
    "types.jsonl": (
        b'{"text": {"a": {"b": 1}}, "url": [1], "title": {}, "authors": 7, "date": {"x": []}}\n',
        ["empty"],
    ),
    "half.parquet": (b"PAR1\0\0PAR1", ["unreadable"]),
    "half.txt.gz": (gzip.compress(bytes(range(256)) * 9)[:100], ["unreadable"]),
    "not.txt.gz": (b"plain text, not packed at all", ["unreadable"]),
    "picture.txt": (b"\x89PNG\r\n\x1a\n" + bytes(200), ["binary_content"]),
    "picture.html": (b"\x89PNG\r\n\x1a\n" + bytes(200), ["binary_content"]),
    "picture.csv": (b"\x89PNG\r\n\x1a\n" + bytes(range(32)) * 9, ["binary_content"]),
    "garbled.txt": (b"The wall \x81\x8d\x8f\x90\x9d of the harbour. " * 9, ["bad_encoding"]),
    "noise.pdf": (b"%PDF-1.7", ["unsupported_format"]),
    "noname": (b"text", ["unsupported_format"]),
    "short.txt": (b"Too short.", ["too_short"]),
    "ragged.csv": (b"id,text\n1,a,b,c\n2\n", ["malformed_record", "no_text"]),
    "open.csv": (b'id,text\n1,"never closed\nand on and on for ever', []),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_every_bad_input_is_accounted_for(run: Run, tmp_path: Path, name: str) -> None:
    data, reasons = HOSTILE[name]
    (tmp_path / name).write_bytes(data)
    _, rejects, intake = run(tmp_path)
    assert rejects["reason"].tolist() == reasons
    assert intake["input_file"].tolist() == [name]
    assert rejects["detail"].str.endswith(".").all()


def test_one_bad_line_does_not_cost_the_file(run: Run, tmp_path: Path, story: str) -> None:
    lines = [
        json.dumps({"id": "a", "text": story}).encode(),
        b"{oops",
        b'{"id": "b", "text": "' + "café ".encode("latin-1") * 8 + b'"}',
        b'{"id": "c", "text": "one two three four five \\ud800 six\\u0000"}',
    ]
    (tmp_path / "x.jsonl").write_bytes(b"\n".join(lines))
    articles, rejects, _ = run(tmp_path)
    found = articles.set_index("input_id")["text"].to_dict()
    assert found == {"a": story, "b": "café " * 8, "c": "one two three four five � six�"}
    assert rejects["record_no"].tolist() == [1]


def test_csv_with_nul_and_broken_bytes(run: Run, tmp_path: Path) -> None:
    row = b'1,"The caf\xe9 by the wall was open\0 on Monday, she said"\n'
    row += b'2,"The caf\xc3\xa9 by the quay was closed today"\n'
    (tmp_path / "x.csv").write_bytes(b"id,text\n" + row)
    texts = run(tmp_path)[0].set_index("input_id")["text"].to_dict()
    assert texts == {
        "1": "The café by the wall was open� on Monday, she said",
        "2": "The café by the quay was closed today",
    }


def test_sizes_are_capped(settings: Ingest, tmp_path: Path, story: str) -> None:
    (tmp_path / "x.txt").write_text(story)
    (tmp_path / "x.jsonl").write_text(json.dumps({"text": story}) + '\n{"text": "One two three four five six."}')
    (tmp_path / "x.json").write_text(json.dumps([{"text": story}]))
    (tmp_path / "x.csv").write_text(f'text\n"{story}"\n')
    (tmp_path / "bomb.txt.gz").write_bytes(gzip.compress(b"a" * 5_000_000))
    small = dataclasses.replace(settings, max_bytes=100, max_json_bytes=100)
    articles, rejects, intake = ingest([tmp_path], small)
    assert len(articles) == 1
    assert rejects["reason"].tolist() == ["too_large"] * 5
    assert len(articles) + len(rejects) == intake["records"].sum()


def test_what_is_no_file_is_not_opened(run: Run, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    os.symlink(tmp_path / "absent", tmp_path / "gone.txt")
    _, rejects, _ = run(tmp_path)
    assert rejects[["input_file", "reason"]].to_numpy().tolist() == [
        ["gone.txt", "unreadable"],
        ["pipe.txt", "unreadable"],
    ]


def test_a_file_that_may_not_be_read(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "x.txt").write_text("secret")

    def refuse(*_args: object, **_options: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    _, rejects, _ = run(tmp_path)
    assert rejects["detail"].tolist() == ["The file cannot be opened: Permission denied."]


def test_a_reader_that_breaks_costs_one_file(
    run: Run, tmp_path: Path, story: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "x.txt").write_text(story)
    (tmp_path / "x.csv").write_text("text\nOne two three four five six\n")

    def explode(*_args: object) -> None:
        raise AssertionError

    broken = dataclasses.replace(registry.READERS[0], read=explode)
    monkeypatch.setitem(registry._BY_SUFFIX, ".txt", broken)
    articles, rejects, _ = run(tmp_path)
    assert (len(articles), rejects["reason"].tolist()) == (1, ["unreadable"])


def test_details_name_no_path(run: Run, tmp_path: Path) -> None:
    for name, (data, _) in HOSTILE.items():
        (tmp_path / name).write_bytes(data)
    assert not run(tmp_path)[1]["detail"].str.contains(str(tmp_path), regex=False).any()
