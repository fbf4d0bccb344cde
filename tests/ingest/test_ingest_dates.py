from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copydesk.ingest import foreign_dates
from copydesk.ingest.dates import Moment, read_date, read_days, read_url_date

YEARS = (1600, 2035)


@pytest.mark.parametrize(
    ("value", "expected", "precision"),
    [
        ("2026-05-14T08:30:00Z", "2026-05-14T08:30", "time"),
        ("2026-05-14 08:30:15.250", "2026-05-14T08:30", "time"),
        ("2026-05-14T08:30:00+02:00", "2026-05-14T06:30", "time"),
        ("Thu, 14 May 2026 08:30:00 EST", "2026-05-14T13:30", "time"),
        ("May 14, 2026 8:30 XYZ", "2026-05-14T08:30", "time"),
        ("2026-05-14", "2026-05-14T00:00", "day"),
        ("2026-05-14 00:00:00", "2026-05-14T00:00", "day"),
        ("2026-05-14T00:00:00+05:00", "2026-05-14T00:00", "day"),
        ("20260514", "2026-05-14T00:00", "day"),
        ("Thursday, May 14, 2026", "2026-05-14T00:00", "day"),
        ("14th May 2026", "2026-05-14T00:00", "day"),
        ("Published on May 14, 2026 at 8:30 am", "2026-05-14T08:30", "time"),
        ("11:34 20.06.2026 •", "2026-06-20T11:34", "time"),
        ("05/06/2026", "2026-05-06T00:00", "day"),
        ("05.06.2026", "2026-06-05T00:00", "day"),
        ("14-MAY-1987 15:01:01.79", "1987-05-14T15:01", "time"),
        (1778747400, "2026-05-14T08:30", "time"),
        ("1778747400000", "2026-05-14T08:30", "time"),
        (1778747400.0, "2026-05-14T08:30", "time"),
        (20260514, "2026-05-14T00:00", "day"),
        (date(2026, 5, 14), "2026-05-14T00:00", "day"),
        (datetime(2026, 5, 14, 8, 30), "2026-05-14T08:30", "time"),
        ({"$date": "2026-05-14T08:30:00Z"}, "2026-05-14T08:30", "time"),
    ],
)
def test_dates_as_they_are_written(value: Any, expected: str, precision: str) -> None:
    moment = read_date(value, *YEARS)
    assert moment is not None
    assert (moment.at.strftime("%Y-%m-%dT%H:%M"), moment.precision) == (expected, precision)
    assert moment.at.tzinfo is UTC


@pytest.mark.parametrize(
    ("value", "expected", "precision"),
    [
        ("14. Mai 2026", "2026-05-14T00:00", "day"),
        ("Donnerstag, 14. Mai 2026, 08:30 Uhr", "2026-05-14T08:30", "time"),
        ("Veröffentlicht am 14. Mai 2026", "2026-05-14T00:00", "day"),
        ("14 mai 2026", "2026-05-14T00:00", "day"),
        ("Publié le 14 mai 2026 à 8h30", "2026-05-14T08:30", "time"),
        ("1er mai 2026", "2026-05-01T00:00", "day"),
        ("14 de mayo de 2026", "2026-05-14T00:00", "day"),
        ("14 maggio 2026", "2026-05-14T00:00", "day"),
        ("14 de maio de 2026", "2026-05-14T00:00", "day"),
        ("12 maja 2026", "2026-05-12T00:00", "day"),
        ("12 listopada 2026 r.", "2026-11-12T00:00", "day"),
        ("14 мая 2026 г., 08:30", "2026-05-14T08:30", "time"),
        ("14 травня 2026", "2026-05-14T00:00", "day"),
        ("2026年5月14日", "2026-05-14T00:00", "day"),
        ("2026年5月14日 08:30", "2026-05-14T08:30", "time"),
        ("2026년 5월 14일", "2026-05-14T00:00", "day"),
        ("2026년 5월 14일 오후 2:30", "2026-05-14T14:30", "time"),
        ("14 مايو 2026", "2026-05-14T00:00", "day"),
        ("١٤ مايو ٢٠٢٦", "2026-05-14T00:00", "day"),
        ("14 मई 2026", "2026-05-14T00:00", "day"),
        ("14 Mayıs 2026", "2026-05-14T00:00", "day"),
        ("14 Μαΐου 2026", "2026-05-14T00:00", "day"),
        ("14. května 2026", "2026-05-14T00:00", "day"),
        ("14. toukokuuta 2026", "2026-05-14T00:00", "day"),
        ("14 พฤษภาคม 2569", "2026-05-14T00:00", "day"),
        ("14 mai 2026 10:30 CET", "2026-05-14T09:30", "time"),
        ("14 mai 2026 CET", "2026-05-14T00:00", "day"),
        ("14 mai 2026 EST", "2026-05-14T00:00", "day"),
    ],
)
def test_dates_in_the_words_of_other_languages(value: str, expected: str, precision: str) -> None:
    moment = read_date(value, *YEARS)
    assert moment is not None
    assert (moment.at.strftime("%Y-%m-%dT%H:%M"), moment.precision) == (expected, precision)


