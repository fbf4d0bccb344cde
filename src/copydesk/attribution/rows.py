"""Rows of the sentences and attributions tables."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from copydesk.attribution.anonymity import find_reasons
from copydesk.attribution.judging import Judgement
from copydesk.attribution.kinds import KINDS, UNNAMED
from copydesk.attribution.knowledge import Knowledge
from copydesk.attribution.lexicon import DEFAULT
from copydesk.attribution.sources import Sources
from copydesk.attribution.tokens import Flags, Rows, Tokens

__all__ = ["Part", "list_attributions", "list_reasons", "list_sentences"]

_PLACE = ("sentence_no", "start", "end")


@dataclass(frozen=True)
class Part:
    """Some consecutive articles: their rows of articles and segments, numbered from 0, texts and words."""

    articles: pd.DataFrame
    segments: pd.DataFrame
    texts: list[str]
    tokens: Tokens

    @property
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
    docs = part.docs[told].tolist()
    columns = places | {"kind": _choose(KINDS, sources.kind)}
    for name, text, first, last in (("source", "source_text", sources.first, sources.last), ("cue", "cue", cues, cues)):
        starts, ends = _offsets(part.tokens, first, last)
        columns[text] = _printed(part.texts, docs, starts, ends)
        columns |= {f"{name}_start": _masked(starts), f"{name}_end": _masked(ends)}
    names = _printed(part.texts, docs, *_offsets(part.tokens, sources.name_first, sources.name_last))
    columns["source_name"] = [name[:-2] if name and name[-2:] in ("'s", "’s") else name for name in names]
    return columns | {"text": _printed(part.texts, docs, places["start"], places["end"])}


def list_reasons(part: Part, known: Knowledge, told: Rows, kind: Rows, reach: int) -> list[str | None]:
    """The reason nearest to each unnamed source, within ``reach`` sentences of the same article."""
    languages = [name if name in known.lexicons else DEFAULT for name in part.articles["language"].tolist()]
    starts, ends = part.segments["start"].to_numpy(), part.segments["end"].to_numpy()
    found = find_reasons(part.tokens, part.texts, languages, known.lexicons, starts, ends)
    reasons: list[str | None] = [None] * len(told)
    docs = part.docs
    for row in np.flatnonzero(kind == UNNAMED).tolist() if found else ():
        sentence = int(told[row])
        near = [s for s in found if abs(s - sentence) <= reach and docs[s] == docs[sentence]]
        if near:
            reasons[row] = found[min(near, key=lambda s: (abs(s - sentence), s))]
    return reasons


def _choose(values: tuple[str, ...], codes: Rows) -> Any:
    """The value of each code, without making a string for each."""
    return pd.array(list(values), dtype="str").take(codes)


def _offsets(tokens: Tokens, first: Rows, last: Rows) -> tuple[Rows, Rows]:
    """Offsets of the words first to last; -1 where first is -1."""
    have = first >= 0
    if len(tokens.start) == 0:
        return first, last
    return np.where(have, tokens.start[np.maximum(first, 0)], -1), np.where(have, tokens.end[np.maximum(last, 0)], -1)


def _printed(
    texts: list[str], docs: list[int], starts: npt.NDArray[np.generic], ends: npt.NDArray[np.generic]
) -> list[str | None]:
    return [texts[doc][a:b] if a >= 0 else None
            for doc, a, b in zip(docs, starts.tolist(), ends.tolist(), strict=True)]  # fmt: skip


def _masked(values: Rows) -> Any:
    return pd.arrays.IntegerArray(values.astype(np.int64), values < 0)
