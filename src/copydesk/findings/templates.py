"""Findings on groups so large that they are a template, a fault of the scrape, or one text run widely."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from dataclasses import replace

import pandas as pd

from copydesk.findings.draft import Draft

__all__ = ["template_findings"]

_NAMED = 5


def template_findings(
    templates: pd.DataFrame, documents: pd.DataFrame, passages: pd.DataFrame, told: Set[str]
) -> Iterator[Draft]:
    """One finding a group, on the article that the others were compared with; the longest shared passage proves it.

    When not all of the group were compared with each other, the finding says so. A group of one text only is left
    out: all its articles but one are ``told`` as one text under several addresses.
    """
    sources = documents.set_index("doc_id")["source"]
    for name, group in templates.groupby("template_id", sort=True):
        if len(set(group["doc_id"]) - told) < 2:
            continue
        centre = str(name)
        others = sorted(set(group["doc_id"]) - {centre})
        outlets = sorted(set(sources.reindex([centre, *others]).dropna()))
        bare = Draft(
            "shared_template",
            centre,
            _message(centre, others, outlets, bool(group["compared"].all())),
            float(len(group)),
            centre,
            value=float(len(group)),
            unit="articles",
        )
        yield _proved(bare, set(others), _of_article(passages, centre), documents)


def _message(centre: str, others: Sequence[str], outlets: Sequence[str], compared: bool) -> str:
    where = (
        f"of {outlets[0]}" if len(outlets) == 1 else f"of {len(outlets)} outlets" if outlets else "of unknown outlets"
    )
    named = ", ".join([centre, *others[: _NAMED - 1]])
    more = len(others) + 1 - _NAMED
    told = f"{named} and {more} more" if more > 0 else named
    way = "" if compared else "; each was compared with the first of them only, not with every other one"
    return f"{len(others) + 1} articles {where} share one template or text ({told}){way}."


def _proved(draft: Draft, others: set[str], passages: pd.DataFrame, documents: pd.DataFrame) -> Draft:
    """``draft`` with the longest passage that its article shares with one of ``others``, where there is one."""
    own = passages[passages["other"].isin(others)]
    if own.empty:
        return draft
    row = own.sort_values(["words", "pair_id", "start"], ascending=[False, True, True]).iloc[0]
    start, end = int(row["start"]), int(row["end"])
    text = documents.loc[documents["doc_id"] == draft.doc_id, "text"].iloc[0]
    return replace(
        draft, other_doc_id=row["other"], pair_id=row["pair_id"], evidence=text[start:end], start=start, end=end
    )


def _of_article(passages: pd.DataFrame, doc_id: str) -> pd.DataFrame:
    """The passages of one article, with its own offsets, whichever side of the pair it is."""
    sides = []
    for side, other in (("a", "b"), ("b", "a")):
        names = {f"start_{side}": "start", f"end_{side}": "end", f"doc_id_{other}": "other"}
        own = passages[passages[f"doc_id_{side}"] == doc_id].rename(columns=names)
        sides.append(own[["pair_id", "other", "words", "start", "end"]])
    return pd.concat(sides)