def test_a_date_is_read_alike_whatever_was_read_before() -> None:
    values = ["7 mar. 2026", "mar. 10 mars 2026", "1 mai 2026", "1 mart 2026", "12 listopada 2026", "1. maj 2026"]

    def read(order: list[str]) -> dict[str, tuple[datetime, bool] | None]:
        foreign_dates._read.cache_clear()
        foreign_dates._parser.cache_clear()
        return {value: foreign_dates.read_foreign(value) for value in order}

    assert read(values) == read(values[::-1])
    assert None not in read(values).values()


@pytest.mark.parametrize(
    "value",
    [
        "",
        "0001-01-01",
        "2050-01-01",
        "May 2026",
        "14 May",
        "2026",
        "10:30",
        "yesterday",
        "mai 2026",
        "14. Mai",
        "14 mai 26",
        "gestern, 14:30",
        "vor 3 Tagen",
        "14 ships of 2026 left",
        "Harbour 14, 2026 Linden",
        "2026 14 14 14",
        "14. Mai 2026 in der neuen und der alten Halle von Linden",
        "10",
        "nan",
        "2026-13-45",
        53,
        0,
        True,
        None,
        float("nan"),
        float("inf"),
        10**400,
        [],
        {},
        "9" * 50,
        "99/99/9999",
        datetime.max,
    ],
)
def test_what_is_no_usable_date_is_empty(value: Any) -> None:
    assert read_date(value, *YEARS) is None


@given(st.datetimes(datetime(1601, 1, 2), datetime(2035, 12, 30)), st.integers(-14 * 60, 14 * 60))
def test_iso_dates_come_back_exact(value: datetime, minutes: int) -> None:
    aware = value.replace(tzinfo=timezone(timedelta(minutes=minutes)))
    moment = read_date(aware.isoformat(), *YEARS)
    assert moment is not None
    if moment.precision == "time":
        assert moment.at == aware
    else:
        assert moment.at.date() == value.date()


@given(st.text(max_size=40))
def test_no_text_raises(text: str) -> None:
    moment = read_date(text, *YEARS)
    assert moment is None or YEARS[0] <= moment.at.year <= YEARS[1]


def test_days_keep_their_order_and_distance() -> None:
    first, second = read_days(53.25), read_days(54)
    assert first
    assert second
    assert (second.at - first.at, first.precision, second.precision) == (timedelta(hours=18), "time", "day")
    assert [read_days(value) for value in ("53", True, None, 1e9, float("nan"))] == [None] * 5


@pytest.mark.parametrize("path", ["2026/05/14/wall", "news/2026-05-14-wall", "2026/may/14/wall", "a/2026/5/14"])
def test_the_day_in_an_address(path: str) -> None:
    moment = read_url_date(f"https://bay-post.example/{path}", *YEARS)
    assert moment == Moment(datetime(2026, 5, 14, tzinfo=UTC), "day")


@pytest.mark.parametrize("path", ["2026/05/wall", "12026/05/14/x", "2026/13/14/x", "2026/xyz/14/x", "2099/01/01/x"])
def test_no_day_in_an_address(path: str) -> None:
    assert read_url_date(f"https://bay-post.example/{path}", *YEARS) is None
