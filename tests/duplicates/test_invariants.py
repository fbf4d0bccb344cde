"""What must hold of the whole stage, whatever is copied, added, or read in another order."""

from __future__ import annotations

import random

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

quick = settings(
    max_examples=12, derandomize=True, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
OUTLETS = ("Harbour Courier", "Coast Post", "Tidewatch", "Lindmere Post", None)
SENTENCES = tuple(
    " ".join(f"{random.Random(f'{row}/{place}').choice(syllables)}{row}" for place in range(14)).capitalize() + "."
    for row, syllables in enumerate([["ka", "lo", "mi", "ne", "po", "ru", "sa", "ti"]] * 24)
)
TABLES = ("pairs", "passages", "clusters", "members")


@st.composite
def papers(draw, least=2, most=6):
    """Articles that share runs of sentences; no two at one time, and each its own text."""
    made = []
    for number in range(draw(st.integers(least, most))):
        first = draw(st.integers(0, 6))
        rows = range(first, first + draw(st.integers(3, 10)))
        own = [f"Paper {number} adds word{number}x{place} of its own." for place in range(draw(st.integers(0, 3)))]
        body = (
            draw(st.permutations([*(SENTENCES[row] for row in rows), *own]))
            if draw(st.booleans())
            else [
                *(SENTENCES[row] for row in rows),
                *own,
            ]
        )
        made.append(
            {
                "text": f"Here number {number} begins.\n" + draw(st.sampled_from([" ", "\n\n"])).join(body),
                "source": draw(st.sampled_from(OUTLETS)),
                "published_at": f"2024-03-{number + 1:02d}T10:00:00Z" if draw(st.booleans()) else None,
            }
        )
    dated = [each for each in made if each["published_at"]]
    return [*dated, *[each for each in made if not each["published_at"]][:1]]


def folded(text):
    return "".join(c if c.isalnum() else " " for c in text.casefold()).split()


@quick
@given(papers())
def test_figures_are_shares_that_agree(stage, records):
    done = stage(*records)
    for row in done.pairs.itertuples():
        least, most = sorted((row.containment_a_in_b, row.containment_b_in_a))
        assert 0 <= row.jaccard <= least <= most <= 1
        # |A & B| from either side, and the Jaccard index that follows from the two containments
        assert row.jaccard == pytest.approx(least * most / (least + most - least * most))
        assert 0 < row.longest_run_words <= row.shared_words
        assert 0 <= row.quoted_share <= 1


@quick
@given(papers())
def test_passages_point_at_equal_words_in_both_display_texts(stage, records):
    done = stage(*records)
    assert set(done.passages["pair_id"]) == set(done.pairs["pair_id"])
    for row in done.passages.itertuples():
        a = folded(done.texts[row.doc_id_a][row.start_a : row.end_a])
        b = folded(done.texts[row.doc_id_b][row.start_b : row.end_b])
        assert done.texts[row.doc_id_a][row.start_a : row.end_a] == row.text
        assert (a[:5], a[-5:]) == (b[:5], b[-5:])  # a passage begins and ends in a run of at least five equal words
        assert row.words <= min(len(a), len(b))
    joined = done.passages.groupby("pair_id")["words"].sum()
    assert done.pairs.set_index("pair_id")["shared_words"].eq(joined).all()


@quick
@given(papers(), st.randoms(use_true_random=False))
def test_input_order_changes_nothing(stage, records, chance):
    shuffled = records[:]
    chance.shuffle(shuffled)
    one, two = stage(*records), stage(*shuffled)
    for name in TABLES:
        pd.testing.assert_frame_equal(getattr(one, name), getattr(two, name))


NEW = "A new almanac lists ninety lighthouses, three of them dark, and the tides at every pier until December."


@quick
@given(papers(), st.sampled_from(OUTLETS), st.sampled_from([None, "2024-02-01T10:00:00Z", "2024-04-01T10:00:00Z"]))
def test_a_new_article_leaves_every_pair_and_its_id_as_they_were(stage, records, source, time):
    before = stage(*records)
    copied = {"text": f"{NEW} {SENTENCES[5]} {SENTENCES[6]}", "source": source, "published_at": time}
    for new in ({**copied, "text": NEW}, copied):
        after = stage(new, *records)
        old = after.pairs[after.pairs["pair_id"].isin(before.pairs["pair_id"])].reset_index(drop=True)
        # Only the story of a pair may change, by an article that shares its text.
        columns = [name for name in old.columns if name != "cluster_id" or new["text"] == NEW]
        pd.testing.assert_frame_equal(old[columns], before.pairs[columns])
        kept = after.passages[after.passages["pair_id"].isin(before.pairs["pair_id"])].reset_index(drop=True)
        pd.testing.assert_frame_equal(kept, before.passages)


@quick
@given(st.integers(0, 10), st.integers(3, 10), st.integers(0, 10), st.integers(0, 5))
def test_a_part_is_contained_entirely(stage, first, size, before, behind):
    part = " ".join(SENTENCES[first : first + size])
    ahead = " ".join(f"ahead{row}" for row in range(before))
    after = " ".join(f"after{row}" for row in range(behind))
    whole = f"{ahead} {part} {after}".strip()
    done = stage(
        {"text": whole, "source": "Harbour Courier", "published_at": "2024-03-01T10:00:00Z"},
        {"text": part, "source": "Coast Post", "published_at": "2024-03-02T10:00:00Z"},
    )
    (row,) = done.pairs.itertuples()
    assert row.containment_b_in_a == 1
    assert row.containment_a_in_b == pytest.approx((14 * size - 4) / (14 * size - 4 + before + behind))


@quick
@given(papers(2, 4), st.lists(st.sampled_from(["Sign up for our letter", "Share this page", "Follow us"]), max_size=3))
def test_furniture_changes_no_figure_of_the_bodies(stage, records, lines):
    # Lines that are not body: what stands around a copy can neither make it a copy nor hide that it is one.
    framed = [
        {
            **record,
            "text": "\n".join([*lines, record["text"], *lines]),
            "notices": [("chrome", None, line) for line in dict.fromkeys(lines)],
        }
        for record in records
    ]
    figures = [
        "source_a",
        "source_b",
        "jaccard",
        "containment_a_in_b",
        "containment_b_in_a",
        "shared_words",
        "relation",
    ]
    one, two = (
        done.pairs[figures].sort_values(figures, ignore_index=True) for done in (stage(*records), stage(*framed))
    )
    pd.testing.assert_frame_equal(one, two)


def test_the_papers_share_text_at_all(stage):
    # The properties above would hold of nothing as well.
    found = []

    @quick
    @given(papers())
    def look(records):
        found.append(stage(*records).pairs["relation"].tolist())

    look()
    assert sum(map(bool, found)) >= 6
    assert len({relation for each in found for relation in each}) >= 3
