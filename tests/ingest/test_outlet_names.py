"""An outlet has one name, however its records write it."""

from __future__ import annotations

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from copydesk.ingest.outlet_names import unify_names


def named(*names: str | None) -> pd.Series:
    return pd.Series(names, dtype="str", index=range(3, 3 + len(names)))


def test_the_most_frequent_spelling_stands() -> None:
    names = named("Harbour POST", "Harbour Post", "harbour  post", "Harbour Post", None, "Harbour Postman")
    wanted = named(*["Harbour Post"] * 4, None, "Harbour Postman")
    pd.testing.assert_series_equal(unify_names(names), wanted)


def test_spellings_as_frequent_go_by_code_points() -> None:
    assert unify_names(named("the mail", "The Mail")).tolist() == ["The Mail", "The Mail"]


@given(st.lists(st.sampled_from(["a b", "A b", "A  B", "c", "C", None]), min_size=1, max_size=12), st.randoms())
def test_order_changes_nothing_and_once_is_enough(names: list[str | None], random) -> None:
    found = unify_names(named(*names))
    order = random.sample(range(len(names)), len(names))
    again = unify_names(named(*(names[place] for place in order)))
    assert again.fillna("").tolist() == found.iloc[order].fillna("").tolist()
    pd.testing.assert_series_equal(unify_names(found), found)
    known = set(found.dropna())
    assert len({" ".join(name.casefold().split()) for name in known}) == len(known)
