"""One peer's near-duplicate pairs of a Parquet file, run by near_duplicates.py with an interpreter that has the peers.

    PYTHON benchmarks/near_duplicate_peers.py PEER FILE PAIRS.npy

Each does what its documentation shows for bulk work, over the same 5-word shingles, from reading the file to pairs
of rows; prints documents, wall seconds and processor seconds as JSON. Imports and start are not counted.
"""

from __future__ import annotations

import json
import multiprocessing
import re
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np

THRESHOLD = 0.7
_WORD = re.compile(r"\w+(?:['’]\w+|(?<=\d)[.,:](?=\d)\d+)*")
Pairs = set[tuple[int, int]]


def shingles(text: str) -> list[str]:
    """Runs of five words, small letters."""
    words = _WORD.findall(text.lower().replace("’", "'"))
    return [" ".join(words[at : at + 5]) for at in range(len(words) - 4)]


def read_texts(file: Path) -> list[str]:
    """The texts of the file as Python strings."""
    import pyarrow.parquet as pq

    return pq.read_table(file, columns=["text"])["text"].to_pylist()


def datasketch(file: Path) -> Pairs:
    """MinHash.bulk with xxh32 in one process, MinHashLSH, the estimate as the last word."""
    import datasketch as ds

    return _link(read_texts(file), ds, map)


def datasketch_two(file: Path) -> Pairs:
    """The same with the signatures made in two processes."""
    import datasketch as ds

    with multiprocessing.get_context("fork").Pool(2) as pool:
        return _link(read_texts(file), ds, pool.imap)


def _signed(texts: list[str]) -> np.ndarray:
    import datasketch as ds
    import xxhash

    sets = [[each.encode() for each in set(shingles(text))] for text in texts]
    rows = ds.MinHash.bulk(sets, num_perm=128, hashfunc=xxhash.xxh32_intdigest)
    return np.array([row.hashvalues for row in rows])


def _link(texts: list[str], ds: object, each: Callable) -> Pairs:
    batches = [texts[at : at + 500] for at in range(0, len(texts), 500)]
    rows = [row for part in each(_signed, batches) for row in part]
    index, found = ds.MinHashLSH(threshold=THRESHOLD, num_perm=128), set()
    sketches = [ds.MinHash(num_perm=128, hashvalues=row, scheme=ds.MinHash().scheme) for row in rows]
    for number, sketch in enumerate(sketches):
        if (rows[number] != 0xFFFFFFFF).any():
            for other in index.query(sketch):
                if sketch.jaccard(sketches[other]) >= THRESHOLD:
                    found.add((other, number))
            index.insert(number, sketch)
    return found


def rensa(file: Path) -> Pairs:
    """RMinHash over token sets, RMinHashLSH with 32 bands, the estimate as the last word."""
    from rensa import RMinHash, RMinHashLSH

    sketches = RMinHash.from_token_sets([shingles(text) for text in read_texts(file)], 128, 42)
    index, found = RMinHashLSH(THRESHOLD, 128, 32), set()
    for number, sketch in enumerate(sketches):
        index.insert(number, sketch)
    for number, sketch in enumerate(sketches):
        for other in index.query(sketch):
            if other < number and sketch.jaccard(sketches[other]) >= THRESHOLD:
                found.add((other, number))
    return found


def gaoya(file: Path) -> Pairs:
    """MinHashStringIndex, 25 bands of 5, in parallel."""
    from gaoya.minhash import MinHashStringIndex

    texts = read_texts(file)
    index = MinHashStringIndex(
        hash_size=32,
        jaccard_threshold=THRESHOLD,
        num_bands=25,
        band_size=5,
        analyzer="word",
        lowercase=True,
        ngram_range=(5, 5),
    )
    index.par_bulk_insert_docs(list(range(len(texts))), texts)
    answers = index.par_bulk_query(texts)
    return {(other, number) for number, answer in enumerate(answers) for other in answer if other < number}


_SQL = r"""
create temp table words as
  select row_number() over () - 1 as doc,
         regexp_extract_all(replace(lower(text), '’', ''''), '[\pL\pN_]+(?:''[\pL\pN_]+|[.,:][0-9]+)*') as w
  from read_parquet('{file}');
create temp table shingles as
  select distinct doc, unnest(list_transform(
    range(1, len(w) - 3), lambda i: hash(w[i], w[i+1], w[i+2], w[i+3], w[i+4]))) as h
  from words where len(w) >= 5;
create temp table sizes as select doc, count(*) as n from shingles group by doc;
create temp table common as select h, count(*) as df from shingles group by h having count(*) > 1;
create temp table ranked as
  select s.doc, s.h, z.n, z.n - count(*) over (partition by s.doc)
    + row_number() over (partition by s.doc order by c.df, s.h) as place
  from shingles s join common c using (h) join sizes z using (doc);
create temp table prefix as select doc, h from ranked where place <= n - ceil({threshold} * n) + 1;
create temp table candidates as
  select distinct a.doc as a, b.doc as b from prefix a join prefix b on a.h = b.h and a.doc < b.doc;
select a, b from (
  select c.a, c.b, count(*) as common from candidates c
  join ranked x on x.doc = c.a join ranked y on y.doc = c.b and x.h = y.h group by c.a, c.b) k
join sizes p on p.doc = k.a join sizes q on q.doc = k.b where k.common >= {threshold} * (p.n + q.n - k.common)
"""


def duckdb(file: Path) -> Pairs:
    """Exact Jaccard in SQL: a prefix filter (rarest shingles first), then counts of shared hashes; two threads."""
    import duckdb as db

    connection = db.connect(config={"threads": 2})
    rows = connection.execute(_SQL.format(file=file, threshold=THRESHOLD)).fetchall()
    return {(int(a), int(b)) for a, b in rows}


PEERS = {each.__name__: each for each in (datasketch, datasketch_two, rensa, gaoya, duckdb)}


def main() -> int:
    """Run one peer."""
    name, file, out = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])
    __import__(name.split("_")[0])
    start, before = time.perf_counter(), _processor()
    found = PEERS[name](file)
    wall, spent = time.perf_counter() - start, _processor() - before
    np.save(out, np.array(sorted(found), np.int64).reshape(-1, 2))
    print(json.dumps({"wall": wall, "processor": spent}))
    return 0


def _processor() -> float:
    kinds = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    return sum(usage.ru_utime + usage.ru_stime for usage in map(resource.getrusage, kinds))


if __name__ == "__main__":
    sys.exit(main())
