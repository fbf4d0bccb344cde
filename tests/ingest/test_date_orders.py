"""Which of day and month stands first is told by the input's other dates, or called a guess."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from copydesk.ingest import ingest
from copydesk.ingest.date_orders import Order, settle_orders, tell_order
from copydesk.ingest.dates import read_date
from copydesk.settings import load

DAYS = st.lists(st.dates(date(1990, 1, 1), date(2030, 12, 31)), min_size=1, max_size=12)
TEXT = "The ferry sailed again on Monday after the storm had kept it at the quay for a week."


@pytest.mark.parametrize(
    ("text", "order"),
    [
        ("03/04/2024", Order.OPEN),
        ("3-4-2024 10:15", Order.OPEN),
        ("03/04/24", Order.OPEN),
        ("13/04/2024", Order.DAY),
        ("04/13/2024", Order.MONTH),
        ("05/05/2024", Order.NONE),
        ("2024/03/04", Order.NONE),
        ("2024-03-04", Order.NONE),
        ("03.04.2024", Order.NONE),
        ("3/4", Order.NONE),
        ("99/98/2024", Order.DAY),
    ],
)
def test_numbers_show_their_order(text: str, order: Order) -> None:
    assert tell_order(text) == order


def settled(written: Sequence[str], files: Sequence[str] | None = None) -> pd.DataFrame:
    moments = [read_date(each, 1600, 2035) for each in written]
    rows = [
        {"published_at": each.at, "date_order": each.order, "turned_at": each.turned, "published_origin": "field"}
        for each in moments
        if each
    ]
    assert len(rows) == len(written)
    frame = pd.DataFrame(rows).astype({"turned_at": "datetime64[us, UTC]", "published_at": "datetime64[us, UTC]"})
    return settle_orders(frame.assign(input_file=files or "a.csv"))


@given(DAYS, st.sampled_from(["%d/%m/%Y", "%m/%d/%Y", "%d-%m-%Y", "%m/%d/%Y 10:15"]))
def test_one_clear_date_tells_the_order_of_all(days: list[date], form: str) -> None:
    days = [*days, date(2024, 5, 14)]
    rows = settled([day.strftime(form) for day in days])
    assert [at.date() for at in rows["published_at"]] == days
    assert set(rows["published_origin"]) == {"field"}


@given(DAYS)
def test_where_nothing_tells_the_month_is_first_and_a_guess(days: list[date]) -> None:
    early = [day.replace(day=min(day.day, 12)) for day in days]
    rows = settled([day.strftime("%m/%d/%Y") for day in early])
    assert [at.date() for at in rows["published_at"]] == early
    assert (rows["published_origin"] == "guess").tolist() == [day.day != day.month for day in early]


def test_dates_of_both_orders_tell_nothing() -> None:
    rows = settled(["13/04/2024", "04/13/2024", "03/04/2024"])
    assert rows["published_at"].dt.strftime("%m-%d").tolist() == ["04-13", "04-13", "03-04"]
    assert rows["published_origin"].tolist() == ["field", "field", "guess"]


def test_an_input_tells_nothing_of_another() -> None:
    rows = settled(["13/04/2024", "03/04/2024", "03/04/2024"], ["a.csv", "a.csv", "b.csv"])
    assert rows["published_at"].dt.strftime("%m-%d").tolist() == ["04-13", "04-03", "03-04"]
    assert rows["published_origin"].tolist() == ["field", "field", "guess"]


def test_ingest_reads_a_column_in_its_own_order(tmp_path: Path) -> None:
    dates = ("03/04/2024 22:30", "13/04/2024", "20.06.2024", "2024-03-04", "")
    rows = [f'{number},{day},"{TEXT} {number}"' for number, day in enumerate(dates)]
    (tmp_path / "a.csv").write_text("\n".join(["id,date,text", *rows]))
    (tmp_path / "b.csv").write_text(f'id,date,text\n9,03/04/2024,"{TEXT} 9"')
    articles = ingest([tmp_path], load().ingest)[0].sort_values("input_id")
    told = articles["published_at"].dt.strftime("%m-%d %H:%M").fillna("").tolist()
    assert told == ["04-03 22:30", "04-13 00:00", "06-20 00:00", "03-04 00:00", "", "03-04 00:00"]
    assert articles["published_origin"].tolist() == ["field", "field", "field", "field", "none", "guess"]
