"""The attribution stage: sentences judged, sources found, articles measured."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd

from copydesk.attribution.anonymity import find_reasons
from copydesk.attribution.judging import Judgement, judge, point_out
from copydesk.attribution.kinds import KINDS, UNNAMED
from copydesk.attribution.lexicon import DEFAULT, lexicons
from copydesk.attribution.marks import CLOSE, OPEN
from copydesk.attribution.names import stems
from copydesk.attribution.outlets import outlets
from copydesk.attribution.reporting import find_second_hand
from copydesk.attribution.rules import Scores
from copydesk.attribution.shares import Judged, measure
from copydesk.attribution.sources import Sources, find
from copydesk.attribution.tokens import Flags, Rows, Tokens, tokens
from copydesk.settings import rooms
from copydesk.text import segments_labelled

__all__ = ["attribution"]

_DECISION = 0.5
_NEAR = 2  # sentences over which a reason for anonymity reaches


def attribution(
    articles: pd.DataFrame, layout: pd.DataFrame, segments: pd.DataFrame, words: pd.DataFrame,
    vocabulary: pd.DataFrame, lines: pd.DataFrame, settings: rooms.Attribution,
) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:  # fmt: skip
    """Judge every body sentence; returns sentences, attributions and attribution (see ``tables``).

    English articles are judged by the linear model, other languages by the rules of their lexicon.
    """
    known = lexicons(settings.checks)
    read = tokens(articles, segments, words, vocabulary, known)
    judgement = judge(read, vocabulary, articles["language"], segments)
    scores = judgement.scores
    body = np.flatnonzero(segments_labelled(segments, layout, lines))
    speech = scores.speech[body] >= _DECISION
    cue = scores.cue[body] >= _DECISION
    any_ = (scores.any[body] >= _DECISION) | speech | cue
    sentences = _sentences(articles, segments, body, scores, speech, any_, cue)
    sentences["method"] = np.where(judgement.modelled[body], "model", "rules")
    told = body[speech | cue]
    rows, judged = _attributions(articles, segments, vocabulary, settings, read, judgement, told)
    quoted = read.count(read.marks.inside)[body]
    lengths = (read.last - read.first)[body]
    docs = segments["doc_no"].to_numpy()
    table = measure(Judged(docs[body], speech, any_, lengths, quoted, docs[told], *judged), len(articles))
    return sentences, rows, table


def _sentences(
    articles: pd.DataFrame, segments: pd.DataFrame, body: Rows, scores: Scores, speech: Flags, any_: Flags, cue: Flags
) -> pd.DataFrame:
    part = segments.iloc[body]
    return pd.DataFrame({
        "doc_id": articles["doc_id"].take(part["doc_no"].to_numpy()).to_numpy(),
        "sentence_no": part["sentence_no"].to_numpy(), "start": part["start"].to_numpy(), "end": part["end"].to_numpy(),
        "attributed_speech": speech, "attributed_any": any_, "has_cue": cue, "speech_score": scores.speech[body],
        "any_score": scores.any[body], "cue_score": scores.cue[body],
    })  # fmt: skip


def _attributions(
    articles: pd.DataFrame, segments: pd.DataFrame, vocabulary: pd.DataFrame, settings: rooms.Attribution,
    read: Tokens, judgement: Judgement, told: Rows,
) -> tuple[pd.DataFrame, tuple[Rows, Rows, Flags, list[str | None], list[str | None]]]:  # fmt: skip
    """The attributions table over ``told`` (rows of segments), and kind, key, second hand, outlets, reasons."""
    cues, first, last = point_out(read, judgement, told)
    quoted = (read.count(read.marks.inside) > 0)[told] | (
        read.count((read.marks.after & (OPEN | CLOSE)) != 0) > 0)[told]
    docs = segments["doc_no"].to_numpy()[told]
    line = (docs.astype(np.int64) << 32) | segments["line_no"].to_numpy()[told]
    sources = find(read, stems(vocabulary), told, line, (cues, first, last), quoted & (first < 0))
    second = find_second_hand(read, vocabulary, articles, outlets(settings.checks), told, first, last)
    texts = articles["text"].tolist()
    reasons = _reasons(articles, segments, settings, read, told, sources.kind, texts)
    frame = _rows(articles, segments, read, told, cues, sources, texts)
    frame["quoted"], frame["second_hand"], frame["second_hand_outlet"] = quoted, second.flags, second.outlets
    frame["anonymity_reason"] = reasons
    return frame, (sources.kind, sources.key, second.flags, second.outlets, reasons)


def _reasons(
    articles: pd.DataFrame, segments: pd.DataFrame, settings: rooms.Attribution, read: Tokens, told: Rows,
    kind: npt.NDArray[np.int64], texts: list[str],
) -> list[str | None]:  # fmt: skip
    """The reason nearest to each unnamed source, within two sentences of the same article."""
    known = lexicons(settings.checks)
    languages = [language if language in known else DEFAULT for language in articles["language"].fillna("").tolist()]
    found = find_reasons(read, texts, languages, known, segments["start"].to_numpy(), segments["end"].to_numpy())
    docs = segments["doc_no"].to_numpy()
    reasons: list[str | None] = [None] * len(told)
    if not found:
        return reasons
    for row in np.flatnonzero(kind == UNNAMED).tolist():
        sentence = int(told[row])
        near = [s for s in sorted(range(sentence - _NEAR, sentence + _NEAR + 1), key=lambda s: (abs(s - sentence), s))
                if s in found and docs[s] == docs[sentence]]  # fmt: skip
        reasons[row] = found[near[0]] if near else None
    return reasons


def _rows(
    articles: pd.DataFrame, segments: pd.DataFrame, read: Tokens, told: Rows, cues: Rows, sources: Sources,
    texts: list[str],
) -> pd.DataFrame:  # fmt: skip
    part = segments.iloc[told]
    docs = part["doc_no"].to_numpy()
    starts, ends = part["start"].to_numpy(), part["end"].to_numpy()
    frame = pd.DataFrame({
        "doc_id": articles["doc_id"].take(docs).to_numpy(), "sentence_no": part["sentence_no"].to_numpy(),
        "start": starts, "end": ends, "kind": np.array(KINDS, dtype=object)[sources.kind],
    })  # fmt: skip
    frame["source_text"], frame["source_start"], frame["source_end"] = _printed(texts, read, docs, sources.first, sources.last)
    frame["source_name"] = _printed(texts, read, docs, sources.name_first, sources.name_last, owner=False)[0]
    frame["cue"], frame["cue_start"], frame["cue_end"] = _printed(texts, read, docs, cues, cues)
    frame["text"] = [texts[doc][a:b] for doc, a, b in zip(docs.tolist(), starts.tolist(), ends.tolist(), strict=True)]
    return frame


def _printed(
    texts: list[str], read: Tokens, docs: npt.NDArray[np.int32], first: Rows, last: Rows, owner: bool = True
) -> tuple[list[str | None], pd.Series, pd.Series]:
    """The words first to last as printed, with their offsets; missing where first is -1."""
    have = first >= 0
    starts = np.where(have, read.start[np.maximum(first, 0)] if len(read.start) else 0, -1)
    ends = np.where(have, read.end[np.maximum(last, 0)] if len(read.end) else 0, -1)
    printed = [texts[doc][a:b] if a >= 0 else None
               for doc, a, b in zip(docs.tolist(), starts.tolist(), ends.tolist(), strict=True)]  # fmt: skip
    if not owner:
        printed = [text[:-2] if text and text.endswith(("'s", "’s")) else text for text in printed]
    return printed, _offsets(starts, have), _offsets(ends, have)


def _offsets(values: npt.NDArray[np.int64], have: Flags) -> pd.Series:
    return pd.Series(pd.arrays.IntegerArray(values.astype(np.int64), ~have))
