"""YAML to records: what is refused, where, and what to do about it."""

from __future__ import annotations

import pytest

from macros.model import KINDS
from macros.model.clinical import Condition, Procedure
from macros.model.evidence import Rate, Source
from macros.store.load import read
from macros.store.problems import MOST

REVIEW = "review: {status: compiled-from-sources, on: 2026-01-02}\n"
CONDITION = "name: Narrow canal\nsummary: Too tight [@a].\n" + REVIEW
SOURCE = "type: webpage\ntitle: An example\nURL: https://example.org\nevidence: hospital\nauthority: ordinary\nseen_as: page\n"
CAUTION = "name: Wound\nsummary: Open [@a].\n" + REVIEW
RATE = "about: clot\nmeasure: Clots\nunit: '%'\npopulation: Adults\nfollow_up: 1 year\nsource: a\n" + REVIEW

BAD = [
    # kind, text, line:column, field, fault, remedy (the last two in part)
    ("conditions", "name: [x\nis_a: y\n", "1:7", "YAML", "YAML cannot be read: a bracket is opened and not closed", "Close it with `]`"),
    ("conditions", "causes: [x, , y]\n", "1:13", "YAML", "did not find expected node content", "write a value between two commas"),
    ("conditions", "names: {lay: x\nis_a: y\n", "1:8", "YAML", "a brace is opened and not closed", "Close it with `}`"),
    ("conditions", 'name: "x\nis_a: y\nregions: z\n', "1:7", "YAML", "a quote is opened and not closed", "Close it at the end"),
    ("conditions", "name: x\nis_a:inter\nregions: z\n", "2:1", "YAML", "neither a field nor an item", "Write a space after the colon"),
    ("conditions", "is_a:inter\nname: x\n", "1:5", "YAML", "a colon has no space after it", "Write `field: value`"),
    ("conditions", "causes:\n  - x\n  -y\nname: z\n", "3:3", "YAML", "neither a field nor an item", "after the dash"),
    ("conditions", "name: x\n  is_a: y\n", "2:7", "YAML", "mapping values are not allowed", "Begin the line in the same column"),
    ("conditions", "causes:\n  - x\n - y\n", "3:2", "YAML", "did not find expected key", "Begin the line in the same column"),
    ("conditions", "name: x\n\tis_a: y\n", "2:1", "YAML", "indented with a tab", "Indent with spaces"),
    ("conditions", "names:\n\tlay: [y]\n", "2:1", "YAML", "indented with a tab", "Indent with spaces"),
    ("conditions", 'name: "x\nis_a: y\nregions: "z"\n', "1:7", "YAML", "a quote is opened, and closed lines below", "Close it at the end"),
    ("conditions", "name: x\ngaps:\n  - 'We found none [@a]. \n  - 'Nor here [@a].'\n", "3:5", "YAML", "a quote is opened, and closed lines below", "Close it at the end"),
    ("conditions", 'searches: ["x, y]\ngaps: ["z"]\n', "1:12", "YAML", "a quote is opened, and closed lines below", "Close it at the end"),
    ("conditions", 'name: "x\n  y"\ngaps:\n  - a\n - b\n', "5:2", "YAML", "did not find expected key", "Begin the line in the same column"),
    ("conditions", "name: Pain: worse\n", "1:11", "YAML", "mapping values are not allowed", "Put text in quotes"),
    ("conditions", "- a\n- b\n", "1:1", "record", "has no fields", "see data/schema/conditions.json"),
    ("conditions", "", "1:1", "record", "has no fields", "see data/schema/conditions.json"),
    ("conditions", CONDITION + "name: Again\n", "4:1", "name", "given twice", "Keep one"),
    ("conditions", CONDITION + "names: {lay: [a], lay: [b]}\n", "4:19", "names.lay", "given twice", "Keep one"),
    ("conditions", CONDITION + "symptom: [a]\n", "4:1", "symptom", "`symptom` is not a field", "Did you mean `symptoms`?"),
    ("conditions", CONDITION + "id: x\n", "4:5", "id", "file's name", "Delete"),
    ("conditions", CONDITION + "causes:\n", "4:8", "causes", "has no value", "`unknown:`"),
    ("conditions", CONDITION + "causes: null\n", "4:9", "causes", "has no value", "`unknown:`"),
    ("conditions", CONDITION + "causes: ~\n", "4:9", "causes", "has no value", "`unknown:`"),
    ("conditions", CONDITION + "causes: ['']\n", "4:10", "causes[0]", "must not be empty", "delete the line"),
    ("conditions", CONDITION + "causes: One cause [@a].\n", "4:9", "causes", "must be a list, not a piece of text", "`- item` on each line"),
    ("conditions", CONDITION.replace("Narrow canal", "“Narrow canal”"), "1:7", "name", "`“` and `”` are no quotes of YAML", "Write straight ones"),
    ("conditions", CONDITION + "names: {lay: [‘tight’, a “narrow” one, “a” and “b”]}\n", "4:15", "names.lay[0]", "`‘` and `’` are no quotes of YAML", "Write straight ones"),
    ("conditions", CONDITION + "names: slipped disc\n", "4:8", "names", "must be a group of fields, not a piece of text", "`field: value`"),
    ("conditions", CONDITION + "regions: [lumber]\n", "4:11", "regions[0]", "`lumber` is not one", "Did you mean `lumbar`?"),
    ("conditions", CONDITION.replace("Narrow canal", "5"), "1:7", "name", "must be text, not the number 5", "quotes"),
    ("conditions", CONDITION.replace("Narrow canal", "no"), "1:7", "name", "true or false", '"no" in quotes'),
    ("conditions", CONDITION.replace("Narrow canal", "On"), "1:7", "name", "true or false", "in quotes"),
    ("conditions", CONDITION.replace("Narrow canal", "1.10"), "1:7", "name", "read as the number 1.1", '"1.10" in quotes'),
    ("conditions", CONDITION.replace("Narrow canal", "012"), "1:7", "name", "different numbers", "quotes"),
    ("conditions", CONDITION.replace("Narrow canal", "12:30"), "1:7", "name", "different numbers", "quotes"),
    ("conditions", CONDITION.replace("Narrow canal", "1_000"), "1:7", "name", "different numbers", "quotes"),
    ("conditions", CONDITION.replace("Narrow canal", "!!python/name:os x"), "1:7", "name", "tag `tag:yaml.org,2002:python/name:os` is not allowed", "Delete"),
    ("conditions", CONDITION + "names: {lay: &a [x], clinical: *a}\n", "4:14", "names.clinical", "aliases (`*name`) are not allowed", "Repeat the value"),
    ("conditions", CONDITION + "gaps: &a [*a]\n", "4:7", "gaps[0]", "aliases (`*name`) are not allowed", "Repeat the value"),
    ("conditions", CONDITION + "<<: {gaps: [x]}\n", "4:1", "<<", "merge keys", "Write the fields out"),
    ("conditions", "name: a\n---\nname: b\n", "2:1", "YAML", "another document", "Delete the line `---`"),
    ("conditions", "name: Narrow canal\n" + REVIEW, "1:1", "summary", "missing", "Add it"),
    ("conditions", CONDITION.replace("2026-01-02", "2026-13-02"), "3:45", "review.on", "`2026-13-02` is not a date", "as `2026-11-22`"),
    ("conditions", CONDITION.replace("compiled-from-sources", "clinician-reviewed"), "3:1", "review", "go together", "Give both"),
    ("conditions", CONDITION.replace("compiled-from-sources, on: 2026-01-02", "clinician-reviewed, on: 2026-01-02, by: {name: NAME, credential: DPT}"), "3:65", "review.by.name", "`NAME` stands for what belongs here", "Write the name of whoever signs"),
    ("conditions", CONDITION.replace("compiled-from-sources, on: 2026-01-02", "clinician-reviewed, on: 2026-01-02, by: {name: Kim Doe, credential: Credential}"), "3:86", "review.by.credential", "`Credential` stands for", "Write the credential"),
    ("conditions", CONDITION + "treated_by: [{to: Some Thing, why: 'a [@a].'}]\n", "4:19", "treated_by[0].to", "not a slug", "hyphens"),
    ("cautions", CAUTION + "rules: [{id: a, level: avoid, subject: skin, today: nothing, urgency: none, when: {weeks: {from: 6, to: 2}}, do: 'a [@a].', why: 'b [@a].'}]\n", "4:84", "rules[0].when.weeks", "reversed", "smaller number"),
    ("cautions", CAUTION + "rules: [{id: a, level: avoid, subject: skin, today: nothing, urgency: none, when: {weeks: {to: 2, until: cleared}}, do: 'a [@a].', why: 'b [@a].'}]\n", "4:84", "rules[0].when.weeks", "exclude each other", "Keep the one"),
    ("conditions", CONDITION + "questions: [{ask: Why me, anchor: why-me, answer: 'a [@a].'}]\n", "4:19", "questions[0].ask", "is not a question", "question mark"),
    ("signs", CONDITION + "body: skin\nask: Can you swallow?\n", "5:6", "ask", "cannot be answered with yes or no", "Open it with Are"),
    ("procedures", CONDITION + "levels: [{from: L4, to: L2, why: 'a [@a].'}]\n", "4:10", "levels[0]", "lies below", "upper bone"),
    ("waits", "positions: [{topic: lifting, says: 'Later [@a].'}]\n" + REVIEW, "1:13", "positions[0]", "neither a time nor a condition", "Give `when`"),
    ("cautions", CAUTION + "rules: [{id: a, level: adapt, subject: skin, today: change, urgency: routine, short: b, where: [knee], do: 'a [@a].', why: 'b [@a].'}]\n", "4:97", "rules[0].where[0]", "`knee` is not one of the choices", "Choose from: head, front-of-neck"),
    ("cautions", CAUTION + "rules: [{id: a, level: adapt, subject: skin, today: change, urgency: routine, short: bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb, do: 'a [@a].', why: 'b [@a].'}]\n", "4:86", "rules[0].short", "has 61 characters, and at most 60 are allowed", "Say it shorter"),
    ("cautions", CAUTION + "rules: [{id: a, level: adapt, subject: skin, today: change, urgency: routine, short: b, when: {weeks: 0-6}, do: 'a [@a].', why: 'b [@a].'}]\n", "4:103", "rules[0].when.weeks", "must be a group of fields, not a piece of text", "The fields are: from, to, until"),
    ("cautions", CAUTION + "rules: [{id: a, level: adapt, subject: skin, today: change, urgency: routine, short: b, when: {weeks: {from: -3}}, do: 'a [@a].', why: 'b [@a].'}]\n", "4:110", "rules[0].when.weeks.from", "-3 is too small", "Write 0 or more"),
    ("cautions", CAUTION + "rules: [{id: a, level: adapt, subject: skin, today: change, urgency: routine, short: b, when: {course: [settled]}, do: 'a [@a].', why: 'b [@a].'}]\n", "4:89", "rules[0].when", "`course` needs `signs` or `complications`", "Name what has gone so"),
    ("cautions", CAUTION + "rules: []\n", "4:1", "rules", "needs at least 1 item, has 0", "Add 1 more"),
    ("sources", SOURCE + "author: [{family: A, literal: B}]\n", "7:10", "author[0]", "either `family`", "Give one"),
    ("sources", SOURCE + "issued: 12\n", "7:9", "issued", "12 is too small", "Write 1800 or more"),
    ("sources", SOURCE + "issued: 20121\n", "7:9", "issued", "20121 is too big", "Write 2100 at most"),
    ("sources", SOURCE + "author: [Keller G]\n", "7:10", "author[0]", "must be a group of fields, not a piece of text", "The fields are: family, given,"),
    ("rates", RATE, "1:1", "record", "a figure is missing", "`estimate`"),
    *[("conditions", CONDITION.replace("2026-01-02", said), "3:45", "review.on", f"`{value}` is not a date", "Write year, month and day as `2026-11-22`")
      for said, value in (("0", "0"), ("0.5", "0.5"), ("true", "True"), ("1767312000", "1767312000"), ("2026-01-02T00:00:00", "2026-01-02T00:00:00"), ("'2026-01-02 00:00'", "2026-01-02 00:00"), ("2026-1-2", "2026-1-2"), ("01/02/2026", "01/02/2026"), ("20260102", "20260102"), ("2026-02-30", "2026-02-30"))],
    ("conditions", CONDITION.replace("review:", "proper: 1\nreview:"), "3:9", "proper", "must be true or false, not the number 1", "Write true or false, without quotes"),
    ("conditions", CONDITION.replace("review:", "proper: 'true'\nreview:"), "3:9", "proper", "must be true or false, not a piece of text", "Write true or false"),
    ("conditions", CONDITION.replace("Narrow canal", "Canal #2"), "1:7", "name", "what follows ` #` is a comment, and lost", "Put the value in quotes"),
    ("conditions", CONDITION + "regions: [lumbar #x\n  ]\n", "4:11", "regions[0]", "what follows ` #` is a comment, and lost", "Put the value in quotes"),
    ("sources", SOURCE + "issued: 2012.5\n", "7:9", "issued", "must be a whole number, not the number 2012.5", "Write a whole number as plain digits"),
    ("sources", SOURCE + "issued: '2012'\n", "7:9", "issued", "must be a whole number, not a piece of text", "Write a whole number as plain digits"),
    *[("rates", RATE + f"estimate: {said}\n", "8:11", "estimate", fault, remedy) for said, fault, remedy in (
        ("'5'", "must be a number, not a piece of text", "plain digits, such as 24.5"),
        ("24,5", "must be a number, not a piece of text", "plain digits, such as 24.5"),
        ("24%", "must be a number, not a piece of text", "plain digits, such as 24.5"),
        ("inf", "must be a number, not a piece of text", "plain digits"),
        ("NaNs", "must be a number, not a piece of text", "plain digits"),
        ("true", "must be a number, not the truth value true", "plain digits"),
        (".inf", "different numbers", "plain decimal"),
        (".nan", "different numbers", "plain decimal"),
        ("1e999", "different numbers", "plain decimal"),
        ("9" * 400, "different numbers", "plain decimal"),
        ("9" * 5000, "different numbers", "plain decimal"),
    )],
    ("rates", RATE + "estimate: -3\n", "1:1", "record", "`-3` is below zero", "without a sign"),
    ("rates", RATE + "estimate: 567\n", "1:1", "record", "`567%` is more than all", "growth or rise"),
    ("rates", RATE + "low: -1\nhigh: 4\n", "1:1", "record", "`-1` is below zero", "without a sign"),
    ("rates", RATE + "low: 5\nhigh: 2\n", "1:1", "record", "reversed", "smaller number"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "text", "place", "field", "fault", "remedy"), BAD, ids=[f"{b[3]}-{b[4][:18]}" for b in BAD]
)
def test_refuses_with_place_fault_and_remedy(
    kind: str, text: str, place: str, field: str, fault: str, remedy: str
) -> None:
    """Each fault is found once, at its line and column, under its field, with what to do."""
    document, problems = read(text.encode(), KINDS[kind], "x", "data/x.yaml")
    assert document.record is None
    assert len(problems) == 1, problems
    (problem,) = problems
    assert f"{problem.line}:{problem.column}" == place
    assert problem.field == field
    assert fault in problem.fault
    assert remedy in problem.remedy
    assert str(problem) == f"data/x.yaml:{place}: {field}: {problem.fault}. {problem.remedy}."


