"""Notices against lines judged by reading: notices.tsv, hard_negatives.tsv, notice-lines-aeb.tsv; and speed.

    python benchmarks/notices.py [--speed] [--show] [--only-A | --only-B]

Reads COPYDESK_DATA (default ../shared/data). Pages are halved by their hash. Half A was looked at while the rules
were written. Half B was first measured unseen (recall .722, precision by line .929), then looked at as well, so
neither half tells any longer how the rules do on new pages.
"""

from __future__ import annotations

import csv
import os
import sys
import time
from collections import Counter, defaultdict
from pathlib import Path

import numpy as np
import pandas as pd

from copydesk.notices import hold_rules, load_rulebook, notices
from copydesk.pipeline.stages import stage
from copydesk.settings import load
from copydesk.tables import TABLES
from copydesk.text import text

DATA = Path(os.environ.get("COPYDESK_DATA", Path(__file__).resolve().parents[2] / "shared" / "data")) / "boilerplate"
# Classes of notices.tsv and hard_negatives.tsv in our names.
CLASSES = {
    "a_syndicated_feed": {"syndication_notice"},
    "b_wire_credit": {"credit_line"},
    "c_ai_automation": {"automation_disclosure"},
    "d_pr_sponsored": {"press_release_notice", "sponsored_notice", "affiliate_disclosure"},
    "e_machine_translation": {"translation_notice"},
    "e_translation_human": {"translation_notice"},
    "f_opinion_advice": {"opinion_disclaimer", "advice_disclaimer", "affiliate_disclosure"},
    "g_chrome": {"chrome"},
    "g_rights_notice": {"rights_notice"},
    "h_aggregator": {"aggregator_notice"},
    "h_republication": {"republication_notice"},
    "h_correction_update": {"correction_note", "update_note"},
    "h_funding_disclosure": {"funding_disclosure"},
}
LOOKALIKES = {
    "chrome": {"chrome"},
    "automation_disclosure": {"automation_disclosure"},
    "republication": {"republication_notice"},
    "correction_update": {"correction_note", "update_note"},
    "press_release": {"press_release_notice"},
    "opinion_advice": {"opinion_disclaimer", "advice_disclaimer"},
    "wire_credit": {"credit_line"},
    "wire_credit_scope": {"credit_line", "syndication_notice"},
}
# The judged lines know no affiliate class: what is earned on links is listed under sponsored_notice.
JUDGED_AS = {"affiliate_disclosure": "sponsored_notice"}
NOT_EDITORIAL = {"chrome", "contact_line", "author_bio"}
PARAPHRASES = Path(__file__).resolve().parents[1] / "tests" / "notices" / "paraphrases.tsv"
# Share of each battery of invented wordings that the rules of the day knew when it had just been written.
FIRST = {
    "one": 0.803,
    "two": 0.775,
    "three": 0.652,
    "four": 0.741,
    "five": 0.908,
    "six": 0.853,
    "seven": 0.785,
    "eight": 0.794,
    "nine": 0.708,
    "ten": 0.766,
    "eleven": 0.803,
    "twelve": 0.755,
    "thirteen": 0.921,
    "pages-romance": 0.431,
    "pages-east": 0.664,
    "pages-west": 0.609,
    "pages-asia": 0.522,
    "memory-germ": 0.688,
    "memory-germ-b": 0.611,
    "memory-germ-c": 0.548,
    "memory-east": 0.61,
    "memory-east-b": 0.675,
    "memory-east-c": 0.565,
    "memory-asia": 0.615,
    "memory-asia-b": 0.690,
    "memory-en": 0.748,
    "memory-en-b": 0.639,
    "memory-rom": 0.651,
    "memory-rom-b": 0.626,
}


