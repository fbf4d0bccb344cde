"""Compiled twins of ``tokens``, ``BodyWords.match`` and ``counts``: one walk over the UTF-8 bytes that Arrow holds."""

from __future__ import annotations

from typing import Any

import numpy as np

from copydesk.readability.lexicon import PACKED
from copydesk.text.compiling import inlined, lean

__all__ = [
    "CHARS",
    "LETTERS",
    "LINSEAR",
    "MINI",
    "SENTENCES",
    "TOKENS",
    "WORDS",
    "join_spans",
    "mark_used",
    "scan",
    "tally",
]

CHARS, TOKENS, LETTERS, WORDS, MINI, SENTENCES, LINSEAR = range(7)
_OTHER, _SOLID, _MARK, _SPACE = range(4)  # as in ``tokens``
_SHORTEST_SENTENCE, _LONGEST_STRIPPED, _LINSEAR_WORDS, _MINI_LETTERS = 3, 2, 100, 3
_NEWLINE, _NOWHERE = 10, -1
_POLY = 3  # syllables, as in ``counts``


@inlined
def _width(data: Any, at: Any) -> Any:
    """Bytes of the character at ``at``."""
    lead = data[at]
    return 1 + (lead >= 0xC0) + (lead >= 0xE0) + (lead >= 0xF0)


@lean
def _wide_kind(data: Any, at: Any, kinds: Any) -> Any:
    """Kind of the character at ``at``, which is not ASCII."""
    width = _width(data, at)
    code = data[at] & (0xFF >> (width + 1))
    for each in range(1, width):
        code = (code << 6) | (data[at + each] & 0x3F)
    return kinds[code]


@inlined
def _kind(data: Any, at: Any, kinds: Any) -> Any:
    return kinds[data[at]] if data[at] < 0x80 else _wide_kind(data, at, kinds)


@inlined
def _read_character(data: Any, kinds: Any, at: Any) -> tuple[Any, Any]:
    """Kind and bytes of the character at ``at``."""
    kind, width = kinds[data[at]], 1
    if data[at] >= 0x80:
        kind, width = _wide_kind(data, np.int64(at), kinds), _width(data, np.int64(at))
    return kind, width


@inlined
def _read_token(
    data: Any, kinds: Any, at: Any, chars: Any, words: Any, starts: Any, ends: Any, numbers: Any,
    plain: Any, row: Any, stop: Any, place: Any,
) -> tuple[Any, Any, Any, Any, Any]:  # fmt: skip
    """Where the token ends and how many of ``chars`` are left there; its letters; words of its last sentence so far,
    and how many sentences reached their third.

    The rows ``row`` to ``stop`` are the words from here to the end of the line, ``place``; one that is ``plain`` (ASCII
    letters and digits) need not be read.
    """
    letters, thirds, running, spot = 0, 0, True, np.uint64(at)
    ahead = place - starts[row] if row < stop else _NOWHERE
    while chars > 0:
        kind, more = _read_character(data, kinds, spot)
        solid = 1
        if chars == ahead:
            if plain[numbers[row]]:
                more = solid = ends[row] - starts[row]
            row += 1
            ahead = place - starts[row] if row < stop else _NOWHERE
        if kind == _SOLID:
            letters += solid
            if running:  # the first letter of a word, as sentences count them
                running = False
                words += 1
                thirds += words == _SHORTEST_SENTENCE
        elif kind == _SPACE:
            break
        elif kind == _MARK:
            words, running = 0, True
        spot += np.uint64(more)
        chars -= solid
    return np.int64(spot), chars, letters, words, thirds


@inlined
def _skip(data: Any, at: Any, chars: Any) -> Any:
    for _ in range(chars):
        at += _width(data, at)
    return at


@inlined
def _seek(starts: Any, row: Any, stop: Any, place: Any) -> Any:
    while row < stop and starts[row] < place:
        row += 1
    return row


@inlined
def _strip(data: Any, kinds: Any, low: Any, high: Any, mixed: Any) -> tuple[Any, Any, Any, Any]:
    """Bytes of a token without outer punctuation, as ``tokens`` strips it; characters left out before and behind.

    A token that is not ``mixed`` is all letters.
    """
    before, behind = 0, 0
    for _ in range(_LONGEST_STRIPPED if mixed else 0):
        kind = _kind(data, low, kinds)
        if (kind == _OTHER) | (kind == _MARK):
            low += _width(data, low)
            before += 1
        last = high - 1
        while data[last] & 0xC0 == 0x80:
            last -= 1
        if _kind(data, last, kinds) != _SOLID:
            high = last
            behind += 1
    return low, high, before, behind


