"""What was typed about a client, to the client that the planner knows: the real names."""

from __future__ import annotations

from typing import Any

import pytest
import yaml

from macros.model.vocabulary import Region
from macros.plan import intake
from macros.plan.names import of
from tests.conftest import ROOT
from tests.planning import CALL_NOW, in_python, library


@pytest.mark.parametrize(
    ("said", "kind", "slug"),
    [
        ("Eliquis 5 mg", "medications", "anticoagulants"),
        ("oxycodone/acetaminophen (Percocet)", "medications", "opioids"),
        ("Valium", "medications", "benzodiazepines"),
        ("muscle relaxant", "medications", "muscle-relaxants"),
        ("slipped vertebra", "conditions", "spondylolisthesis"),
        ("diabetes", "conditions", "diabetes"),
        ("pregnant", "conditions", "pregnancy"),
        ("ACDF", "procedures", "acdf"),
        ("lumbar discectomy", "procedures", "diskectomy"),
    ],
)
def test_names_are_understood(said: str, kind: str, slug: str) -> None:
    """Brands with a dose, abbreviations, British spellings and clients' words lead to the record."""
    typed: dict[str, Any] = {kind: [said]}
    found = intake.read(library(), **typed).client
    assert slug in getattr(found, kind)


@pytest.mark.parametrize(
    ("said", "slug", "part"),
    [
        ("C5-6 ACDF", "acdf", "cervical"),
        ("L4/L5 fusion", "spinal-fusion", "lumbar"),
        ("fused neck", "spinal-fusion", "cervical"),
        ("T2-L2 spinal fusion", "spinal-fusion", "thoracic"),
        ("lumbar laminectomy", "laminectomy", "lumbar"),
    ],
)
def test_levels_and_parts_in_a_name_are_read(said: str, slug: str, part: Region) -> None:
    """The name of an operation gives the part of the spine besides."""
    found = intake.read(library(), procedures=[said]).client
    assert slug in found.procedures
    assert part in found.regions


def test_a_slug_or_the_sign_s_own_name_is_a_fact() -> None:
    """Both make the finding, with the course that stands behind the colon."""

    def read(said: str) -> intake.Intake:
        return intake.read(library(), signs=[said])

    for sign in library().of("signs"):
        assert read(sign.id).client.signs == {sign.id: "new"}
        assert read(f"{sign.name}: followed").client.signs == {sign.id: "followed"}
    assert read("hardware-failure:settled").client.complications == {"hardware-failure": "settled"}
    assert library().merged
    for old, sign in library().merged.items():
        assert in_python(read(old).client).held == in_python(read(f"{sign}:settled").client).held


def test_unknown_medicines_and_illnesses_keep_the_plan_from_green() -> None:
    """A name that nobody knows is kept, asked about, and is no "no other medicine"."""
    known: dict[str, Any] = {
        "procedures": ["laminectomy"],
        "weeks": 500.0,
        "signs": ["none"],
        "clearance": "discharged",
    }
    green = intake.read(library(), medications=["none"], conditions=["none"], **known)
    assert in_python(green.client).session == "ok-with-precautions"
    strange = intake.read(library(), medications=["flurbizine"], conditions=["none"], **known)
    assert [item.said for item in strange.strange] == ["flurbizine"]
    assert in_python(strange.client).session == "modify"


def test_a_clot_among_the_illnesses_is_a_known_one() -> None:
    """A complication that is typed as an illness is a finding that is followed."""
    found = intake.read(library(), conditions=["deep vein thrombosis", "diabetes"]).client
    assert found.complications == {"deep-vein-thrombosis": "followed"}
    assert found.conditions == {"diabetes"}


def test_floor_of_sayings() -> None:
    """A floor, on sayings of our own: nine in ten bring the right sign among the candidates; emergencies always one."""
    sayings: dict[str, list[str]] = yaml.safe_load((ROOT / "tests/sayings.yaml").read_text(encoding="utf-8"))
    names = of(library(), "signs")
    missed, urgent = [], []
    for slug, phrases in sayings.items():
        for said in phrases:
            found = [candidate.slug for candidate in names.candidates(said)]
            if slug not in found:
                missed.append((slug, said))
                if slug in CALL_NOW and not set(found) & set(CALL_NOW):
                    urgent.append((slug, said))
    total = sum(map(len, sayings.values()))
    assert len(missed) <= total / 10, missed
    assert urgent == []
