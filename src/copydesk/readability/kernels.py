"""Compiled twins of ``tokens``, ``BodyWords.match`` and ``counts``: one walk over the characters of a batch."""

from __future__ import annotations

from typing import Any

from copydesk.text.compiling import compiled, inlined

__all__ = ["CHARS", "LETTERS", "LINSEAR", "MINI", "SENTENCES", "TOKENS", "WORDS", "scan", "tally"]

CHARS, TOKENS, LETTERS, WORDS, MINI, SENTENCES, LINSEAR = range(7)
_OTHER, _SOLID, _MARK, _SPACE = range(4)  # as in ``tokens``
_SHORTEST_SENTENCE, _LONGEST_STRIPPED, _LINSEAR_WORDS, _MINI_LETTERS = 3, 2, 100, 3
_UNKNOWN, _MET = -1, -2


@inlined
def _read_token(codes: Any, kinds: Any, place: Any, stop: Any, words: Any) -> tuple[Any, Any, Any, Any]:
    """Where the token ends, its letters, the words so far of its last sentence, and how many reached the third."""
    letters, thirds, running = 0, 0, True
    while place < stop:
        kind = kinds[codes[place]]
        if kind == _SOLID:
            letters += 1
            if running:  # the first letter of a word, as sentences count them
                running = False
                words += 1
                thirds += words == _SHORTEST_SENTENCE
        elif kind == _SPACE:
            break
        elif kind == _MARK:
            words, running = 0, True
        place += 1
    return place, letters, words, thirds


@inlined
def _strip(codes: Any, kinds: Any, low: Any, high: Any) -> tuple[Any, Any]:
    for _ in range(_LONGEST_STRIPPED):
        kind = kinds[codes[low]]
        low += (kind == _OTHER) | (kind == _MARK)
        high -= kinds[codes[high - 1]] != _SOLID
    return low, high


@inlined
def _seek(firsts: Any, lasts: Any, shifts: Any, starts: Any, line: Any, stop: Any, row: Any, place: Any) -> Any:
    """The line and row of the first word at or after ``place``; line ``stop`` where there is none."""
    while line < stop:
        if row >= lasts[line]:
            line += 1
            row = firsts[line] if line < stop else row
        elif starts[row] + shifts[line] < place:
            row += 1
        else:
            break
    return line, row


@compiled
def scan(
    codes: Any, kinds: Any, doc_starts: Any, bounds: Any, firsts: Any, lasts: Any, shifts: Any, starts: Any, ends: Any,
    numbers: Any, numbered: Any, counts: Any, found: Any, spans: Any, new: Any,
) -> tuple[int, int]:  # fmt: skip
    """Cut every text of a batch into tokens, words and sentences, and name each word; as ``cut`` and ``match`` do.

    ``counts`` takes a row of the seven counts for each text. ``found`` takes the vocabulary row of each word,
    or -1 - n for the n-th word that has none, whose form is the n-th row of ``spans``. ``new`` takes the rows
    that ``numbered`` did not know. Returns how many ``spans`` and ``new`` there are.
    """
    written, unnamed, fresh = 0, 0, 0
    for doc in range(len(doc_starts) - 1):
        line, last_line, sentence_words = bounds[doc], bounds[doc + 1], 0
        row = firsts[line] if line < last_line else 0
        place, stop = doc_starts[doc], doc_starts[doc + 1]
        chars, tokens, letters, words, mini, sentences, linsear = 0, 0, 0, 0, 0, 0, 0
        while place < stop:
            begin = place
            place, solid, sentence_words, thirds = _read_token(codes, kinds, place, stop, sentence_words)
            if place == begin:  # white space
                place += 1
                continue
            tokens += 1
            chars += place - begin
            sentences += thirds
            if solid == 0:
                continue
            letters += solid
            words += 1
            mini += solid <= _MINI_LETTERS
            linsear = sentences if words <= _LINSEAR_WORDS else linsear
            low, high = _strip(codes, kinds, begin, place) if solid < place - begin else (begin, place)
            line, row = _seek(firsts, lasts, shifts, starts, line, last_line, row, low)
            if line < last_line and starts[row] + shifts[line] == low and ends[row] + shifts[line] == high:
                found[written] = numbers[row]
                if numbered[numbers[row]] == _UNKNOWN:
                    numbered[numbers[row]] = _MET
                    new[fresh] = numbers[row]
                    fresh += 1
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
    return unnamed, fresh


@compiled
def tally(words: Any, found: Any, numbered: Any, unnamed: Any, traits: Any, seen: Any, counts: Any) -> None:
    """Sum the traits (as ``lexicon.Trait``) of the words that ``scan`` ``found``, ``words`` in each text.

    ``counts`` takes a row for each text: syllables, polysyllables, hard, complex, difficult words, Linsear
    weight. ``numbered`` and ``unnamed`` give the row of ``traits``; ``seen`` is the last text that had each word.
    """
    at = 0
    for doc in range(len(words)):
        for ordinal in range(words[doc]):
            number = found[at]
            at += 1
            row = numbered[number] if number >= 0 else unnamed[-1 - number]
            syllables = traits[row, 0]
            poly = syllables >= 3
            counts[doc, 0] += syllables
            counts[doc, 1] += poly
            counts[doc, 2] += traits[row, 1]
            counts[doc, 3] += traits[row, 2]
            if traits[row, 3] and seen[traits[row, 4]] != doc:
                seen[traits[row, 4]] = doc
                counts[doc, 4] += 1
            if ordinal < _LINSEAR_WORDS:
                counts[doc, 5] += (syllables > 0) + 2 * poly
