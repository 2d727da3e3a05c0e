"""What people call a thing: the record it names, or records it may mean.

A name leads to its record. Other words bring candidates, from which a person chooses; no guess here ever becomes a fact.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache, lru_cache
from typing import Literal

import snowballstemmer

from macros.model.base import Named
from macros.model.clinical import Medication
from macros.model.vocabulary import Course, Region
from macros.store.library import Library

MOST = 5
"""How many candidates are worth reading."""
ENOUGH = 0.3
"""How much of what was said, weighed by rarity, a candidate's phrase has to share. Low: a candidate is only offered."""
SPELLED = 0.8
"""How alike a word of no phrase and a word of some phrase have to be, to be read as the same word."""

_STEM = snowballstemmer.stemmer("english")
_WORD = re.compile(r"[^\W\d_]\w*")
_SMALL = frozenset([
    "a", "am", "an", "and", "are", "as", "at", "be", "been", "bit", "by", "feel", "feels", "for", "from", "get", "gets",
    "getting", "got", "had", "has", "have", "her", "his", "i", "in", "is", "it", "its", "just", "keep", "keeps", "left",
    "like", "little", "me", "my", "of", "on", "one", "or", "own", "quite", "rather", "right", "so", "some", "that", "the",
    "their", "this", "to", "very", "was", "were", "with",
])  # fmt: skip
"""Words that tell nothing about a sign."""

_DENIED = re.compile(
    r"\b(?:no|not|never|none|without|denies|denied|isn't|aren't|gone|resolved|free of|any more|anymore)\b"
)
_OTHERS = re.compile(r"\b(?:mother|father|sister|brother|family|husband|wife|grandmother|grandfather|aunt|uncle)\b")
_LONG = re.compile(
    r"\b(?:years?|always|long ?standing|for ages|unchanged|no different|the same|same as|stable|old|chronic|since childhood|"
    r"easing|fading|better|less often|improving|before the (?:operation|surgery))\b"
)
_TOLD = re.compile(
    r"\b(?:surgeon|doctor|team|neurologist|specialist|therapist|nurse)\b.{0,24}"
    r"\b(?:knows?|says?|said|told|expects?|watch\w*|aware|seen|offered|working)\b"
)

LEVEL = re.compile(
    r"\b([CTLS])\s?-?(\d{1,2})(?:\s?(?:-|–|/|to)\s?([CTLS])?\s?(\d{1,2}))?\b|\b(?:levels?|single|double|two|three|one)[- ]?levels?\b",
    re.IGNORECASE,
)
"""Bones as letters print them: `C5-6`, `L4/L5`, `T2 to L2`."""

_OF_LETTER: dict[str, Region] = {"c": "cervical", "t": "thoracic", "l": "lumbar", "s": "sacral"}

REGIONS: dict[str, tuple[Region, ...]] = {
    "cervical": ("cervical",),
    "neck": ("cervical",),
    "thoracic": ("thoracic",),
    "upper back": ("thoracic",),
    "mid back": ("thoracic",),
    "lumbar": ("lumbar",),
    "low back": ("lumbar",),
    "lower back": ("lumbar",),
    "sacral": ("sacral",),
    "sacrum": ("sacral",),
    "cervicothoracic": ("cervical", "thoracic"),
    "thoracolumbar": ("thoracic", "lumbar"),
    "lumbosacral": ("lumbar", "sacral"),
}
"""Parts of the spine by what people call them."""

Preset = Literal["denied", "new", "followed", "settled"]
"""How the words sound: that the sign is not there, or its course. It is a proposal, and decides nothing."""


@dataclass(frozen=True)
class Candidate:
    """A record that words may mean."""

    slug: str
    name: str
    like: str
    """The name or saying of the record that is most like the words."""


