"""Which links to other sites lead nowhere: `make outside-links` prints them as Markdown, the text of an issue.

Other sites come and go without our doing, and many turn programs away. So this is no part of `make test`. What a person looked at and
found well is excused in `tests/excuses.yaml`, with the reason.
"""

from __future__ import annotations

import re
import sys
import tempfile
import urllib.error
import urllib.request
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from macros.store import project
from macros.store.settings import settings
from macros.watch import excuses
from macros.watch.excuses import FILE, OfLink
from tests import linkchecker
from tests.conftest import ROOT, mkdocs, served

HOURS = 3
"""How long LinkChecker may take."""
SILENCE = "no such site, or no answer"
TO_DO = {
    True: "Find where the page is now, or another source that says the same, and put the record or the page right.",
    False: f"Open each. Where a person gets the page, excuse it in `{FILE}`: how the address and the answer start, and why.",
}
"""What to do about a link that is gone, and about one that only a person can try."""


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


def told(links: Iterable[Link], excuses: Iterable[OfLink]) -> tuple[list[Link], list[OfLink]]:
    """The links that lead nowhere, as far as a program can tell, and are not excused; and the excuses that no link needs."""
    left, needed, given = [], set(), list(excuses)
    for link in sorted(links, key=lambda link: link.url):
        excused = {e for e in given if link.answer.startswith(e.answer) and link.url.startswith(e.url)}
        needed |= excused
        if link.answer and not excused:
            left.append(link)
    return left, [excuse for excuse in given if excuse not in needed]


def report(left: Sequence[Link], unneeded: Sequence[OfLink]) -> str:
    """What is left to look at, as Markdown: links that lead nowhere, those that only a person can try, excuses. Empty: nothing."""
    parts = []
    for words, gone in (("lead nowhere", True), ("turned the program away", False)):
        if some := [link for link in left if link.gone is gone]:
            rows = ["| Link | One page that has it | Answer |", "|---|---|---|", *map(str, some)]
            parts += [f"## {len(some)} {words}", TO_DO[gone], "\n".join(rows)]
    if unneeded:
        parts += [f"## {len(unneeded)} excuses that nothing needs", f"Delete them from `{FILE}`."]
        parts += ["\n".join(f"- {excuse.url}, `{excuse.answer}`: {excuse.why}" for excuse in unneeded)]
    return "\n\n".join(parts)


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
    """Builds and serves the site and reports its links to others. Returns 1 when that could not be done, or for an excuse too many."""
    known = excuses.read(ROOT)
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
            every = list(outside(address))
    left, unneeded = told(every, known.links)
    if text := report(left, unneeded):
        print(text)
    print(f"{len(every):,} links to other sites, {len(left)} to look at", file=sys.stderr)
    return 1 if unneeded else 0


if __name__ == "__main__":
    sys.exit(main())
