"""All rules of a checks folder, compiled once: one filter says which rules hit a line."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import re2

from copydesk.errors import RuleError
from copydesk.notices.providers import Providers, read_providers
from copydesk.notices.rule import Rule, parse_rule
from copydesk.notices.sieve import MEMORY, Sieve, build_sieves

__all__ = ["Rulebook", "load_rulebook", "read_rules"]

_MACRO = re.compile(r"\{[a-z][a-z_]*\}")
_NOT_RULES = ("macros.toml", "providers.toml", "review.toml")


@dataclass(frozen=True)
class Rulebook:
    """Rules in order of id; ``patterns`` are compiled, row by row the same."""

    rules: tuple[Rule, ...]
    patterns: tuple[Any, ...]
    providers: Providers
    reviews: tuple[tuple[str, Any], ...]
    edge: tuple[Sieve, ...]
    middle: tuple[Sieve, ...]


def read_rules(folder: Path) -> list[Rule]:
    """Every rule of ``folder``/*.toml, ordered by id. Raises RuleError when one is malformed or comes twice."""
    rules: dict[str, Rule] = {}
    for file in sorted(folder.glob("*.toml")):
        if file.name in _NOT_RULES:
            continue
        content = _read(file)
        for entry in content.get("rule", []):
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
    return build_rulebook(read_rules(folder), providers, _macros(folder) | dict(providers.macros), _reviews(folder))


def build_rulebook(
    rules: Sequence[Rule], providers: Providers, macros: Mapping[str, str], reviews: Sequence[tuple[str, str]] = ()
) -> Rulebook:
    """Compile ``rules``. Raises RuleError when RE2 does not accept a pattern."""
    sources = [_source(rule, macros) for rule in rules]
    anywhere = [row for row, rule in enumerate(rules) if rule.position == "any"]
    patterns = tuple(_compile(rule.id, source) for rule, source in zip(rules, sources, strict=True))
    return Rulebook(
        tuple(rules),
        patterns,
        providers,
        tuple((state, _compile("review", text)) for state, text in reviews),
        build_sieves(range(len(rules)), rules, sources),
        build_sieves(anywhere, rules, sources),
    )


def _source(rule: Rule, macros: Mapping[str, str]) -> str:
    """The RE2 text of ``rule``: macros filled in, anchored as its place says, without case unless it asks."""
    body = rule.pattern
    for macro, pattern in macros.items():
        body = body.replace(macro, pattern)
    if unknown := _MACRO.search(body):
        raise RuleError(f"rule {rule.id}: {unknown.group()} is not a macro of macros.toml")
    begin = "^" if rule.where in ("line", "opening", "start") else ""
    end = "$" if rule.where in ("line", "end") else ""
    return f"{'' if rule.case else '(?i)'}{begin}(?:{body}){end}"


def _compile(name: str, source: str) -> Any:
    options = re2.Options()
    options.max_mem, options.log_errors = MEMORY, False
    try:
        return re2.compile(source, options)
    except re2.error as error:
        raise RuleError(f"rule {name}: RE2 does not accept its pattern: {error}") from error


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
