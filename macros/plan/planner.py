"""Which cautions apply to a client today, and what follows: may I work, whom to call and how soon, what to ask.

Three-valued: a rule holds, does not hold, or hangs on what is not known. What is not known never hides a caution and never
softens a verdict: an urgent rule whose finding is reported holds until another of its keys is known to be false, and nothing
is green before operation, time and stop signs are answered. The page `session` interprets the same rules in the browser, from
`publish.rules`. One table of clients and verdicts, `tests/planner.yaml`, tests both.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any, Literal, get_args

from macros.model.caution import Rule, When, Where
from macros.model.clinical import Complication
from macros.model.text import plain
from macros.model.vocabulary import URGENCIES, Area, Course, HowSoon, Today, Urgency
from macros.plan import cautions
from macros.plan.cautions import Applied
from macros.plan.client import FIRST_YEAR, Client, Fact, Knowledge, lists
from macros.plan.questions import Question, consider, questions
from macros.store.library import Library

Session = Literal["do-not-massage", "postpone", "undecided", "modify", "ok-with-precautions"]
"""What to do today, the most careful first."""

SESSIONS: dict[Session, str] = {
    "do-not-massage": "Do not massage today",
    "postpone": "Wait for the go-ahead",
    "undecided": "Not enough known yet",
    "modify": "Work, with changes",
    "ok-with-precautions": "Go ahead, with care",
}


Called = Literal["emergency", "surgeon", "doctor", "prescriber", "maternity-team", "treating-team", "nobody"]
"""Whom to call, once it is known which client it is about."""

CALLED: dict[Called, str] = {
    "emergency": "The emergency number",
    "surgeon": "The surgeon's team",
    "doctor": "The client's own doctor",
    "prescriber": "Whoever prescribed the medicine",
    "maternity-team": "The maternity team",
    "treating-team": "The team that treats it",
    "nobody": "Nobody",
}

MISSING = {
    "procedures": "which operation it was, or is to be",
    "weeks": "how long ago it was, or that it is still to come",
    "signs": "the stop signs: go through the list",
}
"""What has to be answered before anything can be green."""

SESSION_OF: dict[Today, Session] = {
    "stop": "do-not-massage",
    "wait": "postpone",
    "change": "modify",
    "nothing": "ok-with-precautions",
}

"""What to do today, by the most careful that any rule asks for."""

SUSPECTED: dict[HowSoon, Today] = {"emergency": "stop", "same-day": "stop", "within-days": "wait", "routine": "change"}
"""What a suspected complication does to the session, by how soon a clinician has to know of it. Our own reading."""


@dataclass(frozen=True)
class Held:
    """A rule that holds, with the facts that made it so."""

    applied: Applied
    matched: tuple[Fact, ...]
    unknown: tuple[Fact, ...] = ()
    """What is not known, and would have to be known to be false for the rule not to hold. Empty: it holds for sure."""


@dataclass(frozen=True)
class Effect:
    """What one reason does to the verdict."""

    today: Today
    urgency: Urgency
    called: Called
    where: frozenset[Where] = frozenset()
    """The areas it is about, the operated part by its areas. Empty: the whole client."""
    sure: bool = True
    """Whether it holds for sure, and not only until something more is known."""
    personal: bool = False
    """Whether it comes from a finding, an illness or a medicine of this client, and not from the operation alone. What is
    personal counts wherever it is, and goes first when two ask for the same haste."""


@dataclass(frozen=True)
class Plan:
    """What follows for a client today."""

    session: Session
    urgency: Urgency
    called: Called
    held: tuple[Held, ...]
    """The rules that hold, the most urgent first."""
    hanging: tuple[Applied, ...]
    """The rules that would be in force with a medicine or an illness of which nobody knows."""
    areas: dict[Area, Session]
    """The verdict for each area that was asked for."""
    undecided: tuple[str, ...]
    """Keys of `MISSING` that are not answered."""
    to_answer: tuple[Fact, ...]
    """What still has to be answered before the stop signs are, the most urgent first: the signs, complications and illnesses of
    the stop list on which a rule hangs that stops, delays or hurries. The others cannot do that for this client."""
    consider: tuple[str, ...]
    """Complications and conditions to think of, those that a sign points to first."""
    questions: tuple[Question, ...]
    """What to ask, what could change most first."""

    @property
    def first(self) -> tuple[Held, ...]:
        """The rules to read now: those that stop, if one does, and those of the emergency, if there is one.

        Under a verdict that lets nobody work, nothing says "go ahead", and nothing lesser is shown beside the reason.
        """
        if self.session == "do-not-massage":
            reasons = [item for item in self.held if item.applied.rule.today == "stop"]
            urgent = [item for item in reasons if item.applied.rule.urgency == "emergency"]
            return tuple(urgent or reasons)
        if self.session in ("postpone", "undecided"):
            return tuple(item for item in self.held if item.applied.rule.level != "fine")
        return self.held

    @property
    def refer_to(self) -> str:
        """Whom to call and how soon, in words."""
        if self.urgency == "none":
            return CALLED["nobody"]
        or_urgent_care = " or urgent care" if self.urgency == "same-day" else ""
        return f"{CALLED[self.called]}{or_urgent_care}, {URGENCIES[self.urgency]}"


def plan(given: Client, library: Library, among: Iterable[Applied] | None = None) -> Plan:
    """What follows for a client, by every rule or `among` some, in their order. A slug that the library does not have counts as not known."""
    known = Knowledge(given, library)
    held: list[Held] = []
    hanging: list[Applied] = []
    open_: dict[Fact, list[tuple[Applied, bool]]] = {}
    to_answer: dict[Fact, None] = {}
    for applied in cautions.rules(library) if among is None else among:
        state, matched, missing = judge(applied.rule.when, known)
        if state or (state is None and stands(applied.rule, missing)):
            held.append(Held(applied, matched, missing))
        if state is None:
            if all(key in ("medications", "conditions") for key, _ in missing):
                hanging.append(applied)
            alone = len({key for key, _ in missing}) == 1
            for key, slug in missing:
                fact = ("signs" if key == "with" else key, slug)
                open_.setdefault(fact, []).append((applied, alone))
                if severe(applied.rule) and "signs" in lists(fact, known.stop_list):
                    to_answer[fact] = None
    held = not_outdone(held)
    undecided = tuple(unanswered(known, to_answer))
    effects = [*of_rules(held, known), *of_findings(held, known), *of_answers(known, undecided)]
    order: list[Urgency] = list(URGENCIES)
    first = min(
        effects,
        key=lambda effect: (order.index(effect.urgency), not effect.personal),
        default=Effect("nothing", "none", "nobody"),
    )
    areas = {area: session(effects, undecided, area, known.operated) for area in sorted(known.client.areas)}
    return Plan(
        min(areas.values(), key=list(SESSIONS).index) if areas else session(effects, undecided, None, known.operated),
        first.urgency,
        first.called,
        tuple(held),
        tuple(hanging),
        areas,
        undecided,
        tuple(to_answer),
        consider([(item.applied, item.matched) for item in held], known),
        tuple(questions(open_, known)),
    )


def not_outdone(held: list[Held]) -> list[Held]:
    """Rules without those that give leave to lie in some way beside one that bars that way of lying: then they give none.

    One that ends with the surgeon's word bars nothing here: the leave is for afterwards, and says so.
    """
    lasting = (item.applied.rule for item in held if not ends_with_a_word(item.applied.rule.when))
    barred = {name.removeprefix("not-") for rule in lasting for name in rule.drawings if name.startswith("not-")}

    def outdone(rule: Rule) -> bool:
        return rule.level == "fine" and bool(rule.drawings) and barred.issuperset(rule.drawings)

    return [item for item in held if not outdone(item.applied.rule)]


def ends_with_a_word(when: When) -> bool:
    """Whether a rule holds until the surgeon says that limits are over."""
    return when.weeks is not None and when.weeks.until == "cleared"


def judge(when: When, known: Knowledge) -> tuple[bool | None, tuple[Fact, ...], tuple[Fact, ...]]:
    """Whether a rule holds for a client: True, None when that hangs on what is not known, or False.

    With it come the facts that speak for it and those that are missing. Every key of `when` must hold; in a list any one will
    do; no key at all holds for every client.
    """
    client = known.client
    matched: list[Fact] = []
    missing: list[Fact] = []
    no: tuple[bool | None, tuple[Fact, ...], tuple[Fact, ...]] = (False, (), ())

    if when.procedures:
        line = known.vague(when.regions) if when.unless == "kind-known" else known.line
        if operations := [str(slug) for slug in when.procedures if slug in line]:
            matched.append(("procedures", operations[0]))
        elif known.some_operation_is_unknown:
            missing.append(("procedures", ""))
        else:
            return no
    if when.regions:
        if parts := [region for region in when.regions if region in known.regions]:
            matched.append(("regions", parts[0]))
        elif known.possible <= set(when.regions):  # whichever part it was, it is one of these
            matched.append(("regions", ""))
        elif any(region in known.possible for region in when.regions):
            missing.append(("regions", ""))
        else:
            return no
    for key, wanted, given in (
        ("medications", when.medications, client.medications),
        ("medications", when.taken_with, client.medications),
        ("conditions", when.conditions, client.conditions),
    ):
        if here := [(key, str(slug)) for slug in wanted if slug in given]:
            matched += here
        elif wanted:
            open_ = [(key, str(slug)) for slug in wanted if not known.absent((key, str(slug)))]
            if not open_:
                return no
            missing += open_
    # Of two signs that mean more together one may be followed, if the other is not: whichever came last makes it more.
    beside: tuple[Course, ...] = ("new", "followed")
    for key, slugs, courses in (
        ("signs", when.signs, (*when.course, *beside) if when.together else when.course),
        ("with", when.together, beside),
        # Beside a sign any course of a complication will do: the sign is what is new.
        ("complications", when.complications, get_args(Course) if when.signs else when.course),
    ):
        if not slugs:
            continue
        course = client.complications.get if key == "complications" else known.course
        if here := [(key, str(slug)) for slug in slugs if course(slug) in courses]:
            matched += here
        else:
            # A finding that is reported with another course is known, and so is one that was denied.
            kind = "signs" if key == "with" else key
            unsaid = [
                (key, str(slug)) for slug in slugs if course(slug) is None and not known.absent((kind, str(slug)))
            ]
            if not unsaid:
                return no
            missing += unsaid
    pair = [(key, known.course(slug)) for key, slug in matched if key in ("signs", "with")]
    if {key for key, _ in pair} == {"signs", "with"} and not {course for _, course in pair} & set(when.course):
        return no
    if known.before is None:
        if when.weeks is not None or when.time != "any":
            missing.append(("weeks", ""))
    elif when.time != "any" and known.before != (when.time == "before"):
        return no
    elif when.weeks is not None and client.weeks is not None:
        span, now = when.weeks, client.weeks
        if now < span.start or (span.end is not None and now >= span.end):
            return no
        matched.append(("weeks", ""))
        if span.until == "cleared" and known.limits is None and now >= FIRST_YEAR:
            missing.append(("limits", ""))
    if when.weeks is not None and when.weeks.until == "cleared" and known.limits is False:
        return no
    if when.unless == "agreed" and known.agreed:
        return no
    return (None if missing else True), tuple(matched), tuple(missing)


def severe(rule: Rule) -> bool:
    """Whether a rule stops or delays the session, or somebody has to know within days."""
    return rule.today in ("stop", "wait") or rule.urgency in ("emergency", "same-day", "within-days")


def stands(rule: Rule, missing: Iterable[Fact]) -> bool:
    """Whether a rule that hangs on what is not known holds until it is known.

    A finding that is reported, and that would stop, delay or hurry anything, counts in full until another key is known to be
    false. Without a finding, a time that is not known is taken as the time at which the rule holds; for a rule that limits the hands so
    is the part of the spine, and for one that stops or delays the operation too. Everything else becomes a question.
    """
    when, open_ = rule.when, {key for key, _ in missing}
    if when.signs:
        return severe(rule) and not open_ & {"signs", "with"}
    if when.complications:
        return severe(rule) and "complications" not in open_
    if severe(rule):
        return open_ <= {"weeks", "procedures", "regions"}
    if rule.level == "fine" or ("weeks" in open_ and when.time != "after"):
        return False
    return open_ <= ({"weeks", "regions"} if rule.leaves else {"weeks"})


def of_rules(held: Iterable[Held], known: Knowledge) -> Iterator[Effect]:
    """What the rules in force do. What waits for the team's word is answered once the team has agreed: then it is a change."""
    for item in held:
        rule = item.applied.rule
        where = frozenset(
            part for token in rule.where for part in (known.operated if token == "operated" else (token,))
        )
        when = rule.when
        personal = bool(when.signs or when.complications or when.conditions or when.medications)
        effect = Effect(rule.today, rule.urgency, called(rule, known), where, not item.unknown, personal)
        yield replace(effect, today="change", urgency="routine") if answered(rule, known) else effect


