"""The Today card: what a therapist needs in the ten minutes before a session, written and not assembled."""

from __future__ import annotations

from pydantic import Field

from macros.model.base import Entity, Part
from macros.model.text import Instruction, SignRef, Text, Weighty
from macros.model.vocabulary import CardSubject, Strength


class TodayLine(Part):
    """One idea of a Today card."""

    subject: CardSubject = Field(
        description="The one thing it is about: `lying` and getting up, `keep-off` (where not to press), `depth`, moving a `joint`, `scar`, `skin` and products on it, `medicine`, what `helps`, `asking`. Stop signs are not written; they come from the cautions."
    )
    do: Instruction = Field(
        description="What to do, at most 140 characters without its citation, said as what can be done where it may be. A prohibition opens with `Do not`."
    )
    why: Weighty | None = Field(
        None,
        description="The reason, at most 140 characters without its citation. Needed where `do` opens with `Do not`.",
    )


class TodayCard(Part):
    """What opens a page: may I, on what evidence, where not; then the session in order."""

    massage: Text = Field(
        description="Whether massage is possible, and on what it hangs, in at most 90 characters: `Usually possible once the surgeon's team agrees`. It sums up the cited lines and needs no citation."
    )
    evidence: Strength = Field(
        description="How much is known about massage for these clients: `none` found, `thin` (few, small or indirect studies), `some` (trials of massage in such clients)."
    )
    keep_off: Text | None = Field(
        None, description="Where not to press, in at most 80 characters. Left out where there is no such place."
    )
    watch: tuple[SignRef, ...] = Field(
        (),
        max_length=8,
        description="Signs to look for above all with these clients: `[calf-pain]`. How urgent each is comes from the cautions, and so do signs that stop the session for this record alone.",
    )
    lines: tuple[TodayLine, ...] = Field(
        min_length=3, max_length=9, description="Three to nine ideas, in the order of a session. None twice."
    )


class Carded(Entity):
    """An entity whose page opens with a Today card."""

    today: TodayCard | None = Field(
        None,
        title="Today",
        description="The card that opens the page: what her hands need, on at most two screens of a phone.",
    )
