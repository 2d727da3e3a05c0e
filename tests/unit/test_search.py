"""The search: what its index knows, and a floor under what its engine finds."""

from __future__ import annotations

from pathlib import Path

import yaml

from macros.publish import search
from macros.publish.search import Entry
from macros.store.library import Library
from macros.views.render import Renderer
from tests import search_eval
from tests.search_eval import Score

REPORT = "https://forge.example/issues/new"


def test_entries_of_the_small_project(library: Library, renderer: Renderer) -> None:
    """A record is found by its names, by what its glossary word and its signs say, and leads to its sections."""
    sections = [
        ("procedures/roof-removal/", "Roof removal", "The roof is taken off."),
        ("procedures/roof-removal/#recovery", "Recovery", "Walking on the first day."),
        ("about/", "About", "Nobody special."),
    ]
    found = {entry.location: entry for entry in search.entries(library, renderer.pages, sections)}
    operation = found["procedures/roof-removal/"]
    assert operation.names == ["RR"]
    assert operation.questions[0][:2] == ("May I have a massage?", "massage-after-roof-removal")
    assert [section.anchor for section in operation.sections] == ["recovery"]
    assert any("my leg throbs" in text for text in found["complications/clot/"].text)
    assert found["about/"].kind == "page"


def test_the_index_keeps_telling_words() -> None:
    """The words that tell a page from the others stay, those of every page go first, and a frequent word counts more."""
    common = [f"common{number}" for number in range(search.WORDS_KEPT)]
    rare = [f"rare{number}" for number in range(search.WORDS_KEPT)]
    pages = [Entry(f"{name}/", name, "page", text=[" ".join(common)]) for name in ("one", "two", "three")]
    pages[0].text.append(" ".join([*rare, *["rare7"] * 7]))
    index = search.index(pages, REPORT)
    assert index["report"] == REPORT
    kept = index["docs"][0]["b"].split()
    assert set(kept) == set(rare)
    assert [word for word in rare if kept.count(word) > 1] == ["rare7"]


def test_floor(published: Path) -> None:
    """The project's own queries: a floor under what is found, by an index made straight from the data."""
    answers = search_eval.ask(published, yaml.safe_load(search_eval.OWN.read_text(encoding="utf-8")))
    score = Score.of(answers)
    assert score.first >= 0.83, score
    assert score.third >= 0.93, score
    assert score.empty == 0, score
    misspelled = Score.of([answer for answer in answers if answer.kind == "misspelling"])
    assert misspelled.first >= 0.95, misspelled
