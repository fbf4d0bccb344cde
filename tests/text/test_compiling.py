from __future__ import annotations

import subprocess
import sys

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
