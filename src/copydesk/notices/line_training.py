"""Train the model of lines: multinomial logistic regression over pieces, from judged and from invented lines.

Judged lines stand in real pages, where most lines are no notice; invented ones are mostly notices. So invented lines
have an offset of their own, which is forgotten afterwards: the chances are those of real pages.
"""

from __future__ import annotations

import csv
import hashlib
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from copydesk.errors import UsageError
from copydesk.notices.line_model import CLASSES, Chances, LineModel, save_line_model
from copydesk.notices.line_pieces import BUCKETS, cut_pieces
from copydesk.notices.line_rows import Numbers
from copydesk.notices.names import Names, read_names

__all__ = ["fit", "read_lines", "read_rows", "train_lines"]

_PENALTY = 1.0
_ROUNDS, _SLOPE = 300, 1e-4
_UNSURE = "?"


def train_lines(judged: Sequence[Path], invented: Sequence[Path], rules: Path, out: Path) -> None:
    """Fit the model to the lines of all files and write it to ``out``: the same file on the same machine and versions.

    Words of names are those of the folder ``rules``. Raises UsageError when a file cannot be read or has no column
    line.
    """
    read = [(file, read_lines(file)) for file in (*judged, *invented)]
    lines = [line for _, found in read for line, _ in found]
    kinds = np.array([kind for _, found in read for _, kind in found], np.int64)
    count = sum(len(found) for _, found in read[len(judged) :])
    made = np.arange(len(lines)) >= len(lines) - count
    weights, offsets = fit(lines, kinds, made, read_names(rules))
    about = [{"file": file.name, "sha256": _digest(file), "lines": len(found)} for file, found in read]
    save_line_model(LineModel.rounded(weights, offsets), json.dumps({"penalty": _PENALTY, "files": about}), out)


def read_lines(file: Path) -> list[tuple[str, int]]:
    """Each line of ``read_rows`` with its number in ``CLASSES``; of several classes the first.

    A table without the column class has no notices. Raises UsageError when the file cannot be read or lacks lines.
    """
    return [(row["line"], _class(row.get("class") or "")) for row in read_rows(file)]


def read_rows(file: Path) -> list[dict[str, str]]:
    """The rows of a table of tabs, with a line each; those whose class is unsure are left out.

    Raises UsageError when the file cannot be read or has no column line.
    """
    try:
        with file.open(encoding="utf-8", newline="") as content:
            rows = list(csv.DictReader(content, delimiter="\t", quoting=csv.QUOTE_NONE))
        if rows and "line" not in rows[0]:
            raise KeyError("line")
    except (OSError, UnicodeDecodeError, KeyError, csv.Error) as error:
        raise UsageError(f"{file} is no table of lines ({error!r}).") from error
    return [row for row in rows if row.get("class") != _UNSURE]


def _class(name: str) -> int:
    named = name.replace("+", "|").split("|")[0]
    return CLASSES.index(named) if named in CLASSES else 0


def _digest(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()


def fit(lines: Sequence[str], kinds: Numbers, invented: npt.NDArray[np.bool_], names: Names) -> tuple[Chances, Chances]:
    """Weights, shape (BUCKETS, classes), and offsets of real pages, shape (classes,)."""
    from scipy.optimize import minimize

    matrix, wanted = _matrix(lines, names), np.eye(len(CLASSES))[kinds]
    penalty = _PENALTY / len(lines)
    fixed = np.stack([np.ones(len(lines)), invented.astype(np.float64)], axis=1)

    def loss(flat: Chances) -> tuple[float, Chances]:
        weights, offsets = np.split(flat.reshape(-1, len(CLASSES)), [BUCKETS])
        logits = matrix @ weights + fixed @ offsets
        logits -= logits.max(axis=1, keepdims=True)
        sums = np.log(np.exp(logits).sum(axis=1, keepdims=True))
        missed = (np.exp(logits - sums) - wanted) / len(lines)
        slope = np.concatenate([matrix.T @ missed + penalty * weights, fixed.T @ missed])
        return float(((sums - logits) * wanted).sum() / len(lines) + penalty * (weights**2).sum() / 2), slope.ravel()

    start = np.zeros((BUCKETS + 2) * len(CLASSES))
    found = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": _ROUNDS, "gtol": _SLOPE})
    weights, offsets = np.split(found.x.reshape(-1, len(CLASSES)), [BUCKETS])
    return weights, offsets[0]


def _matrix(lines: Sequence[str], names: Names) -> Any:
    """How often each line has a piece of each bucket, as a sparse matrix of shape (lines, BUCKETS)."""
    from scipy.sparse import csr_matrix

    pieces = cut_pieces(lines, names)
    shape = (len(lines), BUCKETS)
    return csr_matrix((np.ones(len(pieces.line)), (pieces.line, pieces.bucket)), shape=shape)
