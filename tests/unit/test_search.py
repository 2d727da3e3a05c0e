"""The search: what its index knows of a page, which words it keeps, and a floor under what its engine finds."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from macros.publish import rules, search, stops
from macros.publish.search import SECTION_WORDS, WORDS_KEPT, Entry, Section
from macros.store.library import Library
from macros.store.page import Page
from macros.views.render import Renderer
from tests import search_eval
from tests.search_eval import Score

REPORT = "https://forge.example/issues/new"


def test_entries_of_the_small_project(library: Library, renderer: Renderer) -> None:
    """A record is found by its names, by what its glossary word and its signs say, by its figures, and leads to its sections."""
    sections = [
        ("procedures/roof-removal/", "Roof removal", "The roof is taken off."),
        ("procedures/roof-removal/#recovery", "Recovery", "Walking on the first day."),
        ("procedures/roof-removal/#sources", "Sources", "Example Hospital."),
        ("about/", "About", "Nobody special."),
    ]
    found = {entry.location: entry for entry in search.entries(library, renderer.pages, sections)}
    operation = found["procedures/roof-removal/"]
    assert operation.names == ["RR"]
    assert operation.questions[0][:2] == ("May I have a massage?", "massage-after-roof-removal")
    assert operation.sections == [Section("recovery", "Recovery", "Walking on the first day.")]
    assert "The roof is taken off." not in " ".join(operation.text)  # a record speaks for itself
    assert found["materials/screw/"].names == ["Titanium"]
    assert found["medications/thinners/"].names == ["Thinnex", "thinnaban"]
    clot = found["complications/clot/"].text
    assert any("my leg throbs" in text for text in clot)
    assert "Clot in the leg Adults after roof removal" in clot
    assert (found["about/"].kind, found["about/"].text, found["about/"].summary) == (
        "page", ["About Nobody special."], "Nobody special.",
    )  # fmt: skip


def test_a_page_with_sayings_is_found_by_them(library: Library) -> None:
    """A page of no record is found by what its front matter says people type, and is summed up by its description."""
    text = "---\nsearches: [may I work today]\ndescription: Plans a session.\n---\n{% call prose() %}\n# The plan\n{% endcall %}\n"
    pages = {"session.md": Page("session.md", text), "about.md": Page("about.md", "# About\n")}
    found = {entry.location: entry for entry in search.entries(library, pages, [("session/", "The plan", "Type.")])}
    assert found["session/"] == Entry(
        "session/", "The plan", "page",
        searches=["may I work today"], summary="Plans a session.", text=["The plan Type."],
    )  # fmt: skip
    assert "about/" not in found  # it has neither sayings nor a built part


COMMON = [f"common{number}" for number in range(100)]
"""Words that every entry has."""


def entry(number: int) -> Entry:
    """A page with words of its own among those of all, the first of them said most often."""
    own = [f"own{number}x{word}" for word in range(40)]
    sections = [Section("part", "Part", " ".join([*COMMON[:5], *own])), Section("other", "Other", "never said")]
    return Entry(
        f"{number}/", f"Page {number}", "page", text=[" ".join([*COMMON, *own, *own[:1] * 3])], sections=sections
    )


@pytest.fixture(scope="module")
def some_stops(library: Library) -> stops.Stops:
    """Of the small project's planner."""
    return stops.of(rules.for_planner(library), rules.reasons(library))


def test_the_index_keeps_telling_words(some_stops: stops.Stops) -> None:
    """Words of the page alone stay, those of every page go first; what is said most often comes first and more than once."""
    index, _ = search.index([entry(number) for number in range(5)], REPORT, some_stops)
    assert index["report"] == REPORT
    for number, document in enumerate(index["docs"]):
        kept = document["b"].split()
        assert kept[:2] == [f"own{number}x0"] * 2
        assert set(entry(number).text[0].split()) - set(kept) <= set(COMMON)
        assert len(set(kept)) == WORDS_KEPT


def test_a_section_keeps_its_most_telling_words(some_stops: stops.Stops) -> None:
    """A section has the words that tell the page from others, the rarest first, and none that the page did not keep."""
    _, parts = search.index([entry(number) for number in range(5)], REPORT, some_stops)
    (anchor, title, told), (*_, nothing) = parts["parts"][0]["h"]
    assert (anchor, title) == ("part", "Part")
    assert len(told.split()) == SECTION_WORDS
    assert told.split()[0] == "own0x0"
    assert all(word.startswith("own0") for word in told.split())
    assert nothing == ""


def test_words() -> None:
    """Case, marks and the genitive make no difference; a word with an apostrophe is one."""
    assert search.words("The client’s leg can't—it's L4/L5!") == ["the", "client", "leg", "can't", "it", "l4", "l5"]


def test_floor(published: Path) -> None:
    """The project's own queries: a floor under what is found, by an index made straight from the data."""
    answers = search_eval.ask(published, yaml.safe_load(search_eval.OWN.read_text(encoding="utf-8")))
    score = Score.of(answers)
    assert score.first >= 0.83, score
    assert score.third >= 0.93, score
    assert score.empty == 0, score
    misspelled = Score.of([answer for answer in answers if answer.kind == "misspelling"])
    assert misspelled.first >= 0.95, misspelled
