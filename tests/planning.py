"""Both planners for the tests: the one in Python, and the browser's, run by Node on the published rules; and clients for them."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterable, Sequence
from dataclasses import fields, replace
from functools import cache
from pathlib import Path
from typing import Any, get_args

from macros.model.vocabulary import URGENCIES, Area, Course, Leaves, Region, Urgency
from macros.plan import cautions, planner
from macros.plan.client import Asked, Clearance, Client, Fact
from macros.plan.planner import SESSIONS, Plan, Session
from macros.publish import index, search, stops, words
from macros.publish.disk import Folder
from macros.publish.editor import page as form
from macros.publish.rules import for_planner, reasons
from macros.store.library import Library
from macros.store.project import Project, read
from macros.store.settings import Settings
from tests import node
from tests.conftest import ROOT

SEED = 20261128

CALL_NOW = (
    "autonomic-dysreflexia", "allergic-reaction", "bladder-bowel-change", "breathlessness", "cannot-speak-clearly",
    "cannot-swallow", "chest-pain", "confusion", "coughing-blood", "fainting", "headache-with-dizziness", "heavy-drowsiness",
    "neck-swelling", "new-weakness", "saddle-numbness", "spreading-numbness", "stroke-signs", "suicidal-thoughts",
    "trouble-breathing", "walking-unsteady", "worst-headache",
)  # fmt: skip
"""Signs that are emergencies by themselves, for every client. A list of our own, apart from the data."""

ONLY_FOR_SOME: dict[str, Callable[[frozenset[Region], float | None], bool]] = {
    "trouble-swallowing": lambda parts, weeks: "cervical" in parts and (weeks is None or 0 <= weeks < 12),
    "severe-new-pain": lambda _, weeks: weeks is None or 0 <= weeks < 6,
    "new-numbness": lambda _, weeks: weeks is None or 0 <= weeks < 2,
}
"""Signs that are emergencies for some clients: for whom, by the parts of the spine that are possible and the weeks."""

ON_A_BLOOD_THINNER = ("head-injury", "new-numbness", "severe-new-pain")
"""Signs that are emergencies on a blood thinner, and so as long as the medicines are not known."""


@cache
def real() -> Project:
    """The project of this repository. `macros check` looks after what it says; here it only has to be readable."""
    found, problems = read(ROOT)
    assert problems == []
    return found


@cache
def library() -> Library:
    """The real records."""
    return real().library()


def as_json(client: Client) -> dict[str, Any]:
    """A client as the browser's planner takes it."""
    plain = {field.name: getattr(client, field.name) for field in fields(client)}
    sets = {key: sorted(value) if isinstance(value, frozenset) else value for key, value in plain.items()}
    return sets | {"denied": sorted(" ".join(fact) for fact in client.denied)}


@cache
def published() -> str:
    """The rules as the site publishes them."""
    return json.dumps(for_planner(library()))


def lay_site(folder: Path) -> Path:
    """Lays a site without pages into `folder`, straight from the real data: scripts, libraries, planner data, search index, form."""
    node.lay_scripts(folder)
    planner = for_planner(library())
    entries = search.entries(library(), real().pages, [])
    found, parts = search.index(
        entries,
        "https://forge.example/issues/new",
        stops.of(planner, reasons(library()), library()),
        words.medicines(library()),
        words.synonyms(library()),
    )
    Folder(folder).lay_all(
        form.files(ROOT, library(), Settings("https://github.com/someone/steady-hands"), served=False)
    )
    for name, data in (
        ("session/rules.json", planner),
        ("session/words.json", words.for_boxes(library())),
        ("letter/signs.json", words.told(library())),
        *index.files(found, parts),
    ):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(json.dumps(data), encoding="utf-8")
    return folder


def _ask_the_browser(clients: Iterable[Client], brief: bool = False, script: str = "plans.mjs") -> list[Any]:
    people = json.dumps([as_json(client) for client in clients])
    said = f'{{"rules": {published()}, "clients": {people}, "brief": {json.dumps(brief)}}}'
    done = node.run(node.SCRIPTS / script, said=said)
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def in_the_browser(clients: Iterable[Client]) -> list[dict[str, Any]]:
    """What the browser's planner says of each client."""
    return _ask_the_browser(clients)


