"""What every kind of record needs beside its class, so that adding one forgets nothing."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from pathlib import Path

from macros.check.forms import entries
from macros.model import KINDS, Kind
from macros.store import schema
from macros.store.problems import Problem
from macros.store.project import Project, navigation
from macros.text import links

MACROS = Path(__file__).parents[1]
TEMPLATES = MACROS / "views" / "templates"


def kinds_have_templates(_: Project) -> Iterator[Problem]:
    """Every kind whose records have pages has a template with the macros `opening` and `closing`."""
    for kind in KINDS.values():
        if kind.pages == "own":
            file = TEMPLATES / f"{kind.name}.md.j2"
            text = file.read_text(encoding="utf-8") if file.is_file() else ""
            for macro in ("opening", "closing"):
                if f"macro {macro}(" not in text:
                    yield _problem(
                        kind,
                        f"the kind has no template for the {macro} of its pages",
                        f"Add the macro `{macro}(record, kind, applied)` to macros/views/templates/{file.name}",
                    )


def kinds_have_pages(project: Project) -> Iterator[Problem]:
    """Every kind that a reader can open has the page that lists its records."""
    for kind in KINDS.values():
        if kind.pages != "none" and links.index_of(kind.name) not in project.pages:
            yield _problem(kind, "no page lists its records", f"Add docs/{links.index_of(kind.name)}")


def kinds_are_in_the_navigation(project: Project) -> Iterator[Problem]:
    """Every kind that a reader can open has its place in the navigation."""
    file = project.root / "docs" / ".nav.yml"
    if not file.is_file():
        return  # the builder lists every page
    said, broken = navigation(file, project.root)
    if broken:
        return  # told where the lists of pages are looked at
    listed = set(entries(said))
    for kind in KINDS.values():
        page = links.index_of(kind.name)
        if kind.pages != "none" and listed.isdisjoint((page, kind.name, f"{kind.name}/", f"{kind.name}/*", "*")):
            entry = kind.name if kind.pages == "own" else page
            yield _problem(kind, "the kind is not in the navigation", f"Add `{entry}` to docs/.nav.yml")


def kinds_have_schemas(project: Project) -> Iterator[Problem]:
    """The schemas that editors read are those of the model, and the editor's settings name them all."""
    if (project.root / "data" / "schema").is_dir():
        for file in schema.stale(project.root):
            path = file.relative_to(project.root).as_posix()
            yield Problem(path, 1, 1, "schema", "the file does not match the model", "Run `make schema`")


def relations_have_another_side(_: Project) -> Iterator[Problem]:
    """Every relation is shown on the page of the other record too."""
    for kind in KINDS.values():
        for field, other in kind.relations:
            if other is None:
                yield _problem(
                    kind,
                    f"the other record's page does not show `{field}`",
                    'Name the heading there: `Annotated[tuple[Relation[…], ...], Reverse("…")]`',
                )


def _problem(kind: Kind, fault: str, remedy: str) -> Problem:
    """A problem at the class of a kind."""
    file = Path(inspect.getsourcefile(kind.model) or __file__)
    line = inspect.getsourcelines(kind.model)[1]
    return Problem(f"macros/{file.relative_to(MACROS).as_posix()}", line, 1, kind.name, fault, remedy)


RULES: tuple[Callable[[Project], Iterator[Problem]], ...] = (
    kinds_have_templates,
    kinds_have_pages,
    kinds_are_in_the_navigation,
    kinds_have_schemas,
    relations_have_another_side,
)
"""Every rule of this module, in the order of their reading."""
