"""The planner's rules with their reasons, and the table of truth that says what is right for which client."""

from __future__ import annotations

from collections.abc import Iterable

from macros.plan.table import Row
from macros.publish.exports.about import API, head, written
from macros.publish.rules import Reasons, Rules
from macros.store.library import Library


def files(library: Library, rules: Rules, reasons: Reasons, rows: Iterable[Row]) -> dict[str, str]:
    """Both, by their paths below the site's root, and the schema of a row."""
    table = [
        {**row.model_dump(mode="json", by_alias=True, exclude_unset=True), "inWords": row.client.in_words(library)}
        for row in rows
    ]
    schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", **Row.model_json_schema(by_alias=True)}
    told = {key: value for key, value in rules.items() if key not in ("of", "asks")}  # these are for the page
    return {
        f"{API}rules.json": written({**head(library), **told, "reasons": reasons["rules"]}),
        f"{API}truth.json": written({**head(library), "schema": f"{API}schema/truth.json", "clients": table}),
        f"{API}schema/truth.json": written(_with_words(schema)),
    }


def _with_words(schema: dict[str, object]) -> dict[str, object]:
    """The schema of a row with what is added to it for people."""
    properties = schema["properties"]
    assert isinstance(properties, dict)
    words = {"type": "string", "description": "The client in one line, for people."}
    return {**schema, "properties": {**properties, "inWords": words}}
