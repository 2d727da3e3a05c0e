"""What holds for every client, in both languages: the two planners agree, and what is not known or added softens nothing."""

from __future__ import annotations

import random
from dataclasses import replace
from itertools import product
from typing import Any, get_args

import pytest

from macros.model.vocabulary import Course, Region
from macros.plan.client import Asked, Clearance, Client
from tests.planning import (
    CALL_NOW,
    ONLY_FOR_SOME,
    SEED,
    forgetting,
    in_python,
    in_the_browser,
    library,
    never_milder,
    shown,
    some_clients,
    verdicts_in_the_browser,
)

OPERATIONS: dict[str, tuple[Region, ...]] = {
    "": get_args(Region),
    "acdf": ("cervical",),
    "tlif": ("lumbar",),
    "spinal-fusion": get_args(Region),
    "laminectomy": get_args(Region),
}
TIMES = (None, -2.0, 0.0, 1.0, 1.9, 2.0, 5.9, 6.0, 11.9, 12.0, 30.0, 60.0, 500.0)


def known_and_unknown() -> list[tuple[Client, frozenset[Region], float | None]]:
    """Every combination of known and unknown operation, part and time, with the parts that cannot be ruled out."""
    found = []
    for operation, region, weeks in product(OPERATIONS, (None, *get_args(Region)), TIMES):
        possible = frozenset(OPERATIONS[operation])
        if region is not None:
            # An operation that is done on one part alone was done there, whatever else was operated on.
            possible = frozenset((region,)) | (possible if len(possible) == 1 else frozenset())
            possible = frozenset(get_args(Region)) if not operation else possible
        client = Client(
            procedures=frozenset(filter(None, (operation,))), regions=frozenset(filter(None, (region,))), weeks=weeks
        )
        found.append((client, possible, weeks))
    return found


def test_page_and_command_agree() -> None:
    """Two thousand clients: the browser's planner says the same as this one, rule by rule and question by question."""
    everyone = some_clients(2_000)
    for client, theirs in zip(everyone, in_the_browser(everyone), strict=True):
        assert theirs == shown(in_python(client)), client


@pytest.mark.parametrize("sign", CALL_NOW)
def test_an_emergency_sign_alone_is_an_emergency(sign: str) -> None:
    """Alone, new or of unknown course, whatever is known of operation, part and time: the emergency number, no massage."""
    everyone = [replace(client, signs={sign: "new"}) for client, *_ in known_and_unknown()]
    for client, theirs in zip(everyone, verdicts_in_the_browser(everyone), strict=True):
        ours = in_python(client)
        assert (ours.session, ours.urgency, ours.called) == ("do-not-massage", "emergency", "emergency"), client
        assert theirs == ("do-not-massage", "emergency"), client


@pytest.mark.parametrize("sign", ONLY_FOR_SOME)
def test_a_sign_is_an_emergency_for_those_it_is_listed_for(sign: str) -> None:
    """Where operation, part or time make it one it is an emergency, and where they are known not to it is not. Both answered."""
    combinations = known_and_unknown()
    answered: frozenset[Asked] = frozenset({"medications", "conditions"})
    everyone = [replace(client, signs={sign: "new"}, asked=answered) for client, *_ in combinations]
    for client, (_, possible, weeks), theirs in zip(
        everyone, combinations, verdicts_in_the_browser(everyone), strict=True
    ):
        wanted = ONLY_FOR_SOME[sign](possible, weeks)
        assert (in_python(client).urgency == "emergency") == wanted, client
        assert (theirs[1] == "emergency") == wanted, client


def test_a_finding_added_is_never_milder() -> None:
    """One more sign, complication or complaint, or a course that is graver, softens nothing. Both planners."""
    dice = random.Random(SEED)
    signs = [sign.id for sign in library().of("signs")]
    complications = [complication.id for complication in library().of("complications")]
    pairs = []
    for client in some_clients(1_500, SEED + 1):
        course: Course = dice.choice(get_args(Course))
        more: dict[str, Any] = dice.choice(
            [
                {"signs": {dice.choice(signs): course} | dict(client.signs)},
                {"complications": {dice.choice(complications): course} | dict(client.complications)},
                {"other": dict(client.other) | {"a thing nobody knows": course}},
                {"unknown": client.unknown | {("conditions", "gribble disease")}},
            ]
        )
        pairs.append((client, replace(client, **more)))
    assert never_milder(pairs) == []


@pytest.mark.parametrize("key", ["procedures", "regions", "weeks", "medications", "conditions", "courses", "asked"])
def test_a_fact_forgotten_is_never_milder(key: str) -> None:
    """What is no longer known of operation, part, time, medicines, illnesses, courses and lists softens nothing. Both planners."""
    pairs = [(client, forgetting(client, key)) for client in some_clients(700, SEED + 2)]
    assert never_milder(pairs) == []


def test_a_no_from_the_surgeon_is_never_milder() -> None:
    """The team's no stops the session, whatever else was known; so no answer is milder than agreement. Both planners."""
    everyone = some_clients(400, SEED + 3)
    refused = [replace(client, clearance="refused") for client in everyone]
    agreed = [replace(client, clearance="agreed") for client in everyone]
    others: tuple[Clearance | None, ...] = ("not-asked", "waiting", None)
    pairs = list(zip(everyone, refused, strict=True))
    pairs += [(client, replace(client, clearance=other)) for other in others for client in agreed]
    assert never_milder(pairs) == []
    assert {in_python(client).session for client in refused} == {"do-not-massage"}
    assert {session for session, _ in verdicts_in_the_browser(refused)} == {"do-not-massage"}


def test_nothing_is_green_before_operation_time_and_stop_signs() -> None:
    """What is missing of the three is said, and as long as one is missing no client may be worked on."""
    for client in some_clients(1_000, SEED + 4):
        ours = in_python(client)
        missing = {
            "procedures": not client.procedures,
            "weeks": client.weeks is None and not client.planned,
            "signs": "signs" not in client.asked,
        }
        assert list(ours.undecided) == [key for key, is_missing in missing.items() if is_missing], client
        if ours.undecided:
            assert ours.session in ("do-not-massage", "postpone", "undecided"), client


def test_nothing_lesser_stands_beside_the_reason() -> None:
    """What is read first under a stop is what stops; under a verdict that lets nobody work, nothing says "go ahead"."""
    for client in some_clients(400, SEED + 5):
        ours = in_python(client)
        rules = [item.applied.rule for item in ours.first]
        if ours.session in ("do-not-massage", "postpone", "undecided"):
            assert all(rule.level != "fine" for rule in rules)
        else:
            assert ours.first == ours.held
        if ours.session == "do-not-massage":
            assert all(rule.today == "stop" for rule in rules)
            assert len({rule.urgency == "emergency" for rule in rules}) <= 1
            assert bool(rules) == any(item.applied.rule.today == "stop" for item in ours.held)
