"""Nothing that anybody writes into a record or a page ends in a traceback, a hang, or a problem that nobody finds."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from macros.check import RULES
from macros.model import KINDS
from macros.store.problems import Problem
from macros.store.project import Project, read
from macros.text import syntax
from tests.conftest import ROOT, SMALL, lay_small_project, mkdocs, module
from tests.mutating import Mutation, changed, mutations

SEED, COUNT = 20261129, 300
NASTY = 30


def test_mutations_of_the_real_data_are_answered() -> None:
    """Refused where they stand or taken whole. More of them: `python -m tests.mutating 1000 --seed 1`."""
    ran = module(ROOT, "tests.mutating", str(COUNT), "--seed", str(SEED))
    last = "\n".join(ran.stderr.splitlines()[-20:])  # which mutation it was at
    assert ran.returncode == 0, f"{ran.stdout}\n{last}"
    assert f"{COUNT} mutations of " in ran.stdout


def test_mutations_reach_every_kind_and_are_mostly_wrong() -> None:
    """No folder of records or pages is left out."""
    project, _ = read(ROOT)
    some = list(mutations(project, COUNT, SEED))
    folders = {one.path.rpartition("/")[0] for one in some}
    assert {f"data/{kind}" for kind in KINDS} <= folders
    assert {f"docs/{kind.name}" for kind in KINDS.values() if kind.pages == "own"} <= folders
    assert sum(one.wrong for one in some) > COUNT / 2


def test_an_answer_can_be_bad() -> None:
    """The mutations themselves notice what passes, what is told elsewhere, and what has no remedy."""
    one = Mutation("way", "data/x.yaml", b"a\nb\nc\n", wrong=True, lines=(2, 2))
    good = Problem("data/x.yaml", 2, 1, "field", "fault", "remedy")
    assert list(one.faults([good])) == []
    assert list(one.faults([])) == ["passes"]
    assert "elsewhere" in next(one.faults([Problem("data/x.yaml", 3, 1, "field", "fault", "remedy")]))
    for bad in (
        Problem("data/x.yaml", 0, 1, "field", "fault", "remedy"),
        Problem("data/x.yaml", 9, 1, "field", "fault", "remedy"),
        Problem("data/x.yaml", 2, 1, "", "fault", "remedy"),
        Problem("data/x.yaml", 2, 1, "field", "fault", ""),
    ):
        assert "no place" in next(one.faults([bad, good]))


def _nasty() -> list[Mutation]:
    """Wrong files of the small project, each another one: those of the engine that are the longest or the oddest."""
    project, _ = read(SMALL)
    found: dict[str, Mutation] = {}
    for one in mutations(project, 600, SEED):
        if one.wrong and (SMALL / one.path).exists() and len(one.data) > len(found.get(one.path, one).data) - 1:
            found[one.path] = one
    return list(found.values())[:NASTY]


def test_the_command_names_the_nastiest(project: Path) -> None:
    """As a process of its own, over all of them at once: every file is named, and nothing else comes out."""
    nasty = _nasty()
    assert len(nasty) == NASTY
    for one in nasty:
        (project / one.path).write_bytes(one.data)
    ran = module(project, "macros", "check")
    assert ran.returncode == 1
    assert "Traceback" not in ran.stdout + ran.stderr
    named = {line.partition(":")[0] for line in ran.stdout.splitlines()}
    assert {one.path for one in nasty} <= named


def test_what_is_taken_is_built(tmp_path: Path) -> None:
    """Mutations that no rule refuses, all in one project, make a strict build."""
    small, _ = read(SMALL)
    taken: dict[str, bytes] = {}
    together, problems = small, list[Problem]()
    for one in mutations(small, 400, SEED):
        if one.wrong or one.path in taken:
            continue
        after, problems = changed(together, (), one.path, one.data)
        if not problems and not any(True for rule in RULES for _ in rule(after)):
            together, taken[one.path] = after, one.data
    assert len(taken) >= 10
    lay_small_project(tmp_path)
    for path, data in taken.items():
        (tmp_path / path).write_bytes(data)
    built = mkdocs(tmp_path, "build", "--strict")
    assert built.returncode == 0, built.stdout + built.stderr


@cache
def _small() -> Project:
    return read(SMALL)[0]


TEXT = st.text(st.sampled_from("[]@{}()<>*_`~^!&|#%\"'\\:;,.-=+/? \n\tabcé0"), max_size=80)
QUICK = settings(max_examples=60, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | TEXT | st.dates(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3),
    max_leaves=8,
)


def _sound(problems: list[Problem], text: str) -> None:
    for said in problems:
        assert 1 <= said.line <= text.count("\n") + 2
        assert said.column >= 1
        assert said.field
        assert said.fault
        assert said.remedy
        assert "\n" not in str(said)


@QUICK
@given(text=TEXT)
def test_any_text_is_a_page(text: str) -> None:
    """Whatever stands in a page has problems with places, or none, and no call that is taken is one that fails."""
    page = f"{{% call record() %}}\n{text}\n{{% endcall %}}\n"
    project, problems = changed(_small(), (), "docs/materials/screw.md", page.encode())
    problems += [said for rule in RULES for said in rule(project) if said.path == "docs/materials/screw.md"]
    _sound(problems, page)
    for fault in syntax.faults(text):
        assert fault.fault
        assert fault.remedy


@QUICK
@given(text=TEXT)
def test_any_text_is_a_value(text: str) -> None:
    """Whatever stands in a field, in quotes or not."""
    for said in (text, yaml.safe_dump(text, allow_unicode=True)):
        record = (SMALL / "data/materials/screw.yaml").read_text(encoding="utf-8")
        record = record.replace("A metal screw in bone [@example-leaflet].", said)
        project, problems = changed(_small(), (), "data/materials/screw.yaml", record.encode())
        problems += [one for rule in RULES for one in rule(project) if one.path == "data/materials/screw.yaml"]
        _sound(problems, record)


@pytest.mark.parametrize("kind", KINDS)
def test_any_yaml_is_a_record(kind: str) -> None:
    """Whatever the fields of a kind hold."""
    names = [field.alias or name for name, field in KINDS[kind].model.model_fields.items() if name != "id"]

    @settings(QUICK, max_examples=25)
    @given(fields=st.dictionaries(st.sampled_from(names), VALUES, max_size=6), data=st.binary(max_size=60))
    def holds(fields: dict[str, object], data: bytes) -> None:
        for text in (yaml.safe_dump(fields, allow_unicode=True).encode(), data):
            after, problems = changed(_small(), (), f"data/{kind}/x.yaml", text)
            assert problems or any(one.path == f"data/{kind}/x.yaml" for one in after.readable)
            _sound(problems, text.decode(errors="replace").replace("\r", "\n"))

    holds()


def test_the_mutants_of_the_checks_can_be_made() -> None:
    """The tool that breaks the checks still fits them: one mutant of each module. A run takes an hour: `python -m tests.check_mutants`."""
    from tests import check_mutants

    for file in check_mutants.MODULES:
        assert next(iter(check_mutants.mutants(file))).code()
