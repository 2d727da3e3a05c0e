"""SVG as text: elements, labels, and a scale of time. Colors come from the site's style sheet, by class."""

from __future__ import annotations

import html
import math
from collections.abc import Iterable

_TICKS = (
    (0, "0"), (1, "1 wk"), (2, "2 wk"), (6, "6 wk"), (13, "3 mo"), (26, "6 mo"), (52, "1 yr"), (104, "2 yr"),
    (261, "5 yr"),
)  # fmt: skip


def element(name: str, *children: str, **attributes: object) -> str:
    """An element. Underscores in attribute names become hyphens, `class_` becomes `class`; None leaves one out."""
    written = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{html.escape(_short(value))}"'
        for key, value in attributes.items()
        if value is not None
    )
    return f"<{name}{written}>{''.join(children)}</{name}>" if children else f"<{name}{written}/>"


def text(words: str, x: float, y: float, **attributes: object) -> str:
    """Words at a place."""
    return element("text", html.escape(words, quote=False), x=x, y=y, **attributes)


def title(words: str) -> str:
    """What a pointer that rests on the surrounding group reveals."""
    return element("title", html.escape(words, quote=False))


def picture(
    css: str, width: float, height: float, label: str, parts: Iterable[str], role: str = "img", left: float = 0
) -> str:
    """A whole picture, in a block of its own, so that Markdown leaves it and its words alone. `label` tells what it shows to those who hear it.

    `left` is where it starts. The role of a picture with links is `group`: the content of an `img` is hidden from those who hear it.
    """
    box = f"{_short(left)} 0 {_short(width)} {_short(height)}"
    drawn = element("svg", *parts, class_=css, viewBox=box, role=role, aria_label=label)
    return element("div", drawn, class_="sh-picture")


def _short(value: object) -> str:
    return f"{value:.1f}".removesuffix(".0") if isinstance(value, float) else str(value)


class TimeAxis:
    """A scale of weeks since surgery, from the day of surgery to at least `longest`.

    It is compressed (logarithm of one plus the weeks), so that the crowded first weeks stay readable.
    """

    def __init__(self, longest: float, left: float, right: float) -> None:
        """Takes the last week to be shown, and where the scale starts and ends."""
        self.end = next((tick for tick, _ in _TICKS if tick >= longest), longest) or 1
        self._left, self._width = left, right - left

    def x(self, week: float) -> float:
        """The place of a week on the scale."""
        return round(self._left + self._width * math.log1p(min(week, self.end)) / math.log1p(self.end), 1)

    def grid(self, top: float, bottom: float) -> list[str]:
        """The labelled lines of the scale."""
        return [
            element("line", class_="sh-axis", x1=self.x(tick), y1=top, x2=self.x(tick), y2=bottom)
            + text(label, self.x(tick), top - 5, text_anchor="middle")
            for tick, label in _TICKS
            if tick <= self.end
        ]

    def bar(self, start: float, end: float | None, y: float) -> str:
        """A bar from one week to another; an open end runs to the edge and is drawn dashed."""
        width = max(4.0, self.x(self.end if end is None else end) - self.x(start))
        css = "sh-bar sh-bar--open" if end is None else "sh-bar"
        return element("rect", class_=css, x=self.x(start), y=y, width=round(width, 1), height=11, rx=3)
