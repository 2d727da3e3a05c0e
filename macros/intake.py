"""From what people say of a client to the client the planner knows, and from the plan to plain text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import get_args

from macros.cautions import LEVELS
from macros.library import Library
from macros.model.base import Region
from macros.model.text import plain
from macros.planner import SESSIONS, Client, Plan
from macros.resolve import Names, Understood

REGIONS: dict[str, tuple[Region, ...]] = {
    **{region: (region,) for region in get_args(Region)},
    "neck": ("cervical",),
    "upper back": ("thoracic",),
    "mid back": ("thoracic",),
    "low back": ("lumbar",),
    "lower back": ("lumbar",),
    "sacrum": ("sacral",),
    "cervicothoracic": ("cervical", "thoracic"),
    "thoracolumbar": ("thoracic", "lumbar"),
    "lumbosacral": ("lumbar", "sacral"),
}
"""Parts of the spine by what people call them."""

NONE = frozenset({"none", "no", "nothing"})
"""Words that say that nothing of a kind is there."""


def client(
    library: Library,
    *,
    procedures: Sequence[str] = (),
    regions: Sequence[str] = (),
    medications: Sequence[str] = (),
    conditions: Sequence[str] = (),
    signs: Sequence[str] = (),
    weeks: float | None = None,
    cleared: bool | None = None,
    limits: bool | None = None,
) -> tuple[Client, list[Understood]]:
    """The client that the words describe, and the words that were not understood.

    A sign that names a complication, such as "foot drop", is a suspicion of it.
    """
    lost: list[Understood] = []
    complete = set()

    def slugs(kind: str, said: Iterable[str], sayings: bool = False) -> frozenset[str]:
        names = Names(library, kind, sayings)
        found: set[str] = set()
        for words in said:
            if words.strip().lower() in NONE:
                complete.add(kind)
                continue
            understood = names.understand(words)
            found.update(understood.slugs)
            if not understood.slugs:
                lost.append(understood)
        return frozenset(found)

    parts: set[Region] = set()
    for words in regions:
        known = REGIONS.get(words.strip().lower().replace("-", " "))
        parts.update(known or ())
        if known is None:
            lost.append(Understood(words, (), tuple(REGIONS)))
    reported = slugs("signs", signs, sayings=True)
    unclear = [word for word in lost if word.said in signs]
    complications = Names(library, "complications")
    suspicions = {word.said: complications.understand(word.said).slugs for word in unclear}
    lost = [word for word in lost if not suspicions.get(word.said)]
    return (
        Client(
            procedures=slugs("procedures", procedures),
            weeks=weeks,
            regions=frozenset(parts),
            medications=slugs("medications", medications),
            conditions=slugs("conditions", conditions),
            signs=reported,
            suspected=frozenset(slug for found in suspicions.values() for slug in found),
            complete=frozenset(complete),
            other=tuple(word.said for word in lost if word.said in signs),
            cleared=cleared,
            limits=limits,
        ),
        lost,
    )


def text(plan: Plan, library: Library) -> str:
    """The plan in plain text, in the order a therapist needs it."""
    lines = [SESSIONS[plan.session], f"Whom to involve: {plan.refer_to}", ""]
    for level, words in LEVELS.items():
        rules = [item.applied for item in plan.held if item.applied.rule.level == level]
        if rules:
            lines += [words, *(f"- {plain(a.rule.do)} ({a.caution.name})" for a in rules), ""]
    if plan.consider:
        lines += ["Think of", *(f"- {library.paged[slug][1].label}" for slug in plan.consider), ""]
    if plan.questions:
        lines += ["Ask", *(f"- {question.ask}" for question in plan.questions[:12]), ""]
    lines.append(
        "Compiled from sources, not reviewed by a clinician. It is no diagnosis, and the surgeon's instructions come first."
    )
    return "\n".join(lines)
