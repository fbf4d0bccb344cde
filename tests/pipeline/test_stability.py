"""The whole way from files to findings: what a new article or another order of files may not change."""

from __future__ import annotations

import json

import pandas as pd
import pytest

from copydesk.pipeline import STAGES, read_tables
from copydesk.settings import load

STORY = (
    "The harbour wall at Brackwell was repaired on Monday after a winter of storms, and ferries ran again. "
    "Engineers poured forty truckloads of concrete into a breach that had grown with every tide since January. "
    "The work cost four million crowns, a third more than the first estimate, and took eleven weeks. "
    "Fishermen lined the quay before dawn to watch the last stone being lowered into its place. "
    "“We have mended this wall nine times in my life and we will mend it as often as the sea asks,” Ada Voss said."
)
CHANGED = STORY.replace("nine times in my life", "twelve times since I was a child")
OWN = (
    "Shopkeepers on the north quay counted their losses instead, because no visitor had come since autumn. "
    "Two cafes closed for good, one bakery moved inland, and the toy museum sold its model railway to a collector. "
)
NEW = (
    "A rare heron nested on the roof of the observatory, and the astronomers moved their instruments indoors. "
    "Visitors may watch the chicks through a window until the middle of June, when the dome is needed again."
)
PAPERS = [
    ("Harbour Courier", "2024-03-01T10:00:00Z", STORY),
    ("Coast Post", "2024-03-02T10:00:00Z", f"{OWN}\n{STORY}"),
    ("Tidewatch", "2024-03-03T10:00:00Z", CHANGED),
    ("Tidewatch", "2024-03-03T18:00:00Z", f"{CHANGED}\n{OWN}"),
    ("Lindmere Post", "2024-03-04T10:00:00Z", f"{OWN} It was reported that officials said more would follow."),
]


@pytest.fixture(scope="module")
def found(tmp_path_factory):
    """The findings of some papers, each a file of its own."""

    def call(papers):
        folder = tmp_path_factory.mktemp("papers")
        for number, (source, time, text) in enumerate(papers):
            record = {"source": source, "published_at": time, "title": f"From {source}, {time[:10]}", "text": text}
            (folder / f"{number}.jsonl").write_text(json.dumps(record) + "\n", encoding="utf-8")
        settings = load()
        tables = read_tables([str(folder)], settings)
        for stage in STAGES[: [stage.name for stage in STAGES].index("findings") + 1]:
            tables |= stage.run(tables, settings)
        return tables["findings"]

    return call


@pytest.fixture(scope="module")
def before(found):
    return found(PAPERS)


def test_the_papers_give_findings_of_pairs_and_of_quotations(before):
    assert before["pair_id"].notna().sum() >= 2
    assert {"uncredited_copy", "changed_quote"} <= set(before["rule"])


def test_the_order_of_files_changes_no_finding(found, before):
    pd.testing.assert_frame_equal(found(PAPERS[::-1]), before)


def test_a_new_article_changes_no_id_and_no_word_of_the_other_findings(found, before):
    after = found([("Lindmere Post", "2024-02-01T10:00:00Z", NEW), *PAPERS])
    told = ["finding_id", "rule", "doc_id", "other_doc_id", "pair_id", "message", "evidence", "start", "end"]
    old = after[after["finding_id"].isin(before["finding_id"])]
    pd.testing.assert_frame_equal(old[told].reset_index(drop=True), before[told])


def test_a_later_copy_keeps_the_ids_of_the_pairs_that_were_found(found, before):
    after = found([*PAPERS, ("Evening Lamp", "2024-03-09T10:00:00Z", f"{STORY} It rained.")])
    of_pairs = before.loc[before["pair_id"].notna(), "finding_id"]
    assert set(of_pairs) <= set(after["finding_id"])
