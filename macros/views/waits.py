"""How long each source says to wait: who says what, on one axis of time, and never averaged."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from macros.model.clinical import Procedure
from macros.model.evidence import Source, Wait
from macros.model.text import plain
from macros.model.vocabulary import EVIDENCE, TOPICS, Topic
from macros.store.library import Library
from macros.views import svg

_WIDTH, _ROW, _TOP, _LEFT = 440, 30, 26, 30


@dataclass(frozen=True)
class Position:
    """What one source says about one topic."""

    number: int
    """Its number in picture and table."""
    wait: Wait
    source: Source
    operations: tuple[Procedure, ...]

    @property
    def time(self) -> str:
        """The time in words, with the condition where there is one."""
        once = f"once {self.wait.once}" if self.wait.once else ""
        return "; ".join(filter(None, (self._when(), once)))

    def _when(self) -> str:
        when = self.wait.when
        if when is None:
            return ""
        if when.end is not None:
            return str(when)
        if not when.start:
            return "at once"
        lead = (
            "none for at least "
            if self.wait.topic == "smoking"
            else "not before "
            if self.wait.turn == "start"
            else "after "
        )
        return f"{lead}{when.start:g} {when.unit if when.start != 1 else when.unit.removesuffix('s')}"

    @property
    def first(self) -> float:
        """The earliest time that it names, in weeks. "By week 4" names week 4, and not the day of surgery."""
        start, end = self.wait.when.weeks if self.wait.when else (0, None)
        return start or end or 0

    @property
    def last(self) -> float:
        """The latest time that it names, in weeks; of one without an end, the time from which it holds."""
        start, end = self.wait.when.weeks if self.wait.when else (0, None)
        return start if end is None else end

    @property
    def standing(self) -> str:
        """What kind of document says so, and whether it is of low authority."""
        return EVIDENCE[self.source.evidence] + (" (low authority)" if self.source.authority == "low" else "")


def positions(library: Library, topic: str, procedure: Procedure | None = None) -> list[Position]:
    """The positions on a topic, the earliest first, those without a time last; for one operation or for all."""
    chosen = sorted(
        (pair for pair in library.waits(procedure) if pair[1].topic == topic), key=lambda pair: _order(pair[1])
    )
    return [
        Position(number, wait, source, tuple(library.get("procedures", slug) for slug in wait.after))
        for number, (source, wait) in enumerate(chosen, 1)
    ]


def topics(library: Library, procedure: Procedure | None = None) -> list[tuple[Topic, str]]:
    """The topics on which any source takes a position, with their words."""
    given = {wait.topic for _, wait in library.waits(procedure)}
    return [(topic, words) for topic, words in TOPICS.items() if topic in given]


@dataclass(frozen=True)
class Range:
    """From the earliest to the latest time that anyone names for an activity."""

    topic: Topic
    words: str
    earliest: Position
    latest: Position
    number: int
    """How many positions name a time."""

    @property
    def ends(self) -> tuple[tuple[str, Position], tuple[str, Position]]:
        """Both ends, each as time and who says so."""
        start = self.earliest.last if self.topic == "healing" else self.earliest.first
        return (span(start), self.earliest), (span(self.latest.last), self.latest)


def overview(library: Library, procedure: Procedure | None = None) -> list[Range]:
    """A range for each activity that waits to start, those nearest to the massage table first; one for an operation or for all."""
    found = []
    for topic, words in topics(library, procedure):
        timed = [p for p in positions(library, topic, procedure) if p.wait.when is not None]
        if timed:
            # Healing has happened at the end of the time that a source names.
            earliest = min(timed, key=lambda p: p.last if topic == "healing" else p.first)
            found.append(Range(topic, words, earliest, max(timed, key=lambda p: p.last), len(timed)))
    return found


def draw(chosen: Sequence[Position], subject: str) -> str:
    """An SVG with one bar a position. Positions without a time are in the table only."""
    timed = [(position, *position.wait.when.weeks) for position in chosen if position.wait.when is not None]
    if not timed:
        return ""
    axis = svg.TimeAxis(max(max(start, end or 0) for _, start, end in timed), _LEFT, _WIDTH - 20)
    rows = []
    for row, (position, start, end) in enumerate(timed):
        y = _TOP + row * _ROW
        name = f"{position.number}. {position.source.short}" + (
            " · low authority" if position.source.authority == "low" else ""
        )
        rows.append(
            svg.element(
                "g",
                svg.title(f"{position.source.short}, {position.time}: {plain(position.wait.says)}"),
                svg.text(name, _LEFT, y + 10),
                axis.bar(start, end, y + 14),
                class_="sh-low" if position.source.authority == "low" else None,
            )
        )
    height = _TOP + _ROW * len(timed) + 4
    label = f"{subject}: how long each source says to wait, on an axis of time since surgery; the table below says the same in words"
    return svg.picture("sh-timeline", _WIDTH, height, label, [*axis.grid(_TOP - 6, height), *rows])


def _order(wait: Wait) -> tuple[float, float]:
    if wait.when is None:
        return (float("inf"), 0)
    start, end = wait.when.weeks
    return (start, end if end is not None else float("inf"))


def span(weeks: float) -> str:
    """Weeks since surgery in the unit that people use: `day 3`, `week 6`, `6 months`, `2 years`."""
    if weeks == 0:
        return "at once"
    if weeks < 2:
        return f"day {weeks * 7:.0f}"
    if weeks <= 16:
        return f"week {weeks:.0f}"
    if weeks < 100:
        return f"{weeks / (365.25 / 84):.0f} months"
    return f"{weeks / (365.25 / 7):.1f} years".replace(".0 ", " ")
