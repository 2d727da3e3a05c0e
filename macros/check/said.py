"""Words that several rules share."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from macros.model import KINDS
from macros.model.base import Named
from macros.model.clinical import Medication
from macros.model.text import CITATION, RECORD_LINK, SLUG, plain, slug_of
from macros.store.facts import fact
from macros.store.problems import Swap, certain, nearest, nearest_or_add
from macros.store.project import Project


def astray(project: Project, kind: str, slug: str, live: bool = True) -> tuple[str, str, Swap | None] | None:
    """Fault, remedy and mend of a name that leads to no record, or from a live place to a retired one; None for a good name.

    An empty `kind` allows any kind that a reader can open.
    """
    known = project.ids(kind)
    if slug not in known:
        today = project.renamed.get(slug)
        mend = Swap(slug, today) if today in known else certain(slug, known)
        return f"there is no {KINDS[kind].singular if kind else 'record'} `{slug}`", _add(project, kind, slug), mend
    document, retirement = project.retired.get(slug, (None, None))
    if live and document and retirement and kind in ("", document.kind.name):
        instead = f"Name `{retirement.instead}` in its place" if retirement.instead else "Delete what names it"
        return f"`{slug}` is retired", f"{instead}; {document.path} says why", None
    return None


def _add(project: Project, kind: str, slug: str) -> str:
    """What to do about a missing name: today's name, the nearest one that is known, or the file to add."""
    known = project.ids(kind)
    if (today := project.renamed.get(slug)) in known:
        return f"It is now `{today}`"
    if called := _called(project.all, kind).get(slug_of(slug)):
        other = f", or add data/{kind}/{slug}.yaml" if kind and SLUG.fullmatch(slug) else ""
        return f"`{called}` goes by that name. Write that{other}"
    if kind and (of := next((k for k in KINDS.values() if k.pages != "none" and slug in project.ids(k.name)), None)):
        return f"It is a {of.singular}, data/{of.name}/{slug}.yaml, and here belongs a {KINDS[kind].singular}"
    if not SLUG.fullmatch(slug):  # nor could a file be called so
        return f"{nearest(slug, known)}A name has lower-case letters, digits and single hyphens"
    return nearest_or_add(slug, known, f"data/{kind}/{slug}.yaml" if kind else "a record of that name")


@fact
def _called(project: Project, kind: str) -> dict[str, str]:
    """The records of a kind, for no kind all that a reader can open, by their names as slugs would have them: `warfarin` is in a record with others."""
    found: dict[str, str] = {}
    for document, record in project.records(Named):
        if document.kind.name == kind or (not kind and document.kind.pages != "none"):
            generics = record.generics if isinstance(record, Medication) else ()
            found |= dict.fromkeys(map(slug_of, (*record.names, *generics, record.name)), document.id)
    return found


_ID = r"[^\s@;\[\]]+"
MISSHAPEN = re.compile(rf"\[@(?!{_ID}(?:;\s+@{_ID})*\])[^\[\]]*\]")
"""What opens as a citation and is not `[@a]` or `[@a; @b]`."""
CITED = "Write `[@source-id]`, or `[@one-source; @another]`"

_MARKUP: tuple[tuple[re.Pattern[str], str, str], ...] = (
    (
        re.compile(r"[\n\v\f\r\x1c-\x1e\x85\u2028\u2029]"),
        "the text has a line break",
        "Write one paragraph: no `|` before it, no blank line and no `\\n` in it",
    ),
    (
        re.compile(r"\{[{%#]?|[%#}]?\}"),
        "`{}` opens or closes a template expression or HTML attributes",
        "Leave the braces out. A macro call belongs on the page",
    ),
    (
        re.compile(r"<[A-Za-z/!?][^>]*>?"),
        "`{}` is raw HTML",
        "Write Markdown, or spell the sign out: `less than 5`",
    ),
    (
        re.compile(r"!\["),
        "`{}` opens a picture",
        'Leave it out. A drawing belongs on the page: `{{ drawing("its-name", "A few words") }}`',
    ),
    (
        re.compile(r"\]:"),
        "`{}` gives an address to a name",
        "Write the address where it is used, or a record's `[[slug]]`",
    ),
    (
        re.compile(r"\\[\[\]*_`]"),
        "`{}` makes plain text of a mark",
        "Leave the backslash out",
    ),
    (
        re.compile(r"\[@[^\[\]]*\]\("),
        "`{}` makes a link of a citation",
        "Write the citation by itself, behind the claim",
    ),
    (
        MISSHAPEN,
        "`{}` is not a citation",
        CITED,
    ),
    (
        re.compile(r"`[^`]*\[[@\[][^`]*`"),
        "`{}` makes code of a citation or a link",
        "Take the backquotes away",
    ),
    (
        re.compile(r"&(?:[A-Za-z][A-Za-z\d]*|#\d+|#[xX][\dA-Fa-f]+);"),
        "`{}` is an HTML entity",
        "Write the character itself",
    ),
)
"""What a text may not have, since a page would take it for more than text: a pattern, the fault and the remedy."""

WEB = re.compile(r"https?://[A-Za-z\d][A-Za-z\d.-]*\.[A-Za-z\d-]+\.?(?::\d+)?(?:[/?#][^\s<>\"'`\\{}|^]*)?")
"""A web address, without what could end the link that it becomes."""

_ADDRESS = re.compile(r"\]\(\s*([^)\s]*)")

_WORDS = r"[^\[\]{}<\\`&!\n\v\f\r\x1c-\x1e\x85\u2028\u2029]*+"
_PLAIN = re.compile(
    rf"{_WORDS}(?:(?:\[@[a-z\d-]+(?:; @[a-z\d-]+)*\]|\[\[[a-z\d-]+(?:\|\w{_WORDS})?\]\])(?![:(]){_WORDS})*+"
)
"""Words, citations and links, without a mark that `_MARKUP` looks for, also where a link or a citation is taken away."""


def is_plain(text: str) -> bool:
    """Whether a text surely has no markup and no address. Of one for which this is False, `markup` and `addresses` say more."""
    return _PLAIN.fullmatch(text) is not None


def markup(text: str) -> Iterator[tuple[str, str, Swap | None]]:
    """Fault, remedy and mend of each kind of markup in a text, also of what a link, a citation or emphasis hides."""
    if is_plain(text):
        return
    forms = _forms(text)
    for pattern, fault, remedy in _MARKUP:
        if match := next(filter(None, map(pattern.search, forms)), None):
            found = match.group()
            character = html.unescape(found)
            mend = Swap(found, character) if found[0] == "&" and character.isalpha() and found in text else None
            yield fault.replace("{}", found), remedy, mend


def addresses(text: str) -> set[str]:
    """Where the Markdown links of a text lead, also those that a link, a citation or emphasis hides."""
    return set() if is_plain(text) else {address for form in _forms(text) for address in _ADDRESS.findall(form)}


def _forms(text: str) -> tuple[str, ...]:
    """A text as it is written, and as it reads where links become their words, citations numbers, or both and emphasis nothing."""
    if "[" not in text and not any(mark in text for mark in "*_`"):
        return (text,)
    words = RECORD_LINK.sub(lambda match: match.group(2) or match.group(1), text)
    return text, words, CITATION.sub("", text), CITATION.sub("", words), plain(text)
