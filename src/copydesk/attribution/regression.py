"""Logistic regression with an L1 penalty: accelerated proximal gradient with a diagonal step.

Beck and Teboulle 2009 (FISTA), restarted as by O'Donoghue and Candes 2015. The step of each weight comes from
the row sums of the features (a Gershgorin bound on the Hessian), so rare and frequent features move alike.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

__all__ = ["fit"]

Values = npt.NDArray[np.float64]


def fit(features: Any, gold: npt.NDArray[np.bool_], penalty: float, ridge: float = 0.5, steps: int = 300) -> Values:
    """Weights and, last, the bias; shape (columns + 1,).

    ``features`` is a scipy CSR matrix of float32, rows by columns; ``gold`` has one entry a row. The same
    input gives the same bits on the same machine and library versions.
    """
    turned = features.T.tocsr()
    columns = features.shape[1]
    target = gold.astype(np.float32)
    # Row sums with the bias: the quadratic bound holds, so the objective cannot run away.
    sums = np.asarray(features.sum(axis=1)).ravel() + 1
    step = 0.25 * (turned @ sums) + ridge + 1e-3
    bias_step = 0.25 * float(sums.sum(dtype=np.float64))
    weights, ahead = np.zeros(columns), np.zeros(columns)
    bias, bias_ahead, pace = 0.0, 0.0, 1.0
    for _ in range(steps):
        error = 1 / (1 + np.exp(-(features @ ahead.astype(np.float32) + np.float32(bias_ahead)))) - target
        moved = ahead - (turned @ error + ridge * ahead) / step
        new = np.sign(moved) * np.maximum(np.abs(moved) - penalty / step, 0)
        new_bias = bias_ahead - float(error.sum(dtype=np.float64)) / bias_step
        if float(((ahead - new) * (new - weights) * step).sum()) > 0:
            pace = 1.0
        next_pace = (1 + (1 + 4 * pace * pace) ** 0.5) / 2
        ahead = new + (pace - 1) / next_pace * (new - weights)
        bias_ahead = new_bias + (pace - 1) / next_pace * (new_bias - bias)
        weights, bias, pace = new, new_bias, next_pace
    return np.append(weights, bias)
