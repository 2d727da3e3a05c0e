"""What the forge reads: the forms of `.github/`."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import yaml

from macros.model import KINDS
from macros.store.library import Library
from macros.views.render import Renderer
from tests.conftest import ROOT

FORMS = ROOT / ".github" / "ISSUE_TEMPLATE"
FILLED = {"input", "textarea"}
"""The fields that an address can fill in; the forge leaves boxes and lists alone."""


def form(name: str) -> dict[str, Any]:
    """An issue form by the name of its file."""
    content: dict[str, Any] = yaml.safe_load((FORMS / name).read_text(encoding="utf-8"))
    return content


@pytest.mark.parametrize("name", [file.name for file in sorted(FORMS.glob("*.yml"))])
def test_forms_can_be_read(name: str) -> None:
    """Each form has its name, what it is for, and fields with a label and an id of their own."""
    content = form(name)
    assert content["name"]
    assert content["description"]
    fields = [field for field in content["body"] if field["type"] != "markdown"]
    assert all(field["attributes"]["label"] for field in fields)
    ids = [field["id"] for field in fields]
    assert len(set(ids)) == len(ids) > 0


def test_report_an_error_opens_its_form(library: Library, renderer: Renderer) -> None:
    """The link at the foot of each page names a form that exists, and fills in only fields that the form has."""
    for kind, record in library:
        if KINDS[kind].pages == "own":
            foot = renderer.closing(kind, record.id)
            (link,) = re.findall(r"Report an error\]\(([^)]*)\)", foot)
            filled = {key: value for key, (value,) in parse_qs(urlsplit(link).query, strict_parsing=True).items()}
            fields = {field["id"] for field in form(filled.pop("template"))["body"] if field["type"] in FILLED}
            assert filled.pop("title") == f"Error on {record.label}"
            assert filled.keys() <= fields
            assert filled["page"] == f"{kind}/{record.id}/"
            assert filled["edition"] in foot.partition("Report an error")[0]


def test_links_to_forms_lead_to_one() -> None:
    """Every other link to a form, in guides and scripts, names a form that exists."""
    texts = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "overrides").rglob("*.*")]
    for file in texts:
        if file.suffix in (".md", ".html", ".js"):
            for name in re.findall(r"issues/new\?template=([\w.-]+)", file.read_text(encoding="utf-8")):
                assert (FORMS / name).exists(), f"{file.relative_to(ROOT)}: {name}"
