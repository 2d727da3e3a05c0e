"""The field reference: every kind's fields with the help text of the model."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, get_args

from macros.model import KINDS
from macros.model.base import Part
from macros.model.text import Claim, Ref


@dataclass(frozen=True)
class Field:
    """One field as a contributor sees it."""

    name: str
    """The name, with the names of the groups it is in: `rules.when.weeks`."""
    required: bool
    type: str
    """Its type, in words."""
    help: str
    """What belongs in it."""


def reference(kind: str) -> list[Field]:
    """Every field of a kind, groups followed by their parts."""
    return list(_fields(KINDS[kind].model, ""))


def _fields(model: type[Part], prefix: str) -> Iterator[Field]:
    for name, info in model.model_fields.items():
        if name == "id" and not prefix:  # the name of the file
            continue
        full = f"{prefix}{info.alias or name}"
        yield Field(full, info.is_required(), _words(info.annotation), info.description or "")
        if (part := _part(info.annotation)) is not None:
            yield from _fields(part, f"{full}.")


def _part(annotation: Any) -> type[Part] | None:
    if isinstance(annotation, type) and issubclass(annotation, Part):
        return annotation
    return next((part for argument in get_args(annotation) if (part := _part(argument))), None)


def _words(annotation: Any) -> str:
    arguments = [a for a in get_args(annotation) if a not in (type(None), ...)]
    if "Literal" in str(annotation) and arguments and all(isinstance(a, str) for a in arguments):
        return "one of " + ", ".join(f"`{a}`" for a in arguments)
    if getattr(annotation, "__origin__", None) is tuple:
        return f"list: {_words(arguments[0])}"
    if arguments:
        return _words(arguments[0])
    if isinstance(annotation, type) and issubclass(annotation, Ref):
        return f"slug of a {KINDS[annotation.kind].singular}" if annotation.kind else "slug of any record with a page"
    if isinstance(annotation, type) and issubclass(annotation, Claim):
        return "claim"
    if isinstance(annotation, type) and issubclass(annotation, Part):
        return "group"
    names = {
        "Text": "text",
        "float": "number",
        "int": "whole number",
        "bool": "true or false",
        "date": "date",
    }
    return names.get(annotation.__name__, re.sub(r"(?<!^)(?=[A-Z])", " ", annotation.__name__).lower())
