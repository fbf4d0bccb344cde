"""What is known of every form of the vocabulary and of every outlet, worked out once a run."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from copydesk.attribution import model
from copydesk.attribution.forms import Forms
from copydesk.attribution.lexicon import DEFAULT, Lexicon, lexicons, traits
from copydesk.attribution.names import stems
from copydesk.attribution.outlets import Outlets, outlets
from copydesk.attribution.press import PressForms, read_press
from copydesk.settings import rooms

__all__ = ["Knowledge", "know"]


@dataclass(frozen=True)
class Knowledge:
    """Word lists, traits by language, the model and its view of the forms, stems, outlets."""

    lexicons: dict[str, Lexicon]
    traits: dict[str, npt.NDArray[np.uint32]]
    model: model.Model | None
    forms: Forms | None
    stems: npt.NDArray[np.int64]
    outlets: Outlets
    press: PressForms


def know(vocabulary: pd.DataFrame, languages: list[str], settings: rooms.Attribution) -> Knowledge:
    """Look every form up once; ``languages`` are those of the articles, English where there is no lexicon."""
    known, linear = lexicons(settings.checks), model.load()
    used = sorted({language if language in known else DEFAULT for language in languages})
    names = outlets(settings.checks)
    forms = model.forms_of(linear, vocabulary) if linear and model.LANGUAGE in languages else None
    return Knowledge(known, {name: traits(vocabulary, known[name]) for name in used}, linear, forms, stems(vocabulary),
                     names, read_press(vocabulary, names))  # fmt: skip
