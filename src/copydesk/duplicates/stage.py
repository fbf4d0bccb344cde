"""The duplicates stage: bodies in, verified pairs, passages, stories and signatures out."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from copydesk.duplicates.bodies import Bodies, read_bodies
from copydesk.duplicates.candidates import Candidates
from copydesk.duplicates.compared import Match
from copydesk.duplicates.judging import Desk, judge, open_desk, tells
from copydesk.duplicates.kept_words import KeptWords, keep_words
from copydesk.duplicates.order import ordered, time_rank
from copydesk.duplicates.presentation import present
from copydesk.duplicates.rows import pair_row, passage_rows, passage_spans
from copydesk.duplicates.story_tables import common_story, story_tables, template_table
from copydesk.duplicates.verify import matches
from copydesk.settings import rooms
from copydesk.tables import TABLES
from copydesk.text import words_labelled

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
    bodies = read_bodies(words, vocabulary, keep, len(articles), settings)
    signed = _signed(articles, bodies)
    candidates = bodies.candidates()
    compared = bodies.compare(ordered(candidates.pairs, time_rank(articles)))
    del bodies  # most of the memory
    compared = compared.without_set_phrases(settings.set_phrase_words, settings.passage_reach)
    told = compared.where(tells(compared, articles["source"], settings))
    desk = open_desk(articles, layout, lines, notices, told.documents)
    kept = keep_words(words, keep, told.documents, len(articles))
    found = matches(told, kept.bounds, kept.quoted(articles, words))
    return (
        *_tables(found, desk, articles, words, kept, candidates, settings),
        signed,
        template_table(candidates, desk.doc_ids),
    )


def _signed(articles: pd.DataFrame, bodies: Bodies) -> pd.DataFrame:
    """The signatures table."""
    size, joined = 4 * bodies.signatures.shape[1], bodies.signatures.astype("<u4").tobytes()
    rows = [joined[at : at + size] for at in range(0, len(joined), size)]
    return pd.DataFrame({"doc_id": articles["doc_id"], "signature": rows, "shingles": bodies.sizes})


def _tables(
    found: Iterable[Match],
    desk: Desk,
    articles: pd.DataFrame,
    words: pd.DataFrame,
    kept: KeptWords,
    candidates: Candidates,
    settings: rooms.Duplicates,
) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    starts, ends = words["start"].to_numpy(), words["end"].to_numpy()
    pair_rows, rows = [], []
    for match in found:
        spans = passage_spans(match, kept, starts, ends)
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
    return pairs, passages, clusters, members
