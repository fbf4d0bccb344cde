"""The lines of a whole page, and those of them that stand around its article."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from copydesk.ingest.mending import mend
from copydesk.ingest.navigation import mark_navigation, read_marked

__all__ = ["Line", "lines_around", "read_lines"]

_BULLET = re.compile(r"^\s*(?:[•◦▪‣*]|\d{1,3}\.)\s+")
_MIN_CONTAINED = 12


class Line(NamedTuple):
    """A line of a page, and whether it is navigation."""

    text: str
    navigation: bool


def read_lines(source: str, tree: Any) -> list[Line]:
    """The lines of a page in the order in which they stand, and then the captions of its figures.

    ``tree`` is the page parsed by lxml, which is changed, or None where it cannot be: no line is navigation then.
    """
    read = list(_read_tree(tree) if tree is not None else ((line, False) for line in _plain_text(source).split("\n")))
    texts = mend("\n".join([text for text, _ in read])).split("\n")
    return [Line(text, navigation) for text, (_, navigation) in zip(texts, read, strict=True)]


def _read_tree(tree: Any) -> Iterator[tuple[str, bool]]:
    from lxml.etree import tostring

    body = tree.find("body")
    body = tree if body is None else body
    captions = [(each, " ".join("".join(each.itertext()).split())) for each in body.iter("figcaption")]
    parts = mark_navigation(body)
    yield from read_marked(_plain_text(tostring(body, encoding="unicode", method="html", with_tail=False)))
    # Captions, where photo credits stand: the plain text leaves them out.
    yield from ((text, parts[each].navigation) for each, text in captions)


def _plain_text(source: str) -> str:
    from resiliparse.extract.html2text import extract_plain_text

    return str(extract_plain_text(source, preserve_formatting=True, alt_texts=False, list_bullets=False))


def lines_around(lines: Sequence[Line], article: str, limit: int) -> list[Line]:
    """The ``lines`` of a page that its ``article`` does not hold, in page order, at most ``limit``.

    Compared without case, blanks and punctuation; a line also counts as held when it is part of the
    article's running letters, or is several of its lines set as one.
    """
    held = [_fold(line) for line in article.split("\n")]
    known, running = set(held), "".join(held)
    kept: list[Line] = []
    for raw, navigation in lines:
        line = " ".join(_BULLET.sub("", raw).split())
        folded = _fold(line)
        if not folded or folded in known or (len(folded) >= _MIN_CONTAINED and folded in running):
            continue
        if not kept or kept[-1].text != line:
            kept.append(Line(line, navigation))
        if len(kept) == limit:
            break
    return kept


def _fold(line: str) -> str:
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKC", line).casefold()))
