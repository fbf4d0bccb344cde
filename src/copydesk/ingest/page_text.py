"""Whole pages given as text: find headline, byline and date in their first lines, and tell that they are pages.

Rules, in full:

* Only the first ten lines with words are looked at, and nothing is taken out of the text.
* A *date line* is nothing but a date or time, with "Published", "Updated" or bullets around it.
* A *byline* is "By" and up to eight words, mostly capitalised, or "About the author: NAME is ...".
* The *headline* is the first line before any prose that has 3 to 30 words, does not end like a
  sentence, and is no date, byline, caption or navigation; of a line glued to its section trail and the
  same line alone, the line alone. A text whose first line is prose has no headline.
* A text is a *whole page* when at least two signs of furniture are in it: a date line near its top, a
  section trail glued to the headline, each different line of chrome ("Read more", "Leave a reply",
  "Most popular"), a short line that is repeated three times.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import NamedTuple

from copydesk.ingest.dates import Moment
from copydesk.ingest.text_lines import TextLines, may_be_date

__all__ = ["PageText", "is_whole_page", "read_page_text"]

_SENTENCE_END = re.compile(r"""[.;:,!]["'”’»)\]]*$""")
_HEADLINE_BANG = re.compile(r"![\"'”’»)\]]*$")
_BYLINE = re.compile(r"(?i:by|von|por|par|di)[:\s]\s*(\S+(?: \S+){0,7})")
_AUTHOR_NOTE = re.compile(r"(?i)about the author[s]?\s*[:\-–—]\s*(\S+(?: \S+){0,4}?)\s*(?:,|\bis\b|\bwas\b|\bare\b)")
_BYLINE_BEGINS = "AaBbDdPpVv"
_CAPTION = re.compile(r"(?i)(?:photo|image|picture|foto|video|credit|source|file photo|caption)\b.{0,60}$")
_NUMERIC = re.compile(r"\d")
_CHROME = re.compile(
    r"(?i)(?:please enter your .{3,20}|.{0,12}leave (?:a|your) (?:reply|comment)|most (?:popular|read|viewed|shared)|"
    r"recent (?:comments|posts)|(?:related|similar|recommended|latest|more|top) (?:news|articles|stories|posts|reading)"
    r".{0,90}|(?:continue )?read(?:ing)? more\b.{0,40}|share this(?: \w+)?|share on \w+|advertisement|advert|"
    r"sponsored(?: content)?|skip to (?:main )?content|sign (?:in|up)(?: \w+){0,5}|log ?in|subscribe(?: \w+){0,5}|"
    r"newsletters?|cookie (?:policy|settings|preferences)|privacy policy|terms (?:of (?:use|service)|and conditions)|"
    r"contact us|about us|follow us(?: .{0,30})?|"
    r"you (?:may|might) also like.{0,30}|(?:\w+ ){0,3}latest news, .{3,60}|comments(?: \(\d+\))?|back to top|"
    r"previous (?:article|post)|next (?:article|post)|home|menu|search|tags?:.{0,80}|save my name.{0,90})"
)
_MAX_TITLE_WORDS = 30
_MIN_TITLE_WORDS = 3


class PageText(NamedTuple):
    """What the first lines of a text say of it; empty or None where they say nothing."""

    title: str
    authors: str
    published: Moment | None


def read_page_text(lines: TextLines, earliest: int, latest: int) -> PageText:
    """Headline, byline and date from the first ``lines`` of a text."""
    dates = [moment if moment and earliest <= moment.at.year <= latest else None for moment in lines.moments]
    bylines = [_byline(line) for line in lines.head]
    known = [moment for moment in dates if moment]
    # The more exact time of two date lines; else the first.
    published = next((moment for moment in known if moment.precision == "time"), known[0] if known else None)
    told = [bool(date or byline) for date, byline in zip(dates, bylines, strict=True)]
    return PageText(_headline(lines, told), next(filter(None, bylines), ""), published)


def is_whole_page(lines: TextLines) -> bool:
    """Whether a text carries at least two signs of page furniture (see the module's rules)."""
    if len(lines.parts) == 1:
        return False
    short = [line for line in map(str.strip, lines.parts) if line and len(line) <= 100]
    distinct = set(map(str.casefold, short))
    signs = sum(map(_chrome, distinct))
    if len(short) - len(distinct) >= 2:
        counts = Counter(map(str.casefold, short))
        signs += any(count >= 3 and len(line) > 2 and not _NUMERIC.search(line) for line, count in counts.items())
    if signs >= 2 or not any(map(may_be_date, short)):
        return signs >= 2 or (signs == 1 and bool(lines.glued))
    signs += any(lines.moments)
    return signs >= 2 or (signs == 1 and bool(lines.glued))


def _headline(lines: TextLines, told: list[bool]) -> str:
    """The headline; ``told`` are the lines of the head that are a date or a byline."""
    for line, other in zip(lines.head, told, strict=True):
        if other or _chrome(line) or _CAPTION.match(line) or line in lines.glued:
            continue
        words = len(line.split())
        if _is_prose(line, words):
            return ""
        if words >= _MIN_TITLE_WORDS and len(lines.head) > 1:
            return line
    return ""


def _is_prose(line: str, words: int) -> bool:
    ends = _SENTENCE_END.search(line[-20:]) is not None and not (_HEADLINE_BANG.search(line[-20:]) and words <= 15)
    return words > _MAX_TITLE_WORDS or (ends and words >= _MIN_TITLE_WORDS)


def _byline(line: str) -> str:
    if line[:1] not in _BYLINE_BEGINS:
        return ""
    match = _AUTHOR_NOTE.match(line[:300])
    if match:
        return match[1].strip()
    match = _BYLINE.fullmatch(line) if len(line) <= 90 else None
    name = re.split(r"\s*[|•·]\s*", match[1])[0].strip(" ,") if match else ""
    words = [word for word in name.split() if word not in ("and", "und", "y", "et", "e", "&")]
    capitals = sum(word[:1].isupper() for word in words)
    ends = name.endswith((".", "?", "!")) or any(mark in name for mark in '"“”:;')
    return name if words and capitals > 0.6 * len(words) and not ends else ""


def _chrome(line: str) -> bool:
    return _CHROME.fullmatch(line.strip(" \t»›>«·•.!:*-–…→")) is not None
