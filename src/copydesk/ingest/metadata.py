"""What a page says of itself: JSON-LD first, then meta elements, then what trafilatura finds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape
from typing import Any

from copydesk.ingest.json_ld import article_node, type_of
from copydesk.ingest.page_credit import first_name, name_credit, titled
from copydesk.ingest.source import registered_domain
from copydesk.ingest.values import is_missing, read_authors, read_name

__all__ = ["Metadata", "read_metadata"]

_AUTOMATED = re.compile(r"(?i)(?:trainedAlgorithmicMedia|algorithmicMedia|algorithmicallyEnhanced)\W*$")
_SPONSORED = re.compile(r"(?i)\b(?:sponsored|advertorial|paid (?:post|content)|partner content|branded content)\b")
_PRESS_RELEASE = re.compile(r"(?i)\bpress[- ]releases?\b")


@dataclass
class Metadata:
    """A page's own statements, as text; ``dates`` in order of trust; ``flags`` are classes of notices."""

    title: str = ""
    authors: str = ""
    dates: list[str] = field(default_factory=list)
    url: str = ""
    language: str = ""
    site: str = ""
    credit: str = ""
    flags: str = ""


def read_metadata(tree: Any, found: Any, url: str) -> Metadata:
    """The metadata of a parsed page; ``found`` is trafilatura's document (or None), ``url`` what is known."""
    metas, node = _meta_elements(tree), article_node(tree)
    address = first_name(url, _canonical(tree), metas.get("og:url"), node.get("url"), _of(found, "url"))
    site = first_name(metas.get("og:site_name"), node.get("publisher"), _of(found, "sitename"))
    return Metadata(
        title=first_name(node.get("headline"), metas.get("og:title"), _of(found, "title")),
        authors=unescape(
            next(
                (
                    names
                    for given in (node.get("author"), metas.get("author"), _of(found, "author"))
                    if (names := read_authors(given))
                ),
                "",
            )
        ),
        dates=[date for date in _dates(metas, node, tree, found) if date],
        url=address if address.lower().startswith(("http://", "https://")) else "",
        language=first_name(
            tree.get("lang"),
            tree.get("{http://www.w3.org/XML/1998/namespace}lang"),
            node.get("inLanguage"),
            metas.get("og:locale"),
        ),
        site=site,
        credit=name_credit(metas, node, address, site),
        flags="; ".join(_flags(metas, node, address)),
    )


def _of(found: Any, name: str) -> Any:
    return getattr(found, name, None) if found is not None else None


def _canonical(tree: Any) -> str:
    return next(
        (
            str(each.get("href"))
            for each in tree.iter("link")
            if str(each.get("rel")).lower() == "canonical" and each.get("href")
        ),
        "",
    )


def _meta_elements(tree: Any) -> dict[str, str]:
    metas: dict[str, str] = {}
    for each in tree.iter("meta"):
        name = each.get("property") or each.get("name") or each.get("itemprop")
        if name and each.get("content"):
            metas.setdefault(str(name).strip().lower(), str(each.get("content")))
    return metas


def _dates(metas: dict[str, str], node: dict[str, Any], tree: Any, found: Any) -> Iterator[str]:
    yield read_name(node.get("datePublished"))
    for name in (
        "article:published_time",
        "datepublished",
        "og:published_time",
        "parsely-pub-date",
        "pubdate",
        "publishdate",
        "publish-date",
        "dc.date.issued",
        "dcterms.created",
        "dc.date",
        "date",
    ):
        yield read_name(metas.get(name))
    yield next(
        (
            str(each.get("datetime"))
            for each in tree.iter("time")
            if each.get("datetime") and (each.get("pubdate") is not None or each.get("itemprop"))
        ),
        "",
    )
    yield read_name(_of(found, "date"))


def _flags(metas: dict[str, str], node: dict[str, Any], url: str) -> Iterator[str]:
    """Classes of notices that the metadata declares, sorted."""
    genre = " ".join(
        first_name(value)
        for value in (node.get("genre"), node.get("articleSection"), metas.get("article:section"), metas.get("genre"))
    )
    types = f"{type_of(node)} {node.get('@type')}"
    source_type = first_name(
        node.get("digitalSourceType"), metas.get("digitalsourcetype"), metas.get("iptc:digitalsourcetype")
    )
    original = first_name(titled(node.get("isBasedOn")), metas.get("syndication-source"), metas.get("original-source"))
    declared = {
        "automation_disclosure": bool(_AUTOMATED.search(source_type)),
        "correction_note": not is_missing(node.get("correction")),
        "credit_line": not is_missing(node.get("creditText")),
        "press_release_notice": bool(_PRESS_RELEASE.search(genre)),
        "republication_notice": bool(original) and registered_domain(original) != registered_domain(url),
        "sponsored_notice": bool(_SPONSORED.search(genre))
        or "AdvertiserContentArticle" in types
        or not is_missing(node.get("sponsor")),
        "translation_notice": not is_missing(node.get("translator")) or not is_missing(node.get("translationOfWork")),
    }
    return (name for name, holds in declared.items() if holds)
