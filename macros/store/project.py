"""The project as the checks see it: every data file, readable or not, and every page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path as FilePath
from typing import Any

from macros.model import KINDS
from macros.model.base import Path, walk
from macros.store.library import Library
from macros.store.load import Document, load
from macros.store.problems import Problem


@dataclass(frozen=True)
class Project:
    """Everything the rules look at."""

    documents: tuple[Document, ...]
    """Every data file, readable or not."""
    pages: dict[str, str]
    """Text of every Markdown page by its path below `docs/`."""

    @property
    def readable(self) -> Iterator[Document]:
        """The documents that hold a record."""
        return (document for document in self.documents if document.record is not None)

    def library(self) -> Library:
        """The records as a graph. Only for a project without problems: a dangling reference would raise KeyError."""
        return Library(
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
    def leaves(self) -> tuple[tuple[Document, Path, Any], ...]:
        """Every single value of every record, with its document and its path there."""
        return tuple((document, path, value) for document in self.readable for path, value in walk(document.record))


def read(root: FilePath) -> tuple[Project, list[Problem]]:
    """The project below `root`, read afresh, and what could not be read of it."""
    documents, problems = load(root)
    docs = root / "docs"
    pages: dict[str, str] = {}
    for file in sorted(docs.rglob("*.md")):
        page = file.relative_to(docs).as_posix()
        try:
            pages[page] = file.read_text(encoding="utf-8")
        except UnicodeDecodeError as error:
            problems.append(
                Problem(f"docs/{page}", 1, 1, "page", f"the page is not UTF-8: {error.reason}", "Save it as UTF-8")
            )
    return Project(tuple(documents), pages), problems
