"""A text of the data as HTML, for pieces of a page that are ready: what Markdown makes of it in a line."""

from __future__ import annotations

import re
from functools import lru_cache

from macros.model.text import CITATION, RECORD_LINK
from macros.text.ready import PIECE

_KEPT = re.compile(f"{CITATION.pattern}|{RECORD_LINK.pattern}|{PIECE}")
_MARK = re.compile(r"[\\`*_<>&\[\n]|https?:")
"""What Markdown takes for a mark, or HTML has another way to write. Not one text in a hundred has any."""
_PARAGRAPH = "<p>", "</p>"


def inline(text: str) -> str:
    """The text in HTML. `[[slug]]`, `[@id]` and pieces that are ready stay as they are, for `finish`."""
    return _marked(str(text)) if _MARK.search(_KEPT.sub("", text)) else str(text)


@lru_cache(maxsize=4096)
def _marked(text: str) -> str:
    from markdown import markdown

    opening, closing = _PARAGRAPH
    return str(markdown(text)).removeprefix(opening).removesuffix(closing)
