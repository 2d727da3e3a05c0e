"""The wording rules of the style guide that a machine can check, one small function a rule."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from macros.check.alone import alone
from macros.model.base import FieldPath, Named
from macros.model.caution import Caution
from macros.model.text import Instruction, Pattern, Query, Ref, Slug, plain
from macros.store.problems import Problem, Swap
from macros.store.project import Project
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
def words() -> tuple[Word, ...]:
    """The word list."""
    return tuple(Word(**entry) for entry in yaml.safe_load(WORDS.read_text(encoding="utf-8")))


@cache
def _any_word() -> re.Pattern[str]:
    return re.compile(r"\b(" + "|".join(re.escape(word.word) for word in words()) + r")\b", re.IGNORECASE)


@alone
def prohibitions_open_with_do_not(project: Project) -> Iterator[Problem]:
    """Every prohibition among the instructions opens with `Do not`, which is read at a glance."""
    for document, path, value in project.leaves:
        if isinstance(value, Instruction) and (match := _WEAK.match(value)):
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
    for document, path, value in project.leaves:
        said = isinstance(value, str) and not isinstance(value, Ref | Slug | Pattern)
        if not said or document.kind.name == "sources" or _names(path):
            continue
        for match in _any_word().finditer(_QUOTED.sub("", value)):
            word = lookup[match.group().casefold()]
            if word.where == "instructions" and not (isinstance(value, Instruction) or path[-1] == "answer"):
                continue
            fault, remedy = f"`{match.group()}`: {word.why}", f"Write {word.instead}"
            yield document.problem(path, fault, remedy, word.mend(match.group()))
    for page in project.pages.values():
        for match in _any_word().finditer(_QUOTED.sub(lambda m: "_" * len(m.group()), page.text)):
            word = lookup[match.group().casefold()]
            if word.where == "anywhere":
                fault = f"`{match.group()}`: {word.why}"
                remedy, mend = f"Write {word.instead}", word.mend(match.group())
                yield Problem(f"docs/{page.path}", *page.place(match.start()), "word", fault, remedy, mend)


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
    for document in project.readable:
        if isinstance(document.record, Named) and document.kind.pages == "own":
            grade = reading.grade(plain(document.record.summary))
            if grade > SUMMARY_GRADE:
                remedy = f"Shorten sentences and words to grade {SUMMARY_GRADE:g} or below"
                yield document.problem(("summary",), f"the summary reads at US grade {grade:.1f}", remedy)


@alone
def answers_are_short(project: Project) -> Iterator[Problem]:
    """The answer to a question has two to four sentences."""
    for document, path, value in project.leaves:
        if path[0] == "questions" and path[-1] == "answer":
            count = len(_SENTENCE.findall(plain(value)))
            if not 2 <= count <= 4:
                yield document.problem(path, f"the answer has {count} sentence{'s' * (count != 1)}", "Give two to four")


def questions_are_asked_once(project: Project) -> Iterator[Problem]:
    """No two questions are the same, nor have the same anchor."""
    first: dict[str, tuple[str, FieldPath]] = {}
    for document, path, value in project.leaves:
        if path[0] == "questions" and path[-1] in ("ask", "anchor") and document.live:
            key = str(value).casefold() if isinstance(value, Query) else f"#{value}"
            here = (document.path, path)
            if (other := first.setdefault(key, here)) != here:
                yield document.problem(
                    path, f"`{value}` is in {other[0]} too", "Keep the one that fits best, or reword one"
                )


def _names(path: FieldPath) -> bool:
    return path[0] in ("name", "names", "searches", "generics", "codes", "groups", "lasting") or path[-1] in (
        "ask",
        "label",
    )


RULES: tuple[Callable[[Project], Iterator[Problem]], ...] = (
    prohibitions_open_with_do_not,
    words_are_ours,
    callouts_are_few,
    texts_are_plain_english,
    answers_are_short,
    questions_are_asked_once,
)
"""Every rule of wording, in the order of their reading."""
