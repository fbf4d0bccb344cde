"""The table of word vectors: what is shipped, and how it is looked up and built."""

from __future__ import annotations

import json
import os
from pathlib import Path

import numpy as np
import pytest
from test_training import write_corpus
from test_wordnet import write_wordnet

from copydesk.attribution import model, vectors, vectors_build
from copydesk.attribution.roles import CUES, SOURCES
from copydesk.attribution.vectors import CLASSES, NUMBERS, TURNED, find_words, number_vectors, table


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
    spread = table()[1][:, :TURNED].std(axis=0)
    np.testing.assert_allclose(spread, vectors_build._LEVELS / vectors_build._SPREAD, rtol=0.2)


def test_a_word_is_in_one_class_of_verbs_and_one_of_nouns_at_most() -> None:
    member = table()[1][:, TURNED:] != 0
    verbs = sum(name.startswith("verb") for name in CLASSES)
    assert member[:, :verbs].sum(axis=1).max() == member[:, verbs:].sum(axis=1).max() == 1
    assert {"warned", "cautioned"} <= find_words("verb.communication")
    assert "senator" in find_words("noun.group", "noun.person")
    assert not number_vectors(["the"])[0, TURNED:].any()


def test_rare_words_have_roles_by_their_class() -> None:
    shipped = model.load()
    assert shipped is not None
    assert {"bemoaned", "reiterates"} <= shipped.candidates & find_words(*CUES)
    assert {"astronomers", "stockholders"} <= shipped.nominals & find_words(*SOURCES)


def test_building_twice_gives_the_same_text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_corpus(tmp_path)
    write_wordnet(tmp_path)
    monkeypatch.setattr(vectors_build, "TURNED", 4)
    random = np.random.default_rng(0)
    seen = ["said", "the", "is", "are", "and", "wet", "green", "was"]
    words = [*seen, "grumbled", "gossips", "polishes", "ferns", "joss"]
    rows = {word: [*random.standard_normal(100).tolist(), 5.0, 1] for word in words}
    (tmp_path / "v.json").write_text(json.dumps({"vectors": rows}))
    text = vectors_build.build(tmp_path / "v.json", tmp_path, tmp_path)
    assert text == vectors_build.build(tmp_path / "v.json", tmp_path, tmp_path)
    built = dict(line.split(" ") for line in text.splitlines() if not line.startswith("#"))
    assert sorted(built) == list(built)
    assert set(built) == {*seen, "grumbled", "gossips"}, (
        "the others have no class that matters, or are names in the articles"
    )
    assert {len(row) for row in built.values()} == {2 + 4}
    verb, noun = (chr(ord("A") + CLASSES.index(name)) for name in ("verb.communication", "noun.person"))
    assert (built["grumbled"][:2], built["gossips"][:2], built["the"][:2]) == (f"{verb}.", f".{noun}", "..")


def test_the_shipped_table_is_the_rebuilt_one() -> None:
    sources = [os.environ.get(name) for name in ("COPYDESK_VECTORS", "COPYDESK_WORDNET", "COPYDESK_DATA")]
    if None in sources:
        pytest.skip("COPYDESK_VECTORS (a file), COPYDESK_WORDNET and COPYDESK_DATA (folders) are not all set")
    read, senses, data = (Path(str(source)) for source in sources)
    shipped = Path(vectors.__file__).parent / vectors.FILE
    assert shipped.read_text(encoding="ascii") == vectors_build.build(read, senses, data / "attribution")


@pytest.mark.parametrize(("source", "file"), [("GloVe", "GLOVE-NOTICE.txt"), ("WordNet 3.1", "WORDNET-NOTICE.txt")])
def test_project_notice_names_the_sources(source: str, file: str) -> None:
    notice = (Path(__file__).parents[2] / "NOTICE").read_text(encoding="utf-8")
    assert source in notice
    assert file in notice
    assert source in (Path(vectors.__file__).parent / "data" / file).read_text(encoding="ascii")
