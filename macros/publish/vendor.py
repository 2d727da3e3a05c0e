"""The libraries that the browser loads, copied from their npm packages."""

from __future__ import annotations

import shutil
from pathlib import Path

VENDOR = {
    "qr.js": "qr/index.js",
    "stemmer.js": "stemmer/index.js",
}
"""Name on the site, and file in `node_modules/`."""


def copy(modules: Path, site: Path) -> None:
    """Copies the libraries from `modules`, a `node_modules` folder.

    Raises:
        FileNotFoundError: A package is not installed.
    """
    target = site / "assets" / "javascripts" / "vendor"
    target.mkdir(parents=True, exist_ok=True)
    for name, file in VENDOR.items():
        if not (modules / file).is_file():
            raise FileNotFoundError(f"node_modules/{file} is missing. `make serve` and `make build` install it")
        shutil.copy(modules / file, target / name)
