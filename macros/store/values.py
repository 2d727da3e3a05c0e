"""YAML text to plain values, each with its place for messages.

YAML is read in its plain 1.2 sense: a word is text, a JSON number is a number, `true` and `false` are the only
truth values. What YAML 1.1 would quietly turn into something else is refused, and so are aliases, tags and characters that nobody sees.
"""

from __future__ import annotations

import re
from typing import Any, NamedTuple

import yaml

from macros.model.base import FieldPath
from macros.store.files import hidden
from macros.store.problems import MOST, Problem, few, field_name
from macros.store.tangle import tangle

_NUMBER = re.compile(r"-?(?:0|[1-9]\d*)(?:\.\d+)?")
_YAML_11 = re.compile(
    r"""(?P<truth>yes|no|on|off|y|n|true|false)
    | (?P<null>null|~|)
    | (?P<number>[-+]?(?:0[0-7_]+|0x[0-9a-f_]+|0b[01_]+|[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?
        |[0-9][0-9_]*\.?[0-9_]*(?:e[-+]?[0-9]+)?|\.[0-9][0-9_]*(?:e[-+]?[0-9]+)?|\.inf)|\.nan)""",
    re.IGNORECASE | re.VERBOSE,
)

DEEPEST = 20
"""How deep lists and fields may go. No record needs half of it."""

LONGEST_NUMBER = 15
"""How many characters a number may have: what is longer is not kept exactly."""

_OPENS = re.compile(r"[\[{]|[-?](?=\s)")
_COMMENT = re.compile(r"[ \t]+#")

MANY = 200
"""How many marks that may open a list or a group may be there before somebody looks how deep they go: libyaml itself goes as deep as they
do, until the program dies.
"""

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


def values_of(text: str, path: str, first: int = 1) -> tuple[yaml.Node | None, Any, list[Problem]]:
    """The document in `text` as nodes and as plain values, and what no file may say. Without a document, None and no fields.

    `path` is the file, for messages, and `first` the line of it that the text starts with.
    """
    refused: list[_Refused] = []
    try:
        if len(_OPENS.findall(text)) > MANY and (deep := _nested(text, path, first)):
            return None, None, [deep]
        root = _composed(text)
        values = _construct(root, (), refused, set(), text) if root else {}
    except yaml.YAMLError as error:
        return None, None, [_unreadable(error, path, first)]
    return (
        root,
        values,
        few(
            (
                Problem(
                    path,
                    r.node.start_mark.line + first,
                    r.node.start_mark.column + 1,
                    field_name(r.path),
                    r.fault,
                    r.remedy,
                )
                for r in refused[:MOST]
            ),
            len(refused),
        ),
    )


def _composed(text: str) -> yaml.Node | None:
    loader = _Composer(text)
    try:
        root: yaml.Node | None = loader.get_single_node()
    finally:
        loader.dispose()
    return root


def _unreadable(error: Exception, path: str, first: int) -> Problem:
    mark = getattr(error, "problem_mark", None)
    fault = f"the YAML cannot be read: {getattr(error, 'problem', None) or error}"
    hint = "Put text in quotes if it has `: ` or ` #` in it or starts with one of @ [ { * & ! | > %, and indent with spaces"
    return Problem(path, mark.line + first if mark else first, mark.column + 1 if mark else 1, "YAML", fault, hint)


def _nested(text: str, path: str, first: int) -> Problem | None:
    """Where a text goes deeper than any record does. Raises YAMLError where it cannot be read."""
    depth = 0
    for event in yaml.parse(text, Loader=_Composer):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > DEEPEST and event.start_mark:
            fault, remedy = (
                f"values are nested more than {DEEPEST} deep",
                "Delete the `[`, `{` or `-` that are too many",
            )
            return Problem(path, event.start_mark.line + first, event.start_mark.column + 1, "YAML", fault, remedy)
    return None


def _construct(node: yaml.Node, path: FieldPath, refused: list[_Refused], seen: set[int], text: str) -> Any:
    """The plain value of `node` in `text`; what is not allowed is added to `refused`. `seen` are the nodes met so far."""
    if id(node) in seen:
        refused.append(_Refused(node, path, "YAML aliases (`*name`) are not allowed", "Repeat the value"))
        return None
    seen.add(id(node))
    if node.tag not in _TAGS:
        refused.append(_Refused(node, path, f"the YAML tag `{node.tag}` is not allowed", "Delete it"))
    if isinstance(node, yaml.ScalarNode):
        if not node.style and _COMMENT.match(text, node.end_mark.index):
            fault, remedy = (
                "what follows ` #` is a comment, and lost",
                "Put the value in quotes, or the comment on a line of its own",
            )
            refused.append(_Refused(node, path, fault, remedy))
        return _scalar(node, path, refused)
    if isinstance(node, yaml.SequenceNode):
        return tuple(_construct(item, (*path, index), refused, seen, text) for index, item in enumerate(node.value))
    values: dict[str, Any] = {}
    for key, value in node.value:
        if not isinstance(key, yaml.ScalarNode):
            refused.append(_Refused(key, path, "the name of a field is a list or a group", "Write `field: value`"))
            continue
        name = key.value
        if name == "<<":
            refused.append(
                _Refused(key, (*path, name), "YAML merge keys (`<<`) are not allowed", "Write the fields out here")
            )
        elif name in values:
            refused.append(_Refused(key, (*path, name), "the field is given twice", "Keep one of the two"))
        else:
            values[name] = _construct(value, (*path, name), refused, seen, text)
    return values


def _scalar(node: yaml.ScalarNode, path: FieldPath, refused: list[_Refused]) -> str | bool | int | float:
    value: str = node.value
    if unseen := hidden(value):
        refused.append(_Refused(node, path, *unseen))
    if tangled := tangle(value):
        refused.append(_Refused(node, path, tangled.fault, tangled.remedy))
        return ""
    if node.style:  # quoted, or a block
        return value
    if value in ("true", "false"):
        return value == "true"
    if _NUMBER.fullmatch(value) and len(value) <= LONGEST_NUMBER:
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
