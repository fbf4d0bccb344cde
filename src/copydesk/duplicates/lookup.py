"""Have we seen this? A text held against the fingerprints of a finished report.

Near copies come from datasketch's MinHashLSH over the report's rows. A paragraph of a long article has a low
Jaccard and is found by single minima instead: an article that holds the text shares at least one of 128 with
probability 1 - (1 - text / article)**128. Where nothing is found and that leaves a doubt, because the text is
short, all texts are searched for five words of it, letter for letter. Every hit is verified on the report's own text.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from copydesk.duplicates.shingles import Stream, shingle_sets, stream
from copydesk.duplicates.signatures import permutations, shingle_hashes, signatures
from copydesk.duplicates.verify import Match, verify
from copydesk.errors import UsageError
from copydesk.settings import rooms
from copydesk.text import text as cut
from copydesk.text import words_labelled

__all__ = ["Archive", "Hit", "load_minhashes"]

_MOST = 200  # verified a question: the articles whose signatures promise most
_TRIED = 3
_DOUBT = 0.001  # a chance of missing from which articles are searched for the words themselves
_PROBES, _PROBE_WORDS = 3, 5
Rows = npt.NDArray[np.uint32]


@dataclass(frozen=True)
class Hit:
    """An article that shares text with what was asked: exact shares, and the longest shared passage.

    ``start`` and ``end`` are code points of the article's text; ``words`` counts the passage's equal words.
    """

    doc_id: str
    jaccard: float
    text_in_article: float
    article_in_text: float
    words: int
    start: int
    end: int


def load_minhashes(prints: pd.DataFrame, seed: int) -> dict[str, Any]:
    """The rows of a signatures table as ``datasketch.MinHash`` objects by doc_id, ready to be compared.

    They are of scheme affine32 with xxh32 as their hash, share one set of permutations, and equal what
    ``MinHash(seed=seed, hashfunc=xxhash.xxh32_intdigest)`` gives when it is fed the shingles themselves.
    """
    from datasketch import MinHash
    from xxhash import xxh32_intdigest

    rows = _rows(prints)
    known = MinHash(num_perm=rows.shape[1], seed=seed).permutations
    return {
        doc: MinHash(seed=seed, hashvalues=row, permutations=known, scheme="affine32", hashfunc=xxh32_intdigest)
        for doc, row in zip(prints["doc_id"], rows, strict=True)
    }


class Archive:
    """A finished report, loaded to be asked: its tables documents, lines and signatures.

    ``settings`` must hold the seed that the report was made with. The report does not name it; articles signed
    again tell. ``jaccard`` is what a near copy has in common at least. Raises UsageError when the seed is
    another one, or when the tables do not fit together.
    """

    def __init__(
        self,
        documents: pd.DataFrame,
        lines: pd.DataFrame,
        prints: pd.DataFrame,
        settings: rooms.Duplicates,
        jaccard: float = 0.5,
    ) -> None:
        self.settings, self.jaccard = settings, jaccard
        self._texts = dict(zip(documents["doc_id"], documents["text"], strict=True))
        self._labels = dict(iter(lines.sort_values(["doc_id", "line_no"]).groupby("doc_id")["label"]))
        told = prints[prints["shingles"] > 0].reset_index(drop=True)
        self._doc_ids, self._sizes = told["doc_id"].tolist(), told["shingles"].to_numpy(np.int64)
        self._rows = _rows(told, settings.num_perm)
        self._parameters = permutations(settings.num_perm, settings.seed)
        self._prove_seed()
        self._minhashes = load_minhashes(told, settings.seed)
        self._index = _index(self._minhashes, settings.num_perm, jaccard)

    def find(self, asked: str, contained: float) -> list[Hit]:
        """Articles that have ``jaccard`` or more in common with ``asked``, or that hold ``contained`` of it.

        The article with most of the text comes first. Raises UsageError when it has no words for one shingle.
        """
        body, words, vocabulary = self._cut([asked], [None])
        size = len(shingle_sets(body)[0])
        if size == 0:
            raise UsageError(f"it has {len(words)} words; at least {self.settings.shingle_words} are needed")
        row = self._sign(body, vocabulary)[0]
        promise = (self._rows == row).sum(axis=1)
        rows = {*self._near(row), *self._holding(promise, size, contained)}
        hits = self._hits(asked, rows, promise, contained, len(words))
        if not hits and self._doubtful(size):
            printed = self._printing(asked)
            hits = self._hits(asked, set(np.flatnonzero(printed).tolist()), printed, contained, len(words))
        return hits

    def _hits(
        self, asked: str, rows: set[int], promise: npt.NDArray[np.int64], contained: float, count: int
    ) -> list[Hit]:
        """The hits among ``rows``, the most promising of them verified, most of the text first."""
        found = self._verify(asked, sorted(rows, key=lambda at: (-promise[at], at))[:_MOST], count)
        hits = [hit for hit in found if hit.jaccard >= self.jaccard or hit.text_in_article >= contained]
        return sorted(hits, key=lambda hit: (-hit.text_in_article, -hit.jaccard, hit.doc_id))

    def _doubtful(self, size: int) -> bool:
        """Whether one in twenty articles is so long that it may hold a text of ``size`` shingles unnoticed."""
        long = np.quantile(self._sizes, 0.95) if len(self._sizes) else 0
        return bool((1 - min(size / max(long, 1), 1)) ** self.settings.num_perm > _DOUBT)

    def _printing(self, asked: str) -> npt.NDArray[np.int64]:
        """How many of up to three five-word runs of ``asked`` each article prints, letter for letter."""
        words = asked.split()
        last = max(len(words) - _PROBE_WORDS, 0)
        probes = {" ".join(words[at : at + _PROBE_WORDS]) for at in np.linspace(0, last, _PROBES).astype(int)}
        texts = map(self._text, self._doc_ids)
        return np.array([sum(probe in text for probe in probes) for text in texts], np.int64)

    def _near(self, row: Rows) -> list[int]:
        from datasketch import MinHash

        asked = MinHash(seed=self.settings.seed, hashvalues=row, permutations=self._parameters, scheme="affine32")
        return [int(at) for at in self._index.query(asked)]

    def _holding(self, agreeing: npt.NDArray[np.int64], size: int, contained: float) -> list[int]:
        """Rows that may hold ``contained`` of a text of ``size`` shingles: not 3.5 deviations short of it."""
        shared = contained * size
        jaccard = np.minimum(shared / np.maximum(size + self._sizes - shared, 1), 1.0)
        expected = self.settings.num_perm * jaccard
        least = np.maximum(expected - 3.5 * np.sqrt(expected * (1 - jaccard)), 1.0)
        rows: list[int] = np.flatnonzero(agreeing >= least).tolist()
        return rows

    def _verify(self, asked: str, rows: list[int], count: int) -> list[Hit]:
        doc_ids = [self._doc_ids[at] for at in rows]
        body, words, _ = self._cut([asked, *map(self._text, doc_ids)], [None, *(self._labels[doc] for doc in doc_ids)])
        sets = shingle_sets(body)
        pairs = np.stack([np.zeros(len(rows), np.int64), np.arange(1, len(rows) + 1)], axis=1)
        unquoted = np.zeros(len(body.rows), bool)
        least = max(min(self.settings.min_passage_words, count), self.settings.shingle_words)
        found = verify(pairs, body, sets, unquoted, self.settings.max_passage_gap, least)
        return [_hit(match, doc_ids[match.b - 1], body, words) for match in found]

    def _text(self, doc_id: str) -> str:
        return str(self._texts[doc_id])

    def _cut(self, texts: list[str], labels: list[pd.Series | None]) -> tuple[Stream, pd.DataFrame, pd.DataFrame]:
        """The body words of ``texts``, all words, and the vocabulary; a text without labels is all body."""
        articles = pd.DataFrame({"text": texts, "article_chars": [len(each) for each in texts]})
        layout, _, words, vocabulary = cut(articles)
        counts = np.bincount(layout["doc_no"], minlength=len(texts)).tolist()
        said = [["body"] * n if own is None else own.tolist() for own, n in zip(labels, counts, strict=True)]
        if [len(own) for own in said] != counts:
            raise UsageError("the report was cut into lines by another version of copydesk; run the audit again")
        lines = pd.DataFrame({"label": [label for own in said for label in own]}, dtype="str")
        keep = words_labelled(layout, lines, len(words))
        return stream(words, vocabulary, keep, len(texts), self.settings.shingle_words), words, vocabulary

    def _sign(self, body: Stream, vocabulary: pd.DataFrame) -> Rows:
        return signatures(body, shingle_hashes(body, vocabulary), self._parameters)

    def _prove_seed(self) -> None:
        """Sign some articles again: only the seed of the report gives their signatures again."""
        tried = self._doc_ids[:_TRIED]
        if not tried:
            return
        body, _, vocabulary = self._cut([self._text(doc) for doc in tried], [self._labels[doc] for doc in tried])
        if not (self._sign(body, vocabulary) == self._rows[: len(tried)]).all(axis=1).any():
            raise UsageError(
                "the report was made with another seed than these settings have; look it up with the settings "
                "(copydesk.toml) of the workspace that made it"
            )


def _rows(prints: pd.DataFrame, num_perm: int | None = None) -> Rows:
    """Signatures as one array, shape (articles, permutations)."""
    width = num_perm or (len(prints["signature"].iloc[0]) // 4 if len(prints) else 1)
    if any(len(each) != 4 * width for each in prints["signature"]):
        raise UsageError(f"the report's signatures do not have {width} permutations, as these settings say")
    return np.frombuffer(b"".join(prints["signature"]), "<u4").astype(np.uint32).reshape(-1, width)


def _index(minhashes: dict[str, Any], num_perm: int, jaccard: float) -> Any:
    """A MinHashLSH of row numbers, tuned to miss little: an error is mended by verification, a miss is not."""
    from datasketch import MinHashLSH

    index = MinHashLSH(threshold=min(jaccard, 0.9), num_perm=num_perm, weights=(0.1, 0.9))
    for at, each in enumerate(minhashes.values()):
        index.insert(at, each, check_duplication=False)
    return index


def _hit(match: Match, doc_id: str, body: Stream, words: pd.DataFrame) -> Hit:
    """The figures of a match and its longest passage, as code points of the article's text."""
    longest = max(match.passages, key=lambda passage: (passage.equal, -passage.start_b))
    rows = body.rows[body.doc(match.b)]
    start, end = words["start"].iloc[rows[longest.start_b]], words["end"].iloc[rows[longest.end_b - 1]]
    shares = (float(match.jaccard), float(match.a_in_b), float(match.b_in_a))
    return Hit(doc_id, *shares, longest.equal, int(start), int(end))
