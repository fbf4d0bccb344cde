"""Four articles about a ferry slip, hostile strings included, and how a row of a table is filled."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from copydesk.tables import TABLES, Column

Rows = list[dict[str, Any]]

LEAD = (
    "The harbour board of Eastmere voted on Tuesday to close the old ferry slip after engineers found "
    "cracks in three of its seven piles."
)
QUOTE = "“Nobody will be stranded, and nobody will be asked to swim,” said Ida Brandt, who chairs the board."
QUOTE_CHANGED = "“Nobody will be stranded and no one will be asked to swim,” said Ida Brandt, who chairs the board."
VAGUE = "Reports indicate that the repair could take two winters."
NOTICE = "This story was supplied by the Northwater News Agency and has not been edited by our desk."
FOOTER = "Sign up for our morning letter"
SCRIPT = "<script>alert('x')</script><img src=x onerror=alert(1)>"
TEXTS = {
    "d1": f"Old ferry slip to close\n{LEAD}\n{QUOTE}\nA second vote is due in the spring.",
    "d2": f"Ferry slip closes\n{LEAD}\n{QUOTE}\n{NOTICE}\n{FOOTER}",
    "d3": f"{SCRIPT}\n{LEAD}\n{QUOTE_CHANGED}\n{VAGUE}\nBuy\u200bnow \u202egnp.exe\u202c today\x07.\n{FOOTER}",
    "d4": f"שלום עולם\nA quiet day at the pier & the “<b>market</b>”.\n{VAGUE}\n{FOOTER}",
}
SOURCES = {"d1": "Eastmere Courier", "d2": "The Pier", "d3": '=HYPERLINK("http://evil.example","Pier")', "d4": None}
TITLES = {"d1": "Old ferry slip to close", "d2": "Ferry slip closes", "d3": SCRIPT, "d4": "\u202eשלום\u202c עולם"}
URLS = {
    "d1": "https://courier.example/ferry?a=1&b=2",
    "d2": "http://pier.example/slip",
    "d3": "javascript:alert(1)",
    "d4": 'https://bad.example/"onmouseover="alert(1)',
}


def span(doc: str, part: str) -> dict[str, int]:
    start = TEXTS[doc].index(part)
    return {"start": start, "end": start + len(part)}


def filled(name: str, rows: Rows) -> pd.DataFrame:
    """A conformed frame of ``rows``: columns they do not name are missing, or 0 and false where nothing can be."""
    table = TABLES[name]
    return table.conform(pd.DataFrame({c.name: [_value(row, c) for row in rows] for c in table.columns}))


def _value(row: dict[str, Any], column: Column) -> Any:
    if column.name in row:
        return row[column.name]
    if column.kind == "flag":
        return False
    if column.values and column.required:
        return column.values[0]
    if column.kind == "integer":
        return int(column.minimum or 0) if column.dtype else pd.NA
    blank = {"text": "-" if column.required else None, "number": np.nan, "time": pd.NaT, "bytes": b"\0" * 512}
    return blank[column.kind]
