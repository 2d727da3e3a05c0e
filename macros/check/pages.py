"""The rules that pages keep, one small function a rule, and those between pages and records."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterator
from urllib.parse import unquote

from macros.check.kept import alone
from macros.check.said import CITED, MISSHAPEN, astray
from macros.model.text import CITATION, CODE, RECORD_LINK, SLUG, cited
from macros.store.facts import fact
from macros.store.files import below
from macros.store.problems import Problem, nearest, nearest_or_add, shown
from macros.store.project import DRAWINGS, PICTURES, Project
from macros.text import calls, links
from macros.text.calls import BLOCK, COMPARISON, DRAWING, FIGURE, PROSE, RECORD


@alone
def prose_resolves(project: Project) -> Iterator[Problem]:
    """Every citation, every `[[link]]`, every `figure()` and every `comparison()` in the prose leads to a live record."""
    for page in project.pages.values():
        prose = page.prose
        targets = [(m.start(), "sources", source) for m in CITATION.finditer(prose) for source in cited(m.group())]
        targets += [(m.start(), "", m.group(1).strip()) for m in RECORD_LINK.finditer(prose)]
        # Code hides no call: the template is rendered before Markdown is.
        targets += [(m.start(), "rates", m.group(1)) for m in FIGURE.finditer(page.body)]
        targets += [(m.start(), "procedures", slug) for m in COMPARISON.finditer(page.body) for slug in m.groups()]
        live = (links.record_of(page.path) or ("", ""))[1] not in project.retired
        for start, kind, slug in targets:
            if found := astray(project, kind, slug, live):
                field = {"sources": "citation", "rates": "figure", "procedures": "comparison", "": "link"}[kind]
                fault, remedy, mend = found
                yield page.problem(start, field, fault, remedy, mend)


@alone
def drawings_exist(project: Project) -> Iterator[Problem]:
    """Every drawing that a page shows is there."""
    for page in project.pages.values():
        for match in DRAWING.finditer(page.body):
            names = _drawings(project.all)
            if (name := match.group(1)) not in names:
                remedy = nearest_or_add(name, names, f"{(DRAWINGS / name).as_posix()}.svg")
                yield page.problem(match.start(), "drawing", f"there is no drawing `{name}`", remedy)


_LINKED = re.compile(r"\]\(\s*(?P<target>[^\s)>]+)")


@alone
def links_lead_somewhere(project: Project) -> Iterator[Problem]:
    """The page or the picture that a link names is there. Whether its anchor is, only the builder knows: views make most of them."""
    for page in project.pages.values():
        for match in _LINKED.finditer(page.prose):
            target = unquote(match["target"].partition("#")[0])
            if not target or re.match(r"[a-zA-Z][a-zA-Z\d+.-]*:|[/\\]", target):
                continue  # on this page or elsewhere, which `safety` looks at
            picture = posixpath.splitext(target)[1].lower() in PICTURES
            known = _pictures(project.all) if picture else _paths(project.all)
            if posixpath.normpath(posixpath.join(posixpath.dirname(page.path), target)) in known:
                continue
            ways = {links.relative(path, page.path) for path in known}
            name = posixpath.basename(target.rstrip("/"))
            same = sorted(way for way in ways if posixpath.basename(way) in (name, f"{name}.md"))
            meant = f"Did you mean `{same[0]}`? " if same else nearest(target, ways)
            what, remedy = (
                ("picture", "Put it there")
                if picture
                else ("page", "Name its file by the path from here, `../signs.md`, and another site by `https://…`")
            )
            yield page.problem(match.start("target"), "link", f"there is no {what} `{target}`", meant + remedy)


@fact
def _pictures(project: Project) -> set[str]:
    """The paths of the pictures."""
    return {path for path, file in below(project.root / "docs") if posixpath.splitext(file.name)[1].lower() in PICTURES}


@fact
def _drawings(project: Project) -> set[str]:
    """The names of the drawings."""
    return {file.stem for file in (project.root / DRAWINGS).glob("*.svg")}


def sources_are_cited(project: Project) -> Iterator[Problem]:
    """Every source is cited. A file that cannot be read may do so."""
    if not project.whole:
        return
    used = set[str]().union(*(document.cites for document in project.readable))
    used = used.union(*(page.cites for page in project.pages.values()))
    for document in project.of("sources"):
        if document.id not in used:
            yield document.problem(
                (),
                "nobody cites this source",
                f"Cite it as `[@{document.id}]` where it supports a claim, or delete the file",
            )


@fact
def _paths(project: Project) -> set[str]:
    """The paths of the pages."""
    return set(project.pages)


@alone
def records_have_pages(project: Project) -> Iterator[Problem]:
    """Every record that should have a page, or share one, does."""
    for document in project.documents:
        if document.kind.pages != "none":
            page = links.page_of(document.kind.name, document.id).partition("#")[0]
            if page not in _paths(project.all):
                block = f" with {_shape(page)}" if document.kind.pages == "own" else ""
                yield document.problem((), "the record has no page", f"Add docs/{page}{block}")


@alone
def pages_have_records(project: Project) -> Iterator[Problem]:
    """Every page in a folder of records belongs to one."""
    for page in project.pages:
        if (place := links.record_of(page)) is not None and (found := astray(project, *place, live=False)):
            yield Problem(f"docs/{page}", 1, 1, "page", "the page has no record", found[1])


_OPEN = re.compile(r"\{%\s*call\b")


@alone
def pages_are_in_a_block(project: Project) -> Iterator[Problem]:
    """Every page is one block, in which links, citations and glossary words are resolved. Nothing is outside it."""
    for page in project.pages.values():
        if page.unread:
            continue
        match = BLOCK.search(page.prose)
        if match is None and _OPEN.search(page.prose) and "endcall" not in page.prose:
            continue  # told where the macros are looked at
        if match is None or match.group(1) != _block(page.path):
            yield Problem(
                f"docs/{page.path}",
                1,
                1,
                "page",
                f"the page has no `{_block(page.path)}()` block",
                f"Put its text in one: {_shape(page.path)}",
            )
            continue
        for start, outside in ((0, page.prose[: match.start()]), (match.end(), page.prose[match.end() :])):
            if outside.strip() and not (start == 0 and page.front[1]):  # told where the front matter is read
                yield page.problem(
                    start + len(outside) - len(outside.lstrip()),
                    "page",
                    "text is outside the block",
                    "Move it before `{% endcall %}`",
                )


@alone
def pages_are_called_by_slugs(project: Project) -> Iterator[Problem]:
    """The name of a page is plain, as it becomes its address."""
    for page in project.pages:
        if not all(SLUG.fullmatch(part) for part in page.removesuffix(".md").split("/")):
            remedy = "Name it in lower-case letters, digits and single hyphens"
            yield Problem(shown(f"docs/{page}"), 1, 1, "file", "its name cannot be an address", remedy)


_HIDDEN_CITATION = re.compile(r"\\\[+@?(?=[^\[\]\n]*\])|\[@[^\[\]\n]*\]\(")
_CODE = re.compile(rf"``(?<!```)[^`\n]+``(?!`)|{CODE}", re.DOTALL)  # opens with a plain sign, to which `re` skips


@alone
def citations_are_citations(project: Project) -> Iterator[Problem]:
    """No citation and no link is escaped or stands in a link; on the page of a record, none is in code."""
    remedy = "Write `[@source-id]` by itself, behind the claim"
    for page in project.pages.values():
        for match in _HIDDEN_CITATION.finditer(page.prose):
            fault = (
                "a citation cannot be a link"
                if match.group().endswith("(")
                else "a backslash makes plain text of a bracket"
            )
            yield page.problem(match.start(), "citation", fault, remedy)
        for match in MISSHAPEN.finditer(page.prose):
            fault = f"`{match.group()}` is not a citation"
            yield page.problem(match.start(), "citation", fault, CITED)
        for code in _CODE.finditer(page.body) if links.record_of(page.path) else ():
            if found := re.search(r"\[@|\[\[", code.group()):
                yield page.problem(
                    code.start() + found.start(), "citation", "a citation or a link in code is plain text", remedy
                )


_FENCE = re.compile(r"^ {0,3}(`{3,}|~{3,})(.*)$", re.MULTILINE)


@alone
def code_is_closed(project: Project) -> Iterator[Problem]:
    """Code that is opened is closed, or the rest of the page would be code."""
    for page in project.pages.values():
        fence: re.Match[str] | None = None
        for match in _FENCE.finditer(page.body):
            if fence is None:
                fence = match
            elif match[1].startswith(fence[1]) and not match[2].strip():
                fence = None
        start = fence.start() if fence else page.prose.find("`")
        if start >= 0:
            remedy = f"Close it with `{fence[1] if fence else '`'}`, or delete it"
            yield page.problem(start, "code", "code is opened and not closed", remedy)


@alone
def macros_are_called_rightly(project: Project) -> Iterator[Problem]:
    """A page calls macros that are known, with the texts they need, and nothing else: what a contributor writes is never code."""
    for page in project.pages.values():
        if calls.are_right(page.body):
            continue
        from macros.text import syntax  # which loads Jinja, and that takes longer than to look at all pages without it

        for line, word, fault, remedy in syntax.faults(page.body):
            start = sum(map(len, page.body.splitlines(keepends=True)[: line - 1]))
            inside = rf"\{{[{{%](?:(?![%}}]\}}).)*?\b{re.escape(word)}\b" if word.isidentifier() else re.escape(word)
            found = re.compile(inside or r"\{[{%#]", re.DOTALL).search(page.body, start)
            at = found.end() - len(word) if found and word else found.start() if found else start
            yield page.problem(at, "macro", fault, remedy)


def _block(page: str) -> str:
    return RECORD if links.record_of(page) else PROSE


def _shape(page: str) -> str:
    return f"`{{% call {_block(page)}() %}}`, the text, `{{% endcall %}}`"


RULES: tuple[Callable[[Project], Iterator[Problem]], ...] = (
    prose_resolves,
    drawings_exist,
    links_lead_somewhere,
    sources_are_cited,
    records_have_pages,
    pages_have_records,
    pages_are_in_a_block,
    macros_are_called_rightly,
    pages_are_called_by_slugs,
    citations_are_citations,
    code_is_closed,
)
"""Every rule of this module, in the order of their reading."""
