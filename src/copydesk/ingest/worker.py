"""The worker process: pages in on standard input, what was read out on standard output.

Messages are a length of four bytes, big-endian, and that many bytes: in, a JSON header and then the
page; out, one JSON object. Its own process, so that a page that never ends or crashes the parser can
be stopped without harm to the run.
"""

from __future__ import annotations

import struct
import sys
from dataclasses import asdict
from typing import IO, Any

import orjson

from copydesk.ingest.page import Page, extract_page

__all__ = ["main", "receive", "send"]

_LENGTH = struct.Struct(">I")


def send(stream: IO[bytes], *messages: bytes) -> None:
    """Write ``messages`` to ``stream``."""
    stream.write(b"".join(part for message in messages for part in (_LENGTH.pack(len(message)), message)))
    stream.flush()


def receive(stream: IO[bytes]) -> bytes | None:
    """The next message of ``stream``; None at its end."""
    head = stream.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        return None
    body = stream.read(size := _LENGTH.unpack(head)[0])
    return body if len(body) == size else None


def main() -> None:
    """Read pages until standard input ends."""
    import trafilatura  # noqa: F401 - the import is part of starting, not of the first page's time

    source, answers = sys.stdin.buffer, sys.stdout.buffer
    sys.stdout = sys.stderr  # nothing that a library prints may get between the answers
    send(answers, b"ready")
    while (header := receive(source)) is not None and (page := receive(source)) is not None:
        request: dict[str, Any] = orjson.loads(header)
        html: bytes | str = page.decode("utf-8") if request.pop("decoded") else page
        send(answers, _answer(extract_page(html, **request)))


def _answer(page: Page) -> bytes:
    try:
        return orjson.dumps(asdict(page))
    except (TypeError, ValueError):
        return orjson.dumps(asdict(Page(reason="extraction_failed", detail="The page's text cannot be stored.")))
