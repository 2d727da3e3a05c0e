"""What is typed into the planner's boxes: the right record is found, in both languages, and no guess ever makes a fact."""

from __future__ import annotations

import atexit
import json
import random
import tempfile
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from macros.plan import intake
from macros.plan.names import Operation, of, operation, preset, stems
from tests import node
from tests.conftest import ROOT
from tests.planning import SEED, lay_site, library


def signs(said: str) -> set[str]:
    """The signs that are taken as facts from words about a sign."""
    return set(intake.read(library(), signs=[said]).client.signs)


def test_what_is_denied_past_or_of_others_is_never_a_fact() -> None:
    """No name of a sign becomes one with a denial, an ending, years, or another person around it; the words sound like it."""
    for name in [name for sign in library().of("signs") for name in (sign.name, *list(sign.names)[:6])]:
        for said, sounds in (
            (f"no {name}", "denied"),
            (f"{name} gone", "denied"),
            (f"never had {name}", "denied"),
            (f"my mother had {name}", "denied"),
            (f"{name} years ago", "settled"),
        ):
            assert signs(said) == set(), said
            assert preset(said) == sounds or (sounds == "denied" and preset(said) == "settled"), said


def test_one_letter_never_makes_another_sign() -> None:
    """A slip of the finger in a sign's own name or slug names no other sign."""
    dice = random.Random(SEED)
    for slug, name in [(s.id, n) for s in library().of("signs") for n in (s.name, s.id)]:
        for _ in range(8):
            at, letter = dice.randrange(len(name)), dice.choice("abcdefghijklmnopqrstuvwxyz")
            for said in (name[:at] + letter + name[at + 1 :], name[:at] + name[at + 1 :]):
                assert signs(said) <= {slug}, said


BOXES = {
    "procedures": ("procedures",),
    "signs": ("signs", "complications"),
    "medications": ("medications",),
    "conditions": ("conditions", "complications"),
}
"""The boxes of the planner's page, each with the kinds of records that it knows."""


@cache
def answers() -> dict[str, list[dict[str, Any]]]:
    """What each box makes of the words that people type: for every word what is right, and what both matchers say."""
    things: dict[str, dict[str, list[str]]] = yaml.safe_load((ROOT / "tests/planner/words.yaml").read_text("utf-8"))
    asked = {box: [(slug, said) for slug, words in things[box].items() for said in words] for box in BOXES}
    found = iter(in_the_browser([(BOXES[box], [said for _, said in words]) for box, words in asked.items()]))
    return {
        box: [{"right": slug, "said": said, "ours": ours(box, said), "browser": next(found)} for slug, said in words]
        for box, words in asked.items()
    }


@cache
def site() -> Path:
    """A site without pages, from the real data; gone when the tests end."""
    folder = tempfile.TemporaryDirectory()
    atexit.register(folder.cleanup)
    return lay_site(Path(folder.name))


def in_the_browser(boxes: list[tuple[tuple[str, ...], list[str]]]) -> list[dict[str, Any]]:
    """What the browser's matcher says, in the order of what was said."""
    asked = json.dumps([{"kinds": kinds, "said": said} for kinds, said in boxes])
    done = node.run(node.SCRIPTS / "boxes.mjs", environment={"SITE": str(site())}, said=asked)
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def ours(box: str, said: str) -> dict[str, Any]:
    """What the matcher in Python says, in the same form."""
    kinds = BOXES[box]
    found = Operation((), frozenset(), (), None)
    if box == "procedures":
        found = operation(said, of(library(), *kinds))
    elif box == "signs":
        read = intake.read(library(), signs=[said]).client
        found = found._replace(slugs=(*read.signs, *read.complications))
    else:
        found = found._replace(slugs=next(filter(None, (of(library(), kind).exact(said) for kind in kinds)), ()))
    return {
        "stems": sorted(stems(said)),
        "taken": list(found.slugs),
        "regions": sorted(found.regions),
        "levels": list(found.levels),
        "side": found.side,
        "candidates": [candidate.slug for candidate in of(library(), *kinds).candidates(said)],
        "denied": list(of(library(), *kinds).denied(said)),
    }


def test_what_people_type_is_found() -> None:
    """Of 150 words for 30 things, 92 % bring the right one among the first three, in both languages."""
    for matcher in ("ours", "browser"):
        rows = [row for box in answers().values() for row in box]
        missed = [
            row["said"] for row in rows if row["right"] not in (row[matcher]["taken"] or row[matcher]["candidates"][:3])
        ]
        assert len(rows) == 150
        assert len(missed) <= 0.08 * len(rows), (matcher, missed)


def test_no_word_is_made_a_fact_by_itself() -> None:
    """What is taken at once is right, and called just so: a sign by its own name, others by one of theirs."""
    for box, rows in answers().items():
        for row in rows:
            for matcher in ("ours", "browser"):
                assert not row[matcher]["taken"] or row["right"] in row[matcher]["taken"], row
                assert box != "signs" or row[matcher]["taken"] == [], row


def test_since_when_it_is_there_says_nothing_of_what_it_is() -> None:
    """A time behind a complaint brings no other candidate: `can't pee since last night` is no stomach bug."""
    matcher = of(library(), *BOXES["signs"])
    for name in [name for sign in library().of("signs") for name in sign.names]:
        for time in ("since last night", "for two weeks", "three days ago", "since Monday"):
            assert matcher.candidates(f"{name} {time}") == matcher.candidates(name), (name, time)


def test_a_name_that_is_denied_is_offered_as_denied() -> None:
    """`No fever` says that there is no fever. A sign that is itself a lack, such as no gas, is never taken to be denied by it."""
    matcher = of(library(), *BOXES["signs"])
    for said, slugs in (
        ("no fever", ("fever",)),
        ("No new numbness", ("new-numbness",)),
        ("she has no chest pain", ("chest-pain",)),
        ("never had a fever", ("fever",)),
        ("fever", ()),
        ("no feeling in my foot", ()),
        ("no bowel movement for a week", ()),
        ("no gas", ()),
        ("I do not want to live", ()),
    ):
        assert matcher.denied(said) == slugs, said
    for record in (*library().of("signs"), *library().of("complications")):
        for said in (*record.names, *record.searches):
            assert record.id not in matcher.denied(said), said


def test_both_matchers_say_the_same() -> None:
    """Stems, what is taken, bones and side, candidates in their order, and what is denied, for all that people type and records are called."""
    for rows in answers().values():
        for row in rows:
            assert row["browser"] == row["ours"], row
    names = {
        box: [name for kind in kinds for record in library().of(kind) for name in (*record.names, *record.searches)][
            ::5
        ]
        for box, kinds in BOXES.items()
    }
    names["signs"] += [
        f"{before}{name}{after}" for name in names["signs"] for before, after in (("no ", ""), ("", " for 3 days"))
    ]
    found = in_the_browser([(BOXES[box], said) for box, said in names.items()])
    typed = [(box, said) for box, some in names.items() for said in some]
    differ = [
        (said, ours(box, said), one) for (box, said), one in zip(typed, found, strict=True) if one != ours(box, said)
    ]
    assert differ == []
