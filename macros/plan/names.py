"""What people call a thing: the record it names, or records it may mean.

A name leads to its record. Other words bring candidates, from which a person chooses; no guess here ever becomes a fact.
The page in the browser does the same: `session/words.js`.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from itertools import pairwise, permutations
from typing import Literal, NamedTuple

import snowballstemmer

from macros.model.base import Named
from macros.model.clinical import Medication, Sign
from macros.model.vocabulary import Course, Region
from macros.store.library import Library
from macros.store.trace import question

MOST = 5
"""How many candidates are worth reading."""
ENOUGH = 0.3
"""How much of what was said, weighed by rarity, a candidate's phrase has to share. Low: a candidate is only offered."""
SLIPS = ((4, 1), (7, 2))
"""How many slips of the finger are forgiven in a word that no phrase has, from how many letters on."""
PART = 3
"""The fewest letters that a part of a run-together word has."""

MANY = 4
"""Parts of a combined medicine from which on nobody says them in an order of their own."""

DOSE = re.compile(r"\b\d+(?:\.\d+)?\s?(?:mg|mcg|g|ml|units?)\b", re.IGNORECASE)
_FORM = re.compile(
    r"\b(?:\d+(?:/\d+)?|er|xr|sr|cr|la|xl|dr|ec|pm|hcl|hydrochloride|sodium|calcium|potassium|succinate|tartrate|besylate|maleate|"
    r"sulfate|bd|bid|tid|qid|qd|qhs|od|prn|daily|nightly|(?:once|twice) (?:daily|a day)|tablets?|tabs?|capsules?|caps?|pills?|"
    r"patch|injections?|shots?|taper|dose pack)\b",
    re.IGNORECASE,
)
"""What may stand behind the name of a medicine and changes nothing: salt, form, how often."""

_STEM = snowballstemmer.stemmer("porter")
_WORD = re.compile(r"[^\W\d_][^\W_]*")
_BRITISH = (
    ("our$", "or"), ("ours$", "ors"), ("aem", "em"), ("oed", "ed"), ("haem", "hem"), ("aes", "es"), ("disc", "disk"),
    ("ise$", "ize"), ("isation", "ization"), ("paed", "ped"), ("centre", "center"), ("fibre", "fiber"), ("^oes", "es"),
    ("rrhoe", "rrhe"),
)  # fmt: skip
"""British spellings, and the US ones; the same as in `search/words.js`."""
_LETTERS = re.compile(r"\b(?:[^\W\d_]\.){2,}(?:[^\W\d_]\b)?")
"""Abbreviations as a careful hand writes them: `A.C.D.F.`."""
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
_NOT = re.compile(
    r"^(?:(?:i|she|he) )?(?:(?:have|has|had|feels?) )?(?:no|without|denies|denied|free of|never had) (?P<what>.+)$"
)
"""What is said not to be there."""
_ANY = re.compile(r"^(?:any|an?|new|more|signs? of) ")
"""What may stand before its name."""
_COUNTED = r"(?:(?:\d+|an?|one|two|three|four|five|six|seven|eight|nine|ten|few|some|several|many|couple of) ){0,2}"
_SPAN = r"(?:hours?|days?|weeks?|months?|years?)"
_DAY = r"(?:last (?:night|week|month|year)|yesterday|this morning|today|(?:last )?(?:mon|tues|wednes|thurs|fri|satur|sun)day|\d{4})"
_WHEN = re.compile(
    rf"\b(?:(?:since|from) {_DAY}|(?:for|(?:for|over) the (?:last|past)) {_COUNTED}(?:{_SPAN}|ages)|"
    rf"{_COUNTED}{_SPAN} ago|yesterday|this morning|last night)\b",
    re.IGNORECASE,
)
"""Since when something is there, or for how long: it tells nothing of what it is."""
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
    r"\b([CTLS])\s?-?(\d{1,2})((?:\s?(?:-|–|/|to|through)\s?[CTLS]?\s?\d{1,2})*)\b"
    r"(?:\s?(?:-|–|/|to)\s?(?:the )?(pelvis|ilium)\b)?"
    r"(?![- ]?(?:weighted|signal|hyper|hypo|sequence|image))",
    re.IGNORECASE,
)
"""Bones as letters print them: `C5-6`, `L4/L5`, `T2 to L2`, `L3-L4-L5`, `T10-pelvis`; not the T1 and T2 of a scan."""

_BONE = re.compile(r"([CTLS])?\s?(\d{1,2})", re.IGNORECASE)
_BONES = {"C": 7, "T": 12, "L": 6, "S": 5}
_COUNT = re.compile(r"\b(?:single|double|one|two|three|four|multi|\d)[- ]?levels?\b|\blevels?\b", re.IGNORECASE)
_SIDES = re.compile(r"\b(?:(left|right)(?:[- ]sided?)?|both sides|bilateral(?:ly)?)\b", re.IGNORECASE)
_AROUND = re.compile(r"\b(?:surgery|operation|procedure|at|on|of|the|my|his|her|for|in)\b", re.IGNORECASE)
"""What may stand around the name of an operation and changes nothing."""

