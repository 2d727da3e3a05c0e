"""The project as the checks see it: every data file, readable or not, and every page."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path
from typing import Any

from macros.model import KINDS
from macros.model.base import FieldPath, Named, Retirement
from macros.store.files import Kept, bytes_of, stamps, text_of
from macros.store.library import Library, library_of
from macros.store.load import Document, load
from macros.store.page import Page
from macros.store.problems import Problem, place, shown
from macros.store.tangle import tangle
from macros.store.values import values_of

PICTURES = {".png", ".jpg", ".jpeg", ".webp"}
"""What a page may show beside drawings, by the ending of the file's name. None of them can hold a script."""

MOST_PICTURE = 1_000_000
"""How many bytes a picture may have."""

MOST_PAGE = 100_000
"""How many bytes a page may have. The longest of today has a fifth of it."""

_BELONGS = f"docs/ holds pages (.md) and pictures ({', '.join(sorted(PICTURES))}); the builder would publish anything else as it is"

DRAWINGS = Path("overrides", "assets", "drawings")
"""The folder of the drawings of positions and moves."""


@dataclass(frozen=True, eq=False)
class Project:
    """Everything the rules look at."""

    root: Path
    """The folder with `data/` and `docs/`."""
    documents: tuple[Document, ...]
    """Every data file, readable or not."""
    pages: dict[str, Page]
    """Every Markdown page by its path below `docs/`."""
    whole: bool
    """Whether every file could be read. If not, what seems to be missing may be in a file that could not."""

    @property
    def readable(self) -> Iterator[Document]:
        """The documents that could be read as a record."""
        return (document for document in self.documents if document.record is not None)

    @cached_property
    def renamed(self) -> dict[str, str]:
        """The slugs that records had before, each with the slug of today."""
        return {old: d.id for d in self.readable if isinstance(d.record, Named) for old in d.record.was}

    @cached_property
    def retired(self) -> dict[str, tuple[Document, Retirement]]:
        """The retired records by slug."""
        return {d.id: (d, d.record.retired) for d in self.readable if isinstance(d.record, Named) and d.record.retired}

    def library(self) -> Library:
        """The records as a graph. Only for a project without problems: a dangling reference would raise KeyError."""
        return self._library

    @cached_property
    def _library(self) -> Library:
        return library_of(
            (document.kind.name, document.record) for document in self.documents if document.record is not None
        )

    def ids(self, kind: str) -> set[str]:
        """Every id of a kind, those of unreadable files among them; for no kind, every slug a reader can open."""
        return self._ids[kind]

    @cached_property
    def _ids(self) -> dict[str, set[str]]:
        ids: dict[str, set[str]] = {kind: set() for kind in ("", *KINDS)}
        for document in self.documents:
            ids[document.kind.name].add(document.id)
            if document.kind.pages != "none" and document.kind.name != "sources":
                ids[""].add(document.id)
        return ids

    @cached_property
    def leaves(self) -> tuple[tuple[Document, FieldPath, Any], ...]:
        """Every single value of every record, with its document and its path there."""
        return tuple((document, path, value) for document in self.readable for path, value in document.leaves)


def read_page(data: bytes, page: str) -> tuple[Page, list[Problem]]:
    """The page in the bytes of the file `page`, below `docs/`, and why it cannot be read."""
    path = f"docs/{page}"
    text, unread = text_of(data, path)
    found = Page(page, text)
    problems = unread or found.front[1]
    front = len(found.front_text)  # read like data, and looked at there
    if tangled := tangle(text[front:]):
        where = place(text, front + tangled.start)
        return Page(page, "", unread=True), [*problems, Problem(path, *where, "page", tangled.fault, tangled.remedy)]
    return found, problems


def navigation(file: Path, root: Path) -> tuple[Any, list[Problem]]:
    """What a list of pages says, and why it cannot be read."""
    path = file.relative_to(root).as_posix()
    data, broken = bytes_of(file, root)
    text, unread = text_of(data, path)
    _, values, problems = values_of(text, path)
    return values, broken or unread or problems


_CODE = tuple(stamps(Path(__file__).parents[1]))
"""The code that runs here, as it was when it was loaded. A process that outlives a change of it still runs the old."""


def state(root: Path) -> str:
    """A name for the state of everything that the checks read below `root`, and of the code that checks, by time and size."""
    read = ("data", "docs", "tests/planner.yaml", "mkdocs.yml", "requirements.lock", DRAWINGS)
    return hashlib.sha256(repr((_CODE, *stamps(*(root / name for name in read)))).encode()).hexdigest()


def read(root: Path) -> tuple[Project, list[Problem]]:
    """The project below `root` as it is now, and what could not be read of it."""
    _kept.begin(root)
    documents, problems = load(root)
    docs = root / "docs"
    pages: dict[str, Page] = {}
    for file in sorted(docs.rglob("*")):
        if file.name.startswith(".") or (file.is_dir() and not file.is_symlink() and file.suffix != ".md"):
            continue
        page = file.relative_to(docs).as_posix()
        if file.suffix in PICTURES:
            problems.extend(bytes_of(file, root, most=MOST_PICTURE)[1])
            continue
        if file.suffix != ".md":
            problems.append(
                Problem(shown(f"docs/{page}"), 1, 1, "file", "this is neither a page nor a picture", _BELONGS)
            )
            continue
        pages[page], found = _kept.of(file, partial(_page, file, page, root))
        problems.extend(found)
    return Project(root, tuple(documents), pages, whole=not problems), problems


_kept: Kept[tuple[Page, list[Problem]]] = Kept()


def _page(file: Path, page: str, root: Path) -> tuple[Page, list[Problem]]:
    data, broken = bytes_of(file, root, most=MOST_PAGE)
    return (Page(page, "", unread=True), broken) if broken else read_page(data, page)
