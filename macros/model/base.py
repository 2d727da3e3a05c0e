"""What every record has, and the parts that several kinds share."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from typing import Annotated, Any, Generic, Literal, TypeVar

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    Strict,
    ValidationInfo,
    field_validator,
    model_validator,
)

from macros.model.text import Claim, Query, Ref, Slug, Text, Weighty

R = TypeVar("R", bound=Ref)
FieldPath = tuple[str | int, ...]
"""Where a value is inside a record: keys and list positions, outermost first."""


def _day(value: Any) -> Any:
    """A date, from what YAML has for one. Raises ValueError for a number, a time, or another way to write it."""
    if isinstance(value, dt.date) and not isinstance(value, dt.datetime):
        return value
    if isinstance(value, str) and re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
        with suppress(ValueError):
            return dt.date.fromisoformat(value)
    raise ValueError(f"`{value}` is not a date. Write year, month and day as `2026-11-22`")


Day = Annotated[dt.date, BeforeValidator(_day)]
"""A day of the calendar, written as `2026-11-22` and in no other way: pydantic takes `0` for the first day of 1970."""

Number = Annotated[float, Strict(), Field(allow_inf_nan=False)]
"""A number that is written as one: pydantic takes `"inf"` and `true` for numbers, too."""

Whole = Annotated[int, Strict()]
"""A whole number that is written as one."""

Truth = Annotated[bool, Strict()]
"""`true` or `false`."""


class Part(BaseModel):
    """A piece of a record. Frozen, and refuses fields it does not know."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=False, str_strip_whitespace=True)


class ReversedRangeError(ValueError):
    """A range that runs backward. `fields` are the two that exchange their values, as YAML writes them."""

    def __init__(self, message: str, *fields: str) -> None:
        super().__init__(message)
        self.fields = fields


class Names(Part):
    """Every other name people use, by who uses it. They feed search, tooltips and the page."""

    clinical: tuple[Text, ...] = Field(
        (), description="What clinicians also call it, spelling variants included: `intervertebral disc replacement`."
    )
    lay: tuple[Text, ...] = Field((), description="What clients call it: `slipped disc`, `fused back`.")
    abbreviations: tuple[Text, ...] = Field((), description="Abbreviations as letters print them: `ACDF`.")
    brands: tuple[Text, ...] = Field((), description="Brand names of a medicine or a device: `Eliquis`.")

    def __iter__(self) -> Iterator[Text]:  # type: ignore[override]
        yield from (*self.clinical, *self.abbreviations, *self.lay, *self.brands)


class Reviewer(Part):
    """A clinician who looked at something and says so by name. Nobody is ever invented."""

    name: Text = Field(description="The name, as the person signs.")
    credential: Text = Field(description="What gives the word its weight: `DPT`, `MD, spine surgeon`, `RN`.")

    @field_validator("name", "credential")
    @classmethod
    def _is_a_person(cls, value: Text, info: ValidationInfo) -> Text:
        if value.casefold() in ("name", "credential"):  # as CONTRIBUTING has them
            raise ValueError(f"`{value}` stands for what belongs here. Write the {info.field_name} of whoever signs")
        return value

    def __str__(self) -> str:
        """Name and credential."""
        return f"{self.name}, {self.credential}"


INTERVAL = dt.timedelta(days=365)
"""How long a review counts where a record does not say when the next is due. Our own line."""


class Review(Part):
    """Who has looked at the whole record, and when. No reviewer is ever invented."""

    status: Literal["compiled-from-sources", "clinician-reviewed"] = Field(
        description="`compiled-from-sources` until a clinician has read the whole page and signs by name; then `clinician-reviewed`. Nothing else changes it."
    )
    on: Day = Field(description="The day the whole record was last compiled or reviewed, as `2026-11-22`.")
    by: Reviewer | None = Field(
        None, description="The clinician, by `name` and `credential`. Only with `clinician-reviewed`."
    )
    next: Day | None = Field(
        None,
        description="The day the next review is due, reviewed or not. Left out: a year after `on`, which is our own line.",
    )

    @property
    def due(self) -> dt.date:
        """The day the next review is due."""
        return self.next or self.on + INTERVAL

    @model_validator(mode="after")
    def _reviewer_is_honest(self) -> Review:
        if (self.status == "clinician-reviewed") != (self.by is not None):
            raise ValueError("`by` and the status `clinician-reviewed` go together. Give both, or neither")
        if self.next is not None and self.next <= self.on:
            raise ValueError("`next` is not after `on`. Give a later day, or leave it out")
        return self