_OF_LETTER: dict[str, Region] = {"c": "cervical", "t": "thoracic", "l": "lumbar", "s": "sacral", "p": "sacral"}

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

Side = Literal["left", "right", "both"]
Preset = Literal["denied", "new", "followed", "settled"]
"""How the words sound: that the sign is not there, or its course. It is a proposal, and decides nothing."""


@dataclass(frozen=True)
class Candidate:
    """A record that words may mean."""

    slug: str
    name: str
    like: str
    """The name or saying of the record that is most like the words."""
    kind: str = ""


class Known(NamedTuple):
    """A medicine that is known by name."""

    label: str
    """`topiramate (Topamax)`."""
    slugs: tuple[str, ...]
    """The medicines with a page that it is one of, or that are in it."""
    whole: bool
    """Whether all that is in it has a page."""


class Names:
    """Every name of the records of some kinds, as one box takes them."""

    def __init__(self, library: Library, *kinds: str) -> None:
        """Raises KeyError for a kind that there is not."""
        self._exact: dict[str, dict[str, None]] = {}
        self._phrases: list[tuple[Named, str, str, frozenset[str]]] = []
        record: Named
        for of_kind, record in [(kind, record) for kind in kinds for record in library.of(kind)]:
            generics = record.generics if isinstance(record, Medication) else ()
            # People name an operation or a medicine. What they feel they tell.
            sayings = record.searches if isinstance(record, Sign) else ()
            for name in (record.id, record.id.replace("-", " "), record.name, *record.names, *generics):
                self._exact.setdefault(plain(name), {})[record.id] = None
            for phrase in (record.name, *record.names, *generics, *sayings):
                self._phrases.append((record, of_kind, phrase, stems(phrase)))
        self._medicines: dict[str, tuple[str, str]] = {}
        for list_of in library.of("formularies") if "medications" in kinds else ():
            for medicine in list_of.medicines:
                parts = medicine.generic.split("/")
                for order in permutations(parts) if len(parts) < MANY else (parts,):
                    self._medicines.setdefault(plain(" ".join(order)), (medicine.generic, medicine.generic))
                for name in medicine.brands:
                    self._medicines.setdefault(plain(name), (medicine.generic, name))
        self._operations = tuple(library.of("procedures") if "procedures" in kinds else ())
        spread = Counter(word for *_, words in self._phrases for word in words)
        self._rarity = {word: math.log(1 + len(self._phrases) / count) for word, count in spread.items()}
        self._rarest = max(self._rarity.values(), default=1.0)

    def exact(self, said: str) -> tuple[str, ...]:
        """The records that are called just this. More than one: the name is ambiguous. None: nobody is called so."""
        found = tuple(self._exact.get(plain(said), ()))
        known = self.medicine(said)
        return found or (known.slugs if known and known.whole else ())

    def medicine(self, said: str) -> Known | None:
        """A medicine that is known by this name, with or without a page, whatever its dose and form. None: there is none."""
        for name in (plain(said), plain(_FORM.sub(" ", DOSE.sub(" ", said)))):
            if slugs := tuple(self._exact.get(name, ())) if self._medicines else ():
                return Known(said, slugs, True)
            if name in self._medicines:
                generic, written = self._medicines[name]
                parts = [tuple(self._exact.get(plain(part), ())) for part in generic.split("/")]
                label = generic if plain(written) == plain(generic) else f"{generic} ({written})"
                return Known(label, tuple(dict.fromkeys(slug for part in parts for slug in part)), all(parts))
        return None

    def done_on(self, operation: str, part: Region | None) -> str:
        """The kind of an operation for that part of the spine, if its kinds differ by the part alone; or the operation itself."""
        kinds = [kind for kind in self._operations if kind.is_a == operation]
        by_part = {kind.regions: kind.id for kind in kinds if len(kind.regions) == 1}
        return by_part.get((part,), operation) if part and len(by_part) == len(kinds) else operation

    def nearest(self, said: str) -> tuple[str, ...]:
        """Names spelled much like this, to ask whether one of them is meant."""
        return () if self.medicine(said) else tuple(get_close_matches(plain(said), self._exact, n=3, cutoff=0.6))

    def denied(self, said: str) -> tuple[str, ...]:
        """The records that are said not to be there, by what they are called: `no fever`. `No gas` is itself a name, and denies none."""
        found = None if self.exact(said) else _NOT.match(said.strip().lower())
        what = found["what"] if found else ""
        while what and not self.exact(what) and _ANY.match(what):
            what = _ANY.sub("", what)
        return self.exact(what)

    def candidates(self, said: str, most: int = MOST) -> list[Candidate]:
        """Records that words may mean, the likeliest first."""
        asked = frozenset(self._meant(said))
        whole = math.sqrt(sum(self._weight(word) ** 2 for word in asked))
        best: dict[str, tuple[float, Candidate]] = {}
        for record, kind, phrase, words in self._phrases:
            shared = sum(self._weight(word) ** 2 for word in asked & words)
            if not shared:
                continue
            # Half how much of the phrase was said, half how much of what was said it is about: a long complaint may contain a name.
            length = math.sqrt(sum(self._weight(word) ** 2 for word in words))
            score = round((shared / (length * whole) + shared / length**2) / 2, 9)
            if score >= ENOUGH and score > best.get(record.id, (0.0, None))[0]:
                best[record.id] = (score, Candidate(record.id, record.name, phrase, kind))
        return [candidate for _, candidate in sorted(best.values(), key=lambda one: -one[0])][:most]

    def _meant(self, said: str) -> Iterator[str]:
        """The words that were said as the phrases have them: put together, taken apart or spelled right where none has them."""
        words = telling(_WHEN.sub(" ", said)) or telling(said)
        known = [_stem(word) in self._rarity for word in words]
        joined = {
            at: _stem(one + other)
            for at, (one, other) in enumerate(pairwise(words))
            if not (known[at] and known[at + 1]) and _stem(one + other) in self._rarity
        }
        for at, word in enumerate(words):
            if at in joined:
                yield joined[at]
            elif at - 1 not in joined:
                # What is a medicine's name is no slip for another's.
                strange = plain(word) in self._medicines
                yield from (
                    (_stem(word),) if strange else self._spelled(_stem(word)) or self._parts(word) or (_stem(word),)
                )

    def _parts(self, word: str) -> tuple[str, ...]:
        """The two words of the phrases that were run together."""
        cuts = ((word[:at], word[at:]) for at in range(PART, len(word) - PART + 1))
        pairs = ((_stem(one), _stem(other)) for one, other in cuts)
        return next((pair for pair in pairs if pair[0] in self._rarity and pair[1] in self._rarity), ())

    def _spelled(self, word: str) -> tuple[str, ...]:
        """The word of the phrases that is spelled like this one, or most like it."""
        if word in self._rarity:
            return (word,)
        most = max((slips for letters, slips in SLIPS if len(word) >= letters), default=0)
        letters = set(word)
        near = (
            (slips(word, other, most), other)
            for other in self._rarity
            # Two words that are so near differ in no more letters than this; it is only quicker to see.
            if abs(len(other) - len(word)) <= most and len(letters.symmetric_difference(other)) <= 2 * most
        )
        # Hardly anyone slips at the start, but for once in a long word.
        likely = [(n, other) for n, other in near if n <= most and (other[0] == word[0] or (n == 1 and most == 2))]
        return (min(likely)[1],) if likely else ()

    def _weight(self, word: str) -> float:
        return self._rarity.get(word, self._rarest)


