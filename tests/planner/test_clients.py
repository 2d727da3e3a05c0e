"""What holds for every client, in both languages: the two planners agree, and what is not known or added softens nothing."""

from __future__ import annotations

import random
from dataclasses import replace
from itertools import product
from typing import Any, get_args

import pytest

from macros.model.vocabulary import Course, Region, Urgency
from macros.plan import cautions
from macros.plan.client import Asked, Clearance, Client
from macros.plan.planner import Session
from tests.planning import (
    CALL_NOW,
    ONLY_FOR_SOME,
    SEED,
    denying,
    forgetting,
    in_python,
    in_the_browser,
    library,
    never_milder,
    reported,
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
COURSES, CAREFUL, URGENCY = get_args(Course), get_args(Session), get_args(Urgency)
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
    """One more finding, beside the same client without it, softens nothing; nor does a new one that nobody asked for."""
    dice = random.Random(SEED)
    signs = [sign.id for sign in library().of("signs")]
    complications = [complication.id for complication in library().of("complications")]
    pairs = []
    for client in some_clients(1_500, SEED + 1):
        course: Course = dice.choice(get_args(Course))
        sign, complication = dice.choice(signs), dice.choice(complications)
        cases: list[tuple[Client, dict[str, Any]]] = [
            (denying(client, ("signs", sign)), {"signs": {sign: course} | dict(client.signs)}),
            (client, {"signs": {sign: "new"} | dict(client.signs)}),
            (
                denying(client, ("complications", complication)),
                {"complications": {complication: course} | dict(client.complications)},
            ),
            (client, {"other": dict(client.other) | {"a thing nobody knows": course}}),
            (client, {"unknown": client.unknown | {("conditions", "gribble disease")}}),
        ]
        before, more = dice.choice(cases)
        pairs.append((before, replace(before, **more)))
    assert never_milder(pairs) == []


@pytest.mark.parametrize(
    "key", ["procedures", "regions", "weeks", "medications", "conditions", "courses", "asked", "denied"]
)
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
            "signs": bool(ours.to_answer),
        }
        assert not (ours.to_answer and "signs" in client.asked), client
        assert list(ours.undecided) == [key for key, is_missing in missing.items() if is_missing], client
        if ours.undecided:
            assert ours.session in ("do-not-massage", "postpone", "undecided"), client


def graver(before: tuple[Session, Urgency], after: tuple[Session, Urgency]) -> bool:
    """Whether a verdict newly stops or delays the session, or calls somebody within days who was to be called later."""
    (old, late), (new, soon) = before, after
    hurries = soon in ("emergency", "same-day", "within-days") and URGENCY.index(soon) < URGENCY.index(late)
    return hurries or (new in ("do-not-massage", "postpone") and CAREFUL.index(new) < CAREFUL.index(old))


def answering(client: Client, dice: random.Random) -> Client:
    """The client after whatever still has to be answered was denied, a few at a time, until nothing has to."""
    while open_ := in_python(client).to_answer:
        client = denying(client, *dice.sample(open_, dice.randint(1, min(9, len(open_)))))
    return client


def test_answering_what_matters_is_as_good_as_the_whole_list() -> None:
    """Who says no to what still has to be answered gets what the whole stop list would bring, rule by rule. Both planners.

    What hangs on a medicine or an illness may be more, as fewer illnesses were denied.
    """
    dice = random.Random(SEED + 6)
    some = [replace(client, asked=client.asked - {"signs"}) for client in some_clients(200, SEED + 6)]
    answered = [answering(client, dice) for client in some]
    whole = [replace(client, asked=client.asked | {"signs"}) for client in some]
    signs = {("signs", sign.id) for sign in library().of("signs")}
    assert sum(not signs <= client.denied | reported(client) for client in answered) > 100
    for one, other, theirs, there in zip(answered, whole, in_the_browser(answered), in_the_browser(whole), strict=True):
        for by_question, by_list in ((shown(in_python(one)), shown(in_python(other))), (theirs, there)):
            for key in by_list.keys() - {"questions", "hanging"}:
                assert by_question[key] == by_list[key], (key, one)
            # An illness of the stop list that stops nothing need not be answered, so what it would change may still hang.
            assert set(by_question["hanging"]) >= set(by_list["hanging"]), one


def test_what_need_not_be_answered_stops_nothing() -> None:
    """Once the stop signs are answered, nothing of the stop list that was not asked for stops, delays or hurries anything.

    A sign in any course, a complication that somebody found, an illness. Both planners.
    """
    dice = random.Random(SEED + 7)
    pairs = []
    for client in some_clients(120, SEED + 7):
        known = answering(replace(client, asked=client.asked - {"signs"}), dice)
        more: list[dict[str, Any]] = [
            *({"signs": {sign.id: course} | dict(known.signs)} for sign in library().of("signs") for course in COURSES),
            *(
                {"complications": {complication.id: course} | dict(known.complications)}
                for complication in library().of("complications")
                for course in COURSES[1:]
            ),
        ]
        if "conditions" not in known.asked:
            more += [{"conditions": known.conditions | {slug}} for slug in cautions.stopping(library())]
        others = [replace(known, **one) for one in more]
        pairs += [(known, other) for other in others if other != known and not reported(other) & known.denied]
    assert len(pairs) > 1_000
    before = verdicts_in_the_browser(client for client, _ in pairs)
    after = verdicts_in_the_browser(client for _, client in pairs)
    for (known, other), old, new in zip(pairs, before, after, strict=True):
        ours = in_python(other)
        assert (ours.session, ours.urgency) == new, other
        assert not graver(old, new), (known, other)


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
