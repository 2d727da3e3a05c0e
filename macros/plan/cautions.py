"""Which rules of the cautions concern a record. Pure: knows the library, not the site."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import get_args

from macros.model.base import Record
from macros.model.caution import Caution, Rule, When
from macros.model.clinical import Complication, Condition, Medication, Procedure, Sign
from macros.model.text import SignRef
from macros.model.today import Carded
from macros.model.vocabulary import BODIES, LEVELS, Urgency
from macros.store.library import Library
from macros.store.trace import question


@dataclass(frozen=True)
class Applied:
    """A rule together with the caution it belongs to."""

    caution: Caution
    rule: Rule

    @property
    def name(self) -> str:
        """The caution and the rule, as the table of truth names it: `red-flags.sore-calf`."""
        return f"{self.caution.id}.{self.rule.id}"

    @cached_property
    def alone(self) -> bool:
        """Whether the rule hangs on one new sign and nothing else."""
        keys = self.rule.when.model_dump(exclude={"signs", "course"}, exclude_defaults=True)
        return bool(self.rule.when.signs) and "new" in self.rule.when.course and not keys

    @cached_property
    def personal(self) -> bool:
        """Whether the rule asks for a sign, an illness or a medicine. A client who is well meets no such rule."""
        when = self.rule.when
        return bool(when.signs or when.complications or when.medications or when.conditions)

    @property
    def narrow(self) -> bool:
        """Whether the rule is about certain operations or a part of the spine, and not about every client."""
        return bool(self.rule.when.procedures or self.rule.when.regions)


@dataclass(frozen=True)
class Stop:
    """A sign that stops the session for the clients of a record."""

    sign: Sign
    urgency: Urgency
    when: When = field(default_factory=When)
    """What else must hold, beside the sign and what every client of the record has."""

    @property
    def always(self) -> bool:
        """Whether it counts by itself, at any time."""
        return self.when == When()


@question
def stops(record: Record, library: Library) -> list[Stop]:
    """The signs that stop the session for the clients of `record`: those its narrow rules name, and those its card watches.

    A sign that is an emergency by itself is named once, as that.
    """
    found = [
        Stop(library.get("signs", sign), rule.urgency, _beyond(rule.when, record, library))
        for rule, of_it in _narrow(record, library)
        if rule.urgency in ("emergency", "same-day") and "new" in rule.when.course
        for sign in of_it
    ]
    watched = _watched(record)
    for urgency in ("emergency", "same-day"):
        found += [Stop(sign, urgency) for sign in _always(urgency, library) if sign.id in watched]
    order = get_args(Urgency)
    alone = {stop.sign.id for stop in found if stop.always and stop.urgency == "emergency"}
    unlike = {(stop.sign.id, stop.urgency, stop.when): stop for stop in found}
    kept = [
        stop for stop in unlike.values() if stop.sign.id not in alone or (stop.always and stop.urgency == "emergency")
    ]
    return sorted(kept, key=lambda stop: (order.index(stop.urgency), list(BODIES).index(stop.sign.body)))


def _beyond(when: When, record: Record, library: Library) -> When:
    """What a rule asks of a client beside its signs and what every client of `record` has."""
    met: dict[str, object] = {"signs": (), "course": ("new",), "phase": None, "unless": None}
    if isinstance(record, Procedure):
        met |= {"procedures": (), "regions": ()}
    for key in (library.kind_of(record), "taken_with"):
        if record.id in getattr(when, key, ()):
            met[key] = ()
    return when.model_copy(update=met)


def _narrow(record: Record, library: Library) -> list[tuple[Rule, tuple[SignRef, ...]]]:
    """The rules that are about this record and not about every client, each with those of its signs that are."""
    if isinstance(record, Caution):
        found = [*record.rules, *(applied.rule for applied in shown_on(record, library))]
        return [(rule, rule.when.signs) for rule in found]
    found = [applied.rule for applied in concerning(record, library)]
    if isinstance(record, Procedure):
        return [(rule, rule.when.signs) for rule in found if rule.when.procedures or rule.when.regions]
    # A rule that only shares a sign with the record counts for that sign, where it is enough; in company it is about every client.
    kind, of_it = library.kind_of(record), _pointing(library).get(record.id, set()) | _watched(record)
    named = [rule for rule in found if record.id in (*getattr(rule.when, kind, ()), *rule.when.taken_with)]
    shared = [rule for rule in found if rule not in named and not (rule.when.together or rule.when.weeks)]
    return [(rule, rule.when.signs) for rule in named] + [
        (rule, tuple(sign for sign in rule.when.signs if sign in of_it)) for rule in shared
    ]


def _watched(record: Record) -> set[str]:
    """The signs that the card of a record watches."""
    return set(record.today.watch) if isinstance(record, Carded) and record.today else set()


def signs(applied: Iterable[Applied], urgency: Urgency, library: Library) -> list[Sign]:
    """The signs of which one alone, when it is new, is of this urgency and no greater one, for every client.

    A sign that is so only after some operations, at some time or together with another is in its rule, not in this list.
    """
    order = get_args(Urgency)
    worst: dict[str, Urgency] = {}
    for item in applied:
        if item.alone:
            for sign in item.rule.when.signs:
                worst[sign] = min(worst.get(sign, "none"), item.rule.urgency, key=order.index)
    return [library.get("signs", sign) for sign, found in worst.items() if found == urgency]


@question
def _always(urgency: Urgency, library: Library) -> list[Sign]:
    """The signs that are of an urgency by the rules of all cautions."""
    return signs(rules(library), urgency, library)


@question
def rules(library: Library) -> tuple[Applied, ...]:
    """Every rule of every caution, the most urgent level first."""
    every = [Applied(caution, rule) for caution in library.cautions for rule in caution.rules]
    return tuple(sorted(every, key=lambda applied: list(LEVELS).index(applied.rule.level)))


def stopping(library: Library) -> frozenset[str]:
    """The illnesses that stop or delay a session by themselves. They are asked together with the stop signs."""
    return frozenset(
        str(slug)
        for applied in rules(library)
        if applied.rule.today in ("stop", "wait") and not applied.rule.when.signs
        for slug in applied.rule.when.conditions
    )


@question
def _pointing(library: Library) -> dict[str, set[str]]:
    """The signs that point to a record, by the record's id."""
    found: dict[str, set[str]] = defaultdict(set)
    for sign in library.of("signs"):
        for relation in sign.points_to:
            found[str(relation.to)].add(sign.id)
    return found


