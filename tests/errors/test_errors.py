"""The tree of errors: drawn, declared and exiting as it says."""

from __future__ import annotations

import inspect
import re

import pytest

from copydesk import errors

DEFINED = {name: each for name, each in vars(errors).items() if inspect.isclass(each) and issubclass(each, Exception)}


def test_all_names_what_is_defined():
    assert errors.__all__ == sorted(DEFINED)


def _drawn():
    """Parent of each class as the docstring draws it: a level is four characters deep."""
    path, parents = [], {}
    for line in errors.__doc__.splitlines():
        if found := re.match(r"    ([│├└─ ]*)(\w+)", line):
            path = [*path[: len(found[1]) // 4], found[2]]
            parents[found[2]] = path[-2] if len(path) > 1 else "Exception"
    return parents


def test_the_drawn_tree_is_the_tree():
    assert _drawn() == {name: each.__base__.__name__ for name, each in DEFINED.items()}


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("CopydeskError", 2),
        ("UsageError", 2),
        ("SettingsError", 2),
        ("RuleError", 2),
        ("NothingReadableError", 3),
        ("TableError", 1),
        ("WithheldError", 1),
    ],
)
def test_exit_code(name, code):
    assert DEFINED[name].exit_code == code


def test_every_drawn_exit_code_is_the_classs_own():
    drawn = dict(re.findall(r"(\w+Error) .*\(exit (\d)\)", errors.__doc__))
    assert sorted(drawn) == ["NothingReadableError", "UsageError", "WithheldError"]
    assert drawn == {name: str(DEFINED[name].exit_code) for name in drawn}
