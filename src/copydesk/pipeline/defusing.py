"""Text of strangers, made harmless for a dashboard that may or may not render markdown.

One dashboard of Prefect renders markdown in table cells, with remote images and ``javascript:`` links, the
other shows cells as they are. Article text and outlet names come from strangers, so cells are defused by
invisible marks (they read the same either way), and text inside markdown is escaped as well.
"""

from __future__ import annotations

import re

__all__ = ["CELL_CHARS", "defuse", "escape"]

CELL_CHARS = 300
"""Longest text of a cell, before escaping."""

_SPACE = re.compile(r"[\s\x00-\x1f\x7f-\x9f\u2028\u2029]+")
# Format characters reorder or hide what follows them on the page.
_HIDDEN = re.compile(r"[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]")
_PUNCTUATION = re.compile(r"[!-/:-@\[-`{-~]")
# Where a link, image, tag, address or block would begin: after ] < ! \ and the colon of ://, after www,
# before @, and before what opens a heading, list or rule at the start.
_TRIGGER = re.compile(r"(?<=[\]<!\\])|(?<=:)(?=//)|(?i:(?<=www)(?=\.))|(?=@)|^(?=[#>+\-*=~`|_]|\d+[.)])")
_JOINER = "\u2060"


def defuse(text: str) -> str:
    """``text`` on one line, at most CELL_CHARS long, with a word joiner (U+2060) wherever markup would begin.

    It reads the same as it is and rendered as markdown: no link, image, tag or address comes of it
    (CommonMark 0.31, sections 4 and 6; GitHub Flavored Markdown 0.29, section 6.9).
    """
    plain = _SPACE.sub(" ", _HIDDEN.sub("", text)).strip()
    short = plain if len(plain) <= CELL_CHARS else f"{plain[: CELL_CHARS - 1]}…"
    return _TRIGGER.sub(_JOINER, short)


def escape(text: str) -> str:
    """``text`` defused, and with every ASCII punctuation mark escaped for use inside markdown.

    Escapes alone do not do: some renderers look for addresses when the escapes are already gone.
    """
    return _PUNCTUATION.sub(r"\\\g<0>", defuse(text))
