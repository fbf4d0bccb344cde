"""The readability stage: textstat's numbers for every article's body, and whether they hold."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd

from copydesk.readability.body import BodyWords, body_text, find_words
from copydesk.readability.counts import Counts, count
from copydesk.readability.encoded import count_encoded
from copydesk.readability.formulas import apply_formulas
from copydesk.readability.languages import FORMULAS, LANGUAGES, Language
from copydesk.readability.lexicon import Lexicon
from copydesk.settings.rooms import Readability
from copydesk.tables import TABLES
from copydesk.text import segments_labelled
from copydesk.text.compiling import REPAYS_COMPILER

__all__ = ["load_counting", "measure", "readability"]

_COUNTS = ("words", "sentences")


def readability(
    articles: pd.DataFrame,
    layout: pd.DataFrame,
    segments: pd.DataFrame,
    words: pd.DataFrame,
    vocabulary: pd.DataFrame,
    lines: pd.DataFrame,
    settings: Readability,
) -> pd.DataFrame:
    """The table ``readability``: one row an article, in their order.

    Every value equals textstat 0.7.13 called on ``body_text`` in the article's language; it is empty where
    the language has no such formula, the body no words, or the formula no value.
    """
    large = len(words) >= REPAYS_COMPILER
    texts = [] if large else body_text(articles, layout, lines)
    known = find_words(len(articles), layout, words, lines)
    languages = articles["language"].to_numpy(dtype=object)
    frame = pd.DataFrame(np.nan, index=np.arange(len(articles)), columns=[*FORMULAS, *_COUNTS])
    for code, language in LANGUAGES.items():
        rows = np.flatnonzero(languages == code)
        if len(rows):
            own, forms = known.select(rows), vocabulary["form"]
            if large:
                lexicon = Lexicon(language, forms, compiled=True)
                scores = _score(count_encoded(articles["text"].iloc[rows], lexicon, own), language)
            else:
                scores = measure([texts[row] for row in rows], language, own, forms)
            frame.iloc[rows] = scores[frame.columns].to_numpy()
    ours = _body_sentences(segments, layout, lines, len(articles))
    frame["readability_reason"] = _reasons(frame, articles["language"].isin(list(LANGUAGES)).to_numpy(), ours, settings)
    frame["readability_valid"] = frame["readability_reason"] == ""
    frame["doc_no"] = np.arange(len(articles))
    return TABLES["readability"].conform(frame)


def load_counting(
    articles: pd.DataFrame,
    layout: pd.DataFrame,
    segments: pd.DataFrame,
    words: pd.DataFrame,
    vocabulary: pd.DataFrame,
    settings: Readability,
) -> None:
    """Load what ``readability`` needs: word lists and loops, in use on these articles."""
    readability(articles, layout, segments, words, vocabulary, layout.assign(label="body"), settings)


def measure(
    texts: Sequence[str], language: Language, known: BodyWords | None = None, forms: pd.Series | None = None
) -> pd.DataFrame:
    """Formulas (NaN where undefined), words and sentences of each text by textstat's rules of ``language``.

    ``known`` are words of the texts that are already numbered, and ``forms`` their written forms; the result
    is the same without them.
    """
    return _score(count(texts, Lexicon(language, forms), known), language)


def _score(counts: Counts, language: Language) -> pd.DataFrame:
    scores = pd.DataFrame(apply_formulas(counts, language.flesch))
    scores.loc[:, [name for name in FORMULAS if name not in language.formulas]] = np.nan
    return scores.assign(words=counts.words, sentences=counts.sentences)


def _body_sentences(
    segments: pd.DataFrame, layout: pd.DataFrame, lines: pd.DataFrame, articles: int
) -> npt.NDArray[np.int64]:
    """Our own count of body sentences, shape (articles,)."""
    body = segments_labelled(segments, layout, lines)
    return np.bincount(segments["doc_no"].to_numpy()[body], minlength=articles)


def _reasons(
    frame: pd.DataFrame, supported: npt.NDArray[np.bool_], ours: npt.NDArray[np.int64], settings: Readability
) -> npt.NDArray[np.object_]:
    """Why the values of each article do not hold; "" where they do."""
    sentences = frame["sentences"].to_numpy()
    short = (frame["words"] < settings.min_words) | (frame["sentences"] < settings.min_sentences)
    differs = np.abs(sentences - ours) > settings.sentence_rule_difference * ours
    reasons = np.where(differs, "sentence_rule_differs", "")
    reasons = np.where(short, "too_short", reasons)
    return np.where(supported, reasons, "unsupported_language").astype(object)
