"""The service worker's list of what to keep for use without a network."""

from __future__ import annotations

import hashlib
import json
import posixpath
import re
from collections.abc import Container, Iterable, Mapping

from macros.publish import policy
from macros.publish.disk import in_order
from macros.text import links

WORKER = "sw.js"
DIGITS = 12
"""How much of a digest tells one content of a file from another."""
_BUILD = re.compile(r"^const BUILD = \{.*\}$", re.MULTILINE)
"""The line of `sw.js` that says which build it is of."""


def kept(paths: Iterable[str], without: Container[str] = ()) -> list[str]:
    """The files of a site that the service worker keeps, in order: all but maps of scripts, what is for servers, and the form.

    `without` has the paths of files that no reader opens.
    """
    servers = policy.header_files(form=False)
    found = (
        path
        for path in paths
        if path != WORKER
        and not path.endswith((".map", ".gz", ".xml"))
        and posixpath.basename(path) not in servers
        and not path.startswith(links.FORM)
        and path not in without
    )
    return list(in_order(found))


def filled(worker: str, edition: str, files: Mapping[str, str]) -> str:
    """The service worker that keeps some files, which are given with the SHA-256 of what is in each, under a name for this very content.

    Raises:
        ValueError: The worker has no line to fill in.
    """
    digest = hashlib.sha256("".join(f"{path}\0{content}\0" for path, content in files.items()).encode())
    build = {
        "edition": edition,
        "version": digest.hexdigest()[:16],
        "files": {path.removesuffix("index.html"): content[:DIGITS] for path, content in files.items()},
    }
    line = f"const BUILD = {json.dumps(build)}"
    script, found = _BUILD.subn(lambda _: line, worker)
    if not found:
        raise ValueError("sw.js has no line `const BUILD = {…}` to fill in")
    return script
