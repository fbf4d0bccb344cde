"""The patterns of rules, filled in, checked when they are read and compiled when a line first needs them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

import re2

from copydesk.errors import RuleError
from copydesk.notices.loosening import loosen, narrow
from copydesk.notices.rule import Rule

__all__ = ["Exact", "Patterns", "compile_pattern", "fill_macros"]

_MEMORY = 256 << 20
"""Bytes that RE2 may use for the automaton of a pattern."""
_MACRO = re.compile(r"\{[a-z][a-z_]*\}")


class Exact(NamedTuple):
    """A compiled pattern and the numbers of its groups ``notice`` and ``provider``, 0 for none.

    A match is the notice, unless a group is called so: a pattern must name what follows it too.
    """

    pattern: Any
    notice: int
    provider: int


class Patterns:
    """The compiled pattern of each rule, by its number."""

    def __init__(
        self, rules: Sequence[Rule], macros: Mapping[str, str], loose: Mapping[str, str] | None = None
    ) -> None:
        """``loose`` is what matches wherever a macro does, where it is less than ``loosen`` makes of it."""
        self._rules = tuple(rules)
        self._macros = dict(macros)
        self._loose_macros = {name: loosen(text) for name, text in macros.items()} | dict(loose or {})
        self._narrow_macros = {name: narrow(text) for name, text in macros.items()}
        self._exact: dict[tuple[int, bool], Exact] = {}
        self._loose: dict[int, Any] = {}

    def check(self) -> None:
        """Raise RuleError when RE2 does not accept what a rule writes itself, or it asks for a macro that is not there.

        RE2 only reads it; macros stand for a letter there.
        """
        short = dict.fromkeys(self._macros, "(?:x)")
        options = re2.Options()
        options.log_errors = False
        reader = re2.Set.SearchSet(options)
        for rule in self._rules:
            try:
                reader.Add(_source(rule, short))
            except re2.error:
                compile_pattern(f"rule {rule.id}", _source(rule, short))  # says what is wrong
                raise

    def exact(self, rule_no: int, ascii_only: bool = False) -> Exact:
        """The pattern of rule ``rule_no`` with its groups, compiled now when it has not been; or one that does the
        same in text of ASCII only, which is a fraction of it."""
        found = self._exact.get((rule_no, ascii_only))
        if found is None:
            rule = self._rules[rule_no]
            narrowed = _source(rule, self._narrow_macros, narrow).encode() if ascii_only else None
            found = _compile_exact(f"rule {rule.id}", narrowed or _source(rule, self._macros))
            self._exact[rule_no, ascii_only] = found
        return found

    def find(self, rule_no: int) -> Any:
        """What matches wherever the rule does, and says so sooner (see ``loosening``); it has no groups."""
        found = self._loose.get(rule_no)
        if found is None:
            rule = self._rules[rule_no]
            source = _source(rule, self._loose_macros, loosen)
            found = self._loose[rule_no] = compile_pattern(f"rule {rule.id}", source, groups=False)
        return found

    def forget(self) -> None:
        """Let go of what has been compiled."""
        self._exact.clear()
        self._loose.clear()


def fill_macros(pattern: str, macros: Mapping[str, str]) -> str:
    """``pattern`` with ``macros`` (name with braces to RE2 text) filled in, and those that these hold."""
    filled = _MACRO.sub(lambda name: macros.get(name[0], name[0]), pattern)
    return filled if filled == pattern else fill_macros(filled, macros)


def compile_pattern(name: str, source: str | bytes, groups: bool = True) -> Any:
    """``source`` compiled, with its ``groups`` or without them; bytes stand for Latin 1 and match a byte each.

    Raises RuleError, with the ``name`` of what it belongs to, when RE2 does not accept it.
    """
    options = re2.Options()
    options.max_mem, options.log_errors, options.never_capture = _MEMORY, False, not groups
    options.encoding = options.Encoding.LATIN1 if isinstance(source, bytes) else options.Encoding.UTF8
    try:
        return re2.compile(source, options)
    except re2.error as error:
        said = error.args[0] if error.args else error
        reason = said.decode(errors="replace") if isinstance(said, bytes) else said
        raise RuleError(f"{name}: RE2 does not accept its pattern: {reason}") from error


def _compile_exact(name: str, source: str | bytes) -> Exact:
    text = source if isinstance(source, str) else source.decode()
    pattern = compile_pattern(name, source, "(?P<" in text)
    groups = {group.decode() if isinstance(group, bytes) else group: n for group, n in pattern.groupindex.items()}
    return Exact(pattern, groups.get("notice", 0), groups.get("provider", 0))


def _source(rule: Rule, macros: Mapping[str, str], rewrite: Callable[[str], str] = str) -> str:
    """The RE2 text of ``rule``, rewritten: macros filled in, anchored as its place says, without case unless it asks.

    The anchors are those of a line, so that many lines can be read at once.
    """
    body = fill_macros(rewrite(rule.pattern), macros)
    if unknown := _MACRO.search(body):
        raise RuleError(f"rule {rule.id}: {unknown.group()} is not a macro of macros.toml")
    begin, end = ("^" if rule.touches[0] else ""), ("$" if rule.touches[1] else "")
    return f"(?{'m' if rule.case else 'mi'}){begin}(?:{body}){end}"
