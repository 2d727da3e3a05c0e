"""Records to Markdown, held against golden files. Renew them with `pytest --renew-golden`, and read the difference."""

from __future__ import annotations

from copy import copy
from pathlib import Path
from typing import Any

import pytest

from macros.model import KINDS
from macros.store.library import Library
from macros.text import links
from macros.views.finish import finish
from macros.views.render import Renderer
from tests.conftest import SMALL

GOLDEN = Path(__file__).parent / "golden"
RECORDS = [
    (kind, file.stem)
    for kind in KINDS
    if KINDS[kind].pages == "own"
    for file in sorted((SMALL / "data" / kind).glob("*.yaml"))
]
VIEWS = {
    "a_to_z": "a-z.md",
    "ahead": "surgery-is-coming.md",
    "bibliography": "sources.md",
    "comparisons": "compare/index.md",
    "doors": "index.md",
    "evidence_map": "evidence.md",
    "glossary": "glossary.md",
    "questions": "questions.md",
    "signs": "signs.md",
    "spine_map": "spine-map.md",
    "stop_card": "stop-sign-card.md",
    "waits": "when-to-start.md",
}
"""The views that gather records, and the page that shows each."""
CONTEXT: dict[str, dict[str, Any]] = {
    "waits": {"topic": "lifting"},
}


@pytest.fixture(scope="module")
def quiet(renderer: Renderer) -> Renderer:
    """A renderer that knows of nobody who cites a source: how many other pages do changes with each record, and is tested apart."""
    renderer = copy(renderer)
    renderer.citing = {}
    return renderer


def hold(name: str, text: str, renew: bool) -> None:
    """Compares `text` with the golden file `name`, or renews that."""
    path = GOLDEN / f"{name}.md"
    if renew:
        path.write_text(text, encoding="utf-8")
    assert path.read_text(encoding="utf-8") == text


@pytest.mark.parametrize(("kind", "slug"), RECORDS, ids=[slug for _, slug in RECORDS])
def test_record_page(kind: str, slug: str, quiet: Renderer, renew_golden: bool) -> None:
    """A record's page, opening and closing, with links and citations resolved."""
    hold(f"{kind}-{slug}", quiet.record(links.page_of(kind, slug), kind, slug), renew_golden)


@pytest.mark.parametrize("name", VIEWS)
def test_view(name: str, quiet: Renderer, renew_golden: bool) -> None:
    """A page that gathers records."""
    text = quiet.view(name, **CONTEXT.get(name, {}))
    hold(f"view-{name}", quiet.finished(text, VIEWS[name]), renew_golden)


def test_comparison(quiet: Renderer, renew_golden: bool) -> None:
    """Two operations side by side; what only the wider one says is said to be so."""
    text = quiet.comparison("roof-removal", "back-surgery")
    hold("comparison", quiet.finished(text, "compare/roof-or-back.md"), renew_golden)


def test_no_golden_file_is_left_over() -> None:
    """Each golden file is one that a test above compares with."""
    names = {"comparison", *(f"{kind}-{slug}" for kind, slug in RECORDS), *(f"view-{name}" for name in VIEWS)}
    assert {file.stem for file in GOLDEN.iterdir()} <= names


@pytest.mark.parametrize(
    ("places", "said"),
    [
        ([], ""),
        (["index.md"], ""),
        (["index.md", "a.md"], ' · <a href="sources/#example-trial">1 other page cites it</a>'),
        (["index.md", "a.md#one", "a.md#two", "b.md"], ' · <a href="sources/#example-trial">2 other pages cite it</a>'),
    ],
)
def test_notes_count_the_other_pages(places: list[str], said: str, library: Library) -> None:
    """A note leads to the bibliography when other pages cite its source too, and counts a page once."""
    citing = {"example-trial": dict.fromkeys(places, "")}
    finished = finish("A claim [@example-trial].", "index.md", library, citing)
    assert f'<a href="https://example.org/trial">Open the source</a>{said} <a' in finished


def test_a_relation_shows_on_both_pages(renderer: Renderer) -> None:
    """Written once on the condition, the tie stands on the procedure's page too, with its reason."""
    reason = "It makes room for the nerves [@example-trial]."
    assert reason in renderer.closing("conditions", "narrow-canal")
    page = renderer.closing("procedures", "roof-removal")
    assert "## Done for" in page
    assert reason in page


def test_a_record_without_relations_renders(renderer: Renderer) -> None:
    """Nothing to say prints nothing: no empty heading."""
    page = renderer.closing("procedures", "back-surgery")
    headings = [line for line in page.splitlines() if line.startswith("#")]
    assert headings == ["## How long sources say to wait", "## Sources"]  # of the narrower operation


def test_figure_in_prose(renderer: Renderer) -> None:
    """A figure in a sentence brings its size and source."""
    assert renderer.figure("better-at-one-year") == "1–2.5% (n = 1,200) [@example-trial]"


def test_record_links(library: Library) -> None:
    """A link takes the record's name, in lower case unless an abbreviation; a page does not link to itself; code stays."""
    text = "A [[screw]], [[clot|a lump]] and [[narrow-canal]]; `[[screw]]`"
    assert (
        finish(text, "materials/screw.md", library, {}).strip()
        == "A screw, [a lump](../complications/clot.md) and [narrow canal](../conditions/narrow-canal.md); `[[screw]]`"
    )


def test_record_links_at_the_start_of_a_sentence(library: Library) -> None:
    """Where a sentence or an item opens, the name keeps its capital."""
    text = "A word. [[clot]] is one.\n\n- [[wound]]\n\n[[screw]] first, then [[screw]]"
    finished = finish(text, "index.md", library, {})
    assert "[Clot](" in finished
    assert "- [Wound](" in finished
    assert "\n[Screw](materials/screw.md) first, then [screw](" in finished


def test_glossary_words_are_explained_where_they_stand(library: Library) -> None:
    """A term gets a tooltip on pages that use it, but not on the page that says more about it."""
    assert "*[titanium]: A light metal." in finish("It is titanium.", "index.md", library, {})
    assert "*[" not in finish("It is titanium.", "materials/screw.md", library, {})
    assert "*[" not in finish("It is steel.", "index.md", library, {})
