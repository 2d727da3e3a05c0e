"""Where hands may go after an operation, as time goes by: what the planner's rules leave in each area, as four kinds of touch.

It is the planner's answer for one client: well, with no sign, illness or medicine on its lists, of whom only the operation and the
time are known, and whose team has agreed to massage or was not asked. An operation that is done on several parts of the spine is
taken as done on all of them: what is not known softens nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal, get_args

from macros.model.clinical import Procedure
from macros.model.vocabulary import AREAS, LEAVES, Area, Leaves, Reach, Region
from macros.plan import cautions, planner
from macros.plan.cautions import Applied
from macros.plan.client import FIRST_YEAR, Asked, Client, Knowledge
from macros.plan.planner import Plan, Session
from macros.store.library import Library

Touch = Literal["no-touch", "in-part", "light", "ordinary"]
"""What hands may do in an area, the most careful first. A part of the area that is barred decides for the whole of it."""

TOUCHES: dict[Touch, str] = {
    "no-touch": "No touch",
    "in-part": "Only in part",
    "light": "Light",
    "ordinary": "Ordinary",
}

OF: dict[Leaves, Touch] = {
    "nothing": "no-touch",
    "beside-sore": "no-touch",
    "beside-cut": "in-part",
    "beside-implant": "in-part",
    "light": "light",
    "light-where-numb": "light",
    "careful": "light",
    "still": "light",
}
"""The kind for each thing that a rule leaves. Our own reading of the four words."""

_IMPLIED: dict[Touch, tuple[str, ...]] = {
    "no-touch": (LEAVES["nothing"],),
    "in-part": (),
    "light": (LEAVES["light"],),
    "ordinary": (),
}
"""The planner's words that say no more than the kind."""

CLOSED: dict[Session, str] = {
    "do-not-massage": "not today",
    "postpone": "not before the go-ahead",
    "undecided": "not enough known",
}
"""The verdicts under which no area is open to the hands, in the words of the planner's line on areas."""


@dataclass(frozen=True)
class Spot:
    """What holds in some areas."""

    areas: tuple[Area, ...]
    touch: Touch
    words: str
    """The planner's words for it, as far as the kind does not say them: `lightly, off the cut`. Empty: nothing more."""
    because: tuple[Applied, ...]
    """The first rule for the kind and for each of the words, in their order."""


@dataclass(frozen=True)
class Step:
    """A time in which the same holds."""

    start: float | None
    """Weeks since surgery. None: before the operation."""
    end: float | None
    """The week from which something else holds. None: until the operation, or for good."""
    spots: tuple[Spot, ...]
    """Every area once, those that ask for the most care first."""


def well(operation: Procedure, weeks: float | None, agreed: bool) -> Client:
    """The client that is painted. No weeks: the operation is still to come."""
    return Client(
        procedures=frozenset({operation.id}),
        weeks=weeks,
        planned=weeks is None,
        regions=frozenset(operation.regions or get_args(Region)),
        asked=frozenset(get_args(Asked)),
        areas=frozenset(get_args(Area)),
        clearance="agreed" if agreed else "not-asked",
    )


def steps(operation: Procedure, agreed: bool, library: Library) -> list[Step]:
    """What holds before the operation, and after it from each week in which a rule begins or ends to the next, those alike as one."""
    met = _met([wider.id for wider in library.ancestors(operation)], library)
    spans = [item.rule.when.weeks for item in met if item.rule.when.weeks]
    turns = sorted({0.0, FIRST_YEAR, *(s.start for s in spans), *(s.end for s in spans if s.end is not None)})
    found = [Step(None, None, spots(well(operation, None, agreed), library, met))]
    for start, end in pairwise([*turns, None]):
        assert start is not None, "only the last turn is open"
        here = spots(well(operation, start, agreed), library, met)
        last = found[-1]
        if last.start is not None and last.spots == here:
            found[-1] = Step(last.start, end, here)
        else:
            found.append(Step(start, end, here))
    return found


def _met(line: Iterable[str], library: Library) -> list[Applied]:
    """The rules that a client who is well may meet after the operations of `line`."""
    return [item for item in cautions.after(line, library) if not item.personal]


def spots(client: Client, library: Library, met: Iterable[Applied] | None = None) -> tuple[Spot, ...]:
    """What the planner leaves to the hands of a client who is well, by area. `met`: the rules that such a client may meet."""
    known = Knowledge(client, library)
    made = planner.plan(client, library, _met(known.line, library) if met is None else met)
    groups: dict[tuple[str, ...], Spot] = {}
    for area, found in left(made, known).items():
        spot = _spot(area, made, found)
        same = (spot.touch, spot.words, *(item.name for item in spot.because))
        groups[same] = replace(spot, areas=(*groups[same].areas, area)) if same in groups else spot
    return tuple(sorted(groups.values(), key=lambda spot: get_args(Touch).index(spot.touch)))


def _spot(area: Area, made: Plan, found: dict[Leaves, list[Applied]]) -> Spot:
    if words := CLOSED.get(made.areas[area]):
        waits = [item.applied for item in made.held if item.applied.rule.today in ("stop", "wait")]
        return Spot((area,), "no-touch", words, tuple(waits))
    if not found:
        return Spot((area,), "ordinary", allowed(made), ())
    touch = min((OF[one] for one in found), key=get_args(Touch).index)
    said = [LEAVES[one] for one in found if LEAVES[one] not in _IMPLIED[touch]]
    because = {rules[0].name: rules[0] for rules in found.values()}
    return Spot((area,), touch, ", ".join(said), tuple(because.values()))


def left(made: Plan, known: Knowledge) -> dict[Area, dict[Leaves, list[Applied]]]:
    """What the rules leave to the hands in each area, the most careful first, each with its rules; empty when none speaks of it.

    A medicine or an illness of which nobody knows counts as if it were there.
    """
    waiting = [item.applied for item in made.held if not planner.answered(item.applied.rule, known)]
    said = [(*one, item) for item in (*waiting, *made.hanging) for one in item.rule.leaves.items()]
    return {area: _left(area, said, known) for area in AREAS}


def _left(area: Area, said: list[tuple[Reach, Leaves, Applied]], known: Knowledge) -> dict[Leaves, list[Applied]]:
    reaches = {area, "everywhere", "operated" if area in known.operated else area}
    found: dict[Leaves, list[Applied]] = {}
    for leaves in get_args(Leaves):
        some = [item for reach, one, item in said if one == leaves and reach in reaches]
        if some:
            found[leaves] = some
    if "nothing" in found:
        return {"nothing": found["nothing"]}
    if "light" in found:
        return {leaves: some for leaves, some in found.items() if leaves not in ("careful", "light-where-numb")}
    return found


def allowed(made: Plan) -> str:
    """What is said of an area of which no rule speaks."""
    limits = any(item.applied.rule.when.weeks and item.applied.rule.when.weeks.until for item in made.held)
    limits = limits or any(question.fact == ("limits", "") for question in made.questions)
    rules = [item.applied.rule for item in made.held]
    care = any(r.today == "change" and not r.where and not r.leaves for r in rules)
    return ", ".join([*(["with care"] if care else []), *(["as the team allows"] if limits else [])])
