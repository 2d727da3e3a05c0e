"""What a contributor sees while the site is served: every edit, and what is wrong with it."""

from __future__ import annotations

import http.client
import json
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.conftest import FORGE, mkdocs, module


class Server:
    """The small project, served."""

    def __init__(self, project: Path) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.log = project / "serve.log"
        self.project = project
        with self.log.open("w") as output:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "macros", "serve", "--port", str(self.port)],
                cwd=project,
                stdout=output,
                stderr=output,
                env={**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONPATH": ".", "REPO_URL": FORGE},
            )

    def get(self, path: str) -> str:
        """What is at an address; empty where nothing answers."""
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/{path}", timeout=60) as answer:
                return str(answer.read().decode())
        except (urllib.error.URLError, OSError):
            return ""

    def asked(self, path: str, host: str = "localhost") -> tuple[int, str | None, bytes]:
        """What an address, taken as it stands, is answered with, under some name of the server: status, where it leads, body."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        connection.putrequest("GET", path, skip_host=True)
        connection.putheader("Host", host)
        connection.endheaders()
        answer = connection.getresponse()
        body = answer.read()
        connection.close()
        return answer.status, answer.headers["Location"], body

    def until(self, path: str, text: str) -> str:
        """Waits until an address shows a text."""
        deadline = time.monotonic() + 120
        while text not in (found := self.get(path)):
            assert time.monotonic() < deadline, f"{path} does not show {text!r}\n{self.log.read_text()}"
            assert self.process.poll() is None, self.log.read_text()
            time.sleep(0.2)
        return found

    def wrong(self) -> list[str]:
        """What browsers are told to be wrong."""
        return list(json.loads(self.get("live.json"))["wrong"])

    def news(self, seen: str) -> str:
        """The version of the site, once it is another than was seen, or a browser would ask again."""
        return str(json.loads(self.get(f"live.json?{seen}"))["version"])

    def watches(self) -> int:
        """How many watches of files the server has, where the system tells."""
        links = Path(f"/proc/{self.process.pid}/fd").glob("*")
        return sum("inotify" in str(link.readlink()) for link in links if link.is_symlink())

    def edit(self, path: str, before: str, after: str) -> None:
        """Saves a file with other words."""
        file = self.project / path
        text = file.read_text(encoding="utf-8")
        assert before in text
        file.write_text(text.replace(before, after), encoding="utf-8")


@pytest.fixture
def server(project: Path) -> Iterator[Server]:
    """A server of the small project."""
    running = Server(project)
    running.until("", "<h1")
    yield running
    running.process.terminate()
    running.process.wait(30)


def test_an_edit_shows_and_a_mistake_is_told(server: Server) -> None:
    """A saved record is served anew. A broken one is told in the words of the check, with the last good page below; mended, it is served."""
    screw, record = "materials/screw/", "data/materials/screw.yaml"
    server.until(screw, "A metal screw")
    server.edit(record, "A metal screw", "A titanium screw")
    server.until(screw, "A titanium screw")
    server.edit(record, "name:", "nme:")
    server.until("live.json", "data/materials/screw.yaml:1:1: name: the field is missing. Add it.")
    assert "A titanium screw" in server.get(screw)
    server.edit(record, "nme:", "name:")
    server.edit(record, "A titanium screw", "A steel screw")
    server.until(screw, "A steel screw")
    assert server.wrong() == []
    server.edit("docs/index.md", "# Home", "# Home\n\n[gone](gone.md)")
    server.until("live.json", "gone.md")
    server.edit("docs/index.md", "\n\n[gone](gone.md)", "")
    server.until("live.json", '"wrong": []')


def test_a_template_that_fails_is_told_and_the_last_good_page_stays(server: Server) -> None:
    """With its file and line, as with a mistake in a record; no page shows what our code does when it fails."""
    screw, template = "materials/screw/", "macros/views/templates/materials.md.j2"
    server.until(screw, "A metal screw")
    server.edit(template, "parts.heading(record) }}", "parts.heading(record) }}{{ nothing.at_all }}")
    text = (server.project / template).read_text(encoding="utf-8")
    line = text[: text.index("nothing.at_all")].count("\n") + 1
    told = server.until("live.json", "UndefinedError")
    assert f"\"{template}:{line}: UndefinedError: 'nothing' is undefined\"" in told
    shown = server.get(screw)
    assert "A metal screw" in shown
    assert "Traceback" not in shown
    server.edit(template, "{{ nothing.at_all }}", " Well again.")
    assert "UndefinedError" not in server.until(screw, "Well again.")
    server.until("live.json", '"wrong": []')


def test_nothing_but_the_site_is_served(server: Server) -> None:
    """No file beside it, whatever an address says; and to a browser that was led here under another site's name, nothing at all."""
    assert "materials" in server.get("search/index.json")
    for way in ("..", "%2e%2e", "search/../..", "edit/../.."):
        status, _, body = server.asked(f"/{way}/../mkdocs.yml")
        assert (status, b"site_name" in body) == (404, False), way
    assert server.asked("/a%0d%0aSet-Cookie:%20x=y")[:2] == (302, "/a%0D%0ASet-Cookie%3A%20x%3Dy/")
    assert server.asked("/%E2%82%AC")[:2] == (302, "/%E2%82%AC/")
    for name in (f"localhost:{server.port}", "127.0.0.1", f"[::1]:{server.port}"):
        assert server.asked("/materials/screw/", name)[0] == 200, name
    for name in ("elsewhere.example", f"elsewhere.example:{server.port}", "localhost.elsewhere.example", "[::1", ""):
        for path in ("/materials/screw/", "/live.json", "/materials"):
            status, _, body = server.asked(path, name)
            assert (status, b"screw" in body) == (421, False), name


