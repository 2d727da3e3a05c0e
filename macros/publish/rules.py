"""The rules of the planner and the names it knows, as the page that plans in the browser reads them.

What a verdict and its first lines need is in `session/rules.json`. What is read when somebody unfolds it is in
`session/reasons.json`, which the page loads with the first touch. `session/edition.json` has the day. The classes say what they consist
of; `typescript` declares the same for the scripts.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from typing import Any, Literal, TypedDict, TypeVar, get_args

from macros.model import clinical, vocabulary
from macros.model.base import WEEKS
from macros.model.text import plain
from macros.model.vocabulary import (
    Area,
    Body,
    Course,
    Drawing,
    HowSoon,
    Leaves,
    Level,
    Phase,
    Reach,
    Region,
    Subject,
    Today,
    Urgency,
    Who,
)
from macros.plan import cautions, names, planner, questions
from macros.plan.cautions import Applied
from macros.plan.client import FIRST_YEAR, OPERATED, Client, Knowledge
from macros.plan.planner import Called, Session
from macros.store.library import Library
from macros.text import links

T = TypeVar("T")

COMMON = (
    "ACDF", "Lumbar fusion", "TLIF", "Laminectomy", "Microdiskectomy", "Neck disk replacement", "Scoliosis correction",
    "Kyphoplasty",
)  # fmt: skip
"""Operations that the planner offers as buttons, as people call them. Our own choice among the common ones."""


class Named(TypedDict):
    """A record: what it is called, at the start of a sentence and within one, and its address below the site's root."""

    name: str
    inSentence: str
    url: str


class Procedure(Named):
    """An operation. `line`: it and every wider one. `implants`: whether something of metal or plastic stayed in."""

    line: list[str]
    regions: list[Region]
    implants: bool


class Common(TypedDict):
    """An operation that is offered as a button: its slug, and the parts of the spine that its words give besides."""

    procedure: str
    regions: list[Region]


class Medication(Named):
    """A medicine. `consider`: what to think of with it."""

    consider: list[str]


class OnCard(TypedDict):
    """A sign in a client's words. `translated`: the Spanish is ours, and nobody reviewed it."""

    en: str
    es: str
    translated: bool


class Sign(Named):
    """A sign. `card`: its line on the stop-sign card. `always`: it counts as new whatever its course.

    `was`: signs that were merged into it. `followUps`: what to ask with it, as `kind slug`.
    """

    ask: str
    followUps: list[str]
    body: Body
    card: OnCard | None
    always: bool
    was: list[str]
    consider: list[str]


class Complication(Named):
    """A complication. `after`: the operations that can bring it."""

    urgency: HowSoon
    action: str
    after: list[str]


# `from` and `with` are words of Python, so these two cannot be classes.
Weeks = TypedDict("Weeks", {"from": float, "to": float | None, "until": Literal["cleared"] | None})
When = TypedDict(
    "When",
    {
        "procedures": list[str] | None,
        "regions": list[Region] | None,
        "medications": list[str] | None,
        "takenWith": list[str] | None,
        "conditions": list[str] | None,
        "signs": list[str] | None,
        "with": list[str] | None,
        "complications": list[str] | None,
        "course": list[Course],
        "weeks": Weeks | None,
        "time": Phase,
        "unless": Literal["agreed", "kind-known"] | None,
    },
)


class Pressure(TypedDict):
    """The most pressure that a source allows, and who says so."""

    most: int
    why: str


class Rule(TypedDict):
    """A rule of a caution. `short`: what it says on one line; null for one that stops, which has `instead` at hand."""

    caution: str
    id: str
    level: Level
    subject: Subject
    today: Today
    urgency: Urgency
    who: Who
    where: list[Area | Literal["operated", "table"]]
    when: When
    do: str
    short: str | None
    leaves: dict[Reach, Leaves]
    drawings: list[Drawing]
    instead: str | None
    ask: list[str]


