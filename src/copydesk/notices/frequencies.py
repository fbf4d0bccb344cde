"""How many lines of news hold a piece, by words that are common: what tells which piece is worth looking for."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from copydesk.notices.symbols import ANY_DIGIT, END, PAIR, START, is_mark

__all__ = ["cost", "frequency"]

_AT_END = 0.03
_BESIDE, _TOGETHER = 0.3, 12.0
"""How often the rarer of two words stands beside the other: at most, and for each line that holds the other."""
_MARKS = {",": 0.7, ".": 0.8, "-": 0.35, "'": 0.35, '"': 0.35}
_OTHER_MARK = 0.2

# Words that many lines of news hold, by about the share of lines: needing one of them saves little.
_KNOWN = {
    0.5: "the this our and for from with that have has been was were are not its his her their they will would can may "
    "one two new all any more most some such than then when who what which about after also by of to in on is it an "
    "as at be or he she we you my no do der die das und ist von mit auf den dem des ein eine est les des une que del "
    "los las con por para una per che non est pas dans sur het een van niet news story report said a i if so up out "
    "do did had more over last first here now today get year years people time told "
    "s t could should only other into just like make many reports content work used state",
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


@cache
def _known_share(written: str) -> float:
    """About the share of lines that hold a common word with ``written`` in it; spaces stand for a word's ends."""
    return sum(share * words.count(written) for share, words in _LISTS.items())


def cost(pieces: Iterable[str]) -> float:
    """About the share of lines that hold one of ``pieces``; 0 for none."""
    return sum(frequency(piece) for piece in pieces)


@cache
def frequency(piece: str) -> float:
    """About the share of lines that hold ``piece``."""
    if PAIR in piece:
        shares = [_AT_END if word in (START, END) else frequency(word) for word in piece.split(PAIR)]
        return min(shares) * min(_BESIDE, _TOGETHER * max(shares))
    bare = piece.replace(r"\b", "").replace(ANY_DIGIT, "").strip("^$")
    if not bare:
        return 0.3 if piece == ANY_DIGIT else 0.1
    if is_mark(piece):
        return _MARKS.get(piece[-1], _OTHER_MARK)
    begins, ends = piece.startswith((r"\b", "^")), piece.endswith((r"\b", "$"))
    known = _known_share(f"{' ' * begins}{bare}{' ' * ends}")
    letters = sum(1.0 if char.isascii() else 1.4 if ord(char) < 0x900 else 2.6 for char in bare)
    script = 3.0 if bare.isascii() else 0.3
    return min(1.0, known + script * 3.2**-letters * (1.0, 0.5, 0.1)[begins + ends])
