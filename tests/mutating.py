"""Records and pages of the real data, broken in every way that we know of."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import PurePosixPath

from macros.model import KINDS
from macros.store import load
from macros.store.problems import Problem
from macros.store.project import Project, read_page


def changed(
    project: Project, problems: Iterable[Problem], path: str, data: bytes | None
) -> tuple[Project, list[Problem]]:
    """A project as it would be read with other bytes in the file of one record or page, or without that file."""
    place = PurePosixPath(path)
    kept = [problem for problem in problems if problem.path != path]
    documents, pages, found = list(project.documents), dict(project.pages), list[Problem]()
    if place.parts[0] == "data":
        documents = [document for document in documents if document.path != path]
        if data is not None:
            document, found = load.read(data, KINDS[place.parts[1]], place.stem, path)
            documents.append(document)
            documents.sort(key=lambda one: one.path)
    else:
        page = place.relative_to("docs").as_posix()
        pages.pop(page, None)
        if data is not None:
            pages[page], found = read_page(data, page)
            pages = dict(sorted(pages.items()))
    problems = [*kept, *found]
    return replace(project, documents=tuple(documents), pages=pages, whole=not problems), problems
