"""How articles present what they share: block quotes, transcripts, galleries."""

from __future__ import annotations

import pytest

from copydesk.duplicates.compared import Match
from copydesk.duplicates.passages import Passage
from copydesk.duplicates.presentation import Presentation, galleries, introduced, lists_links, present, transcribed

QUOTE = "The mill wheel has not turned since the spring, and the miller has let the race run dry."


def of(text, part=QUOTE):
    start = text.index(part)
    return start, start + len(part)


@pytest.mark.parametrize(
    ("text", "is_block_quote"),
    [
        (f"The paper looked into it:\n\n{QUOTE}", True),
        (f"The paper looked into it:\n\n“{QUOTE}”", True),
        (f"The paper looked into it：\n{QUOTE}", True),
        (f"The paper looked into it:\n\nOf course, though: {QUOTE}", True),
        (f"The paper looked into it:\n\nWe found this, among others. {QUOTE}", False),
        (f"The paper looked into it: {QUOTE}", False),
        (f"The paper looked into it.\n\n{QUOTE}", False),
        (QUOTE, False),
    ],
)
def test_a_colon_and_a_new_paragraph_introduce_a_block_quote(text, is_block_quote):
    assert introduced(text, of(text)) is is_block_quote


@pytest.mark.parametrize(
    ("text", "is_transcript"),
    [
        ("MAYOR VOSS: We had no choice.\nREPORTER: Since when? VOSS: Since the flood.", True),
        ("Q: Since when?\nA: Since the flood.", True),
        ("VOSS: We had no choice, and nobody offered us one.", False),
        ("Voss: We had no choice. Lind: Since when?", False),
        ("They met at 10: 30 people came. At noon: none.", False),
    ],
)
def test_two_turns_make_a_transcript(text, is_transcript):
    assert transcribed(text, (0, len(text))) is is_transcript


def test_two_labels_in_a_long_story_make_no_transcript():
    story = " ".join(["The ferry left the harbour late again, and the council was told of it."] * 40)
    text = f"UPDATE: {story} NOTE: {story}"
    assert not transcribed(text, (0, len(text)))


def test_turns_outside_the_passage_do_not_count():
    text = f"VOSS: Yes. LIND: No.\n{QUOTE}"
    assert not transcribed(text, of(text))


ONE, TWO, THREE = "Ferries wait in the fog.", "A child feeds a gull.", "The lamp is lit at last."


@pytest.mark.parametrize(
    "gallery",
    [
        f"{ONE} Hide 1 of 9 {TWO} Hide 2 of 9 {THREE} Hide 3 of 9",
        f"{ONE}\n1/3\n{TWO}\n2/3\n{THREE}\n3/3",
        f"1 of 3\n{ONE}\n2 of 3\n{TWO}\n3 of 3\n{THREE}",
        f"2 of 14 {ONE}\n3 of 14 {TWO}\n4 of 14 {THREE}",
    ],
)
def test_a_gallery_counts_its_pictures(gallery):
    text = f"A first paragraph of story.\n\n{gallery}\n\nA last paragraph of story."
    (span,) = galleries(text)
    for caption in (ONE, TWO, THREE):
        start, end = of(text, caption)
        assert span[0] <= start
        assert end <= span[1]


@pytest.mark.parametrize(
    "text",
    [
        "3 of 10 adults agree, 4 of 10 do not.",
        "In wards 1 of 3, 1 of 3 and 1 of 3 the count was even.",
        "1 of 3 said yes, 2 of 4 said no, 3 of 5 were silent.",
        "They scored 1/2, 2/2 and no more.",
        "Rates rose to 1/4%, 2/4% and 3/4% in turn.",
        "",
    ],
)
def test_shares_in_prose_are_no_gallery(text):
    assert galleries(text) == ()


def test_shares_are_weighted_by_words():
    a = f"She wrote:\n\n{QUOTE}\n\nAda Voss spoke, and the band played on until dark."
    b = f"{QUOTE} Ada Voss spoke, and the band played on until dark."
    spans = [[of(text), of(text, "Ada Voss spoke, and the band played on until dark")] for text in (a, b)]
    passages = (Passage(2, 20, 0, 18, 18, 18), Passage(20, 30, 18, 28, 10, 10))
    shown = present(Match(0, 1, 0.9, 1.0, 1.0, passages, (0.0, 0.0), (0.0, 0.5)), a, b, *spans)
    assert shown == Presentation(
        quoted=pytest.approx(5 / 28),
        cited=pytest.approx(23 / 28),
        captions=0.0,
        a_quotes=pytest.approx(18 / 28),
        b_quotes=pytest.approx(5 / 28),
        a_introduces=pytest.approx(18 / 28),
        b_introduces=0.0,
    )


@pytest.mark.parametrize("other", ["The guild said: ", "The guild said: “", "The guild said:\n\n“", "It said:\n"])
def test_what_a_colon_leads_to_in_both_is_a_statement_of_a_third(other):
    a, b = f"The guild wrote to us:\n\n{QUOTE}", other + QUOTE
    match = Match(0, 1, 0.9, 1.0, 1.0, (Passage(5, 23, 3, 21, 18, 18),), (0.0,), (0.0,))
    for shown in (present(match, a, b, [of(a)], [of(b)]), present(match, b, a, [of(b)], [of(a)])):
        assert (shown.cited, shown.a_introduces, shown.b_introduces) == (1.0, 0.0, 0.0)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("The mayor Overnight Harbour: Ferry sold | Pier mended | Wall lost More said so.", True),
        ("The mayor said so | The wall is lost.", False),
        ("A | B | " + "The mayor said that the wall is lost. " * 40, False),
    ],
)
def test_a_row_of_headlines_with_bars_is_a_list_of_links(text, told):
    assert lists_links(text, (0, len(text))) is told
    shared = text.index("|") + 1
    assert lists_links(text, (0, shared)) is False
