"""Which cautions apply to a client today, and what follows: may I work, whom to involve and how soon, what to ask.

Three-valued: a rule holds, does not hold, or hangs on what is not known. What is not known never hides a caution: it
becomes a question. The page `session` interprets the same rules in the browser, from `exports.session`; a test holds the two
against each other.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Literal, get_args

from macros import cautions
from macros.cautions import Applied
from macros.library import Library
from macros.model.base import Region
from macros.model.caution import Urgency, When
from macros.model.clinical import Complication, Medication, Procedure
from macros.model.text import Ref, plain

Session = Literal["do-not-massage", "postpone", "modify", "ok-with-precautions"]
"""What to do today, the most careful first."""

SESSIONS: dict[Session, str] = {
    "do-not-massage": "Do not massage today",
    "postpone": "Wait for the surgeon's word",
    "modify": "Work, with changes",
    "ok-with-precautions": "Go ahead, with care",
}
URGENCIES: dict[Urgency, str] = {
    "emergency": "The emergency number, now",
    "same-day": "The surgeon's office or urgent care, today",
    "within-days": "The prescriber or the surgeon's office, in the next days",
    "clearance-first": "The surgeon's team, before the first session",
    "routine": "The surgeon or the prescriber, at the next visit",
    "none": "Nobody",
}
"""Whom to involve and how soon, the most urgent first."""

FIRST_YEAR = 52.0
"""Weeks in which limits that end when the surgeon clears them are taken to hold unless they are known to be over. Our own
line, the same as in the caution on medical clearance; later they are a question."""

EARLY = 12.0
"""Weeks in which the dangerous complications of an operation are named even without a sign of them. Our own line."""

Fact = tuple[str, str]
"""One thing about a client: a key of `when`, and a slug, a part of the spine, or nothing for the weeks."""


@dataclass(frozen=True)
class Client:
    """What is known of a client. Every field left out is unknown, not absent."""

    procedures: frozenset[str] = frozenset()
    weeks: float | None = None
    """Weeks since surgery. Negative: the operation is still to come."""
    regions: frozenset[Region] = frozenset()
    medications: frozenset[str] = frozenset()
    conditions: frozenset[str] = frozenset()
    complications: frozenset[str] = frozenset()
    signs: frozenset[str] = frozenset()
    suspected: frozenset[str] = frozenset()
    """Complications that the therapist or the client suspects. Those that are known and looked after are `complications`."""
    complete: frozenset[str] = frozenset()
    """Keys of `when` of which everything is known: what is not listed is absent, as in "takes no other medicine"."""
    other: tuple[str, ...] = ()
    """Complaints in words that name no sign we know. Nobody can weigh them, so they ask for care."""
    cleared: bool | None = None
    """Whether the surgeon's team has agreed to massage. It does not lift the limits on moving and lifting."""
    limits: bool | None = None
    """Whether limits that the surgeon set still hold."""


@dataclass(frozen=True)
class Question:
    """Something to ask, since the answer could bring a caution into force."""

    ask: str
    fact: Fact
    urgency: Urgency
    """The most urgent that the answer could bring."""
    rules: int
    """How many rules hang on it."""


@dataclass(frozen=True)
class Held:
    """A rule that holds, with the facts that triggered it."""

    applied: Applied
    matched: tuple[Fact, ...]


@dataclass(frozen=True)
class Plan:
    """What follows for a client today."""

    session: Session
    urgency: Urgency
    held: tuple[Held, ...]
    """The rules that hold, the most urgent first."""
    consider: tuple[str, ...]
    """Complications and conditions to think of, those that a sign points to first."""
    questions: tuple[Question, ...]
    """What to ask, what could change most first."""

    @property
    def refer_to(self) -> str:
        """Whom to involve and how soon, in words."""
        return URGENCIES[self.urgency]


