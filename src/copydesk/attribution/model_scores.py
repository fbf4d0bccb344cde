"""The models applied: scores of words and sentences, by NumPy or by compiled kernels that give the same bits."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from copydesk.attribution.evidence import SENTENCE_TEMPLATES, code_sentences
from copydesk.attribution.features import NO_CUE, WORD_TEMPLATES, code_bag, code_words
from copydesk.attribution.forms import Forms
from copydesk.attribution.model import Linear, Model
from copydesk.attribution.network import SENTENCE_SHARES, WORD_SHARE, code_network, mix, run
from copydesk.attribution.network_tables import Tables
from copydesk.attribution.rules import Scores
from copydesk.attribution.tokens import Rows, Tokens
from copydesk.attribution.view import View

__all__ = ["score"]

Values = npt.NDArray[np.float64]


def score(model: Model, tokens: Tokens, forms: Forms, view: View | None, docs: Rows, lines: Rows) -> Scores:
    """Judge every sentence; ``docs`` and ``lines`` number each sentence's article and line.

    ``view`` is that of ``tokens`` through ``forms`` where compiled kernels are to be used.
    """
    rows = np.flatnonzero(forms.candidate[tokens.number])
    cue = np.full(len(tokens.number), NO_CUE)
    near, whole = _run_network(model.network, tokens, forms, view, rows)
    if view is not None:
        cue[rows] = mix(_score_words(model.cue, view, rows), near, WORD_SHARE)
        logits = _score_sentences(model, view, cue, docs, lines)
    else:
        cue[rows] = mix(model.cue.logits(code_words(tokens, forms, rows), len(rows))[0], near, WORD_SHARE)
        logits = model.sentence.logits(code_sentences(tokens, forms, cue, docs, lines), len(docs))
        sentences, codes = code_bag(tokens, forms)
        for output, weights in enumerate(model.bag):
            logits[output] += np.bincount(sentences, weights.take(codes), len(docs))
    chance = 1 / (1 + np.exp(-mix(logits, whole, np.array(SENTENCE_SHARES)[:, None])))
    word_cue, likely = np.zeros(len(cue)), np.flatnonzero(cue > NO_CUE)
    word_cue[likely] = 1 / (1 + np.exp(-cue[likely]))
    return Scores(chance[0], chance[1], chance[2], word_cue)


def _run_network(tables: Tables, tokens: Tokens, forms: Forms, view: View | None, rows: Rows) -> tuple[Values, Values]:
    """The network's logits of the words in ``rows`` and of all sentences, shape (3, sentences)."""
    if view is None:
        words, sentences = run(tables, tokens, code_network(tokens, forms, rows), rows)
    else:
        from copydesk.attribution import network_scoring

        words, sentences = np.empty(len(rows)), np.empty((len(tables.bias), len(tokens.first)))
        network_scoring.run(view, tables, rows, network_scoring.make_room(), words, sentences)
    return words, sentences


def _score_words(linear: Linear, view: View, rows: Rows) -> Values:
    from copydesk.attribution.scoring import make_codes, score_words

    total = linear.start(len(rows))
    score_words(view, linear.packed, rows, make_codes(WORD_TEMPLATES), total)
    return total[0]


def _score_sentences(model: Model, view: View, cue: Values, docs: Rows, lines: Rows) -> Values:
    """The logits of all sentences, shape (3, sentences)."""
    from copydesk.attribution.scoring import make_codes, score_sentences
    from copydesk.attribution.sentence_classes import SMALL, class_sentences, place
    from copydesk.attribution.sentence_sums import make_sums, sum_up

    rows = np.flatnonzero(cue > NO_CUE)
    sums = make_sums(len(docs), len(model.bag))
    sum_up(view, rows, cue[rows], np.logaddexp(0, cue[rows]), np.ascontiguousarray(model.bag.T), sums)
    chance, small = 1 - np.exp(-sums.cost), np.empty((SMALL, len(docs)), np.int64)
    class_sentences(view, sums, chance, small)
    total = model.sentence.start(len(docs))
    codes = make_codes(SENTENCE_TEMPLATES)
    score_sentences(view, sums, chance, small, place(docs, lines), model.sentence.packed, codes, total)
    return total + sums.bag
