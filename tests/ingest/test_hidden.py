from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copydesk.ingest.hidden import NOTHING_HIDDEN, Hidden, find_hidden, marks


@pytest.mark.parametrize(
    ("text", "hidden"),
    [
        ("plain", 0),
        ("zero\u200bwidth", 1),
        ("soft\u00adhyphen\u00ad", 2),
        ("word\u2060joiner\ufeff", 2),
        ("раypal", 2),
        ("рауроl", 5),
        ("Москва", 0),
        ("Αθήνα", 0),
        ("β-carotene", 0),
        ("ночь and day", 0),
        ("👩\u200d🚀 and ❤️\u200d🔥", 0),
        ("می\u200cخواهم", 0),
        ("क्\u200dष", 0),
        ("a\u200db", 1),
        ("שלום\u200f!", 0),
        ("left\u200eright", 1),
        ("🏴\U000e0067\U000e0062\U000e007f", 0),
        ("x\U000e0067", 1),
        ("ｗｉｄｅ letters", 4),
        ("記者はＮＨＫ", 0),
        ("𝐛𝐨𝐥𝐝 words", 4),
        ("𝑝 < 0.05", 0),
        ("str\u0336u\u0336ck", 2),
        ("join\u034fer", 1),
        ("ẹ\u0300kọ\u0301", 0),
    ],
)
def test_hidden_characters(text: str, hidden: int) -> None:
    assert find_hidden(text).count == hidden


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("\u200bone, t\u00adw\u00ado", Hidden(3, 0, "2 soft hyphen, 1 zero width space")),
        ("می\u200cخواهم a\u200cb", Hidden(1, 10, "1 zero width non-joiner")),
        ("pay раypal", Hidden(2, 4, "2 letter of another script")),
        ("an ｏｄｄ word", Hidden(3, 3, "3 letter in another dress")),
        ("stru\u0336ck", Hidden(1, 4, "1 mark laid over a letter")),
        ("plain", NOTHING_HIDDEN),
        ("Zoë’s café", NOTHING_HIDDEN),
    ],
)
def test_the_first_place_and_the_kinds_are_told(text: str, found: Hidden) -> None:
    assert find_hidden(text) == found


@given(st.text(st.sampled_from("ab е\u200d\u200b\u00ad\u0336ｗ記م𝐛😀\n"), max_size=30))
def test_the_first_place_holds_one_of_the_marks(text: str) -> None:
    found = find_hidden(text)
    assert (found.count == 0) == (found.at is None) == (found.kinds is None)
    if found.at is not None and found.kinds is not None:
        assert ord(text[found.at]) in marks()
        assert sum(int(kind.split()[0]) for kind in found.kinds.split(", ")) == found.count
