"""What MkDocs warns of, as a contributor is told it."""

from __future__ import annotations

import logging
from pathlib import Path

from macros.live.pages import warnings


def test_a_place_that_no_page_has_is_told_with_its_line(tmp_path: Path) -> None:
    """As the check tells of links; what a template wrote, and any other warning, is told as MkDocs has it."""
    (tmp_path / "a.md").write_text("# A\n\nSee [b](b.md#gone) and [above](#up).\n", encoding="utf-8")
    log = logging.getLogger("mkdocs.structure.pages")
    with warnings(tmp_path) as found:
        log.warning(
            "Doc file 'a.md' contains a link 'b.md#gone', but the doc 'b.md' does not contain an anchor '#gone'."
        )
        log.warning("Doc file 'a.md' contains a link '#up', but there is no such anchor on this page.")
        log.warning("Doc file 'a.md' contains a link '#made', but there is no such anchor on this page.")
        log.warning("A plugin says something")
    assert [said.partition(". Copy it")[0] for said in found] == [
        "docs/a.md:3:9: link: there is no place `b.md#gone`",
        "docs/a.md:3:32: link: there is no place `#up`",
        "Doc file 'a.md' contains a link '#made', but there is no such anchor on this page.",
        "A plugin says something",
    ]
