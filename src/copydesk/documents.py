"""The documents stage: one row an article, with every measure the stages took of it."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd

from copydesk.tables import TABLES, main_stories, reused

__all__ = ["documents"]


def documents(
    articles: pd.DataFrame,
    layout: pd.DataFrame,
    lines: pd.DataFrame,
    notices: pd.DataFrame,
    pairs: pd.DataFrame,
    members: pd.DataFrame,
    readability: pd.DataFrame,
    attribution: pd.DataFrame,
) -> pd.DataFrame:
    """The documents table: ``articles`` joined with their shares, notices, stories and measures."""
    frame = articles.reset_index(drop=True).copy()
    frame["chars"] = frame["text"].str.len()
    frame = frame.join(_word_shares(layout, lines, len(frame)))
    frame = frame.join(_notice_counts(notices), on="doc_id")
    frame = frame.join(_stories(members, pairs), on="doc_id").join(_reuse(pairs), on="doc_id")
    for measures in (readability, attribution):
        frame = frame.join(measures.set_index("doc_no"))
    for name in ("notice_count", "pair_count"):
        frame[name] = frame[name].fillna(0)
    for name in ("notice_classes", "cluster_role", "credit"):
        frame[name] = frame[name].fillna("")
    frame["reused_share"] = frame["reused_share"].fillna(0.0)
    return TABLES["documents"].conform(frame)


def _word_shares(layout: pd.DataFrame, lines: pd.DataFrame, count: int) -> pd.DataFrame:
    """Body words, and the shares of template and of all furniture, one row an article."""
    words = (layout["last_word"] - layout["first_word"]).to_numpy()
    label, doc = lines["label"].to_numpy(), layout["doc_no"].to_numpy()

    def total(wanted: npt.NDArray[np.bool_]) -> npt.NDArray[np.float64]:
        return np.bincount(doc[wanted], weights=words[wanted], minlength=count).astype(np.float64)

    everything = total(np.ones(len(layout), bool))
    with np.errstate(invalid="ignore", divide="ignore"):
        template = total(label == "template") / everything
        furniture = total((label == "template") | (label == "chrome")) / everything
    return pd.DataFrame(
        {
            "body_words": total(label == "body").astype(np.int64),
            "template_share": template,
            "furniture_share": furniture,
        }
    )


def _notice_counts(notices: pd.DataFrame) -> pd.DataFrame:
    classes = notices[["doc_id", "class"]].drop_duplicates().sort_values(["doc_id", "class"])
    said: dict[str, list[str]] = {}
    for doc, name in zip(classes["doc_id"].tolist(), classes["class"].tolist(), strict=True):
        said.setdefault(doc, []).append(name)
    told = pd.Series(["; ".join(names) for names in said.values()], pd.Index(said, dtype="str"), dtype="str")
    return pd.DataFrame({"notice_count": notices["doc_id"].value_counts(), "notice_classes": told})


def _stories(members: pd.DataFrame, pairs: pd.DataFrame) -> pd.DataFrame:
    """The story that most of each article's text stands in, and its part in it."""
    main = main_stories(members, pairs).set_index("doc_id")
    return main[["cluster_id", "role", "credit"]].rename(columns={"role": "cluster_role"})


def _reuse(pairs: pd.DataFrame) -> pd.DataFrame:
    """How many pairs each article is in, and how much of it an earlier article already had."""
    both = pd.concat([pairs["doc_id_a"], pairs["doc_id_b"]])
    later = reused(pairs).groupby("doc_id_b")["containment_b_in_a"].max()
    return pd.DataFrame({"pair_count": both.value_counts(), "reused_share": later})
