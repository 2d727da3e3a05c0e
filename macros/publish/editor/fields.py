"""A record's fields as the form shows them: type, words, help and limits, all from the model."""

from __future__ import annotations

import datetime as dt
import types
from collections.abc import Iterator, Mapping
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

from annotated_types import Ge, Gt, Le, Lt, MaxLen, MinLen
from pydantic.fields import FieldInfo

from macros.model import vocabulary
from macros.model.base import Part, Record
from macros.model.text import Claim, Ref, Text

Field = dict[str, Any]
"""One field in the words of Sveltia CMS."""

CITED = "A sentence needs its source: press “Add a source”, or write [@its-id]"
SLUG = "Lower-case letters, digits and hyphens"
ANY = "The last part of the other page's address: `acdf` for …/procedures/acdf/."
"""What to write where a record of any kind may be named: the form can search one kind alone."""

_ANOTHER = "another"
"""What a list calls the item that its button adds."""

_FOUND_BY = {"sources": ["title", "container-title", "speaker", "issued"]}
"""What a record is found by, beside its slug, which has an author's name. A field of a list would bring the record once an item."""
_LONG = ("because", "note", "population", "reading", "why")
"""Texts of more than a line."""

_LAST = ("proper", "names", "searches", "review", "unknown", "was", "retired")
"""What stands below the facts, in this order."""

_WORDS = {
    hint: getattr(vocabulary, name)
    for name, annotation in get_type_hints(vocabulary).items()
    if get_origin(annotation) is dict and get_origin(hint := get_args(annotation)[0]) is Literal
}
"""The words of a reader for each set of choices."""


class UnheldError(TypeError):
    """A shape that the form has no field for."""


def fields_of(model: type[Record]) -> list[Field]:
    """The fields of a kind, what is said about the record itself below the facts.

    Raises UnheldError where one has a shape that the form cannot show.
    """
    return sorted(
        _parts(model), key=lambda field: (*_LAST, field["name"]).index(field["name"]) if field["name"] in _LAST else -1
    )


def label_of(name: str) -> str:
    """The name of a field in words: `on_the_table` gives `On the table`."""
    words = name.replace("_", " ") if " " in name else name.replace("_", " ").replace("-", " ")
    return words[:1].upper() + words[1:]


def _parts(model: type[Part]) -> Iterator[Field]:
    for name, info in model.model_fields.items():
        if name == "id" and issubclass(model, Record):
            continue  # the name of the file
        written = info.alias or name
        common = {
            "name": written,
            "label": info.title or label_of(written),
            "required": info.is_required(),
        }
        shape = _shape(info.annotation, info)
        if shape["widget"] == "string" and written in _LONG:
            shape["widget"] = "text"
        hint = f"{info.description or ''} {shape.pop('hint', '')}".strip()
        yield common | shape | {"hint": hint}


def _shape(annotation: Any, info: FieldInfo | None) -> Field:
    """What the form shows for a type. `info` is the field that has the type, or None within a list."""
    annotation = _given(annotation)
    origin, arguments = get_origin(annotation), get_args(annotation)
    if choices := _choices(annotation):
        return {"widget": "select", "options": choices}
    if origin is tuple:
        return _list(arguments[0], info)
    if origin is dict:
        return {"widget": "object", "collapsed": "auto", "fields": list(_keyed(*arguments))}
    if annotation is bool:
        return {"widget": "boolean"}
    if annotation in (int, float):
        return {"widget": "number", "value_type": annotation.__name__} | _ends(info)
    if annotation is dt.date:
        return {"widget": "datetime", "type": "date", "format": "YYYY-MM-DD"}
    if isinstance(annotation, type) and issubclass(annotation, Part):
        return {"widget": "object", "collapsed": "auto", "fields": list(_parts(annotation))}
    if isinstance(annotation, type) and issubclass(annotation, Text):
        return _text(annotation)
    raise UnheldError(f"{annotation} is no field of the form")


