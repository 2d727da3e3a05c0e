"""What holds while an operation is still to come: the rules that are about that time alone."""

from __future__ import annotations

from dataclasses import dataclass

from macros.plan import cautions
from macros.plan.cautions import Applied
from macros.store.library import Library

LEVELS = ("emergency", "refer", "ask", "avoid", "adapt", "fine")
"""The order on the page: nothing has been cut yet, so what to ask comes before what to leave."""


@dataclass(frozen=True)
class Ahead:
    """The rules about the time before an operation, in the order of `LEVELS`."""

    everyone: list[Applied]
    """Those that hold before any operation, for any client."""
    some: list[Applied]
    """Those that hang on a part of the spine, an operation, a medicine, an illness or a complication."""


def ahead(library: Library) -> Ahead:
    """The rules that end with the operation."""
    found = sorted(
        (applied for applied in cautions.rules(library) if applied.rule.when.time == "before"),
        key=lambda applied: LEVELS.index(applied.rule.level),
    )
    everyone = [applied for applied in found if not _hangs(applied)]
    return Ahead(everyone, [applied for applied in found if _hangs(applied)])


def _hangs(applied: Applied) -> bool:
    """Whether a rule needs more of a client than an operation to come."""
    return bool(applied.rule.when.model_dump(exclude={"phase", "course"}, exclude_defaults=True))
