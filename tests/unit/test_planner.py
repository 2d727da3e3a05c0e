"""The planner: one table of truth for both languages, and what to ask and to think of."""

from __future__ import annotations

import json
from dataclasses import replace
from functools import cache
from typing import Any, get_args

import pytest

from macros.model.caution import Rule, When
from macros.model.vocabulary import URGENCIES, Area, Course, Leaves, Level, Region, Subject, Today, Urgency
from macros.plan import cautions, planner, table, touch
from macros.plan.client import Asked, Clearance, Client, Knowledge
from macros.plan.planner import Called, Effect, Session
from macros.publish.rules import for_planner
from tests.conftest import ROOT
from tests.making import rule
from tests.planning import CALL_NOW, ON_A_BLOOD_THINNER, ONLY_FOR_SOME, in_python, in_the_browser, library, shown

ROWS = table.read(ROOT)

EVERYTHING: frozenset[Asked] = frozenset({"signs", "medications", "conditions"})
"""Every list was gone through."""

HEALED = Client(frozenset({"laminectomy"}), 500.0, regions=frozenset({"lumbar"}), asked=EVERYTHING)
"""A client of whom everything is known, and who may be worked on."""


@cache
def rows_in_the_browser() -> dict[str, dict[str, Any]]:
    """What the browser's planner says of every row."""
    return dict(zip([row.id for row in ROWS], in_the_browser(row.client.client() for row in ROWS), strict=True))


@pytest.mark.parametrize("row", ROWS, ids=[row.id for row in ROWS])
def test_table_of_truth(row: table.Row) -> None:
    """The verdict, whom to call, and the rules in force are what the row says; both planners give the same."""
    ours = in_python(row.client.client())
    assert row.faults(ours) == []
    assert rows_in_the_browser()[row.id] == shown(ours)


def test_every_rule_has_a_row() -> None:
    """Each rule is said to be in force for a client of the table, and the table names no rule that is not there."""
    names = {applied.name for applied in cautions.rules(library())}
    held = {rule for row in ROWS for rule in row.holds}
    assert names - held == set()
    assert (held | {rule for row in ROWS for rule in row.absent}) - names == set()


def careful(client: Client) -> list[int]:
    """How urgent a call is, and for each area how open it is to massage and to the hands: the smaller, the more careful."""
    made = planner.plan(client, library())
    left = touch.left(made, Knowledge(client, library()))
    leaves, sessions = get_args(Leaves), list(planner.SESSIONS)
    shut = ("do-not-massage", "postpone")  # there the hands do nothing, whatever the rules leave
    return [
        list(URGENCIES).index(made.urgency),
        *(sessions.index(made.areas[area]) for area in get_args(Area)),
        *(
            -1 if made.areas[area] in shut else min(map(leaves.index, left[area]), default=len(leaves))
            for area in get_args(Area)
        ),
    ]


SAME = {
    "dysphagia": "trouble-swallowing",
    "hoarseness": "hoarse-voice",
    "urinary-retention": "bladder-bowel-change",
    "ileus": "swollen-belly",
    "nerve-injury": "new-numbness",
    "dural-tear": "clear-fluid-leak",
    "wound-dehiscence": "wound-opening",
    "surgical-site-infection": "wound-drainage",
}
"""Complications with the sign by which a client tells of the same."""


@pytest.mark.parametrize(("name", "sign"), SAME.items())
@pytest.mark.parametrize("time", [{"planned": True}, {"weeks": 3.0}, {"weeks": 30.0}, {"weeks": 500.0}], ids=str)
def test_what_has_a_name_is_no_laxer_than_its_sign(name: str, sign: str, time: dict[str, Any]) -> None:
    """What the team follows may be typed by its name or told as a sign: the verdict, the haste and what is left to the hands are alike."""
    bare = Client(frozenset({"acdf", "alif"}), areas=frozenset(get_args(Area)), limits=False, asked=EVERYTHING, **time)
    by_name, by_sign = replace(bare, complications={name: "followed"}), replace(bare, signs={sign: "followed"})
    for ours, theirs in zip(careful(by_name), careful(by_sign), strict=True):
        assert ours <= theirs


