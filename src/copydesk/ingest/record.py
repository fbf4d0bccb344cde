"""What a reader yields: a record to be judged, or a fault that cannot become one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

__all__ = ["Fault", "Item", "Record", "rejected"]


@dataclass(slots=True)
class Record:
    """One input record, its fields under copydesk's own names (see ``fields.ALIASES``), values as read.

    ``folder`` is the outlet's folder where the input is laid out that way, else empty; ``bytes`` is the
    size of the record where the reader knows it, else that of its text.
    """

    input_file: str
    record_no: int
    format: str
    values: dict[str, Any]
    folder: str = ""
    bytes: int = 0


@dataclass(slots=True)
class Fault:
    """One input record that cannot be analysed: a row of ``rejects``."""

    input_file: str
    record_no: int
    reason: str
    detail: str
    bytes: int = 0
    input_id: str = ""


Item = Record | Fault


def rejected(record: Record, reason: str, detail: str, input_id: str = "") -> Fault:
    """``record`` as a fault."""
    return Fault(record.input_file, record.record_no, reason, detail, record.bytes, input_id)
