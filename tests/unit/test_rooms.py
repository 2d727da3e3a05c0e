"""The rooms of the package: which may know which, and none knows the site builder but the doors."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import ROOT

FLOORS = (
    ("model",),
    ("store",),
    ("text",),
    ("plan",),
    ("check",),
    ("views",),
    ("publish",),
    ("changes", "edit", "live", "watch"),
    ("cli",),
    ("__init__", "hooks", "__main__"),
)
"""The rooms from the ground up. A room may use those below it, and no other."""

BUILDERS = {"mkdocs", "properdocs", "material", "mkdocs_macros", "zensical"}
DOORS = {"__init__", "hooks", "live"}

MODULES = sorted((ROOT / "macros").rglob("*.py"))


def room(module: Path) -> str:
    """The room a file is in: its folder, or its own name at the top."""
    return module.relative_to(ROOT / "macros").parts[0].removesuffix(".py")


def imported(module: Path) -> Iterator[str]:
    """The dotted names that a file imports, wherever it does."""
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module}: relative import"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)


def test_every_room_has_a_floor() -> None:
    """A new room gets its place here; there are few enough to know by heart."""
    assert {room(module) for module in MODULES} == {name for floor in FLOORS for name in floor}
    assert sum(map(len, FLOORS)) <= 15


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.relative_to(ROOT).as_posix())
def test_no_import_leads_upward(module: Path) -> None:
    """A module knows its own room and those below. So there is no circle between rooms."""
    floor = {name: number for number, names in enumerate(FLOORS) for name in names}
    here = room(module)
    for name in imported(module):
        if name.startswith("macros."):
            there = name.split(".")[1]
            assert there == here or floor[there] < floor[here], f"{module.relative_to(ROOT)} imports {name}"


def test_no_circle_between_modules() -> None:
    """No module needs itself by way of others."""
    names = {".".join(m.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): m for m in MODULES}
    needs = {}
    for name, module in names.items():
        found = {target if target in names else target.rpartition(".")[0] for target in imported(module)}
        needs[name] = (found & names.keys()) - {name}
    done: set[str] = set()

    def visit(name: str, line: tuple[str, ...]) -> None:
        assert name not in line, " → ".join((*line, name))
        if name not in done:
            for need in needs[name]:
                visit(need, (*line, name))
            done.add(name)

    for name in names:
        visit(name, ())


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.relative_to(ROOT).as_posix())
def test_only_the_doors_know_the_builder(module: Path) -> None:
    """Another builder means another door, and nothing else."""
    if room(module) not in DOORS:
        assert not {name.split(".")[0] for name in imported(module)} & BUILDERS
