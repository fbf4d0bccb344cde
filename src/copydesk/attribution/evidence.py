"""Features of sentences: what their words say together, and what the sentences around them say."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from copydesk.attribution.features import GAPS, Codes
from copydesk.attribution.forms import Forms
from copydesk.attribution.marks import CLOSE, COLON, DASH, OPEN, STOP
from copydesk.attribution.signals import COARSE, Cues, code_signals, gather
from copydesk.attribution.tokens import Flags, Rows, Tokens

__all__ = [
    "BINS",
    "CHANCE_COARSE",
    "NEIGHBOUR_TEMPLATES",
    "SENTENCE_TEMPLATES",
    "code_sentences",
]

Values = npt.NDArray[np.float64]

_FINE = np.array([-6, -4, -3, -2, -1.5, -1, -0.5, 0, 0.5, 1, 1.5, 2, 3, 4])
_CHANCE = np.array([0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.99])
_QUOTED = np.array([0.001, 0.1, 0.2, 0.3, 0.5, 0.7, 0.9, 0.999])
_QUOTED_COARSE = np.array([0.001, 0.3, 0.7, 0.999])
_LENGTH = np.array([3, 5, 8, 12, 16, 20, 25, 30, 40, 50])
CHANCE_COARSE = _CHANCE[1::2].copy()
BINS = (COARSE, _FINE, _CHANCE, CHANCE_COARSE, _QUOTED, _QUOTED_COARSE, _LENGTH)
_OWN = (
    "cue", "cue outside", "cue inside", "chance", "quoted", "length", "quoted cue", "turns cue",
    "spoken", "spoken inside", "spoken chance", "spoken other", "spoken quoted", "spoken turns", "other",
    "other quoted", "spoken other marked", "first", "last", "opening", "closing", "frame",
    "best", "best class", "best gaps", "best kinds", "best next", "colon", "colon kind", "colon word", "colon names",
    "best marked", "best count", "single", "number", "from end", "part",
)  # fmt: skip
_SMALL = ("spoken", "spoken chance", "cue", "chance", "quoted", "turns", "ends", "opens")
NEIGHBOUR_TEMPLATES = {
    by: tuple(f"{name} {by:+d}" for name in _SMALL)
    + ((f"cue {by:+d} quoted", f"cue {by:+d} cue", f"turns {by:+d} turns") if abs(by) == 1 else ())
    for by in (-2, -1, 1, 2)
}
SENTENCE_TEMPLATES = (*_OWN, *(name for names in NEIGHBOUR_TEMPLATES.values() for name in names))
"""What ``code_sentences`` gives: of the sentence itself, then of those beside it."""


def code_sentences(tokens: Tokens, forms: Forms, cue: Values, docs: Rows, lines: Rows) -> Codes:
    """Codes of every sentence; ``cue`` is the logit of each word for being a cue (-9 where it cannot be one).

    ``docs`` and ``lines`` number each sentence's article and line.
    """
    cues = gather(tokens, forms, cue)
    outer, inner = cues.highest(~cues.inside), cues.highest(cues.inside)
    lengths = tokens.last - tokens.first
    quoted = tokens.count(tokens.marks.inside) / np.maximum(lengths, 1)
    some = cues.some(~cues.inside)
    turns = _turns(tokens)
    coarse, share = np.digitize(outer, COARSE), np.digitize(quoted, _QUOTED_COARSE)
    codes: Codes = {
        "cue": np.digitize(np.maximum(outer, inner), _FINE), "cue outside": np.digitize(outer, _FINE),
        "cue inside": np.digitize(inner, _FINE), "chance": np.digitize(some, _CHANCE),
        "quoted": np.digitize(quoted, _QUOTED), "length": np.digitize(lengths, _LENGTH),
        "quoted cue": share * 8 + coarse, "turns cue": turns * 8 + coarse,
    }  # fmt: skip
    marked = tokens.count(((tokens.marks.before | tokens.marks.after) & (OPEN | CLOSE)) != 0) > 0
    spoken, small = _code_spoken(cues, share, turns, marked)
    edges = _edges(tokens, forms)
    small |= {"cue": coarse, "chance": np.digitize(some, CHANCE_COARSE), "quoted": share, "turns": turns,
              "ends": edges.pop("ends"), "opens": edges.pop("opens")}  # fmt: skip
    codes |= spoken | edges | code_signals(tokens, forms, cues, outer, share, marked)
    for offset in (-2, -1, 1, 2):
        codes |= _neighbours(small, offset, docs, lines)
    return codes | _place(docs)


def _code_spoken(
    cues: Cues, share: npt.NDArray[np.int64], turns: npt.NDArray[np.int64], marked: Flags
) -> tuple[Codes, Codes]:
    """Codes of the likely cues that are words of communication, apart from the others; and those for neighbours."""
    spoken = cues.spoken & ~cues.inside
    said, some = cues.highest(spoken), cues.some(spoken)
    within, other = cues.highest(cues.spoken & cues.inside), cues.highest(~cues.spoken & ~cues.inside)
    fine, coarse, rest = np.digitize(said, _FINE), np.digitize(said, COARSE), np.digitize(other, _FINE)
    both = fine * 8 + np.digitize(other, COARSE)
    codes: Codes = {
        "spoken": fine, "spoken inside": np.digitize(within, _FINE), "spoken chance": np.digitize(some, _CHANCE),
        "spoken other": both, "spoken quoted": fine * 8 + share, "spoken turns": coarse * 16 + turns, "other": rest,
        "other quoted": rest * 8 + share, "spoken other marked": both * 2 + marked,
    }  # fmt: skip
    return codes, {"spoken": coarse, "spoken chance": np.digitize(some, CHANCE_COARSE)}


def _neighbours(small: Codes, offset: int, docs: Rows, lines: Rows) -> Codes:
    """Codes of the sentence ``offset`` away, apart for the same line and for another line of the article."""
    rows = np.arange(len(docs))
    at = np.clip(rows + offset, 0, len(docs) - 1)
    known = (at == rows + offset) & (docs[at] == docs)
    side = np.where(known, 1 + (known & (lines[at] == lines)), 0)
    codes = {f"{name} {offset:+d}": np.where(known, values[at] * 4 + side, 0) for name, values in small.items()}
    if abs(offset) == 1:
        codes |= {
            f"cue {offset:+d} quoted": np.where(known, (small["cue"][at] * 8 + small["quoted"]) * 4 + side, 0),
            f"cue {offset:+d} cue": np.where(known, (small["cue"][at] * 8 + small["cue"]) * 4 + side, 0),
            f"turns {offset:+d} turns": np.where(side == 2, small["turns"][at] * 16 + small["turns"] + 1, 0),
        }
    return codes


def _edges(tokens: Tokens, forms: Forms) -> Codes:
    """First and last words with the marks around them: a colon at the end, a dash before a name."""
    if len(tokens.number) == 0:
        return {"ends": np.zeros(len(tokens.first), np.int64), "opens": np.zeros(len(tokens.first), np.int64)}
    first, last = np.minimum(tokens.first, len(tokens.number) - 1), np.maximum(tokens.last - 1, 0)
    before, after = GAPS[tokens.marks.before[first]], GAPS[tokens.marks.after[last]]
    lengths = np.minimum(tokens.last - tokens.first, 6)
    mark = np.where((tokens.marks.after[last] & COLON) != 0, 2, np.where((tokens.marks.after[last] & CLOSE) != 0, 1, 0))
    mark += np.where((tokens.marks.after[last] & STOP) != 0, 0, 3)
    lead = tokens.marks.before[first]
    dash = np.where((lead & DASH) != 0, 2, np.where((lead & OPEN) != 0, 1, 0))
    numbers = [forms.word[tokens.number[rows]].astype(np.int64) for rows in (first, last)]
    kinds = [forms.kind[tokens.number[rows]].astype(np.int64) for rows in (first, last)]
    codes = {
        "ends": mark, "opens": dash, "first": numbers[0] * 4 + dash, "last": numbers[1] * 8 + mark,
        "opening": (dash * 8 + lengths) * 32 + kinds[0], "closing": (mark * 8 + lengths) * 32 + kinds[1],
        "frame": (before * 12 + after) * 8 + lengths,
    }  # fmt: skip
    # A sentence without words has none of its own, and those beside it may be of another article.
    return {name: np.where(lengths > 0, values, 0) for name, values in codes.items()}


def _place(docs: Rows) -> Codes:
    """Where the sentence stands in its article."""
    starts = np.flatnonzero(np.diff(docs, prepend=-1))
    lengths = np.diff(np.append(starts, len(docs)))
    number = np.arange(len(docs)) - np.repeat(starts, lengths)
    count = np.repeat(lengths, lengths)
    return {
        "number": np.minimum(number, 6), "from end": np.minimum(count - number, 6),
        "part": (number * 10 // np.maximum(count, 1)).astype(np.int64),
    }  # fmt: skip


def _turns(tokens: Tokens) -> npt.NDArray[np.int64]:
    """How the sentence lies to quotation marks: begins inside, opens at its start, closes or runs on at its end."""
    top = max(len(tokens.number) - 1, 0)
    first, last = np.minimum(tokens.first, top), np.maximum(tokens.last - 1, 0)
    if len(tokens.number) == 0:
        return np.zeros(len(tokens.first), np.int64)
    begins = tokens.marks.inside[first]
    closes = (tokens.marks.after[last] & CLOSE) != 0
    opens = (tokens.marks.before[first] & OPEN) != 0
    runs_on = tokens.marks.inside[last] & ~closes
    return np.where(tokens.last > tokens.first, begins * 1 + closes * 2 + opens * 4 + runs_on * 8, 0)
