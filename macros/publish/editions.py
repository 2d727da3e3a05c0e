"""Old editions at their address: the archives of `zip`, unpacked below `editions/DATE/` of today's site, each page marked as old.

An old edition is there to be looked up by whoever cited it. It plans nothing: its planner and its letter reader lead to today's.
"""

from __future__ import annotations

import datetime as dt
import html
import json
import posixpath
import re
import zipfile
from collections.abc import Iterable, Sequence
from pathlib import Path

from macros.publish import policy
from macros.publish.exports.about import API, NAME
from macros.publish.redirects import onward

FOLDER = "editions/"
STYLE = "assets/stylesheets/edition.css"
MARK = f"{API}index.json"
"""The file that tells a published site from any other folder."""

PLANS = ("session/", "letter/")
"""What answers for a client, which only today's rules may do."""
_LEFT_OUT = re.compile(r"README\.txt|\.htaccess|_headers|sitemap\.xml|opensearch\.xml|manifest\.webmanifest|.*\.map")
"""What is for a folder, for a server or for a machine that looks for sites."""

_NAME = re.compile(r"steady-hands-(\d{4}-\d{2}-\d{2})/(.+)")
_BODY = re.compile(r"<body\b[^>]*>")
_FOR_TODAY = re.compile(r'<link rel="(?:canonical|manifest|search)"[^>]*>\n?|<meta name="robots"[^>]*>\n?')

_INDEX = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Editions - {name}</title>
<link rel="stylesheet" href="../{style}">
</head>
<body class="sh-editions">
<main>
<h1>Editions</h1>
<p>Today's edition is of <a href="../">{today}</a>. It is the only one that is kept up.</p>
{earlier}
</main>
</body>
</html>
"""


def of(site: Path) -> str:
    """The edition of a published site. Raises FileNotFoundError when it is none."""
    try:
        edition: str = json.loads((site / MARK).read_text(encoding="utf-8"))["edition"]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise FileNotFoundError(f"{site} is no published site: build it first") from error
    return edition


def pages(today: str, earlier: Sequence[str] = ()) -> dict[str, str]:
    """The list of editions, and a page at the address that today's will have once it is old; by path below the site's root."""
    items = "\n".join(f'<li><a href="{edition}/">{edition}</a></li>' for edition in sorted(earlier, reverse=True))
    kept = "<p>Earlier ones are kept for whoever cited them. Do not plan a session with one.</p>"
    return {
        f"{FOLDER}index.html": _INDEX.format(
            name=NAME, style=STYLE, today=today, earlier=f"{kept}\n<ul>\n{items}\n</ul>" if items else ""
        ),
        f"{FOLDER}{today}/index.html": _onward("../../", f"{NAME}, {today}"),
    }


def lay(site: Path, archives: Iterable[Path], base: str = "") -> list[str]:
    """Puts each edition that `zip` packed at its address on a published site, and lists them. Returns the editions, the newest first.

    An archive of today's edition is left out, as today's is at the root. `base` is the address that the site is published at, with a
    slash at its end; empty where nobody knows it.

    Raises:
        FileNotFoundError: The site is not published.
        ValueError: A file is no archive that `zip` made, two are of one edition, or one is newer than the site.
    """
    today = of(site)
    found: dict[str, Path] = {}
    for archive in archives:
        edition = _edition(archive)
        if edition > today:
            raise ValueError(f"{archive} is of {edition}, and the site is of {today}. Build the site from newer data")
        if edition in found:
            raise ValueError(f"{archive} and {found[edition]} are both of {edition}. Give one")
        found[edition] = archive
    found.pop(today, None)
    for edition, archive in found.items():
        _unpack(site, edition, archive, base)
    for path, text in pages(today, tuple(found)).items():
        (site / path).parent.mkdir(parents=True, exist_ok=True)
        (site / path).write_text(policy.stated(text), encoding="utf-8")
    return sorted(found, reverse=True)


def _edition(archive: Path) -> str:
    """The edition that an archive is of."""
    wrong = f"{archive} is no archive that `python -m macros zip` made"
    try:
        with zipfile.ZipFile(archive) as packed:
            names = [_NAME.fullmatch(name) for name in packed.namelist()]
    except (OSError, zipfile.BadZipFile) as error:
        raise ValueError(f"{wrong}: {error}") from error
    editions = {found[1] for found in names if found}
    if None in names or len(editions) != 1 or any(".." in found[2].split("/") for found in names if found):
        raise ValueError(f"{wrong}: every file in it has to be below one folder `steady-hands-DATE/`")
    return editions.pop()


def _unpack(site: Path, edition: str, archive: Path, base: str) -> None:
    target = site / FOLDER / edition
    with zipfile.ZipFile(archive) as packed:
        for entry in packed.infolist():
            path = entry.filename.partition("/")[2]
            if entry.is_dir() or _LEFT_OUT.fullmatch(path) or path.startswith(PLANS):
                continue
            data = packed.read(entry)
            if path.endswith("index.html"):
                data = marked(data.decode("utf-8"), edition, path, _today(site, path), base).encode()
            (target / path).parent.mkdir(parents=True, exist_ok=True)
            (target / path).write_bytes(data)
    for page in PLANS:
        text = _onward(posixpath.relpath(page, f"{FOLDER}{edition}/{page}") + "/", NAME)
        (target / page).mkdir(parents=True, exist_ok=True)
        (target / page / "index.html").write_text(policy.stated(text), encoding="utf-8")


def _onward(address: str, title: str) -> str:
    """A page that leads to the same in today's edition."""
    return onward(address, title, f'<p>This is in <a href="{address}">today\'s edition</a>.</p>')


def _today(site: Path, path: str) -> str:
    """The address, below the site's root, of what a page of an old edition is today: that page, or the first."""
    return path.removesuffix("index.html") if (site / path).is_file() else ""


def marked(page: str, edition: str, path: str, today: str, base: str = "") -> str:
    """A page of an old edition that says so, first and always in sight, and leads to today's; and tells it to programs.

    `path` is the file below the old edition's folder, `today` what it is today, below the site's root, and `base` where that is.
    """
    here = posixpath.dirname(f"{FOLDER}{edition}/{path}")
    address = posixpath.relpath(today or ".", here) + "/"
    canonical = base + today if base else address
    day = dt.date.fromisoformat(edition)
    head = (
        f'<link rel="canonical" href="{html.escape(canonical)}">\n<meta name="robots" content="noindex">\n'
        f'<link rel="stylesheet" href="{html.escape(posixpath.relpath(STYLE, here))}">\n'
    )
    words = "this page of today" if today else "today's site"
    banner = (
        f'\n<aside class="sh-old" aria-label="Old edition"><strong>Old edition</strong>, of {day:%B} {day.day}, {day.year}. '
        f"It may be wrong by now: do not plan a session with it. "
        f'<a href="{html.escape(address)}">Go to {words}</a></aside>'
    )
    page = _FOR_TODAY.sub("", page).replace("</head>", f"{head}</head>", 1)
    return _BODY.sub(lambda body: body.group() + banner, page, count=1)