def test_finds_every_problem_of_a_file_at_once() -> None:
    """One fault hides no other."""
    _, problems = read(b"name: no\nsymptom: [a]\nregions: [neck]\n", KINDS["conditions"], "x", "data/x.yaml")
    assert {p.field for p in problems} == {"name", "symptom", "regions[0]", "summary", "review"}


GOOD = [
    ("conditions", CONDITION, Condition, "name", "Narrow canal"),
    ("conditions", CONDITION.replace("Narrow canal", '"1.10"'), Condition, "name", "1.10"),
    ("conditions", CONDITION.replace("Narrow canal", "'no'"), Condition, "name", "no"),
    ("procedures", CONDITION + "unknown: [stay]\n", Procedure, "unknown", ("stay",)),
    ("sources", SOURCE + "issued: 2012\n", Source, "issued", 2012),
    ("rates", RATE + "estimate: 2.5\n", Rate, "figure", "2.5%"),
    (
        "rates",
        RATE.replace("Clots", "Rise of clots") + "low: 1\nhigh: 1200\napproximate: true\n",
        Rate,
        "figure",
        "about 1–1,200%",
    ),
]


@pytest.mark.parametrize(("kind", "text", "model", "field", "value"), GOOD)
def test_reads_what_is_meant(kind: str, text: str, model: type, field: str, value: object) -> None:
    """Words stay words and numbers numbers."""
    document, problems = read(text.encode(), KINDS[kind], "x", "data/x.yaml")
    assert problems == []
    assert isinstance(document.record, model)
    assert getattr(document.record, field) == value
    assert document.record is not None
    assert document.record.id == "x"


