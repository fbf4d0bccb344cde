"""The two stages of notices: rules that hit lines; their scope as notices, and the final label of every line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from copydesk.notices.bylines import find_bylines
from copydesk.notices.candidates import find_candidates
from copydesk.notices.encoding import encode_lines, encode_lines_fast, join_lines_fast
from copydesk.notices.hits import Hit, Matches, find_hits
from copydesk.notices.labels import label_lines
from copydesk.notices.likely import find_likely
from copydesk.notices.line_notices import LineNotice, list_lines, tabulate_lines
from copydesk.notices.metadata import metadata_notices
from copydesk.notices.names import read_names
from copydesk.notices.page_bylines import find_page_bylines
from copydesk.notices.plain import to_plain
from copydesk.notices.printed import choose_reader, locate_spans, repays_compiler
from copydesk.notices.rulebook import Rulebook, load_rulebook
from copydesk.notices.scan import scan
from copydesk.notices.screening import screen
from copydesk.notices.selection import select
from copydesk.notices.table import tabulate
from copydesk.settings import rooms
from copydesk.tables import TABLES

__all__ = ["hold_rules", "load_patterns", "notices", "unload_patterns"]


def hold_rules(
    articles: pd.DataFrame,
    layout: pd.DataFrame,
    words: pd.DataFrame,
    vocabulary: pd.DataFrame,
    furniture: pd.DataFrame,
    settings: rooms.Notices,
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Hold the rules to every line, article by article, and find notices that none knows: hits and line_notices.

    Raises RuleError when a rule file cannot be used.
    """
    book = load_rulebook(settings.checks / "notices")
    candidates = find_candidates(layout, furniture, settings.edge_lines)
    places, rules = screen(articles["text"], layout, words, vocabulary, candidates, book)
    matches = _scan(articles["text"], layout, candidates.rows[places], rules, book)
    held = np.unique(matches.rows)
    lines, starts = _read_plain(articles["text"], layout, held), layout["start"].to_numpy()[held].tolist()
    found = select(find_hits(lines, starts, matches, book), book.rules)
    rows = layout[["doc_no", "line_no"]].iloc[[hit.row for hit in found]].reset_index(drop=True)
    told = pd.DataFrame(
        [(hit.rule_no, hit.start, hit.end, hit.whole, hit.provider) for hit in found],
        columns=["rule_no", "start", "end", "whole", "provider"],
    )
    lines_told = _tell_lines(articles, layout, furniture, found, book, settings)
    return TABLES["hits"].conform(pd.concat([rows, told], axis=1)), list_lines(lines_told, layout)


def _tell_lines(
    articles: pd.DataFrame,
    layout: pd.DataFrame,
    furniture: pd.DataFrame,
    hits: Sequence[Hit],
    book: Rulebook,
    settings: rooms.Notices,
) -> list[LineNotice]:
    """Lines without a hit that are bylines by their place, or likely notices by their looks."""
    names = read_names(settings.checks / "notices")
    bylines = find_bylines(articles, layout, furniture, hits, book, names)
    bylines += find_page_bylines(articles, layout, hits, bylines, book)
    known = {*(hit.row for hit in hits), *(each.row for each in bylines)}
    return bylines + find_likely(articles, layout, furniture, known, names, settings.min_line_chance)


def load_patterns(
    articles: pd.DataFrame,
    layout: pd.DataFrame,
    words: pd.DataFrame,
    vocabulary: pd.DataFrame,
    settings: rooms.Notices,
) -> None:
    """Load what ``hold_rules`` needs: held to these articles, loops are loaded and patterns compiled and in use."""
    body = layout[["doc_no", "line_no"]].assign(label="body", reason="", seen_clusters=0)
    hold_rules(articles, layout, words, vocabulary, TABLES["furniture"].conform(body), settings)


def unload_patterns(settings: rooms.Notices) -> None:
    """Let go of the compiled patterns: they are compiled again when ``hold_rules`` next needs them."""
    load_rulebook(settings.checks / "notices").patterns.forget()


def notices(
    articles: pd.DataFrame,
    layout: pd.DataFrame,
    furniture: pd.DataFrame,
    fingerprints: pd.DataFrame,
    hits: pd.DataFrame,
    line_notices: pd.DataFrame,
    settings: rooms.Notices,
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The notices that ``hits`` make, with their scope, those of ``line_notices``, and every line with its label.

    Returns notices and lines (see ``tables``); lines has the rows of ``layout`` in order.
    """
    book = load_rulebook(settings.checks / "notices")
    found = [Hit(*row) for row in _placed(hits, layout, "rule_no", "start", "end", "whole", "provider")]
    told = _placed(line_notices, layout, "start", "end", "class", "rule", "confidence", "inline")
    line_told = [LineNotice(*row) for row in told]
    made = tabulate(found, layout, articles, fingerprints, book, settings)
    declared = metadata_notices(articles, book.providers)
    named = tabulate_lines(line_told, articles, layout, book)
    order = ["doc_no", "start", "class", "rule"]
    everything = pd.concat([made, declared, named]).sort_values(order, kind="stable", na_position="last")
    lines = label_lines(articles, layout, furniture, found, book.rules)
    whole = [each for each in line_told if not each.inline]
    lines.loc[[each.row for each in whole], "label"] = "notice"
    lines.loc[[each.row for each in whole], "reason"] = [f"notice:{each.rule.partition('.')[0]}" for each in whole]
    return TABLES["notices"].conform(everything), lines


def _placed(found: pd.DataFrame, layout: pd.DataFrame, *columns: str) -> Iterator[tuple[Any, ...]]:
    """The row of layout that each of ``found`` is on, and its ``columns``."""
    rows = np.searchsorted(layout["doc_no"].to_numpy(), found["doc_no"].to_numpy()) + found["line_no"].to_numpy()
    return zip(rows.tolist(), *(found[name].tolist() for name in columns), strict=True)


def _scan(
    texts: pd.Series, layout: pd.DataFrame, rows: npt.NDArray[np.int64], rules: npt.NDArray[np.uint16], book: Rulebook
) -> Matches:
    """The rules that match each row, of the ``rules`` that may hit ``rows``."""
    known = np.flatnonzero(np.bincount(rows, minlength=len(layout)))
    if repays_compiler(layout):
        encoded = encode_lines_fast(known, *locate_spans(texts, layout.iloc[known]))
        return scan(encoded, rows, rules, book, join_lines_fast)
    lines = dict(zip(known.tolist(), _read_plain(texts, layout, known), strict=True))
    return scan(encode_lines(lines), rows, rules, book)


def _read_plain(texts: pd.Series, layout: pd.DataFrame, rows: npt.NDArray[np.int64]) -> list[str]:
    """The plain line of each of ``rows``, which ascend."""
    lines = choose_reader(layout)(texts, layout.iloc[rows])
    odd = [place for place, line in enumerate(lines) if not line.isascii() or "\t" in line]
    for place, plain in zip(odd, to_plain("\n".join([lines[place] for place in odd])).split("\n"), strict=bool(odd)):
        lines[place] = plain
    return lines
