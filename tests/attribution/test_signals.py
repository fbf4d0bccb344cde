from __future__ import annotations

import numpy as np
import pandas as pd

from copydesk.attribution.features import NO_CUE, Codes
from copydesk.attribution.forms import Forms, number_forms
from copydesk.attribution.signals import Cues, code_signals, gather
from copydesk.attribution.tokens import Tokens, tokens
from copydesk.text import text

WORDS = ("claimed", "claims", "plans", "said")


def read(*texts: str) -> tuple[Tokens, Forms]:
    """Tokens and forms of a few articles of one sentence each."""
    articles = pd.DataFrame({"text": pd.Series(texts, dtype="str"), "article_chars": list(map(len, texts))})
    articles["language"] = "en"
    _, segments, words, vocabulary = text(articles)
    found = tokens(articles, segments, words, {"en": np.zeros(len(vocabulary), np.uint32)})
    return found, number_forms(vocabulary, WORDS, frozenset(WORDS), frozenset(), frozenset({"said"}))


def point(found: Tokens, forms: Forms) -> Cues:
    """Every known word as a possible cue, each later one a little likelier."""
    known = forms.word.take(found.number) > 0
    return gather(found, forms, np.where(known, 0.1 * np.arange(len(known)) + 0.1, NO_CUE))


def codes(found: Tokens, forms: Forms) -> Codes:
    cues = point(found, forms)
    none = np.zeros(cues.sentences, np.int64)
    return code_signals(found, forms, cues, cues.highest(~cues.inside), none, none.astype(bool))


def test_a_sentence_has_its_highest_logit_and_the_chance_of_some_cue() -> None:
    found, forms = read("Orla said it and plans it.", "The ramp is wet.")
    cues = point(found, forms)
    every = np.ones(len(cues.rows), bool)
    assert cues.spoken.tolist() == [True, False]
    np.testing.assert_allclose(cues.highest(every), [cues.logit.max(), NO_CUE])
    chance = 1 / (1 + np.exp(-cues.logit))
    np.testing.assert_allclose(cues.some(every), [1 - (1 - chance).prod(), 0])


def test_forms_of_one_verb_give_one_code() -> None:
    said = codes(*read("Orla claimed it.", "Orla claims it.", "Orla plans it."))["best"] // 8  # the logit beside it
    assert said[0] == said[1] != said[2]


def test_the_first_colon_inside_a_sentence_counts() -> None:
    said = codes(*read("Tarleigh: The ramp is wet.", "The ramp is wet:", "The ramp is wet."))["colon"]
    assert said[0] > 0
    assert said[1:].tolist() == [0, 0]


def test_a_sentence_does_not_depend_on_its_neighbours() -> None:
    alone = codes(*read("Orla claimed: ‘It is wet.’"))
    among = codes(*read("The ramp is shut.", "Orla claimed: ‘It is wet.’", "Joss said so."))
    # The vocabulary numbers differ, the model's words do not; the logits here do, so their classes are left out.
    for name in ("colon", "colon kind", "single", "best marked"):
        assert among[name][1] == alone[name][0]
