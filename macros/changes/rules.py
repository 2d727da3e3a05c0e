"""How the rules of two editions differ: new, gone, looser, tighter, or the same in other words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Literal, get_args

from macros.model.base import Named
from macros.model.caution import Rule, When
from macros.model.text import plain
from macros.model.vocabulary import (
    AREAS,
    COURSES,
    DRAWINGS,
    LEAVES,
    LEVELS,
    REGIONS,
    SUBJECTS,
    URGENCIES,
    Leaves,
    Level,
    Today,
    Urgency,
)
from macros.plan import cautions
from macros.plan.cautions import Applied
from macros.plan.planner import CALLED, SESSION_OF, SESSIONS
from macros.store.library import Library

Way = Literal["looser", "tighter"]
"""What a difference does: it asks for less care or of fewer clients, or for more."""

Sort = Literal["loosened", "tightened", "both", "new", "gone", "changed", "moved", "reworded"]
"""What became of a rule. `both`: looser in one thing and tighter in another; `changed`: neither can be said."""

NONE: frozenset[Way] = frozenset()
LOOSER: frozenset[Way] = frozenset({"looser"})
TIGHTER: frozenset[Way] = frozenset({"tighter"})
BOTH = LOOSER | TIGHTER

_WHERE: dict[str, str] = {
    **{str(area): words for area, words in AREAS.items()},
    "operated": "the operated part",
    "table": "lying and getting up",
    "everywhere": "the whole body",
}


@dataclass(frozen=True)
class Detail:
    """One thing that a rule says differently."""

    what: str
    before: str
    after: str
    ways: frozenset[Way] = NONE
    words_alone: bool = False
    """Whether it changes how the rule is said or shown, and not for whom it is or what it does."""


@dataclass(frozen=True)
class Change:
    """What became of one rule."""

    old: Applied | None
    new: Applied | None
    details: tuple[Detail, ...] = ()

    @property
    def name(self) -> str:
        """The rule as the table of truth names it, today's name where it has two."""
        return (self.new or self.old).name  # type: ignore[union-attr]

    @property
    def sort(self) -> Sort:
        """What became of it."""
        if self.old is None or self.new is None:
            return "gone" if self.new is None else "new"
        ways = frozenset(way for detail in self.details for way in detail.ways)
        if ways:
            return "both" if ways == BOTH else "loosened" if ways == LOOSER else "tightened"
        if any(not detail.words_alone for detail in self.details):
            return "changed"
        return "reworded" if self.details else "moved"


def changes(old: Library, new: Library, unread: frozenset[tuple[str, str]] = frozenset()) -> list[Change]:
    """Every rule that differs. The rules of cautions in `unread`, which one edition could not give, are left out."""
    before, after = ({rule.name: rule for rule in _rules(library, unread)} for library in (old, new))
    renamed = slugs_of_today(old, new)
    pairs = [(one, after.pop(name)) for name, one in before.items() if name in after]
    gone = [rule for name, rule in before.items() if name not in {two.name for _, two in pairs}]
    for rule in gone[:]:
        if twin := _twin(rule, after.values(), renamed):
            pairs.append((rule, after.pop(twin.name)))
            gone.remove(rule)
    found = [Change(one, two, tuple(_details(one.rule, two.rule, old, new, renamed))) for one, two in pairs]
    return sorted(
        [
            *(change for change in found if change.details or change.old.name != change.new.name),  # type: ignore[union-attr]
            *(Change(rule, None) for rule in gone),
            *(Change(None, rule) for rule in after.values()),
        ],
        key=lambda change: (get_args(Sort).index(change.sort), change.name),
    )


def slugs_of_today(old: Library, new: Library) -> dict[str, str]:
    """The slugs of records that were renamed between the two editions, each with the slug of today."""
    known = {record.id for _, record in old}
    return {
        before: record.id
        for _, record in new
        if isinstance(record, Named) and record.id not in known
        for before in record.was
        if before in known
    }


def _rules(library: Library, unread: frozenset[tuple[str, str]]) -> Iterator[Applied]:
    return (applied for applied in cautions.rules(library) if ("cautions", applied.caution.id) not in unread)


