"""YAML text to plain values, each with its place for messages.

YAML is read in its plain 1.2 sense: a word is text, a JSON number is a number, `true` and `false` are the only
truth values. What YAML 1.1 would quietly turn into something else is refused, and so are aliases, tags and characters that nobody sees.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import suppress
from typing import Any, NamedTuple

import yaml
from yaml import AliasEvent, MappingEndEvent, ScalarEvent, SequenceEndEvent, SequenceStartEvent, StreamEndEvent
from yaml.composer import ComposerError

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
_OPENS = frozenset("yntfoYNTFO~+-.0123456789")
"""What opens a number, or what `_YAML_11` has. Most words open otherwise."""

DEEPEST = 20
"""How deep lists and fields may go. No record needs half of it."""

LONGEST_NUMBER = 15
"""How many characters a number may have: what is longer is not kept exactly."""

_COMMENT = re.compile(r"[ \t]+#")

_CURLY = re.compile(r"[“”„«][^“”„«»]*[“”»]|[‘’‚‹][^‘’‚‹›]*[‘’›]")
"""A whole value in quotes that a word processor made, which YAML takes for a part of the text."""
_CURLED = frozenset("“”„«‘’‚‹")
"""What opens one."""

_TAGS = (None, "!", *(f"tag:yaml.org,2002:{kind}" for kind in ("str", "seq", "map")))
"""The tags that a value may have: none, and those that say what it is anyhow."""


class _DeepError(yaml.MarkedYAMLError):
    """Values are nested deeper than they may be."""


class _Refused(NamedTuple):
    """A value that no record may have."""

    mark: yaml.Mark
    path: FieldPath
    fault: str
    remedy: str


def values_of(text: str, path: str, first: int = 1) -> tuple[Any, list[Problem]]:
    """The document in `text` as plain values, and what no file may say. Without a document, or one that can be read, None.

    `path` is the file, for messages, and `first` the line of it that the text starts with.
    """
    try:
        values, refused = _read(text)
    except yaml.YAMLError as error:
        return None, [_unreadable(error, text, path, first)]
    problems = (
        Problem(path, r.mark.line + first, r.mark.column + 1, field_name(r.path), r.fault, r.remedy)
        for r in refused[:MOST]
    )
    return values, few(problems, len(refused))


def nodes_of(text: str) -> yaml.Node | None:
    """The document in `text` as nodes, each with its place. Raises YAMLError where it cannot be read."""
    root: yaml.Node | None = yaml.compose(text, Loader=yaml.CBaseLoader)
    return root


_QUOTES = (
    "Put text in quotes if it has `: ` or ` #` in it or starts with one of @ [ { * & ! | > %, and indent with spaces"
)
_COLUMN = "Begin the line in the same column as the field above it, and write nothing behind a closing quote or bracket"

_OPENED = {
    "while scanning a quoted scalar": ("a quote is opened and not closed", "Close it at the end of the text"),
    "while scanning a simple key": (
        "this is neither a field nor an item of a list",
        "Write a space after the colon, or after the dash",
    ),
    "while parsing a flow sequence": (
        "a bracket is opened and not closed",
        "Close it with `]`, with commas between the items",
    ),
    "while parsing a flow mapping": (
        "a brace is opened and not closed",
        "Close it with `}`, with commas between the fields",
    ),
}
"""What the parser was about where it lost its way: the fault is there, and not where it noticed. Fault and remedy."""

_MET = {
    "mapping values are not allowed in this context": _COLUMN,
    "did not find expected key": _COLUMN,
    "found a tab character that violates indentation": "Indent with spaces",
    "did not find expected node content": "Close what is opened, and write a value between two commas",
    "but found another document": "Delete the line `---`: a file has one record",
}
"""What the parser met, and the remedy."""

_GLUED = re.compile(r"[ ]*(?:- )?\w+:[^\s/].*")
"""A line whose field has no space after its colon, so that all of it is a text."""


def _unreadable(error: Exception, text: str, path: str, first: int) -> Problem:
    mark, met = getattr(error, "problem_mark", None), getattr(error, "problem", None)
    opened = _OPENED.get(getattr(error, "context", None) or "")
    if isinstance(error, _DeepError):
        fault, remedy = f"values are nested more than {DEEPEST} deep", "Delete the `[`, `{` or `-` that are too many"
    elif mark and "did not find expected" in (met or "") and (quote := _quoted_before(text, mark.index)):
        # A quote that nobody closed goes on to the next one, wherever that is.
        fault = "the YAML cannot be read: a quote is opened, and closed lines below"
        mark, remedy = quote, "Close it at the end of the text"
    elif opened and (met or "").startswith(("found unexpected", "could not find expected", "did not find expected")):
        mark, (why, remedy) = error.context_mark, opened  # type: ignore[attr-defined]
        fault = f"the YAML cannot be read: {why}"
    elif mark and text[mark.index : mark.index + 1] == "\t":
        fault, remedy = "the YAML cannot be read: the line is indented with a tab", "Indent with spaces"
    else:
        fault, remedy = f"the YAML cannot be read: {met or error}", _MET.get(met or "", _QUOTES)
        if mark and met == "mapping values are not allowed in this context":
            above, line = ["", *text.split("\n")][mark.line : mark.line + 2]
            if ":" in line[: mark.column]:
                remedy = _QUOTES
            elif _GLUED.fullmatch(above):
                fault, remedy = "the YAML cannot be read: a colon has no space after it", "Write `field: value`"
                return Problem(path, mark.line + first - 1, above.index(":") + 1, "YAML", fault, remedy)
    return Problem(path, mark.line + first if mark else first, mark.column + 1 if mark else 1, "YAML", fault, remedy)


def _quoted_before(text: str, end: int) -> yaml.Mark | None:
    """Where the text in quotes opens that ends right before a place, if it has several lines; None if there is none."""
    with suppress(yaml.YAMLError):
        for token in yaml.scan(text, Loader=yaml.CBaseLoader):
            if not isinstance(token, yaml.ScalarToken) or token.style not in ("'", '"'):
                continue
            opens: yaml.Mark = token.start_mark
            closes = token.end_mark
            if opens.line < closes.line and closes.index <= end and not text[closes.index : end].strip():
                return opens
    return None


def _read(text: str) -> tuple[Any, list[_Refused]]:
    """The plain values of a text, and what is not allowed among them. Raises YAMLError where it cannot be read.

    What is hidden or tangled is looked for in all values together, and only where there is some in each of them.
    """
    reader = _Reader(text, each=False)
    values = reader.document()
    said = together(reader.said)
    if ("\\" in text and hidden(said)) or tangle(
        said
    ):  # without a backslash, nothing is in a value that is not in the text
        reader = _Reader(text, each=True)
        values = reader.document()
    return values, reader.refused


class _Reader:
    """Makes plain values of the events of one text, as libyaml parses it. It goes no deeper than values may be nested."""

    def __init__(self, text: str, each: bool) -> None:
        """Takes the text, and whether to look into each value for what is hidden or tangled."""
        self.refused: list[_Refused] = []
        self.said: list[str] = []
        """Every single value as it is written."""
        self._text = text
        self._each = each
        self._commented = " #" in text or "\t#" in text
        self._marked = "&" in text or "*" in text or "!" in text  # without these there is no alias and no tag
        self._anchors: dict[str, Any] = {}
        self._next: Callable[[], Any] = yaml.CBaseLoader(text).get_event

    def document(self) -> Any:
        """The plain value of the one document; what is not allowed is added to `refused`. None where there is no document."""
        self._next()  # the stream opens
        if isinstance(self._next(), StreamEndEvent):
            return None
        value = self._value(root := self._next(), ())
        self._next()  # the document ends
        if not isinstance(event := self._next(), StreamEndEvent):
            context = "expected a single document in the stream"
            raise ComposerError(context, root.start_mark, "but found another document", event.start_mark)
        return value

    def _value(self, event: Any, path: FieldPath) -> Any:
        """The plain value that opens with an event, and all its events."""
        kind = type(event)
        if self._marked:
            if kind is AliasEvent:
                fault, remedy = "YAML aliases (`*name`) are not allowed", "Repeat the value"
                self._refuse(self._anchored(event), path, fault, remedy)
                return None
            self._look(event, path)
        if kind is ScalarEvent:
            return self._single(event, path)
        if len(path) >= DEEPEST:
            raise _DeepError(problem_mark=event.start_mark)
        if kind is SequenceStartEvent:
            items: list[Any] = []
            while type(item := self._next()) is not SequenceEndEvent:
                items.append(self._value(item, (*path, len(items))))
            return tuple(items)
        return self._group(path)

    def _group(self, path: FieldPath) -> dict[str, Any]:
        """The fields up to the end of a group."""
        values: dict[str, Any] = {}
        while type(key := self._next()) is not MappingEndEvent:
            alias = type(key) is AliasEvent
            if alias:
                key = self._anchored(key)
            if type(key) is not ScalarEvent:
                self._refuse(key, path, "the name of a field is a list or a group", "Write `field: value`")
                if not alias:
                    self._pass(key, (*path, ""))
                self._pass(self._next(), (*path, ""))
                continue
            if self._marked and not alias:
                self._anchor(key)
            name: str = key.value
            if name == "<<":
                self._refuse(key, (*path, name), "YAML merge keys (`<<`) are not allowed", "Write the fields out here")
            elif name in values:
                self._refuse(key, (*path, name), "the field is given twice", "Keep one of the two")
            else:
                values[name] = self._value(self._next(), (*path, name))
                continue
            self._pass(self._next(), (*path, name))
        return values

    def _pass(self, event: Any, path: FieldPath) -> None:
        """Passes over a value that opens with an event, and over what would be refused of it."""
        refused, said = len(self.refused), len(self.said)
        self._value(event, path)
        del self.refused[refused:], self.said[said:]

    def _look(self, event: Any, path: FieldPath) -> None:
        """Looks at what is written before a value: its tag and its anchor."""
        self._anchor(event)
        if event.tag not in _TAGS:
            self._refuse(event, path, f"the YAML tag `{event.tag}` is not allowed", "Delete it")

    def _anchor(self, event: Any) -> None:
        if event.anchor is None:
            return
        if first := self._anchors.get(event.anchor):
            context = "found duplicate anchor; first occurrence"
            raise ComposerError(context, first.start_mark, "second occurrence", event.start_mark)
        self._anchors[event.anchor] = event

    def _anchored(self, alias: Any) -> Any:
        """What an alias stands for."""
        if alias.anchor not in self._anchors:
            raise ComposerError(None, None, "found undefined alias", alias.start_mark)
        return self._anchors[alias.anchor]

    def _refuse(self, event: Any, path: FieldPath, fault: str, remedy: str) -> None:
        self.refused.append(_Refused(event.start_mark, path, fault, remedy))

    def _single(self, event: Any, path: FieldPath) -> str | bool | int | float:
        value: str = event.value
        self.said.append(value)
        if self._commented and not event.style and _COMMENT.match(self._text, event.end_mark.index):
            fault, remedy = (
                "what follows ` #` is a comment, and lost",
                "Put the value in quotes, or the comment on a line of its own",
            )
            self._refuse(event, path, fault, remedy)
        if self._each:
            if unseen := hidden(value):
                self._refuse(event, path, *unseen)
            if tangled := tangle(value):
                self._refuse(event, path, tangled.fault, tangled.remedy)
                return ""
        if event.style:  # quoted, or a block
            return value
        if value and value[0] in _CURLED and _CURLY.fullmatch(value):
            fault = f"`{value[0]}` and `{value[-1]}` are no quotes of YAML, and would be shown"
            self._refuse(event, path, fault, """Write straight ones, `"`, or none""")
        if " " in value:  # words
            return value
        return self._word(event, path)

    def _word(self, event: Any, path: FieldPath) -> str | bool | int | float:
        """What a plain word stands for."""
        value: str = event.value
        if value and value[0] not in _OPENS:
            return value
        if value in ("true", "false"):
            return value == "true"
        if _NUMBER.fullmatch(value) and len(value) <= LONGEST_NUMBER:
            number = float(value) if "." in value else int(value)
            if str(number) != value:
                fault, remedy = (
                    f"`{value}` would be read as the number {number}",
                    f'Write "{value}" in quotes for text, or {number} for the number',
                )
                self._refuse(event, path, fault, remedy)
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
            self._refuse(event, path, fault, remedy)
        return value
