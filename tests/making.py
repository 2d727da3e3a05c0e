"""Records made for one test: as little as the model asks for, and what the test is about."""

from __future__ import annotations

from typing import Any

from macros.model import KINDS
from macros.store.library import Library

REVIEW = {"review": {"status": "compiled-from-sources", "on": "2026-01-02"}}

LEAST: dict[str, dict[str, Any]] = {
    "complications": {"urgency": "routine", "action": "Mention it at the next visit [@a]."},
    "materials": {"group": "hardware"},
    "rates": {"measure": "Falls", "unit": "%", "population": "Adults", "follow_up": "1 year", "estimate": 5},
    "signs": {"body": "skin", "ask": "Is it there?"},
    "sources": {
        "type": "webpage",
        "title": "An example",
        "URL": "https://example.org",
        "evidence": "hospital",
        "authority": "ordinary",
        "seen_as": "page",
    },
    "waits": {"positions": [{"topic": "lifting", "once": "the wound has healed", "says": "Later [@a]."}]},
}
"""What a record of a kind cannot do without, beside what every record has."""


def made(kind: str, slug: str, **fields: Any) -> tuple[str, Any]:
    """A record with its kind, as a library takes it. A record with a name is called by its slug: `sore-calf`, Sore calf."""
    model = KINDS[kind].model
    given: dict[str, Any] = {"id": slug, **LEAST.get(kind, {})}
    if "review" in model.model_fields:
        given |= REVIEW
    if "name" in model.model_fields:
        given |= {"name": slug.replace("-", " ").capitalize(), "summary": "Something [@a]."}
    return kind, model.model_validate(given | fields)


def rule(name: str, **fields: Any) -> dict[str, Any]:
    """A rule for a caution that is made: it changes the work, for everybody."""
    least = {
        "id": name,
        "level": "adapt",
        "subject": "lying",
        "today": "change",
        "urgency": "routine",
        "do": "Mind it [@a].",
        "short": "Mind it",
        "why": "It matters [@a].",
    }
    return least | fields


def library(*records: tuple[str, Any]) -> Library:
    """A library of nothing but these records. `made` gives them."""
    return Library(records)


def quoted(text: str) -> str:
    """A text as a scalar of YAML, in single quotes."""
    return "'" + text.replace("'", "''") + "'"
