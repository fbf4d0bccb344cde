"""All rules of a checks folder, compiled once: one filter says which rules hit a line."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from pathlib import Path
from typing import Any

from copydesk.errors import RuleError
from copydesk.notices.keeping import digest_of, keep_sieve
from copydesk.notices.needs import read_macros, read_pattern
from copydesk.notices.parts import Part, Way
from copydesk.notices.patterns import Patterns, compile_pattern, fill_macros
from copydesk.notices.providers import Providers, read_providers
from copydesk.notices.rule import SCRIPTS, Rule, parse_rule
from copydesk.notices.sieve import Sieve, build_sieve
from copydesk.notices.symbols import END, START

__all__ = ["Rulebook", "load_rulebook", "read_rules"]

_NOT_RULES = ("macros.toml", "providers.toml", "review.toml")


@dataclass(frozen=True)
class Rulebook:
    """Rules in order of id; ``patterns`` are compiled when first asked for, row by row the same."""

    rules: tuple[Rule, ...]
    patterns: Patterns
    providers: Providers
    reviews: tuple[tuple[str, Any], ...]
    sieve: Sieve


def read_rules(folder: Path) -> list[Rule]:
    """Every rule of ``folder``/*.toml, ordered by id. Raises RuleError when one is malformed or comes twice."""
    rules: dict[str, Rule] = {}
    for file in sorted(folder.glob("*.toml")):
        if file.name in _NOT_RULES:
            continue
        content = _read(file)
        entries = content.get("rule", [])
        if not (isinstance(entries, list) and all(isinstance(entry, dict) for entry in entries)):
            raise RuleError(f"{file.name}: each rule begins with [[rule]], in two pairs of brackets")
        for entry in entries:
            rule = parse_rule(entry, str(content.get("class", file.stem)), file.name)
            if rule.id in rules:
                raise RuleError(f"{file.name}: rule {rule.id} is declared twice")
            rules[rule.id] = rule
    if not rules:
        raise RuleError(f"{folder} holds no notice rule")
    return [rules[name] for name in sorted(rules)]


def load_rulebook(folder: Path) -> Rulebook:
    """The rulebook of ``folder`` (checks/notices); read again only when a file has changed."""
    stamps = tuple((file.name, file.stat().st_mtime_ns, file.stat().st_size) for file in sorted(folder.glob("*.toml")))
    return _load(folder, stamps)


@lru_cache(maxsize=4)
def _load(folder: Path, _stamps: tuple[tuple[str, int, int], ...]) -> Rulebook:
    providers = read_providers(folder / "providers.toml")
    rules, macros, reviews = read_rules(folder), _macros(folder) | dict(providers.macros), _reviews(folder)
    return build_rulebook(rules, providers, macros, reviews, digest_of(sorted(folder.glob("*.toml"))))


def build_rulebook(
    rules: Sequence[Rule],
    providers: Providers,
    macros: Mapping[str, str],
    reviews: Sequence[tuple[str, str]] = (),
    digest: str = "",
) -> Rulebook:
    """The rulebook of ``rules``. Raises RuleError when a pattern is one that RE2 does not accept.

    With a ``digest`` of all that they are read from, what is read off the patterns is kept on disk.
    """
    patterns = Patterns(rules, macros, providers.loose)
    reading = partial(_read_sieve, rules, macros, patterns)
    return Rulebook(
        tuple(rules),
        patterns,
        providers,
        tuple((state, compile_pattern("review", text)) for state, text in reviews),
        keep_sieve(digest, reading) if digest else reading(),
    )


def _read_sieve(rules: Sequence[Rule], macros: Mapping[str, str], patterns: Patterns) -> Sieve:
    """Read the patterns, which are checked first: what is kept was read off patterns that are sound."""
    patterns.check()
    parts = read_macros(macros)
    loose = {name: text for name, text in macros.items() if name not in parts}
    return build_sieve(rules, [_ways(rule, fill_macros(rule.pattern, loose), parts) for rule in rules])


def _ways(rule: Rule, body: str, parts: Mapping[str, Part]) -> list[Way]:
    """The ways in which ``rule``, whose pattern is ``body``, may hit: each needs the script of its language, too."""
    script = [frozenset([SCRIPTS[rule.language]])] if rule.language in SCRIPTS else []
    begin, end = (mark if touches else "" for mark, touches in zip((START, END), rule.touches, strict=True))
    return [(*script, *way) for way in read_pattern(f"{begin}(?:{body}){end}", parts).ways]


def _macros(folder: Path) -> dict[str, str]:
    return {f"{{{name}}}": str(text) for name, text in _read(folder / "macros.toml").get("macros", {}).items()}


def _reviews(folder: Path) -> list[tuple[str, str]]:
    content = _read(folder / "review.toml")
    return [
        (state, f"(?i){''.join(part.strip() for part in pattern.splitlines())}")
        for state in ("no", "yes")
        for pattern in content.get(state, [])
    ]


def _read(file: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise RuleError(f"{file} cannot be read: {error}") from error
