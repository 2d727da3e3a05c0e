"""YAML files to records, with the place of every value kept for messages."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property, partial
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import ValidationError

from macros.model import KINDS, Kind
from macros.model.base import FieldPath, Record, ReversedRangeError, walk
from macros.model.text import SLUG, Query, Ref, YesNo, slug_of
from macros.store.files import Kept, bytes_of, inside, linked, text_of
from macros.store.library import references
from macros.store.problems import MOST, Exchange, Problem, Swap, certain, few, field_name, nearest, shown
from macros.store.values import nodes_of, values_of

V = TypeVar("V")


@dataclass(frozen=True, eq=False)
class Document:
    """A record with the file it came from. `record` is missing where the file has problems."""

    kind: Kind
    id: str
    path: str
    """The file, relative to the project."""
    source: str | None = field(repr=False)
    """What the file says, where that is YAML."""
    record: Record | None = field(repr=False)

    @cached_property
    def root(self) -> yaml.Node | None:
        """The nodes of the file, for the places of its values. They are made only for one that has a problem: they take much room."""
        return None if self.source is None else nodes_of(self.source)

    @property
    def live(self) -> bool:
        """Whether its record could be read and is not retired."""
        return self.record is not None and self.record.live

    @cached_property
    def leaves(self) -> tuple[tuple[FieldPath, Any], ...]:
        """Every single value of its record, with its path there."""
        return tuple(walk(self.record)) if self.record is not None else ()

    @cached_property
    def _leaves_by_type(self) -> dict[type, list[tuple[FieldPath, Any]]]:
        found: dict[type, list[tuple[FieldPath, Any]]] = {}
        for leaf in self.leaves:
            found.setdefault(type(leaf[1]), []).append(leaf)
        return found

    def leaves_of(self, type_: type[V]) -> Iterator[tuple[FieldPath, V]]:
        """Every single value of a type, with its path."""
        for exact, leaves in self._leaves_by_type.items():
            if issubclass(exact, type_):
                yield from leaves

    @cached_property
    def text(self) -> str:
        """Every text of its record, so that a rule can see at once when it has nothing to find there. Between them is U+0000, which none has."""
        return "\0".join([value for _, value in self.leaves_of(str)])

    @property
    def references(self) -> Iterator[tuple[FieldPath, str, str]]:
        """Kind and slug of everything that its record refers to, each with its path; an empty kind means any that a reader can open."""
        return ((path, *found) for path, value in self.leaves_of(str) for found in references(value))

    @cached_property
    def targets(self) -> frozenset[tuple[str, str]]:
        """Kind and slug of everything that its record refers to: found in the whole text at once, as most rules ask for no places."""
        return frozenset([*((ref.kind, ref) for _, ref in self.leaves_of(Ref)), *references(self.text)])

    @cached_property
    def cites(self) -> frozenset[str]:
        """The sources that its record refers to."""
        return frozenset([slug for kind, slug in self.targets if kind == "sources"])

    @property
    def said(self) -> tuple[tuple[FieldPath, str], ...]:
        """All that its record says, but for its review and its slugs of old."""
        return tuple([(path, str(value)) for path, value in self.leaves if path[0] not in ("review", "was")])

    @cached_property
    def values(self) -> str:
        """The same, without the fields that the values are in."""
        return "\0".join([str(value) for path, value in self.leaves if path[0] not in ("review", "was")])

    def forget(self) -> None:
        """Forgets what was found in it. Whatever is asked again is found again."""
        for name in vars(self).keys() - self.__dataclass_fields__.keys():
            del vars(self)[name]

    def problem(self, path: FieldPath, fault: str, remedy: str, mend: Swap | Exchange | None = None) -> Problem:
        """A problem at the value that `path` leads to, or at the nearest place above it."""
        return Problem(self.path, *place_of(self.root, path), field_name(path), fault, remedy, mend)


def load(root: Path) -> tuple[list[Document], list[Problem]]:
    """Every record below `root/data`, and every problem met on the way. A file that is the same as at the last call is not read again."""
    _kept.begin(root)
    documents: list[Document] = []
    problems: list[Problem] = []
    place = root / "data"
    for folder in inside(place) if place.is_dir() else ():
        if folder.name == "schema" or folder.name.startswith("."):
            continue
        kind = KINDS.get(folder.name)
        if kind is None or not (place / folder.name).is_dir():
            remedy = f"{nearest(folder.name, KINDS)}Records belong in data/KIND/. The kinds are: {', '.join(KINDS)}"
            problems.append(_misplaced(f"data/{folder.name}", remedy))
            continue
        here = not linked(f"data/{kind.name}", root)
        for file in inside(folder.path):
            if not file.name.startswith("."):
                document, found = _kept.of(file, partial(_document, file, kind, root, here))
                documents.extend(document)
                problems.extend(found)
    return documents, problems


_kept: Kept[tuple[tuple[Document, ...], list[Problem]]] = Kept()


def _document(file: os.DirEntry[str], kind: Kind, root: Path, here: bool) -> tuple[tuple[Document, ...], list[Problem]]:
    """The record of a file, unless its name says that it is none, and what is wrong with it. `here`: no link leads to its folder."""
    slug, path = file.name.removesuffix(".yaml"), f"data/{kind.name}/{file.name}"
    if file.is_dir(follow_symlinks=False):
        return (), [_misplaced(path, f"Records lie in data/{kind.name}/ itself. Move them there")]
    if slug == file.name or not SLUG.fullmatch(slug):
        meant = slug_of(file.name.partition(".")[0])
        such = f": `{meant}.yaml`" if meant else ""
        found = [_misplaced(path, f"Name the file SLUG.yaml, in lower-case letters, digits and single hyphens{such}")]
        # Who names the record is not at fault.
        return ((Document(kind, meant, path, None, None),) if meant else ()), found
    if not Path(file.path).is_file():
        return (), [_misplaced(path, "Put a plain file here")]
    data, found = bytes_of(path, root, entry=file if here else None)
    if found:
        return (Document(kind, slug, path, None, None),), found
    document, found = read(data, kind, slug, path)
    return (document,), found


def read(data: bytes, kind: Kind, slug: str, path: str) -> tuple[Document, list[Problem]]:
    """The record in the bytes of a file, and what is wrong with it."""
    text, broken = text_of(data, path)
    if broken:
        return Document(kind, slug, path, None, None), broken
    values, problems = values_of(text, path)
    if values is None and problems:
        return Document(kind, slug, path, None, None), problems
    document = Document(kind, slug, path, text, None)
    if not isinstance(values, dict):
        return document, [
            document.problem(
                (), "the file has no fields", f"Write `field: value` lines; see data/schema/{kind.name}.json"
            )
        ]
    if "id" in values:
        problems.append(document.problem(("id",), "the file's name is the id", "Delete this line"))
    try:
        record = kind.model.model_validate(values | {"id": slug})
    except ValidationError as error:
        known = {problem.field for problem in problems}
        found = error.errors(include_url=False)
        explained = explain(found[:MOST], kind.model, document.problem, f"see data/schema/{kind.name}.json")
        problems.extend(few((p for p in explained if p.field not in known), len(found)))
        return document, problems
    if problems:
        return document, problems
    return Document(kind, slug, path, text, record), []


def _misplaced(path: str, remedy: str) -> Problem:
    return Problem(shown(path), 1, 1, "file", "this is not a record or a folder of records", remedy)


def place_of(root: yaml.Node | None, path: FieldPath) -> tuple[int, int]:
    """Line and column, counted from 1, of the value at `path`; for a missing value, of what it is missing from."""
    node, mark = root, root.start_mark if root else None
    for step in path:
        if isinstance(node, yaml.MappingNode):
            found = next(((k, v) for k, v in node.value if k.value == step), None)
            if found is None:
                break
            mark, node = (found[0] if isinstance(found[1], yaml.CollectionNode) else found[1]).start_mark, found[1]
        elif isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
            node = node.value[step]
            mark = node.start_mark
        else:
            break
    return (mark.line + 1, mark.column + 1) if mark else (1, 1)


_BOUNDS = {
    "greater_than": "more than {}",
    "greater_than_equal": "{} or more",
    "less_than": "less than {}",
    "less_than_equal": "{} at most",
}
"""What Pydantic says of a number that is out of its bounds, and what there may be."""


def _merged(errors: Sequence[Any]) -> list[Any]:
    """Pydantic's errors, those of a choice from several lists as one."""
    found: dict[tuple[Any, ...], Any] = {}
    for item in errors:
        path = tuple(step for step in item["loc"] if not str(step).startswith("literal["))
        if path != item["loc"] and (known := found.get(path)):
            known["ctx"] = {"expected": f"{known['ctx']['expected']}, {item['ctx']['expected']}"}
        else:
            found[(*path, len(found)) if path in found else path] = item | {"loc": path}
    return list(found.values())


