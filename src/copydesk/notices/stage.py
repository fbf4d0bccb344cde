"""The two stages of notices: rules that hit lines; their scope as notices, and the final label of every line."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd

from copydesk.notices.bylines import byline_notices, find_bylines
from copydesk.notices.candidates import find_candidates
from copydesk.notices.hits import Hit, find_hits
from copydesk.notices.metadata import metadata_notices
from copydesk.notices.names import read_names
from copydesk.notices.plain import to_plain
from copydesk.notices.rulebook import Rulebook, load_rulebook
from copydesk.notices.scan import scan
from copydesk.notices.scope import find_reach, wording
from copydesk.notices.screening import screen
from copydesk.notices.selection import select
from copydesk.settings import rooms
from copydesk.tables import TABLES

__all__ = ["hold_rules", "notices", "unload_patterns"]


def hold_rules(
    articles: pd.DataFrame,
    layout: pd.DataFrame,
    words: pd.DataFrame,
    vocabulary: pd.DataFrame,
    furniture: pd.DataFrame,
    settings: rooms.Notices,
) -> pd.DataFrame:
    """Hold the rules to every line, article by article: the table hits.

    Raises RuleError when a rule file cannot be used.
    """
    book = load_rulebook(settings.checks / "notices")
    texts = articles["text"].tolist()
    candidates = find_candidates(layout, furniture, settings.edge_lines)
    screened = screen(texts, layout, words, vocabulary, candidates, book)
    screened = [candidates.rows[places] for places in screened]
    lines = _read_lines(texts, layout, screened)
    scanned = scan({row: line for row, (line, _) in lines.items()}, screened, book)
    found = select(find_hits(lines, scanned, book), book.rules)
    rows = layout[["doc_no", "line_no"]].iloc[[hit.row for hit in found]].reset_index(drop=True)
    told = pd.DataFrame(
        [(hit.rule_no, hit.start, hit.end, hit.whole, hit.provider) for hit in found],
        columns=["rule_no", "start", "end", "whole", "provider"],
    )
    return TABLES["hits"].conform(pd.concat([rows, told], axis=1))


def unload_patterns(settings: rooms.Notices) -> None:
    """Let go of the compiled patterns: they are compiled again when ``hold_rules`` next needs them."""
    book = load_rulebook(settings.checks / "notices")
    book.patterns.forget()
    book.sieve.pieces.forget()


def notices(
    articles: pd.DataFrame,
    layout: pd.DataFrame,
    furniture: pd.DataFrame,
    fingerprints: pd.DataFrame,
    hits: pd.DataFrame,
    settings: rooms.Notices,
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The notices that ``hits`` make, with their scope, and every line with its label.

    Returns notices and lines (see ``tables``); lines has the rows of ``layout`` in order.
    """
    book = load_rulebook(settings.checks / "notices")
    found = _placed(hits, layout)
    made = _table(found, layout, articles, fingerprints, book, settings)
    declared = metadata_notices(articles, book.providers)
    bylines = find_bylines(articles, layout, furniture, found, book, read_names(settings.checks / "notices"))
    named = byline_notices(bylines, articles, layout, book)
    order = ["doc_no", "start", "class", "rule"]
    everything = pd.concat([made, declared, named]).sort_values(order, kind="stable", na_position="last")
    lines = _lines(articles, layout, furniture, found, book)
    rows = [each.row for each in bylines if lines["label"].iat[each.row] != "headline"]
    lines.loc[rows, ["label", "reason"]] = "notice", "notice:byline"
    return TABLES["notices"].conform(everything), lines


def _placed(hits: pd.DataFrame, layout: pd.DataFrame) -> list[Hit]:
    """``hits`` with the row of layout that each is on."""
    rows = np.searchsorted(layout["doc_no"].to_numpy(), hits["doc_no"].to_numpy()) + hits["line_no"].to_numpy()
    columns = (hits[name].tolist() for name in ("rule_no", "start", "end", "whole", "provider"))
    return [Hit(*each) for each in zip(rows.tolist(), *columns, strict=True)]


