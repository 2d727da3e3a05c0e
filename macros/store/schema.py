"""JSON Schemas for editors, generated from the model, and the setting by which an editor finds them: `python -m macros schema`."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

from macros.model import KINDS, Kind


def schema_of(kind: Kind) -> dict[str, Any]:
    """The JSON Schema of a kind, as a file of `data/KIND/` has to look."""
    schema = kind.model.model_json_schema(by_alias=True)
    schema["properties"].pop("id")
    schema["required"].remove("id")
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}


@cache
def _text_of(kind: Kind) -> str:
    return json.dumps(schema_of(kind), indent=2, ensure_ascii=False) + "\n"


def schema_files(root: Path) -> dict[Path, str]:
    """Path and text of every schema file, and of the editor's settings, which say what each is the schema of."""
    return _editor(root) | {root / "data" / "schema" / f"{kind.name}.json": _text_of(kind) for kind in KINDS.values()}


def _editor(root: Path) -> dict[Path, str]:
    """The settings of VS Code with the schemas of today; what else they say stays. Nothing for a project without them."""
    file = root / ".vscode" / "settings.json"
    if not file.is_file():
        return {}
    said = json.loads(file.read_text(encoding="utf-8"))
    said["yaml.schemas"] = {f"data/schema/{kind.name}.json": f"data/{kind.name}/*.yaml" for kind in KINDS.values()}
    return {file: json.dumps(said, indent=2, ensure_ascii=False) + "\n"}


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
