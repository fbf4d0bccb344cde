from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from attribution_articles import judge, only

from copydesk.attribution.outlets import is_own, outlets, own_names, squeeze
from copydesk.attribution.press import LAST, read_press
from copydesk.errors import SettingsError
from copydesk.settings import load


@pytest.mark.parametrize(
    ("sentence", "outlet"),
    [
        ("Reuters reported that the ramp had been closed.", "Reuters"),
        ("The ramp is beyond repair, notes Bloomberg.", "Bloomberg"),
        ("The ramp will never reopen, writes Bloomberg.", "Bloomberg"),
        ("According to the New York Times, the ramp had been closed.", "The New York Times"),
        ("The Lindmere Post reported that islanders had been cut off.", "Lindmere Post"),
        ("The Associated Press reported on Monday that the ramp had been closed.", "The Associated Press"),
    ],
)
def test_another_outlets_reporting_is_named(sentence: str, outlet: str) -> None:
    row = only(sentence, source="Kelder Dispatch")
    assert row["second_hand"]
    assert row["second_hand_outlet"] == outlet


def test_media_without_a_name_are_second_hand_without_an_outlet() -> None:
    row = only("The minister denounced the plan, as reported by local media.")
    assert row["second_hand"]
    assert pd.isna(row["second_hand_outlet"])


@pytest.mark.parametrize(
    "sentence",
    [
        "Orla Benneweth told Reuters the queue was longer than ever.",
        "Orla Benneweth, a former Reuters editor, said the queue was longer than ever.",
        "“The Times are hard,” said Orla Benneweth.",
    ],
)
def test_talking_to_an_outlet_or_working_for_it_is_not_second_hand(sentence: str) -> None:
    assert not only(sentence)["second_hand"]


@pytest.mark.parametrize(
    "fields", [{"source": "Lindmere Post"}, {"source": "lindmere-post"}, {"url": "https://www.lindmerepost.example/a"}]
)
def test_the_own_outlet_is_never_second_hand(fields: dict[str, str]) -> None:
    row = only("The Lindmere Post reported that islanders had been cut off.", **fields)
    assert not row["second_hand"]
    assert pd.isna(row["second_hand_outlet"])


def test_an_alias_of_the_own_outlet_is_its_own() -> None:
    assert not only("The AP reported that islanders had been cut off.", source="apnews.com")["second_hand"]


def test_a_headline_that_credits_an_outlet_does_not_make_it_the_own() -> None:
    row = only("The ramp is beyond repair, notes Bloomberg.", title="Bloomberg: ramp beyond repair")
    assert row["second_hand_outlet"] == "Bloomberg"


def test_outlets_of_an_article_are_listed_once_in_order() -> None:
    story = (
        "Reuters reported that the ramp had been closed.\nBloomberg reported that it would reopen.\n"
        "Reuters reported that it had not.\nThe paint is green."
    )
    row = judge(story)["attribution"].iloc[0]
    assert row["second_hand_outlets"] == "Bloomberg; Reuters"
    assert row["second_hand_share"] == 1


def test_short_names_belong_to_the_outlet_they_shorten() -> None:
    known = outlets(load().attribution.checks)
    own = own_names(["harbour-courier"], [""], known)[0]
    assert is_own("the Courier", own)
    assert is_own("Harbour Courier", own)
    assert not is_own("Reuters", own)


def test_squeezing_makes_slug_domain_and_name_alike() -> None:
    assert squeeze("The Harbour Courier") == squeeze("harbour-courier") == "harbourcourier"


_LISTED = '[[outlet]]\nname = "Kelder Dispatch"\naliases = []\ndomain = "dispatch.example"\n'
_PRESS = '[press]\nwords = "Lantern"\n'


@pytest.mark.parametrize("text", ["[[outlet]]\nname = 3\n" + _PRESS, _LISTED, "[press]\nwords = 3\n" + _LISTED])
def test_outlets_that_cannot_be_read_name_the_file(tmp_path: Path, text: str) -> None:
    (tmp_path / "attribution").mkdir()
    (tmp_path / "attribution" / "outlets.toml").write_text(text)
    with pytest.raises(SettingsError, match=r"outlets\.toml"):
        outlets(tmp_path)


def test_the_words_of_the_press_are_those_of_the_file(tmp_path: Path) -> None:
    (tmp_path / "attribution").mkdir()
    (tmp_path / "attribution" / "outlets.toml").write_text(_PRESS + _LISTED)
    vocabulary = pd.DataFrame({"form": ["Lantern", "Post", "Kelder"]}, dtype="str")
    assert read_press(vocabulary, outlets(tmp_path)).has(LAST).tolist() == [True, False, False]


def test_a_person_whom_the_article_names_is_no_outlet_of_that_name() -> None:
    story = "Mr. Bloomberg spoke in Kelder.\nBloomberg said that the ramp was closed.\nReuters reported the same."
    rows = judge(story)["attributions"]
    assert rows.loc[rows["text"].str.startswith("Bloomberg"), "second_hand"].tolist() == [False]
    assert rows.loc[rows["second_hand"], "second_hand_outlet"].tolist() == ["Reuters"]
