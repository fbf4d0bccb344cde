"""Codes as sparse matrices of ones for training, and trained weights as JSON values."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from copydesk.attribution.corpus import Corpus
from copydesk.attribution.evidence import code_sentences
from copydesk.attribution.features import Codes, code_bag
from copydesk.attribution.forms import Forms
from copydesk.attribution.lookup import SCALE
from copydesk.attribution.model import STEMS, WORDS
from copydesk.attribution.tokens import Rows

__all__ = ["Columns", "export_weights", "make_matrix", "make_sentence_matrix"]

Columns = list[tuple[str, int]]
_LEAST_FEATURE = 4


def make_matrix(codes: Codes) -> tuple[Any, Columns]:
    """Features seen often enough as a sparse matrix of ones, and the (template, code) of each column."""
    from scipy.sparse import csr_matrix

    blocks: list[npt.NDArray[np.int64]] = []
    columns: Columns = []
    for name, values in codes.items():
        kept, counts = np.unique(values, return_counts=True)
        kept = kept[(counts >= _LEAST_FEATURE) & (kept >= 0)]
        if len(kept) == 0:
            continue
        at = np.minimum(np.searchsorted(kept, values), len(kept) - 1)
        blocks.append(np.where(kept[at] == values, at + len(columns), -1))
        columns += [(name, code) for code in kept.tolist()]
    table = np.stack(blocks, axis=1)
    known = table >= 0
    bounds = np.concatenate([[0], np.cumsum(known.sum(axis=1))])
    ones = np.ones(int(known.sum()), np.float32)
    return csr_matrix((ones, table[known].astype(np.int32), bounds), shape=(len(table), len(columns))), columns


def make_sentence_matrix(read: Corpus, forms: Forms, cue: npt.NDArray[np.float64]) -> tuple[Any, Columns]:
    """Features of every sentence with its words and stems; ``cue`` is the logit of each word for being a cue."""
    from scipy.sparse import hstack

    matrix, columns = make_matrix(code_sentences(read.tokens, forms, cue, read.docs, read.lines))
    sentences, codes = code_bag(read.tokens, forms)
    parts = [matrix]
    stems = forms.stem[codes >> 1].astype(np.int64) * 2 + (codes & 1)
    for name, values in ((WORDS, codes), (STEMS, stems)):
        part, kept = _count(sentences, values, matrix.shape[0])
        parts.append(part)
        columns += [(name, code) for code in kept]
    return hstack(parts).tocsr(), columns


def _count(sentences: Rows, codes: npt.NDArray[np.int64], rows: int) -> tuple[Any, list[int]]:
    """How often each sentence has each of the codes seen often enough, and these codes."""
    from scipy.sparse import csr_matrix

    kept, counts = np.unique(codes, return_counts=True)
    kept = kept[counts >= _LEAST_FEATURE]
    at = np.minimum(np.searchsorted(kept, codes), len(kept) - 1)
    hit = kept[at] == codes
    ones = np.ones(int(hit.sum()), np.float32)
    return csr_matrix((ones, (sentences[hit], at[hit])), shape=(rows, len(kept))), kept.tolist()


def export_weights(columns: Columns, fitted: list[npt.NDArray[np.float64]]) -> dict[str, Any]:
    """Weights in thousandths by template; features without weight are left out."""
    whole = np.rint(np.stack(fitted, axis=1) * SCALE).astype(np.int64)
    templates: dict[str, dict[str, list[Any]]] = {}
    for (name, code), row in zip(columns, whole[:-1].tolist(), strict=True):
        if any(row):
            entry = templates.setdefault(name, {"codes": [], "weights": []})
            entry["codes"].append(code)
            entry["weights"].append(row)
    return {"bias": whole[-1].tolist(), "templates": templates}
