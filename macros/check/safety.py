"""What a contributor writes is text: what could run, load or pose as something else on a page is refused, one function a rule.

The pages allow a little HTML and Markdown's attributes; data allow neither. `publish.walls` looks again at what was built.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator

from macros.check.kept import alone
from macros.model.text import CITATION, RECORD_LINK, SLUG
from macros.store.page import Page
from macros.store.problems import Problem
from macros.store.project import PICTURES, Project

OURS = ("data-sh-filter", "data-sh-search")
"""The attributes by which our own scripts know an element."""

ATTRIBUTES = ("class", "id", "markdown", "hidden", "open", "lang", "href", *OURS)
"""The attributes that HTML of a page may have."""

TAGS = ("a", "br", "details", "div", "em", "kbd", "p", "small", "span", "strong", "sub", "summary", "sup")
"""The HTML elements that a page may have."""

_SCHEMES = ("https", "http", "mailto")
_TAG_START = re.compile(r"<(?=[a-zA-Z/!?])")
_TAG = re.compile(
    r"<(?P<end>/?)(?P<name>[a-zA-Z][a-zA-Z0-9:_-]*)(?P<said>(?:\s+[^\s<>\"'=]+(?:\s*=\s*(?:\"[^\"<>]*\"|'[^'<>]*'|[^\s\"'<>`=]+))?)*)\s*/?>"
)
_SAID = re.compile(r"([^\s<>\"'=/]+)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'<>`=]+)))?")
_AUTOLINK = re.compile(r"<https?://[^\s<>\"'`{}]+>")
_CALL = re.compile(r"\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)
_BRACE = re.compile(r"\{(?P<inside>[^{}\n]*)\}?")
_NAMED = re.compile(r"""([^\s=]+)(?:=(?:"[^"]*"|'[^']*'|\S*))?""")
_ENTITY = re.compile(r"&(?:#\w+|[a-zA-Z]\w*);?")
_LINK = re.compile(r"\]\(|^[ ]{0,3}\[[^\]\n]*\]:", re.MULTILINE)
_PICTURE = re.compile(r"!\[(?P<words>(?:[^\[\]]|\[[^\[\]]*\])*)\](?P<open>\()?")


@alone
def html_is_harmless(project: Project) -> Iterator[Problem]:
    """HTML in a page is a few elements with a few attributes, none of which runs or loads anything."""
    for page in project.pages.values():
        faults = list(_html(page.body))
        for start, fault, remedy in faults or _unclosed(page.prose):
            yield page.problem(start, "HTML", fault, remedy)
        # A link to the page itself becomes its words alone, and so could close up what stands around it.
        joined = RECORD_LINK.sub(lambda m: m.group(2) or "", CITATION.sub("", page.body))
        if not faults and (found := next(_html(joined), None)):
            match = re.search(r"<\s*/?\s*\[", page.body)
            yield page.problem(
                match.start() if match else 0, "HTML", f"a link or a citation hides this: {found[1]}", found[2]
            )


def _html(text: str) -> Iterator[tuple[int, str, str]]:
    for start in _TAG_START.finditer(text):
        at = start.start()
        if _AUTOLINK.match(text, at):
            continue
        match = _TAG.match(text, at)
        name = re.compile(r"<[/!?]?[a-zA-Z0-9:_-]*").match(text, at)
        shown = match["name"] if match else (name.group() if name else "<").lstrip("</")
        if shown.lower() not in TAGS:
            what = f"`<{shown}>`" if shown and shown[0].isalpha() else f"`<{text[at + 1]}`"
            remedy = f"Write it in Markdown, or `&lt;` for the sign itself. The elements are: {', '.join(TAGS)}"
            yield at, f"{what} is not for pages", remedy
        elif match is None:
            yield (
                at,
                f"`<{shown}>` does not end, or has something odd in it",
                'Write `<p class="sh-lead">`, with double quotes',
            )
        else:
            for said in _SAID.finditer(match["said"]):
                yield from ((match.start("said") + said.start(), *found) for found in _attribute(said))


def _unclosed(text: str) -> Iterator[tuple[int, str, str]]:
    """The first element of a text that is opened and not closed, or closed and not open."""
    opened: list[re.Match[str]] = []
    for match in _TAG.finditer(text):
        name = match["name"].lower()
        if name == "br":
            continue
        if not match["end"]:
            opened.append(match)
        elif opened and opened[-1]["name"].lower() == name:
            opened.pop()
        else:
            yield match.start(), f"`</{name}>` closes what is not open", "Delete it, or open it before"
            return
    if opened:
        name = opened[-1]["name"]
        yield opened[-1].start(), f"`<{name}>` is not closed", f"Close it with `</{name}>`"


