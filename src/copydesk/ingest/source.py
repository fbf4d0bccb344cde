"""Which outlet a record is of: its own field, else its address, else its folder, else its page."""

from __future__ import annotations

import ipaddress
import re
from functools import lru_cache
from typing import Any
from urllib.parse import urlsplit

__all__ = ["name_source", "registered_domain", "split_source"]

_ARCHIVED = re.compile(r"(?i)https?://web\.archive\.org/web/\d+[a-z_]*/(?=https?:)")
_ADDRESS = re.compile(r"(?i)(?:https?:)?//\S+")
_HOST = re.compile(r"(?i)(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}")


def name_source(field: str, domain: str, url: str, folder: str, page: str) -> tuple[str, str]:
    """The outlet's name and where it comes from: field, url, folder, page or unknown (then empty).

    ``field`` is the record's own name of its outlet and ``domain`` a host it gives; a host is reduced
    to its registered domain, so that www. and sections of one outlet are one.
    """
    if field:
        host = field if field.lower().startswith("www.") and _HOST.fullmatch(field) else ""
        return (registered_domain(host) or field if host else field), "field"
    named = registered_domain(domain) if domain else ""
    if named:
        return named, "field"
    if url and (named := registered_domain(url)):
        return named, "url"
    if folder:
        return folder, "folder"
    return (page, "page") if page else ("", "unknown")


def split_source(source: str, url: str) -> tuple[str, str]:
    """(source, url) where the source may be an address: trafilatura's JSON calls the article's address so."""
    if not _ADDRESS.fullmatch(source):
        return source, url
    return ("", source) if not url else (registered_domain(source), url)


@lru_cache(maxsize=65536)
def _domain_of_host(host: str) -> str:
    try:
        ipaddress.ip_address(host.strip("[]"))
        return ""
    except ValueError:
        pass
    found = _extractor()(host)
    if found.top_domain_under_public_suffix:
        return str(found.top_domain_under_public_suffix)
    # The list's own default rule: an unlisted last label is a suffix. A bare suffix is no outlet.
    labels = host.split(".")
    return ".".join(labels[-2:]) if not found.suffix and len(labels) >= 2 and all(labels) else ""


def registered_domain(address: str) -> str:
    """The registered domain of a URL or host by the Public Suffix List shipped with tldextract.

    Private suffixes count (each blog of a host is its own outlet); a web archive's address stands for
    the page it keeps. Empty for a number, a local name or no address. Never asks the network.
    """
    address = _ARCHIVED.sub("", address.strip())
    try:
        host = urlsplit(address if "//" in address else f"//{address}").hostname or ""
    except ValueError:
        return ""
    host = host.rstrip(".").lower()
    return _domain_of_host(host) if "." in host and len(host) <= 253 and " " not in host else ""


@lru_cache(maxsize=1)
def _extractor() -> Any:
    from tldextract import TLDExtract

    return TLDExtract(suffix_list_urls=(), cache_dir=None, include_psl_private_domains=True)
