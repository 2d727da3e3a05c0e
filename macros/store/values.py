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
from macros.store.tangle import tangle, together

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

_COMMENT = re.compile(r"[ \t]+#")

_OPENS = "[{-?"
"""The marks that may open a list or a group."""

MANY = 200
"""How many of them there may be before somebody looks how deep they go: libyaml itself goes as deep as they do, until the program dies."""

_TAGS = {
    yaml.ScalarNode: "tag:yaml.org,2002:str",
    yaml.SequenceNode: "tag:yaml.org,2002:seq",
    yaml.MappingNode: "tag:yaml.org,2002:map",
}
_KNOWN = frozenset(_TAGS.values())


class _Composer(yaml.CSafeLoader):
    """Composes nodes and leaves every plain word a string: what it means is decided here, not by YAML 1.1."""

    def resolve(self, kind: type[yaml.Node], value: Any, implicit: Any) -> str:  # noqa: ARG002, as it is called so
        """The tag of a node that is written without one."""
        return _TAGS[kind]

    def descend_resolver(self, current_node: Any, current_index: Any) -> None:
        """Goes into a node: no tag hangs on where it is."""

    def ascend_resolver(self) -> None:
        """Comes out of a node."""


class _DeepError(Exception):
    """Values are nested deeper than they may be, or as deep and may be empty."""


class _Sounder(_Composer):
    """Composes nodes no deeper than they may be."""

    depth = 0

    def descend_resolver(self, current_node: Any, current_index: Any) -> None:  # noqa: ARG002, see above
        """Goes into a node. Raises _DeepError when that is too deep."""
        self.depth += 1
        if self.depth > DEEPEST:
            raise _DeepError

    def ascend_resolver(self) -> None:
        """Comes out of a node."""
        self.depth -= 1


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
    try:
        try:
            root = nodes_of(text, _Sounder if sum(map(text.count, _OPENS)) > MANY else _Composer)
        except _DeepError:
            if deep := _nested(text, path, first):
                return None, None, [deep]
            root = nodes_of(text)
        values, refused = _constructed(root, text) if root else ({}, [])
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


def nodes_of(text: str, composer: type[_Composer] = _Composer) -> yaml.Node | None:
    """The document in `text` as nodes, each with its place. Raises YAMLError where it cannot be read."""
    loader = composer(text)
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


def _constructed(root: yaml.Node, text: str) -> tuple[Any, list[_Refused]]:
    """The plain values of the nodes of `text`, and what is not allowed among them.

    What is hidden or tangled is looked for in all values together, and only where there is some in each of them.
    """
    reader = _Reader(text, each=False)
    values = reader.value(root, ())
    said = together(reader.said)
    if ("\\" in text and hidden(said)) or tangle(
        said
    ):  # without a backslash, nothing is in a value that is not in the text
        reader = _Reader(text, each=True)
        values = reader.value(root, ())
    return values, reader.refused


class _Reader:
    """Makes plain values of the nodes of one text."""

    def __init__(self, text: str, each: bool) -> None:
        """Takes the text, and whether to look into each value for what is hidden or tangled."""
        self.refused: list[_Refused] = []
        self.said: list[str] = []
        """Every single value as it is written."""
        self._text = text
        self._each = each
        self._commented = _COMMENT.search(text) is not None
        self._marked = "&" in text or "!" in text  # without these there is no alias and no tag
        self._seen: set[yaml.Node] = set()

    def value(self, node: yaml.Node, path: FieldPath) -> Any:
        """The plain value of a node; what is not allowed is added to `refused`."""
        if self._marked:
            if node in self._seen:
                self._refuse(node, path, "YAML aliases (`*name`) are not allowed", "Repeat the value")
                return None
            self._seen.add(node)
            if node.tag not in _KNOWN:
                self._refuse(node, path, f"the YAML tag `{node.tag}` is not allowed", "Delete it")
        if isinstance(node, yaml.ScalarNode):
            return self._single(node, path)
        if isinstance(node, yaml.SequenceNode):
            return tuple([self.value(item, (*path, index)) for index, item in enumerate(node.value)])
        values: dict[str, Any] = {}
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode):
                self._refuse(key, path, "the name of a field is a list or a group", "Write `field: value`")
                continue
            name = key.value
            if name == "<<":
                self._refuse(key, (*path, name), "YAML merge keys (`<<`) are not allowed", "Write the fields out here")
            elif name in values:
                self._refuse(key, (*path, name), "the field is given twice", "Keep one of the two")
            else:
                values[name] = self.value(value, (*path, name))
        return values

    def _refuse(self, node: yaml.Node, path: FieldPath, fault: str, remedy: str) -> None:
        self.refused.append(_Refused(node, path, fault, remedy))

    def _single(self, node: yaml.ScalarNode, path: FieldPath) -> str | bool | int | float:
        value: str = node.value
        self.said.append(value)
        if self._commented and not node.style and _COMMENT.match(self._text, node.end_mark.index):
            fault, remedy = (
                "what follows ` #` is a comment, and lost",
                "Put the value in quotes, or the comment on a line of its own",
            )
            self._refuse(node, path, fault, remedy)
        if self._each:
            if unseen := hidden(value):
                self._refuse(node, path, *unseen)
            if tangled := tangle(value):
                self._refuse(node, path, tangled.fault, tangled.remedy)
                return ""
        if node.style or " " in value:  # quoted, a block, or words
            return value
        return self._word(node, path)

    def _word(self, node: yaml.ScalarNode, path: FieldPath) -> str | bool | int | float:
        """What a plain word stands for."""
        value: str = node.value
        if value in ("true", "false"):
            return value == "true"
        if _NUMBER.fullmatch(value) and len(value) <= LONGEST_NUMBER:
            number = float(value) if "." in value else int(value)
            if str(number) != value:
                fault, remedy = (
                    f"`{value}` would be read as the number {number}",
                    f'Write "{value}" in quotes for text, or {number} for the number',
                )
                self._refuse(node, path, fault, remedy)
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
            self._refuse(node, path, fault, remedy)
        return value
