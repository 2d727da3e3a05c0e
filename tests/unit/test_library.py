"""The graph of records, and its independence of the site builder."""

from __future__ import annotations

import subprocess
import sys

import pytest

from macros.store.library import Library
from tests.conftest import ROOT

WITHOUT_BUILDER = """
import sys

class Absent:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in {"mkdocs", "material", "mkdocs_macros", "markdown", "pymdownx"}:
            raise ImportError(f"{name} is not installed here")

sys.meta_path.insert(0, Absent())
from pathlib import Path
import macros
from macros.check import check
from macros.views.render import Renderer
project, problems = check(Path(sys.argv[1]))
assert not problems, problems
library = project.library()
finished = Renderer(library, project.pages).record("procedures/roof-removal.md", "procedures", "roof-removal")
print(len(library.of("procedures")), "# Roof removal" in finished)
"""


def test_everything_but_the_build_works_without_the_builder() -> None:
    """Load, check, ask and render where neither mkdocs nor Python-Markdown can be imported."""
    done = subprocess.run(
        [sys.executable, "-c", WITHOUT_BUILDER, "tests/small"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout.strip()) == (0, "2 True"), done.stderr


def test_ancestry(library: Library) -> None:
    """A procedure's line runs from itself to the widest operation, and back."""
    roof, back = library.get("procedures", "roof-removal"), library.get("procedures", "back-surgery")
    assert library.ancestors(roof) == (roof, back)
    assert library.narrower(back) == (roof,)


def test_backlinks_are_derived(library: Library) -> None:
    """What points to a record is found from the other side, by field."""
    clot = library.get("complications", "clot")
    assert [(link.origin.id, link.field) for link in library.backlinks(clot)] == [
        ("screw", "problems"),
        ("sore-calf", "points_to"),
    ]
    assert [link.origin.id for link in library.backlinks(clot, "problems")] == ["screw"]


def test_figures_and_waits(library: Library) -> None:
    """Figures belong to what they are about and to the operation they were counted after; waits to wider and narrower ones too."""
    for kind, slug in (("complications", "clot"), ("procedures", "roof-removal")):
        assert {rate.id for rate in library.rates(library.get(kind, slug))} == {
            "better-at-one-year",
            "clots-in-a-month",
        }
    for slug in ("roof-removal", "back-surgery"):
        waits = library.waits(library.get("procedures", slug))
        assert [(source.id, wait.topic) for source, wait in waits] == [("example-leaflet", "lifting")]
    assert [(source.id, wait.topic) for source, wait in library.waits()] == [
        ("example-blog", "massage"),
        ("example-leaflet", "lifting"),
    ]


def test_asking_for_nothing_raises(library: Library) -> None:
    """A record that is not there is a KeyError, never None."""
    with pytest.raises(KeyError):
        library.get("procedures", "nothing")
    with pytest.raises(KeyError):
        library.source("nothing")


def test_records_are_immutable(library: Library) -> None:
    """No view can change what another sees."""
    with pytest.raises(ValueError, match="frozen"):
        library.get("procedures", "roof-removal").name = "Other"
