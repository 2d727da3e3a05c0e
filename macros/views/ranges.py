"""Figures as a picture: each estimate a dot, each range a bar, on one axis of percent."""

from __future__ import annotations

from collections.abc import Sequence

from macros.model.evidence import Rate
from macros.views import svg

_WIDTH, _ROW, _TOP, _LEFT = 440, 30, 26, 26
_STEPS = (1, 2, 5, 10, 20, 25, 50)


def draw(rates: Sequence[Rate]) -> str:
    """An SVG of the figures in percent, numbered as in the table below it. Nothing for fewer than two."""
    percents = [(number, rate) for number, rate in enumerate(rates, 1) if rate.unit == "%"]
    if len(percents) < 2:
        return ""
    most = max(max(rate.estimate or 0, rate.high or 0) for _, rate in percents)
    step = next((step for step in _STEPS if step * 6 >= most), 50)
    end = min(100, step * (int(most / step) + 1)) if most <= 100 else most

    def x(value: float) -> float:
        return round(_LEFT + (_WIDTH - _LEFT - 20) * value / end, 1)

    height = _TOP + _ROW * len(percents) + 4
    grid = [
        svg.element("line", class_="sh-axis", x1=x(tick), y1=_TOP - 6, x2=x(tick), y2=height)
        + svg.text(f"{tick}%", x(tick), _TOP - 11, text_anchor="middle")
        for tick in range(0, int(end) + 1, step)
    ]
    rows = []
    for row, (number, rate) in enumerate(percents):
        y = _TOP + row * _ROW
        marks = []
        if rate.low is not None and rate.high is not None:
            width = max(3.0, x(rate.high) - x(rate.low))
            marks.append(svg.element("rect", class_="sh-bar", x=x(rate.low), y=y + 16, width=width, height=8, rx=4))
        if rate.estimate is not None:
            marks.append(svg.element("circle", class_="sh-dot", cx=x(rate.estimate), cy=y + 20, r=5))
        words = f"{number}. {rate.figure}: {rate.measure}"
        rows.append(
            svg.element(
                "g",
                svg.title(f"{words}. {rate.population}. Follow-up: {rate.follow_up}"),
                svg.text(words if len(words) <= 62 else f"{words[:60].rsplit(' ', 1)[0]} …", _LEFT, y + 11),
                *marks,
            )
        )
    label = "The figures in percent on one axis; the numbered table below says whom each was counted in and who says so"
    return svg.picture("sh-timeline", _WIDTH, height, label, [*grid, *rows])
