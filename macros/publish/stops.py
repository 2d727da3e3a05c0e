"""What the search needs of the planner's data, to say that a sign stops a session: the rules about signs that are urgent.

The browser's planner interprets it, with the same functions and the same records as the page that plans a session.
"""

from __future__ import annotations

from typing import TypedDict

from macros.model.clinical import Sign
from macros.model.vocabulary import Area, Course, HowSoon, Region, Today, Urgency
from macros.plan import cautions
from macros.plan.planner import Called
from macros.publish import words
from macros.publish.rules import Reasons, Rule, Rules
from macros.store.library import Library

URGENT: frozenset[Urgency] = frozenset({"emergency", "same-day"})
"""How soon a clinician has to know of a sign that stops a search."""


class Operated(TypedDict):
    """An operation, as far as an urgency hangs on it."""

    line: list[str]
    regions: list[Region]
    implants: bool


class Told(TypedDict):
    """A sign, as far as an urgency hangs on it, and what it is called.

    `urgent`: whether it is so by itself; `ways`: how people tell of it, each as groups of which one pattern has to be there; `covers`: signs that it says already.
    """

    name: str
    urgent: bool
    always: bool
    lasting: list[str]
    was: list[str]
    ways: list[list[str]]
    covers: list[str]


class Found(TypedDict):
    """A complication, as far as an urgency hangs on it."""

    urgency: HowSoon


class Reasoned(Rule):
    """A rule with what its card shows. `name`: what its caution is called; `url`: where the rule stands there."""

    name: str
    url: str
    position: str | None


class Stops(TypedDict):
    """A part of `Rules`. Of illnesses and medicines it only says that there are records.

    `wordings`: what the words in capitals stand for in the ways in which signs are told, each as a pattern.
    """

    urgencies: dict[Urgency, str]
    called: dict[Called, str]
    courses: dict[Course, str]
    suspected: dict[HowSoon, Today]
    stopList: list[str]
    operated: dict[Region, list[Area]]
    areas: dict[Area, str]
    firstYear: float
    units: dict[str, float]
    regions: list[Region]
    procedures: dict[str, Operated]
    conditions: dict[str, bool]
    medications: dict[str, bool]
    signs: dict[str, Told]
    complications: dict[str, Found]
    rules: list[Reasoned]
    wordings: dict[str, str]


def of(rules: Rules, reasons: Reasons, library: Library) -> Stops:
    """The part of the planner's data that tells how urgent a sign is, for whom, and what to do."""

    def reasoned(rule: Rule) -> Reasoned:
        reason = reasons["rules"][f"{rule['caution']}.{rule['id']}"]
        shown = {
            "name": reason["name"],
            "url": reason["url"],
            "instead": reason["instead"],
            "position": reason["position"],
        }
        return {**rule, **shown, "ask": [], "drawings": []}  # type: ignore[typeddict-item]

    urgent = {
        sign.id for urgency in sorted(URGENT) for sign in cautions.signs(cautions.rules(library), urgency, library)
    }

    def told(sign: Sign) -> Told:
        one = rules["signs"][sign.id]
        return {
            "name": one["name"],
            "urgent": sign.id in urgent,
            "always": one["always"],
            "lasting": list(sign.lasting),
            "was": one["was"],
            "ways": [list(way.groups) for way in sign.told_by],
            "covers": list(sign.covers),
        }

    return {
        "urgencies": rules["urgencies"],
        "called": rules["called"],
        "courses": rules["courses"],
        "suspected": rules["suspected"],
        "stopList": rules["stopList"],
        "operated": rules["operated"],
        "areas": rules["areas"],
        "firstYear": rules["firstYear"],
        "units": rules["units"],
        "regions": rules["regions"],
        "procedures": {
            slug: {"line": one["line"], "regions": one["regions"], "implants": one["implants"]}
            for slug, one in rules["procedures"].items()
        },
        "conditions": dict.fromkeys(rules["conditions"], True),
        "medications": dict.fromkeys(rules["medications"], True),
        "signs": {slug: told(library.get("signs", slug)) for slug in rules["signs"]},
        "complications": {slug: {"urgency": one["urgency"]} for slug, one in rules["complications"].items()},
        "rules": [reasoned(rule) for rule in rules["rules"] if rule["when"]["signs"] and rule["urgency"] in URGENT],
        "wordings": words.wordings(library),
    }
