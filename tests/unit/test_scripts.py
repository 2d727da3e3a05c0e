"""The scripts of the site, tested in Node."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests import node

FILES = sorted(node.SCRIPTS.glob("*.test.mjs"))


@pytest.mark.parametrize("file", FILES, ids=[file.name.removesuffix(".test.mjs") for file in FILES])
def test_scripts(file: Path, published: Path) -> None:
    """Every test of a file passes in Node, on the real data."""
    done = node.run("--test", "--test-reporter=spec", file, environment={"SITE": str(published)})
    assert done.returncode == 0, done.stdout
    assert re.search(r"^. pass [1-9]", done.stdout, re.MULTILINE), done.stdout
