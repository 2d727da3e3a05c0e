"""How hard a text is to read."""

from __future__ import annotations

import pytest
import textstat

from macros.model.base import Named
from macros.model.text import plain
from macros.text import reading
from tests.planning import library, real

ODD = (
    "",
    " ",
    "?",
    "One.",
    "It isn't so. The clients' backs, e.g. C5-C6, are 1.5 cm off!",
    "Æsculapius knew spondylolisthesis. So did we",
    "a(2) b",
)


def test_the_grade_is_that_of_textstat() -> None:
    """Of every page and every summary, and of texts with little in them."""
    texts = [reading.prose(page.prose) for page in real().pages.values()]
    texts += [plain(record.summary) for _, record in library() if isinstance(record, Named)]
    for text in (*texts, *ODD):
        assert reading.grade(text) == textstat.flesch_kincaid_grade(text), text


@pytest.mark.parametrize(
    ("markdown", "prose"), [("# Title\n\n- One [@a].\n- {{ figure('x') }} of us.", "One.\n\na few of us.")]
)
def test_prose_is_sentences(markdown: str, prose: str) -> None:
    """No headings, marks of lists or citations; a figure is a few words."""
    assert reading.prose(markdown) == prose
