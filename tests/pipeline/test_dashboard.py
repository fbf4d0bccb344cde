from __future__ import annotations

import json
import re
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from copydesk.pipeline.dashboard import CARD_BYTES, CARD_ROWS, Card, deal
from copydesk.pipeline.defusing import CELL_CHARS, defuse, escape
from copydesk.tables import TABLES

HOSTILE = (
    "[read on](javascript:alert(1))",
    "![spy](http://spy.example/p.png)",
    "<img src=x onerror=alert(1)>",
    "a <b onclick=alert(1)>bold</b> claim",
    "<script>alert(1)</script>",
    "<http://spy.example>",
    "see https://spy.example/a?b or www.spy.example or ftp://spy.example",
    "write to desk@spy.example",
    "[x]: javascript:alert(1)",
    "[x][y]",
    "a\n\n# heading\n\n---\n| a | b |\n|---|---|\n| [x](javascript:1) | y |",
    "```mermaid\ngraph TD; A-->B; click A 'javascript:alert(1)'\n```",
    "&lt;script&gt; &#91;x](javascript:1) &#x3c;b>",
    "\\[x](javascript:alert(1)) \\",
    "Ferry Post\u202e\u2066 moc.live\u2028",
    "# heading",
    "1. first",
    "- item",
    "> quoted",
    "    code",
)
# GFM 0.29 section 6.9 and what renderers add to it: addresses that become links without any markup.
ADDRESS = re.compile(r"(?i)\b(?:https?|ftp)://|\bwww\.|[\w.+-]@[\w-]|mailto:[\w.+-]+@")
MARKDOWN = MarkdownIt("commonmark").enable(["table", "strikethrough"])
PLAIN = {
    "text",
    "softbreak",
    "em_open",
    "em_close",
    "strong_open",
    "strong_close",
    "code_inline",
    "text_special",
    "s_open",
    "s_close",
}


def inline(source: str) -> list[Any]:
    blocks = MARKDOWN.parse(source)
    return [child for block in blocks if block.type == "inline" for child in block.children or []]


def blocks(source: str) -> list[str]:
    return [block.type for block in MARKDOWN.parse(source)]


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("guard", [defuse, escape])
def test_hostile_text_becomes_no_link_image_tag_or_block(text: str, guard: Any) -> None:
    assert inline(text) or blocks(text)  # the text as it is does reach the renderer
    guarded = guard(text)
    assert {token.type for token in inline(guarded)} <= PLAIN
    assert blocks(guarded) == ["paragraph_open", "inline", "paragraph_close"]
    rendered = "".join(token.content for token in inline(guarded))
    assert not ADDRESS.search(rendered)


def test_unguarded_text_would_become_links() -> None:
    assert {"link_open", "image", "html_inline"} <= {token.type for text in HOSTILE for token in inline(text)}
    assert sum(bool(ADDRESS.search(text)) for text in HOSTILE) >= 3


PIECES = [*"[]()<>!\\`*_#-+.:/@&|~ \n\tab1w", "www.", "http://", "javascript:", "&lt;", "&#91;"]


@given(st.lists(st.sampled_from(PIECES), max_size=30).map("".join))
def test_no_text_whatever_becomes_a_link(text: str) -> None:
    for guard in (defuse, escape):
        guarded = guard(text)
        assert {token.type for token in inline(guarded)} <= PLAIN
        assert not ADDRESS.search(re.sub(r"\\(?=[!-/:-@\[-`{-~])", "", guarded))


@given(st.text(max_size=CELL_CHARS))
def test_defused_text_reads_the_same(text: str) -> None:
    visible = defuse(text).replace("\u2060", "")
    hidden = "[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]"
    squeezed = re.sub(r"[\s\x00-\x1f\x7f-\x9f]+", " ", re.sub(hidden, "", text)).strip()
    assert visible == squeezed


def test_long_text_is_cut_with_a_mark() -> None:
    assert defuse("x" * (CELL_CHARS + 1)) == "x" * (CELL_CHARS - 1) + "…"
    assert defuse("x" * CELL_CHARS) == "x" * CELL_CHARS


def fill(kind: str, values: tuple[str, ...]) -> Any:
    filled = {"text": values[-1] if values else "x", "number": 0.123456, "flag": True, "bytes": b""}
    return filled.get(kind, pd.Timestamp("2031-03-01T09:00Z") if kind == "time" else 3)


