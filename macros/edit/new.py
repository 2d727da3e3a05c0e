"""A new record and its page, begun: what it cannot do without is there, and what it may have stands in comments."""

from __future__ import annotations

import datetime as dt
import textwrap
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

import yaml
from pydantic.fields import FieldInfo

from macros.check.unfinished import FILL_IN
from macros.model import KINDS, Kind
from macros.model.base import Part, Record, Review
from macros.model.text import Claim, Query, Ref, Slug, YesNo, slug_of
from macros.store.problems import nearest
from macros.text import links

_FIRST = ("name", "summary")
_ALSO = {"operation": "procedures", "medicine": "medications", "figure": "rates"}
"""What a page calls a kind, and so does whoever has read no code."""
_LATER = ("retired", "was")
"""Fields that no new record has."""

_SOON = ("short",)
"""Fields of parts that the model can do without and a new record cannot: every rule has a line, but for one that stops."""

_PAGE = f"""{{% call record() %}}
## {FILL_IN}: a heading

{FILL_IN}: what a person reads beside the facts, in plain words and short sentences. Each medical statement has its source,
an id behind an at sign in brackets. A link to another record is its slug in two brackets.
{{% endcall %}}
"""


class MissingValuesError(ValueError):
    """A record of this kind needs values that nobody can leave for later. The message names them, one a line."""


@dataclass(frozen=True)
class New:
    """The files of a new record, by path below the project."""

    slug: str
    files: dict[str, str]


def kind_called(word: str) -> Kind:
    """The kind of a word for one or many of it, `procedure` or `procedures`, or as pages say, `operation`. Raises ValueError for any other word."""
    known = {word: kind for kind in KINDS.values() for word in (kind.singular, kind.name)}
    known |= {word: KINDS[name] for word, name in _ALSO.items()}
    if word not in known:
        raise ValueError(f"there is no kind `{word}`. {nearest(word, known)}The kinds are: {', '.join(KINDS)}")
    return known[word]


def begin(kind: Kind, name: str, given: Mapping[str, str], today: dt.date) -> New:
    """A new record called `name`, or with this slug where records have no name, and its page if it has one of its own.

    `given` are values by field; `id` is the slug where the name makes none that is good. Raises ValueError for a field that the
    kind does not have, and MissingValuesError when a choice or a reference is missing.
    """
    values = {"name": name} if "name" in kind.model.model_fields else {}
    slug = slug_of(given.get("id") or name)
    text = _record(kind, values | {key: value for key, value in given.items() if key != "id"}, today)
    files = {links.data_of(kind.name, slug): text}
    if kind.pages == "own":
        files[f"docs/{links.page_of(kind.name, slug)}"] = _PAGE
    return New(slug, files)


def _record(kind: Kind, given: Mapping[str, str], today: dt.date) -> str:
    asked = dict(given)
    missing: list[str] = []
    needed: dict[str, Any] = {}
    # What is required first: a rule takes `today` from what was given before the card of that name could.
    for name, info in sorted(_fields(kind.model), key=lambda field: not field[1].is_required()):
        if info.is_required() or name in asked:
            needed[name] = _needed(info, name, asked, missing, today)
    if asked:
        known = [name for name, _ in _fields(kind.model)]
        strange = next(iter(asked))
        raise ValueError(
            f"`{strange}` is not a field that can be given here. {nearest(strange, known)}Write it into the file later"
        )
    if missing:
        raise MissingValuesError("\n".join(missing))
    order = [
        *(name for name in _FIRST if name in needed),
        *(name for name in needed if name not in (*_FIRST, "review")),
    ]
    info_of = dict(_fields(kind.model))
    lines = [
        _comment(
            f"A {kind.singular}. Replace each {FILL_IN}, write what your sources say, and delete what you do not need."
        )
    ]
    for name in order:
        lines += ["", _comment(info_of[name].description or ""), _yaml(name, needed[name])]
    lines += ["", _comment("What it may have besides. Take away the `#` before the fields that you fill in.")]
    for name, info in info_of.items():
        if name not in needed and name not in _LATER:
            lines += ["#", _comment(info.description or ""), f"# {name}: {_example(info.annotation, info)}"]
    if "review" in needed:
        lines += ["", _yaml("review", needed["review"])]
    return "\n".join(lines) + "\n"


