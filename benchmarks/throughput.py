"""Speed and memory of the whole ``copydesk audit``, as a process, on the seeds, the sample and articles of allsides.

    python benchmarks/throughput.py [--articles 5000] [--whole] [--peer 2000]

Prints, for each input: articles, seconds of wall and processor time, articles a second, peak memory, and the sums of
the accounting. ``--whole`` adds all of allsides and recovery; ``--peer`` what textstat and datasketch alone take for so
many articles of allsides, in the same run, because the machine's speed changes from hour to hour.
"""

from __future__ import annotations

import argparse
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pandas as pd

DATA = Path(os.environ.get("COPYDESK_DATA", "../shared/data"))
ROOT = Path(__file__).resolve().parents[1]


def main() -> int:
    """Run and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=5000)
    parser.add_argument("--whole", action="store_true")
    parser.add_argument("--peer", type=int, default=0)
    given = parser.parse_args()
    measure("corpus/sample", [ROOT / "corpus" / "sample"])
    if not DATA.is_dir():
        print(f"the rest is skipped: no data at {DATA}; set COPYDESK_DATA")
        return 0
    measure("seeds", [DATA / "seeds"])
    whole = [DATA / "duplicates" / f"{name}.parquet" for name in ("allsides", "recovery")]
    with tempfile.TemporaryDirectory() as folder:
        part = Path(folder) / "allsides.parquet"
        pd.read_parquet(whole[0]).sample(given.articles, random_state=1).to_parquet(part)
        measure(f"{given.articles:,} articles of allsides", [part])
    if given.peer:
        measure_peer(whole[0], given.peer)
    if given.whole:
        measure("allsides + recovery", whole)
    if given.whole and given.peer:  # once more: has the machine changed meanwhile?
        measure_peer(whole[0], given.peer)
    return 0


def measure_peer(file: Path, articles: int) -> None:
    """Print what textstat and datasketch take for ``articles`` of ``file``."""
    with tempfile.TemporaryDirectory() as folder:
        part = Path(folder) / "part.parquet"
        pd.read_parquet(file).sample(articles, random_state=2).to_parquet(part)
        subprocess.run([sys.executable, str(Path(__file__).with_name("throughput_peer.py")), str(part)], check=True)


def measure(name: str, inputs: list[Path]) -> None:
    """Audit ``inputs`` in a process of its own and print what it took."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "report"
        command = [sys.executable, "-m", "copydesk", "audit", *map(str, inputs), "--out", str(out), "--quiet"]
        before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
        code = subprocess.run(command, check=False).returncode
        wall, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
        cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        if code:
            print(f"{name}: exit code {code}")
            return
        figures = pd.read_parquet(out / "data" / "summary.parquet").set_index("name")["value"]
    read, documents, rejects = (int(figures[key]) for key in ("records_read", "documents", "rejects"))
    print(
        f"{name}: {documents:,} articles, {wall:.1f} s wall, {cpu:.1f} s processor, "
        f"{documents / wall:,.1f} articles/s, "
        f"peak {after.ru_maxrss / 1024:,.0f} MB; {read:,} records = {documents:,} articles + {rejects:,} rejects"
    )


if __name__ == "__main__":
    sys.exit(main())
