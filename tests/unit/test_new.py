"""A record that is begun: its files, what the check says of them, and what is asked for."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from macros.check import check
from macros.check.unfinished import FILL_IN, to_fill_in
from macros.cli import main
from macros.edit.new import begin
from macros.model import KINDS
from macros.model.text import slug_of

NEEDS = {
    "cautions": {"level": "adapt", "subject": "skin", "today": "change", "urgency": "routine", "rule": "cold"},
    "complications": {"urgency": "same-day"},
    "materials": {"group": "hardware"},
    "studies": {"source": "example-trial", "groups": "lumbar-fusion,other", "interventions": "massage"},
}
"""What a new record of a kind cannot leave for later."""


@pytest.mark.parametrize("kind", [kind.name for kind in KINDS.values() if kind.pages == "own"])
def test_a_new_record_passes_and_says_what_to_fill_in(
    project: Path, capsys: pytest.CaptureFixture[str], kind: str
) -> None:
    """Each kind with pages: two files, no problem, and each place to fill in by its line."""
    given = [f"{field}={value}" for field, value in NEEDS.get(kind, {}).items()]
    assert main(["--root", str(project), "new", KINDS[kind].singular, "Cold toe", *given]) == 0
    said = capsys.readouterr().out
    record, page = f"data/{kind}/cold-toe.yaml", f"docs/{kind}/cold-toe.md"
    assert said.startswith(f"wrote {record}\nwrote {page}\n")
    found, problems = check(project)
    assert problems == []
    places = [place for place in to_fill_in(found) if place.path in (record, page)]
    for place in places:
        assert f"  {place.path}:{place.line}: {place.field}\n" in said
    marks = sum((project / path).read_text(encoding="utf-8").count(FILL_IN) for path in (record, page))
    assert len(places) == marks - 1  # the first comment names the words
    assert found.library().has(kind, "cold-toe")


def test_comments_are_true_to_the_model(project: Path) -> None:
    """Every field that a procedure may have, but for those of old records, is in the file, with its help and in its form."""
    text = begin(KINDS["procedures"], "Cold toe", {}, dt.date(2026, 1, 2)).files["data/procedures/cold-toe.yaml"]
    for name in KINDS["procedures"].model.model_fields:
        assert (f"{name}:" in text) == (name not in ("id", "was", "retired")), name
    assert '# The ways in: from the front, the back, the side.\n# approach: ["… [@source-id]"]\n' in text
    assert text.endswith("review: {status: compiled-from-sources, on: 2026-01-02}\n")
    # Uncommented, every example is of the right form: only what it names is not there.
    lines = [line.removeprefix("# ") if line.startswith("# ") and ": " in line else line for line in text.splitlines()]
    known = tuple(f"{name}: " for name in KINDS["procedures"].model.model_fields)
    (project / "data/procedures/cold-toe.yaml").write_text(
        "\n".join(line for line in lines if line.startswith(known) and not line.startswith(("today", "disagreements"))),
        encoding="utf-8",
    )
    found, _ = check(project)
    (document,) = [document for document in found.documents if document.id == "cold-toe"]
    assert document.record is not None


def test_an_unfinished_record_is_not_complete(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The check passes and counts what is to be filled in; before anything is published, `--complete` refuses it."""
    main(["--root", str(project), "new", "measure", "Toe scale"])
    capsys.readouterr()
    assert main(["--root", str(project), "check"]) == 0
    assert capsys.readouterr().err == "No problems; 3 still to be filled in\n"
    assert main(["--root", str(project), "check", "--complete", "--format", "github"]) == 1
    assert "::error file=data/measures/toe-scale.yaml,line=7," in capsys.readouterr().out
    main(["--root", str(project), "check", "--format", "github"])
    assert "::notice file=data/measures/toe-scale.yaml,line=7," in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["procedur", "Toe"], "there is no kind `procedur`. Did you mean `procedure`?"),
        (["complication", "Toe"], "urgency=CHOICE  emergency, same-day, within-days, routine"),
        (["study", "Toe"], "source=VALUE  The publication."),
        (["measure", "Toe", "scal=long"], "`scal` is not a field that can be given here. Did you mean `scale`?"),
        (["measure", "Toe", "scale"], "`scale` is no FIELD=VALUE"),
        (
            ["measure", "Roof removal"],
            "`roof-removal` is the slug of data/procedures/roof-removal.yaml. Give another one: id=SLUG",
        ),
        (
            ["material", "Bolt", "group=hardware"],
            "`bolt` was a slug of `screw`, and leads there. Give another one: id=SLUG",
        ),
        (
            ["measure", "Pain line"],
            "data/measures/pain-line.yaml is there already. Add to that one, or give another slug: id=SLUG",
        ),
        (["measure", "痛"], "The name has no letter that a slug may have. Give one: id=SLUG"),
    ],
)
def test_what_cannot_be_begun(
    project: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], message: str
) -> None:
    """Wrong or missing words are named, and nothing is written."""
    before = sorted(project.rglob("*.yaml"))
    assert main(["--root", str(project), "new", *arguments]) == 2
    assert message in capsys.readouterr().err
    assert sorted(project.rglob("*.yaml")) == before


def test_other_kinds_say_what_the_check_says(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A source that nobody cites yet is written, and the check's word about it comes along."""
    given = "type=webpage URL=https://example.org/toe evidence=hospital authority=ordinary seen_as=page issued=2020"
    assert main(["--root", str(project), "new", "source", "toe-2020", *given.split()]) == 1
    said = capsys.readouterr().out
    assert "data/sources/toe-2020.yaml:7: title" in said
    assert "nobody cites this source. Cite it as `[@toe-2020]`" in said
    assert "issued: 2020\n" in (project / "data/sources/toe-2020.yaml").read_text(encoding="utf-8")


def test_a_source_may_be_called_as_a_study_is(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A study and its publication often share a slug, and nothing but the file that is to be cited is asked for."""
    given = "type=webpage URL=https://example.org/toe evidence=hospital authority=ordinary seen_as=page"
    assert main(["--root", str(project), "new", "source", "sample-2020", *given.split()]) == 1
    assert "nobody cites this source" in capsys.readouterr().out
    assert {problem.path for problem in check(project)[1]} == {"data/sources/sample-2020.yaml"}


def test_names_to_slugs() -> None:
    """A slug has the letters and digits of the name, without accents, joined by hyphens."""
    assert slug_of("Scheuermann’s kyphosis (T7–T9), à la carte") == "scheuermanns-kyphosis-t7-t9-a-la-carte"


def test_a_name_that_somebody_has_is_told(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A contributor learns before she writes that another record goes by this name; one that nobody has passes in silence."""
    assert main(["--root", str(project), "new", "procedure", "laminectomy of the roof"]) == 0
    assert capsys.readouterr().err == ""
    main(["--root", str(project), "new", "procedure", "ROOF removal", "id=roof"])
    assert "`ROOF removal` is a name of data/procedures/roof-removal.yaml already" in capsys.readouterr().err


def test_an_example_has_as_many_items_as_are_needed(project: Path) -> None:
    """A Today card needs three lines: who takes away the `#` sees that."""
    assert main(["--root", str(project), "new", "procedure", "Cold toe"]) == 0
    text = (project / "data/procedures/cold-toe.yaml").read_text(encoding="utf-8")
    (card,) = (line for line in text.splitlines() if line.startswith("# today: "))
    assert card.count("subject: ") == 3
