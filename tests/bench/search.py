"""`python -m tests.bench search`: the site's search beside the theme's own, in one run, at several sizes.

Both search the same texts: the real site, and the real site multiplied to a number of pages, with a third of the words of
each copy replaced by made-up ones. Times are medians, in milliseconds, in a real browser; bytes are as gzip sends them.
"""

from __future__ import annotations

import gzip
import json
import random
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page

from macros.publish import index
from macros.publish.search import Part
from tests import chromium, search_eval
from tests.conftest import ROOT, mkdocs, served

SIZES = (1_000,)
"""Numbers of pages, unless others are given on the command line. The theme's index of 5,000 takes minutes to load."""
QUERIES = (
    "fusion", "thrombosis", "trombosis", "slipped disc", "can i get a massage 3 months after spinal fusion", "acdf",
    "eliquis", "numb between the legs", "log roll", "screw backing out", "scar massage", "sciatica", "laminectomy",
)  # fmt: skip
TYPE = """async words => {
  const box = document.querySelector("[data-md-component=search-query]"), list = document.querySelector(".md-search-result__list")
  const settled = new Promise(resolve => { const seen = new MutationObserver(() => { if (list.children.length) { seen.disconnect(); resolve() } }); seen.observe(list, { childList: true }) })
  const start = performance.now()
  box.focus(); box.value = words
  box.dispatchEvent(new KeyboardEvent("keyup", { bubbles: true }))
  await settled
  return performance.now() - start
}"""
"""Types words and waits for a drawn list, in the page, so that nothing but the page is measured."""


def stock(folder: Path) -> Path:
    """The same site with the theme's own search, built in `folder`."""
    project = folder / "stock"
    ignored = shutil.ignore_patterns("__pycache__")
    for name in ("data", "docs", "macros", "overrides"):
        shutil.copytree(ROOT / name, project / name, ignore=ignored)
    settings = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    (project / "mkdocs.yml").write_text(re.sub(r"^hooks:.*$", "", settings, flags=re.MULTILINE), encoding="utf-8")
    main = project / "overrides" / "main.html"
    main.write_text(
        main.read_text(encoding="utf-8").replace('{% include "partials/search-loader.html" %}', ""), encoding="utf-8"
    )
    done = mkdocs(project, "build", "--site-dir", str(folder / "stock-site"))
    assert done.returncode == 0, done.stderr
    return folder / "stock-site"


def ours(folder: Path) -> Path:
    """The site as it is."""
    done = mkdocs(ROOT, "build", "--site-dir", str(folder / "our-site"))
    assert done.returncode == 0, done.stderr
    return folder / "our-site"


