"""The table of truth: clients and what is right for each, as a clinician could read it and sign it.

The rows are in `tests/planner.yaml`. Both planners are tested with them, and the page "How a verdict is made" shows them.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal

import yaml
from pydantic import Field, TypeAdapter, ValidationError, model_validator

from macros.model.base import Day, FieldPath, Number, Part, Reviewer, Truth
from macros.model.text import Slug, Text
from macros.model.vocabulary import COURSES, Area, Course, Region, Urgency
from macros.plan.client import Asked, Clearance, Client
from macros.plan.planner import Called, Plan, Session
from macros.store.library import Library
from macros.store.load import explain, place_of
from macros.store.problems import MOST, Exchange, Problem, Swap, few, field_name
from macros.store.trace import read_file
from macros.store.values import nodes_of, values_of

FILE = Path("tests/planner.yaml")
"""Where the rows are, below the project's folder."""

Listed = Literal["procedures", "medications", "conditions", "signs", "complications"]
"""A kind of record that a client is asked about by name."""


class Described(Part):
    """A client, as a row writes one. Every key left out is unknown, not absent."""

    procedures: tuple[Text, ...] = ()
    weeks: Number | None = None
    planned: Truth = False
    regions: tuple[Region, ...] = ()
    medications: tuple[Text, ...] = ()
    conditions: tuple[Text, ...] = ()
    signs: dict[str, Course] = Field(default_factory=dict)
    complications: dict[str, Course] = Field(default_factory=dict)
    other: dict[str, Course] = Field(default_factory=dict)
    denied: tuple[tuple[Listed, Text], ...] = ()
    """Kind and slug of what was asked for by itself and is not there: `[signs, calf-pain]`."""
    unknown: tuple[tuple[Listed, Text], ...] = ()
    """Kind and name of what nobody here knows."""
    asked: tuple[Asked, ...] = ()
    areas: tuple[Area, ...] = ()
    clearance: Clearance | None = None
    limits: Truth | None = None

    def client(self) -> Client:
        """The client that the planner takes."""
        return Client(
            procedures=frozenset(self.procedures),
            weeks=self.weeks,
            planned=self.planned,
            regions=frozenset(self.regions),
            medications=frozenset(self.medications),
            conditions=frozenset(self.conditions),
            signs=self.signs,
            complications=self.complications,
            other=self.other,
            denied=frozenset(self.denied),
            unknown=frozenset(self.unknown),
            asked=frozenset(self.asked),
            areas=frozenset(self.areas),
            clearance=self.clearance,
            limits=self.limits,
        )

    def in_words(self, library: Library) -> str:
        """The client in one line: `Spinal fusion, week 10 · Sore calf (new or worse) · asked to the end: signs`."""
        return f"{self.facts(library)} · asked to the end: {', '.join(self.asked) or 'nothing'}"

    def facts(self, library: Library) -> str:
        """What is known of the client, in one line. A slug that the library does not have stays as it is."""

        def named(kind: str, slug: str) -> str:
            return str(library.get(kind, slug).label) if library.has(kind, slug) else slug

        def denied(kind: str, slug: str) -> str:
            return f"no {library.get(kind, slug).in_sentence if library.has(kind, slug) else slug}"

        operation = ", ".join(named("procedures", slug) for slug in self.procedures) or "operation not known"
        time = "still to come" if self.planned or (self.weeks or 0) < 0 else "time not known"
        if self.weeks is not None and self.weeks >= 0:
            time = f"week {self.weeks:g}"
        findings = [
            *((named("signs", slug), course) for slug, course in self.signs.items()),
            *((named("complications", slug), course) for slug, course in self.complications.items()),
            *((f"“{words}”", course) for words, course in self.other.items()),
        ]
        return " · ".join(
            [
                ", ".join([operation, *self.regions, time]),
                *(f"{name} ({COURSES[course]})" for name, course in findings),
                *(named("medications", slug) for slug in self.medications),
                *(named("conditions", slug) for slug in self.conditions),
                *(denied(kind, slug) for kind, slug in self.denied),
                *(f"{name}: nobody here knows it" for _, name in self.unknown),
                *([f"wants: {', '.join(self.areas)}"] if self.areas else []),
                *([f"the team: {self.clearance}"] if self.clearance else []),
                *([] if self.limits is None else [f"limits: {'hold' if self.limits else 'over'}"]),
            ]
        )


class Opinion(Part):
    """What a clinician says of a row, by name. Several may, and they may differ."""

    by: Reviewer
    on: Day
    agrees: Truth
    why: Text | None = None
    """What is wrong with the row, or what has to be added."""

    @model_validator(mode="after")
    def _no_has_a_reason(self) -> Opinion:
        if not self.agrees and self.why is None:
            raise ValueError("who does not agree says why. Give `why`")
        return self


