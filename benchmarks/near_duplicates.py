"""Near-duplicate pairs at J >= .7 on 86,165 documents cut from allsides: speed, recall and precision, beside peers.

    python benchmarks/near_duplicates.py [--peers PYTHON] [--documents N] [--runs 3] [--folder DIR]

Documents are read from zstd Parquet; every pair is verified exactly. ``--peers`` names an interpreter that has
datasketch, xxhash, rensa, gaoya, duckdb and pyarrow; they run one after the other on the same ``--peer-documents``
documents as a second run of ours, each in a process of its own. The truth is computed once and kept in the folder.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
from cut_documents import ALLSIDES, write_documents
from near_duplicate_truth import exact_pairs

THRESHOLD = 0.7
PEERS = ("datasketch", "datasketch_two", "rensa", "gaoya", "duckdb")
HERE = Path(__file__).parent


def main() -> int:
    """Run and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--peers", metavar="PYTHON")
    parser.add_argument("--documents", type=int, default=None)
    parser.add_argument("--peer-documents", type=int, default=10_000)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--folder", type=Path, default=Path(tempfile.gettempdir()) / "copydesk-near-duplicates")
    parser.add_argument("--run", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--stages", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.run:
        return run(given.run, given.runs)
    if given.stages:
        return show_stages(given.stages)
    if not ALLSIDES.is_file():
        print(f"skipped: no data at {ALLSIDES}; set COPYDESK_DATA")
        return 0
    file = write_documents(given.folder, given.documents)
    with tempfile.TemporaryDirectory() as cache:
        print(f"{'':>16}    seconds     docs/s, wall  docs/processor second   recall  precision")
        measure("first ever run", file, 1, cache)
        ours = measure("copydesk", file, given.runs, cache)
        _call([sys.executable, __file__, "--stages", str(file)], {"NUMBA_CACHE_DIR": cache}, show=True)
        if given.peers:
            compare(given.peers, write_documents(given.folder, given.peer_documents), ours, given.runs, cache)
    return 0


def run(file: Path, runs: int) -> int:
    """Ours, in this process: the last of ``runs``; the fewest seconds of wall and processor time as JSON."""
    from copydesk.duplicates.near_duplicates import near_duplicates
    from copydesk.duplicates.text_columns import parquet_column
    from copydesk.settings import load

    walls, spent = [], []
    for _ in range(runs):
        start, before = time.perf_counter(), time.process_time()
        done = near_duplicates(parquet_column([(file, "text")]), THRESHOLD, load().duplicates, 2)
        walls.append(time.perf_counter() - start)
        spent.append(time.process_time() - before)
    np.save(file.with_suffix(".npy"), done.pairs[["row_a", "row_b"]].to_numpy())
    counts = {key: value for key, value in vars(done).items() if key != "pairs"}
    print(json.dumps({"wall": min(walls), "processor": min(spent), **counts}))
    return 0


def show_stages(file: Path) -> int:
    """Print what each step costs in one thread, the least of three runs, in microseconds a document."""
    from copydesk.duplicates.bands import banding, pairs_within
    from copydesk.duplicates.engines import CompiledEngine
    from copydesk.duplicates.text_columns import TextColumn, parquet_column
    from copydesk.settings import load

    settings, costs = load().duplicates, []
    for _ in range(3):
        marks = [time.process_time()]
        column = parquet_column([(file, "text")])
        column = TextColumn(column.units, column.size, 0)  # nothing is kept: all is read twice
        for unit in range(len(column.units)):
            sum(chunk.rows for chunk in column.read(unit))
        marks.append(time.process_time())
        engine = CompiledEngine(column, settings, 1)
        signatures, sizes = engine.sign()
        marks.append(time.process_time())
        buckets = engine.buckets(signatures, np.flatnonzero(sizes), *banding(THRESHOLD, settings.num_perm))
        codes = np.unique(np.concatenate([pairs_within(band) for band in buckets]))
        marks.append(time.process_time())
        engine.common((codes >> 32).astype(np.int64), (codes & 0xFFFFFFFF).astype(np.int64))
        marks.append(time.process_time())
        costs.append(np.diff(marks) / column.rows * 1e6)
    read, sign, bands, verify = np.min(costs, axis=0)
    print(
        f"{'':>16} us a document and core: read zstd {read:.1f}; words, shingles, 128 permutations {sign - read:.1f}; "
        f"bands {bands:.1f}; sets of all {len(codes):,} candidates {verify - read:.1f}"
    )
    return 0


def measure(name: str, file: Path, runs: int, cache: str) -> float:
    """Print a line on our run over ``file``; returns documents a second of wall time."""
    command = [sys.executable, __file__, "--run", str(file), "--runs", str(runs)]
    figures = _call(command, {"NUMBA_CACHE_DIR": cache})
    speed = tell(name, file, figures, np.load(file.with_suffix(".npy")))
    if runs > 1:
        print(f"{'':>16} {figures['candidates']:,} candidates, {figures['verified']:,} verified exactly")
    return speed


def compare(python: str, file: Path, ours_whole: float, runs: int, cache: str) -> None:
    """Print a line on each peer, and how many times faster ours is on the same documents and on the whole set."""
    print(f"on the same documents ({file.stem}):")
    ours = measure("copydesk", file, runs, cache)
    for name in PEERS:
        out = file.with_name(f"{name}.npy")
        try:
            figures = _call([python, str(HERE / "near_duplicate_peers.py"), name, str(file), str(out)], {})
        except subprocess.CalledProcessError as error:
            print(f"{name:>16} failed: {error.stderr.strip().splitlines()[-1]}")
            continue
        speed = tell(name, file, figures, np.load(out))
        print(
            f"{'':>16} copydesk is {ours / speed:,.1f} times as fast, on the whole set {ours_whole / speed:,.1f} times"
        )


def tell(name: str, file: Path, figures: dict[str, float], found: np.ndarray) -> float:
    """Print speed, recall and precision against the truth; returns documents a second of wall time."""
    truth = exact_pairs(file, THRESHOLD)
    wanted = set(map(tuple, truth[["row_a", "row_b"]].to_numpy().tolist()))
    said = set(map(tuple, found.tolist()))
    count = _rows(file)
    wall, processor = count / figures["wall"], count / figures["processor"]
    right = len(wanted & said)
    print(
        f"{name:>16} {figures['wall']:>10.2f} {wall:>16,.0f} {processor:>23,.0f} "
        f"{right / len(wanted):>8.4f} {right / max(len(said), 1):>10.4f}",
        flush=True,
    )
    return wall


def _rows(file: Path) -> int:
    import pyarrow.parquet as pq

    return pq.read_metadata(file).num_rows


def _call(command: list[str], more: dict[str, str], show: bool = False) -> dict[str, float]:
    done = subprocess.run(command, check=True, capture_output=True, text=True, env={**os.environ, **more})
    last = done.stdout.splitlines()[-1]
    if show:
        print(last, flush=True)
        return {}
    return json.loads(last)


if __name__ == "__main__":
    sys.exit(main())
