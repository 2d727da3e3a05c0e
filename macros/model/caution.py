"""Cautions: rules about when to stop, refer, leave out, adapt or ask."""

from __future__ import annotations

from typing import Literal

from pydantic import Field, model_validator

from macros.model.base import Number, Part, ReversedRangeError, Whole
from macros.model.text import (
    CautionRef,
    Claim,
    ComplicationRef,
    ConditionRef,
    Instruction,
    Line,
    MedicationRef,
    ProcedureRef,
    SignRef,
    Slug,
    Text,
    Weighty,
    cited,
)
from macros.model.today import Carded
from macros.model.vocabulary import (
    Area,
    Course,
    Drawing,
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


class Weeks(Part):
    """Weeks since surgery in which a rule holds: `from` included, `to` excluded, or until the surgeon clears it."""

    start: Number = Field(0, alias="from", ge=0, description="First week in which the rule holds.")
    end: Number | None = Field(
        None, alias="to", gt=0, description="First week in which it no longer holds. Left out: open-ended."
    )
    until: Literal["cleared"] | None = Field(
        None, description="`cleared`: holds until the surgeon or the team says otherwise. Instead of `to`."
    )

    @model_validator(mode="after")
    def _runs_forward(self) -> Weeks:
        if self.end is not None and self.end <= self.start:
            raise ReversedRangeError(
                f"the weeks run from {self.start:g} to {self.end:g}: reversed or empty. Put the smaller number in `from`",
                "from",
                "to",
            )
        if self.end is not None and self.until is not None:
            raise ValueError("`to` and `until` exclude each other. Keep the one the source gives")
        return self

    def overlaps(self, other: Weeks) -> bool:
        """Whether some week lies in both ranges. Open ends, `until: cleared` among them, reach to infinity."""
        return (self.end is None or other.start < self.end) and (other.end is None or self.start < other.end)

    def __str__(self) -> str:
        start = f"from week {self.start:g}" if self.start else ""
        if self.until == "cleared":
            return f"{start} until cleared".strip()
        if self.end is None:
            return start or "any time"
        return f"weeks {self.start:g}–{self.end:g}"


class When(Part):
    """The client a rule is about. Every key given must hold; in a list any one will do. Empty: every client.

    What is not known of a client never hides a rule: it becomes a question, and it never softens a verdict.
    """

    procedures: tuple[ProcedureRef, ...] = Field(
        (), description="The client had, or faces, one of these operations or a narrower one."
    )
    conditions: tuple[ConditionRef, ...] = Field((), description="The client has one of these conditions.")
    complications: tuple[ComplicationRef, ...] = Field(
        (), description="One of these complications is known or suspected."
    )
    medications: tuple[MedicationRef, ...] = Field((), description="The client takes one of these medicines.")
    taken_with: tuple[MedicationRef, ...] = Field(
        (), description="The client takes one of these medicines as well: effects that add up."
    )
    regions: tuple[Region, ...] = Field((), description="The operation was on one of these parts of the spine.")
    weeks: Weeks | None = Field(None, description="Weeks since surgery.")
    signs: tuple[SignRef, ...] = Field((), description="The client reports, or the therapist sees, one of these signs.")
    together: tuple[SignRef, ...] = Field(
        (),
        alias="with",
        description="One of these signs is there besides, new or followed: signs that mean more together.",
    )
    course: tuple[Course, ...] = Field(
        ("new",),
        min_length=1,
        description="How the sign, or without signs the complication, has gone: `new` (also when nobody knows), `followed` by the team, `settled`. A sign that is urgent whatever its course always counts as new.",
    )
    phase: Phase | None = Field(
        None,
        description="`before` the operation, `after` it, or `any`. Left out: `any` for a rule about a sign, a medicine, a condition or a complication, else `after`.",
    )

    unless: Literal["agreed", "kind-known"] | None = Field(
        None,
        description="`agreed`: not once the surgeon's team has agreed to massage. Before that, and when nobody knows, it holds. `kind-known`: not once it is known which kind of one of `procedures` it was, such as an ALIF for a spinal fusion.",
    )

    @property
    def time(self) -> Phase:
        """Before or after the operation, or both. Weeks since surgery can only be after it."""
        if self.weeks is not None:
            return "after"
        return self.phase or ("any" if self.about_the_client else "after")

    @property
    def about_the_client(self) -> bool:
        """Whether it names something of the client beside the operation."""
        return bool(self.signs or self.medications or self.conditions or self.complications)

    @model_validator(mode="after")
    def _fits_together(self) -> When:
        if self.together and not self.signs:
            raise ValueError("`with` needs `signs`. Name the sign that the others come on top of")
        if self.course != ("new",) and not (self.signs or self.complications):
            raise ValueError("`course` needs `signs` or `complications`. Name what has gone so")
        if both := set(self.signs) & set(self.together):
            raise ValueError(f"`{min(both)}` is in `signs` and in `with`. Keep it in one; `with` names another sign")
        if self.taken_with and not self.medications:
            raise ValueError("`taken_with` needs `medications`. Name the medicine that the others are taken with")
        if twice := set(self.medications) & set(self.taken_with):
            raise ValueError(
                f"`{min(twice)}` is in `medications` and in `taken_with`. Keep it in one; `taken_with` names another medicine"
            )
        if self.unless == "kind-known" and not self.procedures:
            raise ValueError("`unless: kind-known` needs `procedures`. Name the operations that have several kinds")
        if self.weeks is not None and self.phase in ("before", "any"):
            raise ValueError("`weeks` are weeks since surgery. Leave out `phase`, or leave out `weeks`")
        return self


class Pressure(Part):
    """The most pressure that a source allows, on the Walton Pressure Scale."""

    most: Whole = Field(
        ge=0,
        le=5,
        description="The highest level allowed: 0 still hands without weight, to 5, the deepest. Only where the source names the level.",
    )
    why: Weighty = Field(description="Who sets the limit and for whom, in one sentence with its citation.")


Where = Area | Literal["operated", "table"]
"""An area of the body; the operated part, whichever it is; or the way the client lies and gets up."""


class Rule(Part):
    """One rule of a caution: what it is about, for whom, what to do, what instead, what to ask, and why."""

    id: Slug = Field(
        description="A short name for the rule, unique in its caution, never changed: `sore-calf`. It is the rule's anchor on the page and its name in the table of truth."
    )
    level: Level = Field(
        description="`emergency` call now, `refer` stop and send to a clinician, `avoid` not here or not this way, `adapt` change the work, `ask` ask first, `fine` go ahead: what needs no refusal and no letter."
    )
    subject: Subject = Field(
        description="The one thing it is about: `stop-sign`, `lying` and getting up, `keep-off` (where not to press), `depth`, moving a `joint`, `scar`, `skin` and products on it, `medicine`, what `helps`, `asking`."
    )
    today: Today = Field(
        description="What it does to today's session: `stop` it, `wait` for somebody's word, `change` the work, `nothing`."
    )
    urgency: Urgency = Field(description="How soon somebody else has to know; `none` where nobody has to.")
    who: Who = Field(
        "team",
        description="Whom to call. `team`: the surgeon's team in the first year, before the operation and with implants, else the client's own doctor.",
    )
    where: tuple[Where, ...] = Field(
        (),
        description="The areas of the body it is about, `operated` for the operated part, `table` for lying and getting up. Left out: the whole client.",
    )
    when: When = Field(default_factory=When, description="The client the rule is about.")
    do: Instruction = Field(
        description="What to do, in one imperative sentence with its citation. A prohibition opens with `Do not`."
    )
    short: Line | None = Field(
        None,
        description="`do` in at most 60 characters, without citation: the line that the planner shows. It says no more than `do` and softens nothing. Required unless `today` is `stop`.",
    )
    leaves: dict[Reach, Leaves] = Field(
        {},
        description="What it leaves to the hands, by area (`operated`, `everywhere`): `nothing`, `light`, `light-where-numb`, `beside-sore` (not where touch hurts), `careful` pressure, `still` (without moving it), `beside-cut`, `beside-implant`. Areas that `do` does not speak of are left out.",
    )
    drawings: tuple[Drawing, ...] = Field(
        (),
        description="The positions that `do`, `instead` or `position` name: small drawings beside the planner's line.",
    )
    instead: Weighty | None = Field(None, description="What is fine or helpful in its place.")
    position: Weighty | None = Field(
        None, description="How the client lies, and gets on and off the table, where a source says so."
    )
    pressure: Pressure | None = Field(
        None, description="The most pressure on the Walton scale, only where a source gives one."
    )
    ask: tuple[Text, ...] = Field((), description="Questions to ask the client or the team, as questions.")
    why: Weighty = Field(description="The reason, in one or two sentences with its citation.")
    also: tuple[CautionRef, ...] = Field(
        (), description="Other cautions on whose pages the rule is shown. It is written here alone."
    )

    @property
    def sources(self) -> tuple[str, ...]:
        """What `do`, `why` and `instead` cite, each once, in this order."""
        return tuple(dict.fromkeys(cited(f"{self.do}{self.why}{self.instead or ''}")))

    @model_validator(mode="after")
    def _verdict_agrees(self) -> Rule:
        """The word on the page, what happens today and how soon somebody has to know say the same."""
        for holds, fault in (
            (
                (self.level == "emergency") == (self.urgency == "emergency"),
                "the level `emergency` and the urgency `emergency` go together. Give both, or neither",
            ),
            (
                self.urgency not in ("emergency", "same-day") or self.today in ("stop", "change"),
                f"the urgency is `{self.urgency}` and today's session is `{self.today}`. Write `today: stop`",
            ),
            (
                self.urgency != "emergency" or (self.today == "stop" and not self.where),
                "an emergency stops the whole session. Write `today: stop`, and leave out `where`",
            ),
            (
                self.level != "fine" or (self.today == "nothing" and self.urgency == "none"),
                "the level `fine` changes nothing and involves nobody. Write `today: nothing` and `urgency: none`",
            ),
            (
                self.level != "ask" or self.today in ("nothing", "wait"),
                f"the level `ask` and `today: {self.today}` do not go together. Choose another level, or `nothing` or `wait`",
            ),
            (
                self.level not in ("avoid", "adapt") or self.today in ("change", "nothing") or self.urgency == "none",
                f"the level `{self.level}` and `today: {self.today}` do not go together. Choose `refer`, or `change` or `nothing`",
            ),
            (
                self.level != "refer" or (self.today != "nothing" and self.urgency not in ("none", "routine")),
                "the level `refer` stops, delays or changes the session and sends the client to somebody. Give `today` and an `urgency` from `clearance-first` up",
            ),
            (
                self.short is not None or self.today == "stop",
                "the planner has no line for it. Give `short`: what `do` says, in at most 60 characters",
            ),
        ):
            if not holds:
                raise ValueError(fault)
        return self


class Caution(Carded):
    """Something to heed in the session, as one or more rules."""

    rules: tuple[Rule, ...] = Field(min_length=1, title="The rules", description="The rules, the most urgent first.")

    @model_validator(mode="after")
    def _names_differ(self) -> Caution:
        seen: set[str] = set()
        for rule in self.rules:
            if rule.id in seen:
                raise ValueError(f"two rules are called `{rule.id}`. Rename the newer one")
            seen.add(rule.id)
        return self

    background: tuple[Claim, ...] = Field(
        (), title="Background", description="What a therapist should know to apply the rules with judgment."
    )
