"""Text and marks can be told from what is behind them, in light and in dark."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from report_pages import parsed


def _luminance(colour: str) -> float:
    full = colour.lstrip("#") if len(colour) == 7 else "".join(2 * c for c in colour.lstrip("#"))
    parts = [int(full[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(one: str, other: str) -> float:
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize(
    ("front", "back", "least"),
    [
        ("ink", "paper", 7),
        ("soft", "paper", 4.5),
        ("link", "paper", 4.5),
        ("red", "paper", 4.5),
        ("mark-ink", "mark", 7),
        ("number-ink", "number", 4.5),
        ("ink", "notice", 7),
        ("ink", "credit", 7),
        ("bar", "paper", 3),
        ("dot", "paper", 3),
        ("number", "paper", 3),
    ],
)
def test_colours_have_the_contrast_of_wcag_aa(report: Path, scheme: int, front: str, back: str, least: float) -> None:
    (style,) = parsed(report / "index.html").iter("style")
    blocks = [dict(re.findall(r"--([a-z-]+):(#[0-9a-f]{3,6})\b", block)) for block in style.text.split(":root")[1:3]]
    colours = blocks[0] | blocks[scheme]
    assert _contrast(colours[front], colours[back]) >= least
