"""What changes for whom, for a person to read: as plain text, or as Markdown for a pull request."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from macros.changes import clients, records, rules
from macros.changes.clients import Turn
from macros.changes.edition import Edition
from macros.changes.rules import Change, Detail, Sort
from macros.model import KINDS
from macros.model.text import plain
from macros.model.vocabulary import LEVELS
from macros.plan.cautions import Applied
from macros.store.library import Library
from macros.views import whom

MOST = 12
"""So many clients, or lines of a list, are shown; the rest is counted, or folded away."""

LINE = 120
"""So many characters of before and after go into one line."""

SORTS: dict[Sort, str] = {
    "loosened": "Rules that are looser",
    "both": "Rules that are looser in one thing and tighter in another",
    "tightened": "Rules that are tighter",
    "new": "New rules",
    "gone": "Rules that are gone",
    "changed": "Rules that changed, and one cannot say which way",
    "moved": "Rules that moved as they were",
    "reworded": "Rules that say the same in other words, or show it elsewhere",
}
"""The headings, in the order of reading: what takes care away comes first."""


@dataclass(frozen=True)
class Item:
    """A line, and what belongs to it."""

    text: str
    more: tuple[str, ...] = ()


@dataclass(frozen=True)
class Section:
    """A heading and its lines."""

    title: str
    items: tuple[Item, ...]


@dataclass(frozen=True)
class Report:
    """What changes for whom."""

    title: str
    summary: str
    """One sentence that counts."""
    sections: tuple[Section, ...]


def report(old: Edition, new: Edition) -> Report:
    """What changes for whom from one edition to the other."""
    unread = old.unread | new.unread
    differing = rules.changes(old.library, new.library, unread)
    sound = old.sound and new.sound
    people = clients.everyone(old, new, differing) if sound else []
    effective = frozenset(change.name for change in differing if change.sort not in ("moved", "reworded"))
    turned = clients.turns(people, old.library, new.library, effective)
    found = records.compare(old, new)
    summary = _summary(differing, turned, found)
    if not sound:
        summary = f"Verdicts are not compared, and nothing is said of what could not be read. {_rules(differing, partly=True)}."
    return Report(
        f"What changes from {old.name} to {new.name}",
        summary,
        tuple(
            section
            for section in (
                *_not_compared(old, new, sound),
                *_verdicts(turned, people, new),
                *_of_rules(differing, old.library, new.library),
                *_of_table(old, new),
                *_of_records(found, old.library, new.library),
            )
            if section.items
        ),
    )


def as_text(said: Report) -> str:
    """The report for a terminal."""
    lines = [said.title, said.summary]
    for section in said.sections:
        lines += ["", section.title]
        for item in section.items:
            lines += [f"  {item.text}", *(f"      {line}" for line in item.more)]
    return "\n".join(lines)


def as_markdown(said: Report) -> str:
    """The report for the summary of a pull request. What the records say is text there, and no markup."""
    lines = [f"## {_escaped(said.title)}", "", _escaped(said.summary)]
    for section in said.sections:
        long = len(section.items) > MOST
        lines += ["", f"### {_escaped(section.title)}", ""]
        lines += [f"<details><summary>{len(section.items)} in all</summary>", ""] if long else []
        for item in section.items:
            lines += [f"- {_escaped(item.text)}", *(f"    - {_escaped(line)}" for line in item.more)]
        lines += ["", "</details>"] if long else []
    return "\n".join(lines)


def _escaped(text: str) -> str:
    return re.sub(r"([\\`*_\[\]|#~])", r"\\\1", html.escape(text, quote=False))


def _count(number: int, one: str, more: str = "") -> str:
    return f"{number:,} {one if number == 1 else more or f'{one}s'}"


def _rules(differing: Sequence[Change], partly: bool = False) -> str:
    """How many rules differ, by sort. `partly`: some could not be compared."""
    words: dict[Sort, str] = {
        "loosened": "looser",
        "both": "looser and tighter",
        "tightened": "tighter",
        "new": "new",
        "gone": "gone",
        "changed": "changed",
        "moved": "moved",
        "reworded": "in other words",
    }
    numbers = {sort: sum(change.sort == sort for change in differing) for sort in words}
    said = ", ".join(f"{number} {words[sort]}" for sort, number in numbers.items() if number)
    return f"Rules: {said}" if said else "No other rule changes" if partly else "No rule changes"


def _summary(differing: Sequence[Change], turned: Sequence[Turn], found: records.Records) -> str:
    milder = sum(turn.milder for turn in turned)
    verdicts = f"{_count(len(turned), 'client gets', 'clients get')} another verdict, {milder} of them a milder one"
    sources = [(len(found.of("sources", keys)), words) for keys, words in ((found.new, "new"), (found.gone, "lost"))]
    of_sources = ", ".join(f"{number} {words}" for number, words in sources if number)
    return (
        ". ".join(
            [
                _rules(differing),
                verdicts if turned else "No client gets another verdict",
                f"Sources: {of_sources}" if of_sources else "No source comes or goes",
            ]
        )
        + "."
    )


def _not_compared(old: Edition, new: Edition, sound: bool) -> Iterator[Section]:
    """What nobody can tell, and why."""
    for edition in (old, new):
        files = [
            (file, list(some)) for file, some in groupby(edition.faults, key=lambda fault: fault.partition(":")[0])
        ]
        faults = [
            Item(some[0], (f"and {_count(len(some) - 1, 'more problem')} in this file",) if len(some) > 1 else ())
            for _, some in files
        ]
        rest = (Item(f"and {_count(len(faults) - MOST, 'more file')}"),) if len(faults) > MOST else ()
        title = f"Not compared: today's model cannot read all of {edition.name}"
        if edition.unread:
            title += f", {_count(len(edition.unread), 'record')} among it"
        yield Section(title, (*faults[:MOST], *rest))
    if not sound:
        yield Section(
            "Verdicts are not compared",
            (
                Item(
                    "They hang on records that cannot be read. A rule that seems new or gone may come from one of these."
                ),
            ),
        )
    other = [path for path in old.planner.keys() | new.planner.keys() if old.planner.get(path) != new.planner.get(path)]
    yield Section(
        "The planner's own code changes too",
        (
            Item(
                f"One planner, the one that runs here, judged both editions. Read these yourself: {', '.join(sorted(other))}"
            ),
        )
        if other
        else (),
    )


def _verdicts(turned: Sequence[Turn], people: Sequence[clients.Someone], new: Edition) -> Iterator[Section]:
    """Whose verdict changes, from what to what, the milder ones first."""
    rows = sum(bool(someone.row) for someone in people)
    for title, some in (
        (f"Clients of the table of truth ({rows:,} judged)", [turn for turn in turned if turn.someone.row]),
        (f"Clients of the sample ({len(people) - rows:,} judged)", [turn for turn in turned if not turn.someone.row]),
    ):
        items = []
        for (milder, before, after), group in groupby(sorted(some, key=_order), key=_order):
            same = list(group)
            items.append(
                Item(
                    f"{'Milder: ' if milder == 0 else ''}{before} → {after}: {_count(len(same), 'client')}",
                    (
                        *(_who(turn, new) for turn in same[:MOST]),
                        *([f"and {len(same) - MOST:,} more"] if len(same) > MOST else []),
                    ),
                )
            )
        yield Section(title, tuple(items))


def _order(turn: Turn) -> tuple[int, str, str]:
    return 0 if turn.milder else 1, str(turn.before), str(turn.after)


def _who(turn: Turn, new: Edition) -> str:
    facts = turn.someone.client.facts(new.library)
    by = f" — by {', '.join(turn.rules)}" if turn.rules else ""
    return f"{turn.someone.row}: {facts}{by}" if turn.someone.row else f"{facts}{by}"


def _of_rules(differing: Sequence[Change], old: Library, new: Library) -> Iterator[Section]:
    for sort, title in SORTS.items():
        yield Section(title, tuple(_rule(change, old, new) for change in differing if change.sort == sort))


def _rule(change: Change, old: Library, new: Library) -> Item:
    """A rule that differs: for whom, what it says, and what it says differently."""
    details = tuple(line for detail in change.details for line in _detail(detail))
    if change.old is None or change.new is None:
        applied, library = (change.new, new) if change.new else (change.old, old)
        assert applied is not None
        return Item(f"{change.name} ({_for_whom(applied, library)}): {plain(applied.rule.do)}", _kept(applied))
    name = change.name if change.old.name == change.name else f"{change.old.name}, now {change.name}"
    return Item(f"{name} ({_for_whom(change.new, new)})", details)


def _kept(applied: Applied) -> tuple[str, ...]:
    rule = applied.rule
    left = ", ".join(f"{reach}: {leaves}" for reach, leaves in rule.leaves.items())
    return (
        f"{LEVELS[rule.level]}; today: {rule.today}; urgency: {rule.urgency}" + (f"; leaves {left}" if left else ""),
        f"Sources: {', '.join(rule.sources)}",
    )


def _for_whom(applied: Applied, library: Library) -> str:
    return plain(whom.when(applied.rule.when, library)) or "every client after the operation"


def _detail(detail: Detail) -> tuple[str, ...]:
    """What differs, in a line when it is short, else what was above what is."""
    ways = f"{' and '.join(sorted(detail.ways))}: " if detail.ways else ""
    if len(detail.before) + len(detail.after) > LINE:
        return f"{ways}{detail.what} was: {detail.before}", f"{ways}{detail.what} is: {detail.after}"
    return (f"{ways}{detail.what}: {detail.before} → {detail.after}",)


def _of_table(old: Edition, new: Edition) -> Iterator[Section]:
    """Rows of the table of truth that came, went or say something else is right."""
    before, after = ({row.id: row for row in edition.rows} for edition in (old, new))
    if not (before and after):
        return
    changed = []
    for row in (row for row in after.values() if row.id in before and before[row.id] != row):
        was = before[row.id]
        fields = [name for name in type(row).model_fields if getattr(was, name) != getattr(row, name)]
        shown = [name for name in fields if name not in ("client", "because")]
        said = [f"{name}: {_value(getattr(was, name))} → {_value(getattr(row, name))}" for name in shown]
        said += [f"{name} changed" for name in fields if name not in shown]
        changed.append(Item(row.id, tuple(said)))
    came, went = after.keys() - before.keys(), before.keys() - after.keys()
    lines = [f"new: {', '.join(sorted(came))}"] * bool(came) + [f"gone: {', '.join(sorted(went))}"] * bool(went)
    yield Section("The table of truth itself", (*map(Item, lines), *changed))


def _of_records(found: records.Records, old: Library, new: Library) -> Iterator[Section]:
    for title, keys, library in (("New sources", found.new, new), ("Lost sources", found.gone, old)):
        slugs = found.of("sources", keys)
        yield Section(title, tuple(Item(f"{slug}: {library.source(slug).title}") for slug in slugs))
    yield Section(
        "Other facts",
        (
            *(
                Item(f"{kind}/{slug}: a clinician has reviewed it, and it changed since. It needs a new review")
                for kind, slug in found.outdated
            ),
            *(Item(f"new: {_listing(keys)}") for keys in [_others(found.new)] if keys),
            *(Item(f"gone: {_listing(keys)}") for keys in [_others(found.gone)] if keys),
            *(Item(f"renamed: {kind}/{slug} is now {kind}/{today}") for (kind, slug), today in found.renamed),
            *(Item(f"retired: {_listing(found.retired)}") for _ in found.retired[:1]),
            *(
                Item(
                    f"{kind}/{slug}: {', '.join(value.field for value in values)}",
                    tuple(line for value in values for line in _lines(value)),
                )
                for (kind, slug), values in found.changed
            ),
        ),
    )
    yield Section("Pages whose words change", tuple(Item(page) for page in found.pages))


def _lines(value: records.Value) -> Iterator[str]:
    """What a field said and says: in one line when both are short, else the texts that went and those that came."""
    if value.short:
        yield f"{value.field}: {_value(value.before)} → {_value(value.after)}"
        return
    gone, came = value.texts
    yield from (f"{field} was: {text}" for field, text in gone[:MOST])
    yield from (f"{field} is: {text}" for field, text in came[:MOST])
    if more := sum(max(0, len(texts) - MOST) for texts in (gone, came)):
        yield f"{value.field}: and {more:,} more"


def _others(keys: Iterable[records.Key]) -> list[records.Key]:
    return [key for key in keys if key[0] != "sources"]


def _listing(keys: Iterable[records.Key]) -> str:
    """Records by kind: `signs: calf-pain, fever; rates: 12`."""
    groups: dict[str, list[str]] = {}
    for kind, slug in keys:
        groups.setdefault(kind, []).append(slug)
    return "; ".join(
        f"{kind}: {', '.join(slugs) if KINDS[kind].pages != 'none' else len(slugs)}" for kind, slugs in groups.items()
    )


def _value(value: Any) -> str:
    """A value as a person writes it."""
    if value is None or value in ((), {}):
        return "nothing"
    if isinstance(value, tuple):
        return ", ".join(map(str, value))
    if isinstance(value, dict):
        return ", ".join(f"{key}: {item}" for key, item in value.items())
    return f"{value:g}" if isinstance(value, float) else plain(str(value))
