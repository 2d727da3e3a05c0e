"""The table of truth on its page: the rows by the caution whose rule they are about first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from macros.model.vocabulary import URGENCIES
from macros.plan.planner import CALLED, SESSIONS
from macros.plan.table import Row
from macros.store.library import Library


@dataclass(frozen=True)
class Line:
    """A row in words."""

    id: str
    client: str
    verdict: str
    because: str
    rules: tuple[str, ...]


@dataclass(frozen=True)
class Group:
    """The rows about the rules of one caution; those about no rule come last."""

    caution: str
    lines: tuple[Line, ...]


def groups(rows: Iterable[Row], library: Library) -> list[Group]:
    """The rows in the order of the cautions' names."""
    found: dict[str, list[Line]] = {}
    for row in rows:
        line = Line(row.id, row.client.in_words(library), verdict(row), str(row.because), tuple(map(str, row.holds)))
        found.setdefault(row.holds[0].partition(".")[0] if row.holds else "", []).append(line)
    names = {caution.id: caution.name for caution in library.cautions} | {"": "The verdict itself"}
    return [Group(names[slug], tuple(lines)) for slug, lines in sorted(found.items(), key=lambda one: names[one[0]])]


def verdict(row: Row) -> str:
    """What is right, in words: `Do not massage today. The surgeon's team, today`."""
    words = [SESSIONS[row.session]] if row.session else []
    if row.urgency and row.urgency != "none":
        words.append(", ".join(filter(None, (CALLED[row.who] if row.who else "", URGENCIES[row.urgency]))).capitalize())
    words += [f"{area}: {SESSIONS[session]}" for area, session in row.areas.items()]
    return ". ".join(words) or "The rules in force alone"
