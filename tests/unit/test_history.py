"""What changed on a page and when."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from macros.store.history import WIDE, Change, changes
from macros.views.changes import MOST, fold

WHO = {f"GIT_{role}_{what}": "a@example.org" for role in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}


def git(folder: Path, *command: str, on: str = "2026-01-02T12:00:00+00:00") -> None:
    """Runs git in a folder, on a day."""
    days = {
        "GIT_AUTHOR_DATE": on,
        "GIT_COMMITTER_DATE": on,
        "HOME": str(folder),
        "PATH": "/usr/bin:/bin:/usr/local/bin",
    }
    subprocess.run(["git", "-C", str(folder), *command], env=WHO | days, check=True, capture_output=True)


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    """A repository with two changes of one record."""
    root = tmp_path / "kept"
    (root / "data").mkdir(parents=True)
    git(root, "init", "--quiet")
    for day, words in (("2026-01-02", "First words"), ("2026-01-05", "A dose mended")):
        (root / "data" / "a.yaml").write_text(words, encoding="utf-8")
        git(root, "add", ".")
        git(root, "commit", "--quiet", "-m", words, on=f"{day}T12:00:00+00:00")
    return root


def test_each_file_has_its_changes(kept: Path) -> None:
    """The latest first, with the day and the first line."""
    found = changes(kept)
    assert list(found) == ["data/a.yaml"]
    assert [(change.at[:10], change.what) for change in found["data/a.yaml"]] == [
        ("2026-01-05", "A dose mended"),
        ("2026-01-02", "First words"),
    ]


def test_a_change_of_all_is_none_of_one_page(kept: Path) -> None:
    """What changed the form of every record tells a reader nothing."""
    for number in range(WIDE):
        (kept / "data" / f"{number}.yaml").write_text("all", encoding="utf-8")
    (kept / "data" / "a.yaml").write_text("and this", encoding="utf-8")
    git(kept, "add", ".")
    git(kept, "commit", "--quiet", "-m", "No line on top")
    assert list(changes(kept)) == ["data/a.yaml"]
    assert [change.what for change in changes(kept)["data/a.yaml"]] == ["A dose mended", "First words"]


def test_a_part_of_the_history_is_none(kept: Path, tmp_path: Path) -> None:
    """One that was fetched without its past would call everything new; a folder in a repository is not the project's."""
    git(tmp_path, "clone", "--quiet", "--depth", "1", kept.as_uri(), "shallow")
    assert changes(tmp_path / "shallow") == changes(kept / "data") == changes(tmp_path / "nowhere") == {}


def test_a_page_names_its_latest_changes() -> None:
    """Of its prose and of its data, each once. What was written about a change is text."""
    history = {
        "docs/a.md": [Change("2026-01-04", "Both"), Change("2026-01-01", "Old")],
        "data/a.yaml": [Change("2026-01-05", "See [[x]], <b> and [@y]"), Change("2026-01-04", "Both")],
    }
    shown = fold(("docs/a.md", "data/a.yaml"), history)
    assert shown.count("<li>") == 3
    assert shown.index("2026-01-05") < shown.index("2026-01-04") < shown.index("2026-01-01")
    assert "&lt;b&gt;" in shown
    assert not {"[[", "[@"} & {shown[at : at + 2] for at in range(len(shown))}
    many = {"data/a.yaml": [Change(f"2026-01-{day:02}", "Again") for day in range(1, 20)]}
    assert fold(("data/a.yaml",), many).count("<li>") == MOST
    assert fold(("data/b.yaml",), many) == ""
