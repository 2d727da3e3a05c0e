"""Who has looked at a record, when that is due again, and which rows of the table of truth somebody has agreed with."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from pydantic import ValidationError

from macros.changes import records
from macros.changes.edition import Edition
from macros.cli import main
from macros.model.base import Review
from macros.plan.table import Row
from macros.views import due, verdicts
from tests.making import library, made

SIGNED = {"status": "clinician-reviewed", "on": "2026-03-04", "by": {"name": "Somebody", "credential": "DPT"}}
ROW = {"id": "calf", "because": "So.", "client": {"weeks": 3}, "session": "undecided"}


def test_the_next_review_is_a_year_away_unless_the_record_says_otherwise() -> None:
    """Reviewed or not, every record has a day on which somebody has to look again."""
    compiled = Review.model_validate({"status": "compiled-from-sources", "on": "2026-01-02"})
    assert compiled.due == dt.date(2027, 1, 2)
    assert compiled.model_copy(update={"next": dt.date(2026, 6, 1)}).due == dt.date(2026, 6, 1)


@pytest.mark.parametrize("by", [None, "Somebody, DPT", {"name": "Somebody"}, {"name": "Somebody", "credential": ""}])
def test_nobody_reviews_without_name_and_credential(by: object) -> None:
    """The status changes with a name, a credential and a day, and with nothing less."""
    with pytest.raises(ValidationError):
        Review.model_validate(SIGNED | {"by": by})
    with pytest.raises(ValidationError):
        Review.model_validate({"status": "compiled-from-sources", "on": "2026-03-04", "by": SIGNED["by"]})
    assert str(Review.model_validate(SIGNED).by) == "Somebody, DPT"


def test_what_is_due_comes_first() -> None:
    """The longest overdue is on top; what is retired is not kept up, and so not due."""
    some = library(
        made("measures", "late"),
        made("measures", "later", review=SIGNED),
        made("measures", "gone", retired={"why": "Old.", "on": "2026-02-02"}),
    )
    assert [item.record.id for item in due.reviews(some)] == ["late", "later"]
    assert [item.record.id for item in due.overdue(some, dt.date(2027, 2, 1))] == ["late"]
    assert due.overdue(some, dt.date(2027, 1, 1)) == []
    assert [(month, counts["measures"]) for month, counts in due.months(some, dt.date(2027, 2, 1))] == [("2027-03", 1)]
    assert due.signed(some) == 1
    assert [item.state for item in due.reviews(some)] == [
        "compiled from sources on 2026-01-02",
        "reviewed by Somebody, DPT on 2026-03-04",
    ]


def test_the_command(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A line for each record that is due by a day, and how many there are."""
    assert main(["--root", str(project), "due", "--by", "2027-01-01"]) == 0
    output = capsys.readouterr()
    assert output.out == ""
    assert output.err.startswith("0 of ")
    assert "the next on 2027-01-02; a clinician has reviewed 0" in output.err
    assert main(["--root", str(project), "due", "--by", "2027-01-02"]) == 0
    assert "2027-01-02  data/cautions/wound.yaml  compiled from sources on 2026-01-02\n" in capsys.readouterr().out


def test_a_review_ends_with_the_next_change() -> None:
    """A record that changed after a clinician signed for it is named by `diff`, until it is reviewed anew or compiled again."""

    def edition(**fields: object) -> Edition:
        some = library(made("sources", "a"), made("measures", "line", **fields))
        return Edition("some", some, {}, (), (), frozenset(), True, {})

    old = edition(review=SIGNED)
    assert records.compare(old, edition(review=SIGNED)).outdated == ()
    assert records.compare(old, edition(review=SIGNED, gaps=["New."])).outdated == (("measures", "line"),)
    anew = SIGNED | {"on": "2026-05-06"}
    assert records.compare(old, edition(review=anew, gaps=["New."])).outdated == ()
    assert records.compare(old, edition(gaps=["New."])).outdated == ()


def test_rows_are_reviewed_one_by_one() -> None:
    """A clinician's word stands beside a row, with name and day; who does not agree says why."""
    agrees = {"by": SIGNED["by"], "on": "2026-03-04", "agrees": True}
    differs = agrees | {"agrees": False, "why": "Ask first."}
    rows = [
        Row.model_validate(ROW | {"opinions": given, "id": f"row-{number}"})
        for number, given in enumerate(([], [agrees], [agrees, differs]))
    ]
    (group,) = verdicts.groups(rows, library(made("sources", "a")))
    assert [line.opinions for line in group.lines] == [
        (),
        ("Agrees: Somebody, DPT, 2026-03-04",),
        ("Agrees: Somebody, DPT, 2026-03-04", "Does not agree: Somebody, DPT, 2026-03-04 (Ask first.)"),
    ]
    assert verdicts.reviewed(rows[:1]) == "No clinician has looked at any of the 1 rows yet."
    assert verdicts.reviewed(rows) == "Clinicians have looked at 2 of 3 rows. With 1 of them somebody does not agree."
    with pytest.raises(ValidationError, match="says why"):
        Row.model_validate(ROW | {"opinions": [agrees | {"agrees": False}]})
