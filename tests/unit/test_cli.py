"""The command line as a contributor and a workflow use it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from unittest.mock import Mock

import pytest

from macros.cli import main
from macros.cli.build import SOURCES, unfit
from tests.conftest import ROOT


def break_it(project: Path) -> None:
    """Puts one fault into two files."""
    (project / "data/materials/screw.yaml").write_text("name: no\n", encoding="utf-8")
    (project / "data/measures/pain-line.yaml").write_text("nam: Pain line\n", encoding="utf-8")


def test_good_project_passes(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """No problems, exit code 0, nothing on standard output."""
    assert main(["--root", str(project), "check"]) == 0
    output = capsys.readouterr()
    assert (output.out, output.err) == ("", "No problems\n")


def test_problems_are_listed_and_counted(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Every problem has a line of its own; the exit code is 1."""
    break_it(project)
    assert main(["--root", str(project), "check"]) == 1
    output = capsys.readouterr()
    lines = output.out.splitlines()
    assert (
        "data/materials/screw.yaml:1:7: name: `no` is read as a word by some programs and as true or false by others. "
        in output.out
    )
    assert "data/measures/pain-line.yaml:1:6: nam: `nam` is not a field here. Did you mean `name`? " in output.out
    assert output.err == f"{len(lines)} problems\n"


