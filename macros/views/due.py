"""Which records are due for review: the day is in the record, or a year after it was compiled or reviewed."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from itertools import groupby

from macros.model import KINDS
from macros.model.base import Reviewed
from macros.store.library import Library


@dataclass(frozen=True)
class Due:
    """A record and the day on which its next review is due."""

    kind: str
    record: Reviewed

    @property
    def on(self) -> dt.date:
        """The day."""
        return self.record.review.due

    @property
    def state(self) -> str:
        """Who has looked at it last, in words."""
        review = self.record.review
        return f"reviewed by {review.by} on {review.on}" if review.by else f"compiled from sources on {review.on}"


def reviews(library: Library) -> list[Due]:
    """Every record that says something clinical and is kept up, what is due first at the top."""
    order = list(KINDS)
    found = [Due(kind, record) for kind, record in library if isinstance(record, Reviewed) and record.live]
    return sorted(found, key=lambda due: (due.on, order.index(due.kind), due.record.id))


def overdue(library: Library, day: dt.date) -> list[Due]:
    """What should have been reviewed by that day, the longest overdue first."""
    return [due for due in reviews(library) if due.on <= day]


def months(library: Library, day: dt.date) -> list[tuple[str, dict[str, int]]]:
    """How many records of each kind are due in each month after that day: `2027-11`."""
    coming = [due for due in reviews(library) if due.on > day]
    return [
        (month, {kind: sum(due.kind == kind for due in some) for kind in KINDS})
        for month, group in groupby(coming, key=lambda due: f"{due.on:%Y-%m}")
        for some in [list(group)]
    ]


def signed(library: Library) -> int:
    """How many records a clinician has reviewed as a whole."""
    return sum(due.record.review.by is not None for due in reviews(library))


def today() -> dt.date:
    """The day on which this runs, where it runs."""
    return dt.datetime.now().astimezone().date()
