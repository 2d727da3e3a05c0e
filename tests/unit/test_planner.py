"""The planner: one table of truth for both languages, and what holds for every client."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from itertools import product
from typing import Any, get_args

import pytest

from macros.model.vocabulary import LEVELS, URGENCIES, Course, Region
from macros.plan import cautions, intake, planner, table
from macros.plan.client import Asked, Clearance, Client
from macros.plan.names import of, preset
from macros.plan.planner import CALLED, SESSIONS
from macros.publish.rules import for_planner
from tests.conftest import ROOT
from tests.planning import (
    SEED,
    forgetting,
    in_python,
    in_the_browser,
    library,
    never_milder,
    shown,
    some_clients,
)

ROWS = table.read(ROOT)


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


def test_page_and_command_agree() -> None:
    """Two thousand clients: the browser's planner says the same as this one, rule by rule and question by question."""
    everyone = some_clients(2_000)
    for client, theirs in zip(everyone, in_the_browser(everyone), strict=True):
        assert theirs == shown(in_python(client)), client


# Signs that are emergencies by themselves, for every client. A list of our own, apart from the data.
CALL_NOW = (
    "autonomic-dysreflexia", "allergic-reaction", "bladder-bowel-change", "breathlessness", "cannot-speak-clearly",
    "cannot-swallow", "chest-pain", "confusion", "coughing-blood", "fainting", "headache-with-dizziness", "heavy-drowsiness",
    "neck-swelling", "new-weakness", "saddle-numbness", "spreading-numbness", "stroke-signs", "suicidal-thoughts",
    "trouble-breathing", "walking-unsteady", "worst-headache",
)  # fmt: skip

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


# Signs that are emergencies for some clients: for whom, when operation, part or time are not known too.
ONLY_FOR_SOME: dict[str, Callable[[frozenset[Region], float | None], bool]] = {
    "trouble-swallowing": lambda parts, weeks: "cervical" in parts and (weeks is None or 0 <= weeks < 12),
    "severe-new-pain": lambda _, weeks: weeks is None or 0 <= weeks < 6,
    "new-numbness": lambda _, weeks: weeks is None or 0 <= weeks < 2,
}


# Signs that are emergencies on a blood thinner, and so as long as the medicines are not known.
ON_A_BLOOD_THINNER = ("head-injury", "new-numbness", "severe-new-pain")


@pytest.mark.parametrize("sign", ON_A_BLOOD_THINNER)
def test_an_unknown_medicine_may_be_a_blood_thinner(sign: str) -> None:
    """Until the medicines are known it is an emergency; with none it is a call today. Both planners."""
    asked: frozenset[Asked] = frozenset({"signs", "medications", "conditions"})
    known = Client(
        procedures=frozenset({"laminectomy"}), regions=frozenset({"lumbar"}), weeks=30.0, signs={sign: "new"}
    )
    everyone = [replace(known, asked=asked - {"medications"}), replace(known, asked=asked)]
    for client, wanted, theirs in zip(everyone, ("emergency", "same-day"), in_the_browser(everyone), strict=True):
        assert in_python(client).urgency == wanted
        assert theirs["urgency"] == wanted


@pytest.mark.parametrize("sign", CALL_NOW)
def test_an_emergency_sign_alone_is_an_emergency(sign: str) -> None:
    """Alone, new or of unknown course, whatever is known of operation, part and time: the emergency number, no massage."""
    everyone = [replace(client, signs={sign: "new"}) for client, *_ in known_and_unknown()]
    for client, theirs in zip(everyone, in_the_browser(everyone), strict=True):
        ours = in_python(client)
        assert (ours.session, ours.urgency, ours.called) == ("do-not-massage", "emergency", "emergency"), client
        assert theirs["urgency"] == "emergency", client


def test_pages_list_the_same_signs_under_call_now() -> None:
    """An operation's page lists, as signs of which one is enough, those that are emergencies for everybody and no other."""
    for operation in library().of("procedures"):
        applied = cautions.concerning(operation, library())
        assert {sign.id for sign in cautions.signs(applied, "emergency", library())} == set(CALL_NOW)
        for sign in cautions.signs(applied, "same-day", library()):
            known = Client(
                frozenset({operation.id}), 400.0, signs={sign.id: "new"},
                asked=frozenset({"signs", "medications", "conditions"}),
            )  # fmt: skip
            assert in_python(known).urgency in ("same-day", "emergency")


