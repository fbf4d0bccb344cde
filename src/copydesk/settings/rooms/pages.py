"""Settings of the rooms that read pages and say what their lines are."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

__all__ = ["Fingerprints", "Furniture", "Ingest", "Notices"]


@dataclass(frozen=True)
class Ingest:
    """What may come in."""

    min_words: int
    max_bytes: int
    max_json_bytes: int
    max_html_bytes: int
    extraction_seconds: float
    max_page_lines: int
    earliest_year: int
    latest_year: int


@dataclass(frozen=True)
class Fingerprints:
    """Coarse clusters, before furniture is known."""

    shingle_words: int
    sketch_size: int
    min_line_words: int
    min_repeats: int
    repeat_share: float
    min_own_share: float
    coarse_jaccard: float


@dataclass(frozen=True)
class Furniture:
    """Template lines and the rules for outlets seen once."""

    min_clusters: int
    small_outlet_clusters: int
    large_outlet_clusters: int
    large_outlet_share: float
    middle_line_words: int
    middle_line_clusters: int
    long_line_words: int
    long_line_clusters: int
    max_title_prefix_words: int
    max_chrome_words: int
    min_teasers: int
    max_teaser_lines: int
    min_prose_words: int
    max_pattern_words: int
    max_kept_words: int
    edge_lines: int


@dataclass(frozen=True)
class Notices:
    """Rules and the reach of a notice."""

    checks: Path
    site_share: float
    section_share: float
    min_scope_clusters: int
    edge_lines: int
    min_line_chance: float