class Relation(Part, Generic[R]):
    """A tie to another record, with its reason. Written once; the other record's page shows it by derivation."""

    to: R = Field(description="The slug of the other record.")
    why: Claim = Field(description="Why the two belong together, in one sentence with its citation.")


@dataclass(frozen=True)
class Reverse:
    """Written beside the type of a relation: how the page of the other record shows it."""

    heading: str = ""
    """The heading there. Empty where both pages show the relation in one list, whichever of the two holds it."""


class Disagreement(Part):
    """A question on which sources differ. Each position has its own source; they are never averaged."""

    question: Text = Field(
        description="What they disagree about, as a question, such as `When may scar massage start?`."
    )
    positions: tuple[Claim, ...] = Field(
        min_length=2, description="One sentence a position, each naming who says so, with its citation."
    )
    reading: Text | None = Field(
        None, description="What a therapist can make of the difference, without adding a fact."
    )


class Question(Part):
    """A question that people ask, with a short answer on the page of the record it belongs to."""

    ask: Query = Field(description="The question as people ask it: `Can I get a massage after a spinal fusion?`.")
    anchor: Slug = Field(
        description="Its address on the page, unique on the site, never changed: `massage-after-spinal-fusion`."
    )
    answer: Weighty = Field(
        description="The answer in two to four sentences, the plain answer first, each statement with its citation."
    )


class Code(Part):
    """A code of a classification, as a source prints it."""

    system: Literal["ICD-10-CM", "ICD-10-PCS", "CPT", "RxNorm"] = Field(
        description="The classification the code belongs to."
    )
    code: Text = Field(description="The code as printed: `M43.16`; of RxNorm, the number of a medicine (RxCUI).")
    label: Claim = Field(description="What the code means, with the source that gives it.")


WEEKS = {"days": 1 / 7, "weeks": 1.0, "months": 365.25 / 7 / 12, "years": 365.25 / 7}
"""Weeks in a unit of time. A month counts as a twelfth of 365.25 days."""


class Span(Part):
    """A stretch of time since surgery, start included and end excluded."""

    start: Number = Field(alias="from", ge=0, description="When it starts, counted from the day of surgery.")
    end: Number | None = Field(None, alias="to", gt=0, description="When it ends. Left out: open-ended.")
    unit: Literal["days", "weeks", "months", "years"] = Field("weeks", description="The unit of `from` and `to`.")

    @model_validator(mode="after")
    def _runs_forward(self) -> Span:
        if self.end is not None and self.end <= self.start:
            raise ReversedRangeError(
                f"the range runs from {self.start:g} to {self.end:g}: reversed or empty. Put the smaller number in `from`",
                "from",
                "to",
            )
        return self

    @property
    def weeks(self) -> tuple[float, float | None]:
        """Start and end in weeks."""
        factor = WEEKS[self.unit]
        return self.start * factor, None if self.end is None else self.end * factor

    def __str__(self) -> str:
        if self.end is None:
            return f"from {self.unit.removesuffix('s')} {self.start:g}" if self.start else "any time"
        return f"{self.unit} {self.start:g}–{self.end:g}"


class Retirement(Part):
    """That a record is no longer kept up, and where to go in its place. Its page stays; no list, search or plan shows it."""

    why: Text = Field(description="Why, in one sentence: `The operation is no longer done.`.")
    instead: Ref | None = Field(None, description="The slug of the record to read in its place, where there is one.")
    on: Day = Field(description="The day it was retired, as `2026-11-22`.")


