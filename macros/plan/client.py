"""A client as the planner knows one: what was said, what was asked, and what follows from the operations."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Literal, get_args

from macros.model.clinical import Procedure
from macros.model.vocabulary import Area, Course, Region
from macros.plan import cautions
from macros.store.library import Library

Fact = tuple[str, str]
"""One thing about a client: a key of `when`, and a slug, a part of the spine, or nothing for the weeks."""

Clearance = Literal["not-asked", "waiting", "agreed", "refused", "discharged"]
"""What the surgeon's team said to massage: nobody asked; asked, no answer yet; agreed; said no; discharged without limits,
so that nobody has to be asked."""

Asked = Literal["signs", "medications", "conditions"]
"""A list that was gone through to its end, so that what is not in it is known to be absent. `signs` is the stop list:
every sign, every complication, and the illnesses that stop or delay a session by themselves."""

FIRST_YEAR = 52.0
"""Weeks in which limits that end when the surgeon clears them are taken to hold unless they are known to be over, and in which
the surgeon's team is the one to call. Our own line, the same as in the caution on medical clearance."""

OPERATED: dict[Region, tuple[Area, ...]] = {
    "cervical": ("front-of-neck", "back-of-neck"),
    "thoracic": ("upper-back", "mid-back"),
    "lumbar": ("low-back",),
    "sacral": ("low-back", "buttock"),
}
"""The areas that hands find over each part of the spine. Our own reading of the body drawing."""


@dataclass(frozen=True)
class Client:
    """What is known of a client. Every field left out is unknown, not absent."""

    procedures: frozenset[str] = frozenset()
    weeks: float | None = None
    """Weeks since surgery. Negative: the operation is still to come."""
    planned: bool = False
    """The operation is still to come, and nobody said when."""
    regions: frozenset[Region] = frozenset()
    medications: frozenset[str] = frozenset()
    conditions: frozenset[str] = frozenset()
    signs: Mapping[str, Course] = field(default_factory=dict)
    """Findings: signs, each with its course."""
    complications: Mapping[str, Course] = field(default_factory=dict)
    """Findings: complications, each with its course. A new one is suspected; the others are known to the team."""
    other: Mapping[str, Course] = field(default_factory=dict)
    """Findings in words that name no sign we know, each with its course. They stay on the plan as they were said."""
    denied: frozenset[Fact] = frozenset()
    """Signs, complications, medicines and illnesses that were asked for one by one and are not there: `("signs", "calf-pain")`.
    What is reported as well counts as reported."""
    unknown: frozenset[Fact] = frozenset()
    """Names that no record has, each with its kind: `("medications", "flurbizine")`. They count as not known."""
    asked: frozenset[Asked] = frozenset()
    areas: frozenset[Area] = frozenset()
    """The areas that the client wants worked. None: the operated part, and lying on the table."""
    clearance: Clearance | None = None
    limits: bool | None = None
    """Whether limits that the surgeon set still hold."""


