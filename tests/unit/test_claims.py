"""The names of claims, and where they are at home."""

from __future__ import annotations

from typing import Any

import pytest

from macros.text.claims import claims, place
from tests import making


def named(**fields: Any) -> dict[str, str]:
    """The words of the claims of a condition, by their names."""
    _, record = making.made("conditions", "ache", **fields)
    return {claim.name: claim.text for claim in claims(record) if claim.name != "summary"}


def test_a_name_stays_when_others_come_and_go() -> None:
    """Neither the place in the list nor another claim of the same sources is in it."""
    (name,) = named(symptoms=["It hurts [@a]."])
    assert named(symptoms=["It is new [@a].", "It hurts [@a]."])[name] == "It hurts [@a]."
    assert name not in named(symptoms=["It is new [@a]."])


@pytest.mark.parametrize(
    "same", ["It hurts [@b; @a].", "It *hurts* [@a; @b]", "it hurts, [@a; @b]", "It [[hurts]] [@a; @b]."]
)
def test_what_is_no_change_of_what_it_says(same: str) -> None:
    """The order of sources, marks, links, capitals and stops are not in a name."""
    assert [*named(symptoms=[same])] == [*named(symptoms=["It hurts [@a; @b]."])]


def test_half_of_a_name_outlives_the_other() -> None:
    """Other words of the same sources, and the same words of other sources, keep half of it."""
    (name,), (words,), (sources,) = (
        named(symptoms=[text]) for text in ("It hurts [@a].", "It aches [@a].", "It hurts [@b].")
    )
    assert name[:-3] == words[:-3]
    assert name[-3:] != words[-3:]
    assert name[-3:] == sources[-3:]
    assert name[:-3] != sources[:-3]


def test_what_has_a_name_of_its_own_keeps_it() -> None:
    """A relation, a rule, a question and a code are found whatever they say."""
    before, after = (
        named(
            related=[{"to": "acdf", "why": f"{word} [@a]."}],
            questions=[{"ask": "Why?", "anchor": "why-it-is", "answer": f"{word} [@b]."}],
            codes=[{"system": "ICD-10-CM", "code": "M43.16", "label": f"{word} [@c]."}],
        )
        for word in ("So", "Other")
    )
    assert [*before] == [*after] == ["questions.why-it-is.answer", "related.acdf.why", "codes.M43.16.label"]


def test_where_a_claim_is_at_home() -> None:
    """On the page of its record; what has an anchor of its own gives it, and what stands beside it has one below."""
    kind, record = making.made("cautions", "wound", rules=[making.rule("open")])
    at = {claim.name: place(kind, record, claim) for claim in claims(record)}
    assert at["rules.open.do"] == "cautions/wound.md#rule-open"
    assert at["rules.open.why"] == "cautions/wound.md#rule-open.why"
    assert at["summary"] == "cautions/wound.md#claim.summary"
