"""The rules that pages keep, one small function a rule, and those between pages and records."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from macros.check.said import add, no_such
from macros.model.evidence import Source
from macros.model.text import CITATION, RECORD_LINK, cited
from macros.store.library import citations
from macros.store.problems import Problem
from macros.store.project import Project
from macros.text import links
from macros.text.calls import COMPARISON, FIGURE

OPENING, CLOSING = "record_opening", "record_closing"
"""The macros every record page calls: what is needed first, and everything after the narrative."""

_CODE = re.compile(r"```.*?```|`[^`\n]*`", re.DOTALL)


def prose_resolves(project: Project) -> Iterator[Problem]:
    """Every citation, every `[[link]]`, every `figure()` and every `comparison()` in the prose leads to a record."""
    for page, text in project.pages.items():
        prose = _CODE.sub(lambda match: re.sub(r"[^\n]", " ", match.group()), text)
        targets = [(m.start(), "sources", source) for m in CITATION.finditer(prose) for source in cited(m.group())]
        targets += [(m.start(), "", m.group(1).strip()) for m in RECORD_LINK.finditer(prose)]
        targets += [(m.start(), "rates", m.group(1)) for m in FIGURE.finditer(prose)]
        targets += [(m.start(), "procedures", slug) for m in COMPARISON.finditer(prose) for slug in m.groups()]
        for start, kind, slug in targets:
            known = project.ids(kind)
            if slug not in known:
                line, column = prose.count("\n", 0, start) + 1, start - prose.rfind("\n", 0, start)
                field = {"sources": "citation", "rates": "figure", "procedures": "comparison", "": "link"}[kind]
                yield Problem(f"docs/{page}", line, column, field, no_such(kind, slug), add(kind, slug, known))


def sources_are_cited(project: Project) -> Iterator[Problem]:
    """No source lies about that nobody cites."""
    used = {source for _, _, value in project.leaves for source in citations(value)}
    used |= {source for text in project.pages.values() for source in cited(text)}
    for document in project.readable:
        if isinstance(document.record, Source) and document.id not in used:
            yield document.problem(
                (),
                "nobody cites this source",
                f"Cite it as `[@{document.id}]` where it supports a claim, or delete the file",
            )


def records_have_pages(project: Project) -> Iterator[Problem]:
    """Every record that should have a page, or share one, does."""
    for document in project.documents:
        if document.kind.pages == "none":
            continue
        page = links.page_of(document.kind.name, document.id).partition("#")[0]
        if page not in project.pages:
            remedy = (
                f"Add docs/{page}: `{{{{ {OPENING}() }}}}`, the narrative, `{{{{ {CLOSING}() }}}}`"
                if document.kind.pages == "own"
                else f"Add docs/{page}"
            )
            yield document.problem((), "the record has no page", remedy)


def pages_have_records(project: Project) -> Iterator[Problem]:
    """Every page in a folder of records belongs to one, and shows it."""
    for page, text in project.pages.items():
        place = links.record_of(page)
        if place is None:
            continue
        kind, slug = place
        if slug not in project.ids(kind):
            yield Problem(f"docs/{page}", 1, 1, "page", "the page has no record", add(kind, slug, project.ids(kind)))
        for macro in (OPENING, CLOSING):
            if not re.search(r"\{\{\s*" + macro + r"\(\)\s*\}\}", text):
                yield Problem(
                    f"docs/{page}",
                    1,
                    1,
                    "page",
                    f"the page does not call {macro}",
                    f"Add `{{{{ {macro}() }}}}` on a line of its own",
                )


RULES: tuple[Callable[[Project], Iterator[Problem]], ...] = (
    prose_resolves,
    sources_are_cited,
    records_have_pages,
    pages_have_records,
)
"""Every rule of this module, in the order of their reading."""
