"""What the forge reads: workflows, who reviews what, and the forms of `.github/`."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import yaml

from macros.model import KINDS
from macros.store.library import Library
from macros.views.render import Renderer
from tests.conftest import ROOT

WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
FORMS = ROOT / ".github" / "ISSUE_TEMPLATE"
FILLED = {"input", "textarea"}
"""The fields that an address can fill in; the forge leaves boxes and lists alone."""


def read(file: Path) -> dict[str, Any]:
    """A YAML file of the forge."""
    content: dict[str, Any] = yaml.safe_load(file.read_text(encoding="utf-8"))
    return content


@pytest.mark.parametrize("file", WORKFLOWS, ids=lambda file: file.name)
def test_workflows_may_only_read(file: Path) -> None:
    """A workflow has no right but to read, in no job, and leaves no token where what it runs could take it."""
    workflow = read(file)
    assert workflow["permissions"] == {"contents": "read"}
    for job in workflow["jobs"].values():
        assert "permissions" not in job
        for step in job["steps"]:
            if step.get("uses", "").startswith("actions/checkout@"):
                assert step["with"]["persist-credentials"] is False


@pytest.mark.parametrize("file", WORKFLOWS, ids=lambda file: file.name)
def test_actions_are_pinned(file: Path) -> None:
    """Each action is named by its commit, which nobody can move as they can a tag, with the version for people beside it."""
    lines = [line for line in file.read_text(encoding="utf-8").splitlines() if re.search(r"\buses:", line)]
    assert lines
    for line in lines:
        assert re.fullmatch(r" *- uses: [\w-]+/[\w/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", line), line


def test_the_oldest_python_that_we_promise_is_checked() -> None:
    """The check runs on the Python of `requires-python`, and everything on that one."""
    promised = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["requires-python"]
    job = read(ROOT / ".github" / "workflows" / "check.yml")["jobs"]["check"]
    assert promised == f">={job['strategy']['matrix']['python'][0]}"
    (everything,) = [step for step in job["steps"] if step.get("run") == "bash .ci/run"]
    assert everything["if"] == f"matrix.python == '{promised.removeprefix('>=')}'"


def test_a_pull_request_says_what_changes_for_whom() -> None:
    """The summary compares with what the request is merged into, which has to be there, whether the check passes or not."""
    steps = read(ROOT / ".github" / "workflows" / "check.yml")["jobs"]["check"]["steps"]
    (saying,) = [step for step in steps if "macros diff" in step.get("run", "")]
    assert "macros diff 'HEAD^1' --format markdown >>" in saying["run"]
    assert "!cancelled()" in saying["if"]
    (checkout,) = [step for step in steps if step.get("uses", "").startswith("actions/checkout@")]
    assert checkout["with"]["fetch-depth"] == 2


def test_what_code_owners_review_exists() -> None:
    """Each pattern names a file or folder of this repository, and somebody who looks at it."""
    text = (ROOT / ".github" / "CODEOWNERS").read_text(encoding="utf-8")
    lines = [line.split() for line in text.splitlines() if line and not line.startswith("#")]
    for pattern, *owners in lines:
        assert pattern == "*" or (ROOT / pattern.removeprefix("/")).exists(), pattern
        assert all(owner.startswith("@") for owner in owners), pattern
        assert owners, pattern


def form(name: str) -> dict[str, Any]:
    """An issue form by the name of its file."""
    return read(FORMS / name)


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
    links = [
        (file.relative_to(ROOT), name)
        for file in texts
        if file.suffix in (".md", ".html", ".js")
        for name in re.findall(r"issues/new\?template=([\w.-]+)", file.read_text(encoding="utf-8"))
    ]
    assert links
    assert [(file, name) for file, name in links if not (FORMS / name).exists()] == []
