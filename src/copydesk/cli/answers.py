"""What ``copydesk lookup`` answers: where a text was seen, as plain values and in sentences."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from copydesk.cli.telling import clean

if TYPE_CHECKING:
    import pandas as pd

    from copydesk.duplicates.lookup import Hit

__all__ = ["answer", "show"]

_SHOWN = 80
_PASSAGE = 300
_FACTS = ("title", "source", "published_at", "url")


def answer(name: str, text: str, hits: Sequence[Hit], facts: pd.DataFrame) -> dict[str, Any]:
    """What was found of ``text``, which goes by ``name``; ``facts`` are the articles of the report by id."""
    return {
        "asked": name,
        "text": " ".join(text.split())[:_SHOWN],
        "words": len(text.split()),
        "hits": [_row(hit, facts.loc[hit.doc_id]) for hit in hits],
    }


def _row(hit: Hit, article: pd.Series) -> dict[str, Any]:
    import pandas as pd

    told = {name: None if pd.isna(article[name]) else article[name] for name in _FACTS}
    if told["published_at"] is not None:
        told["published_at"] = told["published_at"].strftime("%Y-%m-%dT%H:%M:%SZ")
    shares = {name: round(getattr(hit, name), 4) for name in ("jaccard", "text_in_article", "article_in_text")}
    passage = {"words": hit.words, "start": hit.start, "end": hit.end, "text": article["text"][hit.start : hit.end]}
    return {"doc_id": hit.doc_id, **told, **shares, "passage": passage}


def show(answer: dict[str, Any]) -> None:
    """Print an answer for people."""
    count = len(answer["hits"])
    seen = f"seen in {count} article{'s' if count > 1 else ''}" if count else "not seen"
    print(f"{clean(answer['asked'])} ({_counted(answer['words'])}, “{clean(answer['text'])}”): {seen}")
    for number, hit in enumerate(answer["hits"], start=1):
        passage = hit["passage"]
        told = [hit["source"] or "unknown outlet", hit["published_at"] or "undated", hit["url"] or ""]
        print(f"  {number}. {clean(hit['title'] or 'untitled')}  [{hit['doc_id']}]")
        print(f"     {clean(', '.join(each for each in told if each))}")
        print(
            f"     Jaccard {hit['jaccard']:.3f}; {hit['text_in_article']:.1%} of the text stands in the article, "
            f"{hit['article_in_text']:.1%} of the article in the text"
        )
        print(f"     {_counted(passage['words'])}: “{_cut(clean(' '.join(passage['text'].split())))}”")


def _counted(words: int) -> str:
    return f"{words:,} word{'' if words == 1 else 's'}"


def _cut(text: str) -> str:
    return text if len(text) <= _PASSAGE else text[:_PASSAGE] + "…"
