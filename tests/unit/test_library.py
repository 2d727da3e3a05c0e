"""The graph of records, and its independence of the site builder."""

from __future__ import annotations

import subprocess
import sys
from datetime import date

import pytest

from macros.check import check
from macros.model.base import Named, Retirement
from macros.plan import names
from macros.publish import search
from macros.store.library import Library
from macros.views import indexes
from tests.conftest import ROOT, SMALL

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


def test_retired_records_are_kept_and_not_listed(library: Library) -> None:
    """A retired record opens on its page, and no list, name or search leads to it."""
    assert [record.id for record in library.of("techniques")] == ["long-stroke"]
    assert [record.id for record in library.retired("techniques")] == ["hot-stone"]
    assert not library.has("techniques", "hot-stone")
    assert library.get("techniques", "hot-stone").retired.instead == "long-stroke"
    assert library.paged["hot-stone"][0] == "techniques"
    assert "hot-stone" not in {entry.slug for _, entries in indexes.a_to_z(library) for entry in entries}
    assert names.of(library, "techniques").exact("hot stone") == ()
    sections = [
        ("techniques/hot-stone/", "Hot stone (retired)", "A warm stone"),
        ("techniques/", "Techniques", "A list"),
    ]
    found = {entry.location for entry in search.entries(library, {}, sections)}
    assert "techniques/long-stroke/" in found
    assert "techniques/" in found
    assert "techniques/hot-stone/" not in found


def test_relations_of_a_retired_record_are_not_shown_elsewhere() -> None:
    """What a retired record points to does not point back."""
    project = check(SMALL)[0]
    screw = next(d.record for d in project.readable if d.id == "screw")
    assert isinstance(screw, Named)
    gone = Retirement.model_validate({"why": "It is old.", "on": date(2026, 1, 3)})
    library = Library(
        (d.kind.name, screw.model_copy(update={"retired": gone}) if d.record is screw else d.record)
        for d in project.readable
        if d.record is not None
    )
    clot = library.get("complications", "clot")
    assert [link.origin.id for link in library.backlinks(clot)] == ["sore-calf"]


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
