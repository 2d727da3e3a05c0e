"""The macros that pages call."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

from macros import define_env
from macros.text.calls import MACROS


def test_the_check_knows_the_macros_of_the_door(project: Path) -> None:
    """The builder gets every macro that a page may call, and no other."""
    registered: list[Any] = []
    define_env(SimpleNamespace(project_dir=project, macro=registered.append))
    assert [macro.__name__ for macro in registered] == list(MACROS)
