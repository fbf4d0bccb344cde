"""Marked edits: what a desk put in brackets or left out behind dots was not changed on the sly."""

from __future__ import annotations

import pytest

from copydesk.duplicates.marked_edits import without_marked_edits

SAID = "We will mend the old pier before the next storm comes, and then the wall."


@pytest.mark.parametrize(
    "edited",
    [
        "We will mend [the north pier] before the next storm comes,",
        "We [the board] will mend the old pier before the next storm comes,",
        "[The board] will mend the old pier before the next storm comes",
        "we will mend the old pier … and then the wall.",
        "We will mend the old pier . . . and then the wall",
        "We will mend (the old pier) before the next storm comes...",
    ],
)
def test_a_marked_edit_is_no_wording_on_either_side(edited):
    assert without_marked_edits([SAID, edited]) == [SAID]
    assert without_marked_edits([edited, SAID]) == [edited]


@pytest.mark.parametrize(
    "changed",
    [
        "We will mend the old jetty before the next storm comes",
        "We will mend [the north pier] before the worst storm comes",
        "and then the wall … We will mend the old pier",
    ],
)
def test_an_unmarked_change_stays(changed):
    assert without_marked_edits([SAID, changed]) == [SAID, changed]
