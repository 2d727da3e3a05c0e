"""Clients whom both editions judge: those of the table of truth, a fixed sample, and some for each rule that differs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import product
from typing import Any, get_args

from macros.changes.edition import JUDGED, Edition
from macros.changes.rules import Change, slugs_of_today
from macros.model.caution import Rule
from macros.model.clinical import Procedure
from macros.model.vocabulary import URGENCIES, Area, Course, Urgency
from macros.plan.client import Asked, Clearance
from macros.plan.planner import CALLED, SESSIONS, Called, Plan, Session, plan
from macros.plan.table import Described
from macros.store.library import Library

WEEKS = (-2.0, 1.0, 3.0, 5.0, 8.0, 11.0, 20.0, 40.0, 104.0, 520.0)
"""The times at which the sample looks at each operation: before it, in the weeks and years after it."""

FINDING_AT = (8.0, 104.0)
"""The times at which the sample looks at each finding, illness and medicine."""

TEAM: tuple[Clearance | None, ...] = (None, "agreed")
"""What the team said, in the sample: nobody knows; it agreed. Before it has, much else hides behind that wait."""


@dataclass(frozen=True)
class Someone:
    """A client whom both editions judge."""

    row: str
    """The row of the table of truth. Empty for a client of the sample."""
    client: Described


@dataclass(frozen=True)
class Verdict:
    """What an edition says of a client."""

    session: Session
    urgency: Urgency
    called: Called
    areas: tuple[tuple[Area, Session], ...]

    @property
    def rank(self) -> tuple[int, int]:
        """How careful and how urgent, the most first. Waiting and not knowing enough let nobody work: neither is the milder."""
        careful: Session = "postpone" if self.session == "undecided" else self.session
        return list(SESSIONS).index(careful), list(URGENCIES).index(self.urgency)

    def __str__(self) -> str:
        """The verdict in words: `Do not massage today; the surgeon's team, today; thigh: Work, with changes`."""
        called = "" if self.urgency == "none" else f"{CALLED[self.called]}, {URGENCIES[self.urgency]}"
        areas = (f"{area}: {SESSIONS[session]}" for area, session in self.areas)
        return "; ".join(filter(None, (SESSIONS[self.session], called, *areas)))


@dataclass(frozen=True)
class Turn:
    """A client of whom the two editions say different things."""

    someone: Someone
    before: Verdict
    after: Verdict
    rules: tuple[str, ...]
    """The rules by which the two plans differ: in force in one of them alone, or in both and not the same."""

    @property
    def milder(self) -> bool:
        """Whether the verdict asks for less care, or for less haste, in anything."""
        return any(new > old for old, new in zip(self.before.rank, self.after.rank, strict=True))


def everyone(old: Edition, new: Edition, changes: Iterable[Change]) -> list[Someone]:
    """Every client to judge, each once: the rows of both tables, the sample, and clients for the rules that differ."""
    rows = {row.id: row.client for edition in (old, new) for row in edition.rows}
    table = [Someone(name, client) for name, client in rows.items()]
    drawn = (*sample(old.library, new.library), *of_rules(changes, old.library, new.library))
    once = {client.model_dump_json(): client for client in drawn}
    return [*table, *(Someone("", client) for client in once.values())]


def sample(old: Library, new: Library) -> Iterator[Described]:
    """Clients made of the records that both editions have, by their slugs in the new one, always the same for the same two.

    Each operation at each time, with nothing found; and each finding in each course, each illness and each medicine after the
    widest operation. Everything is asked to the end.
    """
    was = {slug: before for before, slug in slugs_of_today(old, new).items()}
    slugs = {
        kind: [str(record.id) for record in new.of(kind) if old.has(kind, was.get(record.id, record.id))]
        for kind in JUDGED
    }
    for operation, weeks, team in product(slugs["procedures"], WEEKS, TEAM):
        yield _client(procedures=(operation,), weeks=weeks, clearance=team)
    widest = _widest(new, slugs["procedures"])
    for weeks, team in product(FINDING_AT, TEAM):
        base = {"procedures": widest, "weeks": weeks, "clearance": team}
        for kind, course in product(("signs", "complications"), get_args(Course)):
            for slug in slugs[kind]:
                yield _client(**base | {kind: {slug: course}})
        for kind in ("conditions", "medications"):
            for slug in slugs[kind]:
                yield _client(**base | {kind: (slug,)})


def of_rules(changes: Iterable[Change], old: Library, new: Library) -> Iterator[Described]:
    """For each rule that differs, clients who meet it, as it was and as it is: at its first weeks, its last, and after them."""
    for change in changes:
        for applied, library in ((change.old, old), (change.new, new)):
            if applied is not None:
                yield from _meeting(applied.rule, library)


def _meeting(rule: Rule, library: Library) -> Iterator[Described]:
    when = rule.when
    operations = when.procedures[:1] or _widest(library, [str(record.id) for record in library.of("procedures")])
    facts: dict[str, Any] = {
        "procedures": tuple(map(str, operations)),
        "regions": when.regions[:1],
        "conditions": tuple(map(str, when.conditions[:1])),
        "medications": tuple(map(str, (*when.medications[:1], *when.taken_with[:1]))),
        "signs": {str(slug): when.course[0] for slug in when.signs[:1]}
        | {str(slug): "new" for slug in when.together[:1]},
        "complications": {str(slug): when.course[0] for slug in when.complications[:1]},
    }
    for weeks, team in product(sorted(_weeks(rule)), TEAM):
        yield _client(**facts, weeks=weeks, clearance=team)


def _weeks(rule: Rule) -> set[float]:
    """The weeks at which a rule is looked at: its edges, a usual time, and before the operation if it holds then."""
    when = rule.when
    found = {-2.0} if when.time in ("before", "any") else set()
    if when.weeks is not None:
        found |= {when.weeks.start}
        if when.weeks.end is not None:
            found |= {max(when.weeks.start, when.weeks.end - 1), when.weeks.end}
    return found | set(FINDING_AT) if when.time != "before" else found


def _widest(library: Library, slugs: Iterable[str]) -> tuple[str, ...]:
    """The operation that most others are a kind of, as a list of one. Empty when there is none."""
    operations: list[Procedure] = [library.get("procedures", slug) for slug in sorted(slugs)]
    return tuple(p.id for p in sorted(operations, key=lambda p: -len(library.descendants(p)))[:1])


def _client(**facts: Any) -> Described:
    return Described.model_validate(
        {key: value for key, value in facts.items() if value not in (None, (), {})} | {"asked": get_args(Asked)}
    )


def turns(people: Iterable[Someone], old: Library, new: Library, differing: frozenset[str]) -> list[Turn]:
    """The clients whose verdict changes. `differing` are the rules that are not the same in both editions."""
    if _alike(old, new):
        return []
    today = slugs_of_today(old, new)
    before_that = {slug: was for was, slug in today.items()}
    found = []
    for someone in people:
        # Each edition is told of the client by its own slugs.
        one = plan(_called(someone.client, before_that).client(), old)
        two = plan(_called(someone.client, today).client(), new)
        before, after = _verdict(one), _verdict(two)
        if before != after:
            held, holds = ({item.applied.name for item in result.held} for result in (one, two))
            rules = (held ^ holds) | (held & holds & differing)
            found.append(Turn(someone, before, after, tuple(sorted(rules))))
    return found


def _called(client: Described, slugs: Mapping[str, str]) -> Described:
    """The same client, whose records have other slugs."""
    facts: dict[str, Any] = {}
    for kind in JUDGED:
        match getattr(client, kind, None):
            case tuple() as listed:
                facts[kind] = tuple(slugs.get(slug, slug) for slug in listed)
            case dict() as courses:
                facts[kind] = {slugs.get(slug, slug): course for slug, course in courses.items()}
    for field in ("denied", "unknown"):
        facts[field] = tuple((kind, slugs.get(slug, slug)) for kind, slug in getattr(client, field))
    return client.model_copy(update=facts)


def _verdict(result: Plan) -> Verdict:
    return Verdict(result.session, result.urgency, result.called, tuple(sorted(result.areas.items())))


def _alike(old: Library, new: Library) -> bool:
    """Whether everything that a verdict hangs on is the same."""
    one, two = ([(kind, record) for kind, record in library if kind in JUDGED] for library in (old, new))
    return one == two
