"""What to ask about a client and what to think of: what follows from the rules that hang on something that is not known."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import get_args

from macros.model.clinical import Complication, Medication
from macros.model.text import Ref
from macros.model.vocabulary import LEVELS, Urgency
from macros.plan.cautions import Applied
from macros.plan.client import Fact, Knowledge
from macros.store.library import Library

EARLY = 12.0
"""Weeks in which the dangerous complications of an operation are named even without a sign of them. Our own line."""

ASK = {
    "procedures": "Which operation was it?",
    "regions": "On which part of the spine was it: neck, upper back, low back, sacrum?",
    "weeks": "When was the operation?",
    "limits": "Does any limit that the surgeon set still hold?",
}
"""What to ask for a fact that no record words."""


@dataclass(frozen=True)
class Question:
    """Something to ask, since the answer could bring a caution into force, or lift one."""

    ask: str
    fact: Fact
    urgency: Urgency
    """The most urgent that hangs on the answer."""
    rules: int
    """How many rules hang on it."""


def questions(waiting: Mapping[Fact, Sequence[tuple[Applied, bool]]], known: Knowledge) -> list[Question]:
    """What to ask, ranked by how much the answer could change.

    `waiting` holds, for each missing fact, the rules that hang on it, and whether on nothing else: those count first, by
    the most urgent of them and by their number.
    """
    urgencies, levels = get_args(Urgency), list(LEVELS)

    def rank(fact: Fact) -> tuple[bool, int, int, int, Fact]:
        deciding = _deciding(waiting[fact])
        return (
            not any(alone for _, alone in waiting[fact]),
            min(urgencies.index(applied.rule.urgency) for applied in deciding),
            min(levels.index(applied.rule.level) for applied in deciding),
            -len(deciding),
            fact,
        )

    return [
        Question(_asked(fact, known.library), fact, urgencies[rank(fact)[1]], len(waiting[fact]))
        for fact in sorted(waiting, key=rank)
    ]


def _deciding(waiting: Sequence[tuple[Applied, bool]]) -> list[Applied]:
    """The rules that hang on this one fact alone; where there is none, all."""
    return [applied for applied, alone in waiting if alone] or [applied for applied, _ in waiting]


def _asked(fact: Fact, library: Library) -> str:
    key, slug = fact
    if key in ASK:
        return ASK[key]
    record = library.get(key, slug)
    if key == "signs":
        return str(record.ask)
    name = record.in_sentence
    return f"Do you take {name}?" if key == "medications" else f"Do you have, or did you have, {name}?"


def consider(held: Iterable[tuple[Applied, tuple[Fact, ...]]], known: Knowledge) -> tuple[str, ...]:
    """Complications and conditions to think of, in this order.

    What is suspected, what the signs point to, what rules in force name, what the medicines are about, and in the first weeks
    after the operation its dangerous complications.
    """
    library, client = known.library, known.client
    found: dict[str, None] = dict.fromkeys(sorted(client.complications))
    for slug in sorted(client.signs):
        found.update(dict.fromkeys(str(relation.to) for relation in library.get("signs", slug).points_to))
    for _, matched in held:
        found.update(dict.fromkeys(slug for key, slug in matched if key == "complications"))
    for slug in sorted(client.medications):
        found.update(dict.fromkeys(tied(library.get("medications", slug), library)))
    if not known.before and (client.weeks is None or client.weeks < EARLY):
        complication: Complication
        for complication in library.of("complications"):
            after = {str(relation.to) for relation in complication.after}
            if complication.urgency in ("emergency", "same-day") and after & known.line:
                found.setdefault(complication.id)
    return tuple(found)


def tied(medication: Medication, library: Library) -> list[str]:
    """The complications and conditions that a class of medicines is related to, on its own side or on theirs."""
    ties = [relation.to for relation in medication.related]
    ties += [Ref(link.origin.id) for link in library.backlinks(medication, "related")]
    return [str(to) for to in dict.fromkeys(ties) if library.paged[to][0] in ("complications", "conditions")]
