"""From what was typed about a client to the client the planner knows, and from the plan to plain text.

Names of operations, medicines and illnesses are facts. A sign is a fact by its slug or its own name alone: any other words
bring candidates, and what brings none stays on the plan as it was said.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import get_args

from macros.model.text import plain
from macros.model.vocabulary import LEVELS, Area, Course, Region
from macros.plan.client import Asked, Clearance, Client, worse
from macros.plan.names import Candidate, Preset, course_of, listed, of, operation, parts_of_the_spine, preset
from macros.plan.planner import MISSING, SESSIONS, Plan
from macros.store.library import Library

NONE = frozenset({"none", "no", "nothing"})
"""Words that say that nothing of a kind is there."""


@dataclass(frozen=True)
class Unclear:
    """Words that a person has to choose a meaning for."""

    said: str
    preset: Preset
    candidates: tuple[Candidate, ...]
    absent: tuple[str, ...] = ()
    """What the words say is not there, if they deny it by its name."""


@dataclass(frozen=True)
class Strange:
    """A name that nobody here knows."""

    kind: str
    said: str
    nearest: tuple[str, ...]
    label: str = ""
    """For a medicine that is known by name and has no page here: `topiramate (Topamax)`."""


@dataclass(frozen=True)
class Intake:
    """What was made of what was typed."""

    client: Client
    unclear: tuple[Unclear, ...]
    """Words about signs that may mean more than one thing. Until somebody has chosen there is no plan."""
    strange: tuple[Strange, ...]
    """Names that nobody here knows. They count as not known."""


def read(
    library: Library,
    *,
    procedures: Sequence[str] = (),
    regions: Sequence[str] = (),
    medications: Sequence[str] = (),
    conditions: Sequence[str] = (),
    signs: Sequence[str] = (),
    quoted: Sequence[str] = (),
    areas: Sequence[str] = (),
    weeks: float | None = None,
    planned: bool = False,
    clearance: Clearance | None = None,
    limits: bool | None = None,
) -> Intake:
    """The client that was typed. A list that is given is taken as the whole list; `none` says that it is empty.

    `quoted` are words that no candidate fits: they stay on the plan as they are, with their course.
    """
    strange: list[Strange] = []
    kinds = ("procedures", "medications", "conditions", "complications", "signs", "materials")
    names = {kind: of(library, kind) for kind in kinds}
    lists: dict[Asked, Sequence[str]] = {
        "signs": [*signs, *quoted],
        "medications": medications,
        "conditions": conditions,
    }

    def nothing(said: str) -> bool:
        return said.strip().lower() in NONE

    def lost(kind: str, said: str) -> None:
        known = names[kind].medicine(said) if kind in names else None
        strange.append(
            Strange(kind, said, names[kind].nearest(said) if kind in names else (), known.label if known else "")
        )

    operations: set[str] = set()
    parts: set[Region] = set()
    for said in procedures:
        slugs, named, *_ = operation(said, names["procedures"])
        operations.update(slugs)
        parts |= named
        # A screw or a cage is no operation. It says that there was one, which somebody has to name.
        if not slugs and not names["materials"].exact(said):
            lost("procedures", said)
    for said in regions:
        found = parts_of_the_spine(said)
        parts.update(found)
        if not found:
            strange.append(Strange("regions", said, get_args(Region)))

    def slugs_of(kind: str, words: Iterable[str]) -> frozenset[str]:
        slugs: set[str] = set()
        for said in words:
            whole = names[kind].exact(said)
            if nothing(said) or (kind == "conditions" and not whole and names["complications"].exact(said)):
                continue
            if known := None if whole else names[kind].medicine(said):
                slugs.update(known.slugs)
                lost(kind, said)
                continue
            each = [(part, names[kind].exact(part)) for part in listed(said)]
            slugs.update(whole or (slug for _, exact in each for slug in exact))
            if not whole and not all(exact for _, exact in each):
                lost(kind, said)
        return frozenset(slugs)

    reported: dict[str, Course] = {}
    # A clot that is typed among the illnesses is one that somebody found, and so is looked after.
    complications: dict[str, Course] = {
        slug: "followed"
        for said in conditions
        if not names["conditions"].exact(said)
        for slug in names["complications"].exact(said)
    }
    other: dict[str, Course] = {}
    unclear: list[Unclear] = []
    own = {r.name.casefold(): r.id for kind in ("complications", "signs") for r in library.of(kind)}
    for said in signs:
        words, course = course_of(said)
        slug = own.get(words.casefold(), words.casefold())
        if nothing(words):
            continue
        if library.has("signs", slug) or slug in library.merged:
            reported[slug] = worse(reported.get(slug), course)
        elif library.has("complications", slug):
            complications[slug] = worse(complications.get(slug), course)
        elif candidates := of(library, "signs", "complications").candidates(words):
            absent = of(library, "signs", "complications").denied(words)
            unclear.append(Unclear(words, preset(words), tuple(candidates), absent))
        else:
            other[words] = worse(other.get(words), course)
    for said in quoted:
        words, course = course_of(said)
        other[words] = worse(other.get(words), course)

    client = Client(
        procedures=frozenset(operations),
        weeks=weeks,
        planned=planned,
        regions=frozenset(parts),
        medications=slugs_of("medications", medications),
        conditions=slugs_of("conditions", conditions),
        signs=reported,
        complications=complications,
        other=other,
        areas=frozenset(area for area in get_args(Area) if area in areas),
        clearance=clearance,
        limits=limits,
    )
    strange += [Strange("areas", area, get_args(Area)) for area in areas if area not in get_args(Area)]
    unknown = frozenset((item.kind, item.said) for item in strange if item.kind not in ("regions", "areas"))
    asked = frozenset(kind for kind, said in lists.items() if said)
    return Intake(replace(client, unknown=unknown, asked=asked), tuple(unclear), tuple(strange))


def text(plan: Plan, client: Client, library: Library) -> str:
    """The plan in plain text, in the order a therapist needs it."""
    lines = [SESSIONS[plan.session], f"Whom to call: {plan.refer_to}"]
    if len(plan.areas) > 1:
        lines += [f"- {area}: {SESSIONS[session]}" for area, session in plan.areas.items()]
    if plan.undecided:
        lines.append(f"Still to answer: {'; '.join(MISSING[key] for key in plan.undecided)}")
    lines += [f"Said, and not understood: “{words}” ({course})" for words, course in client.other.items()]
    lines.append("")
    for level, words in LEVELS.items():
        rules = [item.applied for item in plan.first if item.applied.rule.level == level]
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
