"""The attribution stage: sentences judged, sources found, articles measured."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from copydesk.attribution.judging import judge, point_out
from copydesk.attribution.knowledge import Knowledge, know
from copydesk.attribution.marks import CLOSE, OPEN
from copydesk.attribution.reporting import find_second_hand
from copydesk.attribution.rows import (
    Columns,
    Part,
    as_text,
    frame,
    list_attributions,
    list_reasons,
    list_sentences,
)
from copydesk.attribution.shares import Judged, join_judged, measure
from copydesk.attribution.sources import find
from copydesk.attribution.tokens import Flags, Rows, Tokens, tokens
from copydesk.settings import rooms
from copydesk.tables import TABLES
from copydesk.text import doc_bounds, segments_labelled
from copydesk.text.compiling import REPAYS_COMPILER

__all__ = ["attribution", "load_models"]

_PART_WORDS = 400_000  # words worked on at a time: calls cost little then, and arrays few bytes


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
    done = [
        (part.number, _judge_part(part, known, rows, settings))
        for part, rows in _parts(articles, segments, words, body, known)
    ]
    if not done:
        return TABLES["sentences"].empty(), TABLES["attributions"].empty(), TABLES["attribution"].empty()
    numbers, parts = zip(*done, strict=True)
    sentences, rows, judged = zip(*parts, strict=True)
    shares = measure(join_judged(list(zip(numbers, judged, strict=True))), len(articles))
    return frame(articles, sentences), frame(articles, rows), shares


def load_models(
    articles: pd.DataFrame, layout: pd.DataFrame, segments: pd.DataFrame, words: pd.DataFrame,
    vocabulary: pd.DataFrame, settings: rooms.Attribution,
) -> None:  # fmt: skip
    """Load what ``attribution`` needs: models, word lists and loops, in use on these articles."""
    attribution(articles, layout, segments, words, vocabulary, layout.assign(label="body"), settings)


def _parts(
    articles: pd.DataFrame, segments: pd.DataFrame, words: pd.DataFrame, body: Flags, known: Knowledge
) -> Iterator[tuple[Part, Rows]]:
    """Consecutive articles of about 400,000 words together, and the rows of their body sentences."""
    count, compiled = len(articles), len(words) >= REPAYS_COMPILER
    cut, read = _columns(segments), _columns(words)
    of_words, of_segments = doc_bounds(read["doc_no"], count), doc_bounds(cut["doc_no"], count)
    first = 0
    while first < count:
        last = max(int(np.searchsorted(of_words, of_words[first] + _PART_WORDS, side="right")) - 1, first + 1)
        a, b, u, v = (int(bounds[end]) for bounds in (of_segments, of_words) for end in (first, last))
        own, sentences = articles.iloc[first:last], {name: values[a:b] for name, values in cut.items()}
        bounds = pd.DataFrame({name: sentences[name] - u for name in ("first_word", "last_word")}, copy=False)
        own_words = {name: values[u:v] for name, values in read.items()} | {"doc_no": read["doc_no"][u:v] - first}
        found = tokens(own, bounds, pd.DataFrame(own_words, copy=False), known.traits, compiled)
        docs, texts = sentences["doc_no"].astype(np.int64) - first, own["text"]
        yield (
            Part(own, first, docs, sentences, texts.array if compiled else texts.tolist(), found),
            np.flatnonzero(body[a:b]),
        )
        first = last


def _columns(table: pd.DataFrame) -> dict[str, Any]:
    return {name: table[name].to_numpy() for name in table.columns}


def _judge_part(
    part: Part, known: Knowledge, body: Rows, settings: rooms.Attribution
) -> tuple[Columns, Columns, Judged]:
    read, lines = part.tokens, part.segments["line_no"]
    judgement = judge(read, known, part.articles["language"], part.docs, lines)
    scores = judgement.scores
    speech, any_, cue = (each[body] >= settings.decision for each in (scores.speech, scores.any, scores.cue))
    worded = (read.last > read.first)[body]  # a line of dots is no statement, whatever its neighbours are
    speech, any_, cue = speech & worded, (any_ | speech | cue) & worded, cue & worded
    told = body[speech | cue]
    found = point_out(read, known, judgement, told, settings)
    inside, turned = _count_quotation(read)
    quoted = ((inside > 0) | (turned > 0))[told]
    rows, sourced = _attribute(part, known, told, found, quoted, settings.reason_reach)
    words = (read.last - read.first)[body]
    judged = Judged(part.docs[body], speech, any_, words, inside[body], part.docs[told], *sourced)
    return list_sentences(part, judgement, body, speech, any_, cue), rows, judged


def _count_quotation(read: Tokens) -> tuple[Rows, Rows]:
    """How many words of each sentence are inside a quotation, and how many have a quotation mark behind them."""
    if read.encoded is None:
        return read.count(read.marks.inside), read.count((read.marks.after & (OPEN | CLOSE)) != 0)
    from copydesk.attribution.kernels import count_quotation

    counts = np.empty((2, len(read.first)), np.int64)
    count_quotation(read.first, read.last, read.marks.inside, read.marks.after, counts)
    return counts[0], counts[1]


def _attribute(
    part: Part, known: Knowledge, told: Rows, found: tuple[Rows, Rows, Rows], quoted: Flags, reach: int
) -> tuple[Columns, tuple[npt.NDArray[np.int64], Rows, Flags, list[str | None], list[str | None]]]:
    """The attributions rows of ``told``, and their kinds, keys, second hand, outlets and reasons.

    ``quoted`` says whether each of them holds or lies in a quotation.
    """
    read = part.tokens
    lines = (part.docs[told] << 32) | part.segments["line_no"][told]
    sources = find(read, known.stems, told, lines, found, quoted)
    second = find_second_hand(read, known, part.articles, told, found[1], found[2])
    reasons = list_reasons(part, known, told, sources.kind, reach)
    rows = list_attributions(part, told, found[0], sources)
    rows |= {"quoted": quoted, "second_hand": second.flags, "second_hand_outlet": as_text(second.outlets)}
    return rows | {"anonymity_reason": as_text(reasons)}, (
        sources.kind, sources.key, second.flags, second.outlets, reasons)  # fmt: skip
