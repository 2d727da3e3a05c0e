"""The service worker's list of what to keep for use without a network."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Container
from pathlib import Path

from macros.publish import policy

_BUILD = re.compile(r"^const BUILD = \{.*\}$", re.MULTILINE)
"""The line of `sw.js` that says which build it is of."""


def fill(site: Path, edition: str, without: Container[str] = ()) -> None:
    """Fills in what `sw.js` keeps: every file of the site but maps of scripts and what is for servers, under a name for this very content.

    `without` has the paths of files that no reader opens.

    Raises:
        ValueError: `sw.js` has no line to fill in.
    """
    worker = site / "sw.js"
    kept = [
        file
        for file in sorted(site.rglob("*"))
        if file.is_file()
        and file != worker
        and file.suffix not in (".map", ".gz", ".xml")
        and file.name not in policy.header_files()
        and file.relative_to(site).as_posix() not in without
    ]
    digest = hashlib.sha256()
    for file in kept:
        digest.update(file.relative_to(site).as_posix().encode() + b"\0" + file.read_bytes())
    files = [file.relative_to(site).as_posix().removesuffix("index.html") for file in kept]
    build = {"edition": edition, "version": digest.hexdigest()[:16], "files": files}
    line = f"const BUILD = {json.dumps(build)}"
    script, filled = _BUILD.subn(lambda _: line, worker.read_text(encoding="utf-8"))
    if not filled:
        raise ValueError("sw.js has no line `const BUILD = {…}` to fill in")
    worker.write_text(script, encoding="utf-8")
