"""Rows as datasketch objects, and answers of an archive against brute force."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from copydesk.duplicates.lookup import Archive
from copydesk.duplicates.minhash_index import load_minhashes
from copydesk.errors import UsageError

ONE = (
    "The harbour wall at Brackwell was repaired on Monday after a winter of storms, and ferries ran again. "
    "Engineers poured forty truckloads of concrete into a breach that had grown with every tide since January."
)
TWO = (
    "The harbour wall at Brackwell was repaired on Monday after a winter of storms, and nobody noticed. "
    "Engineers poured thirty truckloads of gravel into a breach that had grown with every tide since January."
)
THREE = "A rare heron nested on the roof of the observatory, and the astronomers moved their instruments indoors."


@pytest.fixture
def report(stage, limits):
    """documents, lines and signatures of three articles; the last line of the first is a notice."""

    def call(**more):
        line = "Reporting by North Agency in the capital city"
        done = stage(
            {"text": f"{ONE}\n{line}", "source": "A", "notices": [("credit_line", "North Agency", line)]},
            {"text": TWO, "source": "B"},
            {"text": THREE, "source": "C"},
            limits=replace(limits, **more),
        )
        docs = done.articles["doc_id"]
        lines = pd.DataFrame(
            [(docs[0], 0, "body"), (docs[0], 1, "notice"), (docs[1], 0, "body"), (docs[2], 0, "body")],
            columns=["doc_id", "line_no", "label"],
        )
        return done.articles, lines, done.signatures

    return call


@pytest.mark.parametrize("seed", [1, 20260501])
def test_rows_are_what_datasketch_makes_of_the_shingles(report, streamed, seed):
    from datasketch import MinHash, MinHashLSH
    from xxhash import xxh32_intdigest

    articles, _, prints = report(seed=seed)
    loaded = load_minhashes(prints, seed)
    scratch = {}
    for doc, text in zip(articles["doc_id"], (ONE, TWO, THREE), strict=True):
        folded = text.replace(",", "").replace(".", "").lower().split()
        scratch[doc] = MinHash(128, seed=seed, hashfunc=xxh32_intdigest)
        for at in range(len(folded) - 4):
            scratch[doc].update(" ".join(folded[at : at + 5]).encode())
    for one in loaded:
        np.testing.assert_array_equal(loaded[one].hashvalues, scratch[one].hashvalues)
        for two in loaded:
            assert loaded[one].jaccard(scratch[two]) == scratch[one].jaccard(loaded[two])
    assert 0 < loaded[articles["doc_id"][0]].jaccard(loaded[articles["doc_id"][1]]) < 1
    index = MinHashLSH(0.5, 128)
    for doc, each in loaded.items():
        index.insert(doc, each)
    assert all(doc in index.query(each) for doc, each in scratch.items())


def test_a_loaded_row_may_be_fed_further(report):
    articles, _, prints = report()
    loaded = load_minhashes(prints, 1)
    one, two = (loaded[doc].copy() for doc in articles["doc_id"][:2])
    one.update(b"and so it went on")
    one.merge(two)
    assert one.jaccard(two) > loaded[articles["doc_id"][0]].jaccard(two)


def test_shares_are_exact_and_of_the_body_alone(report, limits):
    articles, lines, prints = report()
    archive = Archive(articles, lines, prints, limits)
    hit = archive.find(ONE, 0.5)[0]
    assert hit.doc_id == articles["doc_id"][0]
    assert (hit.jaccard, hit.text_in_article, hit.article_in_text) == (1, 1, 1)
    assert articles["text"][0][hit.start : hit.end] == ONE[:-1]
    assert archive.find(ONE.upper(), 0.9)[0].doc_id == hit.doc_id
    credit = archive.find("Reporting by North Agency in the capital city", 0.1)
    assert hit.doc_id not in {each.doc_id for each in credit}


def test_jaccard_and_containment_of_a_part(report, limits):
    articles, lines, prints = report()
    part = " ".join(ONE.split()[:12])
    hits = Archive(articles, lines, prints, limits).find(part, 0.5)
    words = dict(zip(articles["doc_id"], (len(ONE.split()), len(TWO.split())), strict=False))
    assert {hit.doc_id for hit in hits} == set(words)
    for hit in hits:
        assert hit.text_in_article == 1
        assert hit.article_in_text == hit.jaccard == 8 / (words[hit.doc_id] - 4)


def test_an_archive_of_nothing_has_seen_nothing(report, limits):
    articles, lines, prints = (frame.iloc[:0] for frame in report())
    assert Archive(articles, lines, prints, limits).find(ONE, 0.5) == []


def test_another_seed_or_another_cut_is_refused(report, limits):
    articles, lines, prints = report()
    with pytest.raises(UsageError, match="another seed"):
        Archive(articles, lines, prints, replace(limits, seed=2))
    with pytest.raises(UsageError, match="another version of copydesk"):
        Archive(articles, lines[lines["line_no"] == 0], prints, limits)
    with pytest.raises(UsageError, match="do not have 64 permutations"):
        Archive(articles, lines, prints, replace(limits, num_perm=64))


def test_a_few_words_of_a_long_article_are_found_wherever_they_stand(stage, limits):
    words = [f"{a}{b}{c}" for a in "bdfgklmnpr" for b in "aeiou" for c in ("dan", "ral", "tik", "vos", "zim") * 8]
    random = np.random.default_rng(1)
    long = [" ".join(random.permutation(words)) for _ in range(4)]
    done = stage(*[{"text": text, "source": f"Outlet {n}"} for n, text in enumerate(long)])
    lines = pd.DataFrame({"doc_id": done.articles["doc_id"], "line_no": 0, "label": "body"})
    archive = Archive(done.articles, lines, done.signatures, limits)
    for at in range(0, 1990, 199):
        part = " ".join(long[2].split()[at : at + 7])
        assert [hit.doc_id for hit in archive.find(part, 1.0)] == [done.articles["doc_id"][2]]
