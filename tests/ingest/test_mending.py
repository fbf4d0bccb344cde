from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copydesk.ingest.encoding import decode, decode_page, looks_binary
from copydesk.ingest.mending import count_hidden, mend
from copydesk.ingest.streams import ReadError

CLEAN = "Zoë’s café in Łódź – “naïve”, 20 °C, ½ a crown… Привет, мир. Γειά σου. 日本語"


def test_clean_text_stays_as_it_came() -> None:
    assert mend(CLEAN) == CLEAN


@pytest.mark.parametrize("charset", ["cp1252", "latin-1"])
def test_mojibake_is_mended_line_by_line(charset: str) -> None:
    sentence = "The café’s owner said “naïve” things."
    broken = sentence.encode().decode(charset, "ignore") if charset == "latin-1" else "The cafÃ©â€™s owner."
    fixed = sentence if charset == "latin-1" else "The café’s owner."
    assert mend(f"{CLEAN}\n{broken}\r\n{CLEAN}") == f"{CLEAN}\n{fixed}\r\n{CLEAN}"


def test_what_cannot_be_stored_becomes_the_replacement_character() -> None:
    assert mend("\ufeffa\0b\ud800c\udfff\ufeff") == "a�b�c�\ufeff"
    assert mend("\ud83d\ude00") == "😀"


@given(st.text(st.characters(exclude_categories=[]), max_size=80))
def test_every_mended_text_can_be_written(text: str) -> None:
    mended = mend(text)
    assert "\0" not in mended
    assert mended.encode("utf-8").decode("utf-8") == mended
    assert count_hidden(mended) >= 0


@pytest.mark.parametrize(
    ("text", "hidden"),
    [
        ("plain", 0),
        (CLEAN, 0),
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
    assert count_hidden(text) == hidden


@pytest.mark.parametrize("charset", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_unicode_encodings(charset: str) -> None:
    text = "The café’s owner said the wall was repaired. " * 3
    assert decode(text.encode(charset)) == text


@pytest.mark.parametrize(
    ("charset", "text"),
    [
        ("cp1252", "The café’s owner said the crème brûlée was “naïve”, and the façade déjà vu. "),
        ("cp1251", "Стена гавани была отремонтирована в понедельник, сообщил городской совет. "),
        ("shift_jis", "港の壁は月曜日に修理されたと市議会が発表した。"),
        ("iso8859-2", "Přístavní zeď byla v pondělí opravena, oznámila městská rada po dlouhé zimě. "),
    ],
)
def test_old_encodings(charset: str, text: str) -> None:
    assert decode((text * 5).encode(charset)) == text * 5


def test_a_declared_charset_is_believed_when_it_reads() -> None:
    page = '<html><head><meta charset="iso-8859-1"></head><body>“façade”</body></html>'
    assert decode_page(page.encode("cp1252")) == page
    assert decode_page(page.replace("iso-8859-1", "no-such").encode()) == page.replace("iso-8859-1", "no-such")


def test_a_few_broken_bytes_do_not_change_the_charset() -> None:
    text = "The café’s owner said “no”. " * 20
    assert decode(text.encode() + b"\xff") == text + "�"


def test_binary_files_are_told() -> None:
    assert looks_binary(b"%PDF-1.7\n")
    with pytest.raises(ReadError, match="binary"):
        decode(bytes(range(256)) * 20)
