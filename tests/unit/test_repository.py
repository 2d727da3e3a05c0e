"""What the forge reads: workflows, who reviews what, and the forms of `.github/`."""

from __future__ import annotations

import os
import re
import subprocess
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


MORE = {
    ("audit.yml", "tell"): ({"issues": "write"}, "hands the right on to tell.yml"),
    ("links.yml", "tell"): ({"issues": "write"}, "hands the right on to tell.yml"),
    ("sources.yml", "tell"): ({"issues": "write"}, "hands the right on to tell.yml"),
    ("tell.yml", "tell"): ({"issues": "write"}, "keeps the one issue; runs no code but .github/issue.sh"),
    ("publish.yml", "attest"): (
        {"id-token": "write", "attestations": "write"},
        "signs the archive; runs no code of ours",
    ),
    ("publish.yml", "deploy"): (
        {"pages": "write", "id-token": "write"},
        "hands the site to Pages; runs no code of ours",
    ),
    ("publish.yml", "keep"): ({"contents": "write"}, "makes the release; runs no code of ours"),
}
"""The jobs that may do more than read: what, and why that is safe."""

OURS = re.compile(r"\.venv|python|make |bash |npm")
"""What runs code of the project or of what it installs."""


@pytest.mark.parametrize("file", WORKFLOWS, ids=lambda file: file.name)
def test_workflows_may_only_read(file: Path) -> None:
    """A workflow has no right but to read. A job that has one runs no code of the project, and leaves no token where it could be taken."""
    workflow = read(file)
    assert workflow["permissions"] == {"contents": "read"}
    for name, job in workflow["jobs"].items():
        more, _ = MORE.get((file.name, name), ({}, ""))
        assert job.get("permissions", {"contents": "read"}) == {"contents": "read"} | more, name
        for step in job.get("steps", ()):
            assert not (more and OURS.search(step.get("run", ""))), f"{name} runs code and may write"
            if step.get("uses", "").startswith("actions/checkout@"):
                assert step["with"]["persist-credentials"] is False


def test_every_right_to_write_is_used() -> None:
    """No job is listed that is no more."""
    assert MORE.keys() <= {(file.name, job) for file in WORKFLOWS for job in read(file)["jobs"]}


@pytest.mark.parametrize("file", WORKFLOWS, ids=lambda file: file.name)
def test_actions_are_pinned(file: Path) -> None:
    """Each action is named by its commit, which nobody can move as they can a tag, with the version for people beside it; or is a file here."""
    lines = [line for line in file.read_text(encoding="utf-8").splitlines() if re.search(r"\buses:", line)]
    assert lines
    for line in lines:
        if ours := re.fullmatch(r" *uses: \./(\.github/workflows/[\w-]+\.yml)", line):
            assert (ROOT / ours[1]).is_file()
        else:
            assert re.fullmatch(r" *(- )?uses: [\w-]+/[\w/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", line), line


def test_an_action_has_one_version() -> None:
    """Two workflows that use one action use the same commit of it."""
    pins: dict[str, set[str]] = {}
    for file in WORKFLOWS:
        for name, pin in re.findall(r"uses: ([\w-]+/[\w/-]+)@(\S+ # \S+)", file.read_text(encoding="utf-8")):
            pins.setdefault(name, set()).add(pin)
    assert {name: found for name, found in pins.items() if len(found) > 1} == {}


@pytest.mark.parametrize("name", ["audit.yml", "links.yml", "sources.yml"])
def test_what_a_weekly_job_finds_is_told(name: str) -> None:
    """It writes found.md, and a job that failed without finding anything tells nothing: the issue must not be closed for it."""
    workflow = read(WORKFLOWS[0].with_name(name))
    finding, telling = workflow["jobs"]["find"], workflow["jobs"]["tell"]
    steps = finding["steps"]
    assert any(step.get("run", "").endswith("> found.md") for step in steps)
    (dropped,) = [step for step in steps if step.get("if") == "${{ failure() }}"]
    assert dropped["run"] == "find . -maxdepth 1 -name found.md -empty -delete"
    assert steps.index(dropped) < len(steps) - 1
    assert steps[-1]["id"] == "keep"
    assert steps[-1]["with"] == {"name": "found", "path": "found.md", "if-no-files-found": "ignore"}
    assert finding["outputs"] == {"found": "${{ steps.keep.outputs.artifact-id }}"}
    assert telling["if"] == "${{ !cancelled() && needs.find.outputs.found }}"
    assert telling["uses"] == "./.github/workflows/tell.yml"


