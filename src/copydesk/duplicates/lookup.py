"""Have we seen this? A text held against the fingerprints of a finished report.

Near copies come from datasketch's MinHashLSH over the report's rows. A paragraph of a long article has a low
Jaccard and is found by single minima instead: an article that holds the text shares at least one of 128 with
probability 1 - (1 - text / article)**128. Where nothing is found and that leaves a doubt, because the text is
short, all texts are searched for five words of it, letter for letter. Every hit is verified on the report's own text.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from copydesk.duplicates.compared import Match
from copydesk.duplicates.minhash_index import Rows, build_index, load_minhashes, read_rows
from copydesk.duplicates.promise import count_probes, is_doubtful, may_hold
from copydesk.duplicates.shingles import Stream, shingle_sets, stream
from copydesk.duplicates.signatures import permutations, shingle_hashes, signatures
from copydesk.duplicates.verify import verify
from copydesk.errors import UsageError
from copydesk.settings import rooms
from copydesk.text import text as cut
from copydesk.text import words_labelled

__all__ = ["Archive", "Hit"]

_MOST = 200  # verified a question: the articles whose signatures promise most
_TRIED = 3


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
        self._rows = read_rows(told, settings.num_perm)
        self._parameters = permutations(settings.num_perm, settings.seed)
        self._prove_seed()
        self._minhashes = load_minhashes(told, settings.seed)
        self._index = build_index(self._minhashes, settings.num_perm, jaccard)

    def find(self, asked: str, contained: float) -> list[Hit]:
        """Articles that have ``jaccard`` or more in common with ``asked``, or that hold ``contained`` of it.

        The article with most of the text comes first. Raises UsageError when it has no words for one shingle.
        """
        body, words, vocabulary = self._cut([asked], [None])
        size = len(shingle_sets(body)[0])
        if size == 0:
            raise UsageError(
                f"it has {len(words)} word{'s' * (len(words) != 1)}; at least {self.settings.shingle_words} are needed"
            )
        row = self._sign(body, vocabulary)[0]
        promise = (self._rows == row).sum(axis=1)
        rows = {*self._near(row), *may_hold(promise, self._sizes, size, contained, self.settings.num_perm)}
        hits = self._hits(asked, rows, promise, contained, len(words))
        if not hits and is_doubtful(self._sizes, size, self.settings.num_perm):
            printed = count_probes(asked, map(self._text, self._doc_ids))
            hits = self._hits(asked, set(np.flatnonzero(printed).tolist()), printed, contained, len(words))
        return hits

    def _hits(
        self, asked: str, rows: set[int], promise: npt.NDArray[np.int64], contained: float, count: int
    ) -> list[Hit]:
        """The hits among ``rows``, the most promising of them verified, most of the text first."""
        found = self._verify(asked, sorted(rows, key=lambda at: (-promise[at], at))[:_MOST], count)
        hits = [hit for hit in found if hit.jaccard >= self.jaccard or hit.text_in_article >= contained]
        return sorted(hits, key=lambda hit: (-hit.text_in_article, -hit.jaccard, hit.doc_id))

    def _near(self, row: Rows) -> list[int]:
        from datasketch import MinHash

        asked = MinHash(seed=self.settings.seed, hashvalues=row, permutations=self._parameters, scheme="affine32")
        return [int(at) for at in self._index.query(asked)]

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


def _hit(match: Match, doc_id: str, body: Stream, words: pd.DataFrame) -> Hit:
    """The figures of a match and its longest passage, as code points of the article's text."""
    longest = max(match.passages, key=lambda passage: (passage.equal, -passage.start_b))
    rows = body.rows[body.doc(match.b)]
    start, end = words["start"].iloc[rows[longest.start_b]], words["end"].iloc[rows[longest.end_b - 1]]
    shares = (float(match.jaccard), float(match.a_in_b), float(match.b_in_a))
    return Hit(doc_id, *shares, longest.equal, int(start), int(end))