@pytest.mark.parametrize("sign", ONLY_FOR_SOME)
def test_a_sign_is_an_emergency_for_those_it_is_listed_for(sign: str) -> None:
    """Where operation, part or time make it one it is an emergency, and where they are known not to it is not. Both answered."""
    combinations = known_and_unknown()
    answered: frozenset[Asked] = frozenset({"medications", "conditions"})
    everyone = [replace(client, signs={sign: "new"}, asked=answered) for client, *_ in combinations]
    for client, (_, possible, weeks), theirs in zip(everyone, combinations, in_the_browser(everyone), strict=True):
        wanted = ONLY_FOR_SOME[sign](possible, weeks)
        assert (in_python(client).urgency == "emergency") == wanted, client
        assert (theirs["urgency"] == "emergency") == wanted, client


def test_no_other_sign_alone_is_an_emergency() -> None:
    """A sign that no list names is no emergency by itself, in a client of whom the rest is known."""
    others = [sign.id for sign in library().of("signs") if sign.id not in (*CALL_NOW, *ONLY_FOR_SOME)]
    known = Client(
        procedures=frozenset({"tlif"}), regions=frozenset({"lumbar"}), weeks=30.0,
        asked=frozenset({"signs", "medications", "conditions"}),
    )  # fmt: skip
    wrong = [sign for sign in others if in_python(replace(known, signs={sign: "new"})).urgency == "emergency"]
    assert wrong == []


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
    assert never_milder([(client, replace(client, clearance="refused")) for client in everyone]) == []
    agreed = [replace(client, clearance="agreed") for client in everyone]
    others: tuple[Clearance | None, ...] = ("not-asked", "waiting", None)
    for other in others:
        assert never_milder([(client, replace(client, clearance=other)) for client in agreed]) == []
    assert all(in_python(replace(client, clearance="refused")).session == "do-not-massage" for client in everyone)


def test_nothing_is_green_before_operation_time_and_stop_signs() -> None:
    """With one of the three missing, no client may be worked on, and the plan says what is missing."""
    for client in some_clients(1_000, SEED + 4):
        ours = in_python(client)
        if ours.undecided:
            assert ours.session in ("do-not-massage", "postpone", "undecided")
    empty = planner.as_json(in_python(Client()))
    assert empty["session"] == "undecided"
    assert len(empty["undecided"]) == 3


@pytest.mark.parametrize("slug", ["constructor", "__proto__", "toString", "no-such-thing"])
def test_names_that_no_record_has_count_as_not_known(slug: str) -> None:
    """Whatever the kind, an unknown slug neither crashes a planner nor passes for something known."""
    everyone = [
        Client(procedures=frozenset({slug})),
        Client(medications=frozenset({slug}), conditions=frozenset({slug})),
        Client(signs={slug: "settled"}, complications={slug: "settled"}),
        Client(
            frozenset({"laminectomy"}),
            500.0,
            regions=frozenset({"lumbar"}),
            signs={slug: "settled"},
            asked=frozenset({"signs", "medications", "conditions"}),
        ),
    ]
    for client, theirs in zip(everyone, in_the_browser(everyone), strict=True):
        ours = shown(in_python(replace(client, asked=frozenset({"signs", "medications", "conditions"}))))
        assert theirs["session"] == "undecided"
        assert ours["session"] == "undecided"
    named = planner.plan(Client(procedures=frozenset({slug, "laminectomy"}), weeks=500.0), library())
    assert "procedures" in named.undecided


def read(said: str) -> intake.Intake:
    """What is made of words about a sign."""
    return intake.read(library(), signs=[said])


def test_what_is_denied_past_or_of_others_is_never_a_fact() -> None:
    """No name of a sign becomes one with a denial, an ending, years, or another person around it; the words sound like it."""
    for name in [name for sign in library().of("signs") for name in (sign.name, *list(sign.names)[:6])]:
        for said, sounds in (
            (f"no {name}", "denied"),
            (f"{name} gone", "denied"),
            (f"never had {name}", "denied"),
            (f"my mother had {name}", "denied"),
            (f"{name} years ago", "settled"),
        ):
            assert read(said).client.signs == {}, said
            assert preset(said) == sounds or (sounds == "denied" and preset(said) == "settled"), said


