"""Origin: by credit, then time, then containment, else undecided; and independent sources."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from copydesk.duplicates.origin import Origin, find_origin, independent_sources

UNDATED = np.iinfo(np.int64).max
SOURCES = {1: "Harbour Wire", 2: "Daily Tide", 3: "Coast Post"}
NO_TIME = dict.fromkeys(SOURCES, UNDATED)


def _origin(credited=None, ranks=None, day_only=frozenset(), contained=None, sources=SOURCES):
    return find_origin(sorted(sources), sources, credited or {}, ranks or NO_TIME, set(day_only), contained or {})


def test_the_credit_decides_before_time():
    assert _origin({2: ["Harbour Wire"], 3: ["harbour wire", "Harbour Wire"]}, {1: 30, 2: 10, 3: 20}) == Origin(
        1, "Harbour Wire", "credit_line", 0.9
    )


def test_an_agency_that_is_no_member_is_a_source_without_an_article():
    assert _origin({2: ["North Agency"], 3: ["North Agency"]}) == Origin(None, "North Agency", "credit_line", 0.9)


def test_of_two_names_the_more_credited_one_and_then_the_alphabet():
    assert _origin({1: ["B"], 2: ["A"], 3: ["B"]}).source == "B"
    assert _origin({1: ["B"], 2: ["A"]}).source == "A"


def test_two_articles_of_the_credited_outlet_leave_the_article_open():
    found = _origin({3: ["Wire"]}, sources={1: "Wire", 2: "Wire", 3: "Coast Post"})
    assert (found.doc, found.source, found.basis) == (None, "Wire", "credit_line")


def test_time_decides_when_nobody_gives_credit():
    assert _origin(ranks={1: 30, 2: 10, 3: 20}) == Origin(2, "Daily Tide", "time", 0.8)


def test_the_same_day_without_a_time_does_not_decide():
    assert _origin(ranks={1: 30, 2: 10, 3: 20}, day_only={3}).basis == "undecided"


def test_the_article_that_holds_all_others_is_where_they_were_cut_from():
    held = {(2, 1): 0.95, (1, 2): 0.4, (3, 1): 1.0, (1, 3): 0.5}
    assert _origin(contained=held) == Origin(1, "Harbour Wire", "containment", 0.6)


def test_equal_copies_without_time_or_credit_are_undecided():
    alike = {(a, b): 1.0 for a in SOURCES for b in SOURCES if a != b}
    assert _origin(contained=alike) == Origin(None, None, "undecided", 0.0)


def test_independent_sources_are_parts_that_reuse_does_not_connect():
    assert independent_sources([1, 2, 3, 4], {(1, 2), (3, 2)}) == 2
    assert independent_sources([1, 2], {(1, 2)}) == 1
    assert independent_sources([1, 2, 3], {(1, 9)}) == 3


@settings(max_examples=80, derandomize=True, deadline=None)
@given(st.sets(st.tuples(st.integers(0, 7), st.integers(0, 7)), max_size=12))
def test_independent_sources_are_the_connected_parts(linked):
    near = {doc: {doc} for doc in range(8)}
    for a, b in linked:
        both = near[a] | near[b]
        for doc in both:
            near[doc] = both
    assert independent_sources(range(8), linked) == len({min(part) for part in near.values()})