@dataclass
class Knowledge:
    """What the library holds about the client's operations, worked out once."""

    client: Client
    library: Library
    line: frozenset[str] = field(init=False)
    """The operations and every wider one."""
    regions: frozenset[str] = field(init=False)
    """Parts of the spine that are sure."""
    possible: frozenset[str] = field(init=False)
    """Parts of the spine that cannot be ruled out."""

    def __post_init__(self) -> None:
        procedures: list[Procedure] = [self.library.get("procedures", slug) for slug in sorted(self.client.procedures)]
        self.line = frozenset(wider.id for procedure in procedures for wider in self.library.ancestors(procedure))
        single = {p.regions[0] for p in procedures if len(p.regions) == 1}
        self.regions = self.client.regions | single
        # A part that is named settles it for operations that are done on several; without an operation nothing is settled.
        open_ = [] if self.client.regions else procedures
        several = {region for procedure in open_ for region in procedure.regions or get_args(Region)}
        self.possible = self.regions | several | set(() if procedures else get_args(Region))


def plan(client: Client, library: Library) -> Plan:
    """What follows for a client. Raises KeyError for a slug that the library does not have."""
    known = Knowledge(client, library)
    held: list[Held] = []
    open_: dict[Fact, list[tuple[Applied, bool]]] = {}
    for applied in cautions.rules(library):
        state, facts = judge(applied.rule.when, known)
        if state:
            held.append(Held(applied, facts))
        elif state is None:
            alone = len({key for key, _ in facts}) == 1
            for fact in facts:
                open_.setdefault(fact, []).append((applied, alone))
    suspected: list[Complication] = [library.get("complications", slug) for slug in sorted(client.suspected)]
    urgency, session = verdict([item.applied for item in held], suspected, client)
    return Plan(session, urgency, tuple(held), consider(held, known), tuple(questions(open_, library)))


def judge(when: When, known: Knowledge) -> tuple[bool | None, tuple[Fact, ...]]:
    """Whether a rule holds for a client: True with the facts that made it so, None with those that are missing, or False.

    Every key of `when` must hold; in a list any one will do; no key at all holds for every client.
    """
    client = known.client
    matched: list[Fact] = []
    missing: list[Fact] = []
    if when.procedures:
        if not client.procedures:
            missing.append(("procedures", ""))
        elif operations := [str(slug) for slug in when.procedures if slug in known.line]:
            matched.append(("procedures", operations[0]))
        else:
            return False, ()
    if when.regions:
        if parts := [region for region in when.regions if region in known.regions]:
            matched.append(("regions", parts[0]))
        elif any(region in known.possible for region in when.regions):
            missing.append(("regions", ""))
        else:
            return False, ()
    for key in ("medications", "conditions", "complications", "signs"):
        wanted, given = getattr(when, key), getattr(client, key)
        if key == "complications":
            given = given | client.suspected
        if not wanted:
            continue
        if here := [slug for slug in wanted if slug in given]:
            matched += [(key, slug) for slug in here]
        elif key in client.complete:
            return False, ()
        else:
            missing += [(key, slug) for slug in wanted]
    if when.weeks is not None:
        span, now = when.weeks, client.weeks
        if now is None:
            missing.append(("weeks", ""))
        elif max(now, 0) < span.start or (span.end is not None and now >= span.end):
            return False, ()
        else:
            matched.append(("weeks", ""))
        if span.until == "cleared":
            if client.limits is False:
                return False, ()
            if client.limits is None and now is not None and now >= FIRST_YEAR:
                missing.append(("limits", ""))
    return (None, tuple(missing)) if missing else (True, tuple(matched))


def verdict(held: Iterable[Applied], suspected: Iterable[Complication], client: Client) -> tuple[Urgency, Session]:
    """Urgency and session that the rules in force bring about. The most urgent one decides.

    A suspected complication brings its own urgency. Clearance that is given answers the rules that ask for it. Rules that
    hang on nothing but the operation and the part of the spine are standing precautions: they hold for an old, healed,
    symptom-free client too, and change no session.
    """
    order: list[Urgency] = list(URGENCIES)
    soon: list[Urgency] = [
        applied.rule.soon for applied in held if not (applied.rule.soon == "clearance-first" and client.cleared)
    ]
    changes = [
        applied for applied in held if applied.rule.level in ("avoid", "adapt") and _situational(applied.rule.when)
    ]
    soon += [complication.urgency for complication in suspected]
    if changes or client.other:
        soon.append("routine")
    urgency: Urgency = min(soon, key=order.index, default="none")
    if urgency in ("emergency", "same-day"):
        return urgency, "do-not-massage"
    if "clearance-first" in soon:
        return urgency, "postpone"
    return urgency, "modify" if changes or client.other else "ok-with-precautions"


