"""What the site ships to browsers that others wrote, and under which license: `licenses.txt`, with the terms as their makers write them."""

from __future__ import annotations

import importlib.metadata
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from macros.publish.vendor import VENDOR, terms_of

FILE = "licenses.txt"
THEME = "mkdocs-material"

WITHIN_THEME = {
    "clipboard": "MIT",
    "escape-html": "MIT",
    "focus-visible": "W3C",
    "material-design-color": "MIT",
    "rxjs": "Apache-2.0",
    "tslib": "0BSD",
}
"""The packages of npm that the theme's scripts and styles are made of, as their source maps name them, with the license as npm has it."""

FORM = {
    "@sveltia/cms": "the form for facts, with React in a chunk of it",
    "immutable": "what the form's field for sentences loads",
    "yaml": "the form's YAML",
}
"""The packages of npm that the form in the browser is made of, and what of them there is."""

FONTS = ("material-symbols-outlined", "noto-mono", "source-sans-3")
"""The fonts of the form, which come with its package, all under the SIL Open Font License 1.1."""

ICONS = {"material": "Apache-2.0", "fontawesome": "CC-BY-4.0"}
"""The icons of the theme that our pages show, by the folder that the theme has them in."""


@dataclass(frozen=True)
class Shipped:
    """One package that readers get."""

    name: str
    version: str
    """Empty, where its maker built it into another package."""
    license: str
    """Its SPDX expression."""
    what: str
    """What of it is on the site."""
    terms: str
    """The license as its makers write it; empty, where they send none along."""


def shipped(root: Path) -> Iterator[Shipped]:
    """Everything that readers get and others wrote. `root` is the project's folder.

    Raises:
        FileNotFoundError: A package of npm is not installed, or the theme comes without its license.
        importlib.metadata.PackageNotFoundError: The theme is not installed.
    """
    for name, what in {**{name: f"its script {file}" for name, file in VENDOR.items()}, **FORM}.items():
        folder = root / "node_modules" / name
        said = json.loads((folder / "package.json").read_text(encoding="utf-8"))
        yield Shipped(name, said["version"], said["license"], what, terms_of(folder).read_text(encoding="utf-8"))
    for name in FONTS:
        font = root / "node_modules" / "@sveltia" / "cms" / "npm" / "assets" / f"{name}.LICENSE.txt"
        yield Shipped(f"{name} font", "", "OFL-1.1", "a font of the form", font.read_text(encoding="utf-8"))
    theme = importlib.metadata.distribution(THEME)
    what, own = "its templates, scripts, styles and pictures", theme.read_text("licenses/LICENSE")
    if own is None:
        raise FileNotFoundError(f"{THEME} has no licenses/LICENSE. Look where it has its terms now")
    yield Shipped(THEME, theme.version, theme.metadata["License-Expression"], what, own)
    for name, license_ in WITHIN_THEME.items():
        yield Shipped(name, "", license_, f"in the scripts and styles of {THEME}", "")
    for name, license_ in ICONS.items():
        (terms,) = Path(str(theme.locate_file(f"material/templates/.icons/{name}"))).glob("LICENSE*")
        yield Shipped(f"{name} icons", "", license_, f"icons in pages, from {THEME}", terms.read_text(encoding="utf-8"))


def text(root: Path) -> str:
    """The file: our own terms, a line for each package, then the terms in full. Raises what `shipped` raises."""
    every = list(shipped(root))
    lines = (f"{' '.join((item.name, item.version)).strip()}: {item.license}; {item.what}" for item in every)
    terms = (f"{'-' * 80}\n{item.name}\n{'-' * 80}\n\n{item.terms.strip()}\n" for item in every if item.terms)
    return "\n".join(
        (
            "Steady Hands: content CC BY 4.0, code MIT, by the Steady Hands contributors.",
            "\nBeside that, this site sends to your browser:\n",
            *lines,
            "\nTheir terms, where they send them along:\n",
            *terms,
        )
    )
