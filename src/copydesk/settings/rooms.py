"""The settings of each room, typed. Values and their sources live in checks/thresholds/*.toml."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

__all__ = [
    "Attribution",
    "Duplicates",
    "Findings",
    "Fingerprints",
    "Furniture",
    "Ingest",
    "Notices",
    "Outlets",
    "Quality",
    "Readability",
    "Reports",
    "Store",
]


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


@dataclass(frozen=True)
class Duplicates:
    """Candidates, verification, relation, stories, quotations."""

    checks: Path
    seed: int
    num_perm: int
    bands: int
    rows: int
    shingle_words: int
    max_shingle_documents: int
    min_shared_shingles: int
    min_containment: float
    min_passage_words: int
    max_passage_gap: int
    set_phrase_words: int
    passage_reach: int
    long_run_words: int
    same_copy_containment: float
    same_text_containment: float
    excerpt_containment: float
    quoted_share: float
    quoted_run_words: int
    unquoted_words: int
    introduced_share: float
    caption_share: float
    cluster_containment: float
    min_quote_words: int
    quote_similarity: float
    max_bucket_documents: int
    exact: bool = False


@dataclass(frozen=True)
class Readability:
    """When the formulas hold."""

    min_words: int
    min_sentences: int
    sentence_rule_difference: float


@dataclass(frozen=True)
class Attribution:
    """Where the cues and outlets live, and from which score on a judgement counts."""

    checks: Path
    decision: float
    least_source: float
    least_cue: float
    reason_reach: int


@dataclass(frozen=True)
class Outlets:
    """Roll-up per source."""

    min_documents: int


@dataclass(frozen=True)
class Findings:
    """When a measure becomes a finding."""

    min_reused_words: int
    min_sentences: int
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
    linked: int


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
