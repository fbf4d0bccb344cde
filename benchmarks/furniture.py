"""How well furniture is told from the article, and how fast.

    python benchmarks/furniture.py [SET ...]

Extraction F1 is the metric of article-extraction-benchmark: word 4-gram shingles (characters for Chinese),
precision and recall averaged over pages, F1 of the two means. Each set is audited as one corpus. The mined
list is mined anew from the other two sets, so that no set is judged by its own lines. Exits with 1 when a
figure is below its gate.
"""

from __future__ import annotations

import re
import sys
import time
from collections import Counter
from dataclasses import dataclass

import numpy as np
import pandas as pd
from mine_lines import lines_of, mine
from page_sets import SETS, PageSet, data_folder, fold_line, read_set

from copydesk.duplicates.coarse import fingerprints
from copydesk.furniture import furniture, mined
from copydesk.settings import load
from copydesk.tables import TABLES
from copydesk.text import text

# F1 of trafilatura alone, F1 to reach, share of gold characters to keep; daniel's gold begins with the headline.
GATES = {
    "article-extraction-benchmark": (0.960, 0.960, 0.0, ("body",)),
    "fundus-eval": (0.941, 0.950, 0.995, ("body",)),
    "daniel-dev": (0.846, 0.890, 0.98, ("headline", "body")),
}
PLAIN_GATES = (0.995, 0.96)
SPEED_GATE = 5000
_HAN = re.compile("[\u3400-\u9fff]")
_MIN_PART = 25


@dataclass(frozen=True)
class Labelled:
    """Lines of one corpus with label, offsets and text."""

    lines: pd.DataFrame
    seconds: float


def label(articles: pd.DataFrame) -> Labelled:
    """Label every line of ``articles`` as the pipeline does."""
    settings = load()
    layout, _, words, vocabulary = text(articles)
    coarse = fingerprints(articles, layout, words, vocabulary, settings.fingerprints)
    begin = time.process_time()
    found, _ = furniture(articles, layout, words, vocabulary, coarse, settings.furniture)
    seconds = time.process_time() - begin
    texts = articles["text"].tolist()
    printed = [
        texts[doc][start:end] for doc, start, end in zip(layout["doc_no"], layout["start"], layout["end"], strict=True)
    ]
    return Labelled(layout.assign(label=found["label"], reason=found["reason"], text=printed), seconds)


def shingles(passage: str) -> Counter[tuple[str, ...]]:
    """Word 4-grams of ``passage``, or 4-grams of characters where it is mostly Chinese."""
    tokens = re.findall(r"\w+", passage)
    if len(_HAN.findall(passage)) > 0.3 * sum(map(len, tokens)):
        tokens = re.findall(r"\w", passage)
    if len(tokens) < 4:
        return Counter([tuple(tokens)] if tokens else [])
    return Counter(tuple(tokens[at : at + 4]) for at in range(len(tokens) - 3))


def score(gold: list[str], found: list[str]) -> tuple[float, float, float]:
    """Mean precision, mean recall and their F1."""
    pairs = []
    for wanted, got in ((shingles(g), shingles(f)) for g, f in zip(gold, found, strict=True)):
        shared = (wanted & got).total()
        exact = shared == wanted.total() == got.total()
        pairs.append((1.0, 1.0) if exact else (shared / max(got.total(), 1), shared / max(wanted.total(), 1)))
    precision, recall = np.mean(pairs, axis=0)
    return float(precision), float(recall), float(2 * precision * recall / (precision + recall))


def bodies(lines: pd.DataFrame, count: int, labels: tuple[str, ...]) -> list[str]:
    """The text of each article from its lines of ``labels``."""
    parts: list[list[str]] = [[] for _ in range(count)]
    chosen = lines[lines["label"].isin(labels)]
    for doc, line in zip(chosen["doc_no"], chosen["text"], strict=True):
        parts[doc].append(line)
    return ["\n".join(part) for part in parts]


def in_gold(lines: pd.DataFrame, gold: list[list[str]]) -> np.ndarray:
    """Whether each line is a gold line, part of the gold text (25 letters or more), or holds a gold line."""
    parts = [{fold_line(line) for paragraph in each for line in paragraph.split("\n")} - {""} for each in gold]
    whole = [fold_line("".join(each)) for each in gold]
    long = [[part for part in each if len(part) >= _MIN_PART] for each in parts]
    folded = map(fold_line, lines["text"])
    return np.array(
        [
            bool(line)
            and (
                line in parts[doc]
                or (len(line) >= _MIN_PART and line in whole[doc])
                or any(part in line for part in long[doc])
            )
            for line, doc in zip(folded, lines["doc_no"], strict=True)
        ]
    )


