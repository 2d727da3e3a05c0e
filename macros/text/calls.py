"""How a page calls the macros: what a call may be, and what is wrong with one that is not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple, get_args

from jinja2 import Environment, TemplateSyntaxError, nodes

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
_PLAIN = re.compile(
    rf"\{{\{{\s*\w+\(\s*(?:(?:\w+\s*=\s*)?{_TEXT}\s*(?:,\s*(?=[\"'\w])|(?=\))))*\)\s*\}}\}}|\{{%\s*(?:call\s+\w+\(\)|endcall)\s*%\}}"
)
"""A call as everybody reads it: patterns find it, where Jinja would also take brackets, joined texts and escapes."""
_BRACES = re.compile(r"\{[{%]|[}%]\}")
_BLOCK_SHAPE = f"Write `{{% call {PROSE}() %}}`, the text, `{{% endcall %}}`"

_ODD = re.compile(r"\{#|\{\{[-+]|\{%[-+]|[-+]\}\}|[-+]%\}")
_TAG = re.compile(r"\{%[-+]?\s*(\w*)")
_SYNTAX = Environment()
_SHAPE = 'Write `{{ figure("its-id") }}`, with quotes, brackets and both pairs of braces'
_LISTED = f"The macros are: {', '.join(MACROS)}"


class Fault(NamedTuple):
    """What is wrong with a call."""

    line: int
    """Line of the text, counted from 1."""
    word: str
    """What to look for in that line; empty for its first brace."""
    fault: str
    remedy: str


@lru_cache(maxsize=1024)  # the check looks at every page before one is rendered
def parsed(text: str) -> nodes.Template:
    """The syntax tree of a page. Raises TemplateSyntaxError where there is none."""
    return _SYNTAX.parse(text)


def faults(text: str) -> Iterator[Fault]:
    """What is not allowed among the template expressions of a page.

    A page is text, the block around it, and calls of macros with text in quotes. Nothing else is looked up, computed or repeated, so
    nothing that a contributor writes is run.
    """
    plain = not any(_BRACES.search(words) or "{#" in words or "#}" in words for words in _PLAIN.split(text))
    if plain and _are_right("".join(_PLAIN.findall(text))):  # Jinja takes long over the words between them
        return
    for match in _ODD.finditer(text):
        line = text.count("\n", 0, match.start()) + 1
        if match.group() == "{#":
            yield Fault(
                line, "{#", "`{#` opens a template comment", "Delete it. For a name of a heading write `{ #name }`"
            )
        else:
            yield Fault(
                line, match.group(), f"`{match.group()}` eats the space beside it", "Delete the sign beside the brace"
            )
    strange = [match for match in _TAG.finditer(text) if match[1] not in TAGS]
    for match in strange:
        remedy = f"{nearest(match[1], TAGS)}The tags are: {', '.join(TAGS)}"
        yield Fault(
            text.count("\n", 0, match.start()) + 1, match.group(), f"`{match[1]}` is not a template tag", remedy
        )
    if not strange:
        try:
            yield from _faults_of_calls(text) or _not_plain(text)
        except TemplateSyntaxError as error:
            message = (error.message or "").rstrip(".")
            yield Fault(error.lineno, "", f"the template expression cannot be read: {message}", _SHAPE)
        except RecursionError:
            yield Fault(1, "", "the template expression cannot be read: it is nested too deep", _SHAPE)


def _faults_of_calls(text: str) -> list[Fault]:
    """What is wrong with the calls of a text. Raises TemplateSyntaxError or RecursionError for what cannot be read."""
    tree = parsed(text)
    found = [fault for node in tree.body for fault in _faults_of(node)]
    return found + [
        Fault(block.lineno, "call", "a page has one block, and here another opens", "Delete its two tags")
        for block in list(tree.find_all(nodes.CallBlock))[1:]
    ]


@cache
def _are_right(text: str) -> bool:
    try:
        return not _faults_of_calls(text)
    except (TemplateSyntaxError, RecursionError):
        return False


def _not_plain(text: str) -> Iterator[Fault]:
    """The first braces that belong to no call as `_PLAIN` has it: the rules that look for records would pass over it."""
    rest = _PLAIN.sub(lambda match: re.sub(r"[^\n]", " ", match.group()), text)
    if match := _BRACES.search(rest):
        line = text.count("\n", 0, match.start()) + 1
        yield Fault(line, match.group(), f"`{match.group()}` belongs to no call that can be read", _SHAPE)


def _faults_of(node: nodes.Node) -> Iterator[Fault]:
    match node:
        case nodes.Output():
            for part in node.nodes:
                if not isinstance(part, nodes.TemplateData):
                    if _name(part) in (RECORD, PROSE):
                        fault = f"`{_name(part)}` is the block of the page, and no text"
                        yield Fault(part.lineno, _name(part), fault, _BLOCK_SHAPE)
                    else:
                        yield from _faults_of_call(part)
        case nodes.CallBlock():
            if node.args or (_name(node.call) in MACROS and _name(node.call) not in (RECORD, PROSE)):
                fault = "only the block of the page itself is opened with `call`"
                yield Fault(node.lineno, "call", fault, f"Write `{{% call {PROSE}() %}}`")
            else:
                yield from _faults_of_call(node.call)
            for inner in node.body:
                yield from _faults_of(inner)


def _faults_of_call(call: nodes.Node) -> Iterator[Fault]:
    strange = [node.name for node in call.find_all(nodes.Name) if node.name not in MACROS]
    if isinstance(call, nodes.Name) and call.name not in MACROS:
        strange.insert(0, call.name)
    if strange and _name(call) not in MACROS:
        yield Fault(
            call.lineno, strange[0], f"`{strange[0]}` is not a macro", f"{nearest(strange[0], MACROS)}{_LISTED}"
        )
        return
    if not isinstance(call, nodes.Call) or not isinstance(call.node, nodes.Name):
        yield Fault(call.lineno, "", "only a macro can be called here, and by its name", f"{_SHAPE}. {_LISTED}")
        return
    name = call.node.name
    texts = [*call.args, *(keyword.value for keyword in call.kwargs)]
    if (
        call.dyn_args
        or call.dyn_kwargs
        or not all(isinstance(t, nodes.Const) and isinstance(t.value, str) for t in texts)
    ):
        yield Fault(call.lineno, name, f"`{name}` needs its text in quotes, and nothing else", _SHAPE)
        return
    yield from _faults_of_texts(call, name)


def _faults_of_texts(call: nodes.Call, name: str) -> Iterator[Fault]:
    """What is wrong with the texts that a macro is called with."""
    needed, said = MACROS[name], name
    given = {keyword.key: keyword.value.value for keyword in call.kwargs}  # type: ignore[attr-defined]
    positional = [text.value for text in call.args]  # type: ignore[attr-defined]
    if len(positional) > len(needed):
        texts = f"{len(needed) or 'no'} text{'s' * (len(needed) != 1)}"
        yield Fault(
            call.lineno, name, f"`{name}` takes {texts}, not {len(positional)}", f"Write `{_shape(name, needed)}`"
        )
        return
    given |= dict(zip(needed, positional, strict=False))
    if name == "view" and "name" in given:
        view = given["name"]
        if view not in VIEWS:
            remedy = f"{nearest(view, VIEWS)}The views are: {', '.join(VIEWS)}"
            yield Fault(call.lineno, name, f"there is no view `{view}`", remedy)
            return
        needed, said = (*needed, *VIEWS[view]), f'view("{view}")'
    for key in given:
        if key not in needed:
            yield Fault(call.lineno, key, f"`{said}` has no argument `{key}`", f"Write `{_shape(name, needed, given)}`")
    for key in needed:
        if key not in given:
            yield Fault(call.lineno, name, f"`{said}` needs `{key}`", f"Write `{_shape(name, needed, given)}`")
        elif key in CHOICES and given[key] not in CHOICES[key]:
            remedy = f"{nearest(given[key], CHOICES[key])}Choose from: {', '.join(CHOICES[key])}"
            yield Fault(call.lineno, key, f"`{given[key]}` is not one of the choices", remedy)
    named = [keyword.key for keyword in call.kwargs if keyword.key in MACROS[name]]
    if named and given.keys() == set(needed):
        fault = f"`{named[0]}` is given by its name"
        yield Fault(call.lineno, named[0], fault, f"Write `{_shape(name, needed, given)}`")
    for key, text in given.items():
        if key != "caption" and ("'" in text or '"' in text):
            # The patterns that look for records end a text at either sign.
            fault = f"`{text}` is not a slug"
            yield Fault(call.lineno, name, fault, "Write lower-case letters, digits and single hyphens")
    if name == "comparison" and len(set(given.values())) < len(given):
        yield Fault(call.lineno, name, f"`{given[needed[0]]}` is compared with itself", "Name two operations")


def _shape(name: str, needed: tuple[str, ...], given: dict[str, str] | None = None) -> str:
    """How a macro is called: `{{ view("waits", topic="…") }}`."""
    least = len(MACROS[name])
    texts = (f'{"" if i < least else f"{key}="}"{(given or {}).get(key, "…")}"' for i, key in enumerate(needed))
    return f"{{{{ {name}({', '.join(texts)}) }}}}"


def _name(call: nodes.Node) -> str:
    """The name that is called; empty for anything else."""
    return call.node.name if isinstance(call, nodes.Call) and isinstance(call.node, nodes.Name) else ""
