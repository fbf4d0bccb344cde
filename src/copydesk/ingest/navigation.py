"""Which parts of a page lead elsewhere: links, menus, forms, lists of other articles, readers' comments.

The element tree tells what the page's text has lost. Rules, in full; the first that decides on an element does:

* A *teaser* is navigation: one of at least three elements of one parent and name, half of which or more have a link
  as long as a headline and little other text.
* A *footer* is none: beside its links stands whose the page is, and whose its rights are.
* A *block* is: a menu, a form, readers' comments, or an element most letters of which are those of links; but none
  that holds the page's headline or most of the page, and no menu that holds both.
* What names who wrote, made or owns something is none, though it be a link.
* A *link* is.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from copydesk.ingest.page_parts import OPEN, UNSEEN, Part, measure_parts

__all__ = ["mark_navigation", "read_marked"]

_BEGIN, _END = "\ufdd0", "\ufdd1"  # noncharacters: no page has them
_MARK = re.compile(f"([{_BEGIN}{_END}])")
_LINK, _BLOCK, _TEASER = 1, 2, 3
_MENUS = frozenset(("nav", "menu", "button", "select"))
_UNMARKED = UNSEEN | {"table", "thead", "tbody", "tfoot", "tr", "img", "br", "hr", "input", "source", "link", "meta"}
_RUNNING = frozenset(("p", "a", "span", "b", "i", "em", "strong", "br", "option"))
_MIN_TEASERS, _MAX_HEADLINES, _MAX_SUMMARY = 3, 3, 300
_MIN_BLOCK, _BLOCK_SHARE, _PAGE_SHARE = 200, 0.7, 0.5


def mark_navigation(body: Any) -> dict[Any, Part]:
    """Put marks around the navigation in ``body``, which is changed; what ``read_marked`` reads.

    Returns a part for each element, in document order.
    """
    parts: dict[Any, Part] = {}
    for element in body.iter("*"):
        parts[element] = Part(element, parts.get(element.getparent()))
    measure_parts(parts)
    teasers = _find_teasers(parts)
    total = parts[body].letters
    for element, part in parts.items():
        if part.above:
            _judge(element, part, part.above, element in teasers, total)
            _mark(element, part, part.above)
    return parts


def read_marked(text: str) -> Iterator[tuple[str, bool]]:
    """Each line of a marked text without its marks, and whether all letters in it are navigation."""
    depth = 0
    for line in text.split("\n"):
        pieces, inside, outside = [], False, False
        for piece in _MARK.split(line):
            if piece in (_BEGIN, _END):
                depth += 1 if piece == _BEGIN else -1
            elif piece:
                pieces.append(piece)
                if any(map(str.isalnum, piece)):
                    inside, outside = inside or depth > 0, outside or depth <= 0
        yield "".join(pieces), inside and not outside


def _find_teasers(parts: dict[Any, Part]) -> set[Any]:
    found: set[Any] = set()
    for element, part in parts.items():
        if part.headlines < _MIN_TEASERS or len(element) < _MIN_TEASERS:
            continue
        kinds = defaultdict(list)
        for child in element.iterchildren("*"):
            if child.tag not in _RUNNING:
                kinds[child.tag].append(child)
        for alike in kinds.values():
            teasers = [child for child in alike if _is_teaser(parts[child])]
            if len(teasers) >= max(_MIN_TEASERS, len(alike) / 2):
                found.update(teasers)
    return found


def _is_teaser(part: Part) -> bool:
    return 0 < part.headlines <= _MAX_HEADLINES and part.letters - part.linked <= _MAX_SUMMARY


def _judge(element: Any, part: Part, above: Part, teaser: bool, total: int) -> None:
    """Set the kind of ``part``, and whether it is of a footer."""
    part.kind, part.foot = above.kind, above.foot
    if teaser or part.kind == _TEASER:
        part.kind = _TEASER
    elif not part.foot and _is_footer(element, part):
        part.kind, part.foot = OPEN, True
    elif part.kind == _BLOCK or (not part.foot and _is_block(element, part, total)):
        part.kind = _BLOCK
    elif part.credit > 0:
        part.kind = OPEN
    elif element.tag == "a" and element.get("href"):
        part.kind = _LINK


def _is_footer(element: Any, part: Part) -> bool:
    return element.tag == "footer" or (part.signs.foot and element.tag != "a")


def _is_block(element: Any, part: Part, total: int) -> bool:
    most = part.letters > _PAGE_SHARE * total
    if part.signs.menu or element.tag in _MENUS:
        return not (part.titled and most)
    if part.titled or most:
        return False
    if element.tag == "form" or part.signs.comments:
        return True
    return part.letters >= _MIN_BLOCK and part.linked >= _BLOCK_SHARE * part.letters


def _mark(element: Any, part: Part, above: Part) -> None:
    """Put marks into ``element`` where it differs from the text around it; text is not put between cells of tables."""
    part.marked = above.marked
    if element.tag in _UNMARKED or part.navigation == above.marked:
        return
    part.marked = part.navigation
    before, after = (_BEGIN, _END) if part.marked else (_END, _BEGIN)
    element.text = before + (element.text or "")
    if len(element):
        element[-1].tail = (element[-1].tail or "") + after
    else:
        element.text += after
