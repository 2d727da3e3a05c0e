"""The project made larger, by which growth is measured."""

from pathlib import Path

from macros.check import check
from tests.bench import peers
from tests.multiplied import multiply


def test_a_larger_project_keeps_the_rules(tmp_path: Path) -> None:
    """What is measured at other sizes passes the check, as this project does."""
    folder = peers.project(tmp_path / "twice")
    before, _ = check(folder)
    multiply(folder, 2)
    after, problems = check(folder)
    assert problems == []
    assert len(after.documents) > 1.5 * len(before.documents)
    assert len(after.pages) > 1.5 * len(before.pages)