def test_one_letter_never_makes_another_sign() -> None:
    """A slip of the finger in a sign's own name or slug names no other sign."""
    dice = random.Random(SEED)
    for slug, name in [(s.id, n) for s in library().of("signs") for n in (s.name, s.id)]:
        for _ in range(8):
            at, letter = dice.randrange(len(name)), dice.choice("abcdefghijklmnopqrstuvwxyz")
            for said in (name[:at] + letter + name[at + 1 :], name[:at] + name[at + 1 :]):
                assert set(read(said).client.signs) <= {slug}, said


def test_a_slug_or_the_sign_s_own_name_is_a_fact() -> None:
    """Both make the finding, with the course that stands behind the colon."""
    for sign in library().of("signs"):
        assert read(sign.id).client.signs == {sign.id: "new"}
        assert read(f"{sign.name}: followed").client.signs == {sign.id: "followed"}
    assert read("hardware-failure:settled").client.complications == {"hardware-failure": "settled"}
    for old, sign in library().merged.items():
        assert in_python(read(old).client).held == in_python(read(f"{sign}:settled").client).held


@pytest.mark.parametrize(
    ("said", "kind", "slug"),
    [
        ("Eliquis 5 mg", "medications", "anticoagulants"),
        ("oxycodone/acetaminophen (Percocet)", "medications", "opioids"),
        ("Valium", "medications", "benzodiazepines"),
        ("muscle relaxant", "medications", "muscle-relaxants"),
        ("slipped vertebra", "conditions", "spondylolisthesis"),
        ("diabetes", "conditions", "diabetes"),
        ("pregnant", "conditions", "pregnancy"),
        ("ACDF", "procedures", "acdf"),
        ("lumbar discectomy", "procedures", "diskectomy"),
    ],
)
def test_names_are_understood(said: str, kind: str, slug: str) -> None:
    """Brands with a dose, abbreviations, British spellings and clients' words lead to the record."""
    typed: dict[str, Any] = {kind: [said]}
    found = intake.read(library(), **typed).client
    assert slug in getattr(found, kind)


@pytest.mark.parametrize(
    ("said", "slug", "part"),
    [
        ("C5-6 ACDF", "acdf", "cervical"),
        ("L4/L5 fusion", "spinal-fusion", "lumbar"),
        ("fused neck", "spinal-fusion", "cervical"),
        ("T2-L2 spinal fusion", "spinal-fusion", "thoracic"),
        ("lumbar laminectomy", "laminectomy", "lumbar"),
    ],
)
def test_levels_and_parts_in_a_name_are_read(said: str, slug: str, part: Region) -> None:
    """The name of an operation gives the part of the spine besides."""
    found = intake.read(library(), procedures=[said]).client
    assert slug in found.procedures
    assert part in found.regions


def test_unknown_medicines_and_illnesses_keep_the_plan_from_green() -> None:
    """A name that nobody knows is kept, asked about, and is no "no other medicine"."""
    known: dict[str, Any] = {
        "procedures": ["laminectomy"],
        "weeks": 500.0,
        "signs": ["none"],
        "clearance": "discharged",
    }
    green = intake.read(library(), medications=["none"], conditions=["none"], **known)
    assert in_python(green.client).session == "ok-with-precautions"
    strange = intake.read(library(), medications=["flurbizine"], conditions=["none"], **known)
    assert [item.said for item in strange.strange] == ["flurbizine"]
    assert in_python(strange.client).session == "modify"


def test_nothing_lesser_stands_beside_the_reason() -> None:
    """What is read first under a stop is what stops; under a verdict that lets nobody work, nothing says "go ahead"."""
    for client in some_clients(400, SEED + 5):
        ours = in_python(client)
        rules = [item.applied.rule for item in ours.first]
        if ours.session in ("do-not-massage", "postpone", "undecided"):
            assert all(rule.level != "fine" for rule in rules)
        if ours.session == "do-not-massage":
            assert all(rule.today == "stop" for rule in rules)
            assert len({rule.urgency == "emergency" for rule in rules}) <= 1


def test_a_clot_among_the_illnesses_is_a_known_one() -> None:
    """A complication that is typed as an illness is a finding that is followed."""
    found = intake.read(library(), conditions=["deep vein thrombosis", "diabetes"]).client
    assert found.complications == {"deep-vein-thrombosis": "followed"}
    assert found.conditions == {"diabetes"}


