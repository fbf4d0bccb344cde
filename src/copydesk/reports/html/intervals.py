"""A share and its interval as a small drawing."""

from __future__ import annotations

from markupsafe import Markup

from copydesk.reports.html.phrases import share_text

__all__ = ["interval"]

WIDTH, HEIGHT = 88, 12


def interval(value: float | None, low: float | None, high: float | None) -> Markup:
    """An inline SVG of ``value`` within [``low``, ``high``] on the line from 0 to 1; empty when it is missing."""
    if value is None or low is None or high is None:
        return Markup()
    left, right, at = (round(number * (WIDTH - 6) + 3, 1) for number in (low, high, value))
    said = f"{share_text(value)}, interval {share_text(low)} to {share_text(high)}"
    return Markup(
        '<svg class="interval" width="{w}" height="{h}" viewBox="0 0 {w} {h}" role="img" aria-label="{said}">'
        '<line x1="3" y1="6" x2="{end}" y2="6"/><rect x="{left}" y="3.5" width="{width}" height="5" rx="2.5"/>'
        '<circle cx="{at}" cy="6" r="3"/></svg>'
    ).format(w=WIDTH, h=HEIGHT, said=said, end=WIDTH - 3, left=left, width=round(max(right - left, 0.1), 1), at=at)
