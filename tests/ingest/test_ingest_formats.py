from __future__ import annotations

import csv
import datetime
import gzip
import io
import json
from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from copydesk.tables import TABLES

Run = Callable[..., tuple]


def rows(count: int, story: str) -> list[dict[str, str]]:
    return [
        {
            "id": f"n{n}",
            "url": f"https://www.bay-post.example/2026/05/{n + 1:02}/wall",
            "source": "The Bay Post",
            "title": f"Wall repaired, part {n}",
            "authors": "Ida Morrow",
            "published": f"2026-05-{n + 1:02}T08:30:00Z",
            "language": "en",
            "text": f"{story} Part {n}, “quoted”, with; commas, and\ttabs.",
        }
        for n in range(count)
    ]


def as_delimited(records: list[dict[str, str]], delimiter: str) -> bytes:
    stream = io.StringIO(newline="")
    writer = csv.DictWriter(stream, list(records[0]), delimiter=delimiter)
    writer.writeheader()
    writer.writerows(records)
    return stream.getvalue().encode()


def as_lines(records: list[dict[str, str]]) -> bytes:
    return "\n\n".join(json.dumps(record) for record in records).encode()


WRITERS: dict[str, Callable[[list[dict[str, str]]], bytes]] = {
    "x.jsonl": as_lines,
    "x.ndjson": as_lines,
    "x.json": lambda records: json.dumps(records, indent=1).encode(),
    "list.jsonl": lambda records: json.dumps(records, indent=1).encode(),
    "inside.json": lambda records: json.dumps({"count": len(records), "articles": records}).encode(),
    "lines.json": as_lines,
    "x.csv": lambda records: as_delimited(records, ","),
    "semicolons.csv": lambda records: as_delimited(records, ";"),
    "marked.csv": lambda records: b"\xef\xbb\xbf" + as_delimited(records, ","),
    "wide.csv": lambda records: as_delimited(records, "\t").decode().encode("utf-16"),
    "x.tsv": lambda records: as_delimited(records, "\t"),
    "x.csv.gz": lambda records: gzip.compress(as_delimited(records, ",")),
    "x.jsonl.gz": lambda records: gzip.compress(as_lines(records)),
}


@pytest.mark.parametrize("name", WRITERS)
def test_every_format_gives_the_same_articles(run: Run, tmp_path: Path, story: str, name: str) -> None:
    records = rows(3, story)
    (tmp_path / name).write_bytes(WRITERS[name](records))
    articles, rejects, intake = run(tmp_path / name)
    assert rejects.empty
    assert intake["records"].tolist() == [3]
    found = articles.sort_values("input_id")
    for field in ("url", "source", "title", "authors", "language", "text"):
        assert found[field].tolist() == [record[field] for record in records]
    assert found["input_id"].tolist() == ["n0", "n1", "n2"]
    assert found["published_at"].dt.strftime("%dT%H:%M").tolist() == ["01T08:30", "02T08:30", "03T08:30"]
    assert set(found["source_origin"] + found["title_origin"] + found["published_origin"]) == {"fieldfieldfield"}
    assert found["article_chars"].tolist() == [len(record["text"]) for record in records]


def test_parquet_is_read_with_its_own_types(run: Run, tmp_path: Path, story: str) -> None:
    table = pa.table(
        {
            "news_id": [7, 8],
            "publisher": ["Bay Post", "Bay Post"],
            "author": [["Ida Morrow", "Tom Ash"], None],
            "publish_date": pa.array([datetime.datetime(2026, 5, 14, 8, 30), None], pa.timestamp("ns")),
            "body_text": [story, None],
            "raw_html": [None, None],
        }
    )
    pq.write_table(table, tmp_path / "x.parquet")
    articles, rejects, _ = run(tmp_path)
    row = articles.iloc[0]
    assert (row["input_id"], row["source"], row["authors"]) == ("7", "Bay Post", "Ida Morrow; Tom Ash")
    assert (row["published_at"].isoformat(), row["published_precision"]) == ("2026-05-14T08:30:00+00:00", "time")
    assert rejects[["input_id", "reason"]].to_numpy().tolist() == [["8", "empty"]]


def test_tables_conform(run: Run, tmp_path: Path, story: str) -> None:
    (tmp_path / "x.txt").write_text(story)
    for name, frame in zip(("articles", "rejects", "intake"), run(tmp_path), strict=True):
        assert {column.name: column.storage for column in TABLES[name].columns} == frame.dtypes.astype(str).to_dict()


