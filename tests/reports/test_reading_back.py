from __future__ import annotations

import shutil
from pathlib import Path

import pandas as pd
import pytest

from copydesk.errors import UsageError
from copydesk.reports import publish, read
from copydesk.settings.rooms import Reports
from copydesk.tables import PUBLISHED


def test_a_report_is_read_back_whole(report: Path, tables: dict[str, pd.DataFrame]) -> None:
    found = read(report)
    assert tuple(found) == PUBLISHED
    assert found["documents"]["text"].tolist() == tables["documents"]["text"].tolist()
    assert found["template_lines"]["line_key"].tolist() == [2**64 - 1]


def test_a_report_of_what_was_read_is_the_same_report(report: Path, settings: Reports, tmp_path: Path) -> None:
    again = publish(read(report), tmp_path / "again", settings)
    assert (again / "manifest.json").read_bytes() == (report / "manifest.json").read_bytes()


@pytest.mark.parametrize("content", [None, "", "[]", "{}", '{"files": []}', "\xff"])
def test_another_folder_is_no_report(tmp_path: Path, content: str | None) -> None:
    if content is not None:
        (tmp_path / "manifest.json").write_text(content, encoding="latin-1")
    with pytest.raises(UsageError, match=r"is not a copydesk report: it has no manifest\.json"):
        read(tmp_path)


def test_a_lost_table_is_named(report: Path, tmp_path: Path) -> None:
    shutil.copytree(report, tmp_path / "r")
    (tmp_path / "r" / "data" / "pairs.parquet").unlink()
    with pytest.raises(UsageError, match=r"lacks data/pairs\.parquet"):
        read(tmp_path / "r")


def test_a_broken_table_is_named(report: Path, tmp_path: Path) -> None:
    shutil.copytree(report, tmp_path / "r")
    (tmp_path / "r" / "data" / "pairs.parquet").write_bytes(b"PAR1 no more")
    with pytest.raises(UsageError, match="cannot be read as the table pairs"):
        read(tmp_path / "r")
