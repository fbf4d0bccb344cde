from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from scipy.sparse import csr_matrix

from copydesk.attribution.lookup import SCALE, Table
from copydesk.attribution.model import load
from copydesk.attribution.regression import fit

ROWS = csr_matrix(np.array([[1, 0, 1], [1, 0, 0], [0, 1, 1], [0, 1, 0]] * 25, dtype=np.float32))
GOLD = np.array([True, True, False, False] * 25)


@given(
    st.dictionaries(st.integers(0, 1 << 40), st.integers(-9000, 9000), min_size=1, max_size=200),
    st.lists(st.integers(0, 1 << 40), max_size=20),
)
def test_a_table_gives_each_code_its_weight_and_others_none(weights: dict[int, int], others: list[int]) -> None:
    table = Table.build(list(weights), [[weight, -weight] for weight in weights.values()])
    asked = np.array([*weights, *others], np.int64)
    expected = np.array([weights.get(code, 0) / SCALE for code in asked.tolist()], np.float32)
    found = table.look_up(asked)
    np.testing.assert_array_equal(found[0], expected)
    np.testing.assert_array_equal(found[1], -expected)


def test_a_separating_feature_gets_the_weight() -> None:
    weights = fit(ROWS, GOLD, penalty=0.1)
    assert weights[0] > 1
    assert weights[1] < -1
    assert abs(weights[2]) < 0.05


def test_a_high_penalty_leaves_no_weight() -> None:
    assert not fit(ROWS, GOLD, penalty=100)[:-1].any()


def test_the_bias_alone_gives_the_share() -> None:
    empty = csr_matrix((100, 1), dtype=np.float32)
    bias = fit(empty, np.arange(100) < 80, penalty=1, steps=2000)[-1]
    assert 1 / (1 + np.exp(-bias)) == 0.8 or abs(1 / (1 + np.exp(-bias)) - 0.8) < 1e-3


def test_the_same_rows_give_the_same_bits() -> None:
    assert fit(ROWS, GOLD, penalty=0.1).tobytes() == fit(ROWS, GOLD, penalty=0.1).tobytes()


def test_the_shipped_model_holds_words_and_whole_numbers() -> None:
    model = load()
    assert model is not None
    assert model.candidates <= set(model.words)
    assert all(" " not in word for word in model.words)
