"""The shipped phrases: lines that are furniture by their wording, as keys that arrays can be searched for."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from importlib.resources import files
from typing import Any

import numpy as np
import pandas as pd

from copydesk.furniture.page import Keys
from copydesk.text import text

__all__ = ["keys_of", "pattern", "patterns", "phrase_keys", "phrases"]

_MEMORY = 64 << 20
"""Bytes that RE2 may use for an automaton; a set that wants more would find nothing."""


def keys_of(lines: list[str]) -> Keys:
    """The line key of each of ``lines`` (none may hold a line break or be empty of words): shape (lines,)."""
    frame = pd.DataFrame({"text": lines, "article_chars": [len(line) for line in lines]})
    layout = text(frame)[0]
    keys = np.zeros(len(lines), np.uint64)
    keys[layout["doc_no"].to_numpy()] = layout["line_key"].to_numpy()
    return keys


@lru_cache(maxsize=8)
def phrase_keys(role: str) -> Keys:
    """The keys of the phrases of ``role``, sorted; KeyError when phrases.toml has no such list."""
    return np.unique(keys_of(_phrases()[role]))


@lru_cache(maxsize=8)
def phrases(role: str) -> frozenset[str]:
    """The phrases of ``role`` as they stand in phrases.toml; KeyError when it has no such list."""
    return frozenset(_phrases()[role])


@lru_cache(maxsize=8)
def pattern(role: str) -> Any:
    """One RE2 expression for the patterns of ``role``, to be matched with a whole line."""
    import re2

    return re2.compile(_either(role), _options())


@lru_cache(maxsize=8)
def patterns(*roles: str) -> Any:
    """A set of the expressions of ``roles``: its ``Match`` tells the places of all those that match a whole line."""
    import re2

    found = re2.Set.FullMatchSet(_options())
    for role in roles:
        found.Add(_either(role))
    found.Compile()
    return found


def _either(role: str) -> str:
    return "|".join(f"(?:{each})" for each in _phrases()["patterns"][role])


def _options() -> Any:
    import re2

    options = re2.Options()
    options.case_sensitive, options.log_errors, options.max_mem = False, False, _MEMORY
    return options


@lru_cache(maxsize=1)
def _phrases() -> dict[str, Any]:
    return tomllib.loads(files("copydesk.furniture").joinpath("phrases.toml").read_text(encoding="utf-8"))
