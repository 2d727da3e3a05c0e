"""The rules of marks that nobody finished: what a page or a text shows as it stands, though its author meant more by it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from macros.check.kept import alone
from macros.check.said import CITED
from macros.model.text import CITATION, RECORD_LINK, SLUG
from macros.store.problems import Problem
from macros.store.project import Project
from macros.text import links
from macros.text.calls import BLOCK

_OPENED = re.compile(rf"\[(?:@(?![^\[\]\0]*\])|\[(?![^\[\]\0]*\]\])|(?P<slug>{SLUG.pattern})(?=[;\]])(?!\][\](:\[]))")
"""What opens and does not close, and a name in a bracket without the other mark."""
_NAMED = re.compile(rf"@(?<!\[@)(?<![\w.]@)(?P<slug>{SLUG.pattern})")
"""A name that no bracket opens. A pattern of its own: `re` skips to a sign that opens all there is to find, and so is soon through a text."""
_WHOLE = re.compile(rf"{CITATION.pattern}|{RECORD_LINK.pattern}")
_LINK = "Write `[[slug]]`, or `[[slug|words]]`"
_TITLE = re.compile(r"^ {0,3}#(?=[ \t]+\S)", re.MULTILINE)
_UNDERLINED = re.compile(r"^(?! {4}).*\S.*\n {0,3}(?!={7}$)=+[ \t]*$", re.MULTILINE)
"""A title as Markdown has it too. Seven signs are what a merge leaves, which is told where the file is read."""

Fault = tuple[int, str, str, str]
"""Where it starts, what it was to be, what is wrong, and what to do."""


def _half_written(project: Project, text: str) -> Iterator[Fault]:
    for match in (*_OPENED.finditer(text), *_NAMED.finditer(text)):
        slug, opened = match["slug"], match.re is _OPENED
        if not opened and text[: match.start()].rstrip().endswith(";"):
            continue  # the second source of a citation
        if slug is None:
            kind, remedy = ("citation", CITED) if match.group() == "[@" else ("link", _LINK)
            yield match.start(), kind, f"a {kind} is opened and not closed", remedy
        elif slug in project.ids("sources"):
            fault = f"the source `{slug}` is named without the marks of a citation"
            yield match.start(), "citation", fault, f"Write `[@{slug}]`"
        elif opened and "-" in slug and slug in project.ids(""):
            fault = f"the record `{slug}` is named without the marks of a link"
            yield match.start(), "link", fault, f"Write `[[{slug}]]`"
    if text.count("]]") > text.count("[["):
        rest = _WHOLE.sub(lambda match: " " * len(match.group()), text)
        if (start := rest.find("]]")) >= 0:
            yield start, "link", "a link is closed and not opened", _LINK


@alone
def marks_of_pages_are_whole(project: Project) -> Iterator[Problem]:
    """Every citation and every link of a page is opened and closed, and no source or record is named in half of its marks."""
    for page in project.pages.values():
        for start, field, fault, remedy in _half_written(project, page.prose):
            yield page.problem(start, field, fault, remedy)


@alone
def marks_of_data_are_whole(project: Project) -> Iterator[Problem]:
    """The same holds for every text of the data."""
    for document in project.documents:
        if any(_half_written(project, document.text)):
            for path, text in document.leaves_of(str):
                for _, _, fault, remedy in _half_written(project, text):
                    yield document.problem(path, fault, remedy)


_EMPTY = re.compile(r"\n[ \t]*\n")
_FOOTNOTE = re.compile(r"\[\^[^\]\n]*\]")


@alone
def markdown_is_whole(project: Project) -> Iterator[Problem]:
    """Bold that opens in a paragraph closes in it, and there are no footnotes, or readers would see the marks."""
    for page in project.pages.values():
        for match in _FOOTNOTE.finditer(page.prose):
            fault = "a page has no footnotes, so this is plain text"
            yield page.problem(
                match.start(), "footnote", fault, "Write a citation, `[@source-id]`, or say it in the text"
            )
        start = 0
        for paragraph in _EMPTY.split(page.prose) if "**" in page.prose else ():
            if paragraph.count("**") % 2:
                at = page.prose.index(paragraph, start) + paragraph.rindex("**")
                yield page.problem(
                    at, "bold", "bold is opened and not closed", "Close it with `**` in the same paragraph"
                )
            start += len(paragraph)


@alone
def pages_have_one_title(project: Project) -> Iterator[Problem]:
    """A page has one heading of the first level. That of a record's page is the record's name, and comes from the data."""
    for page in project.pages.values():
        prose = page.prose
        titles = list(_TITLE.finditer(prose))
        if "\n=" in prose:  # hardly any page, and the pattern takes long
            titles = sorted((*titles, *_UNDERLINED.finditer(prose)), key=re.Match.start)
        own = links.record_of(page.path) is None
        if own and not titles and "title" not in page.meta and (block := BLOCK.search(prose)):
            yield page.problem(
                block.start(2), "heading", "the page has no title", "Open its text with one: `# Its title`"
            )
        for match in titles[1:] if own else titles:
            fault = "the page has another title, and so this heading is too big"
            yield page.problem(match.start(), "heading", fault, "Open it with `## `")


RULES: tuple[Callable[[Project], Iterator[Problem]], ...] = (
    marks_of_pages_are_whole,
    marks_of_data_are_whole,
    markdown_is_whole,
    pages_have_one_title,
)
"""Every rule of this module, in the order of their reading."""
