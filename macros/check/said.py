"""Words that several rules share."""

from __future__ import annotations

from macros.model import KINDS
from macros.store.problems import Swap, certain, nearest
from macros.store.project import Project


def astray(project: Project, kind: str, slug: str, live: bool = True) -> tuple[str, str, Swap | None] | None:
    """Fault, remedy and mend of a name that leads to no record, or from a live place to a retired one; None for a good name.

    An empty `kind` allows any kind that a reader can open.
    """
    known = project.ids(kind)
    if slug not in known:
        today = project.renamed.get(slug)
        mend = Swap(slug, today) if today in known else certain(slug, known)
        return f"there is no {KINDS[kind].singular if kind else 'record'} `{slug}`", _add(project, kind, slug), mend
    document, retirement = project.retired.get(slug, (None, None))
    if live and document and retirement and kind in ("", document.kind.name):
        instead = f"Name `{retirement.instead}` in its place" if retirement.instead else "Delete what names it"
        return f"`{slug}` is retired", f"{instead}; {document.path} says why", None
    return None


def _add(project: Project, kind: str, slug: str) -> str:
    """What to do about a missing name: today's name, the nearest one that is known, or the file to add."""
    known = project.ids(kind)
    if (today := project.renamed.get(slug)) in known:
        return f"It is now `{today}`"
    where = f"data/{kind}/{slug}.yaml" if kind else "a record of that name"
    return f"{nearest(slug, known)}Otherwise add {where}"
