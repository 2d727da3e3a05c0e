"""The rules that the cautions keep among themselves: words and verdict agree, no idea is said twice, every sign is answered."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from difflib import SequenceMatcher
from typing import get_args

from rapidfuzz.distance import LCSseq

from macros.check.kept import alone, asking
from macros.model.caution import Caution, Rule
from macros.model.clinical import Complication, Sign
from macros.model.text import plain
from macros.model.vocabulary import URGENCIES, Course, Urgency
from macros.store.facts import fact
from macros.store.load import Document
from macros.store.problems import Problem
from macros.store.project import Project

NEAR = 0.62
"""How alike two instructions may be (share of common letters, as `difflib` counts them) before they count as copies."""

EMERGENCY = re.compile(r"emergency (?:number|department|care|room)|\b911\b", re.IGNORECASE)
_SOON = re.compile(r"\btoday\b|\bnow\b|\bsame day\b", re.IGNORECASE)

SAID: dict[Urgency, tuple[re.Pattern[str], str]] = {
    "emergency": (EMERGENCY, "Name the emergency number or department"),
    "same-day": (_SOON, "Say `today` or `now`"),
    "within-days": (re.compile(r"\bdays?\b", re.IGNORECASE), "Say `in the next days`"),
    "clearance-first": (
        re.compile(r"\bbefore\b|\buntil\b|\bfirst\b", re.IGNORECASE),
        "Say `until the team has agreed` or `before the first session`",
    ),
}
"""What the words of an instruction must contain for each urgency, and what to do when they do not."""

ACTION = re.compile(r"next (?:visit|session|appointment)|\bdays?\b|\btoday\b|\bweeks?\b|\bask\b", re.IGNORECASE)
"""What the words of a complication's action must contain when it is routine."""

_NO_MASSAGE = re.compile(
    r"^(?:Stop and\b|Do not (?:massage|work|treat)(?! (?:over|on|near|under|beside|around|to|the|a|an|it|deep|across|with)\b))"
)
"""Words that end the whole session."""


@alone
def words_say_the_verdict(project: Project) -> Iterator[Problem]:
    """The instruction names the urgency of its rule, and no greater one; what ends the session in words ends it."""
    for document, index, rule in rules_of(project.readable):
        place = ("rules", index, "do")
        said = plain(rule.do)
        if rule.urgency in SAID:
            pattern, remedy = SAID[rule.urgency]
            if not pattern.search(said):
                yield document.problem(place, f"the words do not say that the urgency is `{rule.urgency}`", remedy)
        if rule.urgency != "emergency" and EMERGENCY.search(said):
            yield document.problem(
                place,
                f"the words send the client to emergency care, but the urgency is `{rule.urgency}`",
                "Make the two agree. A condition such as `if it grows` needs a rule of its own",
            )
        if _NO_MASSAGE.match(said) and rule.today not in ("stop", "wait"):
            yield document.problem(
                place,
                f"the words end the session, but `today` is `{rule.today}`",
                "Write `today: stop` or `wait`, or say where not to work",
            )


@alone
def actions_say_their_urgency(project: Project) -> Iterator[Problem]:
    """What to do about a suspected complication names its urgency."""
    for document, record in project.records(Complication):
        urgency, action = record.urgency, plain(record.action)
        pattern, remedy = (ACTION, "Say `at the next visit`") if urgency == "routine" else SAID[urgency]
        if not pattern.search(action):
            yield document.problem(("action",), f"the words do not say that the urgency is `{urgency}`", remedy)


@asking
def rules_are_said_once(project: Project) -> Iterator[Problem]:
    """No two rules give nearly the same instruction: a rule is written in one place and shown wherever it applies."""
    global _apart
    said = [(document, index, rule, plain(rule.do)) for document, index, rule in rules_of(project.of("cautions"))]
    places = [_apart.get(text) for *_, text in said]
    alike: set[str] = set()
    for at, (document, index, _, other) in enumerate(said):
        place = places[at]
        for (first, _, one, text), before in zip(said[:at], places, strict=False):
            if (before is None or place is None or before >= place) and near(text, other):
                alike |= {text, other}
                yield document.problem(
                    ("rules", index, "do"),
                    f"it says almost the same as `{one.id}` in {first.path}",
                    "Keep the better one and name the other page in its `also`, or say what is different",
                )
    _apart = {text: at for at, (*_, text) in enumerate(said) if text not in alike}