def test_edits_of_code_and_templates_are_picked_up(server: Server) -> None:
    """Also those of Python, without a restart by hand; while it cannot be read, the pages stay and the place is told."""
    server.edit("overrides/main.html", "{% block content %}", "{% block content %}<p>From the theme</p>")
    server.until("materials/screw/", "From the theme")
    server.edit("macros/views/due.py", "from __future__", "from __future")
    server.until("live.json", "due.py")
    assert "From the theme" in server.get("materials/screw/")
    server.edit("data/materials/screw.yaml", "A metal screw", "A small metal screw")
    server.until("materials/screw/", "A small metal screw")
    assert "due.py" in "".join(server.wrong())
    assert "All is well" not in server.log.read_text()
    watches = server.watches()
    server.edit("macros/views/due.py", "from __future", "from __future__")
    server.until("live.json", '"wrong": []')
    server.edit("macros/publish/theme.py", "MENDS = (", 'MENDS = (("</title>", ", from a module</title>"),')
    server.until("materials/screw/", "from a module</title>")
    assert server.watches() == watches
    settings = server.project / "mkdocs.yml"
    beside = settings.with_suffix(".tmp")  # many editors save so
    beside.write_text(settings.read_text("utf-8").replace("site_name: ", "site_name: More "), encoding="utf-8")
    beside.replace(settings)
    server.until("materials/screw/", "More Steady Hands")
    template = "macros/views/templates/materials.md.j2"
    server.edit(template, "parts.heading(record) }}", "parts.heading(record }}\n\nFrom a template.")
    server.until("live.json", "materials.md.j2")
    assert "from a module</title>" in server.get("materials/screw/")
    server.edit(template, "parts.heading(record }}", "parts.heading(record) }}")
    server.until("materials/screw/", "From a template.")
    server.edit(
        "macros/check/words.yaml", "{word: disc,", "{word: metal screw, instead: screw, why: a test}\n- {word: disc,"
    )
    server.until("live.json", "data/materials/screw.yaml:2")
    server.edit("data/materials/screw.yaml", "A small metal screw", "A steel screw")
    server.until("materials/screw/", "A steel screw")
    server.process.terminate()
    assert module(server.project, "macros", "build").returncode == 0
    assert "From a template" in (server.project / "site/materials/screw/index.html").read_text(encoding="utf-8")


def test_a_restart_cuts_no_answer_short(server: Server) -> None:
    """Who waits for news is told at once, and who reads slowly gets all of it."""
    size = 20_000_000
    (server.project / "overrides/large.txt").write_bytes(b"x" * size)
    deadline = time.monotonic() + 60
    while len(server.get("large.txt")) != size:
        assert time.monotonic() < deadline
    seen = server.news("")
    with ThreadPoolExecutor() as others:
        waiting = others.submit(server.news, seen)
        slow = http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)
        slow.connect()
        slow.request("GET", "/large.txt", headers={"Host": "localhost"})
        answer = slow.getresponse()
        read = len(answer.read(1000))
        server.edit("macros/publish/theme.py", "MENDS = (", 'MENDS = (("</title>", ", from a module</title>"),')
        while part := answer.read(50_000):
            read += len(part)
            time.sleep(0.01)
        slow.close()
        assert read == size
        assert waiting.result(60)
    server.until("materials/screw/", "from a module</title>")


