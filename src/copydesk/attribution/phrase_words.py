"""Words that lead, end and join the phrase which names a source, as bits of the lexicon."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from copydesk.attribution.lexicon import BITS
from copydesk.attribution.marks import BRACKET, CLOSE, COLON, DASH, LINE, OPEN, SEMICOLON

__all__ = [
    "ALONE",
    "APPOSITION",
    "BARRED",
    "BONDS",
    "DETERMINERS",
    "EXPLAINS",
    "GENITIVES",
    "JOINERS",
    "LEADS",
    "LEFT",
    "NAME",
    "NAMELESS",
    "NOUNS",
    "NO_LEAD",
    "POSSESSIVE",
    "RELATIVES",
    "RIGHT",
    "SPARED",
    "STRONG",
    "TITLE",
    "WALL",
    "Bits",
]

Bits = npt.NDArray[np.uint32]
WALL = LINE | OPEN | CLOSE | SEMICOLON | COLON | DASH | BRACKET
LEFT, RIGHT, APPOSITION, NAME = 10, 14, 24, 4


def _mask(*names: str) -> np.uint32:
    return np.uint32(sum(BITS[name] for name in names))


NOUNS = _mask("title", "roles", "unnamed", "vague", "documents", "organisations", "places", "number", "media")
BONDS, STRONG, TITLE, JOINERS, DETERMINERS, GENITIVES, POSSESSIVE, RELATIVES = (
    _mask(name)
    for name in ("bonds", "strong", "title", "joiners", "determiners", "genitives", "possessive", "relatives")
)
ALONE = _mask("pronouns_person", "pronouns_many", "pronouns_thing", "pronouns_self")
# Words that no source phrase contains: conjunctions, auxiliaries, verbs of speech, pronouns; and those of them
# that may be nouns or begin a phrase ("his", "report").
BARRED = _mask("stops", "auxiliaries", "strong", "prepositions", "adverb") | ALONE
SPARED = _mask("determiners", "documents", "vague", "unnamed", "organisations", "roles")
EXPLAINS, NAMELESS = _mask("determiners", "roles", "unnamed"), _mask("stops", "places")
LEADS, NO_LEAD = EXPLAINS | TITLE, _mask("pronouns_person", "stops")
