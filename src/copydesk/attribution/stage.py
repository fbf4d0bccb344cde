"""The attribution stage: sentences judged, sources found, articles measured."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt
import pandas as pd

from copydesk.attribution.judging import judge, point_out
from copydesk.attribution.knowledge import Knowledge, know
from copydesk.attribution.marks import CLOSE, OPEN
from copydesk.attribution.reporting import find_second_hand
from copydesk.attribution.rows import Part, as_text, list_attributions, list_reasons, list_sentences
from copydesk.attribution.shares import Judged, measure
from copydesk.attribution.sources import find
from copydesk.attribution.tokens import Flags, Rows, tokens
from copydesk.settings import rooms
from copydesk.tables import TABLES
from copydesk.text import doc_bounds, segments_labelled
from copydesk.text.compiling import REPAYS_COMPILER

__all__ = ["attribution"]

_PART_WORDS = 200_000  # words worked on at a time, so that the arrays stay in the cache
_NAMES = ("sentences", "attributions", "attribution")


def attribution(
    articles: pd.DataFrame, layout: pd.DataFrame, segments: pd.DataFrame, words: pd.DataFrame,
    vocabulary: pd.DataFrame, lines: pd.DataFrame, settings: rooms.Attribution,
) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:  # fmt: skip
    """Judge every body sentence; returns sentences, attributions and attribution (see ``tables``).

    English articles are judged by the linear model, other languages by the rules of their lexicon. An
    attributions row stands for a sentence that is attributed by speech or quotation, or holds a cue.
    """
    known = know(vocabulary, articles["language"].fillna("").tolist(), settings)
    body = segments_labelled(segments, layout, lines)
    done = [_judge_part(part, known, rows, settings) for part, rows in _parts(articles, segments, words, body, known)]
    if not done:
        return TABLES["sentences"].empty(), TABLES["attributions"].empty(), TABLES["attribution"].empty()
    sentences, rows, shares = (pd.concat(frames, ignore_index=True) for frames in zip(*done, strict=True))
    return sentences, rows, shares.assign(doc_no=np.arange(len(articles), dtype=np.int32))


def _parts(
    articles: pd.DataFrame, segments: pd.DataFrame, words: pd.DataFrame, body: Flags, known: Knowledge
) -> Iterator[tuple[Part, Rows]]:
    """Consecutive articles of about 200,000 words together, and the rows of their body sentences."""
    count, compiled = len(articles), len(words) >= REPAYS_COMPILER
    of_words = doc_bounds(words["doc_no"].to_numpy(), count)
    of_segments = doc_bounds(segments["doc_no"].to_numpy(), count)
    first = 0
    while first < count:
        last = max(int(np.searchsorted(of_words, of_words[first] + _PART_WORDS, side="right")) - 1, first + 1)
        a, b, u, v = (int(bounds[end]) for bounds in (of_segments, of_words) for end in (first, last))
        sentences = segments.iloc[a:b]
        sentences = sentences.assign(doc_no=sentences["doc_no"] - first, first_word=sentences["first_word"] - u,
                                     last_word=sentences["last_word"] - u)  # fmt: skip
        own = articles.iloc[first:last]
        own_words = words.iloc[u:v].assign(doc_no=words["doc_no"].iloc[u:v] - first)
        read = tokens(own, sentences, own_words, known.traits, compiled)
        yield (
            Part(own, sentences, own["text"].array if compiled else own["text"].tolist(), read),
            np.flatnonzero(body[a:b]),
        )
        first = last


def _judge_part(
    part: Part, known: Knowledge, body: Rows, settings: rooms.Attribution
) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    read = part.tokens
    judgement = judge(read, known, part.articles["language"], part.segments)
    scores = judgement.scores
    speech, any_, cue = (each[body] >= settings.decision for each in (scores.speech, scores.any, scores.cue))
    worded = (read.last > read.first)[body]  # a line of dots is no statement, whatever its neighbours are
    speech, any_, cue = speech & worded, (any_ | speech | cue) & worded, cue & worded
    told = body[speech | cue]
    found = point_out(read, known, judgement, told, settings)
    rows, sourced = _attribute(part, known, told, found, settings.reason_reach)
    words, quoted = (read.last - read.first)[body], read.count(read.marks.inside)[body]
    judged = Judged(part.docs[body], speech, any_, words, quoted, part.docs[told], *sourced)
    shares = measure(judged, len(part.articles))
    return list_sentences(part, judgement, body, speech, any_, cue), rows, shares


def _attribute(
    part: Part, known: Knowledge, told: Rows, found: tuple[Rows, Rows, Rows], reach: int
) -> tuple[pd.DataFrame, tuple[npt.NDArray[np.int64], Rows, Flags, list[str | None], list[str | None]]]:
    """The attributions rows of ``told``, and their kinds, keys, second hand, outlets and reasons."""
    read = part.tokens
    quoted = (read.count(read.marks.inside | ((read.marks.after & (OPEN | CLOSE)) != 0)) > 0)[told]
    lines = (part.docs[told].astype(np.int64) << 32) | part.segments["line_no"].to_numpy()[told]
    sources = find(read, known.stems, told, lines, found, quoted)
    second = find_second_hand(read, known, part.articles, told, found[1], found[2])
    reasons = list_reasons(part, known, told, sources.kind, reach)
    rows = list_attributions(part, told, found[0], sources)
    rows |= {"quoted": quoted, "second_hand": second.flags, "second_hand_outlet": as_text(second.outlets)}
    frame = pd.DataFrame(rows | {"anonymity_reason": as_text(reasons)})
    return frame, (sources.kind, sources.key, second.flags, second.outlets, reasons)
