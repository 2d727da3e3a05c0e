"""The wording rules of the style guide that a machine can check, one small function a rule."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from macros.check.kept import alone
from macros.model.base import Entity, FieldPath, Named, Question
from macros.model.caution import Caution
from macros.model.text import Instruction, Pattern, Ref, Slug, plain
from macros.store.load import Document
from macros.store.problems import Problem, Swap
from macros.store.project import Project
from macros.store.values import values_of
from macros.text import links, reading

WORDS = Path(__file__).with_name("words.yaml")

PAGE_GRADE, SUMMARY_GRADE = 9.0, 12.0
"""The hardest a page's narrative and a summary may read. One sentence is not a fair sample, so a summary has more room."""

CALLOUTS = 2
"""How many callouts a page may have."""

_WEAK = re.compile(r"(?:Avoid|Never|Don't|Refrain|No|Not|You (?:must|should) not|Must not|Should not|Massage is not)\b")
_CALLOUT = re.compile(r"^(?:!!!|\?\?\?)", re.MULTILINE)
_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"|`[^`]*`|\*[^*]+\*|\]\([^)]*\)|\[\[[^\]|]*(?=\||\]\])|\[@[^\]]*\]")
_SENTENCE = re.compile(r"[.!?](?=\s+[^a-z\s]|\s*$)")


@dataclass(frozen=True)
class Word:
    """A word that the site does not use."""

    word: str
    instead: str
    why: str
    where: str = "anywhere"
    """`instructions`, or anywhere."""
    same: bool = False
    """Whether the two are one word in two spellings, so that one can be put in place of the other."""

    def mend(self, found: str) -> Swap | None:
        """The other spelling, with the capital that was found."""
        right = self.instead.capitalize() if found[0].isupper() else self.instead
        return Swap(found, right) if self.same else None


@cache
def _read() -> tuple[tuple[Word, ...], list[Problem]]:
    return listed(WORDS.read_text(encoding="utf-8"))


def words() -> tuple[Word, ...]:
    """The word list; empty where it cannot be read, which is told."""
    return _read()[0]


def listed(text: str) -> tuple[tuple[Word, ...], list[Problem]]:
    """The words of a list, and what is wrong with it."""
    path = f"macros/check/{WORDS.name}"
    values, problems = values_of(text, path)
    try:
        return tuple(Word(**entry) for entry in values or ()), problems
    except TypeError:  # no list, or fields that no word has
        fields = ", ".join(Word.__dataclass_fields__)
        remedy = f"Write `- {{word: …, instead: …, why: …}}` for each. The fields are: {fields}"
        return (), [Problem(path, 1, 1, "words", "an entry is no word of the list", remedy)]


def words_are_listed(_: Project) -> Iterator[Problem]:
    """The list of words can be read."""
    yield from _read()[1]


def _one_of(words: Iterable[str]) -> str:
    """A pattern for any of some words; for none of them, one that fits nothing."""
    return "|".join(map(re.escape, words)) or "(?!)"


@cache
def _any_word() -> re.Pattern[str]:
    return re.compile(rf"\b({_one_of(word.word for word in words())})\b", re.IGNORECASE)


@cache
def _listed() -> tuple[tuple[str, ...], re.Pattern[str]]:
    """The words in lower case, without those that another one is part of, and a pattern for all of them."""
    every = [word.word.casefold() for word in words()]
    parts = tuple(word for word in every if not any(other in word for other in every if other != word))
    return parts, re.compile(rf"\b(?:{_one_of(every)})\b")


def _parts(text: str) -> list[str]:
    """The parts of words of the list that are in a text, maybe in other words: `disc` in `discuss`. Most have none, which is soon told."""
    small = text.casefold()
    return [part for part in _listed()[0] if part in small]


def _has_a_word(text: str, parts: Sequence[str] | None = None) -> bool:
    """Whether a text has a word of the list, in whatever it says. `parts`: what of the list may be in it, where that is known."""
    small = text.casefold()
    every, whole = _listed()
    return any(part in small for part in (every if parts is None else parts)) and whole.search(small) is not None


@alone
def prohibitions_open_with_do_not(project: Project) -> Iterator[Problem]:
    """Every prohibition among the instructions opens with `Do not`, which is read at a glance."""
    for document, path, value in project.leaves_of(Instruction):
        if match := _WEAK.match(value):
            yield document.problem(path, f"a prohibition opens with `{match.group()}`", "Open it with `Do not`")
        elif isinstance(document.record, Caution) and path[0] == "rules" and path[-1] == "do":
            level = document.record.rules[int(path[1])].level
            if level == "avoid" and "do not" not in value.casefold():
                yield document.problem(
                    path, "a rule of level `avoid` does not say `Do not`", "Open it with `Do not`, or make it `adapt`"
                )


