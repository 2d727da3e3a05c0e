"""What `check --fix` mends by itself, and what it leaves to a person."""

from __future__ import annotations

from pathlib import Path

import pytest

from macros.check import check
from macros.cli import main
from macros.store.problems import Swap, certain

MENDS = [
    # file, what is right there, what somebody wrote
    ("data/procedures/roof-removal.yaml", "is_a: back-surgery", "is_a: back-surgry"),
    ("data/procedures/roof-removal.yaml", "regions: [lumbar]", "regions: [lumber]"),
    ("data/procedures/roof-removal.yaml", "outcomes:", "outcome:"),
    ("data/procedures/roof-removal.yaml", "  evidence: none", "  evidnce: none"),
    ("data/procedures/roof-removal.yaml", "{from: L4, to: sacrum,", "{from: sacrum, to: L4,"),
    ("data/procedures/roof-removal.yaml", "{from: 0, to: 6}", "{from: 6, to: 2}"),
    ("data/procedures/roof-removal.yaml", "uses:\n  - {to: screw,", "uses:\n  - {to: bolt,"),
    ("data/conditions/narrow-canal.yaml", "to: roof-removal", "to: roof-removl"),
    ("data/conditions/narrow-canal.yaml", "[@example-trial].\non", "[@exmple-trial].\non"),
    ("data/cautions/wound.yaml", "weeks: {from: 0, to: 6}", "weeks: {from: 6, to: 2}"),
    ("data/cautions/wound.yaml", "urgency: same-day", "urgency: same-dya"),
    ("data/rates/clots-in-a-month.yaml", "low: 1\nhigh: 3", "low: 3\nhigh: 1"),
    ("data/sources/example-trial.yaml", 'volume: "12"', "volume: 12"),
    ("data/materials/screw.yaml", "A metal screw", "A m&eacute;tal screw"),
    ("data/materials/screw.yaml", "A metal screw", "A Discs screw"),
    ("docs/procedures/roof-removal.md", "[[wound|cut]]", "[[wounds|cut]]"),
    ("docs/procedures/roof-removal.md", "common [@example-trial]", "common [@example-trail]"),
    ("docs/procedures/roof-removal.md", "[[wound|cut]]", "[[wound|cut]] of the disc"),
]
AFTER = {
    "{from: 6, to: 2}": "{from: 2, to: 6}",
    "weeks: {from: 6, to: 2}": "weeks: {from: 2, to: 6}",
    "A m&eacute;tal screw": "A métal screw",
    "A Discs screw": "A Disks screw",
}
"""What stands there afterwards, where it is not what stood there before."""


@pytest.mark.parametrize(("file", "right", "wrong"), MENDS, ids=[wrong for _, _, wrong in MENDS])
def test_one_right_answer_is_given(
    project: Path, capsys: pytest.CaptureFixture[str], file: str, right: str, wrong: str
) -> None:
    """The one right answer stands in the file afterwards, nothing else has changed, and the terminal says what was done."""
    path = project / file
    before = path.read_text(encoding="utf-8")
    assert before.count(right) == 1
    path.write_text(before.replace(right, wrong), encoding="utf-8")
    assert main(["--root", str(project), "check"]) == 1
    capsys.readouterr()
    assert main(["--root", str(project), "check", "--fix"]) == 0
    said = capsys.readouterr()
    assert said.err.startswith(f"mended {file}:")
    expected = before.replace(right, AFTER.get(wrong, wrong.replace("disc", "disk") if "disc" in wrong else right))
    assert path.read_text(encoding="utf-8") == expected


LEFT = [
    # file, what is right there, what somebody wrote: more than one thing could be meant
    ("data/conditions/narrow-canal.yaml", "to: roof-removal", "to: roof-renewal"),
    ("data/conditions/narrow-canal.yaml", "[@example-trial].\non", "[@example-trial-2].\non"),
    ("docs/procedures/roof-removal.md", "common [@example-trial]", "common [@example-trials2]"),
    ("data/measures/pain-line.yaml", "status: compiled-from-sources", "status: reviewed"),
    ("data/procedures/roof-removal.yaml", "is_a: back-surgery", "is_a: surgery"),
    ("data/procedures/roof-removal.yaml", "{from: 0, to: 6}", "{from: 6, to: 6}"),
    ("data/materials/screw.yaml", "A metal screw", "A “disc” and a disc"),
    ("data/materials/screw.yaml", "A metal screw", "A metal&lt; screw"),
    ("data/materials/screw.yaml", "name: Screw", "name: no"),
    ("data/techniques/long-stroke.yaml", "review:", "retired: {why: x, on: 2026-01-02}\nreview:"),
]


