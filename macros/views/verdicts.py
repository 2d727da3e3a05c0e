"""The table of truth on its page: the rows by the caution whose rule they are about first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from macros.model.vocabulary import URGENCIES
from macros.plan.planner import CALLED, SESSIONS
from macros.plan.table import Opinion, Row
from macros.store.library import Library


@dataclass(frozen=True)
class Line:
    """A row in words."""

    id: str
    client: str
    verdict: str
    because: str
    rules: tuple[str, ...]
    opinions: tuple[str, ...]
    """What clinicians say of it: `Agrees: NAME, CREDENTIAL, 2026-11-29`."""


@dataclass(frozen=True)
class Group:
    """The rows about the rules of one caution; those about no rule come last."""

    caution: str
    lines: tuple[Line, ...]


def groups(rows: Iterable[Row], library: Library) -> list[Group]:
    """The rows in the order of the cautions' names."""
    found: dict[str, list[Line]] = {}
    for row in rows:
        line = Line(
            row.id,
            row.client.in_words(library),
            verdict(row),
            str(row.because),
            tuple(map(str, row.holds)),
            tuple(map(_opinion, row.opinions)),
        )
        found.setdefault(row.holds[0].partition(".")[0] if row.holds else "", []).append(line)
    names = {caution.id: caution.name for caution in library.cautions} | {"": "The verdict itself"}
    return [Group(names[slug], tuple(lines)) for slug, lines in sorted(found.items(), key=lambda one: names[one[0]])]


def reviewed(rows: Iterable[Row]) -> str:
    """How many rows clinicians have looked at, in words."""
    rows = list(rows)
    looked = [row for row in rows if row.opinions]
    doubted = sum(not all(opinion.agrees for opinion in row.opinions) for row in looked)
    if not looked:
        return f"No clinician has looked at any of the {len(rows):,} rows yet."
    doubts = (
        f" With {doubted:,} of them somebody does not agree." if doubted else " All agree with what they looked at."
    )
    return f"Clinicians have looked at {len(looked):,} of {len(rows):,} rows.{doubts}"


def _opinion(opinion: Opinion) -> str:
    word = "Agrees" if opinion.agrees else "Does not agree"
    return f"{word}: {opinion.by}, {opinion.on}" + (f" ({opinion.why})" if opinion.why else "")


def verdict(row: Row) -> str:
    """What is right, in words: `Do not massage today. The surgeon's team, today`."""
    words = [SESSIONS[row.session]] if row.session else []
    if row.urgency and row.urgency != "none":
        words.append(", ".join(filter(None, (CALLED[row.who] if row.who else "", URGENCIES[row.urgency]))).capitalize())
    words += [f"{area}: {SESSIONS[session]}" for area, session in row.areas.items()]
    return ". ".join(words) or "The rules in force alone"
