"""Elements of a page with what the rules on navigation ask of them: their letters, their links, what attributes say."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any, NamedTuple

__all__ = ["MIN_HEADLINE", "OPEN", "UNSEEN", "Part", "measure_parts"]

OPEN = 0
"""The kind of an element that no rule has decided on."""
MIN_HEADLINE = 15
UNSEEN = frozenset(("script", "style", "noscript", "template", "textarea"))
_CREDIT = re.compile(
    r"(?i)by[-_]?line|auth?or|auteur|writer|reporter|journalist|publisher|creator|credit|(?<!re)source|caption"
)
_RIGHTS = re.compile(r"(?i)copyright|licen[cs]e")
_CREDIT_DEPTH, _RIGHTS_DEPTH = 4, 2
"""As many elements of a path, from one that names a credit or a licence, are of it."""
_FOOTER = re.compile(r"(?i)foot(?!ball|age)|copyright|legal")
_COMMENTS = re.compile(
    r"(?i)(?<![\w-])(?:comments?(?:-(?:area|section|wrap(?:per)?))?|comments?-?list|(?:comment-)?respond|disqus_thread)"
    r"(?![\w-])"
)
_ROLES = frozenset(("navigation", "menu", "menubar", "search", "tablist", "toolbar"))


class Signs(NamedTuple):
    """What an element's attributes say: how far below it a credit reaches; a footer, readers' comments, a menu."""

    credit: int
    foot: bool
    comments: bool
    menu: bool


class Part:
    """An element of the page: letters in it and in its links, links like headlines, and what the rules made of it."""

    __slots__ = ("above", "credit", "foot", "headlines", "kind", "letters", "linked", "marked", "signs", "titled")

    def __init__(self, element: Any, above: Part | None) -> None:
        get = element.get
        self.above = above
        self.signs = _read_signs(get("role"), get("class"), get("id"), get("rel"), get("itemprop"))
        self.credit: int = (self.signs.credit or above.credit - 1) if above else 0
        self.letters = self.linked = self.headlines = 0
        self.kind = OPEN
        self.foot = self.marked = self.titled = False

    @property
    def navigation(self) -> bool:
        """Whether the element leads elsewhere."""
        return self.kind != OPEN


def measure_parts(parts: dict[Any, Part]) -> None:
    """Add up the letters and links of every element, from the last to the first."""
    for element, part in reversed(parts.items()):
        if element.tag in UNSEEN:
            part.letters = 0
        elif element.text:
            part.letters += len(element.text.strip())
        if element.tag == "a" and element.get("href") and part.credit <= 0:
            part.linked, part.headlines = part.letters, int(part.letters >= MIN_HEADLINE)
        part.titled |= element.tag == "h1" and part.letters >= MIN_HEADLINE
        if part.above:
            part.above.letters += part.letters + (len(element.tail.strip()) if element.tail else 0)
            part.above.linked += part.linked
            part.above.headlines += part.headlines
            part.above.titled |= part.titled


@lru_cache(maxsize=1 << 14)
def _read_signs(role: str | None, *values: str | None) -> Signs:
    """Signs of an element's role, class, id, rel and itemprop: a page has few that differ."""
    text = " ".join(filter(None, values))
    depth = _CREDIT_DEPTH if _CREDIT.search(text) else _RIGHTS_DEPTH if _RIGHTS.search(text) else 0
    foot = role == "contentinfo" or _FOOTER.search(text) is not None
    return Signs(depth, foot, _COMMENTS.search(text) is not None, role in _ROLES)
