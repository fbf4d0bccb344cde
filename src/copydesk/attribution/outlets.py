"""News outlets and agencies by name, and which of them is the article's own."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache, cached_property, lru_cache
from pathlib import Path
from urllib.parse import urlsplit

from copydesk.errors import SettingsError

__all__ = ["Outlets", "is_own", "outlets", "own_names", "squeeze"]

_LEAST_SUFFIX = 4
_PLAIN_ADDRESS = re.compile(r"https?://([a-zA-Z0-9.-]+)(?:[/?#]|\Z)")  # where it matches, the host is clear


@dataclass(frozen=True)
class Outlets:
    """Outlets by the words of their names: ``names`` maps words, case kept, "The" left out, to (name, plain).

    A name that ends in a word of the ``press`` is an outlet's, listed or not. ``namesakes`` are those of an outlet.
    """

    names: dict[tuple[str, ...], tuple[str, bool]]
    aliases: dict[str, frozenset[str]]
    longest: int
    press: frozenset[str]
    namesakes: dict[str, tuple[str, ...]] = field(default_factory=dict)

    @cached_property
    def own(self) -> dict[tuple[str, str], frozenset[str]]:
        """Squeezed names by source and host, as far as they were asked for."""
        return {}

    @cached_property
    def by_first(self) -> dict[str, tuple[tuple[str, ...], ...]]:
        """Names by their first word, the longest first."""
        found: dict[str, list[tuple[str, ...]]] = {}
        for words in sorted(self.names, key=lambda each: (-len(each), each)):
            found.setdefault(words[0], []).append(words)
        return {first: tuple(names) for first, names in found.items()}


@cache
def outlets(checks: Path) -> Outlets:
    """The outlets of ``checks``/attribution/outlets.toml; SettingsError when it cannot be used."""
    file = checks / "attribution" / "outlets.toml"
    try:
        read = tomllib.loads(file.read_text(encoding="utf-8"))
        entries, press = read["outlet"], frozenset(read["press"]["words"].split())
        names: dict[tuple[str, ...], tuple[str, bool]] = {}
        aliases: dict[str, frozenset[str]] = {}
        for entry in entries:
            every = [entry["name"], *entry["aliases"]]
            for name in every:
                names[_words(name)] = (entry["name"], bool(entry.get("plain", False)))
            group = frozenset(squeeze(name) for name in [*every, entry["domain"], entry["domain"].split(".")[0]])
            for name in group:
                aliases[name] = aliases.get(name, frozenset()) | group
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, AttributeError, KeyError, TypeError) as error:
        raise SettingsError(f"{file} cannot be used: {error}") from error
    namesakes = {entry["name"]: tuple(entry["namesakes"]) for entry in entries if "namesakes" in entry}
    return Outlets(names, aliases, max(map(len, names)), press, namesakes)


def own_names(sources: Iterable[str], urls: Iterable[str], known: Outlets) -> list[frozenset[str]]:
    """Squeezed names of each article's own outlet: source, address ("" for none), and their aliases."""
    found = []
    for source, url in zip(sources, urls, strict=True):
        plain = _PLAIN_ADDRESS.match(url)
        key = (source, plain[1] if plain else urlsplit(url).netloc)
        if key not in known.own:
            known.own[key] = _own(*key, known)
        found.append(known.own[key])
    return found


@lru_cache(maxsize=1 << 14)
def is_own(name: str, own: frozenset[str]) -> bool:
    """Whether ``name`` is one of ``own``, or a short form of one ("the Courier" of the Harbour Courier)."""
    short = squeeze(name)
    return short in own or (len(short) >= _LEAST_SUFFIX and any(each.endswith(short) for each in own))


@lru_cache(maxsize=1 << 14)
def squeeze(name: str) -> str:
    """``name`` without case, article, spaces and punctuation, so that slug, domain and printed name compare."""
    return re.sub(r"[\W_]+", "", name.casefold().removeprefix("the ").removeprefix("www."))


def _own(source: str, host: str, known: Outlets) -> frozenset[str]:
    parts = host.casefold().removeprefix("www.").split(".")
    given = {squeeze(source), squeeze(host), *(squeeze(part) for part in parts[:-1] if len(part) >= _LEAST_SUFFIX)}
    given |= {squeeze(".".join(parts[n:])) for n in range(len(parts) - 1)}
    given.discard("")
    return frozenset(given).union(*(known.aliases.get(name, frozenset()) for name in given))


def _words(name: str) -> tuple[str, ...]:
    words = re.findall(r"[\w&]+(?:[’'][\w]+)*", name)
    return tuple(words[1:] if words[0] == "The" and len(words) > 1 else words)