def rows(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def build_articles(texts: list[str]) -> pd.DataFrame:
    """``texts`` as articles of unknown outlets."""
    fixed = {
        "source_origin": "unknown",
        "title_origin": "none",
        "published_origin": "none",
        "published_precision": "none",
        "language_origin": "none",
        "input_file": "benchmark",
        "record_no": 0,
        "format": "txt",
        "hidden_characters": 0,
        "whole_page": False,
    }
    articles = TABLES["articles"].empty().reindex(range(len(texts))).assign(**fixed)
    articles["doc_id"], articles["text"] = [f"{number:06d}" for number in range(len(texts))], texts
    articles["article_chars"] = articles["page_chars"] = [len(each) for each in texts]
    return TABLES["articles"].conform(articles)


def find(texts: list[str]) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Notices (with doc_no) and layout of ``texts``, each an article of an unknown outlet.

    Those of the model of lines are left out: it has learned from most of these very lines (see line_model.py).
    """
    articles = build_articles(texts)
    layout, _, words, vocabulary = cut(articles)
    furniture = TABLES["furniture"].conform(
        layout[["doc_no", "line_no"]].assign(label="body", reason="", seen_clusters=0)
    )
    numbers = np.arange(len(texts))
    fingerprints = TABLES["fingerprints"].conform(pd.DataFrame({"doc_no": numbers, "coarse_cluster": numbers}))
    settings = load(None).notices
    told = hold_rules(articles, layout, words, vocabulary, furniture, settings)
    found, _ = notices(articles, layout, furniture, fingerprints, *told, settings)
    found = found[~found["rule"].str.startswith("likely.")]
    return found.assign(doc_no=found["doc_id"].astype(int)), layout


def cut(articles: pd.DataFrame) -> list[pd.DataFrame]:
    """Layout, segments, words and vocabulary of ``articles``."""
    names = ("layout", "segments", "words", "vocabulary")
    return [TABLES[name].conform(frame) for name, frame in zip(names, text(articles), strict=True)]


def measure_speed(count: int) -> None:
    """Articles a processor second of furniture, notices and both, on the first ``count`` articles of allsides.

    The first round pays for what a process builds once: the rulebook and the automata of RE2.
    """
    found = pd.read_parquet(DATA.parent / "duplicates" / "allsides.parquet").head(count)
    dates = pd.to_datetime(found["date"], utc=True, errors="coerce").tolist()
    articles = build_articles(found["text"].tolist()).assign(
        source=found["source"].tolist(), title=found["title"].tolist(), published_at=dates
    )
    settings, tables = load(None), {"articles": TABLES["articles"].conform(articles)}
    tables["known_lines"] = TABLES["known_lines"].empty()
    for name in ("text", "fingerprints"):
        tables |= stage(name).run(tables, settings)
    for round_name in ("first round", "second round"):
        seconds = []
        for names in (("furniture",), ("hits", "notices")):
            start = time.process_time()
            for name in names:
                tables |= stage(name).run(tables, settings)
            seconds.append(time.process_time() - start)
        furniture, both = seconds[0], sum(seconds)
        print(
            f"{round_name}: {len(articles)} articles, furniture {len(articles) / furniture:,.0f} articles/s a core, "
            f"notices {len(articles) / seconds[1]:,.0f}, both {len(articles) / both:,.0f}"
        )


def measure_load() -> None:
    """Processor seconds to read the rulebook in a process that has not."""
    folder = load(None).notices.checks / "notices"
    start = time.process_time()
    book = load_rulebook(folder)
    print(f"rulebook: {len(book.rules)} rules read in {time.process_time() - start:.2f} s")


def measure_lines(name: str, column: str, expected: dict[str, set[str]], show: bool) -> None:
    lines = rows(name)
    found, _ = find([line["text"] for line in lines])
    classes = found.groupby("doc_no")["class"].agg(set).to_dict()
    right = flagged = 0
    for number, line in enumerate(lines):
        wanted, given = expected.get(line[column], set()), classes.get(number, set())
        hit = bool(wanted & given)
        right, flagged = right + hit, flagged + bool(given)
        if show and hit != (name == "notices.tsv"):
            print(f"  {line[column]} {line['language']} {sorted(given)} {line['text'][:160]!r}")
    print(f"{name}: {len(lines)} lines, {right} with a class they are listed under, {flagged} with any class")


def measure_paraphrases() -> None:
    """Share of the invented wordings that are found with a class they may have, by battery and by language."""
    with PARAPHRASES.open(encoding="utf-8", newline="") as file:
        lines = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    found, _ = find([line["line"] for line in lines])
    classes = found.groupby("doc_no")["class"].agg(set).to_dict()
    known = [bool(set(line["class"].split("|")) & classes.get(number, set())) for number, line in enumerate(lines)]
    table = pd.DataFrame(lines).assign(known=known)
    for battery, share in table.groupby("battery", sort=False)["known"].mean().items():
        print(f"paraphrases, battery {battery}: {share:.3f} known, {FIRST[str(battery)]:.3f} when first tried")
    by_language = table.groupby("language")["known"].agg(["sum", "size"])
    print(
        "paraphrases by language:",
        ", ".join(f"{row.Index} {row.sum} of {row.size}" for row in by_language.itertuples()),
    )


def measure_pages(half: str, show: bool) -> None:
    pages: dict[str, list[dict[str, str]]] = defaultdict(list)
    for line in rows("notice-lines-aeb.tsv"):
        if (int(line["page"][-1], 16) % 2 == 0) == (half == "A"):
            pages[line["page"]].append(line)
    texts = ["\n".join(line["text"].strip() or "-" for line in lines) for lines in pages.values()]
    found, layout = find(texts)
    starts = {doc: part["start"].to_numpy() for doc, part in layout.groupby("doc_no")}
    given: dict[tuple[int, int], set[str]] = defaultdict(set)
    for doc, start, notice_class in zip(found["doc_no"], found["start"], found["class"], strict=True):
        line = int(np.searchsorted(starts[doc], start, side="right")) - 1
        given[doc, line].add(JUDGED_AS.get(notice_class, notice_class))
    report(pages, given, half, show)


def report(
    pages: dict[str, list[dict[str, str]]], given: dict[tuple[int, int], set[str]], half: str, show: bool
) -> None:
    gold, hits, claims, true = Counter[str](), Counter[str](), Counter[str](), Counter[str]()
    for doc, lines in enumerate(pages.values()):
        for number, line in enumerate(lines):
            wanted, found = line["class"], given.get((doc, number), set())
            gold[wanted] += 1
            hits[wanted] += wanted in found
            for each in found:
                claims[each] += 1
                true[each] += each == wanted
            if show and (wanted not in found if wanted else bool(found)) | bool(found - {wanted}):
                print(f"  {wanted or '-'} ({line['confidence']}) got {sorted(found)} {line['text'][:150]!r}")
    editorial = [name for name in gold if name and name not in NOT_EDITORIAL]
    asked = [name for name in claims if name not in NOT_EDITORIAL]
    recall = sum(hits[name] for name in editorial) / max(1, sum(gold[name] for name in editorial))
    precision = sum(true[name] for name in asked) / max(1, sum(claims[name] for name in asked))
    flagged = [(doc, n) for (doc, n), found in given.items() if found - NOT_EDITORIAL]
    lines_of = list(pages.values())
    real = sum(lines_of[doc][n]["class"] not in NOT_EDITORIAL | {""} for doc, n in flagged)
    print(
        f"notice-lines-aeb half {half}: {len(pages)} pages, editorial recall {recall:.3f} "
        f"({sum(hits[n] for n in editorial)} of {sum(gold[n] for n in editorial)}), precision by class {precision:.3f} "
        f"({sum(true[n] for n in asked)} of {sum(claims[n] for n in asked)}), "
        f"by line {real / max(1, len(flagged)):.3f} ({real} of {len(flagged)})"
    )
    for name in sorted(set(gold) | set(claims) - {""}):
        if name:
            print(f"  {name}: gold {gold[name]}, found {hits[name]}, claimed {claims[name]}, true {true[name]}")


def main() -> None:
    if not DATA.is_dir():
        print(f"skipped: {DATA} is absent; set COPYDESK_DATA to the data folder")
        return
    measure_load()
    measure_speed(5000)
    if "--speed" in sys.argv:
        return
    show = "--show" in sys.argv
    halves = [half for half in "AB" if f"--only-{'B' if half == 'A' else 'A'}" not in sys.argv]
    measure_lines("notices.tsv", "class", CLASSES, show)
    measure_lines("hard_negatives.tsv", "looks_like", LOOKALIKES, show)
    measure_paraphrases()
    for half in halves:
        measure_pages(half, show and half == "A")


if __name__ == "__main__":
    main()
