"""What is published, declared for the scripts that read it: `types/published.d.ts`, from the classes of `rules`, `drawings`, `search` and `words`."""

from __future__ import annotations

import inspect
import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints, is_typeddict

from macros.model.vocabulary import (
    Area,
    Body,
    Course,
    Drawing,
    HowSoon,
    Leaves,
    Level,
    Phase,
    Reach,
    Region,
    Subject,
    Today,
    Topic,
    Urgency,
    Who,
)
from macros.plan.client import Asked, Clearance
from macros.plan.planner import Called, Session
from macros.publish.drawings import Drawings
from macros.publish.index import IndexFile, PartsFile, WordsFile
from macros.publish.rules import Edition, Reasons, Rules
from macros.publish.search import Index
from macros.publish.words import Line, Sayings, Words

FILE = Path("types/published.d.ts")
"""Where the declarations are, below the project's folder."""

WORDS: dict[str, Any] = {
    "Area": Area,
    "Asked": Asked,
    "Body": Body,
    "Called": Called,
    "Clearance": Clearance,
    "Course": Course,
    "Drawing": Drawing,
    "HowSoon": HowSoon,
    "Leaves": Leaves,
    "Level": Level,
    "Phase": Phase,
    "Reach": Reach,
    "Region": Region,
    "Session": Session,
    "Subject": Subject,
    "Today": Today,
    "Topic": Topic,
    "Urgency": Urgency,
    "Who": Who,
}
"""The choices of the model that the scripts know by name."""

PLAIN = {str: "string", int: "number", float: "number", bool: "boolean", NoneType: "null"}


def declarations(
    published: Iterable[Any] = (
        Rules,
        Edition,
        Reasons,
        Drawings,
        Index,
        IndexFile,
        WordsFile,
        PartsFile,
        Words,
        Sayings,
        Line,
    ),
) -> str:
    """The text of the file: every word of the model, then every class that the files of JSON are made of.

    Raises ValueError when two of these classes have one name.
    """
    found: dict[str, Any] = {}
    for each in published:
        _gather(each, found)
    head = "// What is published, from the classes of macros/publish/. Written by `python -m macros schema`."
    words = (f"export type {name} = {_union(get_args(choices))}" for name, choices in WORDS.items())
    return "\n".join([head, "", *words, *(f"\n{_interface(each)}" for each in found.values())]) + "\n"


def stale(root: Path) -> list[Path]:
    """The file, if it is missing or outdated."""
    file = root / FILE
    return [] if file.is_file() and file.read_text(encoding="utf-8") == declarations() else [file]


def write(root: Path) -> list[Path]:
    """Brings the file up to date. Returns it if it changed."""
    changed = stale(root)
    for file in changed:
        file.parent.mkdir(exist_ok=True)
        file.write_text(declarations(), encoding="utf-8")
    return changed


def _gather(hint: Any, found: dict[str, Any]) -> None:
    """Adds the classes that a type is made of, the smaller ones first."""
    if is_typeddict(hint):
        for inner in get_type_hints(hint).values():
            _gather(inner, found)
        if found.setdefault(hint.__name__, hint) is not hint:
            raise ValueError(f"two published classes are called {hint.__name__}. Rename one")
    else:
        for inner in get_args(hint):
            _gather(inner, found)


def _interface(each: Any) -> str:
    return "\n".join([*_comment(each), f"export interface {each.__name__} {{", *_fields(get_type_hints(each)), "}"])


def _comment(each: Any) -> Iterator[str]:
    own = vars(each).get("__doc__")  # a class that is written as a call has none
    lines = inspect.cleandoc(own).splitlines() if own else []
    if len(lines) == 1:
        yield f"/** {lines[0]} */"
    elif lines:
        yield "/**"
        yield from (f" * {line}".rstrip() for line in lines)
        yield " */"


def _fields(hints: Mapping[str, Any]) -> Iterator[str]:
    return (f"  {name}: {_type(hint)}" for name, hint in hints.items())


def _type(hint: Any) -> str:
    named = next((name for name, choices in WORDS.items() if choices == hint), None)
    origin, inner = get_origin(hint), get_args(hint)
    if named or is_typeddict(hint):
        return named or str(hint.__name__)
    if origin is Literal:
        return _union(inner)
    if origin in (Union, UnionType):
        return " | ".join(map(_type, inner))
    if origin is list:
        item = _type(inner[0])
        return f"({item})[]" if " | " in item else f"{item}[]"
    if origin is tuple:
        return f"[{', '.join(map(_type, inner))}]"
    if origin is dict:
        return f"Record<{_type(inner[0])}, {_type(inner[1])}>"
    return PLAIN[hint]


def _union(choices: tuple[str, ...]) -> str:
    return " | ".join(map(json.dumps, choices))
