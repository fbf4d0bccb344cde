"""The duplicates stage: bodies in, verified pairs, passages, stories and signatures out."""

from __future__ import annotations

import numpy as np
import pandas as pd

from copydesk.duplicates.candidates import Candidates, find_candidates
from copydesk.duplicates.judging import Desk, judge, open_desk, tells
from copydesk.duplicates.order import ordered
from copydesk.duplicates.rows import pair_row, passage_rows
from copydesk.duplicates.shingles import Stream, shingle_sets, stream
from copydesk.duplicates.signatures import permutations, shingle_hashes, signatures
from copydesk.duplicates.story_tables import common_story, story_tables, template_table
from copydesk.duplicates.verify import Match, verify
from copydesk.settings import rooms
from copydesk.tables import TABLES
from copydesk.text import quotations, words_inside, words_labelled

__all__ = ["duplicates"]

Frames = tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame, pd.DataFrame, pd.DataFrame, pd.DataFrame]


def duplicates(
    articles: pd.DataFrame,
    layout: pd.DataFrame,
    segments: pd.DataFrame,
    words: pd.DataFrame,
    vocabulary: pd.DataFrame,
    lines: pd.DataFrame,
    notices: pd.DataFrame,
    settings: rooms.Duplicates,
) -> Frames:
    """Pairs, passages, clusters, members, signatures and templates of all articles' bodies (see ``tables``).

    Candidates come from MinHash bands and rare shingles; each is verified on the exact shingle sets, and
    only verified passages of at least ``min_passage_words`` words make a pair.
    """
    keep = words_labelled(layout, lines, len(words))
    body = stream(words, vocabulary, keep, len(articles), settings.shingle_words)
    sets = shingle_sets(body)
    signed = signatures(body, shingle_hashes(body, vocabulary), permutations(settings.num_perm, settings.seed))
    desk = open_desk(articles, layout, lines, notices)
    candidates = find_candidates(signed, sets, settings)
    pairs = ordered(candidates.pairs, np.array(desk.ranks))
    quoted = words_inside(words, quotations(articles))[body.rows]
    matches = list(verify(pairs, body, sets, quoted, settings.max_passage_gap, settings.min_passage_words))
    return _tables(matches, desk, articles, words, body, sets[1], signed, candidates, settings)


def _tables(
    matches: list[Match],
    desk: Desk,
    articles: pd.DataFrame,
    words: pd.DataFrame,
    body: Stream,
    bounds: np.ndarray,
    signed: np.ndarray,
    candidates: Candidates,
    settings: rooms.Duplicates,
) -> Frames:
    judged = [(match, *judge(match, desk, settings)) for match in matches if tells(match, desk, settings)]
    pair_rows = [pair_row(match, relation, credit, desk) for match, relation, credit in judged]
    pairs = pd.DataFrame(pair_rows, columns=TABLES["pairs"].names).sort_values("pair_id", ignore_index=True)
    starts, ends = words["start"].to_numpy(), words["end"].to_numpy()
    passages = pd.DataFrame(
        [row for match, _, _ in judged for row in passage_rows(match, desk, body, starts, ends)],
        columns=TABLES["passages"].names,
    ).sort_values(["pair_id", "start_a", "start_b"], ignore_index=True)
    loose = [star for star in candidates.stars if len(star) > candidates.whole]
    clusters, members, stories = story_tables(pairs, articles, desk.credits, settings, loose)
    pairs["cluster_id"] = [
        common_story(stories.get(a, []), stories.get(b, []))
        for a, b in zip(pairs["doc_id_a"], pairs["doc_id_b"], strict=True)
    ]
    prints = pd.DataFrame(
        {
            "doc_id": desk.doc_ids,
            "signature": [row.astype("<u4").tobytes() for row in signed],
            "shingles": np.diff(bounds),
        }
    )
    return pairs, passages, clusters, members, prints, template_table(candidates, desk.doc_ids)