def _read_lines(
    texts: Sequence[str], layout: pd.DataFrame, screened: Sequence[npt.NDArray[np.int64]]
) -> dict[int, tuple[str, int]]:
    """Each row that a rule may hit: the plain line, and where it begins in its text."""
    rows = np.flatnonzero(np.bincount(np.concatenate(screened), minlength=len(layout)))
    docs, starts, ends = (layout[name].to_numpy()[rows].tolist() for name in ("doc_no", "start", "end"))
    lines = [texts[doc][start:end] for doc, start, end in zip(docs, starts, ends, strict=True)]
    odd = [place for place, line in enumerate(lines) if not line.isascii() or "\t" in line]
    for place, plain in zip(odd, to_plain("\n".join([lines[place] for place in odd])).split("\n"), strict=bool(odd)):
        lines[place] = plain
    return dict(zip(rows.tolist(), zip(lines, starts, strict=True), strict=True))


def _table(
    hits: Sequence[Hit],
    layout: pd.DataFrame,
    articles: pd.DataFrame,
    fingerprints: pd.DataFrame,
    book: Rulebook,
    settings: rooms.Notices,
) -> pd.DataFrame:
    ids = articles["doc_id"].tolist()
    docs = layout["doc_no"].to_numpy()[[hit.row for hit in hits]].astype(np.int64)
    texts = dict(zip(np.unique(docs).tolist(), articles["text"].iloc[np.unique(docs)].tolist(), strict=True))
    printed = [texts[doc][hit.start : hit.end] for doc, hit in zip(docs.tolist(), hits, strict=True)]
    rules = [book.rules[hit.rule_no] for hit in hits]
    keys = [(rule.id, wording(text)) for rule, text in zip(rules, printed, strict=True)]
    reach = find_reach(keys, docs, articles, fingerprints, settings)
    page = (layout["region"].to_numpy(dtype=object) == "page").tolist()
    return pd.DataFrame(
        {
            "doc_no": docs,
            "doc_id": [ids[doc] for doc in docs.tolist()],
            "class": [r.notice_class for r in rules],
            "start": pd.array([hit.start for hit in hits], "Int64"),
            "end": pd.array([hit.end for hit in hits], "Int64"),
            "provider": [
                r.provider or book.providers.named(text) or hit.provider or None
                for r, text, hit in zip(rules, printed, hits, strict=True)
            ],
            "automation": [r.automation for r in rules],
            "reviewed": [
                r.reviewed or _review(r.automation, r.notice_class, text, book)
                for r, text in zip(rules, printed, strict=True)
            ],
            "scope": [scope for scope, _ in reach],
            "scope_share": pd.array([share for _, share in reach], "float64"),
            "rule": [r.id for r in rules],
            "language": [r.language for r in rules],
            "confidence": pd.array([r.confidence for r in rules], "float64"),
            "origin": ["page" if page[hit.row] else "text" for hit in hits],
            "inline": np.array([not hit.whole for hit in hits], bool),
            "text": printed,
        }
    )


def _review(automation: str, notice_class: str, text: str, book: Rulebook) -> str:
    """Whether a notice of automation says that a person reviewed the text; empty for other notices."""
    if not automation and notice_class not in ("automation_disclosure", "syndication_notice"):
        return ""
    return next((state for state, pattern in book.reviews if pattern.search(text)), "unstated" if automation else "")


def _lines(
    articles: pd.DataFrame, layout: pd.DataFrame, furniture: pd.DataFrame, hits: Sequence[Hit], book: Rulebook
) -> pd.DataFrame:
    label = furniture["label"].to_numpy(dtype=object).copy()
    reason = furniture["reason"].to_numpy(dtype=object).copy()
    for hit in reversed(hits):
        rule = book.rules[hit.rule_no]
        chrome = rule.notice_class == "chrome"
        if not hit.whole or (chrome and label[hit.row] != "body"):
            continue
        label[hit.row], reason[hit.row] = ("chrome" if chrome else "notice"), f"notice:{rule.id}"
    ids = articles["doc_id"].to_numpy(dtype=object)
    lines = layout[["line_no", "start", "end", "region"]].assign(
        doc_id=ids[layout["doc_no"].to_numpy()], label=label, reason=reason
    )
    return TABLES["lines"].conform(lines)