class Rules(TypedDict):
    """All of `session/rules.json`. Where the keys are words of the model, their order is a rank: the gravest first.

    `of`: a name for all the rest of it; `asks`: a name for what can be asked of a client, and in which words.
    """

    of: str
    asks: str
    levels: dict[Level, str]
    subjects: dict[Subject, str]
    sessions: dict[Session, str]
    urgencies: dict[Urgency, str]
    called: dict[Called, str]
    missing: dict[str, str]
    sessionOf: dict[Today, Session]
    suspected: dict[HowSoon, Today]
    courses: dict[Course, str]
    stopList: list[str]
    operated: dict[Region, list[Area]]
    areas: dict[Area, str]
    leaves: dict[Leaves, str]
    drawings: dict[Drawing, str]
    bodies: dict[Body, str]
    firstYear: float
    early: float
    units: dict[str, float]
    regions: list[Region]
    ask: dict[str, str]
    common: dict[str, Common]
    procedures: dict[str, Procedure]
    conditions: dict[str, Named]
    medications: dict[str, Medication]
    signs: dict[str, Sign]
    complications: dict[str, Complication]
    rules: list[Rule]


class Reason(TypedDict):
    """What stands behind a rule. `name`: what its caution is called; `url`: where the rule stands there."""

    name: str
    url: str
    instead: str | None
    position: str | None
    pressure: Pressure | None
    why: str
    sources: list[str]


class Edition(TypedDict):
    """All of `session/edition.json`: the day that an edition has its name from, and `of` of its rules, which may be those of earlier ones."""

    edition: str
    of: str


class Reasons(TypedDict):
    """All of `session/reasons.json`: reasons by `caution.id`."""

    rules: dict[str, Reason]


def for_planner(library: Library) -> Rules:
    """The rules and what they need, for the page that interprets them in the browser."""
    rules: Rules = {
        "of": "",
        "asks": "",
        "levels": vocabulary.LEVELS,
        "subjects": vocabulary.SUBJECTS,
        "sessions": planner.SESSIONS,
        "urgencies": vocabulary.URGENCIES,
        "called": planner.CALLED,
        "missing": planner.MISSING,
        "sessionOf": planner.SESSION_OF,
        "suspected": planner.SUSPECTED,
        "courses": vocabulary.COURSES,
        "stopList": sorted(cautions.stopping(library)),
        "operated": {region: list(areas) for region, areas in OPERATED.items()},
        "areas": vocabulary.AREAS,
        "leaves": vocabulary.LEAVES,
        "drawings": vocabulary.DRAWINGS,
        "bodies": vocabulary.BODIES,
        "firstYear": FIRST_YEAR,
        "early": questions.EARLY,
        "units": WEEKS,
        "regions": list(get_args(Region)),
        "ask": questions.ASK,
        "common": dict(_common(library)),
        "procedures": {record.id: _procedure(record, library) for record in library.of("procedures")},
        "conditions": {record.id: _named("conditions", record) for record in library.of("conditions")},
        "medications": {
            record.id: {**_named("medications", record), "consider": questions.tied(record, library)}
            for record in library.of("medications")
        },
        "signs": {record.id: _sign(record, library) for record in library.of("signs")},
        "complications": {record.id: _complication(record) for record in library.of("complications")},
        "rules": [_rule(applied) for applied in cautions.rules(library)],
    }
    asked = [[slug, one["name"], one["ask"]] for slug, one in rules["signs"].items()]
    asked += [[slug, one["name"]] for slug, one in rules["complications"].items()]
    asked += [[slug, rules["conditions"][slug]["name"]] for slug in rules["stopList"]]
    rules["asks"] = _name(asked)
    rules["of"] = _name(rules)
    return rules


def _name(data: Any) -> str:
    """A name for some data, that other data do not have."""
    return hashlib.sha256(json.dumps(data).encode()).hexdigest()[:12]


