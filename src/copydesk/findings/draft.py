"""What every finding is made of, before ids, ranks and links are given."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cached_property

__all__ = ["Draft"]


@dataclass(frozen=True)
class Draft:
    """One finding. ``weight`` orders findings of one priority, largest first; ``key`` makes the id.

    The id is a hash of the rule and ``key``, which names only the articles concerned and what in them was
    found, so that a new article never changes the id of another finding.
    """

    rule: str
    key: str
    message: str
    weight: float
    doc_id: str
    other_doc_id: str | None = None
    pair_id: str | None = None
    cluster_id: str | None = None
    evidence: str | None = None
    start: int | None = None
    end: int | None = None
    value: float | None = None
    threshold: float | None = None
    unit: str | None = None

    @cached_property
    def finding_id(self) -> str:
        """Id that is equal in every run that finds the same thing."""
        return "f" + hashlib.blake2b(f"{self.rule}\n{self.key}".encode(), digest_size=8).hexdigest()

    @property
    def page(self) -> str:
        """The page of the report that shows the proof."""
        return f"pages/{self.pair_id or self.cluster_id or self.doc_id}.html"
