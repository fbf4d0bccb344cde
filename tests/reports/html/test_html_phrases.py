from __future__ import annotations

import pandas as pd
import pytest

from copydesk.reports.html.intervals import interval
from copydesk.reports.html.phrases import (
    apart_text,
    count_text,
    language_tag,
    share_text,
    time_text,
    unit_text,
    web_address,
    words,
)


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (0.0, "0%"),
        (1.0, "100%"),
        (0.5, "50%"),
        (0.1234, "12.3%"),
        (0.0004, "<0.1%"),
        (0.9996, ">99.9%"),
        (None, "–"),
        (float("nan"), "–"),
    ],
)
def test_a_share_is_said_as_per_cent(value: float | None, said: str) -> None:
    assert share_text(value) == said


@pytest.mark.parametrize(
    ("value", "said"), [(1234567, "1,234,567"), (3.25, "3.25"), (2.0, "2"), (2.5, "2.5"), (None, "–"), ("3", "–")]
)
def test_a_number_has_thousands_and_two_decimals(value: object, said: str) -> None:
    assert count_text(value) == said


def test_a_value_is_said_with_its_unit() -> None:
    assert unit_text(0.25, "share") == "25%"
    assert unit_text(40, "words") == "40 words"
    assert unit_text(1, "words") == "1 word"
    assert unit_text(1, "addresses") == "1 address"
    assert unit_text(40, None) == "40"
    assert unit_text(None, "words") == "–"


def test_a_time_is_said_as_exactly_as_it_is_known() -> None:
    at = pd.Timestamp("2026-03-01 08:30", tz="UTC")
    assert time_text(at) == "1 March 2026, 08:30 UTC"
    assert time_text(at, "day") == "1 March 2026"
    assert time_text(None) == time_text(pd.NaT) == "undated"


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (0.01, "14 minutes"),
        (1 / 24 / 60, "1 minute"),
        (0.5764, "14 hours"),
        (1.9, "46 hours"),
        (12.4, "12 days"),
        (1.0, "1 day"),
        (0.0001, "1 minute"),
    ],
)
def test_a_distance_in_time_is_said_roughly(days: float, said: str) -> None:
    assert apart_text(days) == said


def test_enumerated_values_are_said_in_words() -> None:
    assert words("uncredited") == "no credit found"
    assert words("opinion_disclaimer") == "opinion disclaimer"
    assert words(None) == ""


@pytest.mark.parametrize(
    "address", ["https://a.example/x?y=1&z=2#p", "http://a.example", "https://xn--bcher-kva.example/"]
)
def test_a_web_address_may_be_linked(address: str) -> None:
    assert web_address(address) == address


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        " https://a.example",
        "https://a.example/\n",
        "data:text/html,x",
        "//a.example",
        "https://",
        "http://user@a.example",
        "https://[",
        "https://аpple.example",
        "file:///etc",
        "ftp://a.example/x",
        None,
        "java\tscript:alert(1)",
    ],
)
def test_anything_else_is_not_linked(address: object) -> None:
    assert web_address(address) == ""


def test_only_a_language_code_becomes_a_lang_attribute() -> None:
    assert language_tag("en") == "en"
    assert language_tag('en" onload="x') == language_tag(None) == language_tag("") == ""


def test_an_interval_is_drawn_to_scale_and_said() -> None:
    drawn = interval(0.25, 0.2, 0.5)
    assert 'aria-label="25%, interval 20% to 50%"' in drawn
    assert '<rect x="19.4" y="3.5" width="24.6"' in drawn
    assert '<circle cx="23.5"' in drawn
    assert interval(None, 0.1, 0.2) == ""
