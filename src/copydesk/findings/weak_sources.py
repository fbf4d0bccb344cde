"""Which statements of an article rest on nobody in particular, or on somebody whose name is kept back."""

from __future__ import annotations

import re

import pandas as pd

from copydesk.findings.rows import rows_of
from copydesk.findings.weak_words import DEFAULT, UNNAMED, Phrase, WeakWords, weak_words
from copydesk.settings import rooms

__all__ = ["weak_sources"]

_COLUMNS = ["doc_id", "start", "end", "text", "kind", "source_text", "source_start", "anonymity_reason"]
_APPOSED = re.compile(r"\W*(?:[^\W\d_][\w.'’-]* ){1,3}[^\W\d_][\w.'’-]*, ")
_JOINED = re.compile(r"\b(?:and|und|y|et) $")


def weak_sources(
    attributions: pd.DataFrame, sentences: pd.DataFrame, documents: pd.DataFrame, settings: rooms.Findings
) -> pd.DataFrame:
    """The statements that name their source, in order of article and place, each text of an article once.

    A statement is a sentence of speech whose own words say who speaks. Columns are those of ``attributions`` and
    ``weak``: ``unnamed`` where it rests on somebody whose name is kept back without a reason, ``vague`` where on
    nobody in particular, else empty. What a quotation says of others is no statement of the article.
    """
    stated = _stated(attributions, sentences)
    weak = _weak(stated, _phrases(stated, documents, settings))
    return stated.assign(weak=pd.Series(weak, index=stated.index, dtype="str").fillna(""))


def _stated(attributions: pd.DataFrame, sentences: pd.DataFrame) -> pd.DataFrame:
    spoken = sentences.loc[sentences["attributed_speech"], ["doc_id", "start"]]
    at = attributions["source_start"]
    within = ((at >= attributions["start"]) & (at < attributions["end"])).fillna(False).astype(bool)
    told = attributions.loc[within & attributions["cue"].notna(), _COLUMNS].merge(spoken, on=["doc_id", "start"])
    ordered = told.sort_values(["doc_id", "start"], kind="stable")
    return ordered.drop_duplicates(["doc_id", "text"]).reset_index(drop=True)


def _phrases(stated: pd.DataFrame, documents: pd.DataFrame, settings: rooms.Findings) -> dict[int, Phrase]:
    """What the source of each row is called, where it is weak; each wording of a language is read once."""
    unclear = stated.loc[stated["kind"].isin(["unnamed", "vague"]), ["doc_id", "source_text", "start", "source_start"]]
    known = weak_words(settings.checks)
    own = documents[documents["doc_id"].isin(unclear["doc_id"])]
    articles = {
        doc_id: (text, language if language in known else DEFAULT)
        for doc_id, text, language in rows_of(own, "doc_id", "text", "language")
    }
    read: dict[tuple[str, str], Phrase | None] = {}
    found: dict[int, Phrase] = {}
    for row, (doc_id, source, start, at) in zip(unclear.index.tolist(), rows_of(unclear, *unclear), strict=True):
        text, language = articles[doc_id]
        if (language, source) not in read:
            read[language, source] = known[language].read(source)
        phrase = read[language, source]
        if phrase and _is_own(text, int(start), int(at), phrase, known[language]):
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
    docs, reasons = stated["doc_id"].tolist(), stated["anonymity_reason"].fillna("").tolist()
    stems = {row: (docs[row], phrase.noun.removesuffix("s")) for row, phrase in phrases.items()}
    met = {stems[row] for row, phrase in phrases.items() if not phrase.definite}
    excused = {stems[row] for row in phrases if reasons[row]}
    return {
        row: phrase.kind
        for row, phrase in phrases.items()
        if stems[row] in met and not (phrase.kind == UNNAMED and stems[row] in excused)
    }