def _twin(gone: Applied, new: Iterable[Applied], renamed: dict[str, str]) -> Applied | None:
    """The rule that one without a namesake has become: moved with its caution or to another, or renamed as it stood."""
    for other in new:
        same_caution = renamed.get(gone.caution.id, gone.caution.id) == other.caution.id
        if gone.rule.id == other.rule.id and (same_caution or gone.rule.when == other.rule.when):
            return other
        if plain(gone.rule.do) == plain(other.rule.do) and gone.rule.when == other.rule.when:
            return other
    return None


def _details(one: Rule, two: Rule, old: Library, new: Library, renamed: dict[str, str]) -> Iterator[Detail]:
    """Everything that two states of a rule say differently, what it does first."""
    yield from _ranked("today", one.today, two.today, get_args(Today), lambda today: SESSIONS[SESSION_OF[today]])
    yield from _ranked("urgency", one.urgency, two.urgency, get_args(Urgency), lambda how: URGENCIES[how] or "nobody")
    if one.who != two.who:
        yield Detail("whom to call", _called(one.who), _called(two.who))
    yield from _ranked("level", one.level, two.level, get_args(Level), lambda level: LEVELS[level])
    for reach in (reach for reach in {**one.leaves, **two.leaves} if one.leaves.get(reach) != two.leaves.get(reach)):
        yield from _ranked(
            f"what it leaves to the hands ({_WHERE[reach]})",
            one.leaves.get(reach),
            two.leaves.get(reach),
            [*get_args(Leaves), None],
            lambda left: LEAVES[left] if left else "says nothing",
        )
    most, most_now = (rule.pressure.most if rule.pressure else None for rule in (one, two))
    yield from _ranked(
        "most pressure",
        most,
        most_now,
        [*range(6), None],
        lambda level: "no limit" if level is None else f"level {level} of 5",
    )
    # A go-ahead for more clients is looser, a caution for more clients is tighter.
    more, fewer = (LOOSER, TIGHTER) if two.level == "fine" else (TIGHTER, LOOSER)
    for what, before, after, wider, narrower in (
        *_clients(one.when, two.when, old, new, renamed),
        _listed("where", one.where, two.where, lambda place: _WHERE[place], "the whole client"),
    ):
        if before != after:
            yield Detail(what, before, after, (more if wider else NONE) | (fewer if narrower else NONE))
    yield from _said(one, two)


def _ranked(what: str, before: Any, after: Any, order: Iterable[Any], words: Callable[[Any], str]) -> Iterator[Detail]:
    """The detail of a value of which the first choice is the most careful."""
    if before != after:
        order = list(order)
        tighter = order.index(after) < order.index(before)
        yield Detail(what, words(before), words(after), TIGHTER if tighter else LOOSER)


_Difference = tuple[str, str, str, bool, bool]
"""What it is about, before and after in words, whether it takes in clients that were out, and leaves out some that were in."""


def _clients(one: When, two: When, old: Library, new: Library, renamed: dict[str, str]) -> Iterator[_Difference]:
    """How the clients of two states of a rule differ, key by key."""
    for what, key in (
        ("operations", "procedures"),
        ("illnesses", "conditions"),
        ("complications", "complications"),
        ("medicines", "medications"),
        ("taken with", "taken_with"),
        ("signs", "signs"),
        ("together with", "together"),
    ):
        before = tuple(renamed.get(slug, slug) for slug in getattr(one, key))
        after = tuple(map(str, getattr(two, key)))
        kind = {"taken_with": "medications", "together": "signs"}.get(key, key)
        label = _labels(kind, old, new)
        wide = (_with_narrower(before, old), _with_narrower(after, new)) if key == "procedures" else (before, after)
        yield _listed(what, before, after, label, "any", *wide)
    yield _listed("part of the spine", one.regions, two.regions, lambda region: REGIONS[region], "any")
    yield _listed("course", one.course, two.course, lambda course: COURSES[course], "any")
    wider, narrower = _time(one, two)
    yield "time", _time_in_words(one), _time_in_words(two), wider, narrower
    holds = {
        None: "holds whatever else is known",
        "agreed": "not once the team agreed",
        "kind-known": "not once the kind of operation is known",
    }
    yield "what ends it", holds[one.unless], holds[two.unless], two.unless is None, one.unless is None


