from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from copydesk.ingest import ingest, judges
from copydesk.settings import load

CLEAN = "The ferry left at dawn and came back with the post, number {} of the week. "
BROKEN = "The harbour cafÃ© opened, as number {} of the row did, and the quay was full. "


@pytest.mark.parametrize("workers", [1, 2])
def test_texts_that_are_mended_stand_beside_those_that_came_clean(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, workers: int
) -> None:
    monkeypatch.setattr(judges, "ALONE", 5)
    given = [(BROKEN if number % 3 == 0 else CLEAN).format(number) * 3 for number in range(40)]
    given[7], given[11] = "", given[10]
    frame = pd.DataFrame({"id": [str(n) for n in range(40)], "text": given, "source": "quay.example"})
    frame.iloc[:20].to_parquet(tmp_path / "a.parquet")
    frame.iloc[20:].rename(columns={"text": "body"}).to_parquet(tmp_path / "b.parquet")
    articles, rejects, _ = ingest([tmp_path], load().ingest, workers)
    found = dict(zip(articles["input_id"], articles["text"], strict=True))
    wanted = {str(n): text.replace("Ã©", "é") for n, text in enumerate(given) if n != 7}
    assert found == wanted
    assert rejects["input_id"].tolist() == ["7"]


def test_two_columns_of_texts_give_the_first_that_says_something(tmp_path: Path) -> None:
    told = [CLEAN.format(number) for number in range(4)]
    frame = pd.DataFrame(
        {"id": list("abcd"), "text": [told[0], None, told[2], " "], "body": ["x", told[1], "y", told[3]]}
    )
    frame.to_parquet(tmp_path / "both.parquet")
    articles, _, _ = ingest([tmp_path], load().ingest)
    assert dict(zip(articles["input_id"], articles["text"], strict=True)) == dict(zip("abcd", told, strict=True))
