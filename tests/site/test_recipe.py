"""A kind of record added by the recipe of `docs/contributing/code.md`, in a copy of the code and the small project."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from tests import search_eval
from tests.conftest import lay_small_project, mkdocs, module, once

CLASS = '''"""What a client wears."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from macros.model.base import Entity, Relation, Reverse
from macros.model.text import Claim, ConditionRef


class Garment(Entity):
    """Something that a client wears for the spine."""

    wear: tuple[Claim, ...] = Field((), title="How it is worn", description="How it is worn, and how long.")
    helps: Annotated[tuple[Relation[ConditionRef], ...], Reverse("Worn for it")] = Field(
        (), title="Worn for", description="Conditions it is worn for, each with why."
    )
'''
LINE = """        Kind("garments", "garment", Garment, "own", search_weight=0.9, icon="material/tshirt-crew"),
"""
TEMPLATE = """{% import "parts.md.j2" as parts %}

{% macro opening(record, kind, applied) %}
{{ parts.heading(record) }}
{% endmacro %}

{% macro closing(record, kind, applied) %}
{{ parts.claims(record, "wear") }}
{{ parts.relations(record, "helps") }}
{{ parts.foot(record, kind) }}
{% endmacro %}
"""
RECORD = """name: Soft collar
summary: A collar of foam [@example-leaflet].
wear: ["By day [@example-leaflet]."]
helps: [{to: narrow-canal, why: "It reminds the client to keep still [@example-leaflet]."}]
review: {status: compiled-from-sources, on: 2026-01-02}
"""


def run(project: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """`python -m macros` of the copy."""
    return module(project, "macros", *arguments)


def lay(project: Path) -> subprocess.CompletedProcess[str]:
    """Puts the small project into a folder, and takes every step of the recipe."""
    lay_small_project(project)
    schemas = project / "data/schema"
    schemas.mkdir()
    steps = {
        "macros/model/garment.py": CLASS,
        "macros/views/templates/garments.md.j2": TEMPLATE,
        "data/garments/soft-collar.yaml": RECORD,
        "docs/garments/index.md": '{% call prose() %}\n# Garments\n\n{{ view("kind_index", kind="garments") }}\n{% endcall %}\n',
        "docs/garments/soft-collar.md": "{% call record() %}\n{% endcall %}\n",
        "docs/.nav.yml": "nav: [index.md, {More: [garments, '*']}]\n",
    }
    for name, text in steps.items():
        file = project / name
        file.parent.mkdir(exist_ok=True)
        file.write_text(text, encoding="utf-8")
    kinds = project / "macros/model/__init__.py"
    text = kinds.read_text(encoding="utf-8")
    text = text.replace(
        "\nfrom macros.model.evidence", "\nfrom macros.model.garment import Garment\nfrom macros.model.evidence"
    )
    text = re.sub(r'( +Kind\(\s*"studies")', LINE + r"\1", text)
    kinds.write_text(text, encoding="utf-8")
    return run(project, "schema")


@pytest.fixture(scope="session")
def garments(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small project after every step of the recipe, for all to read."""
    return once(tmp_path_factory, "garments", lay)


@pytest.fixture
def project_with_a_new_kind(garments: Path, tmp_path: Path) -> Path:
    """A copy of it: take a step back."""
    shutil.copytree(garments, tmp_path, symlinks=True, dirs_exist_ok=True)
    return tmp_path


def test_a_new_kind(project_with_a_new_kind: Path) -> None:
    """It is checked, built, and found: in the navigation, the search, A to Z and on both ends of its relation."""
    project = project_with_a_new_kind
    check = run(project, "check")
    assert check.returncode == 0, check.stdout
    done = mkdocs(project, "build", "--strict")
    assert done.returncode == 0, done.stderr

    def page(address: str) -> BeautifulSoup:
        return BeautifulSoup((project / "site" / address / "index.html").read_text(encoding="utf-8"), "lxml")

    assert page("").select_one('nav a[href="garments/"]') is not None
    assert page("a-z").select_one('article a[href="../garments/soft-collar/"]') is not None
    assert "garments/soft-collar/" in [entry["u"] for entry in search_eval.documents(project / "site")]
    own = page("garments/soft-collar").select_one("#worn-for + ul")
    assert own is not None
    assert "Narrow canal" in own.get_text()
    other = page("conditions/narrow-canal").select_one("#worn-for-it + ul")
    assert other is not None
    assert "Soft collar: It reminds the client" in other.get_text()


def without(name: str) -> Callable[[Path], None]:
    """Leaves a file out."""
    return lambda project: (project / name).unlink()


def instead(name: str, old: str, new: str) -> Callable[[Path], None]:
    """Leaves a part of a file out."""

    def step(project: Path) -> None:
        text = (project / name).read_text(encoding="utf-8")
        assert old in text
        (project / name).write_text(text.replace(old, new), encoding="utf-8")

    return step


@pytest.mark.parametrize(
    ("forget", "said"),
    [
        (instead("macros/model/__init__.py", LINE, ""), "data/garments:1:1: file:"),
        (instead("macros/model/__init__.py", "search_weight=0.9, ", ""), "search_weight"),
        (
            instead("macros/model/garment.py", 'Annotated[tuple[Relation[ConditionRef], ...], Reverse("Worn for it")]', "tuple[Relation[ConditionRef], ...]"),
            "macros/model/garment.py:13:1: garments: the other record's page does not show `helps`. Name the heading there:",
        ),
        (
            without("macros/views/templates/garments.md.j2"),
            "macros/model/garment.py:13:1: garments: the kind has no template for the opening of its pages. "
            "Add the macro `opening(record, kind, applied)` to macros/views/templates/garments.md.j2.",
        ),
        (
            instead("macros/views/templates/garments.md.j2", "macro closing", "macro ending"),
            "macros/model/garment.py:13:1: garments: the kind has no template for the closing of its pages.",
        ),
        (without("data/schema/garments.json"), "data/schema/garments.json:1:1: schema: the file does not match the model."),
        (without("data/garments/soft-collar.yaml"), "docs/garments/soft-collar.md:1:1: page: the page has no record."),
        (without("docs/garments/soft-collar.md"), "data/garments/soft-collar.yaml:1:1: record: the record has no page."),
        (
            without("docs/garments/index.md"),
            "macros/model/garment.py:13:1: garments: no page lists its records. Add docs/garments/index.md.",
        ),
        (
            instead("docs/.nav.yml", "garments, '*'", "signs.md, conditions, procedures, complications"),
            "macros/model/garment.py:13:1: garments: the kind is not in the navigation. Add `garments` to docs/.nav.yml.",
        ),
    ],
    ids=["line", "weight", "reverse", "template", "closing", "schema", "record", "page", "index", "navigation"],
)  # fmt: skip
def test_a_step_left_out_is_named(project_with_a_new_kind: Path, forget: Callable[[Path], None], said: str) -> None:
    """`check` names each step of the recipe that was forgotten, with the remedy."""
    forget(project_with_a_new_kind)
    check = run(project_with_a_new_kind, "check")
    assert check.returncode == 1
    assert said in check.stdout + check.stderr
