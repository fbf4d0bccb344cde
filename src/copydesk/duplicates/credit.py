"""Whom an article credits, and where: its notices, and the outlets it names in its text."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import pandas as pd

from copydesk.errors import SettingsError

__all__ = ["Credit", "agencies", "aliases", "best", "common_provider", "mention", "share_name", "stated_credits"]

_NAMING = (
    "credit_line",
    "syndication_notice",
    "republication_notice",
    "aggregator_notice",
    "press_release_notice",
    "translation_notice",
)
_DISCLOSING = ("syndication_notice", "republication_notice", "press_release_notice")
_GENERIC = frozenset("news online web daily the wire press media network tv radio opinion editorial".split())


@dataclass(frozen=True)
class Credit:
    """One credit: whom it names and where it stands in the article's text."""

    to: str
    start: int | None
    end: int | None
    kind: str


def stated_credits(notices: pd.DataFrame) -> dict[str, list[Credit]]:
    """Credits that each article's notices give, by doc_id, in text order.

    A credit names somebody (a byline of the house's own does not); a notice that the text came from
    outside counts even when it names nobody.
    """
    named = notices["class"].isin(_NAMING) & notices["provider"].fillna("").ne("")
    rows = notices[named | notices["class"].isin(_DISCLOSING)].sort_values(["doc_id", "start", "rule"], kind="stable")
    found: dict[str, list[Credit]] = {}
    rows = rows[["doc_id", "provider", "start", "end", "class"]].astype(object)
    for doc, provider, start, end, kind in rows.where(rows.notna(), None).itertuples(index=False, name=None):
        found.setdefault(str(doc), []).append(Credit(str(provider or ""), start, end, str(kind)))
    return found


@lru_cache(maxsize=4096)
def aliases(source: str) -> tuple[str, ...]:
    """Names under which other outlets cite ``source``: without section, bracket and domain ending."""
    plain = re.split(r"\s[-–|]\s|\s*\(", source)[0].replace("_", " ").strip()
    if re.fullmatch(r"[\w-]+(\.[\w-]+)+", plain):
        plain = re.sub(r"^www\.", "", plain).split(".")[0].replace("-", " ")
    plain = re.sub(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", " ", plain)
    words = plain.split()
    while len(words) > 1 and words[-1].lower() in _GENERIC:
        words = words[:-1]
    names = {plain, " ".join(words)} - {""}
    return tuple(sorted(name for name in names if len(name) > 2 and not _GENERIC.issuperset(name.lower().split())))


def share_name(one: str | None, other: str | None) -> bool:
    """Whether other outlets cite both sources by one name, as the site and the programme of one house."""
    names = [{name.casefold() for name in aliases(source or "")} for source in (one, other)]
    return not names[0].isdisjoint(names[1])


def mention(text: str, source: str | None, spans: Iterable[tuple[int, int]]) -> Credit | None:
    """The first place within ``spans`` of ``text`` that names ``source``; None when it is not named.

    Names are matched as written, in capitals or with a capital on every word, so that Slate is not found in a slate.
    """
    forms = _forms(source) if source else ()
    if not any(map(text.__contains__, forms)):
        return None
    for start, end in spans:
        here = any(text.find(form, start, end) >= 0 for form in forms)  # ten times as fast as the expression
        found = _pattern(forms).search(text, start, end) if here else None
        if found:
            return Credit(str(source), found.start(), found.end(), "mention")
    return None


@lru_cache(maxsize=4096)
def _forms(source: str) -> tuple[str, ...]:
    """The ways ``source`` is written where it is named, the longest first."""
    written = {form for name in aliases(source) for form in (name, name.upper(), _capitalised(name))}
    return tuple(form for form in sorted(written, key=lambda form: (-len(form), form)) if not form.islower())


@lru_cache(maxsize=4096)
def _pattern(forms: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, forms))})(?!\w)")


def _capitalised(name: str) -> str:
    return " ".join(word[:1].upper() + word[1:] for word in name.split())


@lru_cache(maxsize=8)
def agencies(checks: Path) -> frozenset[str]:
    """Names and aliases, casefolded, of the agencies that supply copy to others (notices/providers.toml)."""
    file = checks / "notices" / "providers.toml"
    try:
        listed = tomllib.loads(file.read_text(encoding="utf-8"))["provider"]
        return frozenset(name.casefold() for entry in listed for name in (entry["name"], *entry.get("aliases", ())))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise SettingsError(f"{file} cannot be read: {error}") from error


def common_provider(a: Iterable[Credit], b: Iterable[Credit]) -> str:
    """An agency that both articles credit; empty when there is none."""
    both = {credit.to for credit in a if credit.to} & {credit.to for credit in b if credit.to}
    return min(both, default="")


def best(credits: Mapping[str, list[Credit]], doc_id: str) -> Credit | None:
    """The credit of an article that names somebody, else its first; None when it gives none."""
    own = credits.get(doc_id, [])
    return next((credit for credit in own if credit.to), own[0] if own else None)
