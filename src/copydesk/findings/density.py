"""Findings on how much of an article says where it comes from."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pandas as pd

from copydesk.findings.draft import Draft
from copydesk.findings.rows import rows_of
from copydesk.findings.runs import longest_runs
from copydesk.settings import rooms

__all__ = ["density_findings"]

_ENDED = re.compile(r"""[.!?…。！？।۔؟]["'”’»)\]]*$""")


def density_findings(documents: pd.DataFrame, sentences: pd.DataFrame, settings: rooms.Findings) -> Iterator[Draft]:
    """Few attributed sentences, and long runs of unattributed ones.

    Only full sentences are counted: headings, captions that a page repeats, rows of tables and the short turns of a
    conversation are no statements that could need a source.
    """
    low = documents["attributed_any_share"] < settings.low_attribution_share
    long = (documents["longest_unattributed_run"] >= settings.unattributed_run).fillna(False)
    enough = documents["body_sentences"].fillna(0) >= settings.min_sentences
    judged = documents.loc[enough & (low | long), ["doc_id", "text"]]
    texts = dict(rows_of(judged, "doc_id", "text"))
    full = _full_sentences(sentences[sentences["doc_id"].isin(judged["doc_id"])], texts, settings)
    yield from _low(full, settings)
    yield from _runs(full, texts, settings)


def _full_sentences(sentences: pd.DataFrame, texts: dict[str, str], settings: rooms.Findings) -> pd.DataFrame:
    """The attributed and the full ones of ``sentences``, in order, with their words; each wording once an article."""
    ordered = sentences.sort_values(["doc_id", "sentence_no"], kind="stable")
    words = [texts[doc_id][start:end].strip() for doc_id, start, end in rows_of(ordered, "doc_id", "start", "end")]
    ordered = ordered.assign(text=pd.Series(words, index=ordered.index, dtype="str"))
    full = [len(each) >= settings.min_statement_chars and _ENDED.search(each) is not None for each in words]
    first = ~ordered.duplicated(["doc_id", "text"])
    return ordered[ordered["attributed_any"] | (pd.Series(full, index=ordered.index, dtype=bool) & first)]


def _low(full: pd.DataFrame, settings: rooms.Findings) -> Iterator[Draft]:
    counts = full.groupby("doc_id", sort=True)["attributed_any"].agg(["sum", "size"])
    counts = counts[counts["size"] >= settings.min_sentences]
    for doc_id, told, of in zip(counts.index.tolist(), *(counts[name].tolist() for name in counts), strict=True):
        if told / of < settings.low_attribution_share:
            yield Draft(
                "low_attribution",
                doc_id,
                f"{told} of its {of} full sentences {'is' if told == 1 else 'are'} attributed; this is a "
                "measure of sourcing on the page, not of reliability.",
                1 - told / of,
                doc_id,
                value=told / of,
                threshold=settings.low_attribution_share,
                unit="share",
            )


def _runs(full: pd.DataFrame, texts: dict[str, str], settings: rooms.Findings) -> Iterator[Draft]:
    for doc_id, (start, end, size) in longest_runs(full).items():
        if size >= settings.unattributed_run:
            yield Draft(
                "unattributed_run",
                doc_id,
                f"{size} full sentences in a row are not attributed.",
                float(size),
                doc_id,
                evidence=texts[doc_id][start:end],
                start=start,
                end=end,
                value=float(size),
                threshold=settings.unattributed_run,
                unit="sentences",
            )
