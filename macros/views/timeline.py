"""Recovery milestones as a picture: bars on an axis of weeks since surgery."""

from __future__ import annotations

import html
import math
from collections.abc import Sequence

from macros.model.base import Span
from macros.model.clinical import Milestone
from macros.model.text import plain

_WEEKS = {"days": 1 / 7, "weeks": 1.0, "months": 365.25 / 7 / 12, "years": 365.25 / 7}
_TICKS = ((0, "0"), (1, "1 wk"), (2, "2 wk"), (6, "6 wk"), (13, "3 mo"), (26, "6 mo"), (52, "1 yr"), (104, "2 yr"))
_WIDTH, _ROW, _TOP = 640, 18, 26


def weeks(span: Span) -> tuple[float, float | None]:
    """Start and end of a span in weeks. A month counts as a twelfth of 365.25 days."""
    factor = _WEEKS[span.unit]
    return span.start * factor, None if span.end is None else span.end * factor


def svg(milestones: Sequence[Milestone]) -> str:
    """An SVG of the milestones, one numbered bar each in the order given. The table beside it holds the words.

    The axis is compressed (logarithm of one plus the weeks), so that the crowded first weeks stay readable.
    """
    if not milestones:
        return ""
    spans = [weeks(milestone.when) for milestone in milestones]
    longest = max(max(start, end or 0) for start, end in spans)
    last = next((tick for tick, _ in _TICKS if tick >= longest), longest)
    height = _TOP + _ROW * len(spans) + 6

    def x(week: float) -> float:
        return round(24 + (_WIDTH - 34) * math.log1p(week) / math.log1p(last or 1), 1)

    parts = [
        f'<line class="sh-axis" x1="{x(t)}" y1="{_TOP - 6}" x2="{x(t)}" y2="{height}"/><text x="{x(t)}" y="12" text-anchor="middle">{label}</text>'
        for t, label in _TICKS
        if t <= last
    ]
    for row, ((start, end), milestone) in enumerate(zip(spans, milestones, strict=True)):
        y = _TOP + row * _ROW
        width = max(4.0, x(end if end is not None else last) - x(start))
        css = "sh-bar sh-bar--open" if end is None else "sh-bar"
        parts.append(
            f'<g><title>{html.escape(f"{milestone.when}: {plain(milestone.what)}")}</title><text x="2" y="{y + 10}">{row + 1}</text><rect class="{css}" x="{x(start)}" y="{y}" width="{width:.1f}" height="11" rx="3"/></g>'
        )
    return f'<svg class="sh-timeline" viewBox="0 0 {_WIDTH} {height}" role="img" aria-label="Milestones on an axis of time since surgery; the numbered table below says the same in words">{"".join(parts)}</svg>'
