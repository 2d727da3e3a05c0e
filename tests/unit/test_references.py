"""Sources as references in AMA style, and how they are kept between builds."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from macros.model.evidence import Source
from macros.text import references
from macros.text.references import keep, reference

SOURCE = {
    "id": "x",
    "type": "article-journal",
    "title": "T",
    "URL": "https://example.org",
    "evidence": "rct",
    "authority": "ordinary",
    "seen_as": "abstract",
}

REFERENCES = [
    (
        {"author": [{"family": "Keller", "given": "G"}], "title": "A Case Study", "container-title": "J Ex", "issued": 2012, "volume": "5", "issue": "4", "page": "3-8"},
        "Keller G. A Case Study. <em>J Ex</em>. 2012;5(4):3-8.",
    ),
    ({"author": [{"family": "Pirris", "given": "SM"}, {"family": "O'Brien", "given": "M"}], "title": "Why?", "volume": "1"}, "Pirris SM, O'Brien M. Why? 1."),
    ({"author": [{"literal": "Example Hospital"}], "type": "webpage", "container-title": "Site"}, "Example Hospital. T. Site."),
    ({"DOI": "10.1000/ex_1", "container-title": "J", "issued": 2001}, 'T. <em>J</em>. 2001. <a href="https://doi.org/10.1000/ex_1">doi:10.1000/ex_1</a>'),
    ({"type": "article-magazine", "container-title": "Mag & Co", "issued": 2021, "page": "34-37"}, "T. <em>Mag &amp; Co</em>. 2021:34-37."),
    ({"title": "Levels < 3"}, "Levels &lt; 3."),
    ({"title": "A [bracket] and a *star*"}, "A [bracket] and a *star*."),
]  # fmt: skip


@pytest.mark.parametrize(("fields", "expected"), REFERENCES)
def test_reference(fields: dict[str, object], expected: str) -> None:
    """A source is set in AMA style, with nothing added that the data does not say."""
    assert reference(Source.model_validate(SOURCE | fields)) == expected


def source(**fields: object) -> Source:
    """A source of which only some fields matter."""
    return Source.model_validate(SOURCE | fields)


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The sources that the processor is asked for from here on, as if in a new process."""
    made: list[str] = []
    really = references._reference

    def counted(item: dict[str, Any]) -> str:
        made.append(item["id"])
        return really(item)

    monkeypatch.setattr(references, "_set", {})
    monkeypatch.setattr(references, "_reference", counted)
    return made


def forget(monkeypatch: pytest.MonkeyPatch) -> None:
    """Begins another process, as far as references go."""
    monkeypatch.setattr(references, "_set", {})


def test_a_reference_is_set_once(tmp_path: Path, asked: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """The next build finds it in the file, word for word; a source that says something else now is set anew, and alone."""
    file = tmp_path / "new" / "references.json"
    keep([source(), source(id="y", title="Levels < 3")], file)
    first = reference(source()), reference(source(id="y", title="Levels < 3"))
    assert asked == ["x", "y"]
    forget(monkeypatch)
    keep([source(), source(id="y", title="Levels < 3")], file)
    assert (reference(source()), reference(source(id="y", title="Levels < 3"))) == first
    assert asked == ["x", "y"]
    forget(monkeypatch)
    keep([source(), source(id="y", title="Levels < 4")], file)
    assert reference(source(id="y", title="Levels < 4")) == "Levels &lt; 4."
    assert asked == ["x", "y", "y"]
    assert [path.name for path in file.parent.iterdir()] == ["references.json"]


@pytest.mark.parametrize("broken", ["", "{", "[1]", "null"])
def test_what_is_broken_counts_as_nothing(broken: str, tmp_path: Path, asked: list[str]) -> None:
    """A file that something else wrote, or half of one, costs time and nothing more."""
    file = tmp_path / "references.json"
    file.write_text(broken, encoding="utf-8")
    keep([source()], file)
    assert reference(source()) == "T."
    assert asked == ["x"]


def test_another_edition_of_the_processor_sets_anew(
    tmp_path: Path, asked: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What an older one set is not shown."""
    keep([source()], tmp_path / "references.json")
    forget(monkeypatch)
    monkeypatch.setattr(references, "_made_by", lambda: ["another"])
    keep([source()], tmp_path / "references.json")
    assert asked == ["x", "x"]
