"""A site that is built on from what was kept is that of a clean build, and what has not changed is not made again."""

from __future__ import annotations

import gc
import logging
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from macros.cli import main
from macros.live.build import build
from macros.live.pages import Pages
from macros.live.site import Site
from macros.store.library import Library
from macros.views import svg
from macros.views.render import Renderer
from tests import incremental
from tests.conftest import FORGE, files_kept, mkdocs, module


@pytest.mark.parametrize("first", [0, 5])
def test_random_edits_end_as_a_clean_build_does(
    project: Path, first: int, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """Records, pages, slugs, the navigation, the theme and drawings change in turn; every file of the site is that of a clean build."""
    monkeypatch.setenv("REPO_URL", FORGE)
    caplog.set_level(logging.ERROR, "mkdocs")
    assert [found for seed in range(first, first + 5) for found in incremental.sequence(project, seed)] == []


def test_random_edits_are_served_as_a_clean_build_has_them(
    project: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """One process that meets edit after edit ends with the pages of a clean build, whatever of them it was asked for in between."""
    monkeypatch.setenv("REPO_URL", FORGE)
    caplog.set_level(logging.ERROR, "mkdocs")
    assert [found for seed in range(5) for found in incremental.served(project, seed)] == []


def test_a_state_that_is_over_is_forgotten(project: Path) -> None:
    """A process that serves holds one state, however many edits it has met."""
    site = Site(project)
    file = project / "data/materials/screw.yaml"
    text = file.read_text(encoding="utf-8")
    held = []
    for turn in range(6):
        file.write_text(text.replace("A metal screw", f"A metal screw of type {turn}"), encoding="utf-8")
        site.look()
        assert site.wrong == []
        while site.busy:
            site.idle()
        gc.collect()
        held.append(
            Counter(type(one).__name__ for one in gc.get_objects() if isinstance(one, (Library, Pages, Renderer)))
        )
    assert held[-1] == held[2]


def test_what_nobody_asked_for_waits_while_somebody_asks(project: Path) -> None:
    """An edit counts as asking: whoever saved it looks at its page next."""
    site = Site(project)
    site.look()
    for _ in range(1000):
        site.idle(quiet=3600)
    assert site.busy
    for _ in range(1000):
        site.idle()
    assert not site.busy


def test_nothing_is_built_when_nothing_has_changed(project: Path) -> None:
    """A second build ends at once, also when files were only touched; a changed file or a changed site is built again."""
    nothing = "Nothing has changed since the site was built\n"
    assert (done := module(project, "macros", "build")).returncode == 0, done.stderr
    assert done.stdout == ""
    page = project / "docs/index.md"
    os.utime(page)
    assert module(project, "macros", "build").stdout == nothing
    page.write_text(page.read_text(encoding="utf-8").replace("# Home", "# House"), encoding="utf-8")
    assert module(project, "macros", "build").stdout == ""
    assert "House" in (project / "site/index.html").read_text(encoding="utf-8")
    (project / "site/glossary/index.html").unlink()
    assert module(project, "macros", "build").stdout == ""
    assert (project / "site/glossary/index.html").is_file()
    assert module(project, "macros", "build").stdout == nothing
    assert module(project, "macros", "build", SITE_URL="https://example.org/").stdout == ""


@pytest.mark.parametrize("change", ["edited", "gone"])
def test_what_is_saved_while_a_build_runs_is_built_next(
    project: Path, change: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody can tell whether the build saw it."""
    page = project / "docs/more.md"
    page.write_text("{% call prose() %}\n# More\n{% endcall %}\n", encoding="utf-8")

    def overtaken(*arguments: Any) -> list[str]:
        found = build(*arguments)
        if change == "edited":
            page.write_text(page.read_text(encoding="utf-8").replace("# More", "# Less"), encoding="utf-8")
        else:
            page.unlink()
        return found

    monkeypatch.setenv("REPO_URL", FORGE)
    with monkeypatch.context() as meanwhile:
        meanwhile.setattr("macros.live.build.build", overtaken)
        assert main(["--root", str(project), "build", "--jobs", "1"]) == 0
    assert (done := module(project, "macros", "build")).stdout == "", done.stderr
    made = project / "site/more/index.html"
    assert (">Less<" in made.read_text(encoding="utf-8")) if change == "edited" else not made.exists()


def test_a_drawing_that_is_saved_while_it_is_shown_is_shown_next(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The page that read it before is made again, whatever else the build looked at afterwards."""
    page = '{% call prose() %}\n# Roll\n\n{{ drawing("log-roll-1", "On the side") }}\n{% endcall %}\n'
    (project / "docs/roll.md").write_text(page, encoding="utf-8")
    file = project / "overrides/assets/drawings/log-roll-1.svg"
    before, element = file.read_text(encoding="utf-8"), svg.element

    def overtaken(*arguments: str, **named: str) -> str:
        if (text := file.read_text(encoding="utf-8")) == before and arguments[0] == "figure":
            file.write_text(text.replace("</svg>", '<g><path d="M0 0h1"/></g></svg>'), encoding="utf-8")
        return element(*arguments, **named)

    with monkeypatch.context() as meanwhile:
        meanwhile.setattr(svg, "element", overtaken)
        assert build(project, project / "site") == []
    assert "M0 0h1" not in (project / "site/roll/index.html").read_text(encoding="utf-8")
    assert build(project, project / "site") == []
    assert "M0 0h1" in (project / "site/roll/index.html").read_text(encoding="utf-8")


def test_more_processes_make_the_same_site(project: Path) -> None:
    """What several processes share is, byte for byte, what one makes, from nothing and after an edit that many pages show."""
    record = project / "data/materials/screw.yaml"
    for edit in (("", ""), ("name: ", "name: long ")):
        record.write_text(record.read_text(encoding="utf-8").replace(*edit, 1), encoding="utf-8")
        assert (done := module(project, "macros", "build", "--jobs", "2")).returncode == 0, done.stderr
        shutil.rmtree(project / ".cache")
        assert (done := module(project, "macros", "build", "--jobs", "1", "alone")).returncode == 0, done.stderr
        assert incremental.differences(project / "site", project / "alone") == []


def test_what_other_processes_used_is_kept(project: Path) -> None:
    """When there is so much of earlier builds that it is tidied up, and not of this one."""
    kept = project / ".cache/pages"
    found = []
    for _ in range(2):
        assert (done := module(project, "macros", "build", "--jobs", "2")).returncode == 0, done.stderr
        found.append({file.name for file in kept.iterdir()})
        (kept / "of-an-earlier-build").write_bytes(bytes(60_000_000))
        (project / "site/index.html").unlink()
    assert found[0] == found[1]
    assert len(found[0]) > 100


def test_a_damaged_cache_is_no_harm(project: Path) -> None:
    """The site is that of a clean build."""
    assert (done := module(project, "macros", "build")).returncode == 0, done.stderr
    shutil.copytree(project / "site", project / "sound")
    kept = list((project / ".cache/pages").iterdir())
    assert len(kept) > 100
    for file in kept:
        data = bytearray(file.read_bytes())
        data[len(data) // 2] ^= 1
        file.write_bytes(data)
    (project / "site/index.html").unlink()
    assert (done := module(project, "macros", "build")).returncode == 0, done.stderr
    assert incremental.differences(project / "site", project / "sound") == []


@pytest.mark.parametrize("strict", ["true", "false"])
def test_a_template_that_fails_stops_a_build(project: Path, strict: str) -> None:
    """The last line says where, and the site is as it was; also where the plugin ends the process by itself."""
    assert (done := module(project, "macros", "build")).returncode == 0, done.stderr
    before = (project / "site/materials/screw/index.html").read_bytes()
    template = project / "macros/views/templates/materials.md.j2"
    text = template.read_text(encoding="utf-8")
    template.write_text(text.replace("parts.heading(record) }}", "parts.heading(record) }}{{ nothing.at_all }}"))
    done = module(project, "macros", "build", CI=strict)
    assert done.returncode == 1
    line = text[: text.index("parts.heading(record) }}")].count("\n") + 1
    place = f"macros/views/templates/materials.md.j2:{line}"
    assert done.stderr.splitlines()[-1] == f"{place}: UndefinedError: 'nothing' is undefined"
    assert (project / "site/materials/screw/index.html").read_bytes() == before


def test_an_interrupted_build_ends_quietly(project: Path) -> None:
    """With all of its processes, and the site is as it was."""
    # Whoever runs the tests may have interrupts ignored, which a process takes over.
    command = (
        "import runpy, signal, sys; signal.signal(signal.SIGINT, signal.default_int_handler);"
        "sys.argv = ['macros', 'build', '--jobs', '2']; runpy.run_module('macros', run_name='__main__')"
    )
    build = subprocess.Popen(
        [sys.executable, "-c", command],
        cwd=project,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    while not (project / ".cache/pages").is_dir():
        assert build.poll() is None
        time.sleep(0.02)
    os.killpg(build.pid, signal.SIGINT)
    printed, _ = build.communicate(timeout=60)
    assert (build.returncode, printed) == (130, "")
    assert not (project / "site").exists()


def test_a_build_that_was_killed_is_built_again_in_its_place(project: Path) -> None:
    """A site that is half there is known as one; a folder that is empty, or has an older site, takes a site."""
    killed = (
        "import os, runpy, shutil, sys; move = shutil.move; shutil.move = lambda *way: (move(*way), os._exit(137));"
        "sys.argv = ['macros', 'build', '--jobs', '1']; runpy.run_module('macros', run_name='__main__')"
    )
    (project / "site").mkdir()
    assert subprocess.run([sys.executable, "-c", killed], cwd=project, check=False).returncode == 137
    assert sum(path.is_file() for path in (project / "site").rglob("*")) == 1
    assert (done := module(project, "macros", "build")).returncode == 0, done.stderr
    (project / "site/of-an-older-site.txt").touch()
    assert (done := module(project, "macros", "build")).returncode == 0, done.stderr
    assert not (project / "site/of-an-older-site.txt").exists()
    assert (project / "site/index.html").is_file()


def test_a_word_and_a_new_day_are_few_files_for_who_keeps_the_site(project: Path) -> None:
    """A device gets the pages that show the word, where it is searched, the day of the edition, and no rule, no name, no other page."""
    assert (done := module(project, "macros", "build")).returncode == 0, done.stderr
    before = files_kept(project / "site")
    record = project / "data/materials/screw.yaml"
    text = record.read_text(encoding="utf-8")
    record.write_text(
        re.sub(r"on: \d{4}-\d\d-\d\d", "on: 2026-01-03", text).replace("a rod", "a bar"), encoding="utf-8"
    )
    assert (done := module(project, "macros", "build")).returncode == 0, done.stderr
    after = files_kept(project / "site")
    assert {path for path in before | after if before.get(path) != after.get(path)} == {
        "editions/",
        "editions/2026-01-02/",
        "editions/2026-01-03/",
        "materials/screw/",
        "search/parts-7.json",
        "search/words.json",
        "session/edition.json",
    }


def test_a_changed_template_or_module_changes_what_it_makes(project: Path) -> None:
    """What is kept was made by other code, so it counts no longer."""
    assert module(project, "macros", "build").returncode == 0
    for file, before, after in (
        ("views/templates/doors.md.j2", "", "Come in.\n\n"),
        ("publish/theme.py", "MENDS = (", 'MENDS = (("Come in", "Step in"),'),
    ):
        text = (project / "macros" / file).read_text(encoding="utf-8")
        (project / "macros" / file).write_text(text.replace(before, after, 1), encoding="utf-8")
    assert (done := module(project, "macros", "build")).returncode == 0, done.stderr
    assert "Step in." in (project / "site/index.html").read_text(encoding="utf-8")
    shutil.rmtree(project / ".cache")
    assert mkdocs(project, "build", "--strict", "--site-dir", "clean").returncode == 0
    assert incremental.differences(project / "site", project / "clean") == []


@pytest.mark.parametrize(
    ("file", "before", "after", "when"),
    [
        ("publish/theme.py", "MENDS = (", 'MENDS = (("Welcome", "Good day"),', "pages = pages_of(*given)"),
        ("views/templates/doors.md.j2", "", "Good day.\n\n", "return pages"),
    ],
)
def test_code_that_changes_while_it_builds_is_told_and_nothing_is_kept(
    project: Path, file: str, before: str, after: str, when: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whether it was loaded before or after it changed: the next build is that of the code of then."""
    monkeypatch.setenv("REPO_URL", FORGE)
    (project / "docs/index.md").write_text(
        "{% call prose() %}\n# Home\n\nWelcome\n\n{{ doors() }}\n{% endcall %}\n", encoding="utf-8"
    )
    code = project / "macros" / file
    text = code.read_text(encoding="utf-8")
    overtaken = f"""
import sys
from pathlib import Path
from macros.cli import main
from macros.live import build
pages_of, code = build.pages_of, Path("macros/{file}")
def overtaken(*given):
    pages = pages_of(*given)
    return pages
build.pages_of = overtaken
sys.exit(main(["build", "--jobs", "1"]))
"""
    edit = f"code.write_text(code.read_text().replace({before!r}, {after!r}, 1)); "
    script = overtaken.replace(f"    {when}", f"    {edit}{when}")
    done = subprocess.run([sys.executable, "-c", script], cwd=project, capture_output=True, text=True, check=False)
    assert (done.returncode, "Build again" in done.stderr) == (1, True), done.stderr
    assert not (project / "site").exists()
    for is_new in (True, False):
        if not is_new:
            code.write_text(text, encoding="utf-8")
        assert (done := module(project, "macros", "build")).returncode == 0, done.stderr
        assert ("Good day" in (project / "site/index.html").read_text(encoding="utf-8")) is is_new


def test_a_wrong_configuration_is_told(project: Path) -> None:
    """MkDocs says what is wrong with its file to a log that nobody sees here, and ends."""
    file = project / "mkdocs.yml"
    file.write_text(file.read_text(encoding="utf-8") + "\nuse_directory_urls: maybe\n", encoding="utf-8")
    done = module(project, "macros", "build")
    assert (done.returncode, "Config value 'use_directory_urls'" in done.stderr) == (1, True), done.stderr


def test_a_warning_is_said_each_time(project: Path) -> None:
    """What is wrong is not kept, so a second build does not let it through; the last good site stays."""
    assert module(project, "macros", "build").returncode == 0
    (project / "docs/index.md").write_text(
        "{% call prose() %}\n# Home\n\n[gone](#gone)\n{% endcall %}\n", encoding="utf-8"
    )
    for jobs in ("1", "2", "2"):
        done = module(project, "macros", "build", "--jobs", jobs)
        said = "docs/index.md:4:8: link: there is no place `#gone`. Copy it from"
        assert (done.returncode, done.stderr.count(said), done.stderr.count("\n")) == (1, 1, 1), done.stderr
    assert "#gone" not in (project / "site/index.html").read_text(encoding="utf-8")