class Record(Part):
    """What every record has, whatever its kind. Its id is the name of its file."""

    id: str = Field(description="The slug: the name of the file without `.yaml`. Never typed.")
    unknown: tuple[Text, ...] = Field(
        (), description="Fields of this kind that were looked for in the sources and not found: `[stay]`."
    )

    @property
    def label(self) -> str:
        """What the record is called in a list or a link."""
        return self.id

    @property
    def live(self) -> bool:
        """Whether the record is kept up: it is not retired."""
        return True

    @property
    def in_sentence(self) -> str:
        """What it is called inside a sentence: `Sore calf` becomes `sore calf`, `MRI` stays."""
        return self.label if self.label[1:2].isupper() else self.label[:1].lower() + self.label[1:]


class Reviewed(Record):
    """A record that says something clinical, and so says who has looked at it."""

    review: Review = Field(description="Who has looked at the whole record, and when.")


class Named(Reviewed):
    """A record that people call by a name, and open on a page."""

    name: Text = Field(description="The field's standard term, in US spelling: `Spinal fusion`.")
    proper: Truth = Field(
        False,
        description="`true` where the name opens with a proper name, which keeps its capital inside a sentence: `Pott disease`.",
    )
    names: Names = Field(default_factory=Names, description="Every other name people use.")
    searches: tuple[Text, ...] = Field(
        (),
        description="What people type or say when they mean it and do not name it: `numb where I sit`. For search alone.",
    )
    summary: Claim = Field(description="What it is, in one or two plain sentences that a client would understand.")
    was: tuple[Slug, ...] = Field(
        (), description="Slugs that the record had before: `[back-decompression]`. Their addresses lead here."
    )
    retired: Retirement | None = Field(
        None, description="For a record that is no longer kept up: why, since when, and what to read in its place."
    )

    @property
    def label(self) -> str:
        """The name."""
        return self.name

    @property
    def in_sentence(self) -> str:
        """The name inside a sentence. A proper name keeps its capital."""
        return self.name if self.proper else super().in_sentence

    @property
    def live(self) -> bool:
        """Whether the record is kept up: it is not retired."""
        return self.retired is None


class Entity(Named):
    """A named record with a page of its own."""

    disagreements: tuple[Disagreement, ...] = Field(
        (), title="Where sources disagree", description="Questions on which sources differ."
    )
    gaps: tuple[Text, ...] = Field(
        (),
        title="What is not known",
        description="What was looked for and not found, in plain sentences. A gap claims nothing, so it needs no citation.",
    )
    questions: tuple[Question, ...] = Field(
        (),
        title="Questions people ask",
        description="Questions that clients and therapists ask, each answered shortly.",
    )
    related: Annotated[tuple[Relation[Ref], ...], Reverse()] = Field(
        (), title="Related", description="Ties to other records that no other field expresses."
    )


def walk(value: Any, path: FieldPath = ()) -> list[tuple[FieldPath, Any]]:
    """Every leaf of a record with the path to it, under the names the YAML file uses."""
    found: list[tuple[FieldPath, Any]] = []
    _walk(value, path, found)
    return found


def _walk(value: Any, path: FieldPath, found: list[tuple[FieldPath, Any]]) -> None:
    parts: Iterable[tuple[str | int, Any]]
    if isinstance(value, tuple):
        parts = enumerate(value)
    elif isinstance(value, BaseModel):
        given, values = value.model_fields_set, value.__dict__
        parts = [(written, values[name]) for name, written in written_fields(type(value)) if name in given]
    else:
        found.append((path, value))
        return
    for key, part in parts:
        if isinstance(part, str):  # as most are, and to look for its parts takes twice as long
            found.append(((*path, key), part))
        else:
            _walk(part, (*path, key), found)


@cache
def written_fields(model: type[BaseModel]) -> tuple[tuple[str, str], ...]:
    """The fields of a model but the id, each with its name in YAML."""
    return tuple((name, field.alias or name) for name, field in model.model_fields.items() if name != "id")