@pytest.mark.parametrize("kind", ["signs", "complications"])
@pytest.mark.parametrize("clearance", ["agreed", "not-asked"])
def test_a_graver_course_is_no_laxer(kind: str, clearance: Clearance) -> None:
    """New is as careful as followed and followed as settled, in verdict, haste and hands, also when the team has agreed to massage."""
    bare = Client(
        frozenset({"acdf", "alif"}),
        areas=frozenset(get_args(Area)),
        limits=False,
        asked=EVERYTHING,
        clearance=clearance,
    )
    for slug in (record.id for record in library().of(kind)):
        for weeks in (3.0, 30.0, 500.0):
            given: list[dict[str, Any]] = [{kind: {slug: course}} for course in get_args(Course)]
            found = [replace(bare, weeks=weeks, **one) for one in given]
            cares = [careful(client) for client in found]
            for (course, graver), milder in zip(zip(get_args(Course), cares, strict=True), cares[1:], strict=False):
                assert all(one <= other for one, other in zip(graver, milder, strict=True)), (slug, weeks, course)


@pytest.mark.parametrize("time", [{"planned": True}, {"weeks": 3.0}, {"weeks": 14.0}, {"weeks": 30.0}], ids=str)
@pytest.mark.parametrize("clearance", ["agreed", "not-asked"])
def test_a_part_of_the_spine_that_is_not_known_leaves_no_more(time: dict[str, Any], clearance: Clearance) -> None:
    """Whichever part it turns out to have been, the hands had no more leave before somebody said it."""
    for operation in library().of("procedures"):
        unknown = Client(
            frozenset({operation.id}), areas=frozenset(get_args(Area)), asked=EVERYTHING, clearance=clearance, **time
        )
        for part in operation.regions or get_args(Region):
            known = replace(unknown, regions=frozenset({part}))
            for vague, sure in zip(careful(unknown), careful(known), strict=True):
                assert vague <= sure, (operation.id, part)


STOP = {"level": "refer", "today": "stop", "urgency": "same-day"}
CALL = {"level": "refer", "today": "change", "urgency": "same-day"}
LATER = {"level": "refer", "today": "change", "urgency": "within-days"}
LIMIT = {"level": "adapt", "today": "change", "urgency": "routine"}
FINE = {"level": "fine", "today": "nothing", "urgency": "none"}


@pytest.mark.parametrize(
    ("verdict", "when", "missing", "holds"),
    [
        (STOP, {"signs": ["a"]}, {"procedures", "regions", "weeks", "medications"}, True),
        (CALL, {"signs": ["a"]}, {"weeks"}, True),
        (LATER, {"signs": ["a"]}, {"weeks"}, True),
        (LIMIT, {"signs": ["a"]}, {"weeks"}, False),
        (STOP, {"signs": ["a"]}, {"signs"}, False),
        (STOP, {"signs": ["a"], "with": ["b"]}, {"with"}, False),
        (LATER, {"complications": ["a"]}, {"procedures"}, True),
        (LIMIT, {"complications": ["a"]}, {"procedures"}, False),
        (STOP, {"complications": ["a"]}, {"complications"}, False),
        (STOP, {}, {"procedures", "regions", "weeks"}, True),
        (STOP, {}, {"medications"}, False),
        (LIMIT, {}, {"weeks"}, True),
        (LIMIT, {}, {"procedures"}, False),
        (LIMIT, {"phase": "before"}, {"weeks"}, False),
        (FINE, {}, {"weeks"}, False),
    ],
)
def test_a_rule_that_hangs_on_what_is_not_known(
    verdict: dict[str, str], when: dict[str, Any], missing: set[str], holds: bool
) -> None:
    """A reported finding that stops or hurries counts until the rest is known; a limit, when only the time is not known."""
    given = Rule.model_validate(rule("x", **verdict, when=when))
    assert planner.stands(given, [(key, "") for key in missing]) is holds


