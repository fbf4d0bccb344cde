"""The compiled xxHash, byte for byte, and compiling without a cache."""

from __future__ import annotations

import os
import subprocess
import sys

import numpy as np
import pytest
import xxhash
from hypothesis import given, settings
from hypothesis import strategies as st

from copydesk.duplicates.xxh32 import PADDING, xxh32

UNCACHED = """
import numba, pathlib
from numba.core import caching
caching.CacheImpl._locator_classes = []
from copydesk.duplicates.xxh32 import xxh32
import numpy as np
print(xxh32(np.zeros(32, np.uint8), np.uint64(0), np.uint64(4)))
"""


def _hash(data: bytes, at: int = 0) -> int:
    padded = np.frombuffer(data + b"\xaa" * PADDING, np.uint8)
    return int(xxh32(padded, np.uint64(at), np.uint64(len(data) - at)))


@pytest.mark.parametrize("length", range(70))
def test_every_length(length):
    data = bytes((7 * n + 3) % 256 for n in range(length))
    assert _hash(data) == xxhash.xxh32_intdigest(data)


@settings(max_examples=200, derandomize=True, deadline=None)
@given(st.binary(max_size=200), st.integers(0, 40))
def test_any_bytes_from_any_place(data, at):
    at = min(at, len(data))
    assert _hash(data, at) == xxhash.xxh32_intdigest(data[at:])


def test_a_machine_that_cannot_cache_compiles_without():
    done = subprocess.run([sys.executable, "-c", UNCACHED], capture_output=True, text=True, check=True, env=os.environ)
    assert int(done.stdout) == xxhash.xxh32_intdigest(bytes(4))
