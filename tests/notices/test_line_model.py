"""The model of lines: its chances, its file, and that it is the one that the training files make."""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path

import numpy as np
import pytest

from copydesk.notices.line_model import CLASSES, WEIGHTS, LineModel, load_line_model, save_line_model
from copydesk.notices.line_pieces import BUCKETS, cut_pieces
from copydesk.notices.names import Names

NAMES = Names(frozenset(), frozenset(), frozenset())
HERE = Path(__file__).parent


def test_chances_follow_from_the_pieces_of_a_line() -> None:
    weights = np.zeros((BUCKETS, len(CLASSES)))
    bucket = cut_pieces(["Foto: Ada"], NAMES).bucket[0]
    weights[bucket, CLASSES.index("photo_credit")] = 2.0
    model = LineModel.rounded(weights, np.zeros(len(CLASSES)))
    found = model.chances(["Foto: Ada", "Qualm"], NAMES)
    photo = np.exp(2) / (np.exp(2) + len(CLASSES) - 1)
    assert found[0, CLASSES.index("photo_credit")] == pytest.approx(photo)
    assert found.sum(axis=1) == pytest.approx([1, 1])
    assert found[1] == pytest.approx([1 / len(CLASSES)] * len(CLASSES))


def test_no_lines_have_no_chances() -> None:
    assert load_line_model().chances([], NAMES).shape == (0, len(CLASSES))


def test_weights_of_another_shape_are_refused() -> None:
    with pytest.raises(ValueError, match="shape"):
        LineModel.rounded(np.zeros((3, len(CLASSES))), np.zeros(len(CLASSES)))


def test_what_is_saved_is_loaded(tmp_path: Path) -> None:
    rng = np.random.default_rng(7)
    model = LineModel.rounded(rng.normal(size=(BUCKETS, len(CLASSES))), rng.normal(size=len(CLASSES)))
    save_line_model(model, "{}", tmp_path / "model.npz")
    loaded = load_line_model(tmp_path / "model.npz")
    assert (loaded.weights == model.weights).all()
    assert loaded.chances(["Foto: Ada"], NAMES) == pytest.approx(model.chances(["Foto: Ada"], NAMES))


def test_the_shipped_weights_were_made_with_the_invented_lines_that_are_here() -> None:
    with np.load(WEIGHTS) as found:
        files = {each["file"]: each["sha256"] for each in json.loads(str(found["provenance"]))["files"]}
    for name in ("paraphrases.tsv", "story_lines.tsv", "plain_lines.tsv"):
        assert files[name] == sha256((HERE / name).read_bytes()).hexdigest(), f"train anew: {name} has changed"
