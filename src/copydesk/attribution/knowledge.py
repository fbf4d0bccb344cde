"""What is known of every form of the vocabulary and of every outlet, worked out once a run."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from copydesk.attribution import model
from copydesk.attribution.features import Forms
from copydesk.attribution.lexicon import DEFAULT, Lexicon, lexicons, traits
from copydesk.attribution.names import stems
from copydesk.attribution.outlets import Outlets, outlets
from copydesk.attribution.spelling import as_arrow, find_rows, strip_possessive
from copydesk.settings import rooms

__all__ = ["PRESS", "Knowledge", "PressForms", "know"]

# A name that ends in one of these is an outlet's, known or not.
PRESS = frozenset(
    "Times Post Herald Journal Gazette Tribune Courier Chronicle Dispatch Telegraph Globe Examiner Observer Inquirer "
    "Sentinel Mercury Echo Argus Bulletin Zeitung Nachrichten Tageblatt Anzeiger Rundschau".split()
)
Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class PressForms:
    """Forms as printed without possessive ending, and their part in names of outlets.

    ``starts`` is any part but the second word.
    """

    printed: npt.NDArray[np.object_]
    whole: Flags
    first: Flags
    second: Flags
    press: Flags
    starts: Flags


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
                     names, _press(vocabulary, names))  # fmt: skip


def _press(vocabulary: pd.DataFrame, names: Outlets) -> PressForms:
    printed = strip_possessive(as_arrow(vocabulary["form"]))
    whole = {words[0] for words in names.names if len(words) == 1}
    first = {words[0] for words in names.names if len(words) > 1}
    second = {words[1] for words in names.names if len(words) > 1}
    flags = [find_rows(printed, sorted(group)) >= 0 for group in (whole, first, second, PRESS)]
    flags.append(flags[0] | flags[1] | flags[3])
    return PressForms(printed.to_numpy(zero_copy_only=False), *flags)