@question
def shown_on(caution: Caution, library: Library) -> list[Applied]:
    """The rules of other cautions that are shown on the page of this one."""
    return [applied for applied in rules(library) if caution.id in applied.rule.also]


@question
def concerning(record: Record, library: Library) -> list[Applied]:
    """The rules to show on the page of `record`, the most urgent first.

    A procedure gets the rules written for it or a wider operation and those for every operation, unless they are
    for another part of the spine, or hang on a condition, a complication or a medicine, which its client need not
    have. Other records get the rules that name them.
    """
    if not isinstance(record, Procedure):
        pointing = _pointing(library).get(record.id, set())
        named = naming((record.id, *pointing), library)
        return [applied for applied in named if _concerns(applied.rule.when, record, pointing)]
    line = [procedure.id for procedure in library.ancestors(record)]
    levels = list(LEVELS)
    found = [applied for applied in after(line, library) if _shown_after(applied.rule.when, record)]
    found.sort(key=lambda applied: (levels.index(applied.rule.level), _distance(applied.rule.when, line)))
    return found


def naming(slugs: Iterable[str], library: Library) -> tuple[Applied, ...]:
    """The rules that name any of some records in `when`, the most urgent level first."""
    every, places = rules(library), _places(library)
    return tuple(every[place] for place in sorted({place for slug in slugs for place in places.get(slug, ())}))


def after(line: Iterable[str], library: Library) -> tuple[Applied, ...]:
    """The rules for every operation and those for the ones of `line`, the most urgent level first."""
    return naming(("", *line), library)


@question
def _places(library: Library) -> dict[str, list[int]]:
    """The places in `rules` of those that name a record, by its id, and of those that name no operation, by nothing."""
    found: dict[str, list[int]] = defaultdict(list)
    for place, applied in enumerate(rules(library)):
        when = applied.rule.when
        findings = (*when.signs, *when.together, *when.complications, *when.conditions)
        for slug in {*when.procedures, *findings, *when.medications, *when.taken_with}:
            found[str(slug)].append(place)
        if not when.procedures:
            found[""].append(place)
    return found


def _distance(when: When, line: list[str]) -> int:
    """How far a rule is from an operation: what names it comes first, then its part of the spine, then wider operations."""
    named = [line.index(slug) for slug in when.procedures if slug in line]
    if named and min(named) == 0:
        return 0
    return 1 if when.regions else 2 + min(named) if named else 99


def _shown_after(when: When, operation: Procedure) -> bool:
    if when.unless == "kind-known" and operation.id not in when.procedures:
        return False  # on the page of a kind it is known
    region = not (when.regions and operation.regions) or bool(set(when.regions) & set(operation.regions))
    return region and not (when.conditions or when.complications or when.medications)


def _concerns(when: When, record: Record, pointing: set[str]) -> bool:
    match record:
        case Condition() | Complication():
            return record.id in (*when.conditions, *when.complications) or not pointing.isdisjoint(when.signs)
        case Medication():
            return record.id in (*when.medications, *when.taken_with)
        case Sign():
            return record.id in (*when.signs, *when.together)
    return False
