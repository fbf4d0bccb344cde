"""Growth of the near-duplicate search to a million documents: time, size of the index, peak memory.

    python benchmarks/growth.py [--largest 1000000] [--folder DIR]

Documents are those of near_duplicates.py in replicas whose words are salted, so that no replica is like another. Each
size runs in a process of its own, from zstd Parquet; about 2 GB of disk are needed.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from cut_documents import ALLSIDES, GROUP_ROWS, write_documents

FILE_ROWS, SMALLEST = 31_250, 4
THRESHOLD = 0.7


def main() -> int:
    """Run and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--largest", type=int, default=1_000_000)
    parser.add_argument("--folder", type=Path, default=Path(tempfile.gettempdir()) / "copydesk-near-duplicates")
    parser.add_argument("--run", type=int, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.run:
        return run(_files(given.folder, given.run))
    if not ALLSIDES.is_file():
        print(f"skipped: no data at {ALLSIDES}; set COPYDESK_DATA")
        return 0
    write_replicas(write_documents(given.folder), given.folder, given.largest // FILE_ROWS)
    print(" documents  seconds  processor  docs/processor s  index GB  peak GB  pairs")
    count = SMALLEST
    while count * FILE_ROWS <= given.largest:
        tell(given.folder, count)
        count *= 2
    return 0


def write_replicas(source: Path, folder: Path, count: int) -> None:
    """``count`` files of 31,250 documents: halves of the source in turn, every e, a and o salted by the number."""
    texts = pq.read_table(source, columns=["text"])["text"].combine_chunks()
    for number, file in enumerate(_files(folder, count)):
        if not file.is_file():
            part = texts.slice(number % 2 * FILE_ROWS, FILE_ROWS)
            for letter in "eao":
                part = pc.replace_substring(part, letter, f"{letter}{chr(97 + number // 2)}")
            pq.write_table(pa.table({"text": part}), file, compression="zstd", row_group_size=GROUP_ROWS)


def _files(folder: Path, count: int) -> list[Path]:
    return [folder / f"replica-{number:02d}.parquet" for number in range(count)]


def run(files: list[Path]) -> int:
    """Find the pairs of ``files`` in this process; prints the figures as JSON."""
    from copydesk.duplicates.near_duplicates import near_duplicates
    from copydesk.duplicates.text_columns import parquet_column
    from copydesk.settings import load

    settings = load().duplicates
    near_duplicates(parquet_column([(files[0], "text")]), THRESHOLD, settings, 2)  # kernels are loaded, or compiled
    start, before = time.perf_counter(), time.process_time()
    done = near_duplicates(parquet_column((file, "text") for file in files), THRESHOLD, settings, 2)
    figures = {key: value for key, value in vars(done).items() if key != "pairs"}
    figures |= {"wall": time.perf_counter() - start, "processor": time.process_time() - before}
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    print(json.dumps({**figures, "peak": peak, "pairs": len(done.pairs)}))
    return 0


def tell(folder: Path, count: int) -> None:
    """Run ``count`` files and print a line."""
    command = [sys.executable, __file__, "--folder", str(folder), "--run", str(count)]
    got = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout.splitlines()[-1])
    print(
        f"{got['documents']:>10,} {got['wall']:>8.1f} {got['processor']:>10.1f} "
        f"{got['documents'] / got['processor']:>17,.0f} {got['index_bytes'] / 1e9:>9.3f} {got['peak'] / 1e9:>8.2f}  "
        f"{got['pairs']:,}",
        flush=True,
    )


if __name__ == "__main__":
    sys.exit(main())
