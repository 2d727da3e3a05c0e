"""What the weekly jobs need not tell again, with the reason. An excuse that nothing needs any more is an error."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import yaml
from pydantic import TypeAdapter, ValidationError

from macros.model.base import Part
from macros.model.text import Slug, Text
from macros.watch.notices import Notice

FILE = "tests/excuses.yaml"


class OfLink(Part):
    """Why links to another site may get an answer that is no page."""

    url: Text
    """What the addresses start with."""
    answer: Text
    """What the answers start with: `403`."""
    why: Text


class OfNotice(Part):
    """Why a source stays as it is although there is a notice about it."""

    source: Slug
    notice: Text
    """The DOI of the notice, as the report gives it."""
    why: Text


class Excuses(Part):
    """All of them."""

    links: tuple[OfLink, ...] = ()
    notices: tuple[OfNotice, ...] = ()


def read(root: Path) -> Excuses:
    """The excuses of a project; none, if it has no such file. Raises ValueError, with the place and what is wrong, for any other form."""
    file = root / FILE
    if not file.exists():
        return Excuses()
    try:
        return TypeAdapter(Excuses).validate_python(yaml.load(file.read_text(encoding="utf-8"), yaml.CSafeLoader) or {})
    except (ValidationError, yaml.YAMLError) as error:
        raise ValueError(f"{FILE}: {error}") from error


def told(notices: Iterable[Notice], excuses: Iterable[OfNotice]) -> tuple[list[Notice], list[OfNotice]]:
    """The notices that are not excused, and the excuses that no notice needs."""
    every = list(notices)
    needed = {(notice.source.id, notice.doi) for notice in every}
    given = {(excuse.source, excuse.notice.lower()): excuse for excuse in excuses}
    left = [notice for notice in every if (notice.source.id, notice.doi) not in given]
    return left, [excuse for key, excuse in given.items() if key not in needed]
