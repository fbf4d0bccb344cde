"""What a reader yields: a record to be judged, records still in columns, or a fault that cannot become a record."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

__all__ = ["Bundle", "Fault", "Item", "Record", "rejected"]


@dataclass(slots=True)
class Record:
    """One input record, its fields under copydesk's own names (see ``aliases.ALIASES``), values as read.

    ``folder`` is the outlet's folder where the input is laid out that way, else empty; ``bytes`` is the
    size of the record where the reader knows it, else that of its text. ``plain`` is the text's UTF-8 where the text
    is known to be a string with nothing to mend and nothing hidden in it (see ``plain_texts``).
    """

    input_file: str
    record_no: int
    format: str
    values: dict[str, Any]
    folder: str = ""
    bytes: int = 0
    plain: memoryview | None = None


@dataclass(slots=True)
class Bundle:
    """Records with their text, none of them a page, as the Arrow columns they were read from.

    They become records where they are judged, which may be a fork; ``numbers`` are their numbers.
    """

    input_file: str
    numbers: Sequence[int]
    folder: str
    columns: Any

    def __len__(self) -> int:
        """How many records."""
        return len(self.numbers)


@dataclass(slots=True)
class Fault:
    """One input record that cannot be analysed: a row of ``rejects``."""

    input_file: str
    record_no: int
    reason: str
    detail: str
    bytes: int = 0
    input_id: str = ""


Item = Record | Bundle | Fault


def rejected(record: Record, reason: str, detail: str, input_id: str = "") -> Fault:
    """``record`` as a fault."""
    return Fault(record.input_file, record.record_no, reason, detail, record.bytes, input_id)
