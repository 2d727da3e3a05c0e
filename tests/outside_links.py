"""Which links to other sites lead nowhere: `make outside-links` prints them as Markdown.

Other sites come and go without our doing, and many turn programs away. So this is no part of `make test`.
"""

from __future__ import annotations

import re
import sys
import tempfile
import urllib.error
import urllib.request
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from macros.store import project
from macros.store.settings import settings
from tests import linkchecker
from tests.conftest import ROOT, mkdocs, served

HOURS = 3
"""How long LinkChecker may take."""
SILENCE = "no such site, or no answer"


@dataclass(frozen=True)
class Link:
    """A link to another site."""

    url: str
    page: str
    """One page that has it, by its address below the site's root."""
    answer: str
    """What the other site said, or why it said nothing. Empty when the link leads somewhere."""

    @property
    def gone(self) -> bool:
        """Whether the page, or its whole site, is no more. Any other answer may be meant for programs alone."""
        return self.answer.startswith(("404 ", "410 ", SILENCE))

    def __str__(self) -> str:
        cells = (self.url, self.page, self.answer[:80])
        return f"| {' | '.join(' '.join(cell.split()).replace('|', '%7C') for cell in cells)} |"


def outside(address: str) -> Iterator[Link]:
    """What became of the links from the site at `address` to others, but for the forge, where they open its editor."""
    forge = f"^{re.escape(settings(ROOT).repository)}(/|$)"
    for row in linkchecker.walk(address, "linkcheckerrc-outside", "--ignore-url", forge, timeout=HOURS * 3600):
        if row["result"] == "filtered" or row["url"].startswith(address) or not row["url"].startswith("http"):
            continue
        if "robots.txt" in row["infostring"]:  # the site asks programs to stay away; LinkChecker calls the link valid
            answer = "robots.txt"
        elif row["valid"] == "True":
            answer = row["warningstring"]
        else:
            answer = SILENCE if row["result"].startswith("ConnectionError: HTTP") else row["result"]
        yield Link(row["urlname"], row["parentname"].removeprefix(address), answer)


def report(links: Iterable[Link]) -> str:
    """The links as Markdown: those that lead nowhere, then those that only a person can try."""
    every = sorted(links, key=lambda link: link.url)
    lines = [f"# {len(every):,} links to other sites"]
    for words, gone in (("lead nowhere", True), ("turned the program away", False)):
        some = [link for link in every if link.answer and link.gone is gone]
        lines.append(f"\n## {len(some)} {words}\n")
        if some:
            lines += ["| Link | One page that has it | Answer |", "|---|---|---|", *map(str, some)]
    return "\n".join(lines)


def online(addresses: Iterable[str]) -> bool:
    """Whether any of the addresses answers, whatever it says."""
    for address in addresses:
        try:
            urllib.request.urlopen(urllib.request.Request(address, method="HEAD"), timeout=20).close()
        except urllib.error.HTTPError:
            return True
        except OSError:
            continue
        return True
    return False


def main() -> int:
    """Builds and serves the site and reports its links to others. Returns 1 when that could not be done."""
    sources = project.read(ROOT)[0].library().of("sources")
    hosts = [host for host, _ in Counter(urlsplit(source.URL).netloc for source in sources).most_common(3)]
    if not online(f"https://{host}/" for host in hosts):
        print(f"None of {', '.join(hosts)} can be reached. Is this machine online?", file=sys.stderr)
        return 1
    with tempfile.TemporaryDirectory() as folder:
        built = mkdocs(ROOT, "build", "--strict", "--site-dir", folder)
        if built.returncode:
            print(built.stderr, file=sys.stderr)
            return 1
        with served(Path(folder)) as address:
            print(report(outside(address)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