@pytest.mark.parametrize(
    ("today", "more", "area", "undecided", "verdict"),
    [
        ("stop", {"where": {"hand"}}, None, (), "do-not-massage"),
        ("wait", {"where": {"hand"}}, None, (), "postpone"),
        ("change", {"where": {"hand"}}, None, (), "ok-with-precautions"),
        ("change", {"where": {"hand"}, "personal": True}, None, (), "modify"),
        ("change", {"where": {"hand", "low-back"}}, None, (), "modify"),
        ("change", {"where": {"table"}}, None, (), "modify"),
        ("change", {}, "hand", (), "modify"),
        ("stop", {"where": {"hand"}}, "hand", (), "do-not-massage"),
        ("stop", {"where": {"hand"}, "personal": True}, "low-back", (), "ok-with-precautions"),
        ("stop", {"where": {"table"}}, "hand", (), "do-not-massage"),
        ("stop", {"sure": False}, None, ("weeks",), "do-not-massage"),
        ("wait", {}, None, ("weeks",), "postpone"),
        ("wait", {"sure": False}, None, ("weeks",), "undecided"),
        ("change", {}, None, ("weeks",), "undecided"),
    ],
)
def test_where_a_reason_counts(
    today: Today, more: dict[str, Any], area: Area | None, undecided: tuple[str, ...], verdict: Session
) -> None:
    """After an operation on the low back: for the area that is wanted, or without one for the whole session."""
    where = frozenset(more.get("where", ()))
    effect = Effect(today, "routine", "surgeon", **{**more, "where": where})
    assert planner.session([effect], undecided, area, frozenset({"low-back"})) == verdict


def test_nothing_known_says_what_is_missing() -> None:
    """Of a client of whom nothing is known the plan asks for operation, time and stop signs, in words."""
    empty = planner.as_json(in_python(Client()))
    assert empty["session"] == "undecided"
    assert empty["undecided"] == list(planner.MISSING.values())


@pytest.mark.parametrize("sign", ON_A_BLOOD_THINNER)
def test_an_unknown_medicine_may_be_a_blood_thinner(sign: str) -> None:
    """Until the medicines are known it is an emergency; with none it is a call today. Both planners."""
    known = replace(HEALED, weeks=30.0, signs={sign: "new"})
    everyone = [replace(known, asked=EVERYTHING - {"medications"}), known]
    for client, wanted, theirs in zip(everyone, ("emergency", "same-day"), in_the_browser(everyone), strict=True):
        assert in_python(client).urgency == wanted
        assert theirs["urgency"] == wanted


def test_pages_list_the_same_signs_under_call_now() -> None:
    """An operation's page lists, as signs of which one is enough, those that are emergencies for everybody and no other."""
    for operation in library().of("procedures"):
        applied = cautions.concerning(operation, library())
        assert {sign.id for sign in cautions.signs(applied, "emergency", library())} == set(CALL_NOW)
        today = cautions.signs(applied, "same-day", library())
        assert today
        for sign in today:
            known = Client(frozenset({operation.id}), 400.0, signs={sign.id: "new"}, asked=EVERYTHING)
            assert in_python(known).urgency in ("same-day", "emergency")


def test_no_other_sign_alone_is_an_emergency() -> None:
    """A sign that no list names is no emergency by itself, in a client of whom the rest is known."""
    others = [sign.id for sign in library().of("signs") if sign.id not in (*CALL_NOW, *ONLY_FOR_SOME)]
    known = Client(frozenset({"tlif"}), 30.0, regions=frozenset({"lumbar"}), asked=EVERYTHING)
    wrong = [sign for sign in others if in_python(replace(known, signs={sign: "new"})).urgency == "emergency"]
    assert wrong == []


@pytest.mark.parametrize("slug", ["constructor", "__proto__", "toString", "no-such-thing"])
def test_names_that_no_record_has_count_as_not_known(slug: str) -> None:
    """Whatever the kind, an unknown slug neither crashes a planner nor passes for something known. Both planners."""
    everyone: list[tuple[Client, Session]] = [
        (HEALED, "ok-with-precautions"),
        (replace(HEALED, procedures=HEALED.procedures | {slug}), "undecided"),
        (replace(HEALED, medications=frozenset({slug})), "modify"),
        (replace(HEALED, conditions=frozenset({slug})), "modify"),
        (replace(HEALED, signs={slug: "settled"}), "undecided"),
        (replace(HEALED, complications={slug: "settled"}), "undecided"),
    ]
    for (client, wanted), theirs in zip(everyone, in_the_browser(client for client, _ in everyone), strict=True):
        assert in_python(client).session == wanted, client
        assert theirs["session"] == wanted, client


