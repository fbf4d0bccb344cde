from __future__ import annotations

import pytest

from copydesk.ingest.language import code_of, detect, tell_language

TEXTS = {
    "en": "The harbour wall was repaired on Monday, the council said, after a long winter of storms and high tides.",
    "de": "Die Hafenmauer wurde am Montag repariert, teilte der Stadtrat nach einem langen Winter voller Stürme mit.",
    "fr": "Le mur du port a été réparé lundi, a annoncé le conseil municipal, après un long hiver de tempêtes.",
    "es": "El muro del puerto fue reparado el lunes, dijo el ayuntamiento, después de un largo invierno de tormentas.",
    "pl": "Mur portowy został naprawiony w poniedziałek, poinformowała rada miasta po długiej zimie pełnej sztormów.",
    "ru": "Стена гавани была отремонтирована в понедельник, сообщил городской совет после долгой зимы.",
    "el": "Το τείχος του λιμανιού επισκευάστηκε τη Δευτέρα, είπε το συμβούλιο, μετά από έναν μακρύ χειμώνα.",
    "zh": "市议会表示，经过一个漫长的暴风雨冬季，港口的墙壁于周一修复。没有人预料到工程会在春潮之前完成。",
}


@pytest.mark.parametrize("code", TEXTS)
def test_detection(code: str) -> None:
    assert detect(TEXTS[code]) == code


@pytest.mark.parametrize("text", ["", "Wall repaired", "1234567890 " * 20, "the the the"])
def test_too_little_to_tell(text: str) -> None:
    assert detect(text) == ""


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("en", "en"),
        ("EN-gb", "en"),
        ("en_US", "en"),
        ("eng", "en"),
        ("English", "en"),
        ("deu", "de"),
        ("ger", "de"),
        ("zh-Hans-CN", "zh"),
        ("und", ""),
        ("xx", ""),
        ("", ""),
        ("not a language", ""),
        ("eo", "eo"),
    ],
)
def test_codes(name: str, code: str) -> None:
    assert code_of(name) == code


def test_the_order_of_evidence() -> None:
    assert tell_language("de", "fr", TEXTS["en"]) == ("de", "field")
    assert tell_language("", "fr-FR", TEXTS["en"]) == ("fr", "metadata")
    assert tell_language("??", "", TEXTS["en"]) == ("en", "detected")
    assert tell_language("", "", "Short.") == ("", "none")


def test_a_template_that_says_english_on_a_greek_page_is_not_believed() -> None:
    assert tell_language("", "en", TEXTS["el"]) == ("el", "detected")
    assert tell_language("", "ru", TEXTS["de"]) == ("de", "detected")
