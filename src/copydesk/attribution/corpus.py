"""Annotated articles, cut and labelled for training, and the words that the models may know."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from hashlib import sha256

import numpy as np
import numpy.typing as npt
import pandas as pd

from copydesk.attribution.forms import number_forms
from copydesk.attribution.gold import Annotated, label_spans, label_words, make_articles
from copydesk.attribution.lexicon import DEFAULT
from copydesk.attribution.tokens import Flags, Rows, Tokens, tokens
from copydesk.text import text as cut_text

__all__ = ["FOLDS", "Corpus", "choose_fold", "choose_names", "choose_often", "choose_words", "make_corpus"]

FOLDS = 5
_LEAST_WORD, _LEAST_SMALL = 5, 0.2
_LEAST_FLAGGED, _LEAST_FLAGGED_SHARE = 2, 0.05


@dataclass(frozen=True)
class Corpus:
    """Annotated articles, cut and labelled: words, sentences, labels (sentences, 3), cue words, folds.

    ``speech`` are the words of communication that tell speech from other attributions.
    """

    tokens: Tokens
    vocabulary: pd.DataFrame
    segments: pd.DataFrame
    labels: Flags
    cue: Flags
    source: Flags
    folds: npt.NDArray[np.int64]
    speech: frozenset[str]

    @property
    def docs(self) -> Rows:
        """Number of each sentence's article."""
        return self.segments["doc_no"].to_numpy().astype(np.int64)

    @property
    def lines(self) -> Rows:
        """Number of each sentence's line, over all articles."""
        return (self.docs << 32) | self.segments["line_no"].to_numpy()


def make_corpus(rows: list[Annotated], speech: frozenset[str]) -> Corpus:
    """Cut ``rows`` into words and sentences and label them; a fold is drawn from each article's id."""
    articles = make_articles(rows)
    _, segments, words, vocabulary = cut_text(articles)
    # The models read words and punctuation only: a change of the lexicons does not change the weights.
    read = tokens(articles, segments, words, {DEFAULT: np.zeros(len(vocabulary), np.uint32)})
    by_doc = segments.groupby("doc_no", sort=True)
    labels = [label_spans(rows[doc], part["start"].to_numpy(), part["end"].to_numpy(), speech) for doc, part in by_doc]
    cue, source = (np.concatenate([label_words(rows[doc], part["start"].to_numpy(), part["end"].to_numpy(), name)
                                   for doc, part in words.groupby("doc_no", sort=True)])
                   for name in ("cue", "source"))  # fmt: skip
    folds = np.array([choose_fold(row.identifier) for row in rows])
    return Corpus(read, vocabulary, segments, np.concatenate(labels), cue, source, folds, speech)


def choose_fold(identifier: str) -> int:
    """The fold of an article, 0 to FOLDS - 1, by a digest of its id: always the same, in whatever corpus."""
    return int(sha256(identifier.encode()).hexdigest()[:8], 16) % FOLDS


def choose_words(read: Corpus) -> list[str]:
    """Words of at least five occurrences, a fifth of them not capitalised: names stay out."""
    total, names = _count(read), choose_names(read)
    return sorted(word for word, count in total.items() if count >= _LEAST_WORD and word not in names)


def choose_names(read: Corpus) -> frozenset[str]:
    """Words of which less than a fifth of the occurrences are not capitalised."""
    total, small = _count(read), _count(read, small=True)
    return frozenset(word for word, count in total.items() if small[word] < _LEAST_SMALL * count)


def _count(read: Corpus, small: bool = False) -> Counter[str]:
    """How often each word occurs, in lower case; or how often not capitalised."""
    counts = np.bincount(read.tokens.number, minlength=len(read.vocabulary))
    found: Counter[str] = Counter()
    for fold, shape, count in zip(read.vocabulary["folded"], read.vocabulary["shape"], counts.tolist(), strict=True):
        found[fold] += count * (not small or shape != "title")
    return found


def choose_often(read: Corpus, words: list[str], flags: Flags) -> list[str]:
    """Words that are flagged (part of a cue, of a source) often enough."""
    number = number_forms(read.vocabulary, words).word[read.tokens.number]
    total, flagged = np.bincount(number, minlength=len(words) + 2), np.bincount(number, flags, len(words) + 2)
    often = (flagged >= _LEAST_FLAGGED) & (flagged >= _LEAST_FLAGGED_SHARE * total)
    return [word for word, flag in zip(words, often[2:].tolist(), strict=True) if flag]
