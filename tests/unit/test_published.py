"""What the planner's page loads: how much, and that the second file has what the first leaves out."""

from __future__ import annotations

import datetime as dt
import gzip
import json
from typing import Any

from macros.publish import drawings, rules
from macros.store.library import Library
from tests import making
from tests.making import made
from tests.planning import library

FIRST = 45_000
"""Bytes that a phone loads before the first verdict, compressed, without the names for the box."""

ALL = 60_000
"""Bytes with what is unfolded later, each file by itself."""


def size(data: Any) -> int:
    """How many bytes of it a server sends, compressed as well as it goes."""
    return len(gzip.compress(json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode(), 9))


def test_the_first_file_is_small() -> None:
    """The rules and what a verdict needs; the names that the box knows are measured apart."""
    data: dict[str, Any] = json.loads(json.dumps(rules.for_planner(library())))
    for kind in ("procedures", "conditions", "medications", "signs", "complications"):
        for record in data[kind].values():
            record.pop("names", None)
            record.pop("searches", None)
    assert size(data) < FIRST
    assert size(rules.reasons(library())) < ALL
    assert size(drawings.of(library())) < ALL


def test_a_new_day_of_review_changes_no_rules() -> None:
    """It changes the day beside them alone, so a device that keeps the site gets 100 bytes and not all rules."""
    kind, last = "conditions", library().of("conditions")[0]
    review = last.review.model_copy(update={"on": dt.date(2099, 1, 2)})
    later = Library([*library(), (kind, last.model_copy(update={"review": review}))])
    before, after = rules.for_planner(library()), rules.for_planner(later)
    assert size(before) == size(after)
    assert before == after
    assert rules.edition(later, after) == {"edition": "2099-01-02", "of": before["of"]}
    assert size(rules.edition(later, after)) < 100


def test_other_rules_have_another_name() -> None:
    """So their day cannot be taken for that of others; and an address knows whether all was asked that can be asked."""

    def names(*records: tuple[str, Any]) -> tuple[str, str]:
        found = rules.for_planner(making.library(*records))
        return found["of"], found["asks"]

    caution, sign = made("cautions", "a", rules=[making.rule("b")]), made("signs", "c")
    other = made("cautions", "a", rules=[making.rule("b", short="Mind that")])
    (first, asks), (second, same), (third, more) = names(caution), names(other), names(other, sign)
    assert len({first, second, third}) == 3
    assert asks == same != more
    reworded = made("signs", "c", ask="Is it warm, too [@a]?")
    assert names(other, reworded)[1] != more, "what was denied in other words was not denied"


def test_every_rule_has_its_reason_and_its_line() -> None:
    """What the first file leaves out is in the second; a rule that lets work go on has a line, one that stops says what to do meanwhile."""
    first, second = rules.for_planner(library()), rules.reasons(library())
    assert {f"{rule['caution']}.{rule['id']}" for rule in first["rules"]} == second["rules"].keys()
    assert first["procedures"].keys() == drawings.of(library())["procedures"].keys()
    for rule in first["rules"]:
        reason = second["rules"][f"{rule['caution']}.{rule['id']}"]
        assert reason["why"]
        assert reason["sources"]
        assert rule["short"] is not None or rule["today"] == "stop"
        assert rule["instead"] == (reason["instead"] if rule["today"] == "stop" else None)
