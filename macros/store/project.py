"""The project as the checks see it: every data file, readable or not, and every page."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property, partial
from pathlib import Path
from typing import Any, TypeVar

from macros.model import KINDS
from macros.model.base import FieldPath, Named, Record, Retirement
from macros.store.facts import Question, fact
from macros.store.files import Kept, below, bytes_of, code_stamps, stamps, text_of
from macros.store.library import Library, library_of
from macros.store.load import Document, V, load
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


R = TypeVar("R", bound=Record)


@dataclass(frozen=True, eq=False)
class Project:
    """Everything the rules look at."""

    root: Path
    """The folder with `data/` and `docs/`."""
    documents: tuple[Document, ...]
    """Every data file, readable or not."""
    pages: dict[str, Page]
    """Every Markdown page by its path below `docs/`."""
    lists: tuple[Path, ...]
    """The files that say in which order pages are listed."""
    whole: bool
    """Whether every file could be read. If not, what seems to be missing may be in a file that could not."""
    of_it: Project | None = None
    """For some files of a project taken by themselves: that project."""
    answers: dict[Question, Any] = field(default_factory=dict, init=False, repr=False)
    """The answers to questions about it."""

    @property
    def all(self) -> Project:
        """The whole project, of which this may be some files. It is what questions are put to."""
        return self.of_it or self

    def part(self, documents: Iterable[Document], pages: dict[str, Page]) -> Project:
        """Some files of the project. What is asked about all of it is answered as before."""
        return replace(self, documents=tuple(documents), pages=pages, of_it=self.all)

    @property
    def readable(self) -> Iterator[Document]:
        """The documents that could be read as a record."""
        return (document for document in self.documents if document.record is not None)

    def records(self, type_: type[R]) -> Iterator[tuple[Document, R]]:
        """The records of a type, each with its document."""
        for exact, documents in self._by_type.items():
            if issubclass(exact, type_):
                yield from ((document, document.record) for document in documents)  # type: ignore[misc]

    @cached_property
    def _by_type(self) -> dict[type, list[Document]]:
        found: dict[type, list[Document]] = {}
        for document in self.readable:
            found.setdefault(type(document.record), []).append(document)
        return found

    def of(self, kind: str) -> tuple[Document, ...]:
        """The documents of a kind in all of it that could be read as a record."""
        return _of(self.all, kind)

    @property
    def renamed(self) -> dict[str, str]:
        """The slugs that records had before, each with the slug of today."""
        return _renamed(self.all)

    @property
    def retired(self) -> dict[str, tuple[Document, Retirement]]:
        """The retired records by slug."""
        return _retired(self.all)

    def ids(self, kind: str) -> set[str]:
        """Every id of a kind, those of unreadable files among them; for no kind, every slug a reader can open."""
        return _ids(self.all)[kind]

    def library(self) -> Library:
        """The records as a graph. Only for a project without problems: a dangling reference would raise KeyError."""
        return self.all._library

    @cached_property
    def _library(self) -> Library:
        return library_of(
            (document.kind.name, document.record) for document in self.documents if document.record is not None
        )

    def forget(self) -> None:
        """Forgets what was found in its data files, which takes more room than the records. Whatever is asked again is found again."""
        for document in self.documents:
            document.forget()

    @cached_property
    def _by_kind(self) -> dict[str, list[Document]]:
        found: dict[str, list[Document]] = {kind: [] for kind in KINDS}
        for document in self.readable:
            found[document.kind.name].append(document)
        return found

    def leaves_of(self, type_: type[V]) -> Iterator[tuple[Document, FieldPath, V]]:
        """Every single value of a type, with its document and its path there."""
        return ((document, path, value) for document in self.readable for path, value in document.leaves_of(type_))


@fact
def _of(project: Project, kind: str) -> tuple[Document, ...]:
    return tuple(project._by_kind[kind])


@fact
def _renamed(project: Project) -> dict[str, str]:
    return {old: document.id for document, record in project.records(Named) for old in record.was}


@fact
def _retired(project: Project) -> dict[str, tuple[Document, Retirement]]:
    return {one.id: (one, record.retired) for one, record in project.records(Named) if record.retired}


@fact
def _ids(project: Project) -> dict[str, set[str]]:
    ids: dict[str, set[str]] = {kind: set() for kind in ("", *KINDS)}
    for document in project.documents:
        ids[document.kind.name].add(document.id)
        if document.kind.pages != "none" and document.kind.name != "sources":
            ids[""].add(document.id)
    return ids


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
    data, broken = bytes_of(path, root)
    text, unread = text_of(data, path)
    values, problems = values_of(text, path)
    return {} if values is None else values, broken or unread or problems


def _code() -> tuple[tuple[str, int, int], ...]:
    return tuple(code_stamps(Path(__file__).parents[1]))


_CODE = _code()
"""The code that runs here, as it was when it was loaded."""


def outlived() -> bool:
    """Whether the code has changed since it was loaded, templates and word lists among it: then this process still runs some of the old."""
    return _code() != _CODE


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
    lists: list[Path] = []
    for page, file in below(docs) if docs.is_dir() else ():
        ending = Path(file.name).suffix
        if file.name == ".nav.yml":
            lists.append(docs / page)
        if file.name.startswith(".") or (file.is_dir(follow_symlinks=False) and ending != ".md"):
            continue
        if ending in PICTURES:
            problems.extend(bytes_of(f"docs/{page}", root, most=MOST_PICTURE)[1])
        elif ending == ".md":
            pages[page], found = _kept.of(file, partial(_page, page, root))
            problems.extend(found)
        else:
            problems.append(
                Problem(shown(f"docs/{page}"), 1, 1, "file", "this is neither a page nor a picture", _BELONGS)
            )
    return Project(root, tuple(documents), pages, tuple(lists), whole=not problems), problems


_kept: Kept[tuple[Page, list[Problem]]] = Kept()


def _page(page: str, root: Path) -> tuple[Page, list[Problem]]:
    data, broken = bytes_of(f"docs/{page}", root, most=MOST_PAGE)
    return (Page(page, "", unread=True), broken) if broken else read_page(data, page)
