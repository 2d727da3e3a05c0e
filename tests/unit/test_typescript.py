"""What is published, declared for the scripts."""

from __future__ import annotations

from pathlib import Path
from typing import TypedDict

import pytest

from macros.publish import search, typescript
from tests.conftest import ROOT


def test_declarations_are_up_to_date() -> None:
    """`types/published.d.ts` is what the classes say. Renew it with `make schema`."""
    assert typescript.stale(ROOT) == []


def test_stale_declarations_are_noticed_and_mended(tmp_path: Path) -> None:
    """A missing and a changed file are stale; writing mends both."""
    file = tmp_path / typescript.FILE
    assert typescript.write(tmp_path) == [file]
    assert typescript.stale(tmp_path) == []
    file.write_text("export {}", encoding="utf-8")
    assert typescript.stale(tmp_path) == [file]
    assert typescript.write(tmp_path) == [file]
    assert typescript.stale(tmp_path) == []


def test_two_classes_of_one_name_are_refused() -> None:
    """One of them would be lost without a word."""

    class Index(TypedDict):
        other: str

    with pytest.raises(ValueError, match="two published classes are called Index"):
        typescript.declarations((Index, search.Index))
