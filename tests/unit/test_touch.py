"""Where hands may go as time goes by: what the page of an operation shows is what the planners say, and never milder."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from itertools import pairwise
from typing import get_args

import pytest

from macros.model.clinical import Procedure
from macros.model.vocabulary import AREAS, Area, Leaves, Region
from macros.plan import touch
from macros.plan.client import Knowledge
from macros.plan.touch import Spot, Step, Touch
from macros.views import hands
from tests.making import library as library_of
from tests.making import made, rule
from tests.planning import in_python, left_in_the_browser, library

WEEKS = (None, 0, 0.5, 2, 5.9, 6, 8, 9.9, 10, 11, 12, 13, 25.9, 26, 40, 51.9, 52, 60, 104, 105, 1500)
"""Times around every week in which a rule begins or ends, and far from any."""

ORDER = get_args(Touch)


@cache
def operations() -> list[Procedure]:
    """Every operation."""
    return list(library().of("procedures"))


def at(steps: list[Step], weeks: float | None) -> dict[Area, Spot]:
    """What the steps show at a time."""
    [step] = [
        step
        for step in steps
        if (step.start is None and weeks is None)
        or (step.start is not None and weeks is not None and step.start <= weeks < (step.end or 9999))
    ]
    return {area: spot for spot in step.spots for area in spot.areas}


@pytest.mark.parametrize("agreed", [False, True])
def test_the_painting_is_what_the_browsers_planner_says(agreed: bool) -> None:
    """At any time, for every operation and area: closed where the verdict lets nobody work, else what the rules leave."""
    asked = [(operation, weeks) for operation in operations() for weeks in WEEKS]
    clients = [touch.well(operation, weeks, agreed) for operation, weeks in asked]
    steps = {operation.id: touch.steps(operation, agreed, library()) for operation in operations()}
    for (operation, weeks), said in zip(asked, left_in_the_browser(clients), strict=True):
        for area, spot in at(steps[operation.id], weeks).items():
            verdict, leaves = said[area]
            if verdict in ("do-not-massage", "postpone", "undecided"):
                right: Touch = "no-touch"
            else:
                right = min((touch.OF[one] for one in leaves), key=ORDER.index, default="ordinary")
            assert spot.touch == right, (operation.id, weeks, area, verdict, leaves)
            assert bool(spot.because) == (right != "ordinary"), (operation.id, weeks, area)


def test_both_planners_leave_the_same() -> None:
    """Also where medicines and illnesses are not known, and whatever the team said."""
    clients = [
        replace(touch.well(operation, weeks, agreed), asked=frozenset(), regions=frozenset())
        for operation in operations()
        for weeks in (None, 3, 30, 300)
        for agreed in (False, True)
    ]
    for client, said in zip(clients, left_in_the_browser(clients), strict=True):
        found = touch.left(in_python(client), Knowledge(client, library()))
        assert {area: list(leaves) for area, leaves in found.items()} == {area: said[area][1] for area in AREAS}


@pytest.mark.parametrize("weeks", [None, 1, 8, 20, 60])
def test_a_part_that_is_not_known_softens_nothing(weeks: float | None) -> None:
    """A page never shows less care than the same operation on one of its parts, or on a part that nobody named."""
    for operation in operations():
        shown = at(touch.steps(operation, False, library()), weeks)
        every = touch.well(operation, weeks, False)
        parts: tuple[Region, ...] = operation.regions or get_args(Region)
        for regions in (frozenset(), *(frozenset({part}) for part in parts)):
            for spot in touch.spots(replace(every, regions=regions), library()):
                for area in spot.areas:
                    assert ORDER.index(shown[area].touch) <= ORDER.index(spot.touch), (operation.id, regions, area)


@pytest.mark.parametrize("agreed", [False, True])
def test_every_step_paints_every_area(agreed: bool) -> None:
    """Nothing keeps the color of the time before, and the steps follow one another without a gap."""
    for operation in operations():
        steps = touch.steps(operation, agreed, library())
        for step in steps:
            assert sorted(area for spot in step.spots for area in spot.areas) == sorted(AREAS)
        assert [step.start for step in steps] == [None, 0, *(step.end for step in steps[1:-1])]
        assert steps[-1].end is None
        assert all(one.spots != other.spots for one, other in pairwise(steps[1:]))


def test_every_word_of_the_rules_has_a_kind() -> None:
    """What a rule can leave is painted, and the more careful word never as the milder kind."""
    assert list(touch.OF) == sorted(get_args(Leaves), key=lambda leaves: ORDER.index(touch.OF[leaves]))


def test_nothing_is_open_before_the_go_ahead() -> None:
    """While the team has to be asked first, no area is shown as anything but closed, and the rule says whom to ask."""
    for operation in operations():
        shown = at(touch.steps(operation, False, library()), 3)
        assert {(spot.touch, spot.words) for spot in shown.values()} == {("no-touch", "not before the go-ahead")}
        assert {item.name for spot in shown.values() for item in spot.because} == {"medical-clearance.first-weeks"}


def test_an_operation_of_nobodys_rules() -> None:
    """Where no rule speaks of hands, before and after are ordinary: one step each."""
    small = library_of(made("procedures", "roof-removal", regions=["lumbar"]))
    steps = touch.steps(small.get("procedures", "roof-removal"), False, small)
    assert [(step.start, step.end) for step in steps] == [(None, None), (0, None)]
    assert {(spot.touch, spot.words, spot.because) for step in steps for spot in step.spots} == {("ordinary", "", ())}


def test_a_kind_does_not_take_back_its_words() -> None:
    """A kind that bars all of an area has no word for how to work there: "No pressure: lightly" is no answer."""
    spots = [
        spot for operation in operations() for step in touch.steps(operation, True, library()) for spot in step.spots
    ]
    worked = [spot for spot in spots if spot.words and spot.words not in touch.CLOSED.values()]
    assert worked
    assert [spot for spot in worked if touch.TOUCHES[spot.touch].startswith("No ")] == []


def test_a_part_that_is_barred_decides_for_the_area() -> None:
    """Off the cut is less than lightly, and the words keep both."""
    rules = [
        rule("cut", when={"weeks": {"from": 2, "to": 6}}, leaves={"operated": "beside-cut"}),
        rule("all", when={"weeks": {"to": 6}}, leaves={"everywhere": "light"}),
        rule("pill", when={"medications": ["thinner"]}, leaves={"everywhere": "nothing"}),
    ]
    small = library_of(
        made("procedures", "roof-removal", regions=["lumbar"]),
        made("medications", "thinner"),
        made("cautions", "wound", rules=rules),
    )
    steps = touch.steps(small.get("procedures", "roof-removal"), False, small)
    assert [(step.start, step.end) for step in steps] == [(None, None), (0, 2), (2, 6), (6, None)]
    assert at(steps, 1)["low-back"].touch == "light"
    back = at(steps, 3)["low-back"]
    assert (back.touch, back.words) == ("in-part", "lightly, off the cut")
    assert [item.rule.id for item in back.because] == ["all", "cut"]


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        (None, None, "Before the operation"),
        (0, 6, "From the operation to week 6"),
        (6, 10, "From week 6 to week 10"),
        (10, 52, "From week 10 to 1 year"),
        (52, 104, "From 1 year to 2 years"),
        (104, None, "From 2 years on"),
        (78, None, "From week 78 on"),
    ],
)
def test_times_in_words(start: float | None, end: float | None, words: str) -> None:
    """Weeks as people say them."""
    assert hands.when(Step(start, end, ())) == words


def test_the_table_tells_the_teams_word_apart() -> None:
    """One list as long as nobody asked, one for what differs once the team agreed; what is the same stands once."""
    for operation in operations():
        shown = hands.hands(operation, library())
        for team, agreed in (("not-asked", False), ("agreed", True)):
            times = [time for time in shown.times if time.team in ("", team)]
            starts = [-1 if step.start is None else step.start for step in touch.steps(operation, agreed, library())]
            assert [time.weeks for time in times] == starts, operation.id
        first, other = (touch.steps(operation, agreed, library())[0] for agreed in (False, True))
        assert (shown.times[0].team == "") is (first == other), operation.id
        numbers = {number for time in shown.times for row in time.rows for number in row.reasons}
        assert numbers == set(range(1, len(shown.reasons) + 1))
        for time in shown.times:
            assert [row.rest for row in time.rows].count(True) <= 1
