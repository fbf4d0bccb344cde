"""Two tiny stages in place of the real ones; each run leaves a line in the file that COUNTED_RUNS names.

With KILL_ONCE in the environment the second stage kills its own process, hard, the first time.
"""

from __future__ import annotations

import os
import signal
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pandas as pd

from copydesk.pipeline import Stage
from copydesk.tables import TABLES

STAGES = (
    Stage("fingerprints", "counting_rooms:fingerprints", ("articles",), ("fingerprints",), "fingerprints"),
    Stage("readability", "counting_rooms:readability", ("articles",), ("readability",), "readability"),
    Stage("summary", "counting_rooms:summary", ("articles", "fingerprints", "readability"), ("summary",)),
)


def install(patch: Any) -> None:
    """Put these rooms in place of the real ones, by ``patch(target, value)``."""
    for where in ("stages", "run"):
        patch(f"copydesk.pipeline.{where}.STAGES", STAGES)
    patch("copydesk.pipeline.STAGES", STAGES)
    patch("copydesk.ingest.ingest", ingest)
    patch("copydesk.reports.publish", publish)


def ran(name: str) -> None:
    with Path(os.environ["COUNTED_RUNS"]).open("a") as file:
        file.write(f"{name}\n")


def ingest(inputs: Sequence[str], _settings: Any, _workers: int = 1) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    ran("ingest")
    files = sorted(file for each in inputs for file in Path(each).glob("*.txt"))
    rows = [{"doc_id": file.stem, "text": file.read_text(), "source": "The Ferry Post"} for file in files]
    columns = {column.name: fill(column.kind, column.values) for column in TABLES["articles"].columns}
    articles = pd.DataFrame([{**columns, **row} for row in rows], columns=list(columns))
    rejects = TABLES["rejects"].empty()
    intake = pd.DataFrame({"input_file": [file.name for file in files], "records": 1})
    return TABLES["articles"].conform(articles), rejects, TABLES["intake"].conform(intake)


def fill(kind: str, values: tuple[str, ...]) -> Any:
    return {"text": values[0] if values else "x", "time": pd.Timestamp("2031-03-01T09:00Z"), "flag": False}.get(kind, 0)


def fingerprints(articles: pd.DataFrame, _settings: Any) -> pd.DataFrame:
    ran("fingerprints")
    return pd.DataFrame({"doc_no": range(len(articles)), "coarse_cluster": 0})


def readability(articles: pd.DataFrame, _settings: Any) -> pd.DataFrame:
    ran("readability")
    if (marker := os.environ.get("KILL_ONCE")) and not Path(marker).exists():
        Path(marker).touch()
        os.kill(os.getpid(), signal.SIGKILL)
    table = TABLES["readability"]
    row = {column.name: fill(column.kind, column.values) for column in table.columns}
    return table.conform(pd.DataFrame([{**row, "doc_no": number} for number in range(len(articles))]))


def summary(articles: pd.DataFrame, _fingerprints: pd.DataFrame, _readability: pd.DataFrame) -> pd.DataFrame:
    ran("summary")
    words = int(articles["text"].str.split().str.len().sum())
    return pd.DataFrame(
        {
            "name": ["words"],
            "value": [float(words)],
            "unit": "words",
            "previous": [float("nan")],
            "delta": [float("nan")],
            "text": [f"{words} words were read."],
        }
    )


def publish(tables: dict[str, pd.DataFrame], out: Path, _settings: Any) -> Path:
    ran("publish")
    out.mkdir(parents=True, exist_ok=True)
    (out / "summary.txt").write_text("\n".join(tables["summary"]["text"]))
    (out / "manifest.json").write_text('{"copydesk": "0", "tables": {}, "files": []}')  # a later run may replace it
    return out
