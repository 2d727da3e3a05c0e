"""What people call a thing, to the record it names: names, synonyms and brands, whole or nearly."""

from __future__ import annotations

import math
import re
from collections import Counter
from dataclasses import dataclass
from difflib import get_close_matches

from macros.library import Library
from macros.model.base import Named
from macros.model.clinical import Medication

MOST = 0.5
"""How much of a saying a name within it has to make up, by the rarity of its words."""
ALIKE = 0.65
"""How alike a saying and another have to be (cosine of rarity-weighted words) to be taken for the same."""

_WORD = re.compile(r"[^\W\d_]\w*")
_PARTS = re.compile(r"\s*[/(),;+]\s*|\s+and\s+|\s+with\s+")
_SMALL = frozenset(
    [
        "a",
        "an",
        "and",
        "at",
        "by",
        "for",
        "from",
        "in",
        "is",
        "it",
        "my",
        "of",
        "on",
        "one",
        "or",
        "the",
        "to",
        "with",
        "very",
        "some",
        "her",
        "his",
        "their",
    ]
)


@dataclass(frozen=True)
class Understood:
    """What was made of a word or a saying."""

    said: str
    slugs: tuple[str, ...]
    """The records it names. None: not understood."""
    nearest: tuple[str, ...] = ()
    """Names like it, for what was not understood."""


class Names:
    """Every name of the records of one kind."""

    def __init__(self, library: Library, kind: str, sayings: bool = False) -> None:
        """`sayings` takes what people type without naming it into account as well."""
        self._exact: dict[str, list[str]] = {}
        self._names: list[tuple[str, frozenset[str]]] = []
        self._sayings: list[tuple[str, frozenset[str]]] = []
        record: Named
        for record in library.of(kind):
            generics = record.generics if isinstance(record, Medication) else ()
            for name in (record.id.replace("-", " "), record.name, *record.names, *generics):
                slugs = self._exact.setdefault(_plain(name), [])
                if record.id not in slugs:
                    slugs.append(record.id)
            self._names += [(record.id, _words(name)) for name in (record.name, *record.names, *generics)]
            self._sayings += [(record.id, _words(saying)) for saying in (record.searches if sayings else ())]
        phrases = (*self._names, *self._sayings)
        spread = Counter(word for _, words in phrases for word in words)
        self._rarity = {word: math.log(1 + len(phrases) / count) for word, count in spread.items()}
        self._unheard = min(self._rarity.values(), default=1.0)

    def understand(self, said: str) -> Understood:
        """The records that a word or a saying names: the whole of it, its parts, a name within it, or the most alike."""
        if slugs := self._exact.get(_plain(said)):
            return Understood(said, tuple(slugs))
        parts = [slug for part in _PARTS.split(said) for slug in self._exact.get(_plain(part), ())]
        if not parts:
            parts = [slug for slug in (self._within(said) or self._alike(said),) if slug]
        if parts:
            return Understood(said, tuple(dict.fromkeys(parts)))
        return Understood(said, (), tuple(get_close_matches(_plain(said), self._exact, n=3, cutoff=0.5)))

    def _within(self, said: str) -> str | None:
        """The record whose name stands in the saying, word by word, and makes up most of it."""
        asked = _words(said)
        whole = sum(map(self._weight, asked))
        best, chosen = 0.0, None
        for slug, words in self._names:
            if words <= asked and (share := sum(map(self._weight, words)) / whole) > best:
                best, chosen = share, slug
        return chosen if best >= MOST else None

    def _alike(self, said: str) -> str | None:
        """The record with the name or saying that shares the most with this one, if that is enough."""
        asked = _words(said)
        length = math.sqrt(sum(self._weight(word) ** 2 for word in asked))
        best, chosen = 0.0, None
        for slug, words in (*self._names, *self._sayings):
            shared = asked & words
            if 2 * len(shared) <= len(asked | words):
                continue
            whole = math.sqrt(sum(self._weight(word) ** 2 for word in words)) * length
            cosine = sum(self._weight(word) ** 2 for word in shared) / whole
            if cosine > best:
                best, chosen = cosine, slug
        return chosen if best >= ALIKE else None

    def _weight(self, word: str) -> float:
        return self._rarity.get(word, self._unheard)


def _plain(name: str) -> str:
    return " ".join(_WORD.findall(name.lower())).replace("disc", "disk")


def _words(phrase: str) -> frozenset[str]:
    words = (word for word in _plain(phrase).split() if word not in _SMALL)
    return frozenset(
        word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word for word in words
    )