def judge_pages(pages: PageSet) -> bool:
    """Print and gate extraction F1 and the gold characters kept."""
    anchor, target, keep, labels = GATES[pages.name]
    lines = label(pages.articles).lines
    gold = ["\n".join(each) for each in pages.gold]
    columns = (pages.articles[name] for name in ("text", "article_chars"))
    _, _, before = score(gold, [body[:chars] for body, chars in zip(*columns, strict=True)])
    precision, recall, f1 = score(gold, bodies(lines, len(gold), labels))
    inner = lines[lines["region"] == "article"]
    wanted, size = in_gold(inner, pages.gold), inner["text"].str.len().to_numpy()
    furniture_lines = inner["label"].isin(["template", "chrome"]).to_numpy()
    kept = 1 - size[wanted & furniture_lines].sum() / size[wanted].sum()
    print(
        f"{pages.name}: F1 {f1:.4f} (P {precision:.4f}, R {recall:.4f}); extracted text alone {before:.4f}, "
        f"anchor {anchor:.3f}, gate {target:.3f}; gold characters kept {kept:.4f}, gate {keep:.3f}"
    )
    return f1 >= target and kept >= keep


def judge_plain(pages: PageSet) -> bool:
    """Print and gate how well lines of pages without DOM, title or region are told to be no content."""
    from trafilatura.utils import load_html

    from copydesk.ingest.encoding import decode_page
    from copydesk.ingest.page_lines import read_lines  # the same rendering as in an audit

    sources = map(decode_page, pages.html)
    texts = ["\n".join([line.text for line in read_lines(html, load_html(html))]) for html in sources]
    chars = [len(each) for each in texts]
    plain = pages.articles.assign(text=texts, article_chars=chars, page_chars=chars, whole_page=True, title="")
    lines = label(TABLES["articles"].conform(plain)).lines
    lines = lines[lines["text"].map(fold_line) != ""]
    wanted, flagged = in_gold(lines, pages.gold), lines["label"].isin(["template", "chrome"]).to_numpy()
    precision, recall = (flagged & ~wanted).sum() / flagged.sum(), (flagged & ~wanted).sum() / (~wanted).sum()
    print(
        f"{pages.name}, plain text: {len(lines)} lines, no content: precision {precision:.4f} "
        f"(gate {PLAIN_GATES[0]}), recall {recall:.4f} (gate {PLAIN_GATES[1]})"
    )
    return bool(precision >= PLAIN_GATES[0] and recall >= PLAIN_GATES[1])


def judge_speed() -> bool:
    """Print and gate documents a CPU second on the first 5,000 articles of allsides."""
    folder = data_folder()
    assert folder is not None
    rows = pd.read_parquet(folder / "duplicates" / "allsides.parquet").head(5000)
    blank = {column.name: "" for column in TABLES["articles"].columns if column.kind == "text"}
    articles = pd.DataFrame(
        {"doc_id": rows["id"].astype(str), "source": rows["source"], "title": rows["title"], "text": rows["text"]}
    )
    dates = pd.to_datetime(rows["date"], utc=True, errors="coerce")
    articles = articles.assign(
        **{name: value for name, value in blank.items() if name not in articles},
        published_at=dates,
        record_no=0,
        hidden_characters=0,
        hidden_at=None,
        whole_page=False,
        article_chars=articles["text"].str.len(),
        page_chars=articles["text"].str.len(),
    )
    seconds = min(label(TABLES["articles"].conform(articles)).seconds for _ in range(3))
    print(f"furniture: {len(articles) / seconds:,.0f} articles/s a core (gate {SPEED_GATE:,} with notices)")
    return len(articles) / seconds >= SPEED_GATE


def main(names: list[str]) -> int:
    """Run every measure; 0 when all gates hold."""
    folder = data_folder()
    if folder is None:
        print("benchmarks/furniture.py: skipped, no data (set COPYDESK_DATA)")
        return 0
    sets = [read_set(folder, name) for name in SETS]
    found = {each.name: lines_of(each) for each in sets}
    held = []
    for pages in sets:
        if names and pages.name not in names:
            continue
        others = pd.concat([lines for name, lines in found.items() if name != pages.name])
        keys = mine(others, load().furniture.max_chrome_words)
        mined.mined_keys = lambda keys=keys: keys
        held.append(judge_pages(pages))
        if pages.name == "fundus-eval":
            held.append(judge_plain(pages))
    held.append(judge_speed())
    return 0 if all(held) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
