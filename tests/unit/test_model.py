"""The model explains itself, and everything made from it is up to date."""

from __future__ import annotations

import ast
import inspect
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from macros.model import KINDS
from macros.model.base import Part, Span
from macros.store import schema
from macros.views import fields
from tests.conftest import ROOT, SMALL


def parts(model: type[Part]) -> Iterator[type[Part]]:
    """A model and every model inside it."""
    yield model
    for info in model.model_fields.values():
        if (part := fields._part(info.annotation)) is not None:
            yield from parts(part)


@pytest.mark.parametrize("kind", KINDS)
def test_every_field_has_help(kind: str) -> None:
    """A contributor finds help for each field of each kind, in words that end."""
    for model in parts(KINDS[kind].model):
        assert inspect.getdoc(model)
        for name, info in model.model_fields.items():
            assert info.description, f"{model.__name__}.{name}"
            assert info.description.endswith((".", "?")), f"{model.__name__}.{name}"


def test_field_reference_names_every_field() -> None:
    """The page of fields lists groups and their parts under the names that YAML uses."""
    names = {field.name: field for field in fields.reference("cautions")}
    assert {"name", "names.lay", "rules", "rules.level", "rules.when.weeks.from", "review.status"} <= names.keys()
    assert names["rules"].required
    assert not names["background"].required
    assert names["rules.when.procedures"].type == "list: slug of a procedure"
    assert names["rules.level"].type.startswith("one of `emergency`")
    assert names["rules.do"].type == "claim"


def test_schemas_are_up_to_date() -> None:
    """`data/schema/` is what the model says. Renew it with `make schema`."""
    assert schema.stale(ROOT) == []


def test_stale_schema_is_noticed_and_mended(tmp_path: Path) -> None:
    """A changed, a missing and a superfluous file are stale; writing mends all three."""
    schema.write(tmp_path)
    folder = tmp_path / "data" / "schema"
    (folder / "signs.json").write_text("{}", encoding="utf-8")
    (folder / "rates.json").unlink()
    (folder / "left-over.json").write_text("{}", encoding="utf-8")
    assert {path.name for path in schema.stale(tmp_path)} == {"signs.json", "rates.json", "left-over.json"}
    schema.write(tmp_path)
    assert schema.stale(tmp_path) == []


def test_schema_speaks_the_names_of_yaml() -> None:
    """Aliases, required fields and the ban on others carry over; the id does not."""
    caution = json.loads(json.dumps(schema.schemas()["cautions"]))
    assert caution["additionalProperties"] is False
    assert "id" not in caution["properties"]
    assert "from" in caution["$defs"]["Weeks"]["properties"]
    assert "container-title" in schema.schemas()["sources"]["properties"]


def test_small_project_has_every_kind() -> None:
    """The project that other tests break holds at least one record of each kind."""
    assert all(list((SMALL / "data" / kind).glob("*.yaml")) for kind in KINDS)


def objects(node: ast.Module | ast.ClassDef) -> Iterator[ast.FunctionDef | ast.ClassDef]:
    """The functions and classes of a module and of its classes."""
    for child in node.body:
        if isinstance(child, ast.FunctionDef | ast.ClassDef):
            yield child
        if isinstance(child, ast.ClassDef):
            yield from objects(child)


def test_public_objects_are_explained() -> None:
    """Every public module, class and function of the package has a docstring."""
    bare = []
    for file in (ROOT / "macros").rglob("*.py"):
        tree = ast.parse(file.read_text(encoding="utf-8"))
        public = [node for node in objects(tree) if not node.name.startswith("_")]
        bare += [file.name] if not ast.get_docstring(tree) else []
        bare += [f"{file.name}: {node.name}" for node in public if not ast.get_docstring(node)]
    assert bare == []


@pytest.mark.parametrize(
    ("span", "weeks"),
    [
        ({"from": 0, "to": 14, "unit": "days"}, (0, 2)),
        ({"from": 1, "unit": "years"}, (365.25 / 7, None)),
        ({"from": 3, "to": 12, "unit": "months"}, (365.25 / 28, 365.25 / 7)),
    ],
)
def test_spans_in_weeks(span: dict[str, object], weeks: tuple[float, float | None]) -> None:
    """Days, months and years are turned into weeks; an open end stays open."""
    assert Span.model_validate(span).weeks == pytest.approx(weeks)


@pytest.mark.parametrize(
    ("name", "proper", "inside"),
    [
        ("Sore calf", False, "sore calf"),
        ("ALIF", False, "ALIF"),
        ("SF-36", False, "SF-36"),
        ("Pott disease", True, "Pott disease"),
        ("Oswestry Disability Index", True, "Oswestry Disability Index"),
    ],
)
def test_names_inside_a_sentence(name: str, proper: bool, inside: str) -> None:
    """A name opens small inside a sentence, but for letters and proper names."""
    review = {"status": "compiled-from-sources", "on": "2026-01-02"}
    term = {"id": "x", "name": name, "proper": proper, "summary": "A [@b].", "review": review}
    assert KINDS["glossary"].model.model_validate(term).in_sentence == inside
