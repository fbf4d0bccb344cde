"""Rows of the sentences and attributions tables."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa

from copydesk.attribution.anonymity import find_reasons
from copydesk.attribution.judging import Judgement
from copydesk.attribution.kinds import KINDS, UNNAMED
from copydesk.attribution.knowledge import Knowledge
from copydesk.attribution.lexicon import DEFAULT
from copydesk.attribution.sources import Sources
from copydesk.attribution.tokens import Flags, Rows, Tokens

__all__ = ["Part", "as_text", "list_attributions", "list_reasons", "list_sentences"]

_PLACE = ("sentence_no", "start", "end")


@dataclass(frozen=True)
class Part:
    """Some consecutive articles: their rows of articles and segments, numbered from 0, texts and words."""

    articles: pd.DataFrame
    segments: pd.DataFrame
    texts: Sequence[str]
    tokens: Tokens

    @cached_property
    def docs(self) -> npt.NDArray[np.int32]:
        """Number of each sentence's article in the part."""
        return np.asarray(self.segments["doc_no"].to_numpy())

    def places(self, sentences: Rows) -> dict[str, Any]:
        """Article, number and offsets of ``sentences``."""
        ids = self.articles["doc_id"].array.take(self.docs[sentences])
        return {"doc_id": ids} | {name: self.segments[name].to_numpy()[sentences] for name in _PLACE}


def list_sentences(
    part: Part, judgement: Judgement, body: Rows, speech: Flags, any_: Flags, cue: Flags
) -> pd.DataFrame:
    """The sentences table over ``body`` (rows of segments)."""
    scores = judgement.scores
    return pd.DataFrame(part.places(body) | {
        "attributed_speech": speech, "attributed_any": any_, "has_cue": cue, "speech_score": scores.speech[body],
        "any_score": scores.any[body], "cue_score": scores.cue[body],
        "method": _choose(("rules", "model"), judgement.modelled[body].astype(np.int64)),
    })  # fmt: skip


def list_attributions(part: Part, told: Rows, cues: Rows, sources: Sources) -> dict[str, Any]:
    """Columns of attributions over ``told`` (rows of segments), without quotation, second hand and reason."""
    places = part.places(told)
    columns = places | {"kind": _choose(KINDS, sources.kind)}
    for name, first, last in (("source", sources.first, sources.last), ("cue", cues, cues)):
        starts, ends = _offsets(part.tokens, first, last)
        columns |= {f"{name}_start": _masked(starts), f"{name}_end": _masked(ends)}
    return columns | _print(part, told, cues, sources)


def _print(part: Part, told: Rows, cues: Rows, sources: Sources) -> dict[str, Any]:
    """The columns of text, cut from the articles' bytes or, without them, from their strings."""
    read, bytes_ = part.tokens, part.tokens.encoded
    if bytes_ is not None:
        return {
            "source_text": bytes_.print_words(sources.first, sources.last), "cue": bytes_.print_words(cues, cues),
            "source_name": bytes_.print_words(sources.name_first, sources.name_last, bare=True),
            "text": _print_sentences(part, told),
        }  # fmt: skip
    texts, docs = part.texts, part.docs[told].tolist()
    names = _printed(texts, docs, *_offsets(read, sources.name_first, sources.name_last))
    return {
        "source_text": _printed(texts, docs, *_offsets(read, sources.first, sources.last)),
        "cue": _printed(texts, docs, *_offsets(read, cues, cues)),
        "source_name": [name[:-2] if name and name[-2:] in ("'s", "’s") else name for name in names],
        "text": _print_sentences(part, told),
    }


def _print_sentences(part: Part, rows: Rows) -> Any:
    """The text of ``rows`` of segments, which have words."""
    read, bytes_ = part.tokens, part.tokens.encoded
    places = part.segments["start"].to_numpy()[rows], part.segments["end"].to_numpy()[rows]
    if bytes_ is not None:
        return bytes_.print_sentences(*places, (read.first[rows], read.last[rows] - 1), (read.start, read.end))
    return as_text(_printed(part.texts, part.docs[rows].tolist(), *places))


def list_reasons(part: Part, known: Knowledge, told: Rows, kind: Rows, reach: int) -> list[str | None]:
    """The reason nearest to each unnamed source, within ``reach`` sentences of the same article."""
    languages = [name if name in known.lexicons else DEFAULT for name in part.articles["language"].tolist()]
    found = find_reasons(part.tokens, part.docs, languages, known.lexicons, partial(_print_sentences, part))
    reasons: list[str | None] = [None] * len(told)
    if not found:
        return reasons
    given, docs = np.array(sorted(found)), part.docs
    rows = np.flatnonzero(kind == UNNAMED)
    after = np.searchsorted(given, told[rows])
    nearest, least = np.full(len(rows), -1), np.full(len(rows), reach + 1)
    for at in (after - 1, after):  # of two as near, the one before
        there = given[np.clip(at, 0, len(given) - 1)]
        away = np.abs(there - told[rows])
        better = (at >= 0) & (at < len(given)) & (away < least) & (docs[there] == docs[told[rows]])
        nearest, least = np.where(better, there, nearest), np.where(better, away, least)
    for row, sentence in zip(rows[nearest >= 0].tolist(), nearest[nearest >= 0].tolist(), strict=True):
        reasons[row] = found[sentence]
    return reasons


def as_text(values: list[str | None]) -> Any:
    """A column of text, made by Arrow: most of ``values`` are missing."""
    return pd.array(pa.array(values, pa.large_string()), dtype="str")


def _choose(values: tuple[str, ...], codes: Rows) -> Any:
    """The value of each code, without making a string for each."""
    return pd.array(pa.array(values, pa.large_string()).take(pa.array(codes)), dtype="str")


def _offsets(tokens: Tokens, first: Rows, last: Rows) -> tuple[Rows, Rows]:
    """Offsets of the words first to last; -1 where first is -1."""
    have = first >= 0
    if len(tokens.start) == 0:
        return first, last
    return np.where(have, tokens.start[np.maximum(first, 0)], -1), np.where(have, tokens.end[np.maximum(last, 0)], -1)


def _printed(
    texts: Sequence[str], docs: list[int], starts: npt.NDArray[np.generic], ends: npt.NDArray[np.generic]
) -> list[str | None]:
    return [texts[doc][a:b] if a >= 0 else None
            for doc, a, b in zip(docs, starts.tolist(), ends.tolist(), strict=True)]  # fmt: skip


def _masked(values: Rows) -> Any:
    return pd.arrays.IntegerArray(values.astype(np.int64), values < 0)
