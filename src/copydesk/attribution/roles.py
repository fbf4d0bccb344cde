"""Which words the models know, and which of them may be a cue or name a source.

For words that the training articles show often enough their annotators say it; for the other words of ``vectors`` their
class does.
"""

from __future__ import annotations

from typing import NamedTuple

from copydesk.attribution.corpus import Corpus, choose_often, choose_words
from copydesk.attribution.vectors import find_words, table

__all__ = ["CUES", "SOURCES", "Roles", "choose_roles"]

CUES = ("verb.cognition", "verb.communication", "verb.emotion", "verb.perception")
"""Classes of verbs that may be cues."""
SOURCES = ("noun.group", "noun.person")
"""Classes of nouns that may name a source."""


class Roles(NamedTuple):
    """All words that the models know, sorted, and those that may be cues and name sources."""

    words: list[str]
    candidates: frozenset[str]
    nominals: frozenset[str]


def choose_roles(read: Corpus) -> Roles:
    """The words of ``read`` and of the table of vectors; a word of the latter alone has one role at most."""
    seen = sorted({*choose_words(read), *read.speech})
    candidates, nominals = (frozenset(choose_often(read, seen, flags)) for flags in (read.cue, read.source))
    rare = frozenset(table()[0]) - frozenset(seen)
    cues, sources = (find_words(*classes) & rare for classes in (CUES, SOURCES))
    return Roles(sorted({*seen, *rare}), candidates | read.speech | cues, nominals | (sources - cues))
