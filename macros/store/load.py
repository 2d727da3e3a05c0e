"""YAML files to records, with the place of every value kept for messages.

YAML is read in its plain 1.2 sense: a word is text, a JSON number is a number, `true` and `false` are the only
truth values. What YAML 1.1 would quietly turn into something else is refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

import yaml
from pydantic import ValidationError

from macros.model import KINDS, Kind
from macros.model.base import FieldPath, Record, ReversedRangeError
from macros.model.text import SLUG, Query, YesNo
from macros.store.files import text_of
from macros.store.problems import Exchange, Problem, Swap, certain, field_name, nearest

_NUMBER = re.compile(r"-?(?:0|[1-9]\d*)(?:\.\d+)?")
_YAML_11 = re.compile(
    r"""(?P<truth>yes|no|on|off|y|n|true|false)
    | (?P<null>null|~|)
    | (?P<number>[-+]?(?:0[0-7_]+|0x[0-9a-f_]+|0b[01_]+|[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?
        |[0-9][0-9_]*\.?[0-9_]*(?:e[-+]?[0-9]+)?|\.[0-9][0-9_]*(?:e[-+]?[0-9]+)?|\.inf)|\.nan)""",
    re.IGNORECASE | re.VERBOSE,
)


DEEPEST = 20
"""How deep a message about nesting lets lists and fields go. No record needs half of it."""

_TAGS = {f"tag:yaml.org,2002:{name}" for name in ("str", "seq", "map")}


class _Composer(yaml.CSafeLoader):
    """Composes nodes and leaves every plain word a string: what it means is decided here, not by YAML 1.1."""

    yaml_implicit_resolvers: dict[str, Any] = {}  # noqa: RUF012, so the base class declares it


class _Refused(NamedTuple):
    """A value that no record may have."""

    node: yaml.Node
    path: FieldPath
    fault: str
    remedy: str


@dataclass(frozen=True)
class Document:
    """A record with the file it came from. `record` is missing where the file has problems."""

    kind: Kind
    id: str
    path: str
    """The file, relative to the project."""
    root: yaml.Node | None = field(repr=False)
    record: Record | None = field(repr=False)

    @property
    def live(self) -> bool:
        """Whether its record could be read and is not retired."""
        return self.record is not None and self.record.live

    def problem(self, path: FieldPath, fault: str, remedy: str, mend: Swap | Exchange | None = None) -> Problem:
        """A problem at the value that `path` leads to, or at the nearest place above it."""
        line, column = _place(self.root, path)
        return Problem(self.path, line, column, field_name(path), fault, remedy, mend)


def load(root: Path) -> tuple[list[Document], list[Problem]]:
    """Every record below `root/data`, and every problem met on the way. Reads the files afresh at each call."""
    documents: list[Document] = []
    problems: list[Problem] = []
    data = root / "data"
    for folder in sorted(data.iterdir()) if data.is_dir() else ():
        if folder.name == "schema" or folder.name.startswith("."):
            continue
        kind = KINDS.get(folder.name)
        if kind is None or not folder.is_dir():
            problems.append(
                _misplaced(
                    folder,
                    root,
                    f"{nearest(folder.name, KINDS)}Records belong in data/KIND/. The kinds are: {', '.join(KINDS)}",
                )
            )
            continue
        for file in sorted(folder.iterdir()):
            if file.name.startswith("."):
                continue
            if not file.is_file() or file.suffix != ".yaml" or not SLUG.fullmatch(file.stem):
                problems.append(
                    _misplaced(file, root, "Name the file SLUG.yaml, in lower-case letters, digits and single hyphens")
                )
                continue
            document, found = read(file.read_bytes(), kind, file.stem, file.relative_to(root).as_posix())
            documents.append(document)
            problems.extend(found)
    return documents, problems


def read(data: bytes, kind: Kind, slug: str, path: str) -> tuple[Document, list[Problem]]:
    """The record in the bytes of a file, and what is wrong with it."""
    text, broken = text_of(data, path)
    if broken:
        return Document(kind, slug, path, None, None), broken
    refused: list[_Refused] = []
    try:
        root = _composed(text)
        values = _construct(root, (), refused, set()) if root else {}
    except yaml.YAMLError as error:
        return Document(kind, slug, path, None, None), [_unreadable(error, path)]
    except RecursionError:
        return Document(kind, slug, path, None, None), [_nested(text, path)]
    document = Document(kind, slug, path, root, None)
    if not isinstance(root, yaml.MappingNode):
        return document, [
            document.problem(
                (), "the file has no fields", f"Write `field: value` lines; see data/schema/{kind.name}.json"
            )
        ]
    problems = [
        Problem(path, r.node.start_mark.line + 1, r.node.start_mark.column + 1, field_name(r.path), r.fault, r.remedy)
        for r in refused
    ]
    if "id" in values:
        problems.append(document.problem(("id",), "the file's name is the id", "Delete this line"))
    try:
        record = kind.model.model_validate(values | {"id": slug})
    except ValidationError as error:
        known = {problem.field for problem in problems}
        problems.extend(p for p in _explain(error, document) if p.field not in known)
        return document, problems
    if problems:
        return document, problems
    return Document(kind, slug, path, root, record), []


def _composed(text: str) -> yaml.Node | None:
    loader = _Composer(text)
    try:
        root: yaml.Node | None = loader.get_single_node()
    finally:
        loader.dispose()
    return root


def _misplaced(file: Path, root: Path, remedy: str) -> Problem:
    return Problem(
        file.relative_to(root).as_posix(), 1, 1, "file", "this is not a record or a folder of records", remedy
    )


def _unreadable(error: Exception, path: str) -> Problem:
    mark = getattr(error, "problem_mark", None)
    fault = f"the YAML cannot be read: {getattr(error, 'problem', None) or error}"
    hint = "Put text in quotes if it has `: ` or ` #` in it or starts with one of @ [ { * & ! | > %, and indent with spaces"
    return Problem(path, mark.line + 1 if mark else 1, mark.column + 1 if mark else 1, "YAML", fault, hint)


def _nested(text: str, path: str) -> Problem:
    """Where a text goes deeper than any record does."""
    depth, line, column = 0, 0, 0
    for event in yaml.parse(text, Loader=_Composer):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > DEEPEST and event.start_mark:
            line, column = event.start_mark.line, event.start_mark.column
            break
    fault, remedy = f"values are nested more than {DEEPEST} deep", "Delete the `[`, `{` or `-` that are too many"
    return Problem(path, line + 1, column + 1, "YAML", fault, remedy)


def _construct(node: yaml.Node, path: FieldPath, refused: list[_Refused], seen: set[int]) -> Any:
    """The plain value of `node`; what is not allowed is added to `refused`. `seen` are the nodes met so far."""
    if id(node) in seen:
        refused.append(_Refused(node, path, "YAML aliases (`*name`) are not allowed", "Repeat the value"))
        return None
    seen.add(id(node))
    if node.tag not in _TAGS:
        refused.append(_Refused(node, path, f"the YAML tag `{node.tag}` is not allowed", "Delete it"))
    if isinstance(node, yaml.ScalarNode):
        return _scalar(node, path, refused)
    if isinstance(node, yaml.SequenceNode):
        return tuple(_construct(item, (*path, index), refused, seen) for index, item in enumerate(node.value))
    values: dict[str, Any] = {}
    for key, value in node.value:
        name = key.value if isinstance(key, yaml.ScalarNode) else "?"
        if name == "<<":
            refused.append(
                _Refused(key, (*path, name), "YAML merge keys (`<<`) are not allowed", "Write the fields out here")
            )
        elif name in values:
            refused.append(_Refused(key, (*path, name), "the field is given twice", "Keep one of the two"))
        else:
            values[name] = _construct(value, (*path, name), refused, seen)
    return values


def _scalar(node: yaml.ScalarNode, path: FieldPath, refused: list[_Refused]) -> str | bool | int | float:
    value: str = node.value
    if node.style:  # quoted, or a block
        return value
    if value in ("true", "false"):
        return value == "true"
    if _NUMBER.fullmatch(value):
        number = float(value) if "." in value else int(value)
        if str(number) != value:
            refused.append(
                _Refused(
                    node,
                    path,
                    f"`{value}` would be read as the number {number}",
                    f'Write "{value}" in quotes for text, or {number} for the number',
                )
            )
        return number
    if surprise := _YAML_11.fullmatch(value):
        if surprise["null"] is not None:
            fault, remedy = (
                "the field has no value",
                "Give one, or delete the line. List the field under `unknown:` if you looked for it and did not find it",
            )
        elif surprise["truth"] is not None:
            fault, remedy = (
                f"`{value}` is read as a word by some programs and as true or false by others",
                f'Write true or false, or "{value}" in quotes for the word',
            )
        else:
            fault, remedy = (
                f"`{value}` is read as different numbers by different programs",
                f'Write "{value}" in quotes for text, or a plain decimal number',
            )
        refused.append(_Refused(node, path, fault, remedy))
    return value


def _place(root: yaml.Node | None, path: FieldPath) -> tuple[int, int]:
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


def _explain(error: ValidationError, document: Document) -> Iterator[Problem]:
    """Pydantic's errors in the words of a contributor."""
    errors = error.errors()
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
            fields = _fields_at(document.kind.model, path[:-1])
            mend = certain(str(path[-1]), fields)
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
        elif kind == "tuple_type":
            fault, remedy = f"must be a list, not {_named(given)}", "Write one `- item` on each line"
        elif kind in ("model_type", "model_attributes_type"):
            fault, remedy = f"must be a group of fields, not {_named(given)}", "Write `field: value` lines below it"
        elif kind == "literal_error":
            choices = re.findall(r"'([^']*)'", context["expected"])
            mend = certain(str(given), choices)
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
        elif kind == "value_error":
            fault, _, remedy = str(context["error"]).partition(". ")
            mend = Exchange(*context["error"].fields) if isinstance(context["error"], ReversedRangeError) else None
        else:
            fault, remedy = (
                item["msg"][0].lower() + item["msg"][1:],
                f"Correct the value; see data/schema/{document.kind.name}.json",
            )
        yield document.problem(path, fault, remedy, mend)


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