def test_only_the_files_asked_for(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A path narrows the list to a file or a folder; references into other files still resolve."""
    break_it(project)
    assert main(["--root", str(project), "check", str(project / "data/measures")]) == 1
    assert all(line.startswith("data/measures/") for line in capsys.readouterr().out.splitlines())
    assert main(["--root", str(project), "check", str(project / "data/conditions/narrow-canal.yaml")]) == 0


def test_workflow_annotations(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """In a workflow the lines of a pull request are marked."""
    break_it(project)
    main(["--root", str(project), "check", "--format", "github", str(project / "data/measures")])
    assert capsys.readouterr().out.startswith("::error file=data/measures/pain-line.yaml,line=1,col=")


@pytest.mark.parametrize("arguments", [[], ["chekc"], ["--root", "/nowhere", "check"]])
def test_wrong_usage(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """Wrong words end with exit code 2 and a usage line."""
    with pytest.raises(SystemExit) as stop:
        main(arguments)
    assert stop.value.code == 2
    assert capsys.readouterr().err.startswith("usage: python -m macros ")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["serve", "--port", "99999"], "--port: `99999` is no port. Write a number from 1024 to 65535"),
        (["build", "--jobs", "0"], "--jobs: `0` is no number of them. Write 1 or more"),
        (["build", "--jobs", "-1"], "--jobs: `-1` is no number of them. Write 1 or more"),
        (["due", "--by", "2027-02-30"], "--by: `2027-02-30` is not a date. Write year, month and day"),
        (["plan", "--weeks", "nine"], "--weeks: `nine` is not a number of weeks. Write it in digits"),
        (["plan", "--weeks", "nan"], "--weeks: `nan` is not a number of weeks. Write it in digits"),
        (["new", "source"], "required: NAME\n"),
    ],
)
def test_a_wrong_value_of_an_option(arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    """It is named, with what is right, and not in the words of Python."""
    with pytest.raises(SystemExit) as stop:
        main(arguments)
    assert stop.value.code == 2
    assert said in capsys.readouterr().err


def test_what_the_machine_refuses_is_no_traceback(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """An address that is not of this machine, a folder in place of a file, a place that is not there, and no git."""
    asked = {
        ("serve", "--host", "192.0.2.1", "--port", "8001"): "Nothing can be served at 192.0.2.1, port 8001",
        ("canary", "nowhere"): "nowhere: there is no such file or folder",
        ("canary", str(project / "mkdocs.yml")): "is neither a published site nor a note of one",
    }
    for words, said in asked.items():
        assert main(["--root", str(project), *words]) in (1, 2)
        assert said in capsys.readouterr().err
    monkeypatch.setenv("PATH", "")
    assert main(["--root", str(project), "diff", "main"]) == 2
    assert "git, which would know `main`, is not on this machine. Name a folder" in capsys.readouterr().err
    monkeypatch.setattr(
        "macros.cli.new.check", Mock(side_effect=PermissionError(13, "Permission denied", "data/x.yaml"))
    )
    assert main(["--root", str(project), "new", "medicine", "Some Thing"]) == 2
    assert (
        capsys.readouterr().err
        == "data/x.yaml: Permission denied. Is it there, may this program write it, and is there room?\n"
    )


def test_an_address_that_is_none(tmp_path: Path, project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The canary asks the web, and says so."""
    note = tmp_path / "built.json"
    note.write_text('{"edition": "2026-01-02", "files": {}}', encoding="utf-8")
    assert main(["--root", str(project), "canary", str(note), "example.org"]) == 2
    assert "`example.org` is no address of a site. Write https://…" in capsys.readouterr().err


def test_missing_path(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A path that is not there is said to be so."""
    assert main(["--root", str(project), "check", "nowhere.yaml"]) == 2
    assert "nowhere.yaml: no such file or folder" in capsys.readouterr().err


def test_schema_command(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Missing schemas fail the check, are written, and then pass."""
    assert main(["--root", str(project), "schema", "--check"]) == 1
    assert "data/schema/signs.json: not what the model says. Run `python -m macros schema`" in capsys.readouterr().out
    assert main(["--root", str(project), "schema"]) == 0
    assert main(["--root", str(project), "schema", "--check"]) == 0


@pytest.mark.parametrize("place", [".", "docs", "data/new", ".git", ".cache/site", "mkdocs.yml", "thesis"])
def test_a_site_is_not_built_over_what_is_no_site(
    project: Path, place: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The folder of a site has nothing else in it afterwards, so it is refused where there is something else, or will be."""
    (project / "thesis").mkdir()
    (project / "thesis/chapter.txt").write_text("mine", encoding="utf-8")
    before = sorted(project.rglob("*"))
    monkeypatch.chdir(project)
    assert main(["build", place]) == 2
    assert f"{(project / place).resolve()} " in (said := capsys.readouterr().err)
    assert "Name a" in said
    assert sorted(project.rglob("*")) == before


def test_no_folder_around_the_project_takes_a_site(project: Path) -> None:
    """Nor one that is a link to somewhere else. Nothing is built here, as it would be lost where this fails."""
    for place in (project.parent, Path("/"), ROOT / "node_modules", ROOT / "node_modules/new"):
        assert "Name another folder" in unfit(project, place.resolve())
    assert unfit(project, project / "new/site") == ""


@pytest.mark.skipif(not (ROOT / ".git").exists(), reason="git does not know this copy")
def test_no_folder_of_the_project_takes_a_site() -> None:
    """Whatever git knows of, and what is made beside it."""
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    folders = {path.partition("/")[0] for path in listed.splitlines() if "/" in path}
    assert folders | {".cache", ".git", ".venv", "node_modules"} == set(SOURCES)


def test_a_folder_that_is_no_site_is_not_published(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Not a word in it is changed: it may be anything."""
    folder = project / "thesis"
    folder.mkdir()
    for name, text in {
        "index.html": "<!doctype html><head><meta charset='utf-8'><title>Mine</title></head><body><p>Mine</p></body>",
        "sitemap.xml": "<urlset/>",
    }.items():
        (folder / name).write_text(text, encoding="utf-8")
    before = {file: file.read_bytes() for file in folder.rglob("*") if file.is_file()}
    assert main(["--root", str(project), "publish", str(folder)]) == 1
    assert "Build the site first" in capsys.readouterr().err
    assert {file: file.read_bytes() for file in folder.rglob("*") if file.is_file()} == before


def test_runs_as_a_module() -> None:
    """`python -m macros check` works from the project's folder, on the real data."""
    done = subprocess.run(
        [sys.executable, "-m", "macros", "check"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout) == (0, "")


def test_a_reader_that_has_seen_enough_gets_no_traceback(project: Path) -> None:
    """As `head` does, which closes what it read from."""
    read, write = os.pipe()
    os.close(read)
    command = [sys.executable, "-m", "macros", "--root", str(project), "due", "--by", "2099-01-01"]
    done = subprocess.run(command, cwd=ROOT, stdout=write, stderr=subprocess.PIPE, text=True, check=False)
    os.close(write)
    assert (done.returncode, done.stderr) == (141, "")