def _given(annotation: Any) -> Any:
    """A type without `None`, which means that the field may be left out, and without what only a check reads."""
    if get_origin(annotation) is Annotated:
        return _given(get_args(annotation)[0])
    if get_origin(annotation) in (Union, types.UnionType):
        others = [argument for argument in get_args(annotation) if argument is not type(None)]
        return _given(others[0]) if len(others) == 1 else annotation
    return annotation


def _choices(annotation: Any) -> list[dict[str, str]]:
    """The choices of a type with the words for each, or nothing where it is no choice."""
    if get_origin(annotation) is Literal:
        words: Mapping[str, str] = _WORDS.get(annotation, {})
        return [{"label": _said(value, words.get(value, "")), "value": value} for value in get_args(annotation)]
    if get_origin(annotation) in (Union, types.UnionType):
        each = [_choices(argument) for argument in get_args(annotation)]
        return [choice for choices in each for choice in choices] if all(each) else []
    return []


def _said(value: str, words: str) -> str:
    """The words for a choice, with the value that the help texts call it by."""
    plain = value.replace("-", " ")
    return f"{label_of(words)} ({value})" if words and words.lower() != plain.lower() else label_of(value)


def _list(item: Any, info: FieldInfo | None) -> Field:
    ends = _ends(info)
    if choices := _choices(item):
        return {"widget": "select", "multiple": True, "options": choices} | ends
    if isinstance(item, type) and issubclass(item, Part):
        return {"widget": "list", "label_singular": _ANOTHER, "collapsed": True, "fields": list(_parts(item))} | ends
    if get_origin(item) is tuple:
        raise UnheldError("a list of lists is no field of the form")
    single = _shape(item, None)
    if single["widget"] == "relation":
        return single | {"multiple": True} | ends
    if single.keys() == {"widget", "use_emoji_autocomplete"}:
        return {"widget": "list", "label_singular": _ANOTHER} | ends  # a row for each
    hint = {"hint": single.pop("hint")} if "hint" in single else {}
    return (
        {"widget": "list", "label_singular": _ANOTHER, "field": {"name": "item", "label": "Item", **single}}
        | hint
        | ends
    )


def _keyed(keys: Any, values: Any) -> Iterator[Field]:
    """A field for each key that a group may have."""
    found = _choices(keys)
    if not found:
        raise UnheldError(f"a group whose keys are {keys} is no field of the form")
    for choice in found:
        yield {"name": choice["value"], "label": choice["label"], "required": False, **_shape(values, None)}


def _text(kind: type[Text]) -> Field:
    if issubclass(kind, Ref):
        return _reference(kind)
    if issubclass(kind, Claim):
        return {"widget": "claim", "pattern": [kind.json_schema()["pattern"], CITED]}
    limits: Field = {"maxlength": kind.max_length} if kind.max_length else {}
    if kind.pattern:
        limits["pattern"] = [kind.pattern, SLUG if "a-z0-9" in kind.pattern else "A question, with its question mark"]
    return {"widget": "string", "use_emoji_autocomplete": False, **limits}


def _reference(kind: type[Ref]) -> Field:
    if not kind.kind:
        return {"widget": "string", "use_emoji_autocomplete": False, "pattern": [str(kind.pattern), SLUG], "hint": ANY}
    return {
        "widget": "relation",
        "collection": kind.kind,
        "value_field": "{{slug}}",
        "dropdown_threshold": 0,  # a list to search, however short
        "display_fields": [f"{{{{{'title' if kind.kind == 'sources' else 'name'}}}}} ({{{{slug}}}})"],
        "search_fields": [*_FOUND_BY.get(kind.kind, ["name"]), "{{slug}}"],
    }


def _ends(info: FieldInfo | None) -> Field:
    """The least and the most of a number, or of the items of a list."""
    ends: Field = {}
    for limit in info.metadata if info else ():
        match limit:
            case Ge(ge=least):
                ends["min"] = least
            case Le(le=most):
                ends["max"] = most
            case MinLen(min_length=least):
                ends["min"] = least
            case MaxLen(max_length=most):
                ends["max"] = most
            case Gt() | Lt():
                pass  # the form knows no open end; the check does
    return ends