def answered(rule: Rule, known: Knowledge) -> bool:
    """Whether a rule that waits for the team's word has it."""
    return rule.urgency == "clearance-first" and known.agreed


def of_findings(held: Iterable[Held], known: Knowledge) -> Iterator[Effect]:
    """What findings do by themselves: a complication that is suspected or that no rule speaks of, and words nobody understands.

    Signs need none of this, since a check sees to it that rules answer every sign in every course. New and unseen by anyone: no
    massage, and a call today. Known to the team: changes, told at the next visit. Both lines are ours.
    """
    client, team = known.client, known.team
    spoken = {fact for item in held for fact in item.matched}
    for slug, course in client.complications.items():
        if course == "new":
            complication: Complication = known.library.get("complications", slug)
            urgency: HowSoon = complication.urgency
            whom: Called = "emergency" if urgency == "emergency" else team
            yield Effect(SUSPECTED[urgency], urgency, whom, personal=True)
        elif ("complications", slug) not in spoken:
            yield Effect("change", "routine", team, personal=True)
    for how in client.other.values():
        if how == "new":
            yield Effect("stop", "same-day", team, personal=True)
        else:
            yield Effect("change", "routine", team, personal=True)


def of_answers(known: Knowledge, undecided: Collection[str]) -> Iterator[Effect]:
    """What the team's answer does, and what nobody has asked or knows yet.

    An operation that is not known, and stop signs that are not answered, may hide what has to wait for somebody's word. Medicines
    and illnesses that were not asked may change the work.
    """
    client, team = known.client, known.team
    if client.clearance == "refused":
        yield Effect("stop", "clearance-first", team)
    if client.clearance == "waiting":
        yield Effect("wait", "clearance-first", team)
    if {"signs", "procedures"} & set(undecided):
        yield Effect("wait", "clearance-first", team, sure=False)
    if not {"medications", "conditions"} <= client.asked:
        yield Effect("change", "routine", team)


