"""The claims of a record, each under a name that lasts.

A claim is named by its words: `1f3a5b7c`, the start of their SHA-256. So its address stays when claims move about in a record, and
leads nowhere, not to other words, once the claim is no longer made like that.
"""

from __future__ import annotations

import hashlib
from typing import TypedDict

from macros.model.base import Record, walk
from macros.model.text import Claim, cited, plain


class Claimed(TypedDict):
    """A claim. `at`: its places in the file of the record, as JSON Pointers; `text`: its words without marks; `sources`: ids."""

    at: list[str]
    text: str
    sources: list[str]


def claims(record: Record) -> dict[str, Claimed]:
    """Every claim of a record by its name, in the order of the file. Words that stand in two places are one claim."""
    found: dict[str, Claimed] = {}
    for path, value in walk(record):
        if isinstance(value, Claim):
            name = hashlib.sha256(value.encode()).hexdigest()[:8]
            claim = found.setdefault(name, {"at": [], "text": plain(value), "sources": [*dict.fromkeys(cited(value))]})
            claim["at"].append("/".join(map(str, ("/record", *path))))
    return found
