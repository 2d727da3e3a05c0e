"""Cautions: rules about when to stop, refer, leave out, adapt or ask."""

from __future__ import annotations

from typing import Literal

from pydantic import Field, model_validator

from macros.model.base import Entity, Part, Region
from macros.model.text import Claim, ComplicationRef, ConditionRef, MedicationRef, ProcedureRef, SignRef, Text, cited

Level = Literal["emergency", "refer", "avoid", "adapt", "ask", "fine"]
"""How a rule acts, the most urgent first: call now; stop and send to a clinician; not here, not this way; change
the work; ask first; go ahead."""


Urgency = Literal["emergency", "same-day", "within-days", "clearance-first", "routine", "none"]
"""Whom a rule involves, and how soon: the emergency number now; a clinician today; a clinician in the next days; the
surgeon's team before the first session; somebody at the next visit; nobody."""


class Weeks(Part):
    """Weeks since surgery in which a rule holds: `from` included, `to` excluded, or until the surgeon clears it."""

    start: float = Field(0, alias="from", ge=0, description="First week in which the rule holds.")
    end: float | None = Field(
        None, alias="to", gt=0, description="First week in which it no longer holds. Left out: open-ended."
    )
    until: Literal["cleared"] | None = Field(
        None, description="`cleared`: holds until the surgeon or the team says otherwise. Instead of `to`."
    )

    @model_validator(mode="after")
    def _runs_forward(self) -> Weeks:
        if self.end is not None and self.end <= self.start:
            raise ValueError(
                f"the weeks run from {self.start:g} to {self.end:g}: reversed or empty. Put the smaller number in `from`"
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

    What is not known of a client never hides a rule: it becomes a question.
    """

    procedures: tuple[ProcedureRef, ...] = Field(
        (), description="The client had, or faces, one of these operations or a narrower one."
    )
    conditions: tuple[ConditionRef, ...] = Field((), description="The client has one of these conditions.")
    complications: tuple[ComplicationRef, ...] = Field(
        (), description="One of these complications is known or suspected."
    )
    medications: tuple[MedicationRef, ...] = Field((), description="The client takes one of these medicines.")
    regions: tuple[Region, ...] = Field((), description="The operation was on one of these parts of the spine.")
    weeks: Weeks | None = Field(None, description="Weeks since surgery.")
    signs: tuple[SignRef, ...] = Field((), description="The client reports, or the therapist sees, one of these signs.")


class Pressure(Part):
    """The most pressure that a source allows, on the Walton Pressure Scale."""

    most: int = Field(
        ge=0,
        le=5,
        description="The highest level allowed: 0 still hands without weight, to 5, the deepest. Only where the source names the level.",
    )
    why: Claim = Field(description="Who sets the limit and for whom, in one sentence with its citation.")


class Rule(Part):
    """One rule of a caution: for whom, what to do, what instead, what to ask, and why."""

    level: Level = Field(
        description="`emergency` call now, `refer` stop and send to a clinician, `avoid` not here or not this way, `adapt` change the work, `ask` ask first, `fine` go ahead: what needs no refusal and no letter."
    )
    when: When = Field(default_factory=When, description="The client the rule is about.")
    urgency: Urgency | None = Field(
        None,
        description="How soon somebody else has to know. Left out: `emergency` for the level of that name, `same-day` for `refer`, else `none`.",
    )
    do: Claim = Field(
        description="What to do, in one imperative sentence with its citation. A prohibition opens with `Do not`."
    )
    instead: Claim | None = Field(None, description="What is fine or helpful in its place.")
    position: Claim | None = Field(
        None, description="How the client lies, and gets on and off the table, where a source says so."
    )
    pressure: Pressure | None = Field(
        None, description="The most pressure on the Walton scale, only where a source gives one."
    )
    ask: tuple[Text, ...] = Field((), description="Questions to ask the client or the team, as questions.")
    why: Claim = Field(description="The reason, in one or two sentences with its citation.")

    @property
    def sources(self) -> tuple[str, ...]:
        """What `do`, `why` and `instead` cite, each once, in this order."""
        return tuple(dict.fromkeys(cited(f"{self.do}{self.why}{self.instead or ''}")))

    @property
    def soon(self) -> Urgency:
        """How soon somebody else has to know."""
        defaults: dict[str, Urgency] = {"emergency": "emergency", "refer": "same-day"}
        return self.urgency or defaults.get(self.level, "none")


class Caution(Entity):
    """Something to heed in the session, as one or more rules."""

    rules: tuple[Rule, ...] = Field(min_length=1, title="The rules", description="The rules, the most urgent first.")
    background: tuple[Claim, ...] = Field(
        (), title="Background", description="What a therapist should know to apply the rules with judgment."
    )