@question
def of(library: Library, *kinds: str) -> Names:
    """Every name of the records of some kinds. Raises KeyError for a kind that there is not."""
    return Names(library, *kinds)


def slips(one: str, other: str, most: int) -> int:
    """How many letters were left out, added, exchanged or turned around between two words; `most` + 1 for more than `most`."""
    before, row = [0] * (len(other) + 1), list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        above, row = row, [i, *row[1:]]
        for j, there in enumerate(other, 1):
            row[j] = min(above[j] + 1, row[j - 1] + 1, above[j - 1] + (letter != there))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == there:
                row[j] = min(row[j], before[j - 2] + 1)
        if min(row) > most:
            return most + 1
        before = above
    return min(row[-1], most + 1)


def plain(name: str) -> str:
    """A name as it is compared: lower case, no marks, no dose, singular, US spelling."""
    text = DOSE.sub("", name.lower().replace("’", "'"))
    words = (re.sub(r"(?<=\w{3}[^s])s$", "", re.sub(r"(?<=\w{3})ies$", "y", word)) for word in _words(text))
    return " ".join(words).replace("disc", "disk")


@cache
def stems(phrase: str) -> frozenset[str]:
    """The telling words of a phrase, without their endings, in US spelling."""
    return frozenset(map(_stem, telling(phrase)))


def telling(phrase: str) -> list[str]:
    """The words of a phrase that tell something, as they stand there, without marks."""
    text = unicodedata.normalize("NFD", phrase.lower().replace("’", "'"))
    text = re.sub(r"[\u0300-\u036f]", "", text).replace("can't", "cannot").replace("n't", "")
    text = _LETTERS.sub(lambda found: found[0].replace(".", ""), text)
    return [word for word in _WORD.findall(text) if word not in _SMALL]