_apart: dict[str, int] = {}
"""Instructions of the last look that were like no other, and their order: to compare every two of them again takes long."""


def near(one: str, other: str) -> bool:
    """Whether two texts are more alike than `NEAR`.

    `difflib` takes a millisecond a pair, and there are tens of thousands of pairs. The blocks that it counts are a common
    subsequence, so texts without one that is long enough are told apart in microseconds.
    """
    enough = NEAR * (len(one) + len(other)) / 2
    return LCSseq.similarity(one, other) > enough and SequenceMatcher(None, one, other, autojunk=False).ratio() > NEAR


@alone
def who_is_stopped_is_named(project: Project) -> Iterator[Problem]:
    """A rule that stops the session names what of the client stops it: left out, it would refuse everybody."""
    for document, index, rule in rules_of(project.readable):
        if rule.today == "stop" and not rule.when.about_the_client:
            fault = "the rule stops the session of every client whom it meets, and names nothing that stops it"
            remedy = "Give `when` signs, complications, conditions or medications"
            yield document.problem(("rules", index, "when"), fault, remedy)


@alone
def rules_are_shown_elsewhere(project: Project) -> Iterator[Problem]:
    """`also` names other cautions than the rule's own."""
    for document, index, rule in rules_of(project.readable):
        if document.id in rule.also:
            yield document.problem(
                ("rules", index, "also"), "the rule is on this page already", "Delete it from `also`"
            )


@asking
def signs_are_answered(project: Project) -> Iterator[Problem]:
    """Every sign has, for each course it can take, a rule that holds for every client, whatever else is known.

    A file that cannot be read may have the rule.
    """
    if not project.whole:
        return
    answered = {
        (str(slug), course)
        for _, _, rule in rules_of(project.of("cautions"))
        if not rule.when.model_dump(exclude={"signs", "course"}, exclude_defaults=True)
        for slug in rule.when.signs
        for course in rule.when.course
    }
    for document in project.of("signs"):
        if isinstance(document.record, Sign) and document.record.live:
            for course in ("new",) if document.record.always else get_args(Course):
                if (document.id, course) not in answered:
                    yield document.problem(
                        (),
                        f"no rule says what this sign means for every client when it is {course}",
                        f"Add a rule with `when: {{signs: [{document.id}], course: [{course}]}}` and nothing else to a caution",
                    )


@alone
def urgent_signs_are_on_the_card(project: Project) -> Iterator[Problem]:
    """A sign that alone means emergency or same-day has its line on the stop-sign card."""
    urgencies = urgencies_of(project.all)
    for document in project.readable:
        sign = document.record
        if (
            isinstance(sign, Sign)
            and sign.live
            and sign.card is None
            and urgencies.get(document.id) in ("emergency", "same-day")
        ):
            yield document.problem(
                (), "the sign is urgent and not on the stop-sign card", "Add `card` with `en` and `es`"
            )


@fact
def urgencies_of(project: Project) -> dict[str, Urgency]:
    """How urgent each sign is when it is new, for every client."""
    found: dict[str, Urgency] = {}
    for _, _, rule in rules_of(project.of("cautions")):
        if "new" in rule.when.course and not rule.when.model_dump(exclude={"signs", "course"}, exclude_defaults=True):
            for slug in rule.when.signs:
                found[slug] = min(found.get(slug, rule.urgency), rule.urgency, key=list(URGENCIES).index)
    return found


def rules_of(documents: Iterable[Document]) -> Iterator[tuple[Document, int, Rule]]:
    """Every rule of those that are cautions and kept up, with its file and its place there."""
    for document in documents:
        if isinstance(document.record, Caution) and document.record.live:
            for index, rule in enumerate(document.record.rules):
                yield document, index, rule


RULES: tuple[Callable[[Project], Iterator[Problem]], ...] = (
    words_say_the_verdict,
    actions_say_their_urgency,
    rules_are_said_once,
    who_is_stopped_is_named,
    rules_are_shown_elsewhere,
    signs_are_answered,
    urgent_signs_are_on_the_card,
)
"""Every rule of this kind, in the order of their reading."""
