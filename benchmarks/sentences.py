"""Sentence boundaries against PolNeAR's given sentences, side by side with blingfire and NLTK's punkt.

    python benchmarks/sentences.py [--folder ../shared/data] [--peers PYTHON]

``--peers`` names a Python that has blingfire and nltk installed; without it the peers are left out. NLTK's punkt
model is a download and is not used: punkt is trained, as its authors meant it, on the text of polnear-train. A
boundary is the last printed character of a sentence. Peers are measured on whole texts and, fairer to them, on
each line by itself, because the given sentences and ours never cross a paragraph. Prints JSON.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

_PEERS = """
import json, sys
given = json.load(sys.stdin)
found = {}
def ends(cut, text):
    return [cut(text), [at + end for at, line in lines(text) for end in cut(line)]]
def lines(text):
    at = 0
    for line in text.splitlines(keepends=True):
        if line.strip():
            yield at, line
        at += len(line)
try:
    import blingfire
    cut = lambda text: [end for _, end in blingfire.text_to_sentences_and_offsets(text)[1]]
    found["blingfire"] = [ends(cut, text) for text in given["texts"]]
except ImportError:
    pass
try:
    from nltk.tokenize.punkt import PunktSentenceTokenizer, PunktTrainer
    trainer = PunktTrainer()
    trainer.INCLUDE_ALL_COLLOCS = True
    for text in given["train"]:
        trainer.train(text, finalize=False)
    trainer.finalize_training()
    punkt = PunktSentenceTokenizer(trainer.get_params())
    cut = lambda text: [end for _, end in punkt.span_tokenize(text)]
    found["punkt, trained"] = [ends(cut, text) for text in given["texts"]]
except ImportError:
    pass
json.dump(found, sys.stdout)
"""


def ours(texts: list[str]) -> list[list[int]]:
    """Sentence ends of each text, as copydesk cuts it."""
    import pandas as pd

    from copydesk.text import text

    articles = pd.DataFrame({"text": pd.Series(texts, dtype="str"), "article_chars": [len(each) for each in texts]})
    segments = text(articles)[1]
    return [segments.loc[segments["doc_no"] == doc, "end"].tolist() for doc in range(len(texts))]


def compare(texts: list[str], gold: list[list[int]], found: Iterable[list[int]]) -> dict[str, float]:
    """Precision, recall and F1 of sentence ends, each moved back over spaces."""
    right = said = given = 0
    for text, theirs, mine in zip(texts, gold, found, strict=True):
        expected, told = (({len(text[:end].rstrip()) for end in ends} - {0}) for ends in (theirs, mine))
        right, said, given = right + len(expected & told), said + len(told), given + len(expected)
    precision, recall = right / said, right / given
    return {"precision": round(precision, 4), "recall": round(recall, 4),
            "f1": round(2 * precision * recall / (precision + recall), 4)}  # fmt: skip


def main() -> int:
    """Print the figures; 0, also when the data is absent."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folder", type=Path, default=Path(os.environ.get("COPYDESK_DATA", "../shared/data")))
    parser.add_argument("--peers", default="", help="a Python with blingfire and nltk")
    arguments = parser.parse_args()
    dev, train = (arguments.folder / "attribution" / f"polnear-{part}.jsonl.gz" for part in ("dev", "train"))
    if not (dev.is_file() and train.is_file()):
        print(f"skipped: {dev} is absent", file=sys.stderr)
        return 0
    rows = [row for row in _read(dev) if row["sentences"]]
    texts, gold = [row["text"] for row in rows], [[end for _, end in row["sentences"]] for row in rows]
    result: dict[str, Any] = {"copydesk": compare(texts, gold, ours(texts))}
    if arguments.peers:
        given = json.dumps({"texts": texts, "train": [row["text"] for row in _read(train)]})
        ran = subprocess.run([arguments.peers, "-c", _PEERS], input=given, capture_output=True, text=True, check=True)
        for name, ends in json.loads(ran.stdout).items():
            result[name] = compare(texts, gold, (whole for whole, _ in ends))
            result[f"{name}, by line"] = compare(texts, gold, (by_line for _, by_line in ends))
    print(json.dumps({"articles": len(rows), "sentences": sum(map(len, gold)), **result}, indent=1))
    return 0


def _read(file: Path) -> list[dict[str, Any]]:
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


if __name__ == "__main__":
    raise SystemExit(main())
