from __future__ import annotations

import json
import tomllib
from importlib.resources import files

import numpy as np
import pytest
from fictional_pages import labels_of, prose

from copydesk.furniture import mined
from copydesk.furniture.mined import mined_keys
from copydesk.furniture.phrases import keys_of, pattern, phrase_keys, phrases

PHRASES = tomllib.loads(files("copydesk.furniture").joinpath("phrases.toml").read_text(encoding="utf-8"))
LISTS = [name for name, value in PHRASES.items() if isinstance(value, list)]


def test_keys_do_not_see_case_digits_or_punctuation() -> None:
    keys = keys_of(["Read more »", "READ MORE", "read  more...", "read less", "Page 3", "page 27"])
    assert keys[0] == keys[1] == keys[2] != keys[3]
    assert keys[4] == keys[5]


@pytest.mark.parametrize("role", ["teaser_end", "tail_start", "line"])
def test_phrases_have_words_and_sorted_keys(role: str) -> None:
    keys = phrase_keys(role)
    assert 0 not in keys
    assert (np.diff(keys.astype(object)) > 0).all()


@pytest.mark.parametrize("role", LISTS)
def test_no_phrase_is_given_twice(role: str) -> None:
    given = PHRASES[role]
    assert sorted(set(given)) == sorted(given)
    assert phrases(role) == set(given)


@pytest.mark.parametrize("role", sorted(PHRASES["patterns"]))
def test_patterns_compile_and_match_no_empty_line(role: str) -> None:
    assert pattern(role).fullmatch("") is None


def test_no_phrase_of_one_line_is_a_pattern_of_story_words_only() -> None:
    assert not phrases("line") & phrases("tail_start")


def test_the_mined_list_has_no_text_and_fits_the_present_keys() -> None:
    keys = mined_keys()
    about = json.loads(files("copydesk.furniture").joinpath("mined.json").read_text(encoding="utf-8"))
    assert keys.dtype == np.uint64
    assert len(keys) == about["lines"] > 1000
    assert (keys[1:] > keys[:-1]).all()
    # Were keys made another way by now, none of these would be found and the list would be dead.
    assert set(keys_of(["Privacy Policy", "Contact us", "Sign in"])) <= set(keys.tolist())


def test_mined_lines_are_chrome_short_ones_only_beside_others(monkeypatch: pytest.MonkeyPatch) -> None:
    known = np.unique(keys_of(["Tarn", "Vell", "Rules of the lamp club"]))
    monkeypatch.setattr(mined, "mined_keys", lambda: known)
    story = prose(4, 6)
    found = labels_of([*story[:2], "Tarn", story[2], "Rules of the lamp club", story[3], story[4], story[5], "Vell"])
    assert (found["Tarn"], found["Rules of the lamp club"], found["Vell"]) == ("body", "chrome", "chrome")
