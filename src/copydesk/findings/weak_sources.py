"""Which statements of an article rest on nobody in particular, or on somebody whose name is kept back."""

from __future__ import annotations

import re
from functools import lru_cache

import numpy as np
import numpy.typing as npt
import pandas as pd

from copydesk.findings.rows import doc_rows, rows_of
from copydesk.findings.weak_words import DEFAULT, UNNAMED, Phrase, WeakWords, weak_words
from copydesk.settings import rooms

__all__ = ["weak_sources"]

_COLUMNS = ["doc_id", "end", "text", "kind", "source_text", "source_start", "anonymity_reason"]
_ASKED = ("doc", "source_text", "start", "source_start")
_START_BITS = 32
Numbers = npt.NDArray[np.integer]
_APPOSED = re.compile(r"\W*(?:[^\W\d_][\w.'’-]* ){1,3}[^\W\d_][\w.'’-]*, ")
_JOINED = re.compile(r"\b(?:and|und|y|et) $")


def weak_sources(
    attributions: pd.DataFrame, sentences: pd.DataFrame, documents: pd.DataFrame, settings: rooms.Findings
) -> pd.DataFrame:
    """The statements that rest on a weak source, each text of an article once, of articles with enough of them.

    A statement is a sentence of speech whose own words say who speaks. Columns are those of ``attributions``, and
    ``weak``: ``unnamed`` where it rests on somebody whose name is kept back without a reason, ``vague`` where on
    nobody in particular; and ``of``: how many statements its article has. What a quotation says of others is no
    statement of the article.
    """
    stated = _stated(attributions, sentences, documents)
    least = max(min(settings.min_vague, settings.min_unnamed), 1)
    unclear = stated[attributions["kind"].isin(["unnamed", "vague"]).to_numpy()[stated["row"]]]
    unclear = _with(attributions, _of_articles(unclear, unclear, least), "source_text", "source_start")
    phrases = _phrases(unclear, documents, settings)
    near = _with(attributions, _of_articles(stated, stated.loc[list(phrases)], least), *_COLUMNS)
    near = near.drop_duplicates(["doc", "text"])
    weak = _weak(near, {row: phrases[row] for row in near.index.tolist() if row in phrases})
    of = np.bincount(near["doc"], minlength=1)
    found = near.loc[list(weak), [*_COLUMNS, "start", "doc"]]
    return found.assign(weak=pd.Series(weak, index=found.index, dtype="str"), of=of[found["doc"].to_numpy()])


def _stated(attributions: pd.DataFrame, sentences: pd.DataFrame, documents: pd.DataFrame) -> pd.DataFrame:
    """The statements in order of article and place: the row of ``documents``, that of ``attributions``, the start."""
    docs, start = doc_rows(attributions["doc_id"], documents), attributions["start"].to_numpy(np.int64)
    at = attributions["source_start"].fillna(-1).to_numpy(np.int64)
    own = (at >= start) & (at < attributions["end"].to_numpy()) & attributions["cue"].notna().to_numpy()
    spoken = sentences["attributed_speech"].to_numpy(bool)
    told_at = _places(doc_rows(sentences["doc_id"], documents), sentences["start"].to_numpy(np.int64))[spoken]
    own &= pd.Index(_places(docs, start)).isin(told_at)
    rows = np.flatnonzero(own)
    rows = rows[np.lexsort((start[rows], docs[rows]))]
    return pd.DataFrame({"doc": docs[rows], "row": rows, "start": start[rows]})


def _of_articles(stated: pd.DataFrame, some: pd.DataFrame, least: int) -> pd.DataFrame:
    """Those of ``stated`` whose articles have ``least`` or more rows of ``some``."""
    docs = stated["doc"].to_numpy()
    return stated[np.bincount(some["doc"], minlength=docs.max(initial=-1) + 1)[docs] >= least]


def _with(attributions: pd.DataFrame, stated: pd.DataFrame, *columns: str) -> pd.DataFrame:
    """``stated`` with ``columns`` of ``attributions``."""
    taken = attributions[list(columns)].iloc[stated["row"].to_numpy()]
    return stated.assign(**{name: taken[name].array for name in columns})


def _places(docs: Numbers, start: Numbers) -> Numbers:
    return (docs.astype(np.int64) << _START_BITS) | start


def _phrases(unclear: pd.DataFrame, documents: pd.DataFrame, settings: rooms.Findings) -> dict[int, Phrase]:
    """What the source of each row is called, where it is weak; each wording of a language is read once."""
    known = weak_words(settings.checks)
    texts, languages = documents["text"].array, documents["language"].tolist()
    text_of = lru_cache(maxsize=1)(lambda doc: texts[doc])  # rows of one article follow each other
    read: dict[tuple[str, str], Phrase | None] = {}
    found: dict[int, Phrase] = {}
    for row, (doc, source, start, at) in zip(unclear.index.tolist(), rows_of(unclear, *_ASKED), strict=True):
        language = languages[doc] if languages[doc] in known else DEFAULT
        if (language, source) not in read:
            read[language, source] = known[language].read(source)
        phrase = read[language, source]
        if phrase and _is_own(text_of(doc), int(start), int(at), phrase, known[language]):
            found[row] = phrase
    return found


def _is_own(text: str, start: int, at: int, phrase: Phrase, words: WeakWords) -> bool:
    """Whether the source at ``at``, in the sentence from ``start``, is not inside a quotation, beside a name that it
    explains ("Ada Voss, an aide"), or the rest of those who are named ("Voss and others").
    """
    line, before = text[text.rfind("\n", 0, at) + 1 : at], text[start:at]
    if line.count("“") > line.count("”") or line.count('"') % 2:
        return False
    name = before.strip(' ,“"').split() if _APPOSED.fullmatch(before) else []
    if name and name[0].lower() not in words.joiners and all(word[0].isupper() for word in name):
        return False
    return phrase.kind == UNNAMED or not _JOINED.search(before)


def _weak(stated: pd.DataFrame, phrases: dict[int, Phrase]) -> dict[int, str]:
    """``unnamed`` or ``vague`` for rows of ``stated``. "The official" needs an official who was told of without a
    name; and a reason given for one official is given for all of the article.
    """
    own = stated.loc[list(phrases)]
    reasons = own["anonymity_reason"].fillna("").ne("").tolist()
    stems = {
        row: (doc, phrase.noun.removesuffix("s"))
        for (row, phrase), doc in zip(phrases.items(), own["doc"].tolist(), strict=True)
    }
    met = {stems[row] for row, phrase in phrases.items() if not phrase.definite}
    excused = {stem for stem, reason in zip(stems.values(), reasons, strict=True) if reason}
    return {
        row: phrase.kind
        for row, phrase in phrases.items()
        if stems[row] in met and not (phrase.kind == UNNAMED and stems[row] in excused)
    }
