"""Pieces: the part of a literal that stands inside one word, so that words alone tell whether a line may match.

A piece is RE2 text. It is found in a word of the vocabulary wherever a match of its literal stands in a line, because
a run of letters and digits is never cut between two words (see ``copydesk.text.words``). A literal without letters or
digits gives a mark: a piece that is one character between words. So do any digit, and the script a rule asks for.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

__all__ = ["BOUNDARY", "DIGIT", "choose_piece", "cost", "is_mark", "lower"]

BOUNDARY, DIGIT = "\x00", "\x01"
r"""What ``\b`` and ``\d`` are in a literal."""

# Scripts written without spaces: there each character is a word (copydesk.text.characters).
_UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u2fdf\u3005-\u3007\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf"
    "\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af"
)
_RUNS = re.compile(rf"[{_UNSPACED}]|(?:[^\W{_UNSPACED}]|{DIGIT})+")
# Words that many lines of news hold, by about the share of lines: needing one of them saves little.
_KNOWN = {
    0.5: "the this our and for from with that have has been was were are not its his her their they will would can may "
    "one two new all any more most some such than then when who what which about after also by of to in on is it an "
    "as at be or he she we you my no do der die das und ist von mit auf den dem des ein eine est les des une que del "
    "los las con por para una per che non est pas dans sur het een van niet news story report said a i if so up out "
    "do did had more over last first here now today get year years people time told "
    "could should only other into just like make many reports content work used state",
    0.1: "against american americans around back because before being between both call called campaign city come "
    "country court day democrat democratic democrats department down during each election end even family first "
    "general go going good got government great group health help high house including issue know law left life "
    "long made man media member members might million monday month months much must national need never next "
    "office official officials off party person point police policy president press public question republican "
    "republicans right same say says see set show since source states statement still support take team these think "
    "those three through times trump tuesday under united until use very vote want war way week well where while "
    "white without woman women world your own another every federal states another including america",
    0.03: "added already agency always among announced anyone article attack away bill black board book business "
    "cases center change charges children claims committee company congress continue continued copy council crime "
    "data days deal decision director early economic education effort email face fact fact far few find following "
    "former found free friday full gave given home image images important information interview investigation issues "
    "job justice know known later lead leader leaders less letter line list local major making march matter message "
    "military minister money morning nation night number obama order page part parts past photo photos place plan "
    "position possible post power program put read real reason received recent record release released reported "
    "reporter reporters reports research rights role room rules run running saturday saw school second secretary "
    "security senate senator senior series service services several share shot show sign site small social "
    "something speech staff start started sunday system talk taken tax thing things though thought thursday top "
    "trade try turn tweet video view voters washington watch water wednesday went within wrote yet york young "
    "adding asked based became believe best better big biden clear close comes control cost current despite "
    "different done door death died dead evidence experts foreign future game gun half hand head hold hope "
    "hours however human idea immigration inside intelligence join keep kind large largest late latest "
    "likely live look main mean meeting media moment move name near nearly nothing once open opinion outside "
    "paid pay personal political press private process product provide provided race rate really remain "
    "require response result return river road rule seen sent short side similar single sources special spokesman "
    "spokesperson stand step stop story street strong student students study sure tell term terms test text third "
    "toward town travel true twitter university wall weeks win won word words worked workers working write writing",
}
_LISTS = {share: f" {words} " for share, words in _KNOWN.items()}
_COMMON = frozenset(_KNOWN[0.5].split())


_ANY_DIGIT = "[0-9]"
_BLANK = f" \t\n{BOUNDARY}"
_EDGE = r"\b"
_MARKS = frozenset(",.-'\"")


def lower(text: str) -> str:
    """``text`` in lower case, character for character; one that would become two (Turkish dotted I) stays."""
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(char.lower() if len(char.lower()) == 1 else char for char in text)


def cost(pieces: Iterable[str]) -> float:
    """About the share of lines that hold one of ``pieces``; 0 for none."""
    return sum(_frequency(piece) for piece in pieces)


def is_mark(piece: str) -> bool:
    """Whether ``piece`` is any one mark, digit, or letter of a script."""
    return piece == _ANY_DIGIT or piece.startswith((r"[\p", r"\p")) or not _RUNS.search(piece)


@cache
def choose_piece(literal: str) -> str | None:
    """The rarest piece of ``literal`` (lower case); None when it holds nothing but spaces."""
    runs = list(_RUNS.finditer(literal))
    if runs:
        return _piece(literal, runs[0] if len(runs) == 1 else min(runs, key=_rank))
    marks = [re.escape(char) for char in literal if char not in _BLANK]
    return min(marks, key=lambda mark: (_frequency(mark), mark)) if marks else None


def _rank(run: re.Match[str]) -> tuple[float, str]:
    return _frequency(run.group().replace(DIGIT, "")) if run.group() not in _COMMON else 0.9, run.group()


def _piece(literal: str, run: re.Match[str]) -> str:
    text = run.group()
    begin = r"\b" if _bounded(literal[run.start() - 1 : run.start()], text[0]) else ""
    end = r"\b" if _bounded(literal[run.end() : run.end() + 1], text[-1]) else ""
    return f"{begin}{text.replace(DIGIT, _ANY_DIGIT)}{end}"


def _bounded(beside: str, edge: str) -> bool:
    r"""Whether RE2's ``\b``, which knows ASCII words only, holds between ``edge`` of a run and what is ``beside`` it.

    It is then found in the word alone too: beyond a word's end no ASCII letter or digit stands.
    """
    return bool(beside) and edge.isascii()


@cache
def _frequency(piece: str) -> float:
    bare = piece.replace(r"\b", "").replace(_ANY_DIGIT, "")
    if not bare:
        return 0.3 if piece == _ANY_DIGIT else 0.1
    if is_mark(piece):
        return 0.9 if piece[-1] in _MARKS else 0.2
    bounded = piece.count(r"\b")
    written = f"{' ' * piece.startswith(_EDGE)}{bare}{' ' * piece.endswith(_EDGE)}"
    known = sum(share * words.count(written) for share, words in _LISTS.items())
    letters = sum(1.0 if char.isascii() else 1.4 if ord(char) < 0x900 else 2.6 for char in bare)
    return min(1.0, known + 3.0 * 3.2**-letters * (1.0, 0.5, 0.1)[bounded])
