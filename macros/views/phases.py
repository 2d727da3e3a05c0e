"""The rules for an operation on its page: its own by the time they hold, those it inherits by where they stand."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from macros.model.caution import When
from macros.model.clinical import Procedure
from macros.plan.cautions import Applied
from macros.store.library import Library

PHASES = {
    "before": "Before the operation",
    "weeks": "In the first weeks",
    "cleared": "Until the surgeon's team has cleared it",
    "any": "At any time",
    "later": "Later on",
}
"""The phases that a rule can hold in, in their order, with the words that a reader sees."""

_EARLY = 12
"""Weeks after which a rule that begins then is called a later one."""


def phase(when: When) -> str:
    """The phase in which a rule holds, as a key of `PHASES`."""
    if when.phase == "before":
        return "before"
    if when.weeks is None:
        return "any"
    if when.weeks.start >= _EARLY:
        return "later"
    if when.weeks.until == "cleared":
        return "cleared"
    return "any" if when.weeks.end is None else "weeks"


def by_phase(applied: Iterable[Applied]) -> list[tuple[str, list[Applied]]]:
    """The rules under the words for their phase."""
    chosen = list(applied)
    groups = [(words, [item for item in chosen if phase(item.rule.when) == name]) for name, words in PHASES.items()]
    return [(words, items) for words, items in groups if items]


@dataclass(frozen=True)
class Inherited:
    """The rules that an operation shares with others."""

    wider: tuple[tuple[Procedure, tuple[Applied, ...]], ...]
    """Those written for a wider operation, the nearest first."""
    region: tuple[Applied, ...]
    """Those for every operation on its part of the spine."""
    every: tuple[Applied, ...]
    """Those for every operation."""

    def __bool__(self) -> bool:
        return bool(self.wider or self.region or self.every)


def inherited(record: Procedure, applied: Iterable[Applied], library: Library) -> Inherited:
    """What holds for `record` beside the rules that name it."""
    rest = [item for item in applied if record.id not in item.rule.when.procedures]
    groups: list[tuple[Procedure, tuple[Applied, ...]]] = []
    for wider in library.ancestors(record)[1:]:
        named = tuple(item for item in rest if wider.id in item.rule.when.procedures)
        if named:
            groups.append((wider, named))
            rest = [item for item in rest if wider.id not in item.rule.when.procedures]
    region = tuple(item for item in rest if item.rule.when.regions)
    return Inherited(tuple(groups), region, tuple(item for item in rest if not item.rule.when.regions))