@alone
def words_are_ours(project: Project) -> Iterator[Problem]:
    """No word of the list in `words.yaml`, but for names, titles and quotations."""
    lookup = {word.word.casefold(): word for word in words()}
    for document in project.readable:
        parts = _parts(document.text) if document.kind.name != "sources" else []
        for path, value in document.leaves_of(str) if parts else ():
            if not _has_a_word(value, parts) or isinstance(value, Ref | Slug | Pattern) or _names(path):
                continue
            for match in _any_word().finditer(_QUOTED.sub("\0", value)):
                word = lookup[match.group().casefold()]
                if word.where == "instructions" and not (isinstance(value, Instruction) or path[-1] == "answer"):
                    continue
                fault, remedy = f"`{match.group()}`: {word.why}", f"Write {word.instead}"
                yield document.problem(path, fault, remedy, word.mend(match.group()))
    for page in project.pages.values():
        if not _has_a_word(page.text):
            continue
        for match in _any_word().finditer(_QUOTED.sub(lambda m: "_" * len(m.group()), page.text)):
            word = lookup[match.group().casefold()]
            if word.where == "anywhere":
                fault = f"`{match.group()}`: {word.why}"
                remedy, mend = f"Write {word.instead}", word.mend(match.group())
                yield page.problem(match.start(), "word", fault, remedy, mend)


@alone
def callouts_are_few(project: Project) -> Iterator[Problem]:
    """No page has more than two callouts: a page that shouts is not heard."""
    for page in project.pages.values():
        if (count := len(_CALLOUT.findall(page.prose))) > CALLOUTS:
            yield Problem(
                f"docs/{page.path}",
                1,
                1,
                "page",
                f"{count} callouts on one page",
                f"Keep the {CALLOUTS} that matter most",
            )


@alone
def texts_are_plain_english(project: Project) -> Iterator[Problem]:
    """Narratives and summaries can be read with ease."""
    for page in project.pages.values():
        if links.record_of(page.path) is not None and (grade := reading.grade(reading.prose(page.prose))) > PAGE_GRADE:
            fault = f"the narrative reads at US grade {grade:.1f}"
            yield Problem(
                f"docs/{page.path}",
                1,
                1,
                "page",
                fault,
                f"Shorten sentences and words to grade {PAGE_GRADE:g} or below",
            )
    for document, record in project.records(Named):
        if document.kind.pages == "own":
            grade = reading.grade(plain(record.summary))
            if grade > SUMMARY_GRADE:
                remedy = f"Shorten sentences and words to grade {SUMMARY_GRADE:g} or below"
                yield document.problem(("summary",), f"the summary reads at US grade {grade:.1f}", remedy)


@alone
def answers_are_short(project: Project) -> Iterator[Problem]:
    """The answer to a question has two to four sentences."""
    for document, index, asked in _questions(project):
        count = len(_SENTENCE.findall(plain(asked.answer)))
        if not 2 <= count <= 4:
            fault = f"the answer has {count} sentence{'s' * (count != 1)}"
            yield document.problem(("questions", index, "answer"), fault, "Give two to four")


def questions_are_asked_once(project: Project) -> Iterator[Problem]:
    """No two questions are the same, nor have the same anchor."""
    first: dict[str, tuple[str, FieldPath]] = {}
    for document, index, asked in _questions(project):
        for field, key in (("ask", asked.ask.casefold()), ("anchor", f"#{asked.anchor}")) if document.live else ():
            here = (document.path, ("questions", index, field))
            if (other := first.setdefault(key, here)) != here:
                fault = f"`{getattr(asked, field)}` is in {other[0]} too"
                yield document.problem(here[1], fault, "Keep the one that fits best, or reword one")


def _questions(project: Project) -> Iterator[tuple[Document, int, Question]]:
    """Every question, with its record and its place there."""
    for document, record in project.records(Entity):
        for index, asked in enumerate(record.questions):
            yield document, index, asked


def _names(path: FieldPath) -> bool:
    return path[0] in ("name", "names", "searches", "generics", "codes", "groups", "lasting") or path[-1] in (
        "ask",
        "label",
    )


RULES: tuple[Callable[[Project], Iterator[Problem]], ...] = (
    prohibitions_open_with_do_not,
    words_are_listed,
    words_are_ours,
    callouts_are_few,
    texts_are_plain_english,
    answers_are_short,
    questions_are_asked_once,
)
"""Every rule of wording, in the order of their reading."""
