"""Words that several rules share."""

from __future__ import annotations

from macros.model import KINDS
from macros.store.problems import nearest


def no_such(kind: str, slug: str) -> str:
    """The fault of a name that leads nowhere."""
    return f"there is no {KINDS[kind].singular if kind else 'record'} `{slug}`"


def add(kind: str, slug: str, known: set[str]) -> str:
    """The remedy: the nearest name that is known, or the file to add."""
    where = f"data/{kind}/{slug}.yaml" if kind else "a record of that name"
    return f"{nearest(slug, known)}Otherwise add {where}"