DEEP = 5000
BROKEN = [
    # bytes, then each line:column, field, fault, remedy
    (b"name: Rod\nsummary: Ein St\xe4b [@a].\n", ["2:16: file: the byte E4 is not UTF-8. Save the file as UTF-8."]),
    ("name: Rod\n".encode("utf-16"), ["1:1: file: the byte FF is not UTF-8. Save the file as UTF-8."]),
    ("name: Stäb\x07\n".encode(), ["1:11: file: there is an invisible character, U+0007. Delete it."]),
    (
        b"name: Rod\n<<<<<<< HEAD\nsummary: A [@a].\n=======\nsummary: B [@a].\n>>>>>>> theirs\n",
        [
            "2:1: file: `<<<<<<<` marks a merge conflict. Keep one of the two versions and delete the marks.",
            "4:1: file: `=======` marks a merge conflict. Keep one of the two versions and delete the marks.",
            "6:1: file: `>>>>>>>` marks a merge conflict. Keep one of the two versions and delete the marks.",
        ],
    ),
    (
        "name: R\u043ed\n".encode(),
        ["1:8: file: `\u043e` (U+043E) only looks like a letter of ours. Type the letter itself."],
    ),
    (
        "name: \uff32od\n".encode(),
        ["1:7: file: `\uff32` (U+FF32) only looks like a letter of ours. Type the letter itself."],
    ),
    ("name: Rod\u0085summary: x\n".encode(), ["1:10: file: there is an invisible character, U+0085. Delete it."]),
    (
        b"? " * DEEP,
        ["1:41: YAML: values are nested more than 20 deep. Delete the `[`, `{` or `-` that are too many."],
    ),
    (
        b"gaps: " + b"[" * DEEP + b"]" * DEEP,
        ["1:26: YAML: values are nested more than 20 deep. Delete the `[`, `{` or `-` that are too many."],
    ),
    (
        b"names:\n  lay: " + b"{a: " * DEEP + b"}" * DEEP,
        ["2:80: YAML: values are nested more than 20 deep. Delete the `[`, `{` or `-` that are too many."],
    ),
]


