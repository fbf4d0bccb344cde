from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from copydesk.quality.loading import put_off


def run(program: str) -> str:
    return subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout


def test_the_rules_are_held_without_the_statistics_that_none_of_them_asks_for() -> None:
    told = run(
        "import sys, pandas as pd\n"
        "from copydesk.quality.expectations import Desk\n"
        "rule = {'type': 'expect_column_values_to_be_unique', 'kwargs': {'column': 'a'}}\n"
        "print(Desk().hold(pd.DataFrame({'a': [1, 1]}), [rule], {})[0]['unexpected'])\n"
        "print('scipy.stats._stats_py' in sys.modules)\n"
        "from scipy import stats\n"
        "print(round(stats.norm.cdf(0), 3))\n"
    )
    assert told.split() == ["2", "False", "0.5"]


def test_no_table_is_digested() -> None:
    told = run(
        "import pandas as pd\n"
        "from copydesk.quality.expectations import Desk\n"
        "from great_expectations.execution_engine import pandas_execution_engine as engine\n"
        "desk = Desk()\n"
        "engine.hash_pandas_dataframe = lambda frame: print('digested')\n"
        "rule = {'type': 'expect_column_values_to_be_unique', 'kwargs': {'column': 'a'}}\n"
        "print(desk.hold(pd.DataFrame({'a': [1, 1]}), [rule], {})[0]['unexpected'])\n"
    )
    assert told.split() == ["2"]


def test_a_module_is_loaded_when_it_is_first_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = tmp_path / "shelf"
    package.mkdir()
    (package / "__init__.py").write_text("opened = []\n")
    (package / "book.py").write_text("import shelf\nshelf.opened.append('book')\npages = 3\n")
    monkeypatch.syspath_prepend(str(tmp_path))
    put_off("shelf.book")
    from shelf import book, opened  # type: ignore[import-not-found]

    assert opened == []
    assert book.pages == 3
    assert opened == ["book"]


def test_a_module_that_is_not_there_or_is_loaded_is_left_alone() -> None:
    put_off("copydesk.no_such_module")
    put_off("os.path")
    assert "copydesk.no_such_module" not in sys.modules
    import os

    assert os.path.basename("a/b") == "b"
