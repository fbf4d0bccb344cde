from __future__ import annotations

import numpy as np
import pytest

from copydesk.attribution.forms import EDGE, FIRST, number_stems
from copydesk.attribution.stemming import stem


@pytest.mark.parametrize(
    "forms",
    ["claim claims claimed claiming", "deny denies denied denying", "plan plans planned planning", "say says said",
     "agree agrees agreed", "believe believes believed believing", "write writes wrote written", "call called calling",
     "pass passes passed passing", "ask asks asked asking"],
)  # fmt: skip
def test_the_forms_of_a_verb_share_a_stem(forms: str) -> None:
    assert len({stem(form) for form in forms.split()}) == 1


def test_short_words_and_other_verbs_stay_apart() -> None:
    assert len({stem(word) for word in ("red", "rest", "res", "bed", "need")}) == 5
    assert stem("ring") == "ring"
    assert stem("us") == "us"


def test_a_stem_has_the_number_of_its_first_word() -> None:
    numbers = number_stems(["argue", "argued", "boat"])
    np.testing.assert_array_equal(numbers, [0, EDGE, FIRST, FIRST, FIRST + 2])
