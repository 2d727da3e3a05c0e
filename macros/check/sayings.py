"""The rules that the words for signs keep: each way can be read, and no words tell of two signs that differ in urgency."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from macros.check.consistency import urgencies_of
from macros.check.kept import alone, asking
from macros.model.clinical import Sign, Synonyms, Wording
from macros.model.text import Pattern, Saying
from macros.plan import sayings
from macros.store.facts import fact
from macros.store.load import Document
from macros.store.problems import Problem, nearest, nearest_or_add
from macros.store.project import Project

_LETTERS = r"(?:[a-z\d' -]\??|\\w[*+])*+"
_WORD = rf"[a-z](?!\?){_LETTERS}"
_ONE_OF = rf"\(\?:{_WORD}(?:\|{_WORD})*+\)"
_SURE_WORD = rf"(?:{_WORD}|{_ONE_OF}(?!\?))(?:{_ONE_OF}\??{_LETTERS})*+"
_SURE = re.compile(rf"{_SURE_WORD}(?:\|{_SURE_WORD})*+")
r"""Patterns with which nothing can be wrong, as `lips?|swell(?:ing|s)?|numb\w*`. To compile one takes long."""


@alone
def patterns_can_be_read(project: Project) -> Iterator[Problem]:
    """A pattern is a regular expression in lower case, and a word in capitals in it is a wording."""
    wordings = _wordings(project.all)
    for document, path, value in project.leaves_of(Pattern):
        for part in value.groups if isinstance(value, Saying) else (value,):
            if _SURE.fullmatch(part):
                continue
            names = sayings.CAPITALS.findall(part)
            if missing := next((name for name in names if name not in wordings), None):
                yield document.problem(
                    path,
                    f"there is no wording `{missing}`",
                    nearest_or_add(missing, set(wordings), f"data/wordings/{missing.lower()}.yaml"),
                )
                continue
            try:
                found = sayings.compiled(part, wordings)
            except KeyError:
                continue  # told where the wording has it
            except RecursionError:
                yield document.problem(path, f"`{part}` stands for itself", "Leave its own name out")
                continue
            except re.error as error:
                yield document.problem(path, f"`{part}` is no regular expression: {error}", "Mend it")
                continue
            if re.search(r"(?<!\\)[A-Z]", sayings.CAPITALS.sub("", part)):
                yield document.problem(
                    path, f"`{part}` has a capital, and is held against lower case", "Write it small"
                )
            if found.search("") or not part:
                yield document.problem(path, f"`{part}` finds every text", "Leave out the empty alternative")


@alone
def synonyms_are_words(project: Project) -> Iterator[Problem]:
    """A synonym is one word, and no list has it twice."""
    for document, record in project.records(Synonyms):
        for index, group in enumerate(record.groups):
            for place, word in enumerate(group):
                if " " in word or word in group[:place]:
                    fault = "is more than one word" if " " in word else "stands here twice"
                    yield document.problem(("groups", index, place), f"`{word}` {fault}", "Keep one word")


@asking
def sayings_are_of_one_urgency(project: Project) -> Iterator[Problem]:
    """What people say of a sign is listed by no other sign that is more or less urgent, or the search would tell either."""
    urgencies = urgencies_of(project.all)
    first: dict[str, Document] = {}
    said = ((one, *leaf) for one in project.of("signs") if one.live for leaf in one.leaves)
    for document, path, value in said:
        if path[0] not in ("names", "searches", "told_by"):
            continue
        key = " + ".join(sorted(value.groups)) if isinstance(value, Saying) else str(value).casefold()
        other = first.setdefault(key, document)
        if other is not document and urgencies.get(other.id) != urgencies.get(document.id):
            yield document.problem(
                path,
                f"`{value}` is in {other.path} too, whose urgency is another",
                "Keep it where it belongs, or say in both what makes the difference",
            )


@alone
def lasting_is_said(project: Project) -> Iterator[Problem]:
    """What a sign lists as lasting is one of its names or searches."""
    for document, sign in project.records(Sign):
        known = {*sign.names, *sign.searches}
        for index, name in enumerate(sign.lasting):
            if name not in known:
                yield document.problem(
                    ("lasting", index),
                    f"`{name}` is not among its names and searches",
                    f"{nearest(name, set(known))}Add it there, or delete it here",
                )


@fact
def _wordings(project: Project) -> dict[str, str]:
    some = (d.record for d in project.of("wordings") if isinstance(d.record, Wording))
    return {sayings.name_of(one): sayings.pattern_of(one) for one in some}


RULES: tuple[Callable[[Project], Iterator[Problem]], ...] = (
    patterns_can_be_read,
    synonyms_are_words,
    sayings_are_of_one_urgency,
    lasting_is_said,
)
"""Every rule of this module, in the order of their reading."""