def called(rule: Rule, known: Knowledge) -> Called:
    """Whom a rule means. The surgeon's team in the first year, before the operation and with implants, else the own doctor."""
    if rule.urgency == "none":
        return "nobody"
    if rule.urgency == "emergency":
        return "emergency"
    return known.team if rule.who == "team" else rule.who


def unanswered(known: Knowledge, to_answer: Collection[Fact]) -> Iterator[str]:
    """The keys of `MISSING` that nobody has answered."""
    if known.some_operation_is_unknown:
        yield "procedures"
    if known.before is None:
        yield "weeks"
    if to_answer:
        yield "signs"


def session(
    effects: Iterable[Effect], undecided: tuple[str, ...], area: Area | None, operated: frozenset[Area]
) -> Session:
    """The verdict for an area; without one, for the operated part and for lying on the table.

    What stops the session for sure or perhaps stops it. What delays it for sure delays it. Then, while operation, time or stop
    signs are not answered, nothing is decided.
    """

    def here(effect: Effect) -> bool:
        if not effect.where or "table" in effect.where:
            return True
        if area is not None:
            return area in effect.where
        return effect.personal or effect.today in ("stop", "wait") or bool(operated & effect.where)

    counted = [effect for effect in effects if here(effect)]
    todays = {effect.today for effect in counted}
    if "stop" in todays:
        return "do-not-massage"
    if undecided and not any(effect.today == "wait" and effect.sure for effect in counted):
        return "undecided"
    return next((SESSION_OF[today] for today in get_args(Today) if today in todays), "ok-with-precautions")


def as_json(result: Plan) -> dict[str, Any]:
    """The plan as the command prints it with `--json`."""
    return {
        "session": result.session,
        "urgency": result.urgency,
        "who": result.called,
        "refer_to": result.refer_to,
        "areas": result.areas,
        "undecided": [MISSING[key] for key in result.undecided],
        "to_answer": [": ".join(fact) for fact in result.to_answer],
        "cautions": [
            {
                "slug": item.applied.caution.id,
                "rule": item.applied.rule.id,
                "also": list(item.applied.rule.also),
                "level": item.applied.rule.level,
                "subject": item.applied.rule.subject,
                "today": item.applied.rule.today,
                "urgency": item.applied.rule.urgency,
                "where": list(item.applied.rule.where),
                "matched": [": ".join(filter(None, fact)) for fact in item.matched],
                "not_known": [": ".join(filter(None, fact)) for fact in item.unknown],
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
