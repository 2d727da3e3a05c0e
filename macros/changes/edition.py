"""An edition of the project: a folder, or a revision of its repository, read with the model of today."""

from __future__ import annotations

import io
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from macros.check.records import references_resolve, wider_operations_end
from macros.plan import table
from macros.plan.table import Row
from macros.store.history import git
from macros.store.library import Library
from macros.store.problems import Problem
from macros.store.project import read as read_project

JUDGED = frozenset({"cautions", "conditions", "procedures", "complications", "medications", "materials", "signs"})
"""The kinds of record on which a verdict can hang."""

PLANNER = (
    "macros/plan/cautions.py",
    "macros/plan/client.py",
    "macros/plan/planner.py",
    "overrides/assets/javascripts/session/client.js",
    "overrides/assets/javascripts/session/judge.js",
    "overrides/assets/javascripts/session/planner.js",
)
"""The code that turns rules into a verdict."""

_KEPT = ("data/", "docs/", table.FILE.as_posix(), *PLANNER)


@dataclass(frozen=True)
class Edition:
    """What one edition says, as far as it can be read."""

    name: str
    """As it was asked for: a folder, or a revision."""
    library: Library
    pages: dict[str, str]
    """The text of each page by its path below `docs/`."""
    rows: tuple[Row, ...]
    """The table of truth. Empty where there is none, or it cannot be read."""
    faults: tuple[str, ...]
    """What is wrong with it for the model of today, a line each."""
    unread: frozenset[tuple[str, str]]
    """Kind and slug of the files that could not be read as a record."""
    sound: bool
    """Whether everything that a verdict hangs on could be read, and every reference leads somewhere."""
    planner: dict[str, str]
    """The text of the code that turns rules into a verdict, by path."""


def read(name: str, root: Path) -> Edition:
    """The edition called `name`: a folder with `data/`, seen from `root`, or a revision of the repository that `root` is in.

    Raises ValueError when it is neither.
    """
    folder = root / name
    if (folder / "data").is_dir():
        return _of_folder("the working copy" if name == "." else name, folder)
    with _checked_out(name, root) as folder:
        return _of_folder(name, folder)


def _of_folder(name: str, folder: Path) -> Edition:
    project, problems = read_project(folder)
    loose = [*references_resolve(project), *wider_operations_end(project)]
    unread = frozenset((document.kind.name, document.id) for document in project.documents if document.record is None)
    rows, faults = _rows(folder)
    return Edition(
        name,
        project.library(),
        {path: page.text for path, page in project.pages.items()},
        rows,
        (*map(str, sorted(problems)), *map(str, sorted(loose)), *faults),
        unread,
        not any(map(_judged, (*problems, *loose))),
        {path: (folder / path).read_text(encoding="utf-8") for path in PLANNER if (folder / path).is_file()},
    )


def _judged(problem: Problem) -> bool:
    """Whether a problem is in a file that a verdict may hang on."""
    top, kind, *_ = (*problem.path.split("/"), "")
    return top == "data" and (kind in JUDGED or not kind)


def _rows(folder: Path) -> tuple[tuple[Row, ...], tuple[str, ...]]:
    """The table of truth of a folder, and why it cannot be read."""
    try:
        return table.read(folder), ()
    except ValueError as error:
        return (), tuple(str(error).splitlines())


@contextmanager
def _checked_out(revision: str, root: Path) -> Iterator[Path]:
    """A folder with the files of a revision that are compared."""
    try:
        found = git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    except OSError:
        raise ValueError(
            f"git, which would know `{revision}`, is not on this machine. Name a folder with data/"
        ) from None
    if found.returncode:
        raise ValueError(f"`{revision}` is neither a folder with data/ nor a revision of this repository")
    archive = git(root, "archive", found.stdout.decode().strip())
    if archive.returncode:
        raise ValueError(f"git cannot read `{revision}`: {archive.stderr.decode(errors='replace').strip()}")
    with tempfile.TemporaryDirectory() as folder, tarfile.open(fileobj=io.BytesIO(archive.stdout)) as files:
        kept = [file for file in files if file.isfile() and file.name.startswith(_KEPT)]
        files.extractall(folder, kept, filter="data")
        yield Path(folder)
