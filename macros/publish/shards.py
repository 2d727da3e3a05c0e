"""The files of the search index: shards, so that a change of one page is a change of few bytes for a device that keeps the site."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from typing import Any, TypedDict

from macros.publish.search import Head, Index, Part

SHARDS = 8
"""Into how many the pages are divided. More are more requests before the first answer. `search/worker.js` counts the same."""
HEAD = "search/index.json"
"""The file of what is about no single page."""


class Columns(TypedDict):
    """The documents of a shard: for each key the values of all, in order. So it is smaller, once compressed."""

    u: list[str]
    t: list[str]
    k: list[str]
    n: list[list[str]]
    x: list[list[str]]
    s: list[str]
    q: list[list[tuple[str, str]]]
    b: list[str]
    p: list[list[str]]


class PagesShard(TypedDict):
    """All of `search/pages-N.json`.

    `at`: the place of each page among those of all shards, `of`: a name for which pages these are.
    """

    version: int
    of: str
    at: list[int]
    docs: Columns


class PartsShard(TypedDict):
    """All of `search/parts-N.json`: a part for each page of `pages-N.json`, in the same order."""

    version: int
    of: str
    parts: list[Part]


def files(index: Index, parts: Sequence[Part]) -> dict[str, Mapping[str, Any]]:
    """What each file of the index holds, by its path."""
    documents = index["docs"]
    found: dict[str, Mapping[str, Any]] = {HEAD: {key: index[key] for key in Head.__annotations__}}  # type: ignore[literal-required]
    for shard in range(SHARDS):
        at = [place for place, document in enumerate(documents) if _shard_of(document["u"]) == shard]
        named = {"version": index["version"], "of": _digest(" ".join(documents[i]["u"] for i in at)).hex()[:12]}
        docs = {key: [documents[i][key] for i in at] for key in Columns.__annotations__}  # type: ignore[literal-required]
        found[f"search/pages-{shard}.json"] = {**named, "at": at, "docs": docs}
        found[f"search/parts-{shard}.json"] = {**named, "parts": [parts[i] for i in at]}
    return found


def _shard_of(address: str) -> int:
    """Where a page is. Its address alone decides, so that a page more moves no other."""
    return _digest(address)[0] % SHARDS


def _digest(text: str) -> bytes:
    return hashlib.sha256(text.encode()).digest()
