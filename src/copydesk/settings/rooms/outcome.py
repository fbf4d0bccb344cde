"""Settings of the rooms that say what comes of it, and where it is kept."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

__all__ = ["Findings", "Outlets", "Quality", "Reports", "Store"]


@dataclass(frozen=True)
class Outlets:
    """Roll-up per source."""

    min_documents: int
    min_notice_confidence: float


@dataclass(frozen=True)
class Findings:
    """When a measure becomes a finding."""

    min_reused_words: int
    min_wire_words: int
    min_sentences: int
    min_statement_chars: int
    low_attribution_share: float
    high_vague_share: float
    high_second_hand_share: float
    unattributed_run: int
    high_furniture_share: float
    changed_quote_words: int
    min_vague: int
    min_unnamed: int
    min_second_hand: int
    min_hidden_characters: int
    min_notice_confidence: float
    min_update_letters: int
    linked: int
    checks: Path


@dataclass(frozen=True)
class Quality:
    """Where the suites live."""

    checks: Path


@dataclass(frozen=True)
class Reports:
    """What a report may show."""

    cell_chars: int
    html_pairs: int
    html_findings: int
    html_first: int
    html_chars: int


@dataclass(frozen=True)
class Store:
    """How long scheduled runs keep tables between stages."""

    keep_days: int
