"""Field names of the world, and which of copydesk's fields each stands for."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from copydesk.ingest.values import is_missing

__all__ = ["ALIASES", "TRAFILATURA_COLUMNS", "known_names", "pick", "pick_columns", "plan"]

# Names are compared without case, spaces and punctuation; the first that holds a value wins. They come
# from trafilatura, news-please, newspaper4k, schema.org NewsArticle, ninjs, NewsAPI and common data sets.
ALIASES: dict[str, tuple[str, ...]] = {
    "id": ("id", "doc_id", "guid", "uuid", "uid", "_id", "identifier"),
    "outlet_id": ("article_id", "news_id", "story_id", "item_id", "altid"),
    "url": (
        "url",
        "link",
        "article_url",
        "canonical_url",
        "canonical_link",
        "web_url",
        "permalink",
        "uri",
        "href",
        "story_url",
        "page_url",
        "main_entity_of_page",
    ),
    "source": (
        "source",
        "outlet",
        "publisher",
        "source_name",
        "sitename",
        "site_name",
        "meta_site_name",
        "source-hostname",
        "publication",
        "news_outlet",
        "newspaper",
        "site",
    ),
    "domain": ("source_domain", "hostname", "domain", "source_url", "site_url", "host"),
    "title": (
        "title",
        "headline",
        "article_title",
        "news_title",
        "head_line",
        "heading",
        "title_page",
        "title_rss",
        "name",
    ),
    "authors": ("authors", "author", "byline", "by_line", "creator", "writers", "journalists"),
    "published": (
        "published_at",
        "published",
        "date_published",
        "date_publish",
        "publish_date",
        "published_date",
        "publication_date",
        "pub_date",
        "published_time",
        "published_on",
        "article_published_time",
        "first_created",
        "date_created",
        "date",
        "datetime",
        "timestamp",
        "issued",
    ),
    "days": ("t",),
    "language": ("language", "lang", "in_language", "meta_lang", "language_code"),
    "text": (
        "text",
        "body",
        "body_text",
        "maintext",
        "main_text",
        "raw_text",
        "article_body",
        "article_text",
        "full_text",
        "content",
        "content_text",
        "body_content",
        "article",
        "story",
        "document",
    ),
    "html": ("html", "raw_html", "article_html", "body_html", "content_html", "body_xhtml", "page_html", "page"),
    "credit": ("credit_text", "credit_line", "credit", "agency", "news_agency", "wire", "info_source"),
}

# trafilatura writes CSV without a header line, cells parted by tabs, "null" for missing (its xml.xmltocsv).
TRAFILATURA_COLUMNS = (
    "url",
    "id",
    "fingerprint",
    "hostname",
    "title",
    "image",
    "date",
    "text",
    "comments",
    "license",
    "pagetype",
)

# An outlet_id is one outlet's own number: two outlets of one file may both use it.
_LISTED = ("published",)


def _fold(name: str) -> str:
    return re.sub(r"[\W_]+", "", name).casefold()


_CANONICAL = {_fold(alias): (field, order) for field, aliases in ALIASES.items() for order, alias in enumerate(aliases)}
Plan = tuple[tuple[str, tuple[Any, ...]], ...]


def known_names(names: Sequence[Any]) -> set[str]:
    """copydesk's fields that ``names`` hold."""
    return {field for field, _ in plan(tuple(names))}


@lru_cache(maxsize=4096)
def plan(names: tuple[Any, ...]) -> Plan:
    """For each of copydesk's fields the input names that hold it, the preferred first."""
    found: dict[str, list[tuple[int, int]]] = {}
    for position, name in enumerate(names):
        field, order = _CANONICAL.get(_fold(str(name)), ("", 0))
        if field:
            found.setdefault(field, []).append((order, position))
    return tuple((field, tuple(names[at] for _, at in sorted(found[field]))) for field in ALIASES if field in found)


def pick_columns(columns: Mapping[str, list[Any]]) -> list[dict[str, Any]]:
    """``pick`` for every row of ``columns``, which have one length and at least one of copydesk's fields among them."""
    picked: list[list[Any]] = []
    for field, names in plan(tuple(columns)):
        held = [[None if is_missing(value) else value for value in columns[name]] for name in names]
        rows = zip(*held, strict=True)
        if field in _LISTED:
            picked.append([[value for value in row if value is not None] for row in rows])
        else:
            picked.append(
                held[0] if len(held) == 1 else [next((v for v in row if v is not None), None) for row in rows]
            )
    fields = [field for field, _ in plan(tuple(columns))]
    return [dict(zip(fields, row, strict=True)) for row in zip(*picked, strict=True)]


def pick(values: Mapping[Any, Any]) -> dict[str, Any]:
    """copydesk's fields out of a record: the first that holds a value; every candidate for dates."""
    picked: dict[str, Any] = {}
    for field, names in plan(tuple(values)):
        held = [value for name in names if not is_missing(value := values[name])]
        if field in _LISTED:
            picked[field] = held
        else:
            picked[field] = held[0] if held else None
    return picked
