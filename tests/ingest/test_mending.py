from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copydesk.ingest.encoding import decode, decode_page, looks_binary
from copydesk.ingest.mending import mend
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
