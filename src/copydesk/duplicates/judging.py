"""What a match is and whether credit was given: the facts of both articles brought together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from copydesk.duplicates.compared import Compared, Match
from copydesk.duplicates.credit import Credit, agencies, aliases, best, mention, share_name, stated_credits
from copydesk.duplicates.order import certain, time_rank
from copydesk.duplicates.presentation import Presentation
from copydesk.duplicates.relation import Relation, relate
from copydesk.duplicates.shingles import Ints
from copydesk.settings import rooms

__all__ = ["Desk", "Given", "judge", "open_desk", "tells"]

Flags = npt.NDArray[np.bool_]
_NO_REUSE = ("quoted_matter_only", "furniture_only")


@dataclass(frozen=True)
class Desk:
    """What judging a match needs to look up, by article number; ``texts`` and ``body_lines`` of matched ones only."""

    doc_ids: list[str]
    texts: Mapping[int, str]
    sources: list[str | None]
    ranks: list[int]
    day_only: list[bool]
    credits: dict[str, list[Credit]]
    body_lines: list[list[tuple[int, int]]]


@dataclass(frozen=True)
class Given:
    """Whether credit is given, by which article, and where."""

    status: str
    by: str | None = None
    credit: Credit | None = None


def open_desk(
    articles: pd.DataFrame, layout: pd.DataFrame, lines: pd.DataFrame, notices: pd.DataFrame, documents: Ints
) -> Desk:
    """The facts of all articles, ``documents`` the matched ones; credit may stand in story, headline or notice."""
    spans: list[list[tuple[int, int]]] = [[] for _ in range(len(articles))]
    wanted = np.isin(np.arange(len(articles)), documents)[layout["doc_no"].to_numpy()]
    said = lines["label"].isin(["body", "notice", "headline"]).to_numpy() & wanted
    for doc, start, end in layout.loc[said, ["doc_no", "start", "end"]].itertuples(index=False, name=None):
        spans[doc].append((start, end))
    return Desk(
        articles["doc_id"].tolist(),
        dict(zip(documents.tolist(), articles["text"].iloc[documents].tolist(), strict=True)),
        _known(articles["source"]),
        time_rank(articles).tolist(),
        (articles["published_precision"] == "day").tolist(),
        stated_credits(notices),
        spans,
    )


def tells(compared: Compared, sources: pd.Series, settings: rooms.Duplicates) -> Flags:
    """Whether each pair is worth a row: a tenth of the shorter body or a long passage; of one outlet, much more.

    A passage is long by one run of ``long_run_words``, or by half as many again with small edits between them.

    An outlet repeats its own background paragraphs all day; only a version of the same article is told. An article of
    unknown outlet is never taken for a neighbour of another one.
    """
    outlet = pd.factorize(sources)[0][compared.pairs]
    same = (outlet[:, 0] == outlet[:, 1]) & (outlet[:, 0] >= 0)
    part = compared.containments.max(axis=1, initial=0)
    long = (compared.longest >= settings.long_run_words) | (2 * compared.largest >= 3 * settings.long_run_words)
    other = (part >= settings.min_containment) | long
    return np.where(same, part >= settings.excerpt_containment, other)


def _known(sources: pd.Series) -> list[str | None]:
    return sources.astype(object).where(sources.notna(), None).tolist()


def _same_outlet(match: Match, desk: Desk) -> bool:
    return desk.sources[match.a] is not None and desk.sources[match.a] == desk.sources[match.b]


def judge(match: Match, shown: Presentation, desk: Desk, settings: rooms.Duplicates) -> tuple[Relation, Given]:
    """The relation of a match that is presented as ``shown``, and who gives credit where."""
    same = _same_outlet(match, desk)
    source_a, source_b = desk.sources[match.a], desk.sources[match.b]
    b_names_a = mention(desk.texts[match.b], source_a, desk.body_lines[match.b])
    a_names_b = mention(desk.texts[match.a], source_b, desk.body_lines[match.a])
    suppliers = agencies(settings.checks)
    # Two outlets of one house share a name: an article that gives it may mean its own.
    foreign = not same and not share_name(source_a, source_b)
    a_cites = foreign and bool(a_names_b) and not _is_agency(source_b, suppliers)
    b_cites = foreign and bool(b_names_a) and not _is_agency(source_a, suppliers)
    relation = relate(match, shown, same, a_cites, b_cites, settings)
    if same or relation.name in _NO_REUSE:
        return relation, Given("not_needed")
    given = _credit(match, b_names_a, a_names_b, desk)
    if relation.name == "credited_excerpt" and given.status == "uncredited":
        return relation, Given("unknown")  # introduced as a quotation: its source may be a link that the text has lost
    if given.status == "uncredited" and _is_agency(source_b, suppliers):
        return relation, Given("unknown")  # what an agency sends late may stand in a customer's page already
    return relation, given


def _is_agency(source: str | None, suppliers: frozenset[str]) -> bool:
    """Copy of an agency is wire copy, not an excerpt, however it is credited."""
    return bool(source) and any(name.casefold() in suppliers for name in aliases(str(source)))


def _credit(match: Match, b_names_a: Credit | None, a_names_b: Credit | None, desk: Desk) -> Given:
    """Whether the later article gives credit; when nobody knows which is later, either may."""
    a, b = desk.doc_ids[match.a], desk.doc_ids[match.b]
    later = _of_notice(desk.credits, b, b_names_a)
    if later:
        return Given("credited", b, later)
    sure = certain(desk.ranks[match.a], desk.ranks[match.b], desk.day_only[match.a] or desk.day_only[match.b])
    if a_names_b and not sure:
        return Given("credited", a, a_names_b)
    # Copy that a credits to a third party needs that credit in b too, whichever of the two came first.
    third = any(credit.to for credit in desk.credits.get(a, []))
    return Given("uncredited" if sure or third else "unknown")


def _of_notice(credits: dict[str, list[Credit]], doc_id: str, named: Credit | None) -> Credit | None:
    """The credit that the article's notices give, or the place that names the other outlet."""
    stated = best(credits, doc_id)
    return stated if stated and (stated.to or not named) else named
