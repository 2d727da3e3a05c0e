"""The template environment of the pages: our macros and nothing else."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from jinja2 import StrictUndefined, Template, TemplateSyntaxError
from jinja2.ext import Extension
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment

from macros.text.calls import MACROS, faults


class _Sealed(Template):
    """A page as a template. What a builder hands it, such as its configuration or the front matter, stays outside."""

    def new_context(self, *_: Any, **__: Any) -> Context:
        """The context of a page: the macros alone."""
        return super().new_context({})


class _Checked(Extension):
    """Renders nothing that the check would refuse, though the check may not have run."""

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:
        """The text as it is. Raises TemplateSyntaxError for the first fault in it."""
        for fault in faults(source):
            raise TemplateSyntaxError(f"{fault.fault}. {fault.remedy}", fault.line, name, filename)
        return source


class Pages(ImmutableSandboxedEnvironment):
    """Renders pages that anyone may have written.

    They call macros by name, with text. No variable, filter, test, attribute or other template is there to be reached.
    """

    template_class = _Sealed

    def __init__(self, macros: Mapping[str, Callable[..., str]]) -> None:
        """Takes functions by name, of which only `MACROS` are kept. Raises KeyError when one of those is missing."""
        super().__init__(undefined=StrictUndefined, extensions=[_Checked])
        self.globals = {name: macros[name] for name in MACROS}
        self.filters = {}
        self.tests = {}

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:  # noqa: ARG002
        """No attribute is."""
        return False

    def is_safe_callable(self, obj: Any) -> bool:
        """Our macros are."""
        return any(obj is macro for macro in self.globals.values())
