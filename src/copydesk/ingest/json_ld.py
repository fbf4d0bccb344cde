"""JSON-LD of a page: the object that is the article."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import orjson

__all__ = ["article_node", "type_of"]

_ARTICLE_TYPES = re.compile(r"(?i)\w*(?:article|blogposting|report|review)\w*|webpage")
_MAX_NODES = 2000


def article_node(tree: Any) -> dict[str, Any]:
    """The JSON-LD object of the article: the one with a headline first, then any of an article's type."""
    nodes = [
        node
        for script in tree.iter("script")
        if "ld+json" in str(script.get("type")).lower()
        for node in _objects(script.text or "")
    ]
    articles = [node for node in nodes if _ARTICLE_TYPES.fullmatch(type_of(node))]
    return max(articles, key=lambda node: ("headline" in node, "datePublished" in node), default={})


def type_of(node: dict[str, Any]) -> str:
    """The type that ``node`` says it is, the first of several."""
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
