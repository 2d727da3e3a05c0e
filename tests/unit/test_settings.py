"""What the configuration says, as the builder reads it."""

from __future__ import annotations

from pathlib import Path

import pytest
from mkdocs.utils.yaml import yaml_load

from macros.store.settings import settings


@pytest.mark.parametrize(
    "said", ["!ENV A", "!ENV [A]", "!ENV [A, x]", "!ENV [A, B, x]", "!ENV [A, B, '']", "!ENV []", "x", ""]
)
@pytest.mark.parametrize("known", [{}, {"A": "a"}, {"B": "b"}, {"A": "a", "B": "b"}, {"A": ""}])
def test_the_environment_is_read_as_the_builder_does(
    tmp_path: Path, said: str, known: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """One name, several, with a default and without."""
    for name in ("A", "B"):
        monkeypatch.delenv(name, raising=False)
    for name, value in known.items():
        monkeypatch.setenv(name, value)
    file = tmp_path / "mkdocs.yml"
    file.write_text(f"site_url: {said}\n", encoding="utf-8")
    with file.open(encoding="utf-8") as opened:
        read = yaml_load(opened)["site_url"]
    assert settings(tmp_path).site == (f"{read}/" if read else "")
