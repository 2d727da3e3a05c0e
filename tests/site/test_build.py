"""The real builder on the small project: what stops it, and that the last good site survives."""

from __future__ import annotations

import json
import re
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from macros.publish.site import leading
from macros.store.project import read
from macros.text import links
from tests.conftest import ROOT, mkdocs, module


def snapshot(folder: Path) -> dict[str, bytes]:
    """Every file below a folder."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_small_project_builds_strictly(small_site: Path) -> None:
    """Every record and every page, one without relations among them, becomes a page."""
    docs = small_site / "docs"
    pages = {links.url_of(file.relative_to(docs).as_posix()) + "index.html" for file in docs.rglob("*.md")}
    library = read(small_site)[0].library()
    site = small_site / "site"
    assert {file.relative_to(site).as_posix() for file in site.rglob("*.html")} == {
        *pages,
        *leading(library),
        "404.html",
    }


def test_who_writes_during_a_build_does_not_stop_it(project: Path) -> None:
    """A new contributor begins a record while the site is built for the first time: the site is what was there before."""
    (project / "late.py").write_text(
        "from macros.cli import main\n\n"
        "def on_env(env, **_):\n    assert main(['new', 'procedure', 'Cold toe']) == 0\n    return env\n",
        encoding="utf-8",
    )
    settings = project / "mkdocs.yml"
    settings.write_text(
        settings.read_text(encoding="utf-8").replace("hooks: [macros/hooks.py]", "hooks: [macros/hooks.py, late.py]"),
        encoding="utf-8",
    )
    built = mkdocs(project, "build", "--strict")
    assert built.returncode == 0, built.stderr
    assert (project / "docs/procedures/cold-toe.md").is_file()
    assert not (project / "site/procedures/cold-toe").exists()
    assert "cold-toe" not in (project / "site/search/index.json").read_text(encoding="utf-8")


def test_old_addresses_lead_on_and_retired_pages_say_so(small_site: Path) -> None:
    """An old address leads to the new page, an old anchor is still there, and a retired page is on no list."""

    def text(page: str) -> str:
        return (small_site / "site" / page).read_text(encoding="utf-8")

    assert 'href="../screw/"' in text("materials/bolt/index.html")
    assert '"materials/bolt/"' in text("sw.js")
    for slug in ("titanium", "light-metal", "steel", "heavy-metal"):
        assert f'id="{slug}"' in text("glossary/index.html")
    retired = text("techniques/hot-stone/index.html")
    assert re.search(
        r"Retired on 2026-01-03</p>\s*<p>It is a kind of stroke. Read <a href=\"../long-stroke/\">", retired
    )
    article = text("techniques/index.html").partition("<article")[2].partition("</article>")[0]
    assert "long-stroke/" in article
    assert "hot-stone" not in article
    assert "Hot stone" not in text("a-z/index.html").partition("<article")[2]
    assert "hot-stone" not in text("search/index.json")
    assert "hot-stone" not in text("session/rules.json")


def test_without_a_forge_no_page_links_to_one(project: Path) -> None:
    """A site that knows no forge has no links to edit, report or look at changes, on no page and not in the search."""
    done = module(project, "mkdocs", "build", "--strict", REPO_URL="")
    assert done.returncode == 0, done.stderr
    pages = [*(project / "site").rglob("*.html")]
    assert len(pages) > 10
    linked = re.compile(r"/edit/main/|/commits/main/|issues/new|Edit this|Report an error|OWNER")
    assert [
        (file.parent.name, found) for file in pages for found in linked.findall(file.read_text(encoding="utf-8"))
    ] == []
    assert json.loads((project / "site/search/index.json").read_text(encoding="utf-8"))["report"] == ""


def test_a_record_that_was_just_begun_can_be_looked_at(project: Path) -> None:
    """What `new` writes builds strictly, on a page of its own, for its author to read while writing."""
    assert module(project, "macros", "new", "procedure", "Cold toe").returncode == 0
    done = mkdocs(project, "build", "--strict")
    assert done.returncode == 0, done.stderr
    page = (project / "site/procedures/cold-toe/index.html").read_text(encoding="utf-8")
    assert "<h1" in page
    assert "FILL IN: a heading" in page


def test_copies_of_editors_stay_at_home(project: Path) -> None:
    """What an editor lays beside a page neither stops a build nor is on the site."""
    for beside in ("docs/index.md~", "docs/#index.md#", "data/materials/screw.yaml~"):
        (project / beside).write_text("nothing for readers", encoding="utf-8")
    done = mkdocs(project, "build", "--strict")
    assert done.returncode == 0, done.stderr
    assert [file for file in (project / "site").rglob("*") if "~" in file.name or "#" in file.name] == []


def test_problems_stop_the_build_before_the_last_site_is_touched(built: Path) -> None:
    """`mkdocs build` prints the same clean list as the check, exits with 1 and leaves site/ as it was."""
    project = built
    before = snapshot(project / "site")
    (project / "data/materials/screw.yaml").write_text("name: no\n", encoding="utf-8")
    (project / "docs/index.md").write_text(
        "{% call prose() %}\n# Home\n\nA claim [@nobody].\n{% endcall %}\n", encoding="utf-8"
    )
    check = module(project, "macros", "check")
    done = mkdocs(project, "build")
    assert done.returncode == 1
    assert check.stdout in done.stderr
    assert "docs/index.md:4:9: citation: there is no source `nobody`" in check.stdout
    assert "Traceback" not in done.stderr
    assert snapshot(project / "site") == before


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{{ nothing_of_the_kind }}", "nothing_of_the_kind"),
        ('{{ view("nowhere") }}', "there is no view `nowhere`"),
        ("[gone](gone.md)", "docs/index.md:4:8: link: there is no page `gone.md`"),
        ("[anchor](a-z.md#nowhere)", "does not contain an anchor '#nowhere'"),
        ('{{ figure.__globals__.os.popen("id").read() }}', "only a macro can be called"),
    ],
)
def test_mistakes_on_a_page_stop_a_strict_build(built: Path, text: str, message: str) -> None:
    """A mistyped macro, a dead link and a page that tries to run a program never reach a reader."""
    (built / "docs/index.md").write_text(f"{{% call prose() %}}\n# Home\n\n{text}\n{{% endcall %}}\n", encoding="utf-8")
    done = mkdocs(built, "build", "--strict")
    assert done.returncode != 0
    assert message in done.stderr


def test_a_failed_make_build_leaves_the_last_site(project: Path) -> None:
    """`make build` swaps the site in only when the whole build has passed, also when it fails halfway."""
    shutil.copy(ROOT / "Makefile", project)
    (project / ".venv/bin").mkdir(parents=True)
    (project / ".venv/bin/python").symlink_to(sys.executable)
    for name in ("requirements.lock", "requirements-test.lock"):
        shutil.copy(ROOT / name, project)
    make = ["make", "build", "PY=" + sys.executable, "--assume-old=.venv/site.stamp"]
    (project / ".venv/site.stamp").touch()
    assert subprocess.run(make, cwd=project, capture_output=True, text=True, check=False).returncode == 0
    before = snapshot(project / "site")
    (project / "docs/index.md").write_text(
        "{% call prose() %}\n# Home\n\n[gone](gone.md)\n{% endcall %}\n", encoding="utf-8"
    )
    assert subprocess.run(make, cwd=project, capture_output=True, text=True, check=False).returncode != 0
    assert snapshot(project / "site") == before


def test_busy_port_is_named() -> None:
    """`make serve` on a port that is taken says so and how to choose another."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        command = ["make", "serve", f"PORT={port}", "PY=" + sys.executable, "--assume-old=.venv/site.stamp"]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode != 0
    assert re.search(rf"Port {port} is busy.*make serve PORT=", done.stderr)
