"""How people tell of a sign without its name: the ways that a sign lists, with the words that stand in capitals filled in."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from macros.model.clinical import Wording
from macros.model.text import Pattern

CAPITALS = re.compile(r"(?<!\\)\b[A-Z]{2,}\b")
"""A word that stands for those of a file in `data/wordings/`."""


def name_of(wording: Wording) -> str:
    """How a way calls a wording: `cannot` is `CANNOT`."""
    return wording.id.upper().replace("-", "")


def pattern_of(wording: Wording) -> str:
    """All words of a wording as one pattern."""
    return "|".join(wording.words)


def filled(pattern: str, wordings: Mapping[str, str]) -> str:
    """A pattern in which every word in capitals is replaced by what it stands for.

    Raises:
        KeyError: No wording has that name.
        RecursionError: A wording stands for itself.
    """
    return CAPITALS.sub(lambda found: filled(wordings[found.group()], wordings), pattern)


def compiled(pattern: Pattern | str, wordings: Mapping[str, str]) -> re.Pattern[str]:
    """A pattern that finds whole words, as the browser makes it.

    Raises:
        KeyError, RecursionError: See `filled`.
        re.error: It is no regular expression.
    """
    return _compiled(filled(pattern, wordings))


@lru_cache(maxsize=4096)  # `re` keeps 512, and there are more
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![a-z0-9])(?:{pattern})(?![a-z0-9])")