def left_in_the_browser(clients: Iterable[Client]) -> list[dict[Area, tuple[Session, list[Leaves]]]]:
    """The verdict and what is left to the hands in each area, by the browser's planner, for clients who want every area worked."""
    return [
        {area: (verdict, leaves) for area, (verdict, leaves) in areas.items()}
        for areas in _ask_the_browser(clients, script="hands.mjs")
    ]


def verdicts_in_the_browser(clients: Iterable[Client]) -> list[tuple[Session, Urgency]]:
    """What to do today and how soon somebody has to know, by the browser's planner: all of a plan that many tests need."""
    return [(session, urgency) for session, urgency in _ask_the_browser(clients, brief=True)]


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
        "toAnswer": [" ".join(fact) for fact in plan.to_answer],
        "held": [
            [item.applied.name, [list(fact) for fact in item.matched], [list(fact) for fact in item.unknown]]
            for item in plan.held
        ],
        "hanging": [applied.name for applied in plan.hanging],
        "consider": list(plan.consider),
        "questions": [[" ".join(q.fact), q.ask, q.urgency, q.rules] for q in plan.questions],
    }


def rank(session: Session, urgency: Urgency) -> tuple[int, int]:
    """How urgent and how careful, the most first. Waiting and not knowing enough let nobody work: neither is the milder."""
    careful: Session = "postpone" if session == "undecided" else session
    return list(URGENCIES).index(urgency), list(SESSIONS).index(careful)


def never_milder(pairs: Sequence[tuple[Client, Client]]) -> list[tuple[str, Client, Client, Any, Any]]:
    """The pairs of which the second client is answered milder than the first, by either planner."""
    everyone = list({id(client): client for pair in pairs for client in pair}.values())
    ours = [(plan.session, plan.urgency) for plan in map(in_python, everyone)]
    milder = []
    for name, verdicts in (("python", ours), ("browser", verdicts_in_the_browser(everyone))):
        ranks = {id(client): rank(*verdict) for client, verdict in zip(everyone, verdicts, strict=True)}
        for before, after in pairs:
            one, other = ranks[id(before)], ranks[id(after)]
            if any(new > old for old, new in zip(one, other, strict=True)):
                milder.append((name, before, after, one, other))
    return milder


def some_clients(count: int, seed: int = SEED) -> list[Client]:
    """Clients of all kinds, the same in every run."""
    dice = random.Random(seed)
    every = {
        kind: [str(record.id) for record in library().of(kind)]
        for kind in ("procedures", "medications", "conditions", "complications", "signs")
    }

    askable = [(kind, slug) for kind in ("signs", "complications", "medications", "conditions") for slug in every[kind]]

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
        client = Client(
            procedures=procedures,
            weeks=dice.choice(weeks),
            planned=dice.random() < 0.05,
            regions=frozenset(dice.sample(parts, min(len(parts), dice.choice([0, 0, 1, 2])))),
            medications=some("medications", 3),
            conditions=some("conditions", 2),
            signs=findings("signs", 4),
            complications=findings("complications", 1),
            other=dice.choice([{}, {}, {"odd hum": "new"}, {"odd hum": "settled"}]),
            denied=frozenset(dice.sample(askable, dice.choice([0, 0, 5, 40, len(askable)]))),
            unknown=dice.choice([frozenset(), frozenset(), frozenset({("medications", "flurbizine")})]),
            asked=frozenset(dice.sample(get_args(Asked), dice.choice([0, 1, 3, 3]))),
            areas=frozenset(dice.sample(get_args(Area), dice.choice([0, 0, 1, 3]))),
            clearance=dice.choice([None, None, *get_args(Clearance)]),
            limits=dice.choice([None, None, True, False]),
        )
        return replace(client, denied=client.denied - reported(client))

    return [one() for _ in range(count)]


def reported(client: Client) -> frozenset[Fact]:
    """What the client is known to have or take."""
    kinds = ("signs", "complications", "medications", "conditions")
    return frozenset((kind, str(slug)) for kind in kinds for slug in getattr(client, kind))


def denying(client: Client, *facts: Fact) -> Client:
    """The client, asked for each of these and found not to have it, unless it is reported."""
    return replace(client, denied=client.denied | (frozenset(facts) - reported(client)))


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
            - ({"conditions", "signs"} if client.conditions & cautions.stopping(library()) else {"conditions"}),
        },
        "courses": {"signs": dict.fromkeys(client.signs, "new"), "other": dict.fromkeys(client.other, "new")},
        "asked": {"asked": frozenset()},
        "denied": {"denied": frozenset()},
    }
    return replace(client, **gone[key])