@dataclass(frozen=True)
class Knowledge:
    """What the library says of a client's operations and findings, worked out once."""

    given: Client
    library: Library

    @cached_property
    def client(self) -> Client:
        """The client, with every slug that no record has counted among the unknown names, and merged signs by their new slug.

        A name that nobody here knows may be anything on its list, so nothing on that list counts as denied.
        """
        given, library = self.given, self.library
        signs: dict[str, Course] = {}
        for slug, course in given.signs.items():
            today = library.merged.get(slug, slug)
            # A sign that was merged was the settled twin of the sign it is now.
            settled: Course = "settled" if today != slug and course == "new" else course
            signs[today] = worse(signs.get(today), settled)
        named: dict[str, Collection[str]] = {
            "procedures": given.procedures,
            "medications": given.medications,
            "conditions": given.conditions,
            "complications": given.complications,
            "signs": signs,
        }
        strange = {(kind, slug) for kind, slugs in named.items() for slug in slugs if not library.has(kind, slug)}
        unknown = given.unknown | strange
        doubtful = {"signs" if kind == "complications" else kind for kind, _ in unknown}
        return replace(
            given,
            procedures=frozenset(slug for slug in given.procedures if library.has("procedures", slug)),
            medications=frozenset(slug for slug in given.medications if library.has("medications", slug)),
            conditions=frozenset(slug for slug in given.conditions if library.has("conditions", slug)),
            complications={s: c for s, c in given.complications.items() if library.has("complications", s)},
            signs={slug: course for slug, course in signs.items() if library.has("signs", slug)},
            unknown=unknown,
            asked=given.asked - doubtful,
            denied=frozenset(
                fact for fact in given.denied if library.has(*fact) and lists(fact, self.stop_list) - doubtful
            ),
        )

    @cached_property
    def stop_list(self) -> frozenset[str]:
        """The illnesses that are asked together with the stop signs."""
        return cautions.stopping(self.library)

    def absent(self, fact: Fact) -> bool:
        """Whether what was not reported is known not to be there: it was denied, or a list that asks for it was gone through."""
        return fact in self.client.denied or bool(lists(fact, self.stop_list) & self.client.asked)

    @cached_property
    def procedures(self) -> list[Procedure]:
        """The operations, by slug."""
        return [self.library.get("procedures", slug) for slug in sorted(self.client.procedures)]

    @cached_property
    def line(self) -> frozenset[str]:
        """The operations and every wider one."""
        return frozenset(wider.id for procedure in self.procedures for wider in self.library.ancestors(procedure))

    def vague(self, parts: Collection[Region]) -> frozenset[str]:
        """The operations of which nothing narrower is known on some parts of the spine, or on any.

        A fusion, but not one that was an ALIF. That another fusion was an ACDF says nothing of one of the low back.
        """
        here = [one for one in self.procedures if not (parts and one.regions) or set(one.regions) & set(parts)]
        wider = {other.id for one in here for other in self.library.ancestors(one)[1:]}
        return frozenset(one.id for one in self.procedures if one.id not in wider)

    @property
    def some_operation_is_unknown(self) -> bool:
        """Whether there may be an operation that is not among those known."""
        return not self.client.procedures or any(kind == "procedures" for kind, _ in self.client.unknown)

    @cached_property
    def regions(self) -> frozenset[Region]:
        """Parts of the spine that are sure."""
        single = {procedure.regions[0] for procedure in self.procedures if len(procedure.regions) == 1}
        return self.client.regions | single

    @cached_property
    def possible(self) -> frozenset[Region]:
        """Parts of the spine that cannot be ruled out.

        A part that is named settles it for operations that are done on several; without an operation nothing is settled.
        """
        every = frozenset(get_args(Region))
        if self.some_operation_is_unknown:
            return every
        if self.client.regions:
            return self.regions
        return self.regions | {region for procedure in self.procedures for region in procedure.regions or every}

    @property
    def before(self) -> bool | None:
        """Whether the operation is still to come. None: not known."""
        if self.client.planned or (self.client.weeks is not None and self.client.weeks < 0):
            return True
        return None if self.client.weeks is None else False

    @property
    def limits(self) -> bool | None:
        """Whether limits of the surgeon still hold. A client who was discharged without limits has none."""
        if self.client.limits is None and self.client.clearance == "discharged":
            return False
        return self.client.limits

    @property
    def agreed(self) -> bool:
        """Whether nobody has to be asked any more."""
        return self.client.clearance in ("agreed", "discharged")

    @cached_property
    def implants(self) -> bool:
        """Whether something of metal or plastic stayed in, as far as the records of the operations say."""
        return any(
            zone.what in ("hardware", "device")
            for p in self.procedures
            for w in self.library.ancestors(p)
            for zone in w.zones
        ) or any(
            self.library.get("materials", str(use.to)).group == "hardware"
            for p in self.procedures
            for w in self.library.ancestors(p)
            for use in w.uses
        )

    @property
    def team(self) -> Literal["surgeon", "doctor"]:
        """Whom to call: the surgeon's team, or years after an operation that left nothing in, the client's own doctor."""
        weeks = self.client.weeks
        early = self.some_operation_is_unknown or weeks is None or weeks < FIRST_YEAR
        return "surgeon" if early or self.implants else "doctor"

    @cached_property
    def operated(self) -> frozenset[Area]:
        """The areas over the operated part, as far as it is known; else over every part that is possible."""
        return frozenset(area for region in self.regions or self.possible for area in OPERATED[region])

    def course(self, sign: str) -> Course | None:
        """The course of a reported sign; new for one that is urgent whatever its course. None: not reported."""
        course = self.client.signs.get(sign)
        return "new" if course and self.library.get("signs", sign).always else course


def lists(fact: Fact, stop_list: frozenset[str]) -> frozenset[Asked]:
    """The lists on which something is asked. None for what is not asked in a list, such as the operation."""
    kind, slug = fact
    if kind in ("signs", "complications"):
        return frozenset({"signs"})
    if kind == "conditions" and slug in stop_list:
        return frozenset({"conditions", "signs"})
    return frozenset(asked for asked in get_args(Asked) if asked == kind)


def worse(one: Course | None, other: Course) -> Course:
    """The graver of two courses of one finding."""
    order = get_args(Course)
    return other if one is None else min(one, other, key=order.index)
