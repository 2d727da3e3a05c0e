"""What to ask of a client, and in which order."""

from __future__ import annotations

from macros.plan.cautions import rules
from macros.plan.client import Client, Fact, Knowledge
from macros.plan.questions import questions
from tests.making import library, made, rule

SIGNS = ("ache", "calf", "faint", "itch", "rash")

RECORDS = library(
    *(made("signs", sign, ask=f"Is there any {sign}?") for sign in SIGNS),
    made("medications", "thinners"),
    made(
        "cautions",
        "care",
        rules=[
            rule("call", level="emergency", today="stop", urgency="emergency"),
            rule("soon", level="refer", today="stop", urgency="same-day"),
            rule("change"),
            rule("more"),
            rule("ask", level="ask", today="nothing", urgency="routine"),
        ],
    ),
)
RULES = {str(applied.rule.id): applied for applied in rules(RECORDS)}


def test_what_could_change_most_is_asked_first() -> None:
    """What decides a rule by itself comes first, the most urgent of these, then the graver level, then what decides more rules."""
    alone, beside = True, False
    open_: dict[Fact, list[tuple[str, bool]]] = {
        ("signs", "faint"): [("call", beside)],
        ("signs", "itch"): [("ask", alone)],
        ("signs", "rash"): [("change", alone)],
        ("weeks", ""): [("change", alone), ("call", beside)],
        ("signs", "ache"): [("change", alone), ("more", alone)],
        ("signs", "calf"): [("soon", alone)],
        ("medications", "thinners"): [("more", beside)],
    }
    known = Knowledge(Client(), RECORDS)
    asked = questions({fact: [(RULES[name], a) for name, a in waiting] for fact, waiting in open_.items()}, known)
    assert [(question.ask, question.urgency, question.rules) for question in asked] == [
        ("Is there any calf?", "same-day", 1),
        ("Is there any ache?", "routine", 2),
        ("Is there any rash?", "routine", 1),
        ("When was the operation?", "routine", 2),
        ("Is there any itch?", "routine", 1),
        ("Is there any faint?", "emergency", 1),
        ("Do you take thinners?", "routine", 1),
    ]