def test_trafilatura_csv_has_no_header(run: Run, tmp_path: Path, story: str) -> None:
    url = "https://bay-post.example/wall"
    row = [url, "null", "abc", "bay-post.example", "Wall repaired", "null", "2026-05-14", story, "null", "null", "null"]
    with (tmp_path / "x.tsv").open("w", newline="") as stream:
        csv.writer(stream, delimiter="\t").writerow(row)
    article = run(tmp_path)[0].iloc[0]
    assert (article["url"], article["title"], article["text"]) == (url, "Wall repaired", story)
    assert (article["source"], article["source_origin"], article["published_precision"]) == (
        "bay-post.example",
        "field",
        "day",
    )
    assert article.isna()["input_id"]


def test_trafilatura_json_calls_the_address_source(run: Run, tmp_path: Path, story: str) -> None:
    record = {
        "title": "Wall repaired",
        "author": "Ida Morrow",
        "hostname": "bay-post.example",
        "date": "2026-05-14",
        "id": None,
        "raw_text": story.replace("\n", " "),
        "text": story,
        "language": None,
        "source": "https://bay-post.example/wall",
        "source-hostname": "The Bay Post",
    }
    (tmp_path / "x.json").write_text(json.dumps(record))
    article = run(tmp_path)[0].iloc[0]
    assert (article["url"], article["text"]) == ("https://bay-post.example/wall", story)
    assert article["source"] == "bay-post.example"


def test_news_please_and_newspaper_names(run: Run, tmp_path: Path, story: str) -> None:
    please = {
        "authors": ["Ida Morrow"],
        "date_download": "2026-06-01 00:00:01",
        "date_modify": None,
        "date_publish": "2026-05-14 08:30:00",
        "language": "en",
        "maintext": story + " One.",
        "title": "Wall",
        "source_domain": "www.bay-post.example",
        "url": "https://www.bay-post.example/one",
    }
    paper = {
        "url": "https://www.bay-post.example/two",
        "source_url": "https://www.bay-post.example",
        "title": "Wall",
        "authors": ["Ida Morrow", "Tom Ash"],
        "publish_date": "2026-05-14T10:30:00+02:00",
        "meta_lang": "en",
        "text": story + " Two.",
    }
    (tmp_path / "x.jsonl").write_text("\n".join(map(json.dumps, (please, paper))))
    articles = run(tmp_path)[0].sort_values("record_no")
    assert articles["source"].tolist() == ["bay-post.example"] * 2
    assert articles["authors"].tolist() == ["Ida Morrow", "Ida Morrow; Tom Ash"]
    assert articles["published_at"].dt.strftime("%H:%M").tolist() == ["08:30", "08:30"]


def test_clean_text_is_kept_to_the_byte(run: Run, tmp_path: Path, story: str) -> None:
    text = "  " + story.replace("\n", "\r\n\r\n") + "\r\n\tÉtude – “naïve” ﬁgures, ½ & &amp; \u00a0 \n"
    (tmp_path / "x.txt").write_bytes(text.encode())
    assert run(tmp_path)[0]["text"].tolist() == [text]


def test_a_record_without_text_is_told_from_an_empty_one(run: Run, tmp_path: Path) -> None:
    lines = [{"id": "a"}, {"id": "b", "text": " "}, {"id": "c", "text": "Too short."}, {"id": "d", "text": None}]
    (tmp_path / "x.jsonl").write_text("\n".join(map(json.dumps, lines)))
    assert run(tmp_path)[1]["reason"].tolist() == ["no_text", "empty", "too_short", "empty"]


def test_an_id_given_twice_is_rejected_but_not_another_outlets_number(run: Run, tmp_path: Path, story: str) -> None:
    lines = [
        {"id": "a", "text": story + " One."},
        {"id": "a", "text": story + " Two."},
        {"news_id": 1, "source": "Bay Post", "text": story},
        {"news_id": 1, "source": "Hill Times", "text": story},
        {"news_id": 1, "source": "Bay Post", "text": story + " Three."},
    ]
    (tmp_path / "x.jsonl").write_text("\n".join(map(json.dumps, lines)))
    articles, rejects, _ = run(tmp_path)
    assert sorted(articles["record_no"]) == [0, 2, 3]
    assert rejects[["record_no", "reason"]].to_numpy().tolist() == [[1, "duplicate_id"], [4, "duplicate_id"]]


def test_the_same_record_in_two_files_is_kept_once(run: Run, tmp_path: Path, story: str) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(story)
    articles, rejects, _ = run(tmp_path)
    assert articles["input_file"].tolist() == ["a.txt"]
    assert rejects["reason"].tolist() == ["duplicate_id"]


def test_same_input_same_tables_wherever_it_lies(run: Run, tmp_path: Path, story: str) -> None:
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "x.jsonl").write_bytes(as_lines(rows(4, story)))
    one, two = run(tmp_path / "one"), run(tmp_path / "two")
    assert all(left.equals(right) for left, right in zip(one, two, strict=True))