def explain(errors: Sequence[Any], model: Any, problem: Callable[..., Problem], see: str) -> Iterator[Problem]:
    """Pydantic's errors in the words of a contributor. `problem` makes one at a path; `see` says where the form of a value is told."""
    errors = _merged(errors)
    for item in errors:
        path, kind, context = item["loc"], item["type"], item.get("ctx", {})
        given = item["input"]
        mend: Swap | Exchange | None = None
        # A list whose items are at fault is not too short as well.
        if kind == "too_short" and any(other["loc"][: len(path)] == path for other in errors if other is not item):
            continue
        if kind == "missing":
            fault, remedy = "the field is missing", "Add it"
        elif kind == "extra_forbidden":
            fields = _fields_at(model, path[:-1])
            mend = certain(str(path[-1]), fields, closed=True)
            fault, remedy = (
                f"`{path[-1]}` is not a field here",
                f"{nearest(str(path[-1]), fields)}The fields are: {', '.join(fields)}",
            )
        elif kind == "string_type":
            fault, remedy = (
                f"must be text, not {_named(given)}",
                "Put it in quotes" if isinstance(given, (int, float)) else "Write one piece of text",
            )
            mend = Swap(_bare(given), f'"{_bare(given)}"') if isinstance(given, (int, float)) else None
        elif kind in ("float_type", "int_type", "bool_type", "finite_number", "int_from_float"):
            wanted = {"b": "true or false", "i": "a whole number"}.get(kind[0], "a number")
            digits = f"Write {wanted} as plain digits, such as {'2012' if kind[0] == 'i' else '24.5'}"
            fault, remedy = (
                f"must be {wanted}, not {_named(given)}",
                digits if kind != "bool_type" else "Write true or false, without quotes",
            )
        elif kind == "tuple_type":
            fault, remedy = f"must be a list, not {_named(given)}", "Write one `- item` on each line"
        elif kind in ("model_type", "model_attributes_type"):
            fields = _fields_at(model, path)
            remedy = f"Write `field: value` lines below it. The fields are: {', '.join(fields)}"
            fault = f"must be a group of fields, not {_named(given)}"
        elif kind == "literal_error":
            choices = re.findall(r"'([^']*)'", context["expected"])
            mend = certain(str(given), choices, closed=True)
            fault, remedy = (
                f"`{given}` is not one of the choices",
                f"{nearest(str(given), choices)}Choose from: {', '.join(choices)}",
            )
        elif kind == "string_pattern_mismatch" and context["pattern"] == Query.pattern:
            fault, remedy = f"`{given}` is not a question", "End it with a question mark, or word it as a question"
        elif kind == "string_pattern_mismatch" and context["pattern"] == YesNo.pattern:
            fault, remedy = (
                f"`{given}` cannot be answered with yes or no",
                "Open it with Are, Did, Do, Does, Has, Have or Is, and end it with a question mark",
            )
        elif kind == "string_pattern_mismatch":
            fault, remedy = (
                f"`{given}` is not a slug",
                "Write lower-case letters, digits and single hyphens, as in the other record's file name",
            )
        elif kind == "string_too_short":
            fault, remedy = "must not be empty", "Give a value, or delete the line"
        elif kind == "too_short":
            least, has = context["min_length"], context["actual_length"]
            fault, remedy = f"needs at least {least} item{'s' * (least != 1)}, has {has}", f"Add {least - has} more"
        elif kind == "too_long":
            most, has = context["max_length"], context["actual_length"]
            fault, remedy = (
                f"has {has} items, and at most {most} are allowed",
                "Merge them, or leave out the least needed",
            )
        elif kind == "string_too_long":
            fault = f"has {len(given)} characters, and at most {context['max_length']} are allowed"
            remedy = "Say it shorter"
        elif kind in _BOUNDS:
            fault = f"{_bare(given)} is too {'big' if kind.startswith('less') else 'small'}"
            remedy = f"Write {_BOUNDS[kind].format(*(f'{bound:g}' for bound in context.values()))}"
        elif kind == "value_error":
            fault, _, remedy = str(context["error"]).partition(". ")
            mend = Exchange(*context["error"].fields) if isinstance(context["error"], ReversedRangeError) else None
        else:
            fault, remedy = (
                item["msg"][0].lower() + item["msg"][1:],
                f"Correct the value; {see}",
            )
        yield problem(path, fault, remedy, mend)


def _bare(value: float | bool) -> str:
    """A number or a truth value as YAML has it."""
    return str(value).lower() if isinstance(value, bool) else str(value)


def _named(value: Any) -> str:
    match value:
        case bool() | int() | float():
            return f"the {'truth value' if isinstance(value, bool) else 'number'} {_bare(value)}"
        case dict():
            return "a group of fields"
        case list() | tuple():
            return "a list"
        case _:
            return "a piece of text"


def _fields_at(model: Any, path: Iterable[str | int]) -> list[str]:
    """The names of the fields that may be at `path` inside `model`, as YAML writes them."""
    for step in path:
        if isinstance(step, int):
            continue
        model = _part(next(f.annotation for n, f in model.model_fields.items() if (f.alias or n) == step))
    return [f.alias or name for name, f in model.model_fields.items() if name != "id"]


def _part(annotation: Any) -> Any:
    """The model inside an annotation such as `tuple[Rule, ...]` or `Weeks | None`."""
    if hasattr(annotation, "model_fields"):
        return annotation
    return next((found for argument in getattr(annotation, "__args__", ()) if (found := _part(argument))), None)
