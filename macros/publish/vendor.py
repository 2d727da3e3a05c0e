"""The libraries that the browser loads, from their npm packages: without their comments, each beside its license."""

from __future__ import annotations

import shutil
from pathlib import Path

from macros.publish.scripts import without_comments

VENDOR = {
    "minisearch": "dist/es/index.js",
    "qr": "index.js",
    "stemmer": "index.js",
}
"""The package, which is its name on the site too, and its file."""


def copy(modules: Path, site: Path) -> None:
    """Copies the libraries from `modules`, a `node_modules` folder.

    Raises:
        FileNotFoundError: A package is not installed.
    """
    target = site / "assets" / "javascripts" / "vendor"
    target.mkdir(parents=True, exist_ok=True)
    for name, file in VENDOR.items():
        script = modules / name / file
        if not script.is_file():
            raise FileNotFoundError(f"node_modules/{name}/{file} is missing. `make serve` and `make build` install it")
        (target / f"{name}.js").write_text(without_comments(script.read_text(encoding="utf-8")), encoding="utf-8")
        shutil.copy(terms_of(modules / name), target / f"{name}.license.txt")


def terms_of(package: Path) -> Path:
    """The license that a package of npm has in its folder."""
    return next(path for path in sorted(package.iterdir()) if path.stem.lower() == "license")