def _attribute(said: re.Match[str]) -> Iterator[tuple[str, str]]:
    """What is wrong with an attribute of an element."""
    name = said[1].lower()
    value = next((text for text in said.groups()[1:] if text is not None), "")
    if name not in ATTRIBUTES:
        yield f"the attribute `{said[1]}` is not for pages", f"Delete it. The attributes are: {', '.join(ATTRIBUTES)}"
    elif entity := _ENTITY.search(value):
        yield f"`{entity.group()}` hides a character in an attribute", "Write the character itself"
    elif name == "href":
        yield from _address(value)
    else:
        yield from _name(name, value)


def _name(name: str, value: str) -> Iterator[tuple[str, str]]:
    if name == "id" and not SLUG.fullmatch(value):
        yield f"`{value}` is no name for a place on a page", "Write lower-case letters, digits and single hyphens"
    for word in value.split() if name == "class" else ():
        if not re.fullmatch(r"sh-[a-z0-9_-]+", word):
            yield f"`{word}` is not a class of ours", "Delete it, or name one that starts with `sh-`"


@alone
def attributes_are_harmless(project: Project) -> Iterator[Problem]:
    """Braces in a page hold a name or a class of ours, and never another attribute."""
    for page in project.pages.values():
        text = _CALL.sub(lambda m: re.sub(r"[{}]", " ", m.group()), page.body)
        for match in _BRACE.finditer(text):
            for said in _NAMED.finditer(match["inside"].removeprefix(":")):
                word = said[1]
                if word.startswith("#"):
                    found = list(_name("id", said.group()[1:]))
                elif word.startswith("."):
                    found = list(_name("class", said.group()[1:]))
                elif word in OURS:
                    found = []
                else:
                    remedy = "Delete the braces, or write `{ #name }` for a name of this place"
                    found = [(f"the attribute `{word}` is not for pages", remedy)]
                if found:
                    yield page.problem(match.start(), "attribute", *found[0])
                    break


@alone
def links_are_harmless(project: Project) -> Iterator[Problem]:
    """A link leads to a page or to a web address, and a picture is the site's own."""
    for page in project.pages.values():
        text = page.body
        for match in _LINK.finditer(text):
            for fault, remedy in _address(_target(text, match.end())):
                yield page.problem(match.start() + (match.group() == "](") * 1, "link", fault, remedy)
        for match in _PICTURE.finditer(text):
            yield from _picture(page, match)
        for match in re.finditer(r"!\[", text):
            if not _PICTURE.match(text, match.start()):
                yield page.problem(
                    match.start(), "picture", "the picture cannot be read", "Write `![what it shows](file.png)`"
                )


def _target(text: str, start: int) -> str:
    """What a link that opens at `start` leads to, generously: up to the line's end, without what a browser passes over."""
    return text[start : start + 300].lstrip(" \t\n<").partition("\n")[0]


def _address(target: str) -> Iterator[tuple[str, str]]:
    """What is wrong with where a link leads."""
    first = re.split(r"[\s)>]", target, maxsplit=1)[0]
    if (entity := _ENTITY.search(first)) and entity.group().endswith(";"):
        yield f"`{entity.group()}` hides a character in an address", "Write the character itself"
        return
    bare = re.sub(r"[\x00-\x20\\]", "", html.unescape(target))
    scheme = re.match(r"([a-zA-Z][a-zA-Z0-9+.-]*):", bare)
    if bare.startswith(("//", "/")):
        lead = "//" if bare.startswith("//") else "/"
        yield (
            f"the link leads to `{lead}`",
            "Write `https://…` for another site, or the path of a page from here: `../signs.md`",
        )
    elif scheme and scheme[1].lower() not in _SCHEMES:
        yield (
            f"the link leads to `{scheme[1].lower()}:`",
            f"Write one of {', '.join(f'`{s}:`' for s in _SCHEMES)}, or the path of a page",
        )


def _picture(page: Page, match: re.Match[str]) -> Iterator[Problem]:
    if match["open"] is None:
        fault = "a picture names its address somewhere else"
        yield page.problem(
            match.start(),
            "picture",
            fault,
            "Write it here: `![what it shows](file.png)`, its address in round brackets",
        )
        return
    target = re.split(r"[\s)>]", _target(page.body, match.end()), maxsplit=1)[0]
    if re.match(r"[a-zA-Z][a-zA-Z0-9+.-]*:|[/\\]", target):
        yield page.problem(
            match.start(),
            "picture",
            "the picture comes from elsewhere",
            "Put the file beside the page, if its license allows",
        )
    elif not target.lower().endswith(tuple(PICTURES)):
        yield page.problem(
            match.start(),
            "picture",
            f"`{target}` is not a picture",
            f"Show one of: {', '.join(sorted(PICTURES))}",
        )


RULES: tuple[Callable[[Project], Iterator[Problem]], ...] = (
    html_is_harmless,
    attributes_are_harmless,
    links_are_harmless,
)
"""Every rule of this module, in the order of their reading."""
