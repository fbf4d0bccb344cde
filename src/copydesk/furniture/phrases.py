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

__all__ = ["keys_of", "pattern", "phrase_keys", "phrases"]


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
def pattern(*roles: str) -> Any:
    """One RE2 expression for the patterns of ``roles``, to be matched with a whole line."""
    import re2

    options = re2.Options()
    options.case_sensitive = False
    options.log_errors = False
    return re2.compile("|".join(f"(?:{each})" for role in roles for each in _phrases()["patterns"][role]), options)


@lru_cache(maxsize=1)
def _phrases() -> dict[str, Any]:
    return tomllib.loads(files("copydesk.furniture").joinpath("phrases.toml").read_text(encoding="utf-8"))
