"""Lines that several outlets carry, mined by us from public pages and shipped as hashes: no text."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import as_file, files

import numpy as np

from copydesk.furniture.page import Keys

__all__ = ["mined_keys"]


@lru_cache(maxsize=1)
def mined_keys() -> Keys:
    """The line keys of mined.npy, sorted; see mined.json for where they come from."""
    resource = files("copydesk.furniture").joinpath("mined.npy")
    if not resource.is_file():
        return np.zeros(0, np.uint64)
    with as_file(resource) as path:
        return np.load(path, allow_pickle=False)
