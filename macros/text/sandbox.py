"""The template environment of the pages: our macros and nothing else."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from jinja2 import Environment, TemplateSyntaxError, nodes
from jinja2.exceptions import SecurityError

from macros.text.calls import MACROS
from macros.text.syntax import faults, parsed


class Pages(Environment):
    """Renders pages that anyone may have written, in the place of a builder's template environment.

    A page is text and calls of macros by name, with text. That is read off its syntax tree; Jinja compiles and runs nothing.
    """

    def __init__(self, macros: Mapping[str, Callable[..., str]]) -> None:
        """Takes functions by name, of which only `MACROS` are kept. Raises KeyError when one of those is missing."""
        super().__init__()
        self.macros = {name: macros[name] for name in MACROS}
        self.failed: Exception | None = None
        """Why the last page could not be rendered: the builder puts that into the page's place, or ends at once."""

    def from_string(self, source: str) -> _Page:  # type: ignore[override]
        """The page as a template, though the check may not have run. Raises TemplateSyntaxError for its first fault."""
        self.failed = None
        for fault in faults(source):
            self.failed = TemplateSyntaxError(f"{fault.fault}. {fault.remedy}", fault.line)
            raise self.failed
        return _Page(parsed(source).body, self)


class _Page:
    def __init__(self, body: list[nodes.Node], pages: Pages) -> None:
        self._body, self._pages = body, pages

    def render(self, **_: Any) -> str:
        """The text with its macros called. What a builder hands over, such as its configuration or the front matter, stays outside.

        Raises SecurityError for anything that is neither text nor a call.
        """
        try:
            return self._text(self._body)
        except Exception as error:
            self._pages.failed = error
            raise

    def _text(self, body: list[nodes.Node]) -> str:
        return "".join(part for node in body for part in self._parts(node))

    def _parts(self, node: nodes.Node) -> Iterator[str]:
        match node:
            case nodes.TemplateData():
                yield node.data
            case nodes.Output():
                for part in node.nodes:
                    yield from self._parts(part)
            case nodes.Call():
                yield self._called(node)
            case nodes.CallBlock(args=[]):
                yield self._called(node.call, caller=lambda: self._text(node.body))
            case _:
                raise SecurityError(f"{type(node).__name__} is not for a page")

    def _called(self, call: nodes.Call, **more: Callable[[], str]) -> str:
        match call:
            case nodes.Call(node=nodes.Name(name=name), args=args, kwargs=named, dyn_args=None, dyn_kwargs=None) if (
                name in self._pages.macros
            ):
                texts = [_plain(text) for text in args]
                return str(self._pages.macros[name](*texts, **{text.key: _plain(text.value) for text in named}, **more))
        raise SecurityError("a page calls macros by their names")


def _plain(text: nodes.Node) -> str:
    match text:
        case nodes.Const(value=str(value)):
            return value
    raise SecurityError("a macro is called with texts")
