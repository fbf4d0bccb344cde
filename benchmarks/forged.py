"""Forged and evading text: pairs made to look alike, and copies made to look different.

    python benchmarks/forged.py [--pairs 1000] [--articles 400]

Forged: for each pair, 128 five-word shingles whose values are the least of one permutation each, under datasketch's
public seed, are planted in two unrelated articles of allsides, in opposite order: in one order they would be a passage
of common text, found and reported as that. MinHash takes the two for one text. Prints what MinHash estimates with the
public and with a secret seed, the true Jaccard index, and how many of the pairs an audit reports with either seed.

Evading: each article is copied with the characters of its words disguised in one of five ways. Prints the share of
copies that an audit calls the same copy, and the share that it flags for hidden or look-alike characters.
"""

from __future__ import annotations

import argparse
import os
import random
import sys
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

FILE = Path(os.environ.get("COPYDESK_DATA", "../shared/data")) / "duplicates" / "allsides.parquet"
PUBLIC, SECRET = 1, 1_863_402_977
POOL = 16_000_000
WORDS = 300
LOOKALIKE = str.maketrans("aeocpxyisj" + "ABEKMHOPCTXI", "аеосрхуіѕј" + "АВЕКМНОРСТХІ")
GREEK = str.maketrans("oviu", "ονιυ")
WIDE = {ord(letter): ord(letter) + 0xFEE0 for letter in "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"}
HIDDEN = "\u200b\u200c\u200d\u2060\ufeff"
MARKS = "\u0336\u0335\u034f\u20d2\u0338"


def main() -> int:
    """Run and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pairs", type=int, default=1000)
    parser.add_argument("--articles", type=int, default=400)
    given = parser.parse_args()
    if not FILE.is_file():
        print(f"skipped: no data at {FILE}; set COPYDESK_DATA")
        return 0
    texts = read(2 * given.pairs)
    show_forged(texts, given.pairs)
    show_evading(texts[: given.articles])
    return 0


def read(count: int) -> list[str]:
    """Texts of ``count`` articles, the first 300 words of each, every one different."""
    frame = pd.read_parquet(FILE, columns=["text"]).drop_duplicates()
    frame = frame[frame["text"].str.split().str.len() >= WORDS].sample(count, random_state=11)
    return [" ".join(text.split()[:WORDS]) for text in frame["text"]]


def audit(texts: list[str], seed: int, last: str = "duplicates") -> dict[str, pd.DataFrame]:
    """The tables of an audit of ``texts``, one outlet each text in turn, up to the stage ``last``."""
    from copydesk.pipeline import STAGES, read_tables
    from copydesk.settings import load

    settings = load()
    settings = replace(settings, duplicates=replace(settings.duplicates, seed=seed))
    with tempfile.TemporaryDirectory() as folder:
        rows = [{"id": str(n), "source": f"Outlet {n % 7} {n // 7}", "text": text} for n, text in enumerate(texts)]
        pd.DataFrame(rows).to_parquet(Path(folder) / "texts.parquet")
        tables = read_tables([str(Path(folder) / "texts.parquet")], settings)
    for stage in STAGES:
        tables |= stage.run(tables, settings)
        if stage.name == last:
            break
    return tables


def show_forged(texts: list[str], count: int) -> None:
    """Forge ``count`` pairs and print what is made of them."""
    planted = least_shingles(count)
    draw = random.Random(5)
    forged = [forge(text, planted[number // 2][:: 1 - 2 * (number % 2)], draw) for number, text in enumerate(texts)]
    for name, seed in (("public", PUBLIC), ("secret", SECRET)):
        tables = audit(forged, seed)
        row = dict(zip(tables["articles"]["input_id"], tables["articles"]["doc_id"], strict=True))
        estimate, true = map(np.array, measure(tables, row, count))
        pairs = set(map(frozenset, tables["pairs"][["doc_id_a", "doc_id_b"]].to_numpy()))
        reported = sum(frozenset((row[str(2 * n)], row[str(2 * n + 1)])) in pairs for n in range(count))
        print(
            f"{name} seed: MinHash estimate median {np.median(estimate):.3f}, {np.mean(estimate >= 0.9):.3f} of pairs "
            f"at .9 or more; true Jaccard at most {true.max():.3f}; reported {reported} of {count} forged pairs "
            f"({len(pairs)} of all pairs of {len(forged)} texts)"
        )


def measure(tables: dict[str, pd.DataFrame], row: dict[str, str], count: int) -> tuple[list[float], list[float]]:
    """Estimated and true Jaccard index of every forged pair."""
    prints = tables["signatures"].set_index("doc_id")["signature"]
    sets = dict(zip(tables["articles"]["input_id"], map(shingles, tables["articles"]["text"]), strict=True))
    estimate, true = [], []
    for number in range(count):
        a, b = str(2 * number), str(2 * number + 1)
        one, two = (np.frombuffer(prints[row[each]], "<u4") for each in (a, b))
        estimate.append(float((one == two).mean()))
        true.append(len(sets[a] & sets[b]) / len(sets[a] | sets[b]))
    return estimate, true


def shingles(text: str) -> set[tuple[str, ...]]:
    """Five-word shingles by plain Python."""
    words = "".join(c if c.isalnum() or c in "'’" else " " for c in text).casefold().split()
    return {tuple(words[at : at + 5]) for at in range(len(words) - 4)}


def least_shingles(count: int) -> list[list[str]]:
    """For each pair, 128 shingles: one of the least values of each permutation among 16 million shingles."""
    from copydesk.duplicates.shingles import Stream
    from copydesk.duplicates.signatures import permutations, shingle_hashes

    draw = np.random.default_rng(3)
    forms = sorted(set(made_up(2000)))
    folded = draw.integers(0, len(forms), POOL).astype(np.int32)
    numbers = np.arange(len(forms), dtype=np.int32)
    vocabulary = pd.DataFrame({"folded_no": numbers, "folded": forms})
    source = Stream(np.array([0, POOL]), np.arange(0), folded, np.ones(POOL, np.uint64), 5)
    source.shingles[-4:] = 0
    hashes = mixed(shingle_hashes(source, vocabulary)[:-4])
    sets: list[list[str]] = [[] for _ in range(count)]
    for a, b in permutations(128, PUBLIC).T:
        values = a * hashes + b
        least = np.argpartition(values, count)[:count]
        for number, at in enumerate(least[np.argsort(values[least])].tolist()):
            sets[number].append(" ".join(forms[word] for word in folded[at : at + 5].tolist()))
    return sets


def made_up(count: int) -> list[str]:
    """Words of no language."""
    draw = random.Random(2)
    return ["".join(draw.choice("bdfgklmnprstv") + draw.choice("aeiou") for _ in range(3)) for _ in range(count)]


def mixed(values: Any) -> Any:
    """MurmurHash3's 32-bit finaliser, the first step of the scheme."""
    values = (values ^ (values >> np.uint32(16))) * np.uint32(0x85EBCA6B)
    values = (values ^ (values >> np.uint32(13))) * np.uint32(0xC2B2AE35)
    return values ^ (values >> np.uint32(16))


