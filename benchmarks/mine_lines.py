"""Mine the lines that pages of several outlets carry outside their articles; ship their hashes.

    python benchmarks/mine_lines.py

writes src/copydesk/furniture/mined.npy (sorted 64-bit line keys) and mined.json (where they come from).
No text is kept.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pandas as pd
from page_sets import SETS, PageSet, data_folder, fold_line, read_set

from copydesk.furniture.phrases import phrases
from copydesk.settings import load
from copydesk.text import text

__all__ = ["lines_of", "mine"]

MIN_OUTLETS = 3
_TARGET = Path(__file__).resolve().parents[1] / "src" / "copydesk" / "furniture"


def lines_of(pages: PageSet) -> pd.DataFrame:
    """Every line of a set that is more than numbers and dates: key, outlet, words, and whether it is a gold line."""
    layout, _, words, vocabulary = text(pages.articles)
    dated = (vocabulary["folded"].isin(phrases("date_words")) | (vocabulary["shape"] == "digits")).to_numpy()
    sums = np.concatenate([[0], np.cumsum(~dated[words["word_no"]])])
    told = sums[layout["last_word"]] > sums[layout["first_word"]]
    texts, docs = pages.articles["text"].tolist(), layout["doc_no"].to_numpy()
    printed = [texts[doc][start:end] for doc, start, end in zip(docs, layout["start"], layout["end"], strict=True)]
    gold = [{fold_line(line) for paragraph in each for line in paragraph.split("\n")} for each in pages.gold]
    return pd.DataFrame(
        {
            "key": layout["line_key"],
            "outlet": pages.articles["source"].to_numpy()[docs],
            "words": layout["last_word"] - layout["first_word"],
            "gold": [fold_line(line) in gold[doc] for line, doc in zip(printed, docs, strict=True)],
        }
    )[told]


def mine(found: pd.DataFrame, max_words: int) -> npt.NDArray[np.uint64]:
    """Sorted keys of the short lines of ``found`` on at least MIN_OUTLETS outlets and in no gold text."""
    each = (
        found[found["key"] != 0]
        .groupby("key")
        .agg(outlets=("outlet", "nunique"), gold=("gold", "any"), words=("words", "first"))
    )
    chosen = each[(each["outlets"] >= MIN_OUTLETS) & ~each["gold"] & (each["words"] <= max_words)]
    return np.sort(chosen.index.to_numpy(dtype=np.uint64))


def main() -> int:
    """Mine all three sets and write the two files."""
    folder = data_folder()
    if folder is None:
        print("mine_lines: no data (set COPYDESK_DATA); nothing is written")
        return 0
    max_words = load().furniture.max_chrome_words
    sets = [read_set(folder, name) for name in SETS]
    found = pd.concat([lines_of(each) for each in sets])
    keys = mine(found, max_words)
    np.save(_TARGET / "mined.npy", keys)
    outlets = sorted(set(found["outlet"].dropna()))
    about = {
        "what": "64-bit keys (line_key of copydesk.text) of lines that pages of several outlets carry outside articles",
        "command": "python benchmarks/mine_lines.py",
        "lines": len(keys),
        "min_outlets": MIN_OUTLETS,
        "max_words": max_words,
        "outlets": len(outlets),
        "sets": {each.name: len(each.articles) for each in sets},
        "pages_from": "2011-2012 (daniel-dev), 2019 (article-extraction-benchmark), 2024 (fundus-eval)",
        "text": "none is kept",
    }
    (_TARGET / "mined.json").write_text(json.dumps(about, indent=2) + "\n", encoding="utf-8")
    print(f"{len(keys)} lines of {len(outlets)} outlets")
    return 0


if __name__ == "__main__":
    sys.exit(main())
