"""What Sveltia CMS is told: where the records are, what each is made of, and how a change is proposed."""

from __future__ import annotations

from typing import Any

from macros.model import KINDS, Kind
from macros.publish.editor.fields import Field, UnheldError, fields_of, label_of
from macros.store.settings import Settings

BEGUN_HERE = ("glossary", "sources", "rates")
"""The kinds of which the form begins a record. Others need a page or rules besides, or have the name of something else."""

SOURCE = "as-it-was"
"""The field in which the form keeps the text of a file, so that saving leaves alone what nobody changed. `form.js` takes it out."""

_NAMED = {"sources": "title", "rates": "measure"}
"""The field that names a record. Any other: `name`, or its slug."""


def config(forge: Settings) -> dict[str, Any]:
    """The configuration. Without a forge it has the way that needs none: the files of this machine."""
    return {
        "load_config_file": False,
        "backend": _backend(forge),
        "publish_mode": "editorial_workflow",
        "app_title": "Steady Hands: facts in a form",
        "logo": {"src": "../assets/images/favicon.svg"},
        "media_folder": "docs",  # the form wants one; no record has a picture
        "media_libraries": {"stock_assets": {"providers": []}},
        "show_preview_links": False,
        "editor": {"preview": False},
        "output": {"omit_empty_optional_fields": True},
        "slug": {"encoding": "ascii", "clean_accents": True},
        "collections": [
            _collection(kind, fields) for kind, fields in ((kind, held(kind)) for kind in KINDS.values()) if fields
        ],
    }


def held(kind: Kind) -> list[Field]:
    """The fields of a kind, or none where it has a shape that the form cannot show."""
    try:
        return fields_of(kind.model)
    except UnheldError:
        return []


def _backend(forge: Settings) -> dict[str, Any]:
    project = {"name": "github", "branch": "main"}
    if not forge.github:
        # It wants a forge whose button the page hides: what is served here are files.
        return project | {"repo": "local/steady-hands", "auth_methods": ["token"]}
    sign_in = {"base_url": forge.sign_in} if forge.sign_in else {"auth_methods": ["token"]}
    return project | {"repo": forge.github, "open_authoring": True, "auth_scope": "public_repo"} | sign_in


def _collection(kind: Kind, fields: list[Field]) -> dict[str, Any]:
    named = next((field["name"] for field in fields if field["name"] == _NAMED.get(kind.name, "name")), "")
    return {
        "name": kind.name,
        "label": label_of(kind.name),
        "label_singular": label_of(kind.singular),
        "folder": f"data/{kind.name}",
        "extension": "yaml",
        "format": "record",
        "create": kind.name in BEGUN_HERE,
        "delete": False,
        "duplicate": False,
        "slug": {
            "editable": ["create"],
            "hint": "The name of the file, which never changes: lower-case letters, digits and hyphens.",
            "pattern": ["^[a-z0-9]+(-[a-z0-9]+)*$", "Lower-case letters, digits and hyphens"],
        },
        "identifier_field": named or fields[0]["name"],
        "summary": f"{{{{{named}}}}}" if named else "{{slug}}",
        "sortable_fields": ["slug", *filter(None, (named,))],
        "fields": [*fields, {"name": SOURCE, "widget": "hidden"}],
    }
