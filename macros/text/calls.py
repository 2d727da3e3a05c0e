"""How a page calls the macros: what a call may be, and whether a page has any other."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple, get_args

from macros.model import KINDS
from macros.model.vocabulary import Topic
from macros.store.problems import nearest

RECORD, PROSE = "record", "prose"
"""The block around the text of a page: of a record's own page, or of any other."""

MACROS: dict[str, tuple[str, ...]] = {
    RECORD: (),
    PROSE: (),
    "figure": ("slug",),
    "drawing": ("name", "caption"),
    "view": ("name",),
    "comparison": ("left", "right"),
    "doors": (),
    "verdicts": (),
}
"""Every macro that a page may call, with the texts that it needs: what `define_env` registers."""

VIEWS: dict[str, tuple[str, ...]] = {
    "a_to_z": (),
    "ahead": (),
    "bibliography": (),
    "comparisons": (),
    "due": (),
    "evidence_map": (),
    "field_reference": (),
    "form_door": (),
    "glossary": (),
    "kind_index": ("kind",),
    "questions": (),
    "signs": (),
    "spine_map": (),
    "stop_card": (),
    "waits": ("topic",),
    "waits_overview": (),
}
"""Every view that a page may show, with the texts that it needs beside its name."""

CHOICES: dict[str, tuple[str, ...]] = {
    "kind": tuple(kind.name for kind in KINDS.values() if kind.pages == "own"),
    "topic": get_args(Topic),
}
"""What a text may be, where there is a choice."""

TAGS = ("call", "endcall")
"""The template tags that a page needs."""

BLOCK = re.compile(r"\{%\s*call\s+(\w+)\(\)\s*%\}(.*)\{%\s*endcall\s*%\}", re.DOTALL)
"""The block of a page: its macro and its content."""

COMPARISON = re.compile(r"""\{\{\s*comparison\(\s*["']([^"']*)["']\s*,\s*["']([^"']*)["']\s*\)\s*\}\}""")
"""`{{ comparison("acdf", "tlif") }}`: two operations side by side."""

FIGURE = re.compile(r"""\{\{\s*figure\(\s*["']([^"']*)["']\s*\)\s*\}\}""")
"""`{{ figure("donor-170") }}`: a figure of `data/rates/` in a sentence."""

DRAWING = re.compile(r"""\{\{\s*drawing\(\s*["']([^"']*)["']""")
"""`{{ drawing("log-roll-1", "Knees bent") }}`: a drawing with its caption."""

_TEXT = r"""(?:"[^"\\{}]*"|'[^'\\{}]*')"""
PLAIN = re.compile(
    rf"\{{\{{\s*\w+\(\s*(?:(?:\w+\s*=\s*)?{_TEXT}\s*(?:,\s*(?=[\"'\w])|(?=\))))*\)\s*\}}\}}|\{{%\s*(?:call\s+\w+\(\)|endcall)\s*%\}}"
)
"""A call as everybody reads it: patterns find it, where Jinja would also take brackets, joined texts and escapes."""
_NAME = re.compile(r"\w+")
_GIVEN = re.compile(rf"(?:(\w+)\s*=\s*)?({_TEXT})")

BRACES = re.compile(r"\{[{%]|[}%]\}")
"""What opens or closes a template expression or a tag."""


class Fault(NamedTuple):
    """What is wrong with a call."""

    line: int
    """Line of the text, counted from 1."""
    word: str
    """What to look for in that line; empty for its first brace."""
    fault: str
    remedy: str


def are_right(text: str) -> bool:
    """Whether all calls of a page are plain and nothing is wrong with them. Of a page for which this is False, `syntax.faults` says more."""
    plain = not any(BRACES.search(words) or "{#" in words or "#}" in words for words in PLAIN.split(text))
    return plain and _are_right(PLAIN.findall(text))


def _are_right(calls: Sequence[str]) -> bool:
    """Whether plain calls, and the tags among them, are all of a page that nothing is wrong with."""
    tags = [call for call in calls if call.startswith("{%")]
    if tags:
        names = [_NAME.findall(tag) for tag in tags]
        if names not in ([["call", RECORD], ["endcall"]], [["call", PROSE], ["endcall"]]):
            return False
    return all(call.startswith("{%") or _is_right(call) for call in calls)


def _is_right(call: str) -> bool:
    name = _NAME.search(call)
    assert name is not None, "a plain call has a name"
    texts: list[str] = []
    named: dict[str, str] = {}
    for key, text in _GIVEN.findall(call, name.end()):
        if key:
            named[key] = text[1:-1]
        elif named:
            return False
        else:
            texts.append(text[1:-1])
    known = name[0] in MACROS and name[0] not in (RECORD, PROSE)
    return known and not any(faults_of_texts(1, name[0], texts, named))


def faults_of_texts(line: int, name: str, texts: Sequence[str], named: Mapping[str, str]) -> Iterator[Fault]:
    """What is wrong with the texts that a macro is called with: some in their order, then some by their names."""
    needed, said = MACROS[name], name
    if len(texts) > len(needed):
        takes = f"{len(needed) or 'no'} text{'s' * (len(needed) != 1)}"
        yield Fault(line, name, f"`{name}` takes {takes}, not {len(texts)}", f"Write `{_shape(name, needed)}`")
        return
    given = {**named, **dict(zip(needed, texts, strict=False))}
    if name == "view" and "name" in given:
        view = given["name"]
        if view not in VIEWS:
            remedy = f"{nearest(view, VIEWS)}The views are: {', '.join(VIEWS)}"
            yield Fault(line, name, f"there is no view `{view}`", remedy)
            return
        needed, said = (*needed, *VIEWS[view]), f'view("{view}")'
    for key in given:
        if key not in needed:
            yield Fault(line, key, f"`{said}` has no argument `{key}`", f"Write `{_shape(name, needed, given)}`")
    for key in needed:
        if key not in given:
            yield Fault(line, name, f"`{said}` needs `{key}`", f"Write `{_shape(name, needed, given)}`")
        elif key in CHOICES and given[key] not in CHOICES[key]:
            remedy = f"{nearest(given[key], CHOICES[key])}Choose from: {', '.join(CHOICES[key])}"
            yield Fault(line, key, f"`{given[key]}` is not one of the choices", remedy)
    always = [key for key in named if key in MACROS[name]]
    if always and given.keys() == set(needed):
        fault = f"`{always[0]}` is given by its name"
        yield Fault(line, always[0], fault, f"Write `{_shape(name, needed, given)}`")
    for key, text in given.items():
        if key != "caption" and ("'" in text or '"' in text):
            # The patterns that look for records end a text at either sign.
            fault = f"`{text}` is not a slug"
            yield Fault(line, name, fault, "Write lower-case letters, digits and single hyphens")
    if name == "comparison" and len(set(given.values())) < len(given):
        yield Fault(line, name, f"`{given[needed[0]]}` is compared with itself", "Name two operations")


def _shape(name: str, needed: tuple[str, ...], given: Mapping[str, str] | None = None) -> str:
    """How a macro is called: `{{ view("waits", topic="…") }}`."""
    least = len(MACROS[name])
    texts = (f'{"" if i < least else f"{key}="}"{(given or {}).get(key, "…")}"' for i, key in enumerate(needed))
    return f"{{{{ {name}({', '.join(texts)}) }}}}"
