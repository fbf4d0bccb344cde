"""Whether a line at an article's edge that only names people is its byline: what stands beside it tells.

Such a line is a byline

* when the article's metadata gives just these people as its authors;
* when it stands beside a byline, an outlet's name or a date, or before a line about the same person, and names people;
* when it is initials, or an outlet or a name in brackets, after the last paragraph; or capitals with periods after it
  or between a headline and the story;
* when it stands before the first paragraph (headlines may stand before it, and a standfirst) or after the last one (a
  place may follow), names people by given names that are known (``names``), and nobody of them is spoken of elsewhere:
  a story's subject is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from copydesk.notices.names import Names, is_stamp, space_initials
from copydesk.text import fold

__all__ = ["EDGE", "LONGEST", "Edges", "fold_line", "read_people"]

EDGE, LONGEST, PARAGRAPH, SENTENCE = 4, 80, 80, 40
"""Lines at either end that are looked at; the longest byline, the shortest paragraph and the shortest one that ends
as a sentence does, in characters."""
_LEAD = 24
_SENTENCE_ENDS = frozenset('.!?。।؟»”"')
_SIGNED = re.compile(r"[^\W\d_]\.$|\b[A-ZÀ-ÞА-ЯЁІЇЄҐ]{4,}\b")  # as signatures are printed: with a period or capitals
_PLACE = re.compile(r"[^\W\d_a-zа-яё][\w.'’-]*(?:,? [^\W\d_a-zа-яё][\w.'’-]*){0,2}\.?")
_JOINED = re.compile(r"[;,/|&]| (?:and|und|et|y|e|en|och|og|ja|ve|и|та|και) ")


@dataclass(frozen=True)
class Edges:
    """Lines at the edges of one article by row, in order, and what is known of them."""

    lines: Mapping[int, str]
    told: Mapping[int, str]
    text: str
    authors: frozenset[str]
    source: str
    names: Names

    def bylines(self) -> Iterator[tuple[int, str]]:
        """Each row that is a byline, ascending, with what tells: author, beside, name, initials or outlet."""
        order = list(self.lines)
        known = {row: basis for place, row in enumerate(order) if (basis := self._basis(order, place))}
        for place, row in enumerate(order):
            beside = [order[at] for at in (place - 1, place + 1) if 0 <= at < len(order)]
            if row in known:
                yield row, known[row]
            elif row not in self.told and any(each in known for each in beside) and self._is_outlet(self.lines[row]):
                yield row, "outlet"

    def _basis(self, order: Sequence[int], place: int) -> str:
        row = order[place]
        line = self.lines[row]
        if row in self.told or len(line) > LONGEST:
            return ""
        if place == 0 and self.source and fold_line(line) == self.source:
            return "outlet"
        if self.authors and read_people(line) <= self.authors and read_people(line):
            return "author"
        before, after = (self._kind(order, at) for at in (place - 1, place + 1))
        last = place == len(order) - 1
        over = not self._told_on(order, place)
        ended = before == "story" and after != "stamp" and over
        placed = over or (after in ("story", "stamp") and place < EDGE)
        dotted = place > 0 and placed and "." in line and line.isupper()
        if (ended and self._is_signature(line, last)) or (dotted and self.names.are_initials(line)):
            return "initials"
        people = self.names.people(line)
        if not people or self._spoken_of(people, space_initials(line)):
            return ""
        known = self.names.known(people)
        signed = place == 0 and after == "outlet" and self._kind(order, 2) == "story"
        telling = {"byline", "outlet", "stamp"} if place < EDGE - 1 else {"byline", "outlet"}  # comments have stamps
        if (known and telling & {before, after}) or signed:
            return "beside"
        if known and place + 1 < len(order) and self.lines[order[place + 1]].startswith(f"{people[0]} "):
            return "beside"
        headed = before == "" or (before == "story" and place > 1)  # a standfirst is as long as a paragraph
        first = place < EDGE - 1 and after == "story" and headed
        return "name" if known and (first or (ended and self._closes(order, place))) else ""

    def _told_on(self, order: Sequence[int], place: int) -> bool:
        """Whether a paragraph follows ``place``: after the last one stand signatures, notices, tags and links."""
        later = (at for at in range(place + 1, len(order)) if order[at] not in self.told)
        return any(self._kind(order, at) == "story" for at in later)

    def _is_signature(self, line: str, last: bool) -> bool:
        """Whether ``line`` ends an article: an outlet or a name in brackets, or initials; small ones as last line."""
        if self.names.sign_off(line):
            return True
        return self.names.are_initials(line) and (last or "." in line)

    def _closes(self, order: Sequence[int], place: int) -> bool:
        """Whether the line at ``place`` has only notices or a place after it, or is printed as a signature."""
        after = order[place + 1 :]
        rest = [self.lines[row] for row in after if row not in self.told]
        signed = bool(_SIGNED.search(self.lines[order[place]])) or (bool(after) and after[0] in self.told)
        return not rest or signed or (len(rest) == 1 and bool(_PLACE.fullmatch(rest[0])))

    def _kind(self, order: Sequence[int], at: int) -> str:
        """What the line at ``at`` is: byline, stamp, outlet, story or nothing that tells."""
        if not 0 <= at < len(order):
            return ""
        line = self.lines[order[at]]
        if self.told.get(order[at]) == "byline":
            return "byline"
        if is_stamp(line) or line.casefold() in self.names.button:
            return "stamp"
        if len(line) >= PARAGRAPH or (len(line) >= SENTENCE and line[-1] in _SENTENCE_ENDS):
            return "story"
        return "outlet" if self._is_outlet(line) else ""

    def _is_outlet(self, line: str) -> bool:
        return (bool(self.source) and fold_line(line) == self.source) or self.names.says_outlet(line)

    def _spoken_of(self, people: Sequence[str], byline: str) -> bool:
        """Whether the text has one of ``people`` by surname, but in ``byline`` and lines that begin with the name."""
        return any(self.text.count(last := name.split()[-1]) > self._introduced(name, last, byline) for name in people)

    def _introduced(self, name: str, last: str, byline: str) -> int:
        """How often ``last`` stands in ``byline`` and lines that begin with ``name``, as a note on its author does."""
        lines = map(space_initials, self.lines.values())
        return sum(line.count(last) for line in lines if line == byline or name in line[: len(name) + _LEAD])


def read_people(names: object) -> frozenset[str]:
    """The folded names that ``names`` joins."""
    if not isinstance(names, str):
        return frozenset()
    return frozenset(name for each in _JOINED.split(names) if len(name := fold_line(each)) > 4)


def fold_line(value: object) -> str:
    """``value`` as folded words with a space between; empty where it is no text."""
    return " ".join(re.findall(r"[^\W_]+", fold(value))) if isinstance(value, str) else ""
