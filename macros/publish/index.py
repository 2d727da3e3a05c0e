"""The files of the search index, divided so that an edit of a record changes few bytes of them for a device that keeps the site.

`search/index.json` has what seldom changes: names and sayings, and what is known of signs. `search/words.json` has what an edit of a
sentence changes. Both come with the first query. What is only shown comes after that, in shards.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, TypedDict

from macros.publish.search import Index, Part
from macros.publish.stops import Stops

SHARDS = 8
"""Into how many files what is shown is divided. `search/worker.js` counts the same."""
FIRST, WORDS = "search/index.json", "search/words.json"
"""The files of the first answer."""


class Names(TypedDict):
    """Documents in columns: for each key the values of all, in order. So a file is smaller, once compressed."""

    u: list[str]
    t: list[str]
    k: list[str]
    n: list[list[str]]
    x: list[list[str]]
    q: list[list[tuple[str, str]]]
    p: list[list[str]]


class Said(TypedDict):
    """The columns that an edit of a sentence changes."""

    s: list[str]
    b: list[str]


class IndexFile(TypedDict):
    """All of `search/index.json`. `of`: a name for which pages these are, in which order; the other keys are those of `Index`."""

    version: int
    of: str
    report: str
    kinds: dict[str, float]
    strange: list[str]
    synonyms: list[list[str]]
    stops: Stops
    docs: Names


class WordsFile(TypedDict):
    """All of `search/words.json`, for the pages of the same name."""

    version: int
    of: str
    docs: Said


class PartsFile(TypedDict):
    """All of `search/parts-N.json`. `at`: the place of each part's page among all."""

    version: int
    of: str
    at: list[int]
    parts: list[Part]


def files(index: Index, parts: Sequence[Part]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """The path of each file of the index, and what it holds."""
    documents = index["docs"]
    named = {"version": index["version"], "of": _digest(" ".join(d["u"] for d in documents)).hex()[:12]}
    names, said = (
        {key: [document[key] for document in documents] for key in columns.__annotations__}  # type: ignore[literal-required]
        for columns in (Names, Said)
    )
    yield FIRST, {**index, **named, "docs": names}
    yield WORDS, {**named, "docs": said}
    for shard in range(SHARDS):
        at = [place for place, document in enumerate(documents) if _digest(document["u"])[0] % SHARDS == shard]
        yield f"search/parts-{shard}.json", {**named, "at": at, "parts": [parts[place] for place in at]}


def _digest(text: str) -> bytes:
    return hashlib.sha256(text.encode()).digest()
