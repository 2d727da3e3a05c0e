"""What changes for whom between two editions: nothing that changes is missed, and nothing is invented."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import Any

import pytest

from macros.changes import clients, report, rules
from macros.changes.edition import Edition, read
from macros.changes.rules import Change, Sort
from macros.cli import main
from macros.plan.table import Described, Row
from macros.store.library import Library
from tests.conftest import SMALL
from tests.making import library, made, rule

RECORDS = (
    made("sources", "a"),
    made("sources", "b"),
    made("procedures", "fusion"),
    made("procedures", "neck-fusion", is_a="fusion"),
    made("procedures", "other"),
    made("signs", "sore-calf"),
    made("signs", "fever"),
    made("medications", "thinners"),
)


def with_rules(*given: dict[str, Any], caution: str = "care") -> Library:
    """A small library with one caution of these rules."""
    return library(*RECORDS, made("cautions", caution, rules=[*given]))


def between(before: dict[str, Any], after: dict[str, Any]) -> Change | None:
    """What became of a rule with these fields."""
    found = rules.changes(with_rules(rule("one", **before)), with_rules(rule("one", **after)))
    assert len(found) <= 1
    return found[0] if found else None


STOP = {"level": "refer", "subject": "stop-sign", "today": "stop", "urgency": "same-day"}
GO = {"level": "fine", "subject": "helps", "today": "nothing", "urgency": "none"}

DIFFERENCES: list[tuple[str, dict[str, Any], dict[str, Any], Sort, str]] = [
    ("longer", {"when": {"weeks": {"to": 6}}}, {"when": {"weeks": {"to": 12}}}, "tightened", "weeks 0–6 → weeks 0–12"),
    ("shorter", {"when": {"weeks": {"to": 12}}}, {"when": {"weeks": {"to": 6}}}, "loosened", "weeks 0–12 → weeks 0–6"),
    ("later", {"when": {"weeks": {"to": 6}}}, {"when": {"weeks": {"from": 2, "to": 8}}}, "both", "→ weeks 2–8"),
    ("no end", {"when": {"weeks": {"to": 6}}}, {}, "tightened", "weeks 0–6 → any time after it"),
    ("cleared", {}, {"when": {"weeks": {"until": "cleared"}}}, "loosened", "any time after it → until cleared"),
    (
        "word or week",
        {"when": {"weeks": {"to": 6}}},
        {"when": {"weeks": {"until": "cleared"}}},
        "changed",
        "until cleared",
    ),
    ("before", {"when": {"phase": "any"}}, {"when": {"phase": "after"}}, "loosened", "before and after it → any time"),
    (
        "today",
        STOP,
        STOP | {"today": "change", "short": "Mind"},
        "loosened",
        "Do not massage today → Work, with changes",
    ),
    ("urgency", STOP, STOP | {"urgency": "within-days"}, "loosened", "urgency: today → in the next days"),
    ("whom to call", {}, {"who": "surgeon"}, "changed", "whom to call"),
    ("fewer operations", {}, {"when": {"procedures": ["fusion"]}}, "loosened", "operations: any → Fusion"),
    ("other operations", {"when": {"procedures": ["fusion"]}}, {"when": {"procedures": ["other"]}}, "both", "→ Other"),
    (
        "an operation that a wider one already says",
        {"when": {"procedures": ["fusion"]}},
        {"when": {"procedures": ["fusion", "neck-fusion"]}},
        "changed",
        "operations: Fusion → Fusion; Neck fusion",
    ),
    (
        "another sign",
        {"when": {"signs": ["fever"]}},
        {"when": {"signs": ["fever", "sore-calf"]}},
        "tightened",
        "Sore calf",
    ),
    (
        "company",
        {"when": {"signs": ["fever"]}},
        {"when": {"signs": ["fever"], "with": ["sore-calf"]}},
        "loosened",
        "with",
    ),
    ("the word", {}, {"when": {"unless": "agreed"}}, "loosened", "not once the team agreed"),
    ("a place", {}, {"where": ["calf"]}, "loosened", "where: the whole client → calf"),
    ("hands", {"leaves": {"calf": "nothing"}}, {"leaves": {"calf": "light"}}, "loosened", "(calf): keep off → lightly"),
    ("no word on hands", {"leaves": {"calf": "light"}}, {}, "loosened", "lightly → says nothing"),
    ("pressure", {}, {"pressure": {"most": 2, "why": "So [@a]."}}, "tightened", "no limit → level 2 of 5"),
    (
        "a wider go-ahead",
        GO | {"when": {"weeks": {"from": 52}}},
        GO | {"when": {"weeks": {"from": 12}}},
        "loosened",
        "12",
    ),
    ("words", {"do": "Mind it [@a]."}, {"do": "Mind it well [@a]."}, "reworded", "do: Mind it. → Mind it well."),
    ("a source", {"why": "It matters [@a]."}, {"why": "It matters [@b]."}, "reworded", "sources: a → a, b"),
]


@pytest.mark.parametrize(
    ("before", "after", "sort", "words"), [d[1:] for d in DIFFERENCES], ids=[d[0] for d in DIFFERENCES]
)
def test_each_difference_has_its_way(before: dict[str, Any], after: dict[str, Any], sort: Sort, words: str) -> None:
    """A rule that asks more of the hands, or of more clients, is tighter; one that asks less is looser; words are words."""
    change = between(before, after)
    assert change is not None
    assert change.sort == sort
    assert any(words in line for detail in change.details for line in report._detail(detail)), change.details


def test_the_same_is_no_change() -> None:
    """Neither the order of a list nor a default that is written out is a difference."""
    assert between({"when": {"signs": ["fever", "sore-calf"]}}, {"when": {"signs": ["sore-calf", "fever"]}}) is None
    assert between({}, {"who": "team", "when": {"phase": "after"}}) is None


def test_a_rule_that_moves_is_neither_new_nor_gone() -> None:
    """A rule under another name, or in another caution, is the rule that it was."""
    old = with_rules(rule("one"), rule("two", do="Lift nothing [@a]."))
    renamed = with_rules(rule("first"), rule("two", do="Lift nothing [@a]."))
    assert [(c.sort, c.old and c.old.name, c.name) for c in rules.changes(old, renamed)] == [
        ("moved", "care.one", "care.first")
    ]
    both = (rule("one"), rule("two", do="Lift nothing [@a]."))
    elsewhere = library(*RECORDS, made("cautions", "caution", was=["care"], rules=[*both]))
    assert [change.sort for change in rules.changes(old, elsewhere)] == ["moved", "moved"]


def test_new_and_gone() -> None:
    """A rule without a twin is new, or gone."""
    found = rules.changes(
        with_rules(rule("one")), with_rules(rule("two", do="Lift nothing [@a].", when={"phase": "any"}))
    )
    assert [(change.sort, change.name) for change in found] == [("new", "care.two"), ("gone", "care.one")]


def test_a_rule_that_goes_changes_a_verdict() -> None:
    """Who was stopped by a rule gets a milder verdict without it, and the rule is named."""
    calf = rule("calf", **STOP, when={"signs": ["sore-calf"]})
    old, new = edition(with_rules(rule("one"), calf)), edition(with_rules(rule("one")))
    said = report.as_text(report.report(old, new))
    assert "Rules that are gone\n  care.calf (Sore calf): Mind it." in said
    assert "Milder: Do not massage today; The surgeon's team, today → " in said
    assert "Fusion, week 8 · Sore calf (new or worse) — by care.calf" in said
    back = report.as_text(report.report(new, old))
    assert "New rules\n  care.calf" in back
    assert "Milder" not in back


def test_rows_that_go_are_judged_too() -> None:
    """Nobody hides a verdict that changes by taking its row out of the table of truth."""
    row = Row(id="calf", because="So.", client=Described(procedures=("fusion",), weeks=30, signs={"sore-calf": "new"}))
    calf = rule("calf", **STOP, when={"signs": ["sore-calf"]})
    old, new = edition(with_rules(rule("one"), calf), row), edition(with_rules(rule("one")))
    found = report.report(old, new)
    assert "calf: Fusion, week 30" in report.as_text(found)


@pytest.mark.parametrize("kind", ["conditions", "medications"])
def test_a_record_that_was_renamed_is_the_same_to_both(kind: str) -> None:
    """Each edition knows a client's records by its own slugs: a new name alone changes no verdict, and hides none that changes."""

    def one(slug: str, rows: bool, *rules: dict[str, Any], **fields: Any) -> Edition:
        row = Row(id="one", because="So.", client=Described(procedures=("fusion",), weeks=30, **{kind: (slug,)}))
        caution = made("cautions", "care", rules=[rule("one"), *rules])
        return edition(library(*RECORDS, made(kind, slug, **fields), caution), *((row,) if rows else ()))

    stops = [rule("two", **STOP, when={kind: [slug]}) for slug in ("early", "late")]
    old = one("early", True, stops[0])
    assert "No client gets another verdict" in report.as_text(
        report.report(old, one("late", True, stops[1], was=["early"]))
    )
    for rows in (True, False):
        gone = report.as_text(report.report(one("early", rows, stops[0]), one("late", rows, was=["early"])))
        assert "Milder: Do not massage today" in gone


