"""What people call a thing, to the record it names: names, synonyms and brands, whole or nearly."""

from __future__ import annotations

import math
import re
from collections import Counter
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache

import snowballstemmer

from macros.library import Library
from macros.model.base import Named
from macros.model.clinical import Medication

MOST = 0.5
"""How much of a saying a name within it has to make up, by the rarity of its words."""
OVERLAP = 0.4
"""How many of the words of two sayings have to be common to both, to be compared at all."""
ALIKE = 0.62
"""How alike a saying and another have to be (cosine of rarity-weighted words) to be taken for the same."""

_STEM = snowballstemmer.stemmer("english")
_WORD = re.compile(r"[^\W\d_]\w*")
_RETURNED = re.compile(r"\b(?:is|are|came|come|coming) back\b")  # not the back
_PARTS = re.compile(r"\s*[/(),;+]\s*|\s+and\s+|\s+with\s+")
_SMALL = frozenset([
    "a", "an", "and", "at", "by", "for", "from", "in", "is", "are", "am", "it", "its", "my", "me", "of", "on",
    "one", "or", "the", "to", "with", "very", "some", "her", "his", "their", "i", "has", "have", "had",
    "been", "be", "was", "were", "this", "that", "than", "then", "as", "when", "since", "last", "after",
    "like", "feel", "feels", "feeling", "bit", "little", "quite", "rather", "both", "left", "right", "able",
    "get", "gets", "getting", "got", "keep", "keeps", "kept", "so", "just", "still",
])  # fmt: skip
"""Words that tell nothing about a sign."""


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
        """The records that a word or a saying names: the whole of it, else each of its parts.

        A part is found as it stands, as a name within it, or by the name or saying most like it.
        """
        slugs = self._exact.get(_plain(said)) or [
            slug for part in _PARTS.split(said) for slug in self._exact.get(_plain(part)) or self._found(part)
        ]
        if not slugs:
            slugs = self._found(said)
        near = () if slugs else tuple(get_close_matches(_plain(said), self._exact, n=3, cutoff=0.5))
        return Understood(said, tuple(dict.fromkeys(slugs)), near)

    def _found(self, said: str) -> list[str]:
        slug = self._within(said) or self._alike(said)
        return [slug] if slug else []

    def _within(self, said: str) -> str | None:
        """The record whose name stands in the saying, word by word.

        A sign may be named in passing; its name has to make up most of what is said.
        """
        asked = _words(said)
        whole = sum(map(self._weight, asked)) or 1.0
        best, chosen = 0.0, None
        for slug, words in self._names:
            if words and words <= asked and (share := sum(map(self._weight, words)) / whole) > best:
                best, chosen = share, slug
        return chosen if best >= (MOST if self._sayings else 0) else None

    def _alike(self, said: str) -> str | None:
        """The record with the name or saying that shares the most with this one, if that is enough."""
        asked = _words(said)
        length = math.sqrt(sum(self._weight(word) ** 2 for word in asked))
        best, chosen = 0.0, None
        for slug, words in (*self._names, *self._sayings):
            shared = asked & words
            # The word that tells most of a saying has to be said, and a word or two are not enough to guess from.
            if len(shared) < (1 if len(asked) == 1 else 2 / 3 if len(asked) == 2 else OVERLAP) * len(asked | words):
                continue
            if max(words, key=self._weight) not in shared:
                continue
            whole = math.sqrt(sum(self._weight(word) ** 2 for word in words)) * length
            cosine = sum(self._weight(word) ** 2 for word in shared) / whole
            if cosine > best:
                best, chosen = cosine, slug
        return chosen if best >= ALIKE else None

    def _weight(self, word: str) -> float:
        return self._rarity.get(word, self._unheard)


def _plain(name: str) -> str:
    """A name as it is compared: lower case, no marks, US spelling, negations spelled out."""
    text = name.lower().replace("’", "'").replace("can't", "not").replace("cannot", "not").replace("n't", " not")
    return " ".join(_WORD.findall(_RETURNED.sub("returned", text))).replace("disc", "disk")


@cache
def _words(phrase: str) -> frozenset[str]:
    """The telling words of a phrase, without their endings."""
    return frozenset(_STEM.stemWord(word) for word in _plain(phrase).split() if word not in _SMALL)
