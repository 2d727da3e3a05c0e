"""What a page reads is noted, and is compared later by what it says."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

from macros.check import check
from macros.model import KINDS
from macros.store.library import Library, library_of
from macros.store.trace import Digests, Facts, digest, question, read_file, tracing
from macros.views.indexes import reverse
from macros.views.render import Renderer
from tests.conftest import SMALL
from tests.making import made


def library(**fields: object) -> Library:
    """Two records, one of which points to the other, and one that nobody asks for."""
    related = [{"to": "two", "why": "They belong together [@a]."}]
    return Library(
        [made("conditions", "one", related=related, **fields), made("conditions", "two"), made("conditions", "three")]
    )


def digests(of: Library) -> Digests:
    """The digests of what may be read of a library."""
    return Digests(Facts(SMALL, of, {"paged": of.paged}))


def test_fields_are_noted_by_name() -> None:
    """Only what was read, however it was read, and nothing once the tracing has ended."""
    one = library()
    with tracing() as cells:
        assert one.paged["two"][1].label == "Two"
    assert cells == {("table", "paged", "two"), ("field", "conditions", "two", "name")}
    one.get("conditions", "three").summary  # noqa: B018
    assert len(cells) == 2


def test_pydantic_reads_the_whole_record() -> None:
    """What compares or dumps a record reads all of its fields."""
    record = library().get("conditions", "two")
    with tracing() as cells:
        record.model_dump()
    assert ("field", "conditions", "two", "") in cells


def test_what_is_read_for_an_answer_is_behind_it() -> None:
    """An answer that is kept is noted for whoever asks, first or later."""
    one = library()
    asked = []
    for _ in range(2):
        with tracing() as cells:
            one.backlinks(one.get("conditions", "two"), "related")
        asked.append(cells)
    assert asked[0] == asked[1]
    assert not any(cell[0] == "field" and cell[2] == "one" for cell in asked[0])


@pytest.mark.parametrize(
    ("change", "differs"),
    [
        ({}, False),
        ({"searches": ["sore"]}, False),
        ({"name": "First"}, True),
        ({"related": [{"to": "two", "why": "For another reason [@a]."}]}, True),
        ({"related": [{"to": "three", "why": "They belong together [@a]."}]}, True),
    ],
)
def test_a_digest_tells_whether_a_page_would_differ(change: dict[str, object], differs: bool) -> None:
    """A change of what was read is seen, and a change of what was not is none."""
    before, after = library(), library(**change) if "related" not in change else _related(change)
    with tracing() as cells:
        [
            link.origin.label + link.why
            for _, links in reverse(before.get("conditions", "two"), before)
            for link in links
        ]
        [link.origin.label + link.why for link in before.backlinks(before.get("conditions", "two"))]
    old, new = digests(before), digests(after)
    assert any(old[cell] != new[cell] for cell in cells) is differs


def _related(change: dict[str, object]) -> Library:
    return Library([made("conditions", "one", **change), made("conditions", "two"), made("conditions", "three")])


def test_what_is_behind_an_answer_is_the_same_whoever_asked_before() -> None:
    """Nothing is kept beside the answers: of a library that was asked everything, as of one that was asked nothing."""
    project, _ = check(SMALL)
    records = [(d.kind.name, d.record) for d in project.documents if d.record is not None]
    whole = Library(records)
    renderer = Renderer(whole, project.pages)
    with tracing():
        for kind, record in whole:
            if KINDS[kind].pages == "own":
                renderer.record(f"{kind}/{record.id}.md", kind, record.id)
        for view in ("a_to_z", "bibliography", "evidence_map", "glossary", "questions", "signs", "spine_map"):
            renderer.view(view)
    facts = Facts(SMALL, whole, renderer.tables)
    assert len({cell[1] for cell in whole.answers}) > 20
    for cell, answer in whole.answers.items():
        alone = Library(records)
        Digests(dataclasses.replace(facts, library=alone))[cell]
        assert alone.answers[cell].behind == answer.behind, cell


@pytest.mark.parametrize(
    ("change", "lasts"),
    [
        ({"searches": ["sore"]}, True),
        ({"summary": "Something else [@a]."}, True),
        ({"related": [{"to": "three", "why": "They belong together [@a]."}]}, False),
        ({"related": [{"to": "two", "why": "For another reason [@a]."}]}, False),
    ],
)
def test_an_answer_lasts_while_what_is_behind_it_does(change: dict[str, object], lasts: bool) -> None:
    """It is carried to the next library, unless what was read for it is another, or a record in it is another object."""
    related = [{"to": "two", "why": "They belong together [@a]."}]
    others = [made("conditions", "two"), made("conditions", "three")]
    before = library_of([made("conditions", "one", related=related), *others])
    with tracing():
        whys(before, "one")
        before.backlinks(before.get("conditions", "two"))
    after = library_of([made("conditions", "one", **({"related": related} | change)), *others])
    assert any("whys" in cell[1] for cell in after.answers) is lasts
    assert not any("backlinks" in cell[1] for cell in after.answers), "a link has its origin in it"
    assert whys(after, "one") == [relation.why for relation in after.get("conditions", "one").related]
    assert library_of([*after]) is after


def test_nothing_is_kept_behind_the_answers_of_a_library_that_does_not_last() -> None:
    """Who asks it reads the same cells, and no later library takes over what it answered."""
    read = []
    for lasting in (True, False):
        one = library()
        one.lasting = lasting
        with tracing() as cells:
            reverse(one.get("conditions", "two"), one)
        read.append(cells)
        assert one.answers
        assert all((answer.behind is not None) is lasting for answer in one.answers.values())
    assert read[0] == read[1]


def test_what_was_found_in_a_file_is_found_again() -> None:
    """A build forgets it once the check has passed."""
    project, _ = check(SMALL)
    documents = [document for document in project.documents if "leaves" in vars(document)]
    assert documents
    found = [(document.leaves, document.text, document.cites) for document in documents]
    project.forget()
    assert all(vars(one).keys() == {field.name for field in dataclasses.fields(one)} for one in documents)
    assert found == [(document.leaves, document.text, document.cites) for document in documents]


@question
def whys(library: Library, slug: str) -> list[str]:
    """A question that reads one field of one record."""
    return [relation.why for relation in library.get("conditions", slug).related]


def test_what_is_gone_or_new_is_a_change() -> None:
    """A record that was asked for and is deleted, and one that was asked for in vain and is written."""
    before, after = library(), Library([made("conditions", "two"), made("conditions", "four")])
    with tracing() as cells:
        before.has("conditions", "four")
        before.get("conditions", "one").name  # noqa: B018
        before.of("conditions")
    old, new = digests(before), digests(after)
    assert all(old[cell] != new[cell] for cell in cells)


def test_a_file_is_read_by_its_content(tmp_path: Path) -> None:
    """A drawing that is drawn anew is a change."""
    facts = Facts(tmp_path, library(), {})
    (tmp_path / "a.svg").write_text("one", encoding="utf-8")
    with tracing() as cells:
        assert read_file(tmp_path, Path("a.svg")) == b"one"
        with pytest.raises(FileNotFoundError):
            read_file(tmp_path, Path("b.svg"))
    # What was read is what counts, whenever its digest is asked for.
    for text, is_same in (("two", False), ("one", True)):
        (tmp_path / "a.svg").write_text(text, encoding="utf-8")
        digests = Digests(facts)
        assert {cell[1]: digests[cell] == found for cell, found in digests.of(cells).items()} == {
            "a.svg": is_same,
            "b.svg": True,
        }
    (tmp_path / "b.svg").touch()
    assert all(Digests(facts)[cell] != found for cell, found in Digests(facts).of(cells).items() if cell[1] == "b.svg")


def test_digests_tell_values_apart() -> None:
    """Values that differ have digests that differ, also where their texts run together."""
    values = ["a", ["a"], ["a", "b"], ["ab"], None, {"a": "b"}, {"b": "a"}, {1, 2}, 1, 1.5, True, ("a", ("b",))]
    assert len({digest(value) for value in values}) == len(values)
