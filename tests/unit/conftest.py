"""What the tests of the scripts share."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from macros.publish import rules, search, vendor
from tests import planning
from tests.conftest import ROOT


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site without pages, straight from the real data: scripts, libraries, planner data and search index."""
    folder = tmp_path_factory.mktemp("published")
    project, library = planning.real(), planning.library()
    shutil.copytree(ROOT / "overrides/assets/javascripts", folder / "assets/javascripts")
    vendor.copy(ROOT / "node_modules", folder)
    index = search.index(search.entries(library, project.pages, []), "https://forge.example/issues/new")
    for name, data in (("session/rules.json", rules.for_planner(library)), ("search/index.json", index)):
        (folder / name).parent.mkdir()
        (folder / name).write_text(json.dumps(data), encoding="utf-8")
    return folder
