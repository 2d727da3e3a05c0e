"""Both planners for the tests: the one in Python, and the browser's, run by Node on the published rules."""

from __future__ import annotations

import json
import random
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import fields, replace
from functools import cache
from pathlib import Path
from typing import Any, get_args

from macros.model.vocabulary import URGENCIES, Area, Course, Region
from macros.plan import planner
from macros.plan.client import Asked, Clearance, Client
from macros.plan.planner import SESSIONS, Plan, Session
from macros.publish.rules import for_planner
from macros.store import project
from macros.store.library import Library
from tests import node
from tests.conftest import ROOT

SEED = 20261128


@cache
def library() -> Library:
    """The real records. `macros check` looks after what they say; here they only have to be readable."""
    found, problems = project.read(ROOT)
    assert problems == []
    return found.library()


def as_json(client: Client) -> dict[str, Any]:
    """A client as the browser's planner takes it."""
    plain = {field.name: getattr(client, field.name) for field in fields(client)}
    return {key: sorted(value) if isinstance(value, frozenset) else value for key, value in plain.items()}


def in_the_browser(clients: Iterable[Client]) -> list[dict[str, Any]]:
    """What the browser's planner says of each client."""
    with tempfile.TemporaryDirectory() as folder:
        rules, people = Path(folder, "rules.json"), Path(folder, "clients.json")
        rules.write_text(json.dumps(for_planner(library())), encoding="utf-8")
        people.write_text(json.dumps([as_json(client) for client in clients]), encoding="utf-8")
        done = node.run(node.SCRIPTS / "plans.mjs", rules, people)
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def in_python(client: Client) -> Plan:
    """What the Python planner says."""
    return planner.plan(client, library())


def shown(plan: Plan) -> dict[str, Any]:
    """A plan of the Python planner in the form in which the browser's is printed."""
    return {
        "session": plan.session,
        "urgency": plan.urgency,
        "called": plan.called,
        "areas": plan.areas,
        "undecided": list(plan.undecided),
        "held": [
            [item.applied.name, [list(fact) for fact in item.matched], [list(fact) for fact in item.unknown]]
            for item in plan.held
        ],
        "consider": list(plan.consider),
        "questions": [[" ".join(q.fact), q.ask, q.urgency, q.rules] for q in plan.questions],
    }


def rank(plan: dict[str, Any]) -> tuple[int, int]:
    """How urgent and how careful, the most first. Waiting and not knowing enough let nobody work: neither is the milder."""
    session: Session = "postpone" if plan["session"] == "undecided" else plan["session"]
    return list(URGENCIES).index(plan["urgency"]), list(SESSIONS).index(session)


def never_milder(pairs: Sequence[tuple[Client, Client]]) -> list[tuple[str, Client, Client, Any, Any]]:
    """The pairs of which the second client is answered milder than the first, by either planner."""
    everyone = [client for pair in pairs for client in pair]
    milder = []
    for name, plans in (("python", [shown(in_python(c)) for c in everyone]), ("browser", in_the_browser(everyone))):
        for (before, after), one, other in zip(pairs, plans[::2], plans[1::2], strict=True):
            if any(new > old for old, new in zip(rank(one), rank(other), strict=True)):
                milder.append((name, before, after, rank(one), rank(other)))
    return milder


def some_clients(count: int, seed: int = SEED) -> list[Client]:
    """Clients of all kinds, the same in every run."""
    dice = random.Random(seed)
    every = {
        kind: [str(record.id) for record in library().of(kind)]
        for kind in ("procedures", "medications", "conditions", "complications", "signs")
    }

    def some(kind: str, most: int) -> frozenset[str]:
        return frozenset(dice.sample(every[kind], dice.choice([0, 0, 1, 1, 2, most])))

    def findings(kind: str, most: int) -> dict[str, Course]:
        return {slug: dice.choice(get_args(Course)) for slug in sorted(some(kind, most))}

    def one() -> Client:
        procedures = some("procedures", 3)
        operations = [library().get("procedures", slug) for slug in sorted(procedures)]
        # A part that none of the operations is done on would be another operation, which nobody has named.
        parts = sorted({part for operation in operations for part in operation.regions or get_args(Region)})
        parts = parts or list(get_args(Region))
        weeks = [None, -3, 0, 0.5, 1, 3, 6, 9.5, 10, 11, 26, 51.9, 52, 60, 104, 520, dice.uniform(0, 1500)]
        return Client(
            procedures=procedures,
            weeks=dice.choice(weeks),
            planned=dice.random() < 0.05,
            regions=frozenset(dice.sample(parts, min(len(parts), dice.choice([0, 0, 1, 2])))),
            medications=some("medications", 3),
            conditions=some("conditions", 2),
            signs=findings("signs", 4),
            complications=findings("complications", 1),
            other=dice.choice([{}, {}, {"odd hum": "new"}, {"odd hum": "settled"}]),
            unknown=dice.choice([frozenset(), frozenset(), frozenset({("medications", "flurbizine")})]),
            asked=frozenset(dice.sample(get_args(Asked), dice.choice([0, 1, 3, 3]))),
            areas=frozenset(dice.sample(get_args(Area), dice.choice([0, 0, 1, 3]))),
            clearance=dice.choice([None, None, *get_args(Clearance)]),
            limits=dice.choice([None, None, True, False]),
        )

    return [one() for _ in range(count)]


def forgetting(client: Client, key: str) -> Client:
    """The client with one fact no longer known. An illness that is asked with the stop signs takes that list along."""
    gone: dict[str, Any] = {
        "procedures": {"procedures": frozenset()},
        "regions": {"regions": frozenset()},
        "weeks": {"weeks": None, "planned": False},
        "medications": {"medications": frozenset(), "asked": client.asked - {"medications"}},
        "conditions": {
            "conditions": frozenset(),
            "asked": client.asked
            - ({"conditions", "signs"} if client.conditions & planner.stopping(library()) else {"conditions"}),
        },
        "courses": {"signs": dict.fromkeys(client.signs, "new"), "other": dict.fromkeys(client.other, "new")},
        "asked": {"asked": frozenset()},
    }
    return replace(client, **gone[key])
