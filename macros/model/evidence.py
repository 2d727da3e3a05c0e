"""What supports the claims: sources, studies, figures, and how long each source says to wait."""

from __future__ import annotations

import re
from typing import Literal, Self

from pydantic import Field, model_validator

from macros.model.base import Day, Entity, Number, Part, Record, ReversedRangeError, Reviewed, Span, Truth, Whole
from macros.model.text import Claim, ConditionRef, MeasureRef, ProcedureRef, Ref, SourceRef, TechniqueRef, Text, Weighty
from macros.model.vocabulary import Certainty, Evidence, Intervention, Population, Topic


class Author(Part):
    """A person, by `family` and `given`, or an organization, by `literal` (CSL-JSON name)."""

    family: Text | None = Field(None, description="Family name.")
    given: Text | None = Field(None, description="Given names or initials, as printed.")
    literal: Text | None = Field(None, description="An organization, or a name that has no family part.")

    @model_validator(mode="after")
    def _person_or_organization(self) -> Self:
        if (self.family is None) == (self.literal is None):
            raise ValueError("an author has either `family` (and `given`) or `literal`. Give one of them")
        return self


class Source(Record):
    """A work that claims cite. Fields and names of CSL-JSON; only what was seen printed in the work or its record."""

    type: Literal["article-journal", "article-magazine", "book", "broadcast", "report", "webpage"] = Field(
        description="The CSL type, which decides how the reference is set."
    )
    title: Text = Field(description="The title as printed.")
    author: tuple[Author, ...] = Field((), description="Authors as printed, in order.")
    speaker: Text | None = Field(
        None,
        description="Who speaks, where no author is printed and the site is not the speaker: it keeps a copy, or its name is an address. `UK hospital, not named on the copy`.",
    )
    issued: Whole | None = Field(None, ge=1800, le=2100, description="Year of publication as printed.")
    container_title: Text | None = Field(None, alias="container-title", description="Journal, book or site.")
    volume: Text | None = Field(None, description='Volume, quoted: `"12"`.')
    issue: Text | None = Field(None, description="Issue, quoted.")
    page: Text | None = Field(None, description='Pages, quoted: `"3-8"`.')
    DOI: Text | None = Field(None, description="DOI without address: `10.1000/xyz`.")
    PMID: Text | None = Field(None, description="PubMed id, quoted.")
    PMCID: Text | None = Field(None, description="PubMed Central id: `PMC3528189`.")
    URL: Text = Field(description="Canonical address, `http://` or `https://`.")
    evidence: Evidence = Field(description="The kind of study or document.")
    authority: Literal["ordinary", "low"] = Field(
        description="`low`: undated blogs, question farms, machine-like pages. Never the only support of an instruction."
    )
    seen_as: Literal["full-text", "page", "abstract", "cited-by"] = Field(description="How much of it was read.")
    note: Text | None = Field(None, description="What a reader should know about this source.")

    @model_validator(mode="after")
    def _one_speaker(self) -> Self:
        if self.speaker and self.author:
            raise ValueError("`speaker` is for a work without a printed author. Give `author` or `speaker`")
        return self

    @property
    def label(self) -> str:
        """The title."""
        return self.title

    @property
    def short(self) -> str:
        """Who says so, in a few words, as a picture has room for: `Daniels et al. 2021`, `UW Health`."""
        name: str = self.speaker or ""
        if self.author:
            first = self.author[0]
            name = (first.family or first.literal or "") + (" et al." if first.family and len(self.author) > 1 else "")
        elif not name:
            name = re.split(r"\s[(|–—-]|[:;,(]", self.container_title or self.title)[0].strip()
        return f"{name} {self.issued}" if self.issued else name


class Outcome(Part):
    """One result of a study."""

    measure: Text = Field(description="What was measured: `Pain now (VAS)`.")
    instrument: MeasureRef | None = Field(None, description="The outcome measure's record, where there is one.")
    result: Claim = Field(description="The result with its numbers, time points and citation.")


class Study(Entity):
    """A study of massage or manual therapy around spine surgery."""

    source: SourceRef = Field(description="The publication.")
    also: tuple[SourceRef, ...] = Field(
        (), title="Also told in", description="Other places that tell of this study: podcasts, show notes, articles."
    )
    population: Claim = Field(title="Who took part", description="Who took part, and how many.")
    groups: tuple[Population, ...] = Field(
        min_length=1, title="Group", description="Who was studied, by the rows of the evidence map."
    )
    interventions: tuple[Intervention, ...] = Field(
        min_length=1, title="Kind of work", description="What was done, by the columns of the evidence map."
    )
    procedures: tuple[ProcedureRef, ...] = Field(
        (), title="Operation", description="The operations the participants had."
    )
    conditions: tuple[ConditionRef, ...] = Field(
        (), title="Condition", description="The conditions the participants had."
    )
    time_since_surgery: Claim | None = Field(
        None, title="Time since surgery", description="How long after surgery the work took place."
    )
    intervention: Claim = Field(title="What was done", description="What was done.")
    techniques: tuple[TechniqueRef, ...] = Field((), title="Techniques", description="The techniques used.")
    dose: Claim | None = Field(None, title="How much", description="Number, length and spacing of sessions.")
    comparator: Claim | None = Field(None, title="Compared with", description="What it was compared with.")
    outcomes: tuple[Outcome, ...] = Field((), title="Results", description="Results, one a measure.")
    harms: Claim | None = Field(None, title="Harms", description="Whether harms were looked for, and which were found.")
    harms_told: Truth = Field(
        False,
        description="`true` where what was read tells that somebody looked for harms, or which were found. An entry rule, or silence, is neither.",
    )
    limits: tuple[Claim, ...] = Field((), title="Limits", description="What the study cannot tell.")
    meaning: tuple[Weighty, ...] = Field(
        (),
        title="What a therapist can take from it",
        description="What follows for practice, no more than the design bears.",
    )

    @model_validator(mode="after")
    def _harms_are_told(self) -> Self:
        if self.harms_told and self.harms is None:
            raise ValueError("`harms_told` without `harms`. Say there which harms were looked for or found")
        return self


