"""The stop-sign card: signs in a client's words, by what each means when nothing else is known of the client."""

from __future__ import annotations

from macros.model.clinical import Sign
from macros.model.vocabulary import BODIES, Urgency
from macros.plan import cautions
from macros.plan.client import Client
from macros.plan.planner import plan
from macros.store.library import Library

PARTS: dict[Urgency, tuple[str, str, str]] = {
    "emergency": ("emergency", "Call 911 now", "Llame al 911 ahora"),
    "same-day": ("refer", "A doctor has to know today", "Un médico tiene que saberlo hoy"),
}
"""The two parts of the card: how they look, and their headings in English and Spanish. The Spanish is ours."""


def lines(library: Library) -> dict[Urgency, list[Sign]]:
    """The signs of each part, those of one part of the body together. What is not known makes no sign less urgent."""
    found: dict[Urgency, list[Sign]] = {urgency: [] for urgency in PARTS}
    urgent = [item for item in cautions.rules(library) if item.rule.urgency in PARTS]
    for sign in sorted((s for s in library.of("signs") if s.card), key=lambda s: list(BODIES).index(s.body)):
        # A rule that names other signs alone asks for what nobody reported, so it cannot hold.
        met = [item for item in urgent if not item.rule.when.signs or sign.id in item.rule.when.signs]
        found.setdefault(plan(Client(signs={sign.id: "new"}), library, met).urgency, []).append(sign)
    return found


def sources(library: Library) -> list[str]:
    """Whose Spanish words the card uses."""
    return sorted({str(sign.card.source) for sign in library.of("signs") if sign.card and sign.card.source})
