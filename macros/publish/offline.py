"""The service worker's list of what to keep for use without a network."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path


def fill(site: Path, edition: str) -> None:
    """Fills in what `sw.js` keeps: every file of the site but maps of scripts, under a name for this very content."""
    worker = site / "sw.js"
    kept = [
        file
        for file in sorted(site.rglob("*"))
        if file.is_file() and file != worker and file.suffix not in (".map", ".gz", ".xml")
    ]
    digest = hashlib.sha256()
    for file in kept:
        digest.update(file.relative_to(site).as_posix().encode() + b"\0" + file.read_bytes())
    files = [file.relative_to(site).as_posix().removesuffix("index.html") for file in kept]
    script = worker.read_text(encoding="utf-8").replace("{{ files }}", json.dumps(files))
    script = script.replace("{{ edition }}", edition).replace("{{ version }}", digest.hexdigest()[:16])
    worker.write_text(script, encoding="utf-8")