def test_the_sample_is_fixed() -> None:
    """The same two editions have the same sample, and every client of it can be told from the others."""
    both = with_rules(rule("one"))
    first, second = (list(clients.sample(both, both)) for _ in range(2))
    assert first == second
    assert len({client.model_dump_json() for client in first}) == len(first) > 50


def edition(records: Library, *rows: Row) -> Edition:
    """An edition of nothing but these records."""
    return Edition("some", records, {}, rows, (), frozenset(), True, {})


def test_nothing_changes_in_the_same_edition() -> None:
    """The small project beside itself: nothing is invented."""
    said = report.report(read(str(SMALL), SMALL), read(".", SMALL))
    assert said.sections == ()
    assert said.summary == "No rule changes. No client gets another verdict. No source comes or goes."


def git(folder: Path, *command: str) -> None:
    """Runs git in a project, as somebody."""
    who = ("-c", "user.name=Test", "-c", "user.email=test@example.org")
    subprocess.run(["git", "-C", str(folder), *who, *command], check=True, capture_output=True)


@pytest.fixture
def versioned(project: Path) -> Path:
    """The small project as a repository with one commit."""
    git(project, "init", "-q")
    git(project, "add", "data", "docs")
    git(project, "commit", "-qm", "One")
    return project


def mend(file: Path, before: str, after: str) -> None:
    """Writes something else in a file."""
    text = file.read_text(encoding="utf-8")
    assert before in text
    file.write_text(text.replace(before, after), encoding="utf-8")


