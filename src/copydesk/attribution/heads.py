"""Which words of an attributed sentence name its source: features that look from the cue."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from copydesk.attribution.features import GAPS, NO_CUE, WORD_TEMPLATES, Codes, beside, code_words
from copydesk.attribution.forms import EDGE, Forms
from copydesk.attribution.marks import BRACKET, CLOSE, COLON, COMMA, DASH, LINE, OPEN, SEMICOLON, STOP
from copydesk.attribution.tokens import Flags, Rows, Tokens

__all__ = [
    "FAR",
    "HEAD_TEMPLATES",
    "LIKELY",
    "LOGITS",
    "LOOKS",
    "PHRASES",
    "POSSIBLE",
    "SURE",
    "WALL",
    "choose_heads",
    "code_heads",
    "code_phrases",
    "find_candidates",
]

Values = npt.NDArray[np.float64]

FAR = 12
LIKELY, SURE, POSSIBLE = -0.5, 1.5, -1.0
WALL = LINE | COMMA | COLON | SEMICOLON | DASH | STOP | OPEN | CLOSE | BRACKET
_KEPT = ("w+0", "w-1", "w+1", "k-2k-1k+0", "k-1k+0k+1", "k+0k+1k+2", "gaps k0", "gaps s0", "w+2", "w-2")
LOGITS = np.array([-6, -3, -1.5, -0.5, 0.5, 2])
LOOKS = ("away kind", "cue side", "walls away", "near cue kind", "side word", "follows", "left kind", "left word",
         "left gap", "right kind", "right word", "right gap", "both")  # fmt: skip
"""Templates that look from a word to cues."""
PHRASES = ("rank stem", "rank likely", "lead word", "lead rank", "spot", "cue gaps", "first", "stem", "after cue",
           "before cue")  # fmt: skip
"""Templates of the phrase a word stands in."""
HEAD_TEMPLATES = (*WORD_TEMPLATES, *LOOKS, *PHRASES)
"""Rows of the codes that ``head_codes`` fills; of the first, only those kept have weights."""


def find_candidates(tokens: Tokens, forms: Forms, sentences: Rows) -> Rows:
    """Rows of the words of ``sentences`` that may name a source: outside quotations, capitalised or of the list."""
    wanted = np.zeros(len(tokens.first), bool)
    wanted[sentences] = True
    return np.flatnonzero(forms.nominal[tokens.number] & ~tokens.marks.inside & wanted[tokens.segment])


def code_heads(tokens: Tokens, forms: Forms, rows: Rows, cue: Values, cues: Rows) -> Codes:
    """Codes of the candidate words ``rows``; ``cues`` has the cue word of each sentence (-1), ``cue`` all logits."""
    every = code_words(tokens, forms, rows)
    codes = {name: every[name] for name in _KEPT}
    own = cues[tokens.segment[rows]]
    known = own >= 0
    at = np.where(known, own, rows)
    side = np.where(known, 1 + (rows > at), 0)
    away = np.where(known, np.clip(rows - at, -FAR, FAR) + FAR, 2 * FAR + 1)
    kind, word = forms.kind[tokens.number[rows]].astype(np.int64), forms.word[tokens.number[rows]].astype(np.int64)
    commas = _between(tokens, (tokens.marks.before & COMMA) != 0, rows, at)
    quotes = _between(tokens, (tokens.marks.before & (OPEN | CLOSE)) != 0, rows, at)
    walls = np.minimum(commas, 2) * 3 + np.minimum(quotes, 2)
    ahead, behind = (np.digitize(beside(tokens, cue, rows, by, NO_CUE), LOGITS) for by in (1, -1))
    codes |= {
        "away kind": away * 32 + kind, "cue side": forms.word[tokens.number[at]].astype(np.int64) * 4 + side,
        "walls away": walls * 32 + away, "near cue kind": (ahead * 8 + behind) * 32 + kind,
        "side word": word * 4 + side,
        "follows": (tokens.marks.before[at] & (COMMA | CLOSE)).astype(np.int64) * 32 + away,
    }  # fmt: skip
    return codes | _nearest(tokens, forms, rows, cue, kind)


def code_phrases(tokens: Tokens, forms: Forms, rows: Rows, cue: Values, cues: Rows) -> Codes:
    """Codes of the phrase each candidate stands in: how many phrases lie between it and the cue, what leads to it."""
    own = cues[tokens.segment[rows]]
    at, known = np.where(own >= 0, own, rows), own >= 0
    side = np.where(known, 1 + (rows > at), 0)
    nominal, before = forms.nominal.take(tokens.number), tokens.marks.before
    opening = np.zeros(len(nominal), bool)
    opening[tokens.first[tokens.last > tokens.first]] = True
    broken = opening | ((before & WALL) != 0)
    starts = nominal & (broken | ~np.append(False, nominal[:-1]))
    begin = np.maximum.accumulate(np.where(starts | ~nominal, np.arange(len(nominal)), 0))[rows]
    ends = ~np.append(nominal[1:], False) | np.append(broken[1:], True)
    rank = np.where(known, np.clip(_strictly(starts, rows, at), 0, 6), 7)
    likely = np.where(known, np.clip(_strictly(cue > POSSIBLE, rows, at), 0, 3), 3)
    words, kinds = (each.take(tokens.number).astype(np.int64) for each in (forms.word, forms.kind))
    stems = forms.stem.take(words).astype(np.int64)
    prior = np.maximum(begin - 1, 0)
    ahead, behind = (beside(tokens, words, at, by, EDGE) for by in (1, -1))
    lead = np.where(opening[begin], 0, kinds[prior])
    quoted = (tokens.count(tokens.marks.inside) > 0)[tokens.segment[rows]]
    place = rank * 4 + side
    spot = np.minimum(rows - begin, 4) * 2 + ends[rows]
    return {
        "rank stem": place * 16384 + stems[at], "rank likely": (place * 4 + likely) * 2 + quoted,
        "lead word": np.where(opening[begin], EDGE, words[prior]) * 4 + side,
        "lead rank": (place * 32 + lead) * 16 + GAPS[before[begin]], "spot": (spot * 4 + side) * 32 + kinds[rows],
        "cue gaps": (place * 16 + GAPS[before[at]]) * 16 + GAPS[tokens.marks.after[at]],
        "first": np.minimum(rows - tokens.first[tokens.segment[rows]], 4) * 32 + place,
        "stem": stems[rows] * 4 + side, "after cue": (ahead * 4 + side) * 2 + (rank == 0),
        "before cue": (behind * 4 + side) * 2 + (rank == 0),
    }  # fmt: skip


def _strictly(flags: Flags, rows: Rows, cues: Rows) -> npt.NDArray[np.int64]:
    """How many words strictly between each word and its cue are flagged."""
    sums = np.concatenate([[0], np.cumsum(flags)])
    low, high = np.minimum(rows, cues), np.maximum(rows, cues)
    return sums[high] - sums[low + 1]


def _nearest(tokens: Tokens, forms: Forms, rows: Rows, cue: Values, kind: npt.NDArray[np.int64]) -> Codes:
    """The nearest likely cue on either side in the same sentence: how far, which word, what stands between."""
    likely = np.flatnonzero(cue > LIKELY)
    padded = np.concatenate([[-1], likely, [len(tokens.number)]])
    wall = (tokens.marks.before & (COMMA | OPEN | CLOSE)) != 0
    codes: Codes = {}
    spots = []
    for name, at in (("left", padded[np.searchsorted(likely, rows)]),
                     ("right", padded[np.searchsorted(likely, rows, side="right") + 1])):  # fmt: skip
        there = np.clip(at, 0, len(tokens.number) - 1)
        known = (at == there) & (tokens.segment[there] == tokens.segment[rows])
        far = np.minimum(np.abs(rows - there), FAR)
        walls = np.minimum(_between(tokens, wall, rows, there), 2)
        spot = np.where(known, (far * 4 + walls) * 2 + (cue[there] > SURE), 0)
        codes[f"{name} kind"] = spot * 32 + kind
        spelt = forms.word[tokens.number[there]].astype(np.int64) * 8 + np.minimum(far, 3) * 2 + (walls > 0)
        codes[f"{name} word"] = np.where(known, spelt, 0)
        codes[f"{name} gap"] = np.where(known, spot * 1024 + (tokens.marks.before[there] & 1023), 0)
        spots.append(spot)
    return codes | {"both": spots[0] * 1024 + spots[1]}


def choose_heads(tokens: Tokens, rows: Rows, logits: Values, least: float) -> Rows:
    """The likeliest word of each sentence among ``rows`` whose logit is at least ``least``; -1 without one."""
    heads = np.full(len(tokens.first), -1, np.int64)
    highest = np.full(len(tokens.first), least)
    np.maximum.at(highest, tokens.segment[rows], logits)
    best = np.flatnonzero(logits >= highest[tokens.segment[rows]])[::-1]
    heads[tokens.segment[rows[best]]] = rows[best]
    return heads


def _between(tokens: Tokens, flags: Flags, rows: Rows, cues: Rows) -> npt.NDArray[np.int64]:
    """How many of the gaps between each word and its cue are flagged."""
    sums = np.concatenate([[0], np.cumsum(flags)])
    low, high = np.minimum(rows, cues), np.maximum(rows, cues)
    return sums[high + 1] - sums[low + 1]
