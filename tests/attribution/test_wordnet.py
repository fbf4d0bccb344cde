"""Classes of words by the first sense that WordNet gives them."""

from __future__ import annotations

from pathlib import Path

import pytest

from copydesk.attribution.wordnet import Senses, classify, read_senses

SYNSETS = {
    "verb": "00000001 32 v 02 grumble 0 mutter 1 000 | complain\n00000002 35 v 01 plan 0 000 | shave wood\n"
    "00000003 31 v 02 plan 0 project 2 000 | intend\n00000004 32 v 01 deny 0 000 | say no\n"
    "00000005 31 v 01 know 0 000 | be sure\n00000006 35 v 01 polish 0 000 | rub\n",
    "noun": "00000011 18 n 01 Plan 0 000 | a man of that name\n00000012 09 n 01 plan 0 000 | what is meant\n"
    "00000013 18 n 02 fishwife 0 gossip 0 000 | who tells\n00000014 20 n 01 fern 0 000 | a plant\n"
    "00000015 18 n 01 Tarrandine 0 000 | a man\n00000016 18 n 01 woman 0 000 | an adult\n"
    "00000017 18 n 01 joss 0 000 | an idol\n",
}
ORDERS = {
    "verb": {"grumble": "00000001", "plan": "00000003 00000002", "deny": "00000004", "know": "00000005",
             "polish": "00000006"},
    "noun": {"plan": "00000011 00000012", "gossip": "00000013", "fern": "00000014", "tarrandine": "00000015",
             "woman": "00000016", "joss": "00000017"},
}  # fmt: skip


def write_wordnet(folder: Path) -> None:
    """A WordNet of a few words, as its files are written."""
    for part, synsets in SYNSETS.items():
        letter = part[0]
        (folder / f"data.{part}").write_text(f"  1 a licence {letter}\n{synsets}")
        (folder / f"index.{part}").write_text("  1 a licence\n" + "".join(
            f"{lemma} {letter} {len(order.split())} 1 @ {len(order.split())} 1 {order}  \n"
            for lemma, order in ORDERS[part].items()
        ))  # fmt: skip


@pytest.fixture
def senses(tmp_path: Path) -> Senses:
    write_wordnet(tmp_path)
    return read_senses(tmp_path)


def test_the_first_sense_that_is_no_name_decides(senses: Senses) -> None:
    assert classify("plan", senses) == ("verb.cognition", "noun.cognition")
    assert classify("tarrandine", senses) == ("", "")


@pytest.mark.parametrize(
    ("word", "verb", "noun"),
    [
        ("grumbled", "verb.communication", ""),
        ("grumbling", "verb.communication", ""),
        ("planned", "verb.cognition", ""),
        ("denies", "verb.communication", ""),
        ("denied", "verb.communication", ""),
        ("known", "verb.cognition", ""),
        ("knew", "verb.cognition", ""),
        ("polishes", "verb.contact", ""),
        ("gossips", "", "noun.person"),
        ("women", "", "noun.person"),
        ("ferns", "", "noun.other"),
        ("as", "", ""),
        ("zzgrumble", "", ""),
    ],
)
def test_forms_have_the_class_of_their_lemma(senses: Senses, word: str, verb: str, noun: str) -> None:
    assert classify(word, senses) == (verb, noun)
