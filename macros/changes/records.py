"""How the records and pages of two editions differ, apart from rules: what came, went, was renamed or says something else."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel

from macros.changes.edition import Edition
from macros.changes.rules import slugs_of_today
from macros.model import KINDS
from macros.model.base import Record, Review, Reviewed, walk
from macros.store.library import Library

Key = tuple[str, str]
"""Kind and slug of a record."""


@dataclass(frozen=True)
class Value:
    """A field that two states of a record give differently."""

    field: str
    before: Any
    after: Any

    @property
    def short(self) -> bool:
        """Whether both values fit into a line: a figure, a choice, a day, a few words, or nothing."""
        return all(
            value is None or not isinstance(value, tuple | BaseModel) for value in (self.before, self.after)
        ) and (len(f"{self.before}{self.after}") <= 120)

    @property
    def texts(self) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
        """The texts that went, and those that came, each with the fields that lead to it: `today.watch`."""
        one, two = (
            [
                (".".join(key for key in path if isinstance(key, str)), str(leaf))
                for path, leaf in walk(value, (self.field,))
            ]
            for value in (self.before, self.after)
        )
        return [text for text in one if text not in two], [text for text in two if text not in one]


@dataclass(frozen=True)
class Records:
    """What became of the records and pages."""

    new: tuple[Key, ...]
    gone: tuple[Key, ...]
    renamed: tuple[tuple[Key, str], ...]
    """Kind and slug of before, with the slug of today."""
    retired: tuple[Key, ...]
    changed: tuple[tuple[Key, tuple[Value, ...]], ...]
    """Records that say something else, each with the fields. The rules of cautions are told apart."""
    outdated: tuple[Key, ...]
    """Records that say something else than what a clinician has reviewed."""
    pages: tuple[str, ...]
    """Pages that came, went or changed, below `docs/`. Those of new and lost records are not named again."""

    def of(self, kind: str, keys: tuple[Key, ...]) -> list[str]:
        """The slugs of one kind."""
        return [slug for name, slug in keys if name == kind]


def compare(old: Edition, new: Edition) -> Records:
    """What became of the records and pages. What one of the two could not read is left out."""
    unread = old.unread | new.unread
    before, after = (_all(edition.library, unread) for edition in (old, new))
    renamed = slugs_of_today(old.library, new.library)
    moved = {(kind, slug): (kind, renamed[slug]) for kind, slug in before if (kind, renamed.get(slug)) in after}
    came = tuple(key for key in after if key not in before and key not in moved.values())
    went = tuple(key for key in before if key not in after and key not in moved)
    pairs = [(moved.get(key, key), record) for key, record in before.items() if moved.get(key, key) in after]
    changed = [(key, tuple(_values(record, after[key]))) for key, record in pairs]
    own = {f"{kind}/{slug}.md" for kind, slug in (*came, *went, *moved, *moved.values())}
    return Records(
        came,
        went,
        tuple((key, slug) for key, (_, slug) in moved.items()),
        tuple(key for key, record in pairs if record.live and not after[key].live),
        tuple((key, values) for key, values in changed if values),
        tuple(
            key for key, record in pairs if record != after[key] and _signed(record) == _signed(after[key]) is not None
        ),
        tuple(
            page
            for page in sorted(old.pages.keys() | new.pages.keys())
            if page not in own and old.pages.get(page) != new.pages.get(page)
        ),
    )


def _all(library: Library, unread: frozenset[Key]) -> dict[Key, Record]:
    order = list(KINDS)
    found = {(kind, record.id): record for kind, record in library if (kind, record.id) not in unread}
    return dict(sorted(found.items(), key=lambda item: (order.index(item[0][0]), item[0][1])))


def _signed(record: Record) -> Review | None:
    """The review of a record that a clinician has reviewed."""
    review = record.review if isinstance(record, Reviewed) else None
    return review if review and review.by else None


def _values(one: Record, two: Record) -> list[Value]:
    """The fields that differ, under the names of the YAML file."""
    return [
        Value(info.alias or name, getattr(one, name), getattr(two, name))
        for name, info in type(two).model_fields.items()
        if name not in ("id", "rules") and getattr(one, name) != getattr(two, name)
    ]
