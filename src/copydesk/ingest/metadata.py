"""What a page says of itself: JSON-LD first, then meta elements, then what trafilatura finds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape
from typing import Any

import orjson

from copydesk.ingest.source import registered_domain
from copydesk.ingest.values import is_missing, read_authors, read_name

__all__ = ["Metadata", "read_metadata"]

_ARTICLE_TYPES = re.compile(r"(?i)\w*(?:article|blogposting|report|review)\w*|webpage")
_AUTOMATED = re.compile(r"(?i)(?:trainedAlgorithmicMedia|algorithmicMedia|algorithmicallyEnhanced)\W*$")
_SPONSORED = re.compile(r"(?i)\b(?:sponsored|advertorial|paid (?:post|content)|partner content|branded content)\b")
_PRESS_RELEASE = re.compile(r"(?i)\bpress[- ]releases?\b")
_PLATFORMS = frozenset(("admin", "blogger", "blogspot", "medium", "substack", "wix", "wordpress", "wordpresscom"))
_MAX_NODES = 2000


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
    metas, node = _meta_elements(tree), _article_node(tree)
    address = _first(url, _canonical(tree), metas.get("og:url"), node.get("url"), _of(found, "url"))
    site = _first(metas.get("og:site_name"), node.get("publisher"), _of(found, "sitename"))
    return Metadata(
        title=_first(node.get("headline"), metas.get("og:title"), _of(found, "title")),
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
        language=_first(
            tree.get("lang"),
            tree.get("{http://www.w3.org/XML/1998/namespace}lang"),
            node.get("inLanguage"),
            metas.get("og:locale"),
        ),
        site=site,
        credit=_credit(metas, node, address, site),
        flags="; ".join(_flags(metas, node, address)),
    )


def _first(*values: Any) -> str:
    # Many sites escape their JSON-LD as if it were HTML.
    return next((text for value in values if (text := unescape(read_name(value)))), "")


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


def _article_node(tree: Any) -> dict[str, Any]:
    """The JSON-LD object of the article: the one with a headline first, then any of an article's type."""
    nodes = [
        node
        for script in tree.iter("script")
        if "ld+json" in str(script.get("type")).lower()
        for node in _objects(script.text or "")
    ]
    articles = [node for node in nodes if _ARTICLE_TYPES.fullmatch(_type(node))]
    return max(articles, key=lambda node: ("headline" in node, "datePublished" in node), default={})


def _type(node: dict[str, Any]) -> str:
    kinds = node.get("@type")
    return str(kinds[0] if isinstance(kinds, list) and kinds else kinds)


def _objects(text: str) -> Iterator[dict[str, Any]]:
    try:
        waiting: list[Any] = [orjson.loads(text.strip())]
    except orjson.JSONDecodeError:
        return
    seen = 0
    while waiting and seen < _MAX_NODES:
        value, seen = waiting.pop(0), seen + 1
        if isinstance(value, dict):
            yield value
            waiting.extend(value.get(key) for key in ("@graph", "mainEntity", "mainEntityOfPage"))
        elif isinstance(value, list):
            waiting.extend(value)


def _credit(metas: dict[str, str], node: dict[str, Any], url: str, site: str) -> str:
    """Whom the page's metadata credits: not the outlet itself."""
    based_on = node.get("isBasedOn") or node.get("isBasedOnUrl")
    named = _first(
        node.get("creditText"),
        _titled(based_on),
        node.get("sourceOrganization"),
        node.get("provider"),
        metas.get("syndication-source"),
        metas.get("original-source"),
    )
    if named.lower().startswith(("http://", "https://")):
        named = registered_domain(named)
    publisher = read_name(node.get("publisher"))
    domain = registered_domain(url)
    own = [name for name in (site, domain.partition(".")[0]) if name]
    return next(
        (
            name
            for name in (named, publisher)
            if name and name != domain and not any(_same_outlet(name, each) for each in own)
        ),
        "",
    )


def _same_outlet(name: str, own: str) -> bool:
    """Whether two names are of one outlet: one holds the other, or its initials ("WSJ", "DH News Service").

    Names of publishing platforms are nobody's credit.
    """
    one, other = _plain(name), _plain(own)
    if not one or one in _PLATFORMS or one in other or (other and other in one):
        return True
    return bool({_initials(name), _initials(name).removeprefix("t")} & {other}) or (
        name.split()[0].casefold() in (_initials(own), _initials(own).removeprefix("t"))
    )


def _initials(name: str) -> str:
    words = re.findall(r"\w+", name.casefold())
    return "".join(word[0] for word in words) if len(words) > 1 else ""


def _titled(value: Any) -> Any:
    value = value[0] if isinstance(value, list) and value else value
    return (value.get("name") or value.get("url") or value.get("@id")) if isinstance(value, dict) else value


def _plain(name: str) -> str:
    return re.sub(r"[\W_]+", "", name).casefold().removeprefix("the")


def _flags(metas: dict[str, str], node: dict[str, Any], url: str) -> Iterator[str]:
    """Classes of notices that the metadata declares, sorted."""
    genre = " ".join(
        _first(value)
        for value in (node.get("genre"), node.get("articleSection"), metas.get("article:section"), metas.get("genre"))
    )
    types = f"{_type(node)} {node.get('@type')}"
    source_type = _first(
        node.get("digitalSourceType"), metas.get("digitalsourcetype"), metas.get("iptc:digitalsourcetype")
    )
    original = _first(_titled(node.get("isBasedOn")), metas.get("syndication-source"), metas.get("original-source"))
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
