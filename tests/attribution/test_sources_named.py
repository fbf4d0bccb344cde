from __future__ import annotations

import pytest
from attribution_articles import judge, only


@pytest.mark.parametrize(
    ("sentence", "kind", "source"),
    [
        ("Reports indicate that the ramp will be closed until autumn.", "vague", "Reports"),
        ("Analysts suggest that the operator could lose its licence.", "vague", "Analysts"),
        ("Experts say that fares may have to rise again.", "vague", "Experts"),
        ("Critics say the council waited too long.", "vague", "Critics"),
        ("Officials said a delay would forfeit the grant.", "unnamed", "Officials"),
        ("Two people familiar with the talks said the price had doubled.", "unnamed", "Two people"),
        (
            "A council spokesperson said the suspension would be taken into account.",
            "unnamed",
            "A council spokesperson",
        ),
        ("“The ramp is safe,” said Joss Tarrandine.", "named_person", "Joss Tarrandine"),
        ("Orla Benneweth, who runs the shop, said the queue was longer than ever.", "named_person", "Orla Benneweth"),
        (
            "The Brackwater Drainage Board said in a statement that the pumps were working.",
            "named_organisation",
            "The Brackwater Drainage Board",
        ),
        ("Two people close to the company said the price had doubled.", "unnamed", "Two people close to the company"),
        ("It is understood that some of the ironwork will have to be cast again.", "vague", "It"),
        ("The ramp is unsafe, according to the council’s estates report.", "document", "the council’s estates report"),
        ("The report said the pier had been closed for a decade.", "document", "The report"),
        ("According to the report, the pier had been closed for a decade.", "document", "the report"),
    ],
)
def test_kinds_of_source(sentence: str, kind: str, source: str) -> None:
    row = only(sentence)
    assert row["kind"] == kind
    assert row["source_text"].startswith(source)


def test_a_pronoun_stands_for_the_last_named_source() -> None:
    rows = judge(
        "Orla Benneweth said the queue was longer than ever. “I have told people to fill half a tank,” she said.\n"
        "“It will pass,” Benneweth said."
    )["attributions"]
    assert rows["kind"].tolist() == ["named_person"] * 3
    assert rows["source_name"].tolist() == ["Orla Benneweth"] * 3
    assert rows["source_text"].tolist() == ["Orla Benneweth", "she", "Benneweth"]


def test_a_family_name_may_stand_first() -> None:
    rows = judge("Kim Sang Ho said the boat was late.\n“It will pass,” Kim said.")["attributions"]
    assert rows["source_name"].tolist() == ["Kim Sang Ho", "Kim Sang Ho"]


def test_distinct_sources_count_a_person_once() -> None:
    row = judge(
        "Orla Benneweth said the queue was long.\nBenneweth said it would pass.\n"
        "Joss Tarrandine said the ramp was safe."
    )["attribution"].iloc[0]
    assert (row["named_persons"], row["named_sources"], row["distinct_sources"]) == (2, 2, 2)
    assert row["source_concentration"] == pytest.approx(2 / 3)


def test_the_rest_of_a_quotation_belongs_to_its_speaker() -> None:
    rows = judge("“We found a crack,” said Joss Tarrandine. “Nobody was hurt. The crew did well.”")["attributions"]
    assert rows["source_name"].tolist() == ["Joss Tarrandine"] * 3


@pytest.mark.parametrize(
    ("story", "reason"),
    [
        (
            "A board member said the panel had been divided, speaking on condition of anonymity because the "
            "deliberations are confidential.",
            "because the deliberations are confidential",
        ),
        (
            "A former resident, who asked not to be named because her husband does not know where she lives, said the "
            "doors were locked.",
            "because her husband does not know where she lives",
        ),
        ("An official said the sale would go ahead. He spoke on condition of anonymity.", "on condition of anonymity"),
    ],
)
def test_the_reason_for_anonymity_is_the_clause_that_gives_it(story: str, reason: str) -> None:
    found = judge(story)
    told = found["attributions"].query("kind == 'unnamed'")
    assert reason in told["anonymity_reason"].tolist()
    assert found["attribution"]["anonymity_reason_given"].tolist() == [True]


def test_no_reason_for_anonymity_where_none_is_given() -> None:
    found = judge("An official said the sale would go ahead.")
    assert found["attributions"]["anonymity_reason"].isna().all()
    assert found["attribution"]["anonymity_reason_given"].tolist() == [False]


@pytest.mark.parametrize(
    ("language", "sentence", "kind"),
    [
        ("de", "„Die Brücke bleibt offen und sicher“, sagte Oswin Tarleigh.", "named_person"),
        ("de", "Experten warnten vor höheren Preisen.", "vague"),
        ("fr", "« Le pont reste ouvert à tous », a déclaré Oswin Tarleigh.", "named_person"),
        ("fr", "Selon un rapport, le pont est fermé.", "document"),
        ("es", "«El puente sigue abierto para todos», dijo Oswin Tarleigh.", "named_person"),
        ("es", "Fuentes dijeron que el puente sigue cerrado.", "unnamed"),
    ],
)
def test_other_languages_go_by_their_lexicon(language: str, sentence: str, kind: str) -> None:
    found = judge(sentence, language=language)
    assert found["sentences"]["method"].tolist() == ["rules"]
    assert found["attributions"]["kind"].tolist() == [kind]