def test_dangers_of_the_first_weeks_are_named_then() -> None:
    """What can kill or paralyze after an operation is to be thought of for twelve weeks after it, or when the time is not known."""
    known = Client(frozenset({"tlif"}), asked=EVERYTHING)
    weeks = {-2.0: False, 0.0: True, 11.9: True, 12.0: False, None: True}
    everyone = [replace(known, weeks=week) for week in weeks]
    for client, theirs, named in zip(everyone, in_the_browser(everyone), weeks.values(), strict=True):
        for plan in (shown(in_python(client)), theirs):
            assert ("epidural-hematoma" in plan["consider"]) == named, client.weeks


@pytest.mark.parametrize(
    ("medicine", "tied"),
    [
        ("corticosteroids", {"osteoporosis", "vertebral-fracture", "wound-dehiscence"}),
        ("opioids", {"delirium", "ileus", "opioid-dependence", "urinary-retention"}),
    ],
)
def test_a_medicine_is_what_to_think_of(medicine: str, tied: set[str]) -> None:
    """What a medicine is tied to, on its own page or on the other's, is to be thought of. Both planners."""
    client = replace(HEALED, medications=frozenset({medicine}))
    for plan in (shown(in_python(client)), *in_the_browser([client])):
        assert tied <= set(plan["consider"])


def test_an_illness_of_the_stop_list_is_asked_once() -> None:
    """Who went through the stop signs was asked about the illnesses that stop or delay a session. Both planners."""
    asked: frozenset[Asked] = frozenset({"signs", "medications"})
    everyone = [Client(frozenset({"laminectomy"}), 500.0, asked=asked), Client(frozenset({"laminectomy"}), 500.0)]
    for client, theirs, once in zip(everyone, in_the_browser(everyone), (True, False), strict=True):
        for plan in (shown(in_python(client)), theirs):
            assert ("conditions spinal-infection" not in [fact for fact, *_ in plan["questions"]]) == once


@pytest.mark.parametrize(
    ("client", "asked", "left_out"),
    [
        (
            Client(),
            ["calf-pain", "fever", "cervical-myelopathy", "epidural-hematoma"],
            ["everyday-soreness", "itchy-scar"],
        ),
        (replace(HEALED, asked=frozenset()), ["calf-pain", "dural-tear"], ["cervical-myelopathy", "epidural-hematoma"]),
        (replace(HEALED, asked=frozenset({"conditions"})), ["calf-pain"], ["spinal-tumor"]),
        (
            replace(HEALED, asked=frozenset(), signs={"drowsiness": "settled"}, denied=frozenset({("signs", "fever")})),
            ["calf-pain"],
            ["drowsiness", "fever"],
        ),
        (HEALED, [], ["calf-pain"]),
    ],
)
def test_what_has_to_be_answered(client: Client, asked: list[str], left_out: list[str]) -> None:
    """What can stop, delay or hurry something for this client and is not known, and nothing else. Both planners."""
    ours = shown(in_python(client))["toAnswer"]
    assert ours == in_the_browser([client])[0]["toAnswer"]
    slugs = [fact.split(" ")[1] for fact in ours]
    assert set(asked) <= set(slugs)
    assert set(left_out).isdisjoint(slugs)
    assert len(slugs) == len(set(slugs))


def test_the_page_ranks_as_the_command_does() -> None:
    """The page ranks by the order of its words, so each list that it is given runs from the most urgent on, complete."""
    data = json.loads(json.dumps(for_planner(library())))
    for key, choices in {
        "levels": Level,
        "subjects": Subject,
        "courses": Course,
        "sessions": Session,
        "urgencies": Urgency,
        "called": Called,
    }.items():
        assert list(data[key]) == list(get_args(choices)), key
    assert {rule["who"] for rule in data["rules"]} - {"team"} <= set(data["called"])


def test_a_plan_looks_at_each_rule_a_few_times(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ten times the rules are ten times the looks: each rule once looked at all others, which a site of this size does not show."""
    looks = 0
    ends = planner.ends_with_a_word

    def counted(when: When) -> bool:
        nonlocal looks
        looks += 1
        return ends(when)

    monkeypatch.setattr(planner, "ends_with_a_word", counted)
    counts = []
    for times in (1, 10):
        looks = 0
        made = planner.plan(HEALED, library(), cautions.rules(library()) * times)
        counts.append((len(made.held), looks))
    (few, once), (many, ten_times) = counts
    assert few > 10
    assert many == 10 * few
    assert 0 < ten_times <= 10 * once
