"""The records as JSON: a file a record, one a kind, an index, their schemas, and OpenAPI to tell of it all.

A record has the fields of its YAML file under the same names, and its id. What a file leaves out, its export leaves out, so
that `loaded` makes an equal library of them.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from macros.model import KINDS, Kind
from macros.model.base import Record
from macros.publish.exports.about import API, BY, LICENSE, LICENSE_URL, NAME, NOTICE, WHAT, head, written
from macros.store.library import Library
from macros.text import links
from macros.text.claims import claims


def address(kind: str, slug: str) -> str:
    """The address of a record's file, below the site's root. It stays as long as the record has this slug."""
    return f"{API}{kind}/{slug}.json"


def files(library: Library, places: Mapping[tuple[str, str, str], str]) -> Iterator[tuple[str, str]]:
    """Every file but the index: its path below the site's root, and its text. `places`: where each claim is, by kind, record and name."""
    yield f"{API}openapi.json", written(openapi(library))
    for kind in KINDS.values():
        yield f"{API}schema/{kind.name}.json", written(schema(kind))
        records = list(_of(kind, library))
        about = {**head(library), "kind": kind.name, "schema": f"{API}schema/{kind.name}.json"}
        entries = [_entry(kind, record) for record in records]
        yield f"{API}{kind.name}.json", written({**about, "records": entries})
        for record, entry in zip(records, entries, strict=True):
            claims = _claims(kind.name, record, places)
            yield address(kind.name, record.id), written({**about, **entry, "claims": claims})


def index(library: Library, others: Mapping[str, str]) -> str:
    """The index: the kinds with the address of every record, and `others`, what else there is by path, in words."""
    kinds = {
        kind.name: {
            "file": f"{API}{kind.name}.json",
            "schema": f"{API}schema/{kind.name}.json",
            "records": {record.id: address(kind.name, record.id) for record in _of(kind, library)},
        }
        for kind in KINDS.values()
    }
    return written({**head(library), "name": NAME, "about": WHAT, "kinds": kinds, "files": dict(others)})


def loaded(files: Mapping[str, str]) -> Library:
    """The library that was exported, from texts by their path below the site's root. Reads the files of kinds alone.

    Raises:
        KeyError: The file of a kind is missing.
        pydantic.ValidationError: A record is not what the model says.
    """
    return Library(
        (kind.name, kind.model.model_validate(entry["record"]))
        for kind in KINDS.values()
        for entry in json.loads(files[f"{API}{kind.name}.json"])["records"]
    )


def schema(kind: Kind) -> dict[str, Any]:
    """The JSON Schema of a record of a kind as it is exported: that of its file, and its id."""
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **kind.model.model_json_schema(by_alias=True)}


def _of(kind: Kind, library: Library) -> Iterator[Record]:
    return iter(sorted((*library.of(kind.name), *library.retired(kind.name)), key=lambda record: record.id))


def _entry(kind: Kind, record: Record) -> dict[str, Any]:
    """A record with the address of its page, where it has one."""
    page = {} if kind.pages == "none" else {"page": links.url_of(links.page_of(kind.name, record.id))}
    return {**page, "record": record.model_dump(mode="json", by_alias=True, exclude_unset=True)}


def _claims(kind: str, record: Record, places: Mapping[tuple[str, str, str], str]) -> dict[str, Any]:
    """The claims of a record by their names, each with its places in the file, as JSON Pointers, and its address on the site."""
    found: dict[str, Any] = {}
    for claim in claims(record):
        url = places.get((kind, record.id, claim.name))
        at = {"at": [], "text": claim.words, "sources": claim.sources}
        one = found.setdefault(claim.name, at if url is None else {"url": url, **at})
        one["at"].append("/".join(map(str, ("/record", *claim.path))))
    return found


_TEXT = {"type": "string"}
_TEXTS = {"type": "array", "items": _TEXT}
_CLAIMS = {
    "type": "object",
    "description": "Every claim by its name",
    "additionalProperties": {
        "type": "object",
        "required": ["at", "text", "sources"],
        "properties": {
            "url": {
                **_TEXT,
                "description": "Its place on the site, below the site's root. A retired record may have claims without",
            },
            "at": {**_TEXTS, "description": "Its places in this file, as JSON Pointers"},
            "text": {**_TEXT, "description": "Its words, without links and citations"},
            "sources": {**_TEXTS, "description": "The ids of the sources that it cites"},
        },
    },
}
_HEAD = ("edition", "license", "licenseUrl", "attribution", "notice")


def openapi(library: Library) -> dict[str, Any]:
    """The description of all this in OpenAPI 3.1."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": NAME,
            "summary": WHAT,
            "description": f"{NOTICE} Files, made with every build. Attribute to: {BY}.",
            "version": library.edition,
            "license": {"name": LICENSE, "url": LICENSE_URL},
        },
        "servers": [{"url": "../..", "description": "The root of the site that this file is on"}],
        "paths": {
            f"/{API}index.json": _get("index", "What there is", _object({"kinds": {"type": "object"}, "files": {"type": "object"}})),
            f"/{API}rules.json": _get("rules", "The planner's rules, with their reasons", _object({"rules": {"type": "array"}, "reasons": {"type": "object"}})),
            f"/{API}truth.json": _get("truth", "Clients, and what is right for each", _object({"clients": {"type": "array", "items": {"$ref": "schema/truth.json"}}})),
            **dict(_paths()),
        },
        "components": {"parameters": {"slug": {"name": "slug", "in": "path", "required": True, "description": "The id of a record", "schema": _TEXT}}},
    }  # fmt: skip


def _paths() -> Iterator[tuple[str, Any]]:
    for kind in KINDS.values():
        record = {"$ref": f"schema/{kind.name}.json"}
        page = {} if kind.pages == "none" else {"page": {**_TEXT, "description": "Its page, below the site's root"}}
        entry = {"type": "object", "required": [*page, "record"], "properties": {**page, "record": record}}
        of_kind = {"kind": {"const": kind.name}, "schema": _TEXT}
        everything = _object({**of_kind, "records": {"type": "array", "items": entry}})
        yield f"/{API}{kind.name}.json", _get(kind.name, f"Every record of {kind.name}", everything)
        parts = {**of_kind, **page, "record": record, "claims": _CLAIMS}
        one = _get(f"{kind.name}-one", f"One record of {kind.name}", _object(parts))
        yield f"/{API}{kind.name}/{{slug}}.json", {"parameters": [{"$ref": "#/components/parameters/slug"}], **one}


def _object(properties: dict[str, Any]) -> dict[str, Any]:
    about = dict.fromkeys(_HEAD, _TEXT)
    return {"type": "object", "required": [*about, *properties], "properties": {**about, **properties}}


def _get(name: str, what: str, answer: dict[str, Any]) -> dict[str, Any]:
    responses = {"200": {"description": what, "content": {"application/json": {"schema": answer}}}}
    return {"get": {"operationId": name, "summary": what, "responses": responses}}
