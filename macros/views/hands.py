"""Where hands may go after an operation, in words: when, where, what, and by which rules. The week slider reads the same table."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Literal

from macros.model.clinical import Procedure
from macros.model.vocabulary import AREAS, Area
from macros.plan import touch
from macros.plan.cautions import Applied
from macros.plan.touch import Spot, Step, Touch
from macros.store.library import Library
from macros.store.trace import question
from macros.views.whom import moment

Team = Literal["", "not-asked", "agreed"]
"""What the team said; nothing where it makes no difference."""

TEAMS: dict[Team, str] = {"": "", "not-asked": "the team was not asked", "agreed": "the team has agreed"}


@dataclass(frozen=True)
class Row:
    """What holds in some areas."""

    areas: tuple[Area, ...]
    where: str
    rest: bool
    """Whether these are all that no other row names."""
    touch: Touch
    words: str
    """The planner's words, as far as the kind of touch does not say them."""
    reasons: tuple[int, ...]
    """Numbers of rules in `Hands.reasons`, from 1."""


@dataclass(frozen=True)
class Time:
    """A time in which the same holds."""

    weeks: float
    """When it begins, in weeks since surgery; -1 before the operation."""
    when: str
    team: Team
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Hands:
    """The table of an operation."""

    times: tuple[Time, ...]
    reasons: tuple[Applied, ...]
    names: ClassVar[dict[Area, str]] = {area: name for area, name in AREAS.items() if area.replace("-", " ") != name}
    """The areas whose words are not those of their slug."""


@question
def hands(operation: Procedure, library: Library) -> Hands:
    """The table of an operation: as long as the team was not asked, and where it differs once the team has agreed."""
    unasked, agreed = (touch.steps(operation, agreed, library) for agreed in (False, True))
    own = [step for step in agreed if step not in unasked]
    last = max((step.start or 0 for step in own), default=0)
    early = [step for step in unasked if (step.start or 0) <= last]
    late = [step for step in unasked if step not in early]
    reasons: dict[str, Applied] = {}
    times: list[Time] = []
    for step in (*early, *own, *late):
        team: Team = "agreed" if step in own else "" if step in agreed else "not-asked"
        rows = tuple(_row(spot, reasons) for spot in sorted(step.spots, key=_is_rest))
        times.append(Time(-1 if step.start is None else step.start, when(step), team, rows))
    return Hands(tuple(times), tuple(reasons.values()))


def _row(spot: Spot, reasons: dict[str, Applied]) -> Row:
    for rule in spot.because:
        reasons.setdefault(rule.name, rule)
    names = list(reasons)
    numbers = tuple(names.index(rule.name) + 1 for rule in spot.because)
    return Row(spot.areas, where(spot), _is_rest(spot), spot.touch, spot.words, numbers)


def _is_rest(spot: Spot) -> bool:
    return len(spot.areas) > len(AREAS) / 2


def where(spot: Spot) -> str:
    """The areas in words."""
    if len(spot.areas) == len(AREAS):
        return "everywhere"
    return "elsewhere" if _is_rest(spot) else ", ".join(AREAS[area] for area in spot.areas)


def when(step: Step) -> str:
    """The time in words: `From week 10 to 1 year`."""
    if step.start is None:
        return "Before the operation"
    if step.end is None:
        return f"From {moment(step.start)} on"
    if step.start == 0:
        return f"From the operation to {moment(step.end)}"
    return f"From {moment(step.start)} to {moment(step.end)}"
