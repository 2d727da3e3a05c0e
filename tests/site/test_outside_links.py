"""The report on links to other sites, with another site on this machine."""

from __future__ import annotations

import http.server
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from macros.store.settings import settings
from macros.watch.excuses import OfLink
from tests import outside_links
from tests.conftest import ROOT, served
from tests.outside_links import Link

ANSWERS = {"/fine": 200, "/gone": 404, "/members": 403, "/busy": 429, "/moved": 301}


@pytest.fixture
def elsewhere() -> Iterator[str]:
    """The address of another site: LinkChecker goes by the name of the host."""

    class Handler(http.server.SimpleHTTPRequestHandler):
        def send_head(self) -> None:
            self.send_response(ANSWERS.get(self.path, 404))
            self.send_header("Location", "/fine")
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Keeps the test output readable."""

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://localhost:{server.server_address[1]}"
        server.shutdown()


def test_what_becomes_of_links(tmp_path: Path, elsewhere: str) -> None:
    """Pages and sites that are gone are told from those that turn programs away; our own pages and the forge are left out."""
    forge = settings(ROOT).repository
    targets = [
        *(f"{elsewhere}{path}" for path in ANSWERS),
        "http://nowhere.invalid/",
        forge,
        f"{forge}/edit/x",
        "gone-too/",
    ]
    (tmp_path / "index.html").write_text(
        "<title>Home</title>" + "".join(f'<a href="{target}">a</a>' for target in targets), encoding="utf-8"
    )
    with served(tmp_path) as address:
        links = {link.url.removeprefix(elsewhere): link for link in outside_links.outside(address)}
    assert links.keys() == {*ANSWERS, "http://nowhere.invalid/"}
    assert {url for url, link in links.items() if link.gone} == {"/gone", "http://nowhere.invalid/"}
    assert {url for url, link in links.items() if not link.answer} == {"/fine", "/moved"}
    assert {link.page for link in links.values()} == {"/"}


def test_report() -> None:
    """The report names each link that does not lead somewhere under what that means, with what to do."""
    links = [
        Link("https://b.example/?x|y", "/b/", "403 Forbidden\nGo away"),
        Link("https://a.example/", "/a/", "404 Not Found"),
        Link("https://c.example/", "/c/", ""),
    ]
    lines = outside_links.report(*outside_links.told(links, [])).splitlines()
    assert lines[0] == "## 1 lead nowhere"
    assert lines[6] == "| https://a.example/ | /a/ | 404 Not Found |"
    assert lines[8] == "## 1 turned the program away"
    assert lines[14] == "| https://b.example/?x%7Cy | /b/ | 403 Forbidden Go away |"
    assert len(lines) == 15
    assert outside_links.report(*outside_links.told(links[2:], [])) == ""


def test_an_excuse_is_for_one_answer() -> None:
    """A site that turns programs away is excused; a page of it that is gone is not, and an excuse that no link needs is told."""
    links = [
        Link("https://b.example/1", "/b/", "403 Forbidden"),
        Link("https://b.example/2", "/b/", "404 Not Found"),
        Link("https://c.example/", "/c/", ""),
    ]
    turned = OfLink(url="https://b.example/", answer="403", why="A person gets the page.")
    never = OfLink(url="https://c.example/", answer="403", why="It was so.")
    left, unneeded = outside_links.told(links, [turned, never])
    assert [link.url for link in left] == ["https://b.example/2"]
    assert unneeded == [never]
    assert "- https://c.example/, `403`: It was so." in outside_links.report(left, unneeded)


def test_without_network_it_says_so(elsewhere: str) -> None:
    """An answer of any kind is a network. Without one the command says so, and neither builds nor reports."""
    assert outside_links.online([f"{elsewhere}/gone"])
    environment = {**os.environ, "https_proxy": "http://127.0.0.1:9", "no_proxy": ""}  # where nobody listens
    command = [sys.executable, "-m", "tests.outside_links"]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (1, "")
    assert "Is this machine online?" in done.stderr