@pytest.mark.parametrize(("file", "right", "wrong"), LEFT, ids=[wrong for _, _, wrong in LEFT])
def test_what_could_mean_more_is_left(project: Path, file: str, right: str, wrong: str) -> None:
    """Where a person has to decide, the file stays as it is."""
    path = project / file
    text = path.read_text(encoding="utf-8")
    assert right in text
    path.write_text(text.replace(right, wrong), encoding="utf-8")
    before = path.read_text(encoding="utf-8")
    assert main(["--root", str(project), "check", "--fix"]) == 1
    assert path.read_text(encoding="utf-8") == before


def test_several_in_one_file_and_no_other(project: Path) -> None:
    """All of a file are mended at once, by paths only what was asked for, and one fault that hid others does not stop it."""
    wound, screw = project / "data/cautions/wound.yaml", project / "data/materials/screw.yaml"
    before = wound.read_text(encoding="utf-8")
    wrong = before.replace("signs: [sore-calf]", "signs: [sore-calfs]").replace("subject: lying", "subject: lyin")
    wound.write_text(wrong.replace("weeks: {from: 0, to: 6}", "weeks: {from: 6, to: 2}"), encoding="utf-8")
    screw.write_text(screw.read_text(encoding="utf-8").replace("metal", "disc"), encoding="utf-8")
    assert main(["--root", str(project), "check", "--fix", str(wound)]) == 0
    assert wound.read_text(encoding="utf-8") == before.replace("weeks: {from: 0, to: 6}", "weeks: {from: 2, to: 6}")
    assert [problem.path for problem in check(project)[1]] == ["data/materials/screw.yaml"]


def test_stale_schemas_are_written(project: Path) -> None:
    """Schemas have one right answer, too: what the model says."""
    main(["--root", str(project), "schema"])
    file = project / "data/schema/signs.json"
    right = file.read_text(encoding="utf-8")
    file.write_text("{}", encoding="utf-8")
    assert main(["--root", str(project), "check", "--fix"]) == 0
    assert file.read_text(encoding="utf-8") == right


@pytest.mark.parametrize(
    ("written", "known"),
    [
        # Each is one letter or little more from the other, and both are names of records, or of works, that could be there.
        ("posterior-approach", "anterior-approach"),
        ("allograft", "autograft"),
        ("laminotomy", "laminectomy"),
        ("spondylolysis", "spondylolisthesis"),
        ("plif", "alif"),
        ("cage-sank-plif", "cage-sank-olif"),
        ("keller-2013", "keller-2012"),
        ("gross-2024b", "gross-2024"),
        ("uw-laminectomy", "sw-laminectomy"),
        ("bond-2016", "boyd-2016"),
    ],
)
def test_a_name_that_is_much_like_another_is_not_taken_for_it(written: str, known: str) -> None:
    """A claim keeps its source, and a rule its record: what is not there yet is added by a person."""
    assert certain(written, [known]) is None
    assert certain(known, [written]) is None


@pytest.mark.parametrize(
    ("slip", "meant"),
    [
        ("cannot-swalow", "cannot-swallow"),
        ("cannot-swallwo", "cannot-swallow"),
        ("hartford-cervicel", "hartford-cervical"),
        ("kellerr-2012", "keller-2012"),
        ("redflags", "red-flags"),
        ("red_flags", "red-flags"),
    ],
)
def test_a_slip_of_the_finger_is_mended(slip: str, meant: str) -> None:
    """One letter or mark, unless two names are as near."""
    assert certain(slip, ["example-trial", meant]) == Swap(slip, meant)
    assert certain("long-name", ["long-fame", "long-game"]) is None