def multiplied(documents: list[dict[str, Any]], count: int, texts: tuple[str, ...], place: str) -> list[dict[str, Any]]:
    """`documents` and copies of them, each with other words, until there are `count` pages."""
    dice = random.Random(7)
    made: dict[str, str] = {}

    def other(match: re.Match[str]) -> str:
        word = match.group()
        if dice.random() > 0.33:
            return word
        return made.setdefault(f"{word}{dice.randrange(40)}", "".join(dice.choices("abdeilmnorstu", k=len(word))))

    pages = [document[place].partition("#")[0] for document in documents]
    distinct = len(set(pages))
    copies = max(1, -(-count // distinct))
    result = list(documents)
    for number in range(1, copies):
        for document in documents:
            copy = {
                key: re.sub(r"[a-z]{4,}", other, value) if key in texts and isinstance(value, str) else value
                for key, value in document.items()
            }
            result.append(copy | {place: f"copy{number}/{document[place]}"})
    kept = set(list(dict.fromkeys(document[place].partition("#")[0] for document in result))[:count])
    return [document for document in result if document[place].partition("#")[0] in kept]


def measured(browser: Browser, site: Path, slow: int = 1) -> dict[str, float]:
    """Milliseconds to the first result right after loading, and per query after that."""
    with served(site) as address:
        page: Page = browser.new_page(service_workers="block")
        page.goto(f"{address}/about/", wait_until="domcontentloaded")
        page.locator("label.md-header__button[for=__search]").or_(
            page.locator("[data-md-component=search-query]")
        ).first.wait_for(state="attached")
        first = page.evaluate(TYPE, "fusion")
        if slow > 1:
            page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": slow})
        times = []
        for words in QUERIES:
            page.evaluate(
                "() => { const box = document.querySelector('[data-md-component=search-query]'); box.value = ''; box.dispatchEvent(new KeyboardEvent('keyup', { bubbles: true })) }"
            )
            page.wait_for_timeout(150)
            try:
                times.append(
                    page.evaluate(
                        f"words => Promise.race([({TYPE})(words), new Promise(done => setTimeout(() => done(NaN), 4000))])",
                        words,
                    )
                )
            except Exception as error:  # a page that gave up is a result too
                print("  ", words, error, file=sys.stderr)
        page.close()
    answered = [time for time in times if time == time]
    return {"first": first, "query": statistics.median(answered), "empty": len(times) - len(answered)}


TYPED = "shivering and hot ten days after my laminectomy"


def typed(browser: Browser, site: Path, slow: int) -> list[float]:
    """Milliseconds that the page itself is at work for each letter of a query, counted by its own thread, so without the worker."""
    with served(site) as address:
        page = browser.new_page(service_workers="block", viewport={"width": 390, "height": 844})
        page.goto(f"{address}/about/")
        page.locator("label.md-header__button[for=__search]").click()
        page.evaluate(TYPE, "fusion")
        page.locator("[data-md-component=search-query]").fill("")
        tools = page.context.new_cdp_session(page)
        tools.send("Performance.enable", {"timeDomain": "threadTicks"})
        tools.send("Emulation.setCPUThrottlingRate", {"rate": slow})

        def worked() -> float:
            told = tools.send("Performance.getMetrics")["metrics"]
            return 1000.0 * sum(
                float(one["value"])
                for one in told
                if one["name"] in ("ScriptDuration", "LayoutDuration", "RecalcStyleDuration")
            )

        times = []
        for letter in TYPED:
            before = worked()
            page.keyboard.type(letter)
            page.wait_for_timeout(400)
            times.append(worked() - before)
        page.close()
    return times


def sent(*files: Path) -> int:
    """Bytes of the files as gzip sends them."""
    return sum(len(gzip.compress(file.read_bytes())) for file in files)


def main(sizes: Iterable[int] = SIZES) -> None:
    """Prints one table, for the site as it is and for so many pages."""
    nothing: Part = {"q": [], "h": [], "f": [], "w": []}
    subprocess.run([sys.executable, "-m", "tests.chromium"], check=True, cwd=ROOT)
    with tempfile.TemporaryDirectory() as name, chromium.launched() as browser:
        folder = Path(name)
        theirs, mine = stock(folder), ours(folder)
        their_index, head = theirs / "search/search_index.json", mine / index.FIRST
        their_data, our_head = (json.loads(file.read_text(encoding="utf-8")) for file in (their_index, head))
        our_documents = search_eval.documents(mine)
        engine = [mine / f"assets/javascripts/{name}.js" for name in ("finder", "search/worker")]
        worker = next((theirs / "assets/javascripts/workers").glob("search.*.js"))
        grow: list[tuple[str, Callable[[], None]]] = [("as it is", lambda: None)]
        for size in sizes:

            def grown(size: int = size) -> None:
                docs = multiplied(their_data["docs"], size, ("title", "text"), "location")
                their_index.write_text(json.dumps(their_data | {"docs": docs}), encoding="utf-8")
                docs = multiplied(our_documents, size, ("t", "s", "b"), "u")
                for path, data in index.files(our_head | {"docs": docs}, [nothing] * len(docs)):
                    (mine / path).write_text(json.dumps(data), encoding="utf-8")

            grow.append((f"{size} pages", grown))
        print(
            f"{'':14}{'search':10}{'first result':>14}{'a keystroke':>13}{'slowed 4x':>11}{'no result':>11}{'bytes first':>13}{'unused':>9}"
        )
        for slow in (1, 4):
            times = typed(browser, mine, slow)
            print(
                f"a letter, slowed {slow}x: median {statistics.median(times):.1f} ms, worst {max(times):.1f} ms of script and layout"
            )
        for label, change in grow:
            change()
            for kind, site, files, unused in (
                ("stock", theirs, (their_index, worker), sent(their_index, worker)),
                ("ours", mine, (head, mine / index.WORDS, *engine), 0),
            ):
                plain, slowed = measured(browser, site), measured(browser, site, slow=4)
                print(
                    f"{label:14}{kind:10}{plain['first']:11.0f} ms{plain['query']:10.1f} ms{slowed['query']:8.1f} ms{plain['empty']:11.0f}{sent(*files):13,}{unused:9,}",
                    flush=True,
                )
