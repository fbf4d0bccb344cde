"""From bytes to text: byte-order mark, declared charset, UTF-8, then chardet."""

from __future__ import annotations

import codecs
import re

from copydesk.ingest.streams import ReadError

__all__ = ["decode", "decode_page", "looks_binary"]

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_MAGIC = (
    b"%PDF-",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"PK\x03\x04",
    b"\x1f\x8b",
    b"\x7fELF",
    b"MZ\x90\x00",
    b"\xd0\xcf\x11\xe0",
    b"PAR1",
    b"SQLite format 3\0",
    b"BZh9",
    b"\xfd7zXZ",
    b"(\xb5/\xfd",
)
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_DECLARED = re.compile(rb"""(?i)<(?:meta[^>]{0,200}?charset|\?xml[^>]{0,100}?encoding)\s*=\s*["']?\s*([\w.:-]{2,40})""")
_HEAD = 4096
_SAMPLE = 200_000
_MAX_LOST = 0.01


def decode(data: bytes, declared: str = "") -> str:
    """``data`` as text, its byte-order mark dropped.

    Order: byte-order mark, ``declared`` charset, UTF-8, UTF-16 by the pattern of its zero bytes, UTF-8
    with a few broken sequences (each becomes U+FFFD), chardet. Raises ReadError: binary_content when the
    bytes are no text, bad_encoding when no charset reads them.
    """
    for mark, charset in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(charset, "replace")
    text = _strict(data, declared) if declared else None
    text = _strict(data, "utf-8") if text is None else text
    if text is not None and b"\0" not in data[:_HEAD]:
        return text
    return _guess(data, text)


def decode_page(data: bytes) -> str:
    """An HTML page as text, by the charset it declares in its first kilobytes."""
    match = _DECLARED.search(data[:_HEAD])
    declared = match[1].decode("ascii", "replace") if match else ""
    # A page that calls itself UTF-16 in ASCII letters is not (HTML standard, "prescan").
    return decode(data, "" if declared.lower().startswith("utf-16") else declared)


def looks_binary(data: bytes) -> bool:
    """Whether ``data`` is no text: a known file signature, or over 2 % control bytes in its first 4 kB."""
    head = data[:_HEAD]
    return data.startswith(_MAGIC) or len(_CONTROL.findall(head)) > 0.02 * len(head)


def _strict(data: bytes, charset: str) -> str | None:
    # The web reads Latin-1 as Windows-1252 (WHATWG encoding standard).
    charset = "cp1252" if charset.lower() in ("iso-8859-1", "latin-1", "latin1", "us-ascii", "ascii") else charset
    try:
        return data.decode(charset)
    except (UnicodeError, LookupError, ValueError):
        return None


def _guess(data: bytes, utf8: str | None) -> str:
    wide = _wide(data)
    if wide is not None:
        return wide
    if looks_binary(data):
        raise ReadError("binary_content", "It is a binary file, not text.")
    if utf8 is not None:
        return utf8
    return _broken_utf8(data) or _detected(data)


def _wide(data: bytes) -> str | None:
    """UTF-16 without a mark: Latin letters leave every second byte zero."""
    head = data[: _HEAD - _HEAD % 2]
    for offset, charset in ((1, "utf-16-le"), (0, "utf-16-be")):
        zeros = head[offset::2].count(0)
        if len(head) >= 8 and zeros > 0.4 * (len(head) // 2) and head[1 - offset :: 2].count(0) == 0:
            return _strict(data[: len(data) - len(data) % 2], charset)
    return None


def _broken_utf8(data: bytes) -> str | None:
    """UTF-8 in which few sequences are broken, compared with those that are whole; None when it is not."""
    text = data.decode("utf-8", "replace")
    lost = text.count("�")
    whole = sum(map(len, re.findall(r"[^\x00-\x7f�]+", text)))
    return text if lost <= max(_MAX_LOST * len(text), 1) and lost < whole else None


def _detected(data: bytes) -> str:
    import chardet

    result = chardet.detect(data[:_SAMPLE])
    found, wide = result["encoding"] or "", sum(byte > 127 for byte in data[:_SAMPLE])
    # A few accents in Latin letters are too little evidence against the web's commonest old charset.
    western = wide < 0.15 * len(data[:_SAMPLE]) and (result["confidence"] or 0) < 0.15
    for charset in ("cp1252", found) if western else (found, "cp1252"):
        text = _strict(data, charset) if charset else None
        if text is not None and "\0" not in text:
            return text
    raise ReadError("bad_encoding", "No known character set reads its bytes.")
