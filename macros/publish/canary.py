"""Whether what a reader gets is what was built: the live pages held to a note of the built site."""

from __future__ import annotations

import hashlib
import json
import re
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from http import HTTPStatus
from pathlib import Path

from pydantic import TypeAdapter

from macros.publish import editions
from macros.publish.exports.about import API

ASKED = (
    "",
    "cautions/red-flags/",
    "session/",
    "search/index.json",
    "search/words.json",
    "search/parts-0.json",
    "session/rules.json",
    "session/edition.json",
    "session/reasons.json",
    f"{API}index.json",
    editions.FOLDER,
    "sw.js",
)
"""What is looked at wherever it was built, with one page of an operation and one room."""
NOWHERE = "no-such-page/at-all/"
"""An address that no site has, for the page that says so."""

_EDITION = re.compile(rb'"edition": ?"(\d{4}-\d{2}-\d{2})"')


@dataclass(frozen=True)
class Note:
    """What was built: the edition, and the SHA-256 of some files by their addresses below the site's root."""

    edition: str
    files: dict[str, str]


def note(site: Path) -> Note:
    """The note of a built site. Raises FileNotFoundError when it is not published."""
    edition = editions.of(site)
    operations = (file.parent.relative_to(site).as_posix() + "/" for file in site.glob("procedures/*/index.html"))
    asked = (*ASKED, *sorted(operations)[:1], *(f"{editions.FOLDER}{name}/" for name in _laid(site)))
    files = {address: _file(site, address) for address in asked}
    found = {address: _hash(file.read_bytes()) for address, file in files.items() if file.is_file()}
    return Note(edition, found | {NOWHERE: _hash((site / "404.html").read_bytes())})


def written(noted: Note) -> str:
    """A note as text."""
    return json.dumps(asdict(noted), indent=1)


def read(text: str) -> Note:
    """A note that `written` wrote. Raises ValueError for anything else."""
    return TypeAdapter(Note).validate_json(text)


def faults(noted: Note, address: str, patience: float = 0.0, pause: float = 10.0, timeout: float = 30.0) -> list[str]:
    """What is wrong with the site that is live at `address`, in a line each; nothing, when it is what was built.

    A host takes a while until it has a new site everywhere: asks again every `pause` seconds until `patience` is over. `timeout`, in
    seconds too, is for one answer.
    """
    until = time.monotonic() + patience
    while True:
        found = list(_faults(noted, f"{address.rstrip('/')}/", timeout))
        if not found or time.monotonic() + pause > until:
            return found
        time.sleep(pause)


def _faults(noted: Note, address: str, timeout: float) -> Iterator[str]:
    for path, wanted in noted.files.items():
        name, expected = path or "the home page", HTTPStatus.NOT_FOUND if path == NOWHERE else HTTPStatus.OK
        try:
            status, data = _get(urllib.parse.urljoin(address, path), timeout)
        except OSError as error:
            yield f"{name}: no answer ({getattr(error, 'reason', error)})"
            continue
        edition = _EDITION.search(data) if path.endswith((".json", ".js")) else None
        if status != expected:
            yield f"{name}: answers {status}, not {int(expected)}"
        elif edition and edition[1].decode() != noted.edition:
            yield f"{name}: is of {edition[1].decode()}, and {noted.edition} was built"
        elif _hash(data) != wanted:
            yield f"{name}: is not what was built"


def _get(address: str, timeout: float) -> tuple[int, bytes]:
    request = urllib.request.Request(address, headers={"Cache-Control": "no-cache", "User-Agent": "SteadyHands/1.0"})
    try:
        with urllib.request.urlopen(request, timeout=timeout) as answer:
            return answer.status, answer.read()
    except urllib.error.HTTPError as error:
        return error.code, error.read()


def _file(site: Path, address: str) -> Path:
    return site / address / "index.html" if address.endswith("/") or not address else site / address


def _laid(site: Path) -> list[str]:
    """The editions that have a page."""
    return sorted(file.parent.name for file in (site / editions.FOLDER).glob("*/index.html"))


def _hash(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