def test_dangers_of_the_first_weeks_are_named_then() -> None:
    """What can kill or paralyze after an operation is to be thought of for twelve weeks, or when the time is not known."""
    known = Client(frozenset({"tlif"}), asked=frozenset({"signs", "medications", "conditions"}))
    for weeks, named in ((0.0, True), (11.9, True), (12.0, False), (None, True)):
        everyone = [replace(known, weeks=weeks)]
        for plan in (shown(in_python(everyone[0])), *in_the_browser(everyone)):
            assert ("epidural-hematoma" in plan["consider"]) == named, weeks


def test_an_illness_of_the_stop_list_is_asked_once() -> None:
    """Who went through the stop signs was asked about the illnesses that stop or delay a session. Both planners."""
    asked = frozenset({"signs", "medications"})
    everyone = [Client(frozenset({"laminectomy"}), 500.0, asked=asked), Client(frozenset({"laminectomy"}), 500.0)]  # type: ignore[arg-type]
    for client, theirs, once in zip(everyone, in_the_browser(everyone), (True, False), strict=True):
        for plan in (shown(in_python(client)), theirs):
            assert ("conditions spinal-infection" not in [fact for fact, *_ in plan["questions"]]) == once


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    """The command, in this project."""
    command = [sys.executable, "-m", "macros", "--root", str(ROOT), "plan", *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT)


def test_command() -> None:
    """The plan as JSON, with an unknown word and the nearest ones on the error channel."""
    words = ["--procedure", "C5-6 ACDF", "--weeks", "9", "--medication", "apixabam", "--sign", "calf-pain:settled"]
    done = run(*words, "--json")
    plan = json.loads(done.stdout)
    assert done.returncode == 0
    assert (plan["session"], plan["urgency"], plan["who"]) == ("do-not-massage", "same-day", "surgeon")
    assert "deep-vein-thrombosis" in plan["consider"]
    assert {"slug", "rule", "level", "today", "matched", "why", "do", "instead", "sources"} <= set(plan["cautions"][0])
    assert "apixaban" in done.stderr
    assert "Do not massage today" in run(*words).stdout


def test_words_print_candidates_and_no_plan() -> None:
    """Words that may mean several things exit with 3 and offer slugs; a denial is said to sound like one."""
    done = run("--procedure", "laminectomy", "--weeks", "4", "--sign", "no chest pain")
    assert done.returncode == 3
    assert "--sign chest-pain" in done.stdout
    assert "sounds as if it is not there" in done.stdout
    assert "Do not massage" not in done.stdout


def test_what_nobody_understands_stays_as_it_was_said() -> None:
    """New it stops the session, with a call today; known to the team it asks for care. The plan quotes it."""
    known = ["--procedure", "laminectomy", "--weeks", "468", "--medication", "none", "--condition", "none"]
    new = json.loads(run(*known, "--said", "a zizzing in my fibbly", "--json").stdout)
    assert (new["session"], new["urgency"]) == ("do-not-massage", "same-day")
    assert new["quoted"] == {"a zizzing in my fibbly": "new"}
    old = run(*known, "--said", "a zizzing in my fibbly:settled").stdout
    assert "Work, with changes" in old
    assert "a zizzing in my fibbly" in old


def test_words_bring_the_sign_they_mean() -> None:
    """Sayings that stand in no record bring the right sign among the candidates, nine times in ten; emergencies always one."""
    import yaml

    sayings: dict[str, list[str]] = yaml.safe_load((ROOT / "tests/sayings.yaml").read_text(encoding="utf-8"))
    names = of(library(), "signs")
    missed, urgent = [], []
    for slug, phrases in sayings.items():
        for said in phrases:
            found = [candidate.slug for candidate in names.candidates(said)]
            if slug not in found:
                missed.append((slug, said))
                if slug in CALL_NOW and not set(found) & set(CALL_NOW):
                    urgent.append((slug, said))
    total = sum(map(len, sayings.values()))
    assert len(missed) <= total / 10, missed
    assert urgent == []


def test_the_words_of_the_page_are_the_command_s() -> None:
    """The page knows every level, session, urgency and whom to call by the words that the command uses."""
    data = json.loads(json.dumps(for_planner(library())))
    for key, words in (("levels", LEVELS), ("sessions", SESSIONS), ("urgencies", URGENCIES), ("called", CALLED)):
        assert list(data[key].items()) == list(words.items())
    assert {rule["level"] for rule in data["rules"]} <= set(data["levels"])
    assert {rule["who"] for rule in data["rules"]} - {"team"} <= set(data["called"])