def _fields(model: type[Part]) -> Iterator[tuple[str, FieldInfo]]:
    """The fields under the names that YAML uses, but for the id of a record, which is its file's name."""
    named = ((info.alias or name, info) for name, info in model.model_fields.items())
    return ((name, info) for name, info in named if name != "id" or not issubclass(model, Record))


def _needed(info: FieldInfo, name: str, asked: dict[str, str], missing: list[str], today: dt.date) -> Any:
    """The value of a field: what was given, or what stands there until somebody writes. Adds to `missing` what cannot wait."""
    annotation = _inner(info.annotation)
    if annotation is Review:
        return {"status": "compiled-from-sources", "on": today}
    if get_origin(annotation) is tuple:
        part = _inner(get_args(annotation)[0])
        if isinstance(part, type) and issubclass(part, Part):
            return [_part(part, asked, missing, today)]
        if name in asked:
            return [_typed(part, word.strip()) for word in asked.pop(name).split(",")]
        return [_later(part, info, name, missing)]
    if isinstance(annotation, type) and issubclass(annotation, Part):
        return _part(annotation, asked, missing, today)
    return _typed(annotation, asked.pop(name)) if name in asked else _later(annotation, info, name, missing)


def _part(model: type[Part], asked: dict[str, str], missing: list[str], today: dt.date) -> dict[str, Any]:
    return {
        name: _needed(info, "rule" if name == "id" else name, asked, missing, today)
        for name, info in _fields(model)
        if info.is_required() or name in asked or name in _SOON
    }


def _later(annotation: Any, info: FieldInfo, name: str, missing: list[str]) -> Any:
    """What stands in a text until somebody writes it. Anything else has to be known at once."""
    if isinstance(annotation, type) and issubclass(annotation, str) and not issubclass(annotation, Ref | Slug):
        return f"Is it there: {FILL_IN}?" if issubclass(annotation, YesNo | Query) else FILL_IN
    choices = f": {', '.join(map(str, get_args(annotation)))}" if get_origin(annotation) is Literal else ""
    missing.append(f"{name}={'CHOICE' if choices else 'VALUE'}  {choices.removeprefix(': ') or info.description or ''}")
    return None


def _typed(annotation: Any, word: str) -> Any:
    if annotation in (int, float):
        return annotation(word)
    return word == "true" if annotation is bool else word


def _inner(annotation: Any) -> Any:
    """The type without `None` and without what else is asked of its values."""
    if get_origin(annotation) is Annotated:
        return _inner(get_args(annotation)[0])
    if get_origin(annotation) in (Union, UnionType):
        return _inner(next(part for part in get_args(annotation) if part is not type(None)))
    return annotation


def _example(annotation: Any, info: FieldInfo | None = None) -> str:
    """How a value of the type is written, on one line; of a list of the field `info`, as many items as it needs at least."""
    annotation = _inner(annotation)
    origin = get_origin(annotation)
    if origin is tuple:
        least = max((getattr(limit, "min_length", 1) for limit in (info.metadata if info else ())), default=1)
        return f"[{', '.join([_example(get_args(annotation)[0])] * least)}]"
    if origin is dict:
        return "{}"
    if origin is Literal:
        return str(get_args(annotation)[0])
    if annotation is bool:
        return "true"
    if annotation in (int, float):
        return "0"
    if isinstance(annotation, type) and issubclass(annotation, Part):
        fields = [(name, info) for name, info in _fields(annotation) if info.is_required()] or [*_fields(annotation)][
            :1
        ]
        return f"{{{', '.join(f'{name}: {_example(info.annotation, info)}' for name, info in fields)}}}"
    if isinstance(annotation, type) and issubclass(annotation, Ref | Slug):
        return "its-slug"
    if isinstance(annotation, type) and issubclass(annotation, Query):
        return '"…?"'
    return '"… [@source-id]"' if isinstance(annotation, type) and issubclass(annotation, Claim) else '"…"'


def _comment(text: str) -> str:
    return textwrap.fill(text, 118, initial_indent="# ", subsequent_indent="# ", break_long_words=False)


def _yaml(field: str, value: Any) -> str:
    if field == "review":
        return f"review: {{status: {value['status']}, on: {value['on']}}}"
    return yaml.safe_dump({field: value}, sort_keys=False, allow_unicode=True, width=10_000).rstrip()


def expects_card(model: type[Record]) -> bool:
    """Whether every record of the model opens with a Today card."""
    return "today" in model.model_fields
