"""The attacks of `tests/attacks.yaml`, and how each is laid into a copy of the small project."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from tests.making import quoted

_PAGE = "{{% call record() %}}\n{text}\n{{% endcall %}}\n"
_SCREW = (
    (Path(__file__).parent / "small/data/materials/screw.yaml").read_text(encoding="utf-8").replace("was: [bolt]\n", "")
)
_LEAFLET = (Path(__file__).parent / "small/data/sources/example-leaflet.yaml").read_text(encoding="utf-8")


@dataclass(frozen=True)
class Attack:
    """One text that wants to be more than text."""

    slug: str
    """The record that it is laid into."""
    where: str
    """Where: `page`, `front`, or a field: `summary`, `name`, `URL`."""
    text: str
    line: int = 1
    """The line of the fault, counted from the text."""
    says: str = ""
    """What the check says of it, in part. Empty: it is only text, and nothing is to be said."""

    @property
    def file(self) -> str:
        """The file that it is in, relative to the project."""
        folder = {"page": "docs/materials", "front": "docs/materials", "URL": "data/sources"}.get(
            self.where, "data/materials"
        )
        return f"{folder}/{self.slug}{'.md' if folder.startswith('docs') else '.yaml'}"

    def lay(self, project: Path) -> None:
        """Writes the record, its page, and what it cites."""
        prose, front, record = "", "", _SCREW.replace("Screw", self.slug.replace("-", " ").capitalize(), 1)
        if self.where == "page":
            prose = self.text
        elif self.where == "front":
            front = f"---\n{self.text}\n---\n"
        elif self.where == "URL":
            source = "".join(
                f"URL: {quoted(self.text)}\n" if line.startswith("URL:") else line for line in _LEAFLET.splitlines(True)
            )
            _write(project / f"data/sources/{self.slug}.yaml", source)
            record = record.replace("[@example-leaflet]", f"[@{self.slug}]", 1)
        else:
            record = "".join(
                f"{self.where}: {quoted(self.text)}\n" if line.startswith(f"{self.where}:") else line
                for line in record.splitlines(True)
            )
        _write(project / f"data/materials/{self.slug}.yaml", record)
        _write(project / f"docs/materials/{self.slug}.md", front + _PAGE.format(text=prose))

    @property
    def row(self) -> int:
        """The line of the fault in the file."""
        if self.where in ("page", "front"):
            return self.line + 1
        text = _LEAFLET if self.where == "URL" else _SCREW
        return next(n for n, line in enumerate(text.splitlines(), 1) if line.startswith(f"{self.where}:"))


def attacks() -> tuple[Attack, ...]:
    """Every attack, each with a record of its own."""
    listed: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "attacks.yaml").read_text(encoding="utf-8"))
    made = []
    for number, said in enumerate(listed, 1):
        slug = f"attack-{number}"
        made.append(
            Attack(slug, said["in"], said["text"].replace("SLUG", slug), said.get("line", 1), said.get("says", ""))
        )
    return tuple(made)


def _write(file: Path, text: str) -> None:
    file.write_text(text, encoding="utf-8")