def forge(text: str, planted: list[str], draw: random.Random) -> str:
    """``text`` with the planted shingles after it, each followed by a word of the text."""
    words = text.split()
    return text + "\n" + " ".join(f"{each} {draw.choice(words)}" for each in planted)


def _some(text: str, change: Callable[[str], str], draw: random.Random, share: float) -> str:
    """``text`` with ``change`` made to a ``share`` of its words."""
    return " ".join(change(word) if draw.random() < share else word for word in text.split(" "))


def _insert(word: str, marks: str, draw: random.Random) -> str:
    at = draw.randrange(1, len(word)) if len(word) > 1 else 1
    return word[:at] + draw.choice(marks) + word[at:] if word[:1].isalnum() else word


def evasions(draw: random.Random) -> dict[str, Callable[[str], str]]:
    """The five ways to disguise a copy, and the worst case of the fourth."""
    return {
        "zero-width characters": lambda text: _some(text, lambda w: _insert(w, HIDDEN, draw), draw, 0.5),
        "soft hyphens": lambda text: _some(text, lambda w: _insert(w, "\u00ad", draw), draw, 0.5),
        "full-width letters": lambda text: _some(text, lambda w: w.translate(WIDE), draw, 0.5),
        "look-alike letters": lambda text: _some(
            text, lambda w: "".join(_alike(c, draw) if draw.random() < 0.5 else c for c in w), draw, 0.5
        ),
        "combining marks, spaces, commas": lambda text: _some(
            text, lambda w: _insert(w, MARKS, draw) + draw.choice(("", ",", "\u2009", "  ")), draw, 0.5
        ),
        "(every look-alike letter of every word)": lambda text: text.translate(LOOKALIKE),
    }


def _alike(letter: str, draw: random.Random) -> str:
    return letter.translate(draw.choice((LOOKALIKE, GREEK)))


def show_evading(texts: list[str]) -> None:
    """Disguise a copy of every text in each way and print how many are caught and flagged."""
    from copydesk.settings import load

    for name, disguise in evasions(random.Random(7)).items():
        copies = [disguise(text) for text in texts]
        tables = audit([*texts, *copies], SECRET)
        articles = tables["articles"].set_index("input_id")
        same = tables["pairs"][tables["pairs"]["relation"] == "same_copy"]
        pairs = set(map(frozenset, same[["doc_id_a", "doc_id_b"]].to_numpy()))
        ids = articles["doc_id"]
        both = [frozenset((ids[str(n)], ids[str(n + len(texts))])) for n in range(len(texts))]
        caught = np.array([each in pairs for each in both])
        hidden = articles["hidden_characters"]
        least = load().findings.min_hidden_characters
        flagged = np.array([hidden[str(n + len(texts))] >= least for n in range(len(texts))])
        plain = np.mean([hidden[str(n)] >= least for n in range(len(texts))])
        print(
            f"{name:40} same copy {caught.mean():.4f}  flagged {flagged.mean():.4f}  "
            f"both {(caught & flagged).mean():.4f}  originals flagged {plain:.4f}"
        )


if __name__ == "__main__":
    sys.exit(main())