def test_a_revision_and_the_working_copy(versioned: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`diff HEAD` says what is not committed yet: rules, verdicts, sources, other facts, pages."""
    mend(versioned / "data/cautions/wound.yaml", "to: 6", "to: 12")
    mend(versioned / "data/rates/better-at-one-year.yaml", "high: 2.5", "high: 3.5")
    mend(versioned / "docs/procedures/roof-removal.md", "{% endcall %}", "More words.\n{% endcall %}")
    (versioned / "data/sources/new-work.yaml").write_text(
        "type: webpage\ntitle: New *work*\nURL: https://example.org/new\nevidence: hospital\nauthority: ordinary\nseen_as: page\n",
        encoding="utf-8",
    )
    assert main(["--root", str(versioned), "diff", "HEAD"]) == 0
    said = capsys.readouterr().out
    assert "What changes from HEAD to the working copy" in said
    assert "wound.open-cut (after back surgery · first 12 weeks)\n      tighter: time: weeks 0–6 → weeks 0–12" in said
    assert "New sources\n  new-work: New *work*" in said
    assert "rates/better-at-one-year: high\n      high: 2.5 → 3.5" in said
    assert "Pages whose words change\n  procedures/roof-removal.md" in said
    assert main(["--root", str(versioned), "diff", "HEAD", ".", "--format", "markdown"]) == 0
    said = capsys.readouterr().out
    assert said.startswith("## What changes from HEAD to the working copy\n")
    assert "- new-work: New \\*work\\*" in said


def test_what_cannot_be_read_is_named_and_not_compared(versioned: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A record that today's model does not know is neither new nor gone: the report says so, and compares no verdict."""
    mend(versioned / "data/cautions/wound.yaml", "subject: lying", "subject: resting")
    git(versioned, "commit", "-qam", "Older")
    mend(versioned / "data/cautions/wound.yaml", "subject: resting", "subject: lying")
    assert main(["--root", str(versioned), "diff", "HEAD"]) == 0
    said = capsys.readouterr().out
    assert "Not compared: today's model cannot read all of HEAD, 1 record among it" in said
    assert "data/cautions/wound.yaml:" in said
    assert "`resting` is not one of the choices" in said
    assert "Verdicts are not compared, and nothing is said of what could not be read. No other rule changes." in said
    assert "new:" not in said


@pytest.mark.parametrize("name", ["nowhere", "--output=x", "HEAD:data"])
def test_no_such_edition(versioned: Path, name: str, capsys: pytest.CaptureFixture[str]) -> None:
    """What is neither a folder nor a revision is said to be so."""
    assert main(["--root", str(versioned), "diff", "--", name, "."]) == 2
    assert f"`{name}` is neither a folder with data/ nor a revision" in capsys.readouterr().err
