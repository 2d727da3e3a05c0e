"""What Jinja makes of the calls on a page, and what is wrong with them. Told in the words of who writes pages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from jinja2 import Environment, TemplateSyntaxError, nodes

from macros.store.problems import nearest
from macros.text.calls import BRACES, MACROS, PLAIN, PROSE, RECORD, TAGS, Fault, are_right, faults_of_texts

_BLOCK_SHAPE = f"Write `{{% call {PROSE}() %}}`, the text, `{{% endcall %}}`"
_SHAPE = 'Write `{{ figure("its-id") }}`, with quotes, brackets and both pairs of braces'
_LISTED = f"The macros are: {', '.join(MACROS)}"

_ODD = re.compile(r"\{#|\{\{[-+]|\{%[-+]|[-+]\}\}|[-+]%\}")
_TAG = re.compile(r"\{%[-+]?\s*(\w*)")
_SYNTAX = Environment()


@lru_cache(maxsize=1024)  # the check looks at every page before one is rendered
def parsed(text: str) -> nodes.Template:
    """The syntax tree of a page. Raises TemplateSyntaxError where there is none."""
    return _SYNTAX.parse(text)


def faults(text: str) -> Iterator[Fault]:
    """What is not allowed among the template expressions of a page.

    A page is text, the block around it, and calls of macros with text in quotes. Nothing else is looked up, computed or repeated, so
    nothing that a contributor writes is run.
    """
    if are_right(text):
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
            yield _unread(text, error)
        except RecursionError:
            yield Fault(1, "", "the template expression cannot be read: it is nested too deep", _SHAPE)


def _unread(text: str, error: TemplateSyntaxError) -> Fault:
    """Why Jinja cannot read a text, where the remedy is another than to look at the call again."""
    message = (error.message or "").rstrip(".")
    if message.startswith("Unexpected end of template") and (opened := re.search(r"\{%\s*call\b", text)):
        line = text.count("\n", 0, opened.start()) + 1
        return Fault(
            line, "call", "the block is opened and not closed", "Write `{% endcall %}` on a line below the text"
        )
    if curly := re.match("unexpected char '([“”„‘’])'", message):
        return Fault(error.lineno, curly[1], f"`{curly[1]}` is no quote of a call", """Write a straight one, `"`""")
    return Fault(error.lineno, "", f"the template expression cannot be read: {message}", _SHAPE)


def _faults_of_calls(text: str) -> list[Fault]:
    """What is wrong with the calls of a text. Raises TemplateSyntaxError or RecursionError for what cannot be read."""
    tree = parsed(text)
    found = [fault for node in tree.body for fault in _faults_of(node)]
    return found + [
        Fault(block.lineno, "call", "a page has one block, and here another opens", "Delete its two tags")
        for block in list(tree.find_all(nodes.CallBlock))[1:]
    ]


def _not_plain(text: str) -> Iterator[Fault]:
    """The first braces that belong to no call as `PLAIN` has it: the rules that look for records would pass over it."""
    rest = PLAIN.sub(lambda match: re.sub(r"[^\n]", " ", match.group()), text)
    if match := BRACES.search(rest):
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
    named = {keyword.key: keyword.value.value for keyword in call.kwargs}  # type: ignore[attr-defined]
    yield from faults_of_texts(call.lineno, name, [text.value for text in call.args], named)  # type: ignore[attr-defined]


def _name(call: nodes.Node) -> str:
    """The name that is called; empty for anything else."""
    return call.node.name if isinstance(call, nodes.Call) and isinstance(call.node, nodes.Name) else ""
