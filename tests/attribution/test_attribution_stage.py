from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from attribution_articles import NAMES, judge, read

from copydesk.attribution import attribution, stage
from copydesk.settings import load
from copydesk.tables import TABLES

HARBOUR = (
    "The ferry to Tresk will not sail before Friday, said Joss Tarrandine, the chief executive of Strandline Ferries.\n"
    "“We found a crack in the ramp,” he said. “Nobody was hurt.”\n"
    "The ramp was built in 1987.\n"
    "Residents said they had warned the council for years."
)
PLAIN = "The ramp was built in 1987. It is forty metres long.\nThe paint is green."


def test_tables_have_their_columns_and_one_row_for_every_article() -> None:
    found = judge(HARBOUR, "", PLAIN)
    for name, frame in found.items():
        assert frame.dtypes.astype(str).to_dict() == {c.name: c.storage for c in TABLES[name].columns}
    assert found["attribution"]["doc_no"].tolist() == [0, 1, 2]


def test_no_article_at_all() -> None:
    assert [len(frame) for frame in judge().values()] == [0, 0, 0]


def test_every_offset_points_at_the_words_it_names() -> None:
    rows = judge(HARBOUR)["attributions"]
    for name, start, end in (
        ("text", "start", "end"),
        ("source_text", "source_start", "source_end"),
        ("cue", "cue_start", "cue_end"),
    ):
        told = rows[rows[name].notna()]
        assert [HARBOUR[a:b] for a, b in told[[start, end]].to_numpy()] == told[name].tolist()


def test_speech_and_cue_imply_attribution_of_some_kind() -> None:
    sentences = judge(HARBOUR, PLAIN)["sentences"]
    assert sentences["attributed_any"][sentences["attributed_speech"] | sentences["has_cue"]].all()
    assert sentences[["speech_score", "any_score", "cue_score"]].stack().between(0, 1).all()


def test_quoted_and_reported_speech_is_attributed_and_plain_fact_is_not() -> None:
    sentences = judge(HARBOUR)["sentences"]
    assert sentences["attributed_speech"].tolist() == [True, True, True, False, True]
    assert set(sentences["method"]) == {"model"}


def test_an_attributions_row_for_every_sentence_with_speech_or_a_cue() -> None:
    found = judge(HARBOUR, PLAIN)
    told = found["sentences"].query("attributed_speech or has_cue")
    assert told[["doc_id", "sentence_no"]].to_numpy().tolist() == (
        found["attributions"][["doc_id", "sentence_no"]].to_numpy().tolist()
    )


def test_only_body_lines_are_judged() -> None:
    page = f"“Subscribe now,” said everyone\n{HARBOUR}"
    whole, body = judge(page), judge(page, furniture=("“Subscribe now,” said everyone",))
    assert len(whole["sentences"]) == len(body["sentences"]) + 1
    assert body["attribution"]["body_sentences"].tolist() == [5]


def test_shares_of_an_article() -> None:
    row = judge(HARBOUR)["attribution"].iloc[0]
    assert row["attributed_sentence_share"] == 0.8
    assert row["longest_unattributed_run"] == 1
    assert (row["named_persons"], row["unnamed_sources"], row["distinct_sources"]) == (1, 1, 2)
    assert row["source_concentration"] == 0.75
    quoted = len("We found a crack in the ramp".split()) + len("Nobody was hurt".split())
    assert row["quoted_word_share"] == pytest.approx(quoted / len(HARBOUR.split()))


@pytest.mark.parametrize(
    "name",
    [
        "attributed_sentence_share",
        "attributed_any_share",
        "quoted_word_share",
        "source_concentration",
        "second_hand_share",
        "longest_unattributed_run",
    ],
)
def test_what_is_undefined_is_missing(name: str) -> None:
    assert judge("")["attribution"][name].isna().all()


def test_shares_of_sources_are_missing_where_nothing_is_attributed() -> None:
    row = judge("The paint is green.\nThe ramp is long.")["attribution"].iloc[0]
    assert row["attributed_sentence_share"] == 0
    assert np.isnan(row["source_concentration"])
    assert np.isnan(row["second_hand_share"])
    assert row["longest_unattributed_run"] == 2


def test_an_article_is_judged_alike_whatever_is_read_with_it() -> None:
    alone, together = judge(HARBOUR), judge(PLAIN, HARBOUR, PLAIN)
    for name in ("sentences", "attributions"):
        pd.testing.assert_frame_equal(
            alone[name].drop(columns="doc_id"),
            together[name].query("doc_id == 'd1'").drop(columns="doc_id").reset_index(drop=True),
        )
    assert together["attribution"].iloc[1, 1:].equals(alone["attribution"].iloc[0, 1:])


def test_parts_of_a_large_corpus_give_what_the_whole_gives(monkeypatch: pytest.MonkeyPatch) -> None:
    tables = read([HARBOUR, PLAIN, "", HARBOUR, PLAIN], language=["en", "de", "en", None, "en"])
    whole = attribution(*tables.values(), load().attribution)
    monkeypatch.setattr(stage, "_PART_WORDS", 1)
    parts = attribution(*tables.values(), load().attribution)
    for name, one, many in zip(NAMES, whole, parts, strict=True):
        pd.testing.assert_frame_equal(TABLES[name].conform(one), TABLES[name].conform(many))


def test_a_language_without_a_lexicon_is_read_by_the_rules() -> None:
    sentences = judge(HARBOUR, language="nl")["sentences"]
    assert set(sentences["method"]) == {"rules"}
    assert sentences["attributed_speech"].any()


def test_a_line_without_words_is_never_attributed() -> None:
    # The last line borrows nothing from the quotation before it, and nothing after it can be looked up.
    found = judge("“We found a crack in the ramp,” said Joss Tarrandine.\n“…”", "“…”")
    assert found["attributions"]["sentence_no"].tolist() == [0]