def _situational(when: When) -> bool:
    """Whether a rule hangs on more than the operation: a medicine, a sign, an illness, a stretch of time."""
    limited = when.weeks is not None and (when.weeks.end is not None or when.weeks.until is not None)
    return limited or bool(when.medications or when.signs or when.conditions or when.complications)


def consider(held: Iterable[Held], known: Knowledge) -> tuple[str, ...]:
    """Complications and conditions to think of, in this order.

    What the signs point to, what rules in force name, what the medicines are about, and in the first weeks the
    dangerous complications of the operation.
    """
    library, client = known.library, known.client
    found: dict[str, None] = dict.fromkeys(sorted(client.suspected))
    for slug in sorted(client.signs):
        found.update(dict.fromkeys(str(relation.to) for relation in library.get("signs", slug).points_to))
    for item in held:
        found.update(dict.fromkeys(slug for key, slug in item.matched if key == "complications"))
    for slug in sorted(client.medications):
        found.update(dict.fromkeys(tied(library.get("medications", slug), library)))
    if client.weeks is None or client.weeks < EARLY:
        complication: Complication
        for complication in library.of("complications"):
            after = {str(relation.to) for relation in complication.after}
            if complication.urgency in ("emergency", "same-day") and after & known.line:
                found.setdefault(complication.id)
    return tuple(found)


def tied(medication: Medication, library: Library) -> list[str]:
    """The complications and conditions that a class of medicines is related to, on its own side or on theirs."""
    ties = [relation.to for relation in medication.related]
    ties += [Ref(link.origin.id) for link in library.backlinks(medication, "related")]
    return [str(to) for to in dict.fromkeys(ties) if library.paged[to][0] in ("complications", "conditions")]


ASK = {
    "procedures": "Which operation was it?",
    "regions": "On which part of the spine was it: neck, upper back, low back, sacrum?",
    "weeks": "When was the operation?",
    "limits": "Does any limit that the surgeon set still hold?",
}
"""What to ask for a fact that no record words."""


def questions(open_: dict[Fact, list[tuple[Applied, bool]]], library: Library) -> list[Question]:
    """What to ask, ranked by how much the answer could change.

    `open_` holds, for each missing fact, the rules that hang on it, and whether on nothing else: those count first, by
    the most urgent of them and by their number.
    """
    urgencies, levels = list(URGENCIES), list(cautions.LEVELS)

    def rank(fact: Fact) -> tuple[bool, int, int, int, Fact]:
        waiting = _deciding(open_[fact])
        return (
            not any(alone for _, alone in open_[fact]),
            min(urgencies.index(applied.rule.soon) for applied in waiting),
            min(levels.index(applied.rule.level) for applied in waiting),
            -len(waiting),
            fact,
        )

    return [
        Question(
            _asked(fact, library),
            fact,
            min((a.rule.soon for a in _deciding(open_[fact])), key=urgencies.index),
            len(open_[fact]),
        )
        for fact in sorted(open_, key=rank)
    ]


def _deciding(waiting: list[tuple[Applied, bool]]) -> list[Applied]:
    """The rules that hang on this one fact alone; where there is none, all."""
    return [applied for applied, alone in waiting if alone] or [applied for applied, _ in waiting]


def _asked(fact: Fact, library: Library) -> str:
    key, slug = fact
    if key in ASK:
        return ASK[key]
    record = library.get(key, slug)
    if key == "signs":
        return str(record.ask)
    label = record.label[:1].lower() + record.label[1:]
    return f"Do you take {label}?" if key == "medications" else f"Do you have, or did you have, {label}?"


def as_json(result: Plan) -> dict[str, Any]:
    """The plan as the command prints it with `--json`."""
    return {
        "session": result.session,
        "urgency": result.urgency,
        "refer_to": result.refer_to,
        "cautions": [
            {
                "slug": item.applied.caution.id,
                "rule": item.applied.number,
                "level": item.applied.rule.level,
                "matched": [": ".join(filter(None, fact)) for fact in item.matched],
                "why": plain(item.applied.rule.why),
                "do": plain(item.applied.rule.do),
                "instead": plain(item.applied.rule.instead) if item.applied.rule.instead else None,
                "sources": list(item.applied.rule.sources),
            }
            for item in result.held
        ],
        "consider": list(result.consider),
        "questions": [question.ask for question in result.questions],
    }
