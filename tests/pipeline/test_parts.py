"""Ranges of articles: cut and joined, tables are what they were."""

from __future__ import annotations

import pandas as pd
import pytest

from copydesk.pipeline import parts
from copydesk.pipeline.parts import cut, join, ranges
from copydesk.tables import TABLES
from copydesk.text import text

TEXTS = [
    "The mill burned. It is gone.\nNobody was hurt.",
    "",
    "The Mill reopened, the owner’s son said.",
    "Ёлка 12,5\nмаль",
]
CUT = ("layout", "segments", "words", "vocabulary")


def articles() -> pd.DataFrame:
    frame = pd.DataFrame({"text": TEXTS})
    return frame.assign(article_chars=frame["text"].str.len())


def cut_text(frame: pd.DataFrame) -> dict[str, pd.DataFrame]:
    return {name: TABLES[name].conform(table) for name, table in zip(CUT, text(frame), strict=True)}


def test_ranges_cover_every_article_once() -> None:
    assert ranges(5, 2) == [(0, 2), (2, 4), (4, 5)]
    assert ranges(0, 2) == [(0, 0)]


@pytest.mark.parametrize("size", [1, 2, 3])
def test_parts_joined_are_the_whole(size: int) -> None:
    told = {"label": "body", "reason": "märked", "seen_clusters": 2}
    lines = TABLES["furniture"].conform(cut_text(articles())["layout"][["doc_no", "line_no"]].assign(**told))
    whole, every = {"articles": articles(), "furniture": lines}, ranges(len(TEXTS), size)
    own = [{"furniture": cut(whole, *each)["furniture"]} for each in every]
    pd.testing.assert_frame_equal(join(own, [first for first, _ in every])["furniture"], lines)
    assert own == [{}] * len(every)


@pytest.mark.parametrize("size", [1, 2, 3])
def test_a_part_is_a_small_corpus(size: int) -> None:
    whole = {"articles": articles(), **cut_text(articles())}
    for first, last in ranges(len(TEXTS), size):
        part = cut(whole, first, last)
        alone = cut_text(part["articles"])
        for name in ("layout", "segments"):
            pd.testing.assert_frame_equal(part[name], alone[name])
        forms = part["vocabulary"]["form"].to_numpy()[part["words"]["word_no"].to_numpy()]
        assert forms.tolist() == alone["vocabulary"]["form"].to_numpy()[alone["words"]["word_no"].to_numpy()].tolist()
        assert (part["words"]["doc_no"] == alone["words"]["doc_no"]).all()


def test_a_part_leaves_the_whole_as_it_was() -> None:
    whole = {"articles": articles(), **cut_text(articles())}
    before = {name: table.copy() for name, table in whole.items()}
    cut(whole, 1, 3)
    for name, table in whole.items():
        pd.testing.assert_frame_equal(table, before[name])


def test_all_articles_are_no_part() -> None:
    whole = {"articles": articles(), **cut_text(articles())}
    assert all(table is whole[name] for name, table in cut(whole, 0, len(TEXTS)).items())


def test_a_part_is_the_same_however_many_words_are_looked_up_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = {"articles": articles(), **cut_text(articles())}
    once = cut(whole, 1, len(TEXTS))
    monkeypatch.setattr(parts, "_AT_A_TIME", 2)
    for name, table in cut(whole, 1, len(TEXTS)).items():
        pd.testing.assert_frame_equal(table, once[name])