class Row(Part):
    """A client and what is right for it. What a row leaves out, it does not claim."""

    id: Slug
    because: Text
    """Why it is right, in a sentence that a clinician can agree or disagree with."""
    client: Described
    session: Session | None = None
    urgency: Urgency | None = None
    who: Called | None = None
    areas: dict[Area, Session] = Field(default_factory=dict)
    undecided: tuple[Text, ...] | None = None
    """What is still to be answered, as keys: `procedures`, `weeks`, `signs`."""
    holds: tuple[Text, ...] = ()
    """Rules that have to be in force: `red-flags.sore-calf`."""
    absent: tuple[Text, ...] = Field((), alias="not")
    """Rules that must not be in force."""
    mentions: tuple[Text, ...] = ()
    """Records that the plan has to show: a caution with a rule in force, or what to think of."""
    opinions: tuple[Opinion, ...] = ()
    """What clinicians say of the row. None: nobody has looked at it yet."""

    @property
    def names(self) -> Iterator[tuple[FieldPath, str, str]]:
        """What the row names: where, of which kind, and its slug. A rule is of the kind `rules`; an empty kind means any record."""
        client = self.client
        lists: tuple[tuple[Listed, tuple[str, ...]], ...] = (
            ("procedures", client.procedures),
            ("medications", client.medications),
            ("conditions", client.conditions),
        )
        for kind, slugs in lists:
            yield from ((("client", kind, number), kind, slug) for number, slug in enumerate(slugs))
        yield from ((("client", "signs", slug), "signs", slug) for slug in client.signs)
        yield from ((("client", "complications", slug), "complications", slug) for slug in client.complications)
        for number, (kind, slug) in enumerate(client.denied):
            yield ("client", "denied", number, 1), kind, slug
        for key, rules in (("holds", self.holds), ("not", self.absent)):
            yield from (((key, number), "rules", rule) for number, rule in enumerate(rules))
        yield from ((("mentions", number), "", slug) for number, slug in enumerate(self.mentions))

    def faults(self, found: Plan) -> list[str]:
        """Where a plan is not what the row says. Empty: it is right."""
        held = {item.applied.name for item in found.held}
        rules = [item.applied for item in found.held]
        shown = {page for applied in rules for page in (applied.caution.id, *applied.rule.also)} | set(found.consider)
        claims: list[tuple[str, Any, Any]] = [
            ("session", self.session, found.session),
            ("urgency", self.urgency, found.urgency),
            ("who", self.who, found.called),
            ("undecided", self.undecided, found.undecided),
            *((f"areas.{area}", session, found.areas.get(area)) for area, session in self.areas.items()),
        ]
        return [
            *(f"{key}: {is_} is not {wanted}" for key, wanted, is_ in claims if wanted is not None and wanted != is_),
            *(f"does not hold: {rule}" for rule in self.holds if rule not in held),
            *(f"holds: {rule}" for rule in self.absent if rule in held),
            *(f"does not mention: {record}" for record in self.mentions if record not in shown),
        ]


def read(root: Path) -> tuple[Row, ...]:
    """The rows of a project; none if it has no table. Raises ValueError for one that cannot be read."""
    try:
        text = read_file(root, FILE).decode()
    except FileNotFoundError:
        return ()
    rows, problems = rows_of(text)
    if rows is None:
        raise ValueError("\n".join(map(str, problems)))
    return rows


def rows_of(text: str) -> tuple[tuple[Row, ...] | None, list[Problem]]:
    """The rows of a table, and what is wrong with it, in the words of the check. None where no rows can be made of it."""
    path = FILE.as_posix()
    values, problems = values_of(text, path)
    if values is None and problems:
        return None, problems
    try:
        rows = TypeAdapter(tuple[Row, ...]).validate_python(values)
    except ValidationError as error:
        found = error.errors(include_url=False)
        told = {problem.field for problem in problems}
        at = Places(text)
        explained = explain(found[:MOST], Row, at.problem, "what a row may have is in macros/plan/table.py")
        return None, [*problems, *few((p for p in explained if p.field not in told), len(found))]
    return rows, problems


class Places:
    """The places of the values in a table, for problems. They take as long to make as all else, so only a faulty table gets them."""

    def __init__(self, text: str) -> None:
        self._root: yaml.Node | None = nodes_of(text)

    def problem(self, path: FieldPath, fault: str, remedy: str, mend: Swap | Exchange | None = None) -> Problem:
        """A problem at the value that `path` leads to, or at the nearest place above it."""
        return Problem(FILE.as_posix(), *place_of(self._root, path), field_name(path), fault, remedy, mend)
