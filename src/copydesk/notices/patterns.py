"""The patterns of rules, filled in, checked when they are read and compiled when a line first needs them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import re2

from copydesk.errors import RuleError
from copydesk.notices.rule import Rule

__all__ = ["Patterns", "compile_pattern", "fill_macros"]

_MEMORY = 256 << 20
"""Bytes that RE2 may use for the automaton of a pattern."""
_MACRO = re.compile(r"\{[a-z][a-z_]*\}")
_COUNTED = re.compile(r"(\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|\.)(?:\{(\d+),(\d+)\})?")
"""An escape, a class or a dot, with the bounds of its repetition."""
_FEW = 10
"""A repetition that is counted further costs RE2 a state for each count."""


class Patterns:
    """The compiled pattern of each rule, by its number."""

    def __init__(self, rules: Sequence[Rule], macros: Mapping[str, str]) -> None:
        """Raises RuleError when RE2 does not accept a pattern, or it asks for a macro that is not there."""
        self._rules = tuple(rules)
        self._wide = tuple(map(_widen, self._rules))
        self._macros = dict(macros)
        self._compiled: dict[tuple[int, bool, bool], Any] = {}
        self._groups: dict[int, Mapping[str, int]] = {}
        _check(self._rules, self._macros)

    def __getitem__(self, rule_no: int) -> Any:
        """The pattern of rule ``rule_no`` with its groups, compiled now when it has not been."""
        return self._compile(rule_no, True, "(?P<" in self._rules[rule_no].pattern)

    def groups(self, rule_no: int) -> Mapping[str, int]:
        """The numbers of the named groups of ``self[rule_no]``; a match is the notice, unless a group is called so,
        because a pattern must name what follows it too."""
        found = self._groups.get(rule_no)
        if found is None:
            found = self._groups[rule_no] = dict(self[rule_no].groupindex)
        return found

    def find(self, rule_no: int) -> Any:
        """What matches wherever the rule does, and says so sooner: without groups, and without counting far."""
        return self._compile(rule_no, self.is_exact(rule_no), False)

    def is_exact(self, rule_no: int) -> bool:
        """Whether ``find`` matches nothing but what the rule does."""
        return self._wide[rule_no] is self._rules[rule_no]

    def forget(self) -> None:
        """Let go of what has been compiled."""
        self._compiled.clear()

    def _compile(self, rule_no: int, exact: bool, groups: bool) -> Any:
        found = self._compiled.get((rule_no, exact, groups))
        if found is None:
            rule = (self._rules if exact else self._wide)[rule_no]
            found = compile_pattern(f"rule {rule.id}", _source(rule, self._macros), groups)
            self._compiled[rule_no, exact, groups] = found
        return found


def fill_macros(pattern: str, macros: Mapping[str, str]) -> str:
    """``pattern`` with ``macros`` (name with braces to RE2 text) filled in."""
    for name, text in macros.items():
        pattern = pattern.replace(name, text)
    return pattern


def _widen(rule: Rule) -> Rule:
    """``rule`` with any number of characters where its pattern counts many: ``.{0,90}`` as ``.*``, within a line."""
    pattern = _COUNTED.sub(_uncount, rule.pattern)
    return rule if pattern == rule.pattern else replace(rule, pattern=pattern)


def _uncount(found: re.Match[str]) -> str:
    char, least, most = found.groups()
    in_line = char == "." or (char.startswith("[^") and r"\n" in char)
    return f"{char}{{{least},}}" if in_line and most and int(most) > _FEW else found.group()


def compile_pattern(name: str, source: str, groups: bool = True) -> Any:
    """``source`` compiled, with its ``groups`` or without them.

    Raises RuleError, with the ``name`` of what it belongs to, when RE2 does not accept it.
    """
    options = re2.Options()
    options.max_mem, options.log_errors, options.never_capture = _MEMORY, False, not groups
    try:
        return re2.compile(source, options)
    except re2.error as error:
        said = error.args[0] if error.args else error
        reason = said.decode(errors="replace") if isinstance(said, bytes) else said
        raise RuleError(f"{name}: RE2 does not accept its pattern: {reason}") from error


def _check(rules: Sequence[Rule], macros: Mapping[str, str]) -> None:
    """Let RE2 read, not compile, what each rule writes itself; its macros stand for a letter there."""
    short = dict.fromkeys(macros, "(?:x)")
    options = re2.Options()
    options.log_errors = False
    reader = re2.Set.SearchSet(options)
    for rule in rules:
        try:
            reader.Add(_source(rule, short))
        except re2.error:
            compile_pattern(f"rule {rule.id}", _source(rule, short))  # says what is wrong
            raise


def _source(rule: Rule, macros: Mapping[str, str]) -> str:
    """The RE2 text of ``rule``: macros filled in, anchored as its place says, without case unless it asks.

    The anchors are those of a line, so that many lines can be read at once.
    """
    body = fill_macros(rule.pattern, macros)
    if unknown := _MACRO.search(body):
        raise RuleError(f"rule {rule.id}: {unknown.group()} is not a macro of macros.toml")
    begin, end = ("^" if rule.touches[0] else ""), ("$" if rule.touches[1] else "")
    return f"(?{'m' if rule.case else 'mi'}){begin}(?:{body}){end}"
