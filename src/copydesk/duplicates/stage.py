"""The duplicates stage: bodies in, verified pairs, passages, stories and signatures out."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

import numpy as np
import pandas as pd

from copydesk.duplicates.candidates import band_pairs, merge_pairs, rare_pairs
from copydesk.duplicates.credit import Credit, agencies, aliases, best, common_provider, mention, stated_credits
from copydesk.duplicates.order import certain, days_between, ordered, time_rank
from copydesk.duplicates.relation import Relation, relate
from copydesk.duplicates.shingles import Stream, shingle_sets, stream
from copydesk.duplicates.signatures import permutations, shingle_hashes, signatures
from copydesk.duplicates.story_tables import story_tables
from copydesk.duplicates.verify import Match, verify
from copydesk.settings import rooms
from copydesk.tables import TABLES
from copydesk.text import quotations, words_inside, words_labelled

__all__ = ["duplicates"]

Frames = tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame, pd.DataFrame, pd.DataFrame]


@dataclass(frozen=True)
class Desk:
    """What judging a match needs to look up, by article number."""

    doc_ids: list[str]
    texts: list[str]
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


def duplicates(
    articles: pd.DataFrame, layout: pd.DataFrame, segments: pd.DataFrame, words: pd.DataFrame,
    vocabulary: pd.DataFrame, lines: pd.DataFrame, notices: pd.DataFrame, settings: rooms.Duplicates,
) -> Frames:  # fmt: skip
    """Pairs, passages, clusters, members and signatures of all articles' bodies (see ``tables``).

    Candidates come from MinHash bands and rare shingles; each is verified on the exact shingle sets, and
    only verified passages of at least ``min_passage_words`` words make a pair.
    """
    keep = words_labelled(layout, lines, len(words))
    body = stream(words, vocabulary, keep, len(articles), settings.shingle_words)
    sets = shingle_sets(body)
    signed = signatures(body, shingle_hashes(body, vocabulary), permutations(settings.num_perm, settings.seed))
    desk = _desk(articles, layout, lines, notices)
    pairs = merge_pairs(
        band_pairs(signed, settings.bands, settings.rows),
        rare_pairs(*sets, settings.max_shingle_documents, settings.min_shared_shingles),
    )
    pairs = ordered(pairs, np.array(desk.ranks))
    quoted = words_inside(words, quotations(articles))[body.rows]
    matches = list(verify(pairs, body, sets, quoted, settings.max_passage_gap, settings.min_passage_words))
    return _tables(matches, desk, articles, words, body, sets[1], signed, settings)


def _tables(matches: list[Match], desk: Desk, articles: pd.DataFrame, words: pd.DataFrame, body: Stream,
            bounds: np.ndarray, signed: np.ndarray, settings: rooms.Duplicates) -> Frames:  # fmt: skip
    judged = [(match, *_judge(match, desk, settings)) for match in matches
              if _tells(match, desk, settings)]
    pair_rows = [_pair_row(match, relation, credit, desk) for match, relation, credit in judged]
    pairs = pd.DataFrame(pair_rows, columns=TABLES["pairs"].names).sort_values("pair_id", ignore_index=True)
    starts, ends = words["start"].to_numpy(), words["end"].to_numpy()
    passages = pd.DataFrame(
        [row for match, _, _ in judged for row in _passage_rows(match, desk, body, starts, ends)],
        columns=TABLES["passages"].names,
    ).sort_values(["pair_id", "start_a", "start_b"], ignore_index=True)
    clusters, members, of_doc = story_tables(pairs, articles, desk.credits, settings)
    pairs["cluster_id"] = [of_doc.get(a) if of_doc.get(a) == of_doc.get(b) else None
                           for a, b in zip(pairs["doc_id_a"], pairs["doc_id_b"], strict=True)]  # fmt: skip
    prints = pd.DataFrame({"doc_id": desk.doc_ids, "signature": [row.astype("<u4").tobytes() for row in signed],
                           "shingles": np.diff(bounds)})  # fmt: skip
    return pairs, passages, clusters, members, prints


def _desk(articles: pd.DataFrame, layout: pd.DataFrame, lines: pd.DataFrame, notices: pd.DataFrame) -> Desk:
    spans: list[list[tuple[int, int]]] = [[] for _ in range(len(articles))]
    said = lines["label"].isin(["body", "notice", "headline"]).to_numpy()
    for doc, start, end in layout.loc[said, ["doc_no", "start", "end"]].itertuples(index=False, name=None):
        spans[doc].append((start, end))
    sources = [None if pd.isna(source) else source for source in articles["source"]]
    return Desk(articles["doc_id"].tolist(), articles["text"].tolist(), sources, time_rank(articles).tolist(),
                (articles["published_precision"] == "day").tolist(), stated_credits(notices), spans)  # fmt: skip


def _tells(match: Match, desk: Desk, settings: rooms.Duplicates) -> bool:
    """Whether a pair is worth a row: a tenth of the shorter body or a long run; of one outlet, much more.

    An outlet repeats its own background paragraphs all day; only a version of the same article is told.
    """
    part = max(match.a_in_b, match.b_in_a)
    if _same_outlet(match, desk):
        return part >= settings.excerpt_containment
    return part >= settings.min_containment or match.longest >= settings.long_run_words


def _same_outlet(match: Match, desk: Desk) -> bool:
    """An article of unknown outlet is never taken for a neighbour of another one."""
    return desk.sources[match.a] is not None and desk.sources[match.a] == desk.sources[match.b]


def _judge(match: Match, desk: Desk, settings: rooms.Duplicates) -> tuple[Relation, Given]:
    """The relation of a match, and who gives credit where."""
    same = _same_outlet(match, desk)
    b_names_a = mention(desk.texts[match.b], desk.sources[match.a], desk.body_lines[match.b])
    a_names_b = mention(desk.texts[match.a], desk.sources[match.b], desk.body_lines[match.a])
    suppliers = agencies(settings.checks)
    cited = (b_names_a and not _is_agency(desk.sources[match.a], suppliers)) or (
        a_names_b and not _is_agency(desk.sources[match.b], suppliers))
    relation = relate(match, same, not same and bool(cited), settings)
    if same or relation.name == "quoted_matter_only":
        return relation, Given("not_needed")
    return relation, _credit(match, b_names_a, a_names_b, desk)


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


def _pair_row(match: Match, relation: Relation, given: Given, desk: Desk) -> dict[str, object]:
    a, b = desk.doc_ids[match.a], desk.doc_ids[match.b]
    credit = given.credit
    to = (credit.to if credit else "") or common_provider(desk.credits.get(a, []), desk.credits.get(b, []))
    return {
        "pair_id": pair_id(a, b), "doc_id_a": a, "doc_id_b": b,
        "source_a": desk.sources[match.a], "source_b": desk.sources[match.b],
        "relation": relation.name, "jaccard": match.jaccard,
        "containment_a_in_b": match.a_in_b, "containment_b_in_a": match.b_in_a,
        "shared_words": match.words, "longest_run_words": match.longest, "quoted_share": match.quoted_share,
        "passages": len(match.passages), "credit": given.status, "credit_doc_id": given.by,
        "credit_start": credit.start if credit else None, "credit_end": credit.end if credit else None,
        "credit_to": to or None, "confidence": relation.confidence, "evidence": relation.evidence,
        "days_apart": days_between(desk.ranks[match.a], desk.ranks[match.b]), "cluster_id": None,
    }  # fmt: skip


def _passage_rows(
    match: Match, desk: Desk, body: Stream, starts: np.ndarray, ends: np.ndarray
) -> list[dict[str, object]]:
    a, b = desk.doc_ids[match.a], desk.doc_ids[match.b]
    rows_a, rows_b = body.rows[body.doc(match.a)], body.rows[body.doc(match.b)]
    made: list[dict[str, object]] = []
    for passage, quoted in zip(match.passages, match.quoted, strict=True):
        start_a, end_a = int(starts[rows_a[passage.start_a]]), int(ends[rows_a[passage.end_a - 1]])
        made.append({
            "pair_id": pair_id(a, b), "doc_id_a": a, "doc_id_b": b, "start_a": start_a, "end_a": end_a,
            "start_b": int(starts[rows_b[passage.start_b]]), "end_b": int(ends[rows_b[passage.end_b - 1]]),
            "words": passage.equal, "quoted_share": quoted, "text": desk.texts[match.a][start_a:end_a],
        })  # fmt: skip
    return made


def pair_id(a: str, b: str) -> str:
    """Id of a pair, the same whichever article is named first."""
    return "p" + hashlib.blake2b("\n".join(sorted((a, b))).encode(), digest_size=8).hexdigest()
