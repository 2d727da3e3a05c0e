"""`new`: a record and its page, begun."""

from __future__ import annotations

import argparse
import datetime as dt
import sys
from collections.abc import Iterator
from pathlib import Path

from macros.check import check
from macros.check.unfinished import to_fill_in
from macros.cli.commands import Commands
from macros.edit.new import MissingValuesError, New, begin, expects_card, kind_called
from macros.model import Kind
from macros.model.base import Named
from macros.store.library import Library
from macros.store.project import Project
from macros.text import links


def add(commands: Commands) -> None:
    """Adds the command and what it takes."""
    beginning = commands.add_parser(
        "new",
        help="begin a record and its page, and say what to fill in",
        description='For example: new procedure "Endoscopic diskectomy". A choice or a reference cannot be left for later: '
        'new complication "Endplate fracture" urgency=same-day. `id=SLUG` names the file where the name is long.',
    )
    beginning.add_argument("kind", metavar="KIND", help="procedure, condition, complication, source …")
    beginning.add_argument("name", metavar="NAME", help="its name; for a source, a figure or waits, its slug")
    beginning.add_argument(
        "values", nargs="*", default=[], metavar="FIELD=VALUE", help="values of fields; commas between several"
    )
    beginning.set_defaults(run=run)


def called(name: str, library: Library) -> Iterator[str]:
    """The files of the records that have a name, whoever calls them so."""
    for kind, record in library:
        if isinstance(record, Named) and name.casefold() in {
            other.casefold() for other in (record.name, *record.names)
        }:
            yield links.data_of(kind, record.id)


def _unfree(begun: New, kind: Kind, project: Project, root: Path) -> str | None:
    """Why a record cannot be begun under its slug, and what to do; None where it can."""
    if not begun.slug:
        return "The name has no letter that a slug may have. Give one: id=SLUG"
    if taken := next((path for path in begun.files if (root / path).exists()), None):
        return f"{taken} is there already. Add to that one, or give another slug: id=SLUG"
    if kind.pages == "none":
        return None
    for other in project.documents:
        # A study and what was published of it may share a slug.
        shared = {kind.name, other.kind.name} == {"sources", "studies"}
        if other.id == begun.slug and other.kind.pages != "none" and not shared:
            return f"`{begun.slug}` is the slug of {other.path}. Give another one: id=SLUG"
    if today := project.renamed.get(begun.slug):
        return f"`{begun.slug}` was a slug of `{today}`, and leads there. Give another one: id=SLUG"
    return None


def run(options: argparse.Namespace) -> int:
    """Writes the files. Returns 0, 1 when the check finds something in them, 2 when nothing could be written."""
    root = options.root.resolve()
    if strange := [word for word in options.values if "=" not in word]:
        print(f"`{strange[0]}` is no FIELD=VALUE. Put a name of several words into quotes", file=sys.stderr)
        return 2
    given = dict(word.split("=", 1) for word in options.values)
    try:
        kind = kind_called(options.kind)
        begun = begin(kind, options.name, given, dt.datetime.now().astimezone().date())
    except MissingValuesError as error:
        print(f"A {kind.singular} cannot do without these. Give them behind the name:\n{error}", file=sys.stderr)
        return 2
    except ValueError as error:
        print(error, file=sys.stderr)
        return 2
    project, _ = check(root)
    if fault := _unfree(begun, kind, project, root):
        print(fault, file=sys.stderr)
        return 2
    for other in called(options.name, project.library()):
        print(
            f"`{options.name}` is a name of {other} already. Add to that one, or take the name out there",
            file=sys.stderr,
        )
    for path, text in begun.files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
        print(f"wrote {path}")
    project, problems = check(root)
    here = [problem for problem in problems if problem.path in begun.files]
    print(
        "\nTo fill in:",
        *(f"  {p.path}:{p.line}: {p.field}" for p in to_fill_in(project) if p.path in begun.files),
        sep="\n",
    )
    if expects_card(kind.model):
        print(f"  {next(iter(begun.files))}: today, the card that opens the page of every {kind.singular}")
    if here:
        print("\nWhat the check says meanwhile:", *(f"  {problem}" for problem in here), sep="\n")
    return 1 if here else 0
