"""The order of the stages: the only place that knows it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import Any, cast

import pandas as pd

from copydesk.settings import Settings
from copydesk.tables import EVIDENCE, LATE, PUBLISHED, TABLES

__all__ = ["STAGES", "Stage", "stage"]


@dataclass(frozen=True)
class Stage:
    """One stage: the function that does it, the tables it reads and writes, and its room of the settings.

    ``function`` is ``module:name``; it takes the tables of ``reads`` in order, then its settings when it
    has a ``room``, and returns the tables of ``writes`` in order. A stage ``in_parts`` works article by
    article: it may be run on ranges of articles, and the results joined are those of one run. ``load`` names what
    loads much for it, given those of ``_TEXT`` that it reads of some articles, and ``unload`` what lets go of that:
    loaded before a process forks, no two forks load the same.
    """

    name: str
    function: str
    reads: tuple[str, ...]
    writes: tuple[str, ...]
    room: str = ""
    in_parts: bool = False
    load: str = ""
    unload: str = ""

    def run(self, tables: Mapping[str, pd.DataFrame], settings: Settings) -> dict[str, pd.DataFrame]:
        """Run the stage on ``tables``; its results conform to their declared tables (else TableError)."""
        arguments = [*(tables[table] for table in self.reads), *([getattr(settings, self.room)] if self.room else [])]
        result = _find(self.function)(*arguments)
        frames = result if isinstance(result, tuple) else (result,)
        return {table: TABLES[table].conform(frame) for table, frame in zip(self.writes, frames, strict=True)}

    def load_with(self, tables: Mapping[str, pd.DataFrame], settings: Settings) -> None:
        """Load, with ``tables`` of some articles, what the stage needs."""
        _find(self.load)(*(tables[table] for table in self.load_reads), getattr(settings, self.room))

    @property
    def load_reads(self) -> tuple[str, ...]:
        """The tables that ``load`` takes."""
        return tuple(table for table in self.reads if table in _TEXT)

    def let_go(self, settings: Settings) -> None:
        """Let go of what the stage has loaded in this process."""
        if self.unload:
            _find(self.unload)(getattr(settings, self.room))


def _find(function: str) -> Callable[..., Any]:
    module, name = function.split(":")
    return cast(Callable[..., Any], getattr(import_module(module), name))


_TEXT = ("articles", "layout", "segments", "words", "vocabulary")
_CHECKED = tuple(name for name in PUBLISHED if name not in LATE)

STAGES: tuple[Stage, ...] = (
    Stage("text", "copydesk.text:text", ("articles",), ("layout", "segments", "words", "vocabulary")),
    Stage(
        "fingerprints",
        "copydesk.duplicates:fingerprints",
        ("articles", "layout", "words", "vocabulary"),
        ("fingerprints",),
        "fingerprints",
    ),
    Stage(
        "furniture",
        "copydesk.furniture:label_lines",
        ("articles", "layout", "words", "vocabulary", "fingerprints", "known_lines"),
        ("furniture", "template_lines"),
        "furniture",
    ),
    Stage(
        "hits",
        "copydesk.notices:hold_rules",
        ("articles", "layout", "words", "vocabulary", "furniture"),
        ("hits", "line_notices"),
        "notices",
        in_parts=True,
        load="copydesk.notices:load_patterns",
        unload="copydesk.notices:unload_patterns",
    ),
    Stage(
        "notices",
        "copydesk.notices:notices",
        ("articles", "layout", "furniture", "fingerprints", "hits", "line_notices"),
        ("notices", "lines"),
        "notices",
    ),
    Stage(
        "duplicates",
        "copydesk.duplicates:duplicates",
        (*_TEXT, "lines", "notices"),
        ("pairs", "passages", "clusters", "members", "signatures", "templates"),
        "duplicates",
    ),
    Stage(
        "quotations",
        "copydesk.duplicates:trace_quotations",
        ("articles", "layout", "words", "vocabulary", "lines"),
        ("quotations",),
        "duplicates",
    ),
    Stage(
        "readability",
        "copydesk.readability:readability",
        (*_TEXT, "lines"),
        ("readability",),
        "readability",
        in_parts=True,
        load="copydesk.readability:load_counting",
    ),
    Stage(
        "attribution",
        "copydesk.attribution:attribution",
        (*_TEXT, "lines"),
        ("sentences", "attributions", "attribution"),
        "attribution",
        in_parts=True,
        load="copydesk.attribution:load_models",
    ),
    Stage("quotes", "copydesk.duplicates:quotes", ("articles", "attributions", "quotations"), ("quotes",)),
    Stage(
        "documents",
        "copydesk.documents:documents",
        ("articles", "layout", "lines", "notices", "pairs", "members", "readability", "attribution"),
        ("documents",),
    ),
    Stage("evidence", "copydesk.quality:check_evidence", ("intake", "documents", *EVIDENCE), ("held",), "quality"),
    Stage(
        "outlets",
        "copydesk.outlets:outlets",
        ("documents", "articles", "notices", "pairs", "attributions"),
        ("outlets",),
        "outlets",
    ),
    Stage(
        "findings",
        "copydesk.findings:findings",
        (
            *("documents", "articles", "pairs", "passages", "notices"),
            *("sentences", "attributions", "quotes", "templates"),
        ),
        ("findings",),
        "findings",
    ),
    Stage("quality", "copydesk.quality:checks", ("intake", *_CHECKED, "held"), ("checks",), "quality"),
    Stage("summary", "copydesk.summary:summary", ("intake", *_CHECKED, "checks"), ("summary",)),
)
"""Every stage after ingest, in order."""


def stage(name: str) -> Stage:
    """The stage called ``name``; KeyError when there is none."""
    return {each.name: each for each in STAGES}[name]
