"""Load Great Expectations without what no rule of ours asks for: it takes seconds, in every audit."""

from __future__ import annotations

import sys
from importlib import import_module
from importlib.util import LazyLoader, find_spec, module_from_spec
from typing import Any

__all__ = ["load_great_expectations", "put_off"]

_RARELY_USED = "scipy.stats"
"""A third of the loading time. Great Expectations imports it for the rules that compare distributions."""


def load_great_expectations() -> Any:
    """The library as a module; ``scipy.stats`` is loaded only when something of it is used, and no table gets a digest.

    It takes a digest of every value of a table that is smaller than a threshold, and nobody reads it.
    """
    put_off(_RARELY_USED)
    library = import_module("great_expectations")
    engine: Any = import_module("great_expectations.execution_engine.pandas_execution_engine")
    engine.HASH_THRESHOLD = 0
    return library


def put_off(name: str) -> None:
    """Have the module called ``name``, of a package, loaded when an attribute of it is first asked for.

    Nothing happens where it is loaded already or cannot be found.
    """
    package, _, own = name.rpartition(".")
    spec = None if name in sys.modules else find_spec(name)
    if spec is None or spec.loader is None:
        return
    loader = spec.loader = LazyLoader(spec.loader)
    module = sys.modules[name] = module_from_spec(spec)
    loader.exec_module(module)
    setattr(sys.modules[package], own, module)
