"""Whom a page's metadata credits, when it is not the page's own outlet."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

from copydesk.ingest.source import registered_domain
from copydesk.ingest.values import read_name

__all__ = ["first_name", "name_credit", "titled"]

_PLATFORMS = frozenset(("admin", "blogger", "blogspot", "medium", "substack", "wix", "wordpress", "wordpresscom"))


def first_name(*values: Any) -> str:
    """The first of ``values`` that names something, as one line; empty when none does."""
    # Many sites escape their JSON-LD as if it were HTML.
    return next((text for value in values if (text := unescape(read_name(value)))), "")


def name_credit(metas: dict[str, str], node: dict[str, Any], url: str, site: str) -> str:
    """Whom the page's metadata credits: not the outlet itself."""
    based_on = node.get("isBasedOn") or node.get("isBasedOnUrl")
    named = first_name(
        node.get("creditText"),
        titled(based_on),
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


def titled(value: Any) -> Any:
    """The name, else the address, of a work that JSON-LD refers to; a plain value as it is."""
    value = value[0] if isinstance(value, list) and value else value
    return (value.get("name") or value.get("url") or value.get("@id")) if isinstance(value, dict) else value


def _plain(name: str) -> str:
    return re.sub(r"[\W_]+", "", name).casefold().removeprefix("the")
