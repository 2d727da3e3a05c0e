"""Recovery as a picture: the steps of each protocol on one axis of weeks since surgery, a lane a protocol."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import count

from macros.model.clinical import Milestone
from macros.model.evidence import Source
from macros.model.text import cited, plain
from macros.views import svg

_WIDTH, _ROW, _TOP, _LANE = 440, 18, 26, 20


@dataclass(frozen=True)
class Lane:
    """The steps that one protocol gives."""

    name: str
    """Who says so."""
    steps: tuple[tuple[int, Milestone], ...]
    """The steps with their numbers, which run on from lane to lane."""


def lanes(milestones: Sequence[Milestone], source: Callable[[str], Source]) -> list[Lane]:
    """The milestones by the work that each cites first, in the order in which the works first appear.

    A milestone has no field for its source: it belongs to the record of an operation, beside milestones of other protocols, and its
    one sentence cites the protocol it is taken from.
    """
    groups: dict[str, list[Milestone]] = {}
    for milestone in milestones:
        groups.setdefault(cited(milestone.what)[0], []).append(milestone)
    number = count(1)
    return [
        Lane(
            source(slug).short,
            tuple((next(number), step) for step in sorted(steps, key=lambda s: s.when.weeks[0])),
        )
        for slug, steps in groups.items()
    ]


def draw(protocols: Sequence[Lane]) -> str:
    """An SVG of the lanes, one numbered bar a step. The table beside it has the words."""
    steps = [step for lane in protocols for _, step in lane.steps]
    if not steps:
        return ""
    longest = max(max(start, end or 0) for start, end in (step.when.weeks for step in steps))
    axis = svg.TimeAxis(longest, 24, _WIDTH - 20)
    y: float = _TOP
    rows = []
    for lane in protocols:
        rows.append(svg.text(lane.name, 2, y + 11, class_="sh-lane"))
        y += _LANE
        for number, step in lane.steps:
            start, end = step.when.weeks
            rows.append(
                svg.element(
                    "g",
                    svg.title(f"{lane.name}, {step.when}: {plain(step.what)}"),
                    svg.text(str(number), 2, y + 10),
                    axis.bar(start, end, y),
                )
            )
            y += _ROW
        y += 4
    label = "Steps of recovery on an axis of time since surgery, by protocol; the numbered table below says the same in words"
    return svg.picture("sh-timeline", _WIDTH, y + 2, label, [*axis.grid(_TOP - 6, y), *rows])
