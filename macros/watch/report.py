"""The notices in words: the text of an issue, which says what to do about each."""

from __future__ import annotations

import re
import urllib.parse
from collections import defaultdict
from collections.abc import Iterable, Mapping
from itertools import groupby

from macros.model.base import walk
from macros.model.text import plain
from macros.store.library import Library, citations
from macros.store.page import Page
from macros.text import links
from macros.views import indexes
from macros.watch.excuses import FILE, OfNotice
from macros.watch.notices import Notice, Weight

_EXCUSE = f"excuse the notice in `{FILE}`, with the reason"
TO_DO: dict[Weight, tuple[str, str]] = {
    "retracted": (
        "Retracted",
        "No claim may rest on it. Read the notice. Find another source for each claim or take the claim out, rules of the planner "
        "first; `python -m macros diff main` then shows what changes for clients. Delete the record when nothing cites it. Where a "
        f"page has to say that the work was retracted, say so in its `note` too, and {_EXCUSE}.",
    ),
    "concern": (
        "Expression of concern",
        "Read the notice. Say it in the source's `note`, and look for a second source for each claim that rests on this one alone. "
        f"Then {_EXCUSE}.",
    ),
    "corrected": (
        "Corrected",
        "Read the notice, and compare it with what we took from the work: figures, waits, words. Put right what changed. "
        f"Then {_EXCUSE}.",
    ),
    "newer": (
        "There may be a newer version",
        f"Read it. Where it says the same, cite it instead; where it differs, put the claims right. Or {_EXCUSE}.",
    ),
    "other": ("Another notice", f"Crossref has a word for it that we do not know. Read it, and {_EXCUSE}."),
    "unknown": (
        "Not known to Crossref",
        "Open the DOI. Put it right where it does not lead to the work. Another agency may have registered it, which we do not "
        f"ask: then {_EXCUSE}.",
    ),
}


def report(
    notices: Iterable[Notice],
    unanswered: Mapping[str, str],
    unneeded: Iterable[OfNotice],
    library: Library,
    pages: Mapping[str, Page],
) -> str:
    """The text of the issue, in Markdown. Empty when there is nothing to look at.

    `notices` come with the gravest first; `unanswered` says why by DOI; `unneeded` are excuses that no notice needs.
    """
    where, records = indexes.citing(library, pages), _records(library)
    parts: list[str] = []
    for weight, group in groupby(notices, key=lambda notice: notice.weight):
        some = list(group)
        heading, to_do = TO_DO[weight]
        parts += [f"## {heading}: {len(some)}", to_do]
        parts += [_told(notice, where.get(notice.source.id, {}), records[notice.source.id]) for notice in some]
    if lost := list(unneeded):
        parts += [f"## Excuses that nothing needs: {len(lost)}", f"Delete them from `{FILE}`."]
        parts += ["\n".join(f"- `{excuse.source}`, `{excuse.notice}`: {excuse.why}" for excuse in lost)]
    if unanswered:
        why = sorted(unanswered.items(), key=lambda item: (item[1], item[0]))
        parts += [f"## Not answered: {len(unanswered)}", "Nobody knows what became of these. Run the job again."]
        parts += ["\n".join(f"- {_code(reason)}: {_link(doi)}" for doi, reason in why)]
    return "\n\n".join(parts)


def _records(library: Library) -> Mapping[str, list[str]]:
    """The data files that cite or name each source, by its id."""
    found: dict[str, set[str]] = defaultdict(set)
    for kind, record in library:
        for _, value in walk(record):
            for source in citations(value):
                found[source].add(links.data_of(kind, record.id))
    return defaultdict(list, {source: sorted(files) for source, files in found.items()})


def _told(notice: Notice, where: Mapping[str, str], records: list[str]) -> str:
    source = notice.source
    by = f", told by {' and '.join(map(_code, notice.told_by))}" if any(notice.told_by) else ""
    pages = sorted({links.url_of(place.partition("#")[0]) or "the first page" for place in where})
    return "\n".join(
        (
            f"### `{source.id}`: {plain(source.title)}",
            f"- {_code(notice.what)}{f', {notice.on}' if notice.on else ''}{by}: {_link(notice.doi)}",
            f"- The record: `{links.data_of('sources', source.id)}`, DOI {_link(source.DOI or '')}",
            f"- Cited on: {_listed(pages)}",
            f"- Cited or named in: {_listed(records)}",
        )
    )


def _listed(names: list[str]) -> str:
    return ", ".join(f"`{name}`" for name in names) or "nothing"


def _code(words: str) -> str:
    """Words from outside, which may mean nothing in Markdown."""
    plainly = re.sub(r"[`\s]+", " ", words).strip()
    return f"`{plainly}`"


def _link(doi: str) -> str:
    return f"https://doi.org/{urllib.parse.quote(doi, safe='/.-_;:')}"
