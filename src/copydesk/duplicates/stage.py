"""The duplicates stage: bodies in, verified pairs, passages, stories and signatures out."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd

from copydesk.duplicates.candidates import Candidates, find_candidates
from copydesk.duplicates.judging import Desk, judge, open_desk, tells
from copydesk.duplicates.order import ordered, time_rank
from copydesk.duplicates.presentation import present
from copydesk.duplicates.rows import pair_row, passage_rows, passage_spans
from copydesk.duplicates.shingles import Ints, Stream, shingle_sets, stream
from copydesk.duplicates.signatures import permutations, shingle_hashes, signatures
from copydesk.duplicates.story_tables import common_story, story_tables, template_table
from copydesk.duplicates.verify import Match, compare, matches
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
    candidates = find_candidates(signed, sets, settings)
    pairs = ordered(candidates.pairs, time_rank(articles))
    compared = compare(pairs, body, sets, settings.max_passage_gap, settings.min_passage_words)
    compared = compared.without_set_phrases(settings.set_phrase_words, settings.passage_reach)
    told = compared.where(tells(compared, articles["source"], settings))
    desk = open_desk(articles, layout, lines, notices, told.documents)
    found = matches(told, body.bounds, _quoted(articles, words, body, told.documents))
    return _tables(list(found), desk, articles, words, body, sets[1], signed, candidates, settings)


def _quoted(articles: pd.DataFrame, words: pd.DataFrame, body: Stream, documents: Ints) -> npt.NDArray[np.bool_]:
    """For each row of ``body``, whether it stands in a quotation; False in articles other than ``documents``."""
    quoted = np.zeros(len(body.rows), bool)
    at = np.concatenate([np.arange(body.bounds[d], body.bounds[d + 1]) for d in documents] or [np.zeros(0, np.int64)])
    spans = quotations(articles.iloc[documents])
    spans["doc_no"] = documents[spans["doc_no"].to_numpy()]
    quoted[at] = words_inside(words[["doc_no", "start"]].iloc[body.rows[at]], spans)
    return quoted


def _tables(
    found: list[Match],
    desk: Desk,
    articles: pd.DataFrame,
    words: pd.DataFrame,
    body: Stream,
    bounds: np.ndarray,
    signed: np.ndarray,
    candidates: Candidates,
    settings: rooms.Duplicates,
) -> Frames:
    starts, ends = words["start"].to_numpy(), words["end"].to_numpy()
    pair_rows, rows = [], []
    for match in found:
        spans = passage_spans(match, body, starts, ends)
        shown = present(match, desk.texts[match.a], desk.texts[match.b], *spans)
        pair_rows.append(pair_row(match, *judge(match, shown, desk, settings), desk))
        rows += passage_rows(match, desk, spans)
    pairs = pd.DataFrame(pair_rows, columns=TABLES["pairs"].names).sort_values("pair_id", ignore_index=True)
    passages = pd.DataFrame(rows, columns=TABLES["passages"].names)
    passages = passages.sort_values(["pair_id", "start_a", "start_b"], ignore_index=True)
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
