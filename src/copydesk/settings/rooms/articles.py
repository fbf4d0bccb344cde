"""Settings of the rooms that judge articles."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

__all__ = ["Attribution", "Duplicates", "Readability"]


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