def test_what_becomes_known_later_is_told_at_once(server: Server) -> None:
    """A page that shows the title of another is sent with the old one, and once the other is made, browsers are told that it has changed."""
    server.until("", "Glossary")
    time.sleep(3)
    first = server.news("")
    server.edit("docs/glossary.md", "# Glossary", "# Lexicon")
    second = server.news(first)
    began = time.monotonic()
    assert server.news(second) != second
    assert time.monotonic() - began < 10
    assert "Lexicon" in server.get("")


def test_a_taken_port_is_named(project: Path) -> None:
    """And how to choose another."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = module(project, "macros", "serve", "--port", str(port))
    assert (done.returncode, done.stderr) == (
        2,
        f"Port {port} is busy: another program answers there. Choose another port: make serve PORT=8001, or --port 8001\n",
    )


def test_a_mistake_is_seen_above_the_page(server: Server, browser: Browser) -> None:
    """With its place and its remedy, in the window, beside the page's own scripts; it goes when it is mended, and the page is the new one."""
    page = browser.new_page()
    server.until("materials/screw/", "A metal screw")
    page.goto(f"http://127.0.0.1:{server.port}/materials/screw/")
    server.edit("data/materials/screw.yaml", "summary: ", "sumary: ")
    told = page.get_by_role("alert").filter(has_text="Did you mean `summary`?")
    expect(told).to_be_in_viewport(timeout=60_000)
    expect(told).to_contain_text("data/materials/screw.yaml:")
    expect(page.get_by_text("A metal screw").first).to_be_attached()
    server.edit("data/materials/screw.yaml", "sumary: A metal", "summary: A steel")
    expect(page.get_by_text("A steel screw").first).to_be_visible(timeout=60_000)
    expect(page.get_by_text("Did you mean")).to_have_count(0)
    page.close()


def test_pages_come_and_go(server: Server) -> None:
    """A new page, a renamed record, a deleted page."""
    docs, data = server.project / "docs", server.project / "data"
    (docs / "more.md").write_text("{% call prose() %}\n# More of it\n{% endcall %}\n", encoding="utf-8")
    server.until("more/", "More of it")
    (docs / "more.md").unlink()
    deadline = time.monotonic() + 120
    while "More of it" in server.get("more/"):
        assert time.monotonic() < deadline
    text = (data / "techniques/hot-stone.yaml").read_text(encoding="utf-8")
    (data / "techniques/cold-stone.yaml").write_text(
        text.replace("was: [warm-stone]", "was: [warm-stone, hot-stone]"), encoding="utf-8"
    )
    (docs / "techniques/hot-stone.md").rename(docs / "techniques/cold-stone.md")
    (data / "techniques/hot-stone.yaml").unlink()
    server.until("techniques/cold-stone/", "<h1")
    server.until("techniques/hot-stone/", "../cold-stone/")


def test_what_is_served_is_what_is_built(server: Server) -> None:
    """Every page, and what is made of all of them, but for the script that loads a page anew."""
    server.edit("data/materials/screw.yaml", "A metal screw", "A steel screw")
    server.until("materials/screw/", "A steel screw")
    assert mkdocs(server.project, "build", "--strict", "--site-dir", "clean").returncode == 0
    site = server.project / "clean"
    own = '<script src="/live.js" data-version="'

    def plain(page: str) -> str:
        before, found, after = page.partition(own)
        return before + after.partition("</script>")[2] if found else page

    def served() -> list[str]:
        files = [*site.rglob("*.html"), *site.rglob("*.json"), *site.rglob("*.md")]
        return [
            path
            for path in (file.relative_to(site).as_posix() for file in files)
            if path != "404.html" and plain(server.get(path)) != (site / path).read_text(encoding="utf-8")
        ]

    deadline = time.monotonic() + 120
    while found := served():  # a page may show what is not known yet of another
        assert time.monotonic() < deadline, found