def rows(name: str, count: int = 1, **given: Any) -> pd.DataFrame:
    """``count`` rows of a table, every column filled."""
    row = {column.name: fill(column.kind, column.values) for column in TABLES[name].columns} | given
    return TABLES[name].conform(pd.DataFrame([row] * count, columns=TABLES[name].names))


@pytest.fixture
def tables() -> dict[str, pd.DataFrame]:
    return {name: rows(name) for name in ("summary", "findings", "outlets", "checks", "rejects")}


def by_key(cards: list[Card]) -> dict[str, Card]:
    return {card.key: card for card in cards}


def test_run_has_five_cards_with_fixed_keys(tables: dict[str, pd.DataFrame]) -> None:
    keys = [card.key for card in deal(tables, "reports/audit")]
    assert keys == ["audit-summary", "audit-findings", "audit-outlets", "audit-data-quality", "audit-rejects"]


def test_summary_names_the_figures_and_the_report(tables: dict[str, pd.DataFrame]) -> None:
    tables["summary"] = rows("summary", text="12 of 40 articles share copy.")
    markdown = deal(tables, "reports/[x](javascript:1)")[0].markdown
    assert "- 12 of 40 articles share copy\\." in markdown
    links = [token.attrs["href"] for token in inline(markdown) if token.type == "link_open"]
    assert links == [f"/v2/artifacts/key/audit-{name}" for name in ("findings", "outlets", "data-quality", "rejects")]


def test_withheld_run_shows_why_and_not_the_findings(tables: dict[str, pd.DataFrame]) -> None:
    cards = by_key(deal(tables, "", "a critical check failed: pairs.key"))
    assert set(cards) == {"audit-summary", "audit-data-quality", "audit-rejects"}
    assert "a critical check failed" in cards["audit-summary"].markdown


def test_run_without_articles_shows_its_rejects() -> None:
    cards = by_key(deal({"rejects": rows("rejects", reason="empty")}, "", "nothing readable"))
    assert cards["audit-rejects"].rows[0]["reason"] == "empty"


def test_values_are_plain_json(tables: dict[str, pd.DataFrame]) -> None:
    tables["findings"] = rows("findings", start=None, value=float("nan"), evidence=None)
    for card in deal(tables, "r"):
        assert json.loads(json.dumps(card.rows, allow_nan=False)) == list(card.rows)
        values = [value for row in card.rows for value in row.values()]
        assert {type(value) for value in values} <= {str, int, float, bool, type(None)}
    row = by_key(deal(tables, "r"))["audit-findings"].rows[0]
    assert (row["value"], row["evidence"], row["threshold"]) == (None, None, 0.1235)


def test_failed_checks_come_first(tables: dict[str, pd.DataFrame]) -> None:
    some = [
        rows("checks", check_id=f"{ok}-{severity}", severity=severity, success=ok)
        for ok in (True, False)
        for severity in ("info", "warning", "critical")
    ]
    tables["checks"] = pd.concat(some, ignore_index=True)
    card = by_key(deal(tables, "r"))["audit-data-quality"]
    assert [(row["success"], row["severity"]) for row in card.rows] == [
        (False, "critical"),
        (False, "warning"),
        (False, "info"),
        (True, "critical"),
        (True, "warning"),
        (True, "info"),
    ]
    assert card.description == "3 of 6 checks failed."


@pytest.mark.parametrize(("count", "text", "most"), [(1000, "x", CARD_ROWS), (180, "é" * CELL_CHARS, 180)])
def test_cards_stay_small_and_say_what_is_left_out(
    tables: dict[str, pd.DataFrame], count: int, text: str, most: int
) -> None:
    tables["findings"] = rows("findings", count, message=text, evidence=text, title=text)
    card = by_key(deal(tables, "r"))["audit-findings"]
    assert 0 < len(card.rows) <= most
    assert len(json.dumps(list(card.rows)).encode()) <= CARD_BYTES
    assert card.description == f"Findings. The first {len(card.rows)} of {count} rows; findings.csv has all."


def test_empty_tables_say_so(tables: dict[str, pd.DataFrame]) -> None:
    tables["rejects"] = TABLES["rejects"].empty()
    card = by_key(deal(tables, "r"))["audit-rejects"]
    assert (card.description, card.rows) == ("Records that were not analysed: none.", ())