_REVISED = (("log(?:y|ies)$", "log"), ("bly$", "ble"))
"""Two endings that Porter added to his stemmer later: the browser's has them, ours does not."""


def in_one_spelling(names: Iterable[str]) -> list[str]:
    """Names without those that differ in spelling or a hyphen alone. Of each the US one, or else the first."""
    kept: dict[tuple[str, ...], str] = {}
    for name in names:
        ours = tuple(map(_american, _words(name)))
        if ours not in kept or (_words(name) == ours != _words(kept[ours])):
            kept[ours] = name
    return list(kept.values())


def _words(name: str) -> tuple[str, ...]:
    return tuple(re.findall(r"[^\W_]+", name.lower()))


def _american(word: str) -> str:
    for british, ours in _BRITISH:
        word = re.sub(british, ours, word, count=1)
    return word


@cache
def _stem(word: str) -> str:
    word = _american(word)
    for british, ours in _REVISED:
        word = re.sub(british, ours, word, count=1)
    # An abbreviation has no ending, as in `search/words.js`.
    ended = len(word) > 3 and re.search(r"[aeiouy]", word) and not re.search(r"\d", word)
    return str(_STEM.stemWord(word)) if ended else word


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


class Operation(NamedTuple):
    """What the words for an operation say."""

    slugs: tuple[str, ...]
    """The operations that they name."""
    regions: frozenset[Region]
    """The parts of the spine that they give besides."""
    levels: tuple[str, ...]
    """The bones, from the first to the last: `L4-L5`, `C7`."""
    side: Side | None


def operation(said: str, names: Names) -> Operation:
    """What the words for an operation say: `C5-6 ACDF`, `fused neck`, `left L5-S1 microdiskectomy`."""
    levels = levels_in(said)
    parts = {part for level in levels for part in _parts_of(level)}
    without = _COUNT.sub(" ", LEVEL.sub(" ", said))
    sided = _SIDES.sub(" ", without)
    bare = sided
    for name, regions in REGIONS.items():
        if re.search(rf"\b{name}\b", bare, re.IGNORECASE):
            parts.update(regions)
            bare = re.sub(rf"\b{name}\b", " ", bare, flags=re.IGNORECASE)
    tried = (said, without, sided, _AROUND.sub(" ", sided), bare, _AROUND.sub(" ", bare))
    slugs = next(filter(None, map(names.exact, tried)), ())
    part = next(iter(parts)) if len(parts) == 1 else None
    return Operation(tuple(names.done_on(slug, part) for slug in slugs), frozenset(parts), levels, side_in(said))


def _parts_of(level: str) -> Iterator[Region]:
    """The parts of the spine that a stretch runs through, also those between its ends: `T10-pelvis` has the low back."""
    order = list(dict.fromkeys(_OF_LETTER.values()))
    ends = sorted(order.index(_OF_LETTER[bone[0].lower()]) for bone in level.split("-"))
    yield from order[ends[0] : ends[-1] + 1]


def levels_in(said: str) -> tuple[str, ...]:
    """The stretches of the spine that words name, each from its first bone to its last: `L3-S1`, `C7`."""
    found = (_level(match) for match in LEVEL.finditer(said))
    return tuple(dict.fromkeys(level for level in found if level))


def _level(match: re.Match[str]) -> str:
    letter, bones = match[1].upper(), [f"{match[1].upper()}{int(match[2])}"]
    for other in _BONE.finditer(match[3]):
        letter = (other[1] or letter).upper()
        bones.append(f"{letter}{int(other[2])}")
    if not all(0 < int(bone[1:]) <= _BONES[bone[0]] for bone in bones):
        return ""
    last = "pelvis" if match[4] else bones[-1]
    return bones[0] if bones == [last] else f"{bones[0]}-{last}"


def side_in(said: str) -> Side | None:
    """The side that words name."""
    sides = {(match[1] or "both").lower() for match in _SIDES.finditer(said)}
    return (
        None if not sides else "both" if len(sides) > 1 or "both" in sides else "left" if "left" in sides else "right"
    )


def parts_of_the_spine(said: str) -> tuple[Region, ...]:
    """The parts of the spine that words name: `neck`, `cervical and lumbar`. Empty: none of them is one."""
    words = [plain(part) for part in re.split(r"\s*[,;/&+]\s*|\s+and\s+", said)]
    if not all(word in REGIONS for word in words):
        return ()
    return tuple(dict.fromkeys(region for word in words for region in REGIONS[word]))


def listed(said: str) -> list[str]:
    """The single names of what was typed as one: `oxycodone/acetaminophen (Percocet)`."""
    return [part for part in re.split(r"(?:\s*[/(),;+]|\s+and\b|\s+with\b)+\s*", said) if part]
