"""JSON Schemas for editors, generated from the model, and the setting by which an editor finds them: `python -m macros schema`."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from pydantic.json_schema import models_json_schema

from macros.model import KINDS, Kind


@cache
def schemas() -> dict[str, dict[str, Any]]:
    """The JSON Schema of each kind by its name, as a file of `data/KIND/` has to look. All are made at once: they share most of their parts."""
    named, made = models_json_schema([(kind.model, "validation") for kind in KINDS.values()], by_alias=True)
    parts: dict[str, Any] = made["$defs"]

    def schema(kind: Kind) -> dict[str, Any]:
        own = dict(parts[_name(named[kind.model, "validation"]["$ref"])])
        own["properties"] = {name: field for name, field in own["properties"].items() if name != "id"}
        own["required"] = [name for name in own["required"] if name != "id"]
        used = sorted(_used(own, parts))
        return {
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            **({"$defs": {name: parts[name] for name in used}} if used else {}),
            **own,
        }

    return {kind.name: schema(kind) for kind in KINDS.values()}


def _used(schema: Any, parts: Mapping[str, Any], found: frozenset[str] = frozenset()) -> frozenset[str]:
    """The parts that a schema refers to, also by way of others."""
    if isinstance(schema, list):
        for item in schema:
            found = _used(item, parts, found)
    elif isinstance(schema, dict):
        for key, value in schema.items():
            if key != "$ref":
                found = _used(value, parts, found)
            elif (name := _name(value)) not in found:
                found = _used(parts[name], parts, found | {name})
    return found


def _name(reference: str) -> str:
    return reference.rpartition("/")[2]


def schema_files(root: Path) -> dict[Path, str]:
    """Path and text of every schema file, and of the editor's settings, which say what each is the schema of."""
    return _editor(root) | {root / "data" / "schema" / f"{name}.json": text for name, text in _texts().items()}


@cache
def _texts() -> dict[str, str]:
    return {name: _text(schema) for name, schema in schemas().items()}


def _text(schema: dict[str, Any]) -> str:
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"


def _editor(root: Path) -> dict[Path, str]:
    """The settings of VS Code with the schemas of today; what else they say stays. Nothing for a project without them."""
    file = root / ".vscode" / "settings.json"
    if not file.is_file():
        return {}
    said = json.loads(file.read_text(encoding="utf-8"))
    said["yaml.schemas"] = {f"data/schema/{kind.name}.json": f"data/{kind.name}/*.yaml" for kind in KINDS.values()}
    return {file: _text(said)}


def stale(root: Path) -> list[Path]:
    """The schema files that are missing, outdated or of no kind."""
    files = schema_files(root)
    wrong = [path for path, text in files.items() if not path.is_file() or path.read_text(encoding="utf-8") != text]
    return wrong + sorted(set((root / "data" / "schema").glob("*")) - set(files))


def write(root: Path) -> list[Path]:
    """Brings `data/schema/` up to date and returns the files that changed."""
    changed = stale(root)
    files = schema_files(root)
    for path in changed:
        if path in files:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(files[path], encoding="utf-8")
        else:
            path.unlink()
    return changed