def test_only_what_passed_goes_out() -> None:
    """The site is built from a commit of main that passed the check, attested before it is deployed, and looked at before it is kept."""
    workflow = read(ROOT / ".github" / "workflows" / "publish.yml")
    on = {str(key): value for key, value in workflow.items()}["True"]  # YAML 1.1 takes `on` for true
    assert on["workflow_run"] == {"workflows": ["check"], "types": ["completed"], "branches": ["main"]}
    jobs = workflow["jobs"]
    assert "workflow_run.conclusion == 'success'" in jobs["build"]["if"]
    assert "workflow_run.event == 'push'" in jobs["build"]["if"]
    assert jobs["build"]["steps"][0]["with"]["ref"] == "${{ env.COMMIT }}"
    assert {name: job.get("needs") for name, job in jobs.items()} == {
        "build": None,
        "attest": "build",
        "deploy": ["build", "attest"],
        "canary": ["build", "deploy"],
        "keep": ["build", "canary"],
    }


def test_what_goes_out_is_told_all_that_the_configuration_asks_for() -> None:
    """A setting that a site is built with, and nobody gives it, is one that a maintainer sets in vain."""
    asked = set(re.findall(r"!ENV \[(\w+)", (ROOT / "mkdocs.yml").read_text(encoding="utf-8")))
    workflow = read(ROOT / ".github" / "workflows" / "publish.yml")
    given = {name for step in workflow["jobs"]["build"]["steps"] for name in step.get("env", ())}
    assert asked <= given | workflow["env"].keys() | {"CI"}, "forges set CI themselves"


GH = """#!/usr/bin/env bash
printf '%s\\n' "$*" >> "$CALLS"
while [ $# -gt 0 ]; do [ "$1" = --body-file ] && cp "$2" "$CALLS.body"; shift; done
case "$(tail -n 1 "$CALLS")" in "issue list "*) printf '%s' "$OPEN" ;; esac
"""
"""Stands in for GitHub's program: notes what it is asked, and says which issue is open."""


@pytest.mark.parametrize(
    ("text", "number", "calls"),
    [
        ("", "", ["issue list"]),
        ("", "7", ["issue list", "issue close 7 --comment"]),
        ("## Found", "7", ["issue list", "issue edit 7 --title Some words --body-file"]),
        (
            "## Found",
            "",
            ["issue list", "label create some", "issue create --title Some words --label some --body-file"],
        ),
    ],
)
def test_one_issue(tmp_path: Path, text: str, number: str, calls: list[str]) -> None:
    """What was found opens an issue or brings the open one up to date; nothing found closes it, and opens none."""
    said, body = tell(tmp_path, text, number)
    assert len(said) == len(calls)
    assert all(call.startswith(start) for call, start in zip(said, calls, strict=True))
    assert body.startswith(text)


def test_an_issue_holds_only_so_much(tmp_path: Path) -> None:
    """A long text is cut at a line, and says so, with where the rest is."""
    _, body = tell(tmp_path, "ü" * 99 + "\n" + "x" * 99 + "\n" + ("y" * 99 + "\n") * 700, "7")
    assert len(body.encode()) < 65_536
    assert set(body.splitlines()[2:-4]) == {"y" * 99}
    assert "There is more than an issue holds" in body
    assert body.endswith("(https://example.org/run)\n")


def tell(folder: Path, text: str, number: str) -> tuple[list[str], str]:
    """Runs issue.sh on a text while issue `number` is open. Returns what it asked of GitHub, and the issue's text."""
    (folder / "gh").write_text(GH, encoding="utf-8")
    (folder / "gh").chmod(0o755)
    (folder / "found.md").write_text(text and f"{text}\n", encoding="utf-8")
    environment = {
        "PATH": f"{folder}:{os.environ['PATH']}",
        "CALLS": str(folder / "calls"),
        "OPEN": number,
        "RUN": "https://example.org/run",
    }
    command = [str(ROOT / ".github/issue.sh"), "some", "Some words", str(folder / "found.md")]
    subprocess.run(command, env=environment, check=True)
    body = folder / "calls.body"
    return (folder / "calls").read_text("utf-8").splitlines(), body.read_text("utf-8") if body.exists() else ""


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
