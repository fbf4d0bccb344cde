"""Buckets of equal bands, and large ones as stars."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from copydesk.duplicates.bands import MISSED, WHOLE_BUCKET, Buckets, band_buckets, banding, pairs_within
from copydesk.duplicates.stars import star_links

ROWS = st.lists(st.lists(st.integers(0, 2), min_size=6, max_size=6), max_size=30)


@settings(max_examples=60, derandomize=True, deadline=None)
@given(ROWS, st.sets(st.integers(0, 29)))
def test_rows_share_a_bucket_where_they_agree_in_the_band(rows, left_out):
    signatures = np.array(rows, np.uint32).reshape(-1, 6)
    signed = np.array([row for row in range(len(rows)) if row not in left_out], np.int64)
    with ThreadPoolExecutor(2) as pool:
        bands = band_buckets(signatures, signed, 3, 2, pool)
    for band, buckets in enumerate(bands):
        codes = pairs_within(buckets)
        expected = {
            (a, b)
            for a in signed.tolist()
            for b in signed.tolist()
            if a < b and rows[a][2 * band : 2 * band + 2] == rows[b][2 * band : 2 * band + 2]
        }
        assert sorted(zip((codes >> 32).tolist(), (codes & 0xFFFFFFFF).tolist(), strict=True)) == sorted(expected)


@pytest.mark.parametrize("threshold", [0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.99])
def test_banding_takes_the_most_rows_that_miss_little(threshold):
    bands, rows = banding(threshold, 128)
    assert bands * rows <= 128
    assert (1 - threshold**rows) ** bands < MISSED
    assert (1 - threshold ** (rows + 1)) ** (128 // (rows + 1)) >= MISSED


def test_banding_at_the_anchor():
    assert banding(0.7, 128) == (32, 4)


def _one_bucket(*rows: int) -> Buckets:
    return Buckets(np.array(rows, np.int64), np.array([0, len(rows)]))


def test_a_bucket_is_large_above_the_limit():
    assert not _one_bucket(*range(WHOLE_BUCKET)).large().any()
    assert _one_bucket(*range(WHOLE_BUCKET + 1)).large().all()


def test_buckets_of_several_bands_share_their_hub():
    signatures = np.random.default_rng(1).integers(0, 1 << 32, (100, 8), np.uint32)
    hubs, pages = star_links([_one_bucket(*range(10, 60)), _one_bucket(*range(20, 100))], signatures)
    links = set(zip(hubs.tolist(), pages.tolist(), strict=True))
    ends = np.bincount(np.concatenate([hubs, pages]), minlength=100)
    assert len(links) == len(hubs) <= 49 + 79
    assert all(a < b for a, b in links)
    assert (ends[10:] > 0).all()
    assert (ends[:10] == 0).all()
    assert np.count_nonzero(ends > 2) <= 2  # the hubs; no page has more than two links


def test_no_large_bucket_no_link():
    hubs, pages = star_links([Buckets(np.zeros(0, np.int64), np.zeros(1, np.int64))], np.zeros((3, 4), np.uint32))
    assert (len(hubs), len(pages)) == (0, 0)