def _listed(
    what: str,
    before: Iterable[Any],
    after: Iterable[Any],
    label: Callable[[Any], str],
    empty: str,
    wide_before: Iterable[Any] | None = None,
    wide_after: Iterable[Any] | None = None,
) -> _Difference:
    """The difference of two lists of which any one will do. An empty list is everything. Their order says nothing."""
    one, two = (set(before if wide_before is None else wide_before), set(after if wide_after is None else wide_after))
    first, second = ("; ".join(sorted(map(label, some))) or empty for some in (set(before), set(after)))
    wider = bool(one) and (not two or bool(two - one))
    narrower = bool(two) and (not one or bool(one - two))
    return what, first, second, wider, narrower


def _labels(kind: str, old: Library, new: Library) -> Callable[[str], str]:
    """What records of a kind are called, today if they are still there."""

    def label(slug: str) -> str:
        return next((str(library.get(kind, slug).label) for library in (new, old) if library.has(kind, slug)), slug)

    return label


def _with_narrower(slugs: Iterable[str], library: Library) -> set[str]:
    """Operations and every narrower one, since a rule holds for these too."""
    found = set(slugs)
    for slug in slugs:
        if library.has("procedures", slug):
            found |= {narrower.id for narrower in library.descendants(library.get("procedures", slug))}
    return found


def _time(one: When, two: When) -> tuple[bool, bool]:
    """Whether the time of a rule takes in what was out, and leaves out what was in."""
    before_one, before_two = (when.time in ("before", "any") for when in (one, two))
    wider, narrower = before_two and not before_one, before_one and not before_two
    after_one, after_two = (when.time in ("after", "any") for when in (one, two))
    if not (after_one and after_two):
        return wider or (after_two and not after_one), narrower or (after_one and not after_two)
    (start_one, end_one), (start_two, end_two) = _stretch(one), _stretch(two)
    wider, narrower = wider or start_two < start_one, narrower or start_two > start_one
    if "cleared" in (end_one, end_two) and None not in (end_one, end_two):
        return wider, narrower  # a surgeon's word may come before or after a week
    later = end_one != end_two and (end_two is None or (end_one is not None and float(end_two) > float(end_one)))
    return wider or later, narrower or (end_one != end_two and not later)


def _stretch(when: When) -> tuple[float, float | str | None]:
    """The first week, and the week or the word that ends it; None when nothing does."""
    if when.weeks is None:
        return 0, None
    return when.weeks.start, when.weeks.until or when.weeks.end


def _time_in_words(when: When) -> str:
    if when.weeks is not None:
        return str(when.weeks)
    return {"before": "before the operation", "after": "any time after it", "any": "before and after it"}[when.time]


def _called(who: str) -> str:
    return "the surgeon's team or the own doctor" if who == "team" else CALLED[who]  # type: ignore[index]


def _said(one: Rule, two: Rule) -> Iterator[Detail]:
    """What is said or shown in other words."""
    for what, before, after in (
        ("do", one.do, two.do),
        ("short", one.short, two.short),
        ("instead", one.instead, two.instead),
        ("position", one.position, two.position),
        ("pressure", one.pressure and one.pressure.why, two.pressure and two.pressure.why),
        ("ask", " ".join(one.ask), " ".join(two.ask)),
        ("why", one.why, two.why),
    ):
        if (first := plain(before or "")) != (second := plain(after or "")):
            yield Detail(what, first or "nothing", second or "nothing", words_alone=True)
    for what, some, others in (
        ("sources", one.sources, two.sources),
        ("subject", (SUBJECTS[one.subject],), (SUBJECTS[two.subject],)),
        ("drawings", [DRAWINGS[name] for name in one.drawings], [DRAWINGS[name] for name in two.drawings]),
        ("shown on", one.also, two.also),
    ):
        if set(some) != set(others):
            yield Detail(what, ", ".join(some) or "none", ", ".join(others) or "none", words_alone=True)