class Appraisal(Part):
    """What the studies of one kind of work in one group of people add up to: one field of the evidence map."""

    work: Intervention = Field(description="What was done, by the columns of the evidence map.")
    shows: Claim = Field(
        description="What got better or worse, in how many, by how much and for how long, by the studies of this field alone."
    )
    certainty: Certainty = Field(
        description="How certain that is, in GRADE's words. Our judgment, never above what the designs allow."
    )
    because: Text = Field(
        description="Why this word, in one or two sentences: number of studies, design, blinding, size, how alike the people and the work. It adds no fact to the studies' records, so it needs no citation."
    )


class Appraisals(Reviewed):
    """Our reading of the studies of one group of people. The file has the name of the group, a row of the evidence map."""

    searched: Day | None = Field(
        None,
        description="The day by which studies of these people had last been looked for, as `2026-11-22`. Left out: they were never looked for and came up on the way, so an empty field says nothing.",
    )
    about: tuple[Ref, ...] = Field((), description="The operations and conditions whose pages show these appraisals.")
    fields: tuple[Appraisal, ...] = Field(
        (), description="One for each kind of work that has a study with results, and no other."
    )

    @property
    def population(self) -> str:
        """The group, which is the name of the file."""
        return self.id


_GROWS = re.compile(r"\b(?:growth|rise|increase|more)\b", re.IGNORECASE)
"""Words of a figure that may be more than 100%."""


class Rate(Reviewed):
    """One figure from one source, with everything it needs to be read rightly. Typed once, shown wherever it helps."""

    about: Ref = Field(description="The record the figure is about: a complication, a procedure, a condition.")
    after: tuple[ProcedureRef, ...] = Field((), description="The operations it was counted after.")
    measure: Text = Field(description="What is counted: `Nonunion one year after surgery`.")
    estimate: Number | None = Field(None, description="The figure, in `unit`.")
    low: Number | None = Field(None, description="Lower end of a range, in `unit`.")
    high: Number | None = Field(None, description="Upper end of a range, in `unit`.")
    unit: Text = Field(description="`%`, `per 100,000 a year`, `operations a year`, `US dollars a year`.")
    approximate: Truth = Field(False, description="Whether the source says about, over or nearly.")
    population: Text = Field(description="Whom or what it was counted in.")
    follow_up: Text = Field(description="Over what time, or `not stated`.")
    n: Whole | None = Field(None, gt=0, description="How many were counted.")
    source: SourceRef = Field(description="The source of the figure.")
    note: Text | None = Field(None, description="What limits it.")

    @model_validator(mode="after")
    def _estimate_or_range(self) -> Self:
        if self.estimate is None and (self.low is None or self.high is None):
            raise ValueError("a figure is missing. Give `estimate`, or `low` and `high`")
        if self.low is not None and self.high is not None and self.high < self.low:
            raise ReversedRangeError(
                f"the range runs from {self.low:g} to {self.high:g}: reversed. Put the smaller number in `low`",
                "low",
                "high",
            )
        for end in (end for end in (self.estimate, self.low, self.high) if end is not None):
            if end < 0:
                raise ValueError(
                    f"`{end:g}` is below zero. Say in `measure` that it falls, and write the figure without a sign"
                )
            if end > 100 and self.unit.startswith("%") and not _GROWS.search(f"{self.measure} {self.unit}"):
                raise ValueError(
                    f"`{end:g}%` is more than all. Only what grows can: then `measure` says growth or rise"
                )
        return self

    @property
    def label(self) -> str:
        """What is counted."""
        return self.measure

    @property
    def figure(self) -> str:
        """The figure with its unit as a reader expects it: `about 352,000 operations a year`, `3–12 %`."""
        ends = (self.estimate,) if self.low is None or self.high is None else (self.low, self.high)
        text = "–".join(f"{end:,.10g}" for end in ends if end is not None)
        about = "about " if self.approximate else ""
        return f"{about}{text}{'%' if self.unit == '%' else ' ' + self.unit}"


class Wait(Part):
    """How long a source says to wait before something may start, or may stop, after surgery."""

    topic: Topic = Field(description="What may start or stop.")
    turn: Literal["start", "stop"] = Field(
        "start", description="`start`: what may begin then. `stop`: what is given up then, such as a collar."
    )
    after: tuple[ProcedureRef, ...] = Field(
        (), description="The operations it was said about. Empty: surgery in general."
    )
    when: Span | None = Field(
        None,
        description="From the earliest to the latest day it may start or stop, by this source. `at least 6 weeks` has no `to`.",
    )
    once: Text | None = Field(
        None, description="What has to have happened, in place of a time or beside it: `the incision has healed`."
    )
    says: Claim = Field(description="What the source says, naming who says so, with its citation.")

    @model_validator(mode="after")
    def _says_when(self) -> Self:
        if self.when is None and self.once is None:
            raise ValueError("neither a time nor a condition. Give `when`, `once` or both")
        return self


class Waits(Reviewed):
    """Everything that one source says about waiting. The file has the name of the source, which is never typed."""

    positions: tuple[Wait, ...] = Field(
        min_length=1, description="What the source says, one position for each thing that may start or stop."
    )

    @property
    def source(self) -> str:
        """The id of the source."""
        return self.id
