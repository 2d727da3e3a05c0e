"""What the tests of the scripts share."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.planning import lay_site


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site without pages, from the real data."""
    return lay_site(tmp_path_factory.mktemp("published"))