def edition(library: Library, rules: Rules) -> Edition:
    """What a new day of review changes, apart from the rules: so a device that keeps the site need not get those again."""
    return {"edition": library.edition, "of": rules["of"]}


def _common(library: Library) -> Iterator[tuple[str, Common]]:
    """Those of `COMMON` that name one operation here."""
    known = names.of(library, "procedures")
    for words in COMMON:
        procedures, regions, *_ = names.operation(words, known)
        if len(procedures) == 1:
            yield words, {"procedure": procedures[0], "regions": sorted(regions)}


def reasons(library: Library) -> Reasons:
    """What is read when somebody unfolds it."""
    return {
        "rules": {applied.name: _reason(applied) for applied in cautions.rules(library)},
    }


def _named(kind: str, record: Any) -> Named:
    return {
        "name": record.name,
        "inSentence": record.in_sentence,
        "url": links.url_of(links.page_of(kind, record.id)),
    }


def _procedure(procedure: clinical.Procedure, library: Library) -> Procedure:
    return {
        **_named("procedures", procedure),
        "line": [wider.id for wider in library.ancestors(procedure)],
        "regions": list(procedure.regions),
        "implants": Knowledge(Client(frozenset((procedure.id,))), library).implants,
    }


def _sign(sign: clinical.Sign, library: Library) -> Sign:
    return {
        **_named("signs", sign),
        "ask": sign.ask,
        "followUps": [f"{library.paged[slug][0]} {slug}" for slug in sign.follow_ups],
        "body": sign.body,
        "card": _on_card(sign.card),
        "always": sign.always,
        "was": list(sign.was),
        "consider": [relation.to for relation in sign.points_to],
    }


def _on_card(card: clinical.OnCard | None) -> OnCard | None:
    return {"en": card.en, "es": card.es, "translated": card.source is None} if card else None


def _complication(complication: clinical.Complication) -> Complication:
    return {
        **_named("complications", complication),
        "urgency": complication.urgency,
        "action": plain(complication.action),
        "after": [relation.to for relation in complication.after],
    }


def _rule(applied: Applied) -> Rule:
    rule, caution = applied.rule, applied.caution
    when, weeks = rule.when, rule.when.weeks
    return {
        "caution": caution.id,
        "id": rule.id,
        "level": rule.level,
        "subject": rule.subject,
        "today": rule.today,
        "urgency": rule.urgency,
        "who": rule.who,
        "where": list(rule.where),
        "when": {
            "procedures": _given(when.procedures),
            "regions": _given(when.regions),
            "medications": _given(when.medications),
            "takenWith": _given(when.taken_with),
            "conditions": _given(when.conditions),
            "signs": _given(when.signs),
            "with": _given(when.together),
            "complications": _given(when.complications),
            "course": list(when.course),
            "weeks": {"from": weeks.start, "to": weeks.end, "until": weeks.until} if weeks else None,
            "time": when.time,
            "unless": when.unless,
        },
        "do": plain(rule.do),
        "short": rule.short,
        "leaves": rule.leaves,
        "drawings": list(rule.drawings),
        "instead": plain(rule.instead) if rule.instead and rule.today == "stop" else None,
        "ask": list(rule.ask),
    }


def _reason(applied: Applied) -> Reason:
    rule, caution = applied.rule, applied.caution
    return {
        "name": caution.name,
        "url": links.url_of_rule(caution.id, rule.id),
        "instead": plain(rule.instead) if rule.instead else None,
        "position": plain(rule.position) if rule.position else None,
        "pressure": {"most": rule.pressure.most, "why": plain(rule.pressure.why)} if rule.pressure else None,
        "why": plain(rule.why),
        "sources": list(rule.sources),
    }


def _given(values: Iterable[T]) -> list[T] | None:
    """What a key of `when` asks for; None for a key that asks for nothing."""
    return list(values) or None
