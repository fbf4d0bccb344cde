from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from copydesk.attribution.lexicon import BITS, lexicons, traits
from copydesk.errors import SettingsError
from copydesk.settings import load
from copydesk.text import fold


def test_every_language_has_every_list() -> None:
    known = lexicons(load().attribution.checks)
    assert {"en", "de", "fr", "es"} <= set(known)
    for each in known.values():
        lists = [name for name in BITS if any(bits & BITS[name] for bits in each.bits.values())]
        assert set(BITS) - set(lists) == {"title", "upper", "number", "possessive", "adverb"}
        assert each.reasons


def test_words_are_folded_as_the_vocabulary_folds_them() -> None:
    for each in lexicons(load().attribution.checks).values():
        assert [word for word in each.bits if word != fold(word)] == []
    assert fold("äußerte") in lexicons(load().attribution.checks)["de"].bits


def test_a_possessive_form_has_the_traits_of_its_stem() -> None:
    vocabulary = pd.DataFrame({"folded": ["report", "report's", "slowly"], "shape": ["lower", "title", "lower"]})
    found = traits(vocabulary, lexicons(load().attribution.checks)["en"])
    assert found[0] & BITS["documents"]
    assert found[1] & BITS["documents"]
    assert found[1] & BITS["possessive"]
    assert found[1] & BITS["title"]
    assert found[2] & BITS["adverb"]


@pytest.mark.parametrize("text", ["language = ", "language = 'en'\n[cues]\nstrong = 'said'\n"])
def test_a_file_that_cannot_be_used_is_named(tmp_path: Path, text: str) -> None:
    (tmp_path / "attribution").mkdir()
    (tmp_path / "attribution" / "en.toml").write_text(text)
    with pytest.raises(SettingsError, match=r"en\.toml"):
        lexicons(tmp_path)


def test_english_is_needed(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"en\.toml is missing"):
        lexicons(tmp_path)
