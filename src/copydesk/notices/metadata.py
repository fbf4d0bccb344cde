"""Notices that only a page's metadata makes: declared classes and credits."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from copydesk.notices.providers import Providers
from copydesk.tables import TABLES

__all__ = ["metadata_notices"]

_AUTOMATION = {"automation_disclosure": "generated", "translation_notice": "translated"}


def metadata_notices(articles: pd.DataFrame, providers: Providers) -> pd.DataFrame:
    """One row a class that ``metadata_flags`` names and a row a ``metadata_credit``; without offsets.

    The columns are those of notices and doc_no. A class that notices does not know is left out.
    """
    known = TABLES["notices"].column("class").values
    rows: list[dict[str, Any]] = []
    columns = ("doc_id", "metadata_flags", "metadata_credit")
    said = np.flatnonzero(articles[["metadata_flags", "metadata_credit"]].notna().any(axis=1))
    values = (articles[name].iloc[said].tolist() for name in columns)
    for doc, doc_id, flags, credit in zip(said.tolist(), *values, strict=True):
        declared = dict.fromkeys(flag.strip() for flag in flags.split(";")) if isinstance(flags, str) else {}
        credited = isinstance(credit, str) and bool(credit.strip())
        flagged = [flag for flag in declared if flag in known and not (credited and flag == "credit_line")]
        rows += [_row(doc, doc_id, flag, flag, None) for flag in flagged]
        if credited:
            rows.append(_row(doc, doc_id, "credit_line", credit, providers.named(credit) or credit))
    return pd.DataFrame(rows, columns=["doc_no", *TABLES["notices"].names])


def _row(doc: int, doc_id: str, notice_class: str, text: str, provider: str | None) -> dict[str, Any]:
    automation = _AUTOMATION.get(notice_class, "")
    return {
        "doc_no": doc,
        "doc_id": doc_id,
        "class": notice_class,
        "start": None,
        "end": None,
        "provider": provider,
        "automation": automation,
        "reviewed": "unstated" if automation else "",
        "scope": "article",
        "scope_share": None,
        "rule": f"metadata.{notice_class}",
        "language": None,
        "confidence": 1.0,
        "origin": "metadata",
        "inline": False,
        "text": text,
    }
