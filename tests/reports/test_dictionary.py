from __future__ import annotations

from pathlib import Path

import pytest

from copydesk.reports import dictionary
from copydesk.reports.dictionary import range_text
from copydesk.settings.rooms import Reports
from copydesk.tables import PUBLISHED, TABLES, Column

COMMITTED = Path(__file__).resolve().parents[2] / "reports" / "README.md"


def test_the_committed_dictionary_is_the_generated_one() -> None:
    assert COMMITTED.read_text(encoding="utf-8") == dictionary()


@pytest.mark.parametrize("name", PUBLISHED)
def test_every_column_is_in_its_tables_section(name: str) -> None:
    section = dictionary().split(f"### {name}\n")[1].split("\n### ")[0]
    assert all(f"| `{column.name}` |" in section and column.meaning in section for column in TABLES[name].columns)


def test_the_length_of_a_cell_is_the_one_that_is_set(settings: Reports) -> None:
    assert f"at most {settings.cell_chars} characters" in dictionary()


def test_a_range_is_said_in_words() -> None:
    assert range_text(Column("a", "number", "", "share", 0, 1)) == "0 to 1"
    assert range_text(Column("a", "integer", "", minimum=2)) == "2 or more"
    assert range_text(Column("a", "text", "", values=("", "yes", "no"))) == "yes, no"
    assert range_text(Column("a", "text", "")) == ""