@lean
def scan(
    data: Any, kinds: Any, doc_bytes: Any, bounds: Any, line_starts: Any, line_ends: Any, firsts: Any, lasts: Any,
    starts: Any, ends: Any, numbers: Any, plain: Any, counts: Any, found: Any, spans: Any,
) -> int:  # fmt: skip
    """Cut every body into tokens, words and sentences, and name each word; as ``cut`` and ``match`` do.

    ``doc_bytes`` are the bytes where articles begin, and the lines ``bounds[n]`` to ``bounds[n + 1]`` are the
    body of the n-th. ``counts`` takes a row of the seven counts for each. ``found`` takes the vocabulary row of
    each word, or -1 - n for the n-th word that has none, whose form is the n-th row of ``spans``, in bytes.
    Returns how many ``spans`` there are.
    """
    written, unnamed = 0, 0
    for doc in range(len(doc_bytes)):
        at, place, sentence_words = doc_bytes[doc], 0, 0
        chars, tokens, letters, words, mini, sentences, linsear = 0, 0, 0, 0, 0, 0, 0
        for line in range(bounds[doc], bounds[doc + 1]):
            at = _skip(data, at, line_starts[line] - place)
            row, last_row, place = firsts[line], lasts[line], line_ends[line]
            left = place - line_starts[line]
            while left > 0:
                begin, before = at, left
                row = _seek(starts, row, last_row, place - left)
                at, left, solid, sentence_words, thirds = _read_token(
                    data, kinds, at, left, sentence_words, starts, ends, numbers, plain, row, last_row, place
                )
                if left == before:  # white space
                    at += _width(data, at)
                    left -= 1
                    continue
                tokens += 1
                chars += before - left
                sentences += thirds
                if solid == 0:
                    continue
                letters += solid
                words += 1
                mini += solid <= _MINI_LETTERS
                linsear = sentences if words <= _LINSEAR_WORDS else linsear
                low, high, shorter, cut = _strip(data, kinds, begin, at, solid < before - left)
                row = _seek(starts, row, last_row, place - before + shorter)
                if row < last_row and starts[row] == place - before + shorter and ends[row] == place - left - cut:
                    found[written] = numbers[row]
                else:
                    spans[unnamed, 0], spans[unnamed, 1] = low, high
                    unnamed += 1
                    found[written] = -unnamed
                written += 1
        counts[doc, CHARS], counts[doc, TOKENS], counts[doc, LETTERS], counts[doc, WORDS] = (
            chars,
            tokens,
            letters,
            words,
        )
        counts[doc, MINI], counts[doc, SENTENCES], counts[doc, LINSEAR] = mini, sentences, linsear
    return unnamed


@lean
def mark_used(firsts: Any, lasts: Any, numbers: Any, used: Any) -> None:
    """Mark in ``used`` the forms of the words ``firsts`` to ``lasts`` of each line."""
    for line in range(len(firsts)):
        for row in range(firsts[line], lasts[line]):
            used[numbers[row]] = True


@lean
def join_spans(data: Any, spans: Any, out: Any) -> None:
    """The bytes of ``spans``, each followed by a newline, into ``out``."""
    target = 0
    for row in range(len(spans)):
        for at in range(spans[row, 0], spans[row, 1]):
            out[target] = data[at]
            target += 1
        out[target] = _NEWLINE
        target += 1


@lean
def tally(words: Any, found: Any, named: Any, unnamed: Any, distinct: tuple[Any, Any], seen: Any, counts: Any) -> None:
    """Sum the traits of the words that ``scan`` ``found``, ``words`` in each text.

    ``counts`` takes a row for each text: syllables, polysyllables, hard, complex, difficult words, Linsear
    weight. ``named`` and ``unnamed`` give the traits of a word as ``Lexicon.packed`` has them, ``distinct`` the number
    of a difficult one; ``seen`` is the last text that had each of these.
    """
    at = 0
    for doc in range(len(words)):
        syllables, poly, hard, complex_, difficult, weight = 0, 0, 0, 0, 0, 0
        for ordinal in range(words[doc]):
            number = np.int64(found[at])
            at += 1
            traits: Any = np.int64(named[number] if number >= 0 else unnamed[-1 - number])
            own: Any = traits >> PACKED
            syllables += own
            poly += own >= _POLY
            hard += traits & 1
            complex_ += (traits >> 1) & 1
            if traits & 4:
                word = distinct[0][number] if number >= 0 else distinct[1][-1 - number]
                difficult += seen[word] != doc
                seen[word] = doc
            if ordinal < _LINSEAR_WORDS:
                weight += (own > 0) + 2 * (own >= _POLY)
        counts[doc, 0], counts[doc, 1], counts[doc, 2] = syllables, poly, hard
        counts[doc, 3], counts[doc, 4], counts[doc, 5] = complex_, difficult, weight