class Names:
    """Every name of the records of one kind."""

    def __init__(self, library: Library, kind: str) -> None:
        """Raises KeyError for a kind that there is not."""
        self._exact: dict[str, dict[str, None]] = {}
        self._phrases: list[tuple[str, str, str, frozenset[str]]] = []
        record: Named
        for record in library.of(kind):
            generics = record.generics if isinstance(record, Medication) else ()
            for name in (record.id, record.id.replace("-", " "), record.name, *record.names, *generics):
                self._exact.setdefault(plain(name), {})[record.id] = None
            for phrase in (record.name, *record.names, *generics, *record.searches):
                self._phrases.append((record.id, record.name, phrase, stems(phrase)))
        spread = Counter(word for *_, words in self._phrases for word in words)
        self._rarity = {word: math.log(1 + len(self._phrases) / count) for word, count in spread.items()}
        self._rarest = max(self._rarity.values(), default=1.0)

    def exact(self, said: str) -> tuple[str, ...]:
        """The records that are called just this. More than one: the name is ambiguous. None: nobody is called so."""
        return tuple(self._exact.get(plain(said), ()))

    def nearest(self, said: str) -> tuple[str, ...]:
        """Names spelled much like this, to ask whether one of them is meant."""
        return tuple(get_close_matches(plain(said), self._exact, n=3, cutoff=0.6))

    def candidates(self, said: str, most: int = MOST) -> list[Candidate]:
        """Records that words may mean, the likeliest first."""
        asked = frozenset(self._spelled(word) for word in stems(said))
        whole = math.sqrt(sum(self._weight(word) ** 2 for word in asked))
        best: dict[str, tuple[float, Candidate]] = {}
        for slug, name, phrase, words in self._phrases:
            shared = sum(self._weight(word) ** 2 for word in asked & words)
            if not shared:
                continue
            # Half how much of the phrase was said, half how much of what was said it is about: a long complaint may contain a name.
            length = math.sqrt(sum(self._weight(word) ** 2 for word in words))
            score = (shared / (length * whole) + shared / length**2) / 2
            if score >= ENOUGH and score > best.get(slug, (0.0, None))[0]:
                best[slug] = (score, Candidate(slug, name, phrase))
        return [candidate for _, candidate in sorted(best.values(), key=lambda one: (-one[0], one[1].slug))][:most]

    def _spelled(self, word: str) -> str:
        if word in self._rarity:
            return word
        return next(iter(get_close_matches(word, self._rarity, n=1, cutoff=SPELLED)), word)

    def _weight(self, word: str) -> float:
        return self._rarity.get(word, self._rarest)


@lru_cache(maxsize=16)  # a library never changes, and reading a client asks for every kind
def of(library: Library, kind: str) -> Names:
    """Every name of the records of a kind. Raises KeyError for a kind that there is not."""
    return Names(library, kind)


def plain(name: str) -> str:
    """A name as it is compared: lower case, no marks, no dose, singular, US spelling."""
    text = re.sub(r"\b\d+(?:\.\d+)?\s?(?:mg|mcg|g|ml|units?)\b", "", name.lower().replace("’", "'"))
    words = (re.sub(r"(?<=\w{3}[^s])s$", "", word) for word in re.findall(r"[^\W_]+", text))
    return " ".join(words).replace("disc", "disk")


@cache
def stems(phrase: str) -> frozenset[str]:
    """The telling words of a phrase, without their endings."""
    text = phrase.lower().replace("’", "'").replace("can't", "cannot").replace("n't", "")
    return frozenset(_STEM.stemWord(word) for word in _WORD.findall(text.replace("disc", "disk")) if word not in _SMALL)


def preset(said: str) -> Preset:
    """How the words sound: denied, or the course they seem to tell. Nobody's words but the client's count as theirs."""
    text = said.lower()
    if _TOLD.search(text):
        return "settled" if _LONG.search(text) else "followed"
    if _LONG.search(text):
        return "settled"
    return "denied" if _DENIED.search(text) or _OTHERS.search(text) else "new"


def course_of(said: str) -> tuple[str, Course]:
    """What was said and its course: `new-weakness:followed`. Without a course, or with one that there is not: new."""
    words, colon, course = said.rpartition(":")
    if colon and (found := {"new": "new", "followed": "followed", "settled": "settled"}.get(course.strip().lower())):
        return words.strip(), found  # type: ignore[return-value]
    return said.strip(), "new"


def operation(said: str, names: Names) -> tuple[tuple[str, ...], frozenset[Region]]:
    """The operations that words name, and the part of the spine that they give besides: `C5-6 ACDF`, `fused neck`."""
    parts = frozenset(
        _OF_LETTER[letter.lower()] for m in LEVEL.finditer(said) for letter in (m.group(1), m.group(3)) if letter
    )
    text = said.lower()
    parts |= {region for name, regions in REGIONS.items() if re.search(rf"\b{name}\b", text) for region in regions}
    without = " ".join(LEVEL.sub(" ", said).split())
    bare = without
    for name in REGIONS:
        bare = re.sub(rf"\b{name}\b", " ", bare, flags=re.IGNORECASE)
    return names.exact(said) or names.exact(without) or names.exact(bare), parts


def parts_of_the_spine(said: str) -> tuple[Region, ...]:
    """The parts of the spine that words name: `neck`, `cervical and lumbar`. Empty: none of them is one."""
    words = [plain(part) for part in re.split(r"\s*[,;/&+]\s*|\s+and\s+", said)]
    if not all(word in REGIONS for word in words):
        return ()
    return tuple(dict.fromkeys(region for word in words for region in REGIONS[word]))


def listed(said: str) -> list[str]:
    """The single names of what was typed as one: `oxycodone/acetaminophen (Percocet)`."""
    return [part for part in re.split(r"(?:\s*[/(),;+]|\s+and\b|\s+with\b)+\s*", said) if part]
