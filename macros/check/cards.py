"""The rules that Today cards keep: short, each idea once, a reason for each prohibition, easy to read, no sign in vain."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from itertools import combinations

import snowballstemmer

from macros.check.consistency import urgencies_of
from macros.check.kept import alone
from macros.check.records import references_resolve, wider_operations_end
from macros.model.base import walk
from macros.model.text import plain
from macros.model.today import Carded, TodayCard, TodayLine
from macros.plan.cautions import stops
from macros.store.facts import fact
from macros.store.load import Document
from macros.store.problems import Problem
from macros.store.project import Project
from macros.text import reading

LONGEST = {"massage": 90, "keep_off": 80, "do": 140, "why": 140}
"""How many characters each text of a card may have, without its citations."""

CARD_GRADE = 7.0
"""The hardest that a card may read, as a US school grade."""

ALIKE, SAME = 0.5, 0.7
"""The share of the stems of the shorter line that two lines have in common when they say one idea: about one subject, and at all."""

_WORD = re.compile(r"[a-z]+")
_EMPTY = frozenset(
    _WORD.findall("""
    a about after all an and any are as ask at be before body but by can client do each for from has have her his
    how if in into is it its keep leave let more not of off on once one only or other out over s say says so some
    that the their them then there they this to under until up was what when where which while who with work you
    your
    """)
)
"""Words that carry no idea of their own."""
_stemmer = snowballstemmer.stemmer("english")


@alone
def cards_are_short(project: Project) -> Iterator[Problem]:
    """No text of a card is longer than a glance."""
    for document, card in _cards(project):
        for path, text in walk(card, ("today",)):
            most = LONGEST.get(str(path[-1]))
            if most is not None and len(text) > most and (has := len(plain(text))) > most:
                yield document.problem(path, f"it has {has} characters without its citations", f"Shorten it to {most}")


@alone
def cards_say_each_idea_once(project: Project) -> Iterator[Problem]:
    """No two lines of a card say mostly the same: half the words about one subject, or most words about any."""
    for document, card in _cards(project):
        for (first, one), (index, other) in combinations(enumerate(card.lines), 2):
            if same_idea(one, other):
                yield document.problem(
                    ("today", "lines", index, "do"),
                    f"it says mostly the same as line {first + 1}: “{plain(one.do)}”",
                    "Merge the two, or say what is different",
                )


def same_idea(one: TodayLine, other: TodayLine) -> bool:
    """Whether two lines have most of the stems of the shorter one in common; half are enough about one subject."""
    enough = ALIKE if one.subject == other.subject else SAME
    (some, least), (others, fewest) = _openings(one.do), _openings(other.do)
    if least and fewest and len(some & others) / min(least, fewest) < enough:
        return False  # as nearly always, and to find a stem takes long
    first, second = _stems(one.do), _stems(other.do)
    shorter = min(len(first), len(second))
    return shorter > 0 and len(first & second) / shorter >= enough


@alone
def prohibitions_have_reasons(project: Project) -> Iterator[Problem]:
    """A line of a card that opens with `Do not` says why."""
    for document, card in _cards(project):
        for index, line in enumerate(card.lines):
            if line.do.startswith("Do not") and line.why is None:
                yield document.problem(
                    ("today", "lines", index), "a prohibition has no reason", "Add `why`, or say what can be done"
                )


@alone
def cards_read_easily(project: Project) -> Iterator[Problem]:
    """A card as a whole reads at a low grade."""
    for document, card in _cards(project):
        if (grade := reading.grade(said(card))) > CARD_GRADE:
            fault = f"the card reads at US grade {grade:.1f}"
            yield document.problem(("today",), fault, f"Shorten sentences and words to grade {CARD_GRADE:g} or below")


@alone
def watched_signs_are_shown(project: Project) -> Iterator[Problem]:
    """Each sign that a card watches is one that the card shows, as an emergency or for the same day.

    Which signs these are the rules say, so nothing is said of data in which they lead nowhere.
    """
    if not project.whole or not _leads_somewhere(project.all):
        return
    for document, card in _cards(project):
        assert document.record is not None
        if _urgent(project.all).issuperset(card.watch):
            continue  # nearly always, and soon seen
        _ruling(project.all)  # so that it is known what was read
        shown = {stop.sign.id for stop in stops(document.record, project.library())}
        for index, sign in enumerate(card.watch):
            if sign not in shown:
                yield document.problem(
                    ("today", "watch", index),
                    f"`{sign}` is neither an emergency nor for the same day by itself, so the card does not show it",
                    "Delete it here, or write a line about it",
                )


@fact
def _ruling(project: Project) -> tuple[tuple[Document, ...], ...]:
    """All that decides which signs stop a session, beside the record itself."""
    return tuple(project.of(kind) for kind in ("cautions", "signs", "procedures"))


@fact
def _leads_somewhere(project: Project) -> bool:
    return not any(references_resolve(project)) and not any(wider_operations_end(project))


@fact
def _urgent(project: Project) -> set[str]:
    """The signs that are an emergency or for the same day by themselves."""
    return {slug for slug, urgency in urgencies_of(project).items() if urgency in ("emergency", "same-day")}


def said(card: TodayCard) -> str:
    """What a card says, in plain sentences."""
    texts = [card.massage, *(text for line in card.lines for text in (line.do, line.why) if text)]
    return " ".join(text if text.endswith((".", "!", "?")) else f"{text}." for text in map(plain, texts))


@cache
def _openings(text: str) -> tuple[frozenset[tuple[str, int]], int]:
    """How the words of a text open, each opening numbered, and how many openings differ.

    Words with one stem have one opening, so texts have no more stems in common than openings, and no fewer stems than these differ.
    """
    openings = [opening(word) for word in _words(text)]
    return frozenset((one, openings[:at].count(one)) for at, one in enumerate(openings)), len(set(openings))


def opening(word: str) -> str:
    """The first two letters of a word, which its stem has, too. A y may become an i: `dying` and `die`."""
    return word[:2].replace("y", "i")


@cache
def _words(text: str) -> tuple[str, ...]:
    """The words of a text that carry an idea."""
    return tuple([word for word in _WORD.findall(plain(text).lower()) if word not in _EMPTY])


@cache
def _stems(text: str) -> frozenset[str]:
    return frozenset(map(stem, _words(text)))


@cache
def stem(word: str) -> str:
    """A word without its ending, by Porter's second algorithm."""
    found: str = _stemmer.stemWord(word)
    return found


def _cards(project: Project) -> Iterator[tuple[Document, TodayCard]]:
    for document, record in project.records(Carded):
        if record.today is not None:
            yield document, record.today


RULES: tuple[Callable[[Project], Iterator[Problem]], ...] = (
    cards_are_short,
    cards_say_each_idea_once,
    prohibitions_have_reasons,
    cards_read_easily,
    watched_signs_are_shown,
)
"""Every rule of this module, in the order of their reading."""
