"""The three sets of HTML pages with gold text, read the way an audit reads them."""

from __future__ import annotations

import gzip
import json
import os
import re
import tarfile
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from copydesk.ingest import ingest
from copydesk.settings import load

__all__ = ["SETS", "PageSet", "data_folder", "fold_line", "read_set"]

SETS = ("article-extraction-benchmark", "fundus-eval", "daniel-dev")


@dataclass(frozen=True)
class PageSet:
    """One set: its articles, and the gold paragraphs and raw page of each, in the order of articles."""

    name: str
    articles: pd.DataFrame
    gold: list[list[str]]
    html: list[bytes]


def data_folder() -> Path | None:
    """The folder of real data (COPYDESK_DATA, default ../shared/data beside the checkout); None when absent."""
    default = Path(__file__).resolve().parents[2] / "shared" / "data"
    folder = Path(os.environ.get("COPYDESK_DATA", default))
    return folder if (folder / "boilerplate").is_dir() else None


def read_set(folder: Path, name: str) -> PageSet:
    """Read one set through ``copydesk.ingest``, as one corpus."""
    with tarfile.open(folder / "boilerplate" / f"{name}.tar") as tar:
        rows = [json.loads(line) for line in _member(tar, "gold.jsonl").splitlines()]
        pages = {row["id"]: gzip.decompress(_member(tar, row["html"])) for row in rows}
    with tempfile.TemporaryDirectory() as work:
        file = Path(work) / "pages.parquet"
        pd.DataFrame(
            {"id": [r["id"] for r in rows], "url": [r["url"] for r in rows], "html": [pages[r["id"]] for r in rows]}
        ).to_parquet(file)
        articles, _, _ = ingest([file], load().ingest)
    gold = {row["id"]: _paragraphs(row) for row in rows}
    missing = len(rows) - len(articles)
    if missing:
        print(f"{name}: {missing} pages were rejected and count as empty")
    ids = articles["input_id"].tolist()
    return PageSet(name, articles, [gold[each] for each in ids], [pages[each] for each in ids])


def _member(tar: tarfile.TarFile, name: str) -> bytes:
    file = tar.extractfile(name)
    assert file is not None
    return file.read()


def _paragraphs(row: dict[str, Any]) -> list[str]:
    """Gold paragraphs; the brackets of optional ones (credits, notices) are taken off."""
    return row["text"].split("\n") if "text" in row else [each.strip("[]") for each in row["paragraphs"]]


def fold_line(line: str) -> str:
    """A line for comparison with the gold: letters and digits only, casefolded."""
    return re.sub(r"[\W_]+", "", line).casefold()
