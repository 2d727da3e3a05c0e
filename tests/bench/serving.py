"""From a saved edit to the page that shows it: this project's server beside those of others, in one run.

Every server runs at the same time as the others and is told of the same edits in turn, so a busy minute meets all of them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from macros.text.links import url_of
from tests.bench import peers
from tests.bench.measure import Cost, Server, free_port, median, run

PAGE, SENTENCE = "procedures/acdf.md", "Picture a small door"
"""A page, and words of its narrative."""

RECORD, FACT = "data/procedures/acdf.yaml", "summary: "
"""A record, and what comes before a sentence of it that its page shows."""

CAUTION, RULE = "data/cautions/medical-clearance.yaml", "Get the go-ahead from the surgeon's team first"
"""A caution, and words of the rule that more pages show than any other."""

MARK = "zebrafish"
"""A word that no page has. A number behind it tells the edits apart."""

BASE = "Zensical"


@dataclass
class Edit:
    """One kind of edit of one project."""

    files: tuple[Path, ...]
    """What is saved."""
    after: str
    """Words in each of them behind which the new word is put."""
    shown: tuple[str, ...]
    """The addresses that have to show it."""
    _before: dict[Path, str] = field(default_factory=dict)

    def save(self, word: str) -> None:
        """Saves every file with `word` in it in place of the words of earlier edits. Raises ValueError when `after` is not there."""
        for file in self.files:
            text = self._before.setdefault(file, file.read_text(encoding="utf-8"))
            start, found, rest = text.partition(self.after)
            if not found:
                raise ValueError(f"{file} has no “{self.after}”")
            file.write_text(f"{start}{found.rstrip()} {word} {rest.lstrip(' ')}", encoding="utf-8")


def _edits(ours: Path, pages: Path) -> tuple[dict[str, Edit], Callable[[Path, Callable[[str], str]], dict[str, Edit]]]:
    """The edits of this project, and those of another with the finished `pages` below a folder, each under a name of its own."""
    showing = [
        f.relative_to(pages).as_posix() for f in sorted(pages.rglob("*.md")) if RULE in f.read_text(encoding="utf-8")
    ]
    site = ours / "site"
    built = [
        f.parent.relative_to(site).as_posix() for f in site.rglob("index.html") if RULE in f.read_text(encoding="utf-8")
    ]
    many = f"a caution on {len(built)} pages"
    own = {
        "a page": Edit((ours / "docs" / PAGE,), SENTENCE, (_address(SENTENCE, site),)),
        "a record": Edit((ours / RECORD,), FACT, (url_of(PAGE),)),
        many: Edit((ours / CAUTION,), RULE, tuple(f"{address}/" for address in built)),
    }

    def other(folder: Path, named: Callable[[str], str]) -> dict[str, Edit]:
        return {
            "a page": Edit((folder / named(PAGE),), SENTENCE, (url_of(PAGE),)),
            many: Edit(tuple(folder / named(page) for page in showing), RULE, tuple(map(url_of, showing))),
        }

    return own, other


def _address(words: str, site: Path) -> str:
    """The address of the page, perhaps a room of its record's, that has some words."""
    found = (f for f in sorted(site.rglob("index.html")) if words in f.read_text(encoding="utf-8"))
    return f"{next(found).parent.relative_to(site).as_posix()}/"


def table(folder: Path, count: int) -> list[str]:
    """The rows: processor time from a saved edit until it shows, and its ratio to the same or, else, the page edit of Zensical."""
    ours, pages = folder / "ours", folder / "finished" / "docs"
    if not (ours / "site").is_dir():
        run(peers.OURS, ours, peers.BESIDE)
    own, other = _edits(ours, pages)
    hugo = peers.hugo_command()
    ports = {name: free_port() for name in ("this project", "MkDocs + Material", BASE, "Hugo")}
    servers: dict[str, tuple[list[str], Path, dict[str, Edit]]] = {
        "this project": (peers.serving(ports["this project"]), ours, own),
        "MkDocs + Material": (
            peers.python("mkdocs", "serve", "-a", f"127.0.0.1:{ports['MkDocs + Material']}"),
            folder / "stock",
            other(folder / "stock" / "docs", str),
        ),
        BASE: (
            peers.python("zensical", "serve", "-a", f"127.0.0.1:{ports[BASE]}"),
            folder / "zensical",
            other(folder / "zensical" / "docs", str),
        ),
    }
    if hugo:
        command = [hugo, "server", "--bind", "127.0.0.1", "--port", str(ports["Hugo"])]
        content = folder / "hugo" / "content"
        servers["Hugo"] = (command, folder / "hugo", other(content, peers.in_hugo))
    costs: dict[tuple[str, str], list[Cost]] = {}
    with ExitStack() as open_:
        running: dict[str, Server] = {}
        for name, (command, project, _) in servers.items():
            server = Server(command, project, f"http://127.0.0.1:{ports[name]}/", peers.BESIDE)
            running[name] = open_.enter_context(server)
            costs[name, "start"] = [server.until({"": "</html>"})]
        for turn in range(count):
            for kind in own:
                for name, (_, _, edits) in servers.items():
                    if kind in edits:
                        word, edit = f"{MARK}{turn}", edits[kind]
                        costs.setdefault((name, kind), []).append(_shown(running[name], edit, f"{kind[2]}{word}"))
    return _rows(costs, list(own))


def _shown(server: Server, edit: Edit, word: str) -> Cost:
    return server.until(dict.fromkeys(edit.shown, word), lambda: edit.save(word))


def _rows(costs: Mapping[tuple[str, str], list[Cost]], kinds: list[str]) -> list[str]:
    page = costs[BASE, "a page"]
    rows = [
        "| edit | server | CPU s | : Zensical, a page | wall s | memory MB |",
        "| --- | --- | --- | --- | --- | --- |",
    ]
    for kind in ("start", *kinds):
        for name in dict.fromkeys(name for name, _ in costs):
            some = costs.get((name, kind))
            if some:
                ratio = (
                    "" if kind == "start" else f"{median(a.cpu / b.cpu for a, b in zip(some, page, strict=True)):.2f}"
                )
                rows.append(
                    f"| {kind} | {name} | {median(c.cpu for c in some):.2f} | {ratio} "
                    f"| {median(c.wall for c in some):.2f} | {some[-1].memory / 1e6:.0f} |"
                )
    return rows
