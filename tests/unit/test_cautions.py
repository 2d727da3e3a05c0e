"""Which rules of the cautions a page shows."""

from __future__ import annotations

from typing import Any

import pytest

from macros.model.caution import Weeks
from macros.model.vocabulary import LEVELS
from macros.plan.cautions import concerning, rules, stops
from macros.store.library import Library
from tests import making
from tests.making import made, rule

SHOWN = [
    # The operation's own rule is the wider operation's; a rule for the neck does not show on the low back.
    ("procedures", "roof-removal", ["refer", "avoid", "ask", "fine", "fine"]),
    # Without a region nothing is ruled out by region.
    ("procedures", "back-surgery", ["refer", "avoid", "adapt", "ask", "fine"]),
    ("medications", "thinners", ["avoid", "ask"]),
    # By way of the sign that points to it.
    ("complications", "clot", ["refer", "fine"]),
    ("signs", "sore-calf", ["refer", "fine"]),
    ("conditions", "narrow-canal", []),
    ("materials", "screw", []),
]


@pytest.mark.parametrize(("kind", "slug", "levels"), SHOWN)
def test_rules_concerning_a_record(kind: str, slug: str, levels: list[str], library: Library) -> None:
    """A page shows the rules for its record, the most urgent first."""
    assert [applied.rule.level for applied in concerning(library.get(kind, slug), library)] == levels


def test_rules_come_most_urgent_first(library: Library) -> None:
    """The order of levels is the order of urgency, and a rule is known by its caution and its own name."""
    every = list(rules(library))
    assert [list(LEVELS).index(a.rule.level) for a in every] == sorted(list(LEVELS).index(a.rule.level) for a in every)
    assert len({applied.name for applied in every}) == len(every)


def test_rules_of_one_level_come_nearest_first() -> None:
    """What names the operation comes first, then its part of the spine, then wider operations by their width, then the rest."""
    cautions = made(
        "cautions",
        "care",
        rules=[
            rule("for-all"),
            rule("widest", when={"procedures": ["surgery"]}),
            rule("wider", when={"procedures": ["fusion"]}),
            rule("part", when={"procedures": ["fusion"], "regions": ["lumbar"]}),
            rule("own", when={"procedures": ["surgery", "tlif"]}),
            rule("graver", level="avoid"),
        ],
    )
    records = making.library(
        made("procedures", "surgery"),
        made("procedures", "fusion", is_a="surgery"),
        made("procedures", "tlif", is_a="fusion", regions=["lumbar"]),
        cautions,
    )
    shown = concerning(records.get("procedures", "tlif"), records)
    assert [applied.rule.id for applied in shown] == ["graver", "own", "part", "wider", "widest", "for-all"]


@pytest.mark.parametrize(
    ("one", "two", "overlap"),
    [
        ({"from": 0, "to": 6}, {"from": 6, "to": 8}, False),
        ({"from": 0, "to": 6}, {"from": 5, "to": 8}, True),
        ({"from": 0, "to": 6}, {"from": 12}, False),
        ({"from": 0, "to": 6}, {"from": 2, "until": "cleared"}, True),
        ({"from": 3}, {"until": "cleared"}, True),
    ],
)
def test_weeks_overlap(one: dict[str, object], two: dict[str, object], overlap: bool) -> None:
    """Ranges include their start and exclude their end; open ends reach to infinity."""
    first, second = Weeks.model_validate(one), Weeks.model_validate(two)
    assert first.overlaps(second) is overlap
    assert second.overlaps(first) is overlap


def test_stop_signs_of_a_record() -> None:
    """A record has the signs that its own rules name and those its card watches; an emergency is named once, as that."""
    card = {
        "massage": "Possible",
        "evidence": "none",
        "watch": ["fall", "ache"],
        "lines": [{"subject": "helps", "do": f"Work on part {part} [@s]."} for part in "abc"],
    }
    records = making.library(
        made("procedures", "fusion", today=card),
        *(made("signs", sign) for sign in ("fall", "ache", "lump", "cough", "fever")),
        made(
            "cautions",
            "care",
            rules=[
                rule("fall", level="emergency", today="stop", urgency="emergency", when={"signs": ["fall"]}),
                rule("ache", level="refer", today="stop", urgency="same-day", when={"signs": ["ache"]}),
                rule("cough", level="refer", today="stop", urgency="same-day", when={"signs": ["cough"]}),
                rule(
                    "lump",
                    level="emergency",
                    today="stop",
                    urgency="emergency",
                    when={
                        "signs": ["lump"],
                        "with": ["fever"],
                        "procedures": ["fusion"],
                        "weeks": {"from": 0, "to": 6},
                    },
                ),
                rule(
                    "own",
                    level="refer",
                    today="stop",
                    urgency="same-day",
                    when={"signs": ["lump", "fall"], "procedures": ["fusion"]},
                ),
            ],
        ),
    )
    found = stops(records.get("procedures", "fusion"), records)
    assert [(stop.urgency, stop.sign.id, list(stop.when.together), str(stop.when.weeks)) for stop in found] == [
        ("emergency", "lump", ["fever"], "weeks 0–6"),
        ("emergency", "fall", [], "None"),
        ("same-day", "lump", [], "None"),
        ("same-day", "ache", [], "None"),
    ]


def test_a_shared_rule_counts_for_the_signs_of_the_record() -> None:
    """A rule that names a complication counts with all its signs; one that only shares a sign, for what points to it or is watched."""
    card = {
        "massage": "Possible",
        "evidence": "none",
        "watch": ["ache"],
        "lines": [{"subject": "helps", "do": f"Work on part {part} [@s]."} for part in "abc"],
    }
    grave: dict[str, Any] = {"level": "emergency", "today": "stop", "urgency": "emergency"}
    records = making.library(
        made("complications", "leak", today=card),
        made("signs", "wet", points_to=[{"to": "leak", "why": "It is [@s]."}]),
        made("signs", "ache"),
        made("signs", "cough"),
        made("signs", "rash"),
        made(
            "cautions",
            "care",
            rules=[
                rule("shared", **grave, when={"signs": ["wet", "ache", "cough"]}),
                rule("named", **grave, when={"signs": ["rash"], "complications": ["leak"]}),
            ],
        ),
    )
    found = stops(records.get("complications", "leak"), records)
    assert {stop.sign.id for stop in found} == {"wet", "ache", "rash"}
