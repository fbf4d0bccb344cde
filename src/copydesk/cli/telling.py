"""What a run says at its end: the key figures, the first findings, where the report is."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["clean", "tell"]

_FIGURES = (
    "records_read",
    "documents",
    "rejects",
    "sources",
    "pairs",
    "pairs_uncredited",
    "clusters",
    "quotes",
    "notices",
    "findings",
    "checks",
)
_FIRST = 5


def tell(summary: pd.DataFrame, findings: pd.DataFrame, folder: Path) -> None:
    """Print a short summary of the report in ``folder``."""
    figures = summary.set_index("name")["text"]
    for name in _FIGURES:
        print(f"  {figures[name]}")
    if len(findings):
        print("\nFirst to look at:")
        for row in findings.head(_FIRST).itertuples():
            print(f"  {row.rank}. {clean(row.message)}  [{row.finding_id}]")
            where = [each for each in (row.source, row.title) if isinstance(each, str) and each]
            print(f"     {clean(' · '.join(where) or 'unknown outlet')}")
    print(f"\nReport: {folder / 'index.html'}")


def clean(text: str) -> str:
    """``text`` without characters that a terminal would obey."""
    return "".join(character if character.isprintable() else "·" for character in text)