@pytest.mark.parametrize(("data", "expected"), BROKEN, ids=[lines[0][:40] for _, lines in BROKEN])
def test_refuses_files_that_nobody_can_read(data: bytes, expected: list[str]) -> None:
    """Another encoding, marks of a merge and endless nesting are problems with a place, not crashes."""
    document, problems = read(data, KINDS["conditions"], "x", "data/x.yaml")
    assert document.record is None
    assert [str(problem) for problem in problems] == [f"data/x.yaml:{line}" for line in expected]


def test_reads_files_of_other_systems() -> None:
    """A byte order mark and Windows' line ends change nothing."""
    _, problems = read(
        b"\xef\xbb\xbf" + CONDITION.replace("\n", "\r\n").encode(), KINDS["conditions"], "x", "data/x.yaml"
    )
    assert problems == []


def test_reads_lone_carriage_returns_as_line_ends() -> None:
    """So a place in such a file is on the line that its author sees."""
    _, problems = read((CONDITION + "oops: 1\n").replace("\n", "\r").encode(), KINDS["conditions"], "x", "data/x.yaml")
    assert [str(problem).partition(": The")[0][:60] for problem in problems] == [
        "data/x.yaml:4:7: oops: `oops` is not a field here. The fields"[:60]
    ]


def test_a_thousand_faults_of_a_file_are_told_in_a_few() -> None:
    """The first ones, and how many there are more."""
    text = CONDITION + "".join(f"oops{number}: 1\n" for number in range(1000))
    _, problems = read(text.encode(), KINDS["conditions"], "x", "data/x.yaml")
    assert len(problems) == MOST
    assert problems[-1].fault.endswith(f"(and {1000 - MOST} more like it)")
    aliased = "a: &a x\n" + "".join(f"b{number}: *a\n" for number in range(1000))
    assert len([p for p in read(aliased.encode(), KINDS["conditions"], "x", "x")[1] if "alias" in p.fault]) == MOST
