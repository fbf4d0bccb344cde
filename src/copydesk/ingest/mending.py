"""Mend what is broken in a text; clean text stays as it came."""

from __future__ import annotations

import re
from functools import lru_cache

from copydesk.ingest.hidden import marks, wide_characters

__all__ = ["LEADS", "looked_for", "mend"]

_SURROGATES = frozenset(range(0xD800, 0xE000))
# UTF-8 read as a one-byte charset: a lead byte's letter before what the charset makes of 80-BF.
_TRAIL = "\u0080-\u00bfŒœŠšŸŽžƒˆ˜–—‘’‚“”„†‡•…‰‹›€™"
_MOJIBAKE = re.compile(f"[\u00c2-\u00f4][{_TRAIL}]|[\u0080-\u009f]|[РС][\u0080-\u00bf‘’‚“”„†‡•…‰‹›€™°±²³µ]|вЂ|ï¿½")
_CONTROLS = frozenset(range(0x80, 0xA0))
LEADS = frozenset((*range(0xC2, 0xF5), 0x420, 0x421, 0x432))
"""Characters that begin mojibake where a character above ASCII follows."""
_LINES = re.compile(r"[^\r\n]+")


def mend(text: str) -> str:
    """``text`` without a leading byte-order mark, NUL and lone surrogates as U+FFFD, mojibake repaired.

    ftfy repairs only lines that it judges to be broken; every other line is returned as it came.
    """
    text = text.removeprefix("\ufeff")
    if "\0" in text:
        text = text.replace("\0", "�")
    if text.isascii():
        return text
    used = wide_characters(text)
    if not used.isdisjoint(_SURROGATES):
        # Halves of one character come together (JSON may escape them apart); lone ones are lost.
        text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    suspicious = not (used.isdisjoint(LEADS) and used.isdisjoint(_CONTROLS)) and _MOJIBAKE.search(text)
    return _LINES.sub(_mend_line, text) if suspicious else text


@lru_cache(maxsize=1)
def looked_for() -> frozenset[int]:
    """Code points above ASCII for which ``mend`` and ``find_hidden`` look wherever they stand."""
    return _SURROGATES | _CONTROLS | marks()


def _mend_line(match: re.Match[str]) -> str:
    line = match[0]
    if not _MOJIBAKE.search(line):
        return line
    from ftfy import fix_encoding
    from ftfy.fixes import fix_c1_controls

    return str(fix_c1_controls(fix_encoding(line)))
