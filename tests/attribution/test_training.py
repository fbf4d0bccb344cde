from __future__ import annotations

import gzip
import json
import re
from hashlib import sha256
from pathlib import Path

import numpy as np
import pytest

from copydesk.attribution import model, vectors
from copydesk.attribution.gold import Annotated, label_spans, label_words, read_annotated
from copydesk.attribution.training import SPEECH_FILE, TRAIN_FILE, train
from copydesk.attribution.vectors import table
from copydesk.errors import UsageError

PEOPLE = ("Orla Benneweth", "Joss Tarrandine", "Ines Maddern", "Oswin Tarleigh")
TOPICS = ("the ramp was closed", "the pumps were new", "the ferry was late", "the pier was safe")


def write_corpus(folder: Path) -> None:
    """Forty articles of a few sentences, every second one attributed by "said"."""
    (folder / SPEECH_FILE).write_text("said\n")
    with gzip.open(folder / TRAIN_FILE, "wt", encoding="utf-8") as file:
        for number in range(40):
            person, topic = PEOPLE[number % 4], TOPICS[number // 4 % 4]
            line = f"{person} said {topic}. The paint is green and the boards are wet.\n"
            spans = [
                {
                    "source": [[0, len(person)]],
                    "cue": [[len(person) + 1, len(person) + 5]],
                    "content": [[len(person) + 6, len(person) + 6 + len(topic)]],
                }
            ]
            row = {"id": f"a{number}", "publisher": "p", "text": line, "annotations": {"x": spans}, "sentences": None}
            file.write(json.dumps(row) + "\n")


def test_training_twice_gives_the_same_bytes_and_a_model_that_has_learned(tmp_path: Path) -> None:
    write_corpus(tmp_path)
    train(tmp_path, tmp_path / "one.json")
    train(tmp_path, tmp_path / "two.json")
    assert (tmp_path / "one.json").read_bytes() == (tmp_path / "two.json").read_bytes()
    learned = model.load(tmp_path / "one.json")
    assert learned is not None
    assert learned.candidates - set(table()[0]) == set()
    assert learned.candidates & {"said", "green", "paint", "boards"} == {"said"}
    assert "bemoaned" in learned.candidates, "which the articles do not have, and the table has"
    has_said = np.array([(learned.words.index("said") + 2) * 2])
    assert (learned.bag[:, has_said] > 0).all()
    assert learned.spoken == {"said"}


def test_the_file_says_where_it_comes_from(tmp_path: Path) -> None:
    write_corpus(tmp_path)
    train(tmp_path, tmp_path / "one.json")
    said = json.loads((tmp_path / "one.json").read_text(encoding="utf-8"))["provenance"]
    assert said["articles"] == 40
    assert set(said["files"]) == {TRAIN_FILE, SPEECH_FILE}
    assert said["command"] == "copydesk train attribution DATA"


def test_the_shipped_weights_say_where_they_come_from() -> None:
    shipped = Path(model.__file__).with_name("weights.json").read_text(encoding="utf-8")
    said = json.loads(shipped)["provenance"]
    assert said["articles"] == 840
    assert re.fullmatch("[0-9a-f]{64}", said["files"][TRAIN_FILE])
    assert "/" not in json.dumps(said["files"])
    table = Path(vectors.__file__).with_name("data") / "vectors.txt"
    assert said["vectors"] == sha256(table.read_bytes()).hexdigest()


def test_missing_data_is_named(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=TRAIN_FILE):
        train(tmp_path, tmp_path / "one.json")


def test_labels_follow_the_definitions() -> None:
    text = "Orla said yes. They planned it. It was “late”, no cue."
    spans = (
        {"source": [[0, 4]], "cue": [[5, 9]], "content": [[10, 13]]},
        {"source": [[15, 19]], "cue": [[20, 27]], "content": [[28, 30]]},
        {"source": [], "cue": [], "content": [[39, 45]]},
    )
    row = Annotated("a", "p", text, spans, ())
    starts, ends = np.array([0, 15, 32, 47]), np.array([14, 31, 46, 54])
    labels = label_spans(row, starts, ends, frozenset({"said"}))
    assert labels.tolist() == [[True, True, True], [False, True, True], [True, True, False], [False, False, False]]


def test_words_are_labelled_by_overlap(tmp_path: Path) -> None:
    row = Annotated("a", "p", "Orla said yes", ({"source": [[0, 4]], "cue": [[5, 9]], "content": []},), ())
    starts, ends = np.array([0, 5, 10]), np.array([4, 9, 13])
    assert label_words(row, starts, ends, "cue").tolist() == [False, True, False]
    assert label_words(row, starts, ends, "source").tolist() == [True, False, False]


def test_articles_are_read_with_their_first_annotator(tmp_path: Path) -> None:
    write_corpus(tmp_path)
    rows = read_annotated(tmp_path / TRAIN_FILE)
    assert len(rows) == 40
    assert rows[0].attributions[0]["cue"] == [[15, 19]]
    assert rows[0].sentences == ()
