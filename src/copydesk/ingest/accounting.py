"""What ingest did not take, and what each input held: every record is an article or a reject."""

from __future__ import annotations

from collections.abc import Sequence
from operator import itemgetter

import pandas as pd
import pyarrow as pa

from copydesk.ingest.record import Fault
from copydesk.tables import TABLES

__all__ = ["list_inputs", "list_rejects", "reject_twice"]


def reject_twice(every: pd.DataFrame, texts: Sequence[pa.Array]) -> tuple[list[int], list[Fault]]:
    """Rows of ``every`` whose id and content are new in the order of file and record, sorted by doc_id; faults of
    the others.
    """
    names = ("input_file", "record_no", "input_id", "source", "own_id", "doc_id")
    rows = list(zip(*(pa.array(every[name]).to_pylist() for name in names), range(len(every)), strict=True))
    faults: list[Fault] = []
    ids: set[tuple[str, str, str]] = set()
    doc_ids: dict[str, int] = {}
    for file, number, given, source, own_id, doc_id, row in sorted(rows, key=itemgetter(0, 1)):
        input_id = given if isinstance(given, str) else ""
        # A number that is one outlet's own says nothing of another outlet's articles.
        own = (file, input_id, source if own_id and isinstance(source, str) else "")
        if own in ids:
            detail = "An earlier record of the file has the same id."
        elif doc_id in doc_ids:
            detail = "An earlier record has the same source, address, title and text."
        else:
            doc_ids[doc_id] = row
            if input_id:
                ids.add(own)
            continue
        size = len(pa.chunked_array(texts)[int(every["text_at"].iat[row])].as_py())
        faults.append(Fault(file, number, "duplicate_id", detail, size, input_id))
    return [row for _, row in sorted(doc_ids.items())], faults


def list_rejects(faults: list[Fault]) -> pd.DataFrame:
    """The table of rejects, sorted by file and record."""
    table = TABLES["rejects"]
    ordered = sorted(faults, key=lambda fault: (fault.input_file, fault.record_no))
    rows = [(f.input_file, f.record_no, f.input_id or None, f.reason, f.detail, f.bytes) for f in ordered]
    return table.conform(pd.DataFrame(rows, columns=table.names)) if rows else table.empty()


def list_inputs(counts: dict[str, int]) -> pd.DataFrame:
    """The table of inputs from the ``counts`` of their records."""
    frame = pd.DataFrame({"input_file": list(counts), "records": list(counts.values())})
    return TABLES["intake"].conform(frame)
