"""The libraries that the browser loads, from their npm packages, and their licenses."""

from __future__ import annotations

from pathlib import Path

VENDOR = {
    "minisearch": "dist/es/index.js",
    "qr": "index.js",
    "stemmer": "index.js",
}
"""The package, which is its name on the site too, and its file."""
_FOLDER = "assets/javascripts/vendor/"


def scripts(modules: Path) -> dict[str, str]:
    """The libraries from `modules`, a `node_modules` folder, by the paths below the site at which our scripts import them.

    Raises:
        FileNotFoundError: A package is not installed.
    """
    found = {}
    for name, file in VENDOR.items():
        script = modules / name / file
        if not script.is_file():
            raise FileNotFoundError(f"node_modules/{name}/{file} is missing. `make serve` and `make build` install it")
        found[f"{_FOLDER}{name}.js"] = script.read_text(encoding="utf-8")
    return found


def terms(modules: Path) -> dict[str, str]:
    """The license of each library, by its path below the site."""
    return {f"{_FOLDER}{name}.license.txt": terms_of(modules / name).read_text(encoding="utf-8") for name in VENDOR}


def terms_of(package: Path) -> Path:
    """The license that a package of npm has in its folder."""
    return next(path for path in sorted(package.iterdir()) if path.stem.lower() == "license")
