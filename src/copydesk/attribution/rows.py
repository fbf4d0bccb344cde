"""Rows of the sentences and attributions tables."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
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

__all__ = ["Columns", "Part", "as_text", "frame", "list_attributions", "list_reasons", "list_sentences"]

_PLACE = ("sentence_no", "start", "end")
_WORDED = {"method": ("rules", "model"), "kind": KINDS}
_MASKED = {"source_start", "source_end", "cue_start", "cue_end"}
Columns = dict[str, Any]
"""Columns of a part: NumPy or Arrow arrays."""


@dataclass(frozen=True)
class Part:
    """Some consecutive articles, numbered from 0: their rows of articles, texts and words, and of every sentence the
    article, line, number in its article and offsets. ``number`` is the first article's in the corpus.
    """

    articles: pd.DataFrame
    number: int
    docs: Rows
    segments: dict[str, Any]
    texts: Sequence[str]
    tokens: Tokens

    def places(self, sentences: Rows) -> Columns:
        """Article, number and offsets of ``sentences``."""
        return {"doc_no": self.docs[sentences] + self.number} | {
            name: self.segments[name][sentences] for name in _PLACE
        }


def list_sentences(part: Part, judgement: Judgement, body: Rows, speech: Flags, any_: Flags, cue: Flags) -> Columns:
    """Columns of sentences over ``body`` (rows of segments)."""
    scores = judgement.scores
    return part.places(body) | {
        "attributed_speech": speech, "attributed_any": any_, "has_cue": cue, "speech_score": scores.speech[body],
        "any_score": scores.any[body], "cue_score": scores.cue[body], "method": judgement.modelled[body],
    }  # fmt: skip


def list_attributions(part: Part, told: Rows, cues: Rows, sources: Sources) -> Columns:
    """Columns of attributions over ``told`` (rows of segments), without quotation, second hand and reason."""
    columns = part.places(told) | {"kind": sources.kind}
    for name, first, last in (("source", sources.first, sources.last), ("cue", cues, cues)):
        columns[f"{name}_start"], columns[f"{name}_end"] = _offsets(part.tokens, first, last)
    return columns | _print(part, told, cues, sources)


def frame(articles: pd.DataFrame, parts: Sequence[Columns]) -> pd.DataFrame:
    """The columns of all ``parts``, one after another, as the table holds them, with the ids of ``articles``."""
    columns = {name: _join([part[name] for part in parts]) for name in parts[0]}
    ids = articles["doc_id"].array.take(columns.pop("doc_no"))
    for name, values in _WORDED.items():
        if name in columns:
            columns[name] = _choose(values, columns[name])
    for name in _MASKED & set(columns):
        columns[name] = pd.arrays.IntegerArray(columns[name].astype(np.int64), columns[name] < 0)
    return pd.DataFrame({"doc_id": ids} | columns, copy=False)


def _join(pieces: list[Any]) -> Any:
    if isinstance(pieces[0], np.ndarray):
        return np.concatenate(pieces)
    return pd.array(pa.chunked_array([each for each in pieces if len(each)], pa.large_string()), dtype="str")


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
        "source_text": as_text(_printed(texts, docs, *_offsets(read, sources.first, sources.last))),
        "cue": as_text(_printed(texts, docs, *_offsets(read, cues, cues))),
        "source_name": as_text([name[:-2] if name and name[-2:] in ("'s", "’s") else name for name in names]),
        "text": _print_sentences(part, told),
    }


def _print_sentences(part: Part, rows: Rows) -> Any:
    """The text of ``rows`` of segments, which have words."""
    read, bytes_ = part.tokens, part.tokens.encoded
    places = part.segments["start"][rows], part.segments["end"][rows]
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
    """An Arrow array of text: most of ``values`` are missing."""
    return pa.array(values, pa.large_string())


def _choose(values: tuple[str, ...], codes: Rows) -> Any:
    """The value of each code, without making a string for each."""
    return pd.array(pa.array(values, pa.large_string()).take(pa.array(codes.astype(np.int64))), dtype="str")


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
