from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from copydesk.text import compiling
from copydesk.text.compiling import compiled, inlined


def test_compiled_kernels_call_inlined_parts() -> None:
    @inlined
    def double(value: int) -> int:
        return value * 2

    def add(first: int, second: int) -> int:
        return double(first) + second

    assert compiled(add)(20, 2) == 42


def test_rooms_with_kernels_load_no_compiler_for_a_small_input() -> None:
    code = (
        "import sys, pandas as pd; from copydesk.text import text; import copydesk.attribution.stage; "
        "from copydesk.readability.stage import measure; from copydesk.readability.languages import LANGUAGES; "
        "text(pd.DataFrame({'text': ['A word.'], 'article_chars': [7]})); measure(['A word.'], LANGUAGES['en']); "
        "print('numba' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


def test_machine_code_of_other_sources_is_not_met_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "text").mkdir()
    monkeypatch.setattr(compiling, "_PACKAGE", tmp_path)
    folders = []
    for source in ("LIMIT = 1", "LIMIT = 2"):
        (tmp_path / "text" / "limits.py").write_text(source)
        folders.append(Path(compiling.keep_code.__wrapped__()))
    assert folders[0] != folders[1]
    assert [folder.is_dir() for folder in folders] == [False, True]


def test_machine_code_is_kept_by_the_user_where_the_package_is_not_writable(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "__pycache__").write_text("in the way")
    monkeypatch.setattr(compiling, "_PACKAGE", tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    assert Path(compiling.keep_code.__wrapped__()).parent == tmp_path / "cache" / "copydesk"
    (tmp_path / "none").write_text("in the way too")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "none"))
    assert compiling.keep_code.__wrapped__() == ""
