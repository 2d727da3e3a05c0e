"""The rules of the table of truth: it can be read, and what its rows name is there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from functools import lru_cache

from macros.check.said import astray
from macros.model.caution import Caution
from macros.plan.table import FILE, Places, Row, rows_of
from macros.store.files import bytes_of, text_of
from macros.store.problems import Problem, Swap, certain, nearest
from macros.store.project import Project

MOST_BYTES = 2_000_000
"""How big the table may be. That of today has a sixth of it."""


def the_table_is_right(project: Project) -> Iterator[Problem]:
    """Every row is of the form, has a name of its own, and names records and rules that are there."""
    if not (project.root / FILE).exists():
        return
    data, problems = bytes_of(FILE.as_posix(), project.root, most=MOST_BYTES)
    text, unread = text_of(data, FILE.as_posix())
    if problems or unread:
        yield from (*problems, *unread)
        return
    rows, problems = _rows(text)
    yield from problems
    rules = {f"{document.id}.{rule.id}" for document, record in project.records(Caution) for rule in record.rules}
    if wrong := {name: found for name in _names(text) if (found := _astray(project, rules, *name))}:
        at = Places(text)
        for number, row in enumerate(rows or ()):
            for path, *name in row.names:
                if found := wrong.get((name[0], name[1])):
                    yield at.problem((number, *path), *found)


def _astray(project: Project, rules: set[str], kind: str, slug: str) -> tuple[str, str, Swap | None] | None:
    """Fault, remedy and mend of a name that leads nowhere; None for a good one."""
    if kind == "signs" and project.renamed.get(slug) in project.ids("signs"):
        return None  # the planner knows a sign by its old name, too
    if kind != "rules":
        return astray(project, kind, slug)
    caution = slug.partition(".")[0]
    if slug in rules or any(one.id == caution and one.record is None for one in project.documents):
        return None
    there = caution in project.ids("cautions")
    remedy = f"Its rules are in data/cautions/{caution}.yaml" if there else "Write `CAUTION.RULE`"
    return f"there is no rule `{slug}`", f"{nearest(slug, rules)}{remedy}", certain(slug, rules)


@lru_cache(maxsize=1)
def _rows(text: str) -> tuple[tuple[Row, ...] | None, list[Problem]]:
    """The rows, and what is wrong with their form or their names."""
    rows, problems = rows_of(text)
    often = Counter(row.id for row in rows or ())
    if max(often.values(), default=0) > 1:
        at = Places(text)
        seen: set[str] = set()
        for number, row in enumerate(rows or ()):
            if row.id in seen:
                problems.append(
                    at.problem((number, "id"), f"another row is called `{row.id}`", "Rename one of the two")
                )
            seen.add(row.id)
    return rows, problems


@lru_cache(maxsize=1)
def _names(text: str) -> frozenset[tuple[str, str]]:
    """Kind and slug of all that the rows name."""
    return frozenset((kind, slug) for row in _rows(text)[0] or () for _, kind, slug in row.names)


RULES: tuple[Callable[[Project], Iterator[Problem]], ...] = (the_table_is_right,)
"""Every rule of this module."""
