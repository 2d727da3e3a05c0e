"""Where a record is read, and links between pages. The only module that builds a path or an address."""

from __future__ import annotations

import posixpath
from functools import lru_cache
from urllib.parse import quote, urlencode

from macros.model import KINDS

A_TO_Z = "a-z.md"
"""The page of every name, below `docs/`."""
PLANNER = "session.md"
"""The page that plans a session, below `docs/`. A project need not have it."""
WHEN_TO_START = "when-to-start.md"
"""The page of what each source says about waiting, below `docs/`."""

FORM = "edit/"
"""The form for facts, below the site's root. A site need not have it."""

FORM_HELP = "contributing/form.md"
"""The page that says what the form needs and what becomes of a change, below `docs/`."""

EVIDENCE = "evidence.md"
"""The page of the evidence map, below `docs/`."""
SPINE_MAP = "spine-map.md"
"""The page of the levels of the spine, below `docs/`."""


def page_of(kind: str, slug: str) -> str:
    """The Markdown file that shows a record, below `docs/`, with an anchor for records that share a page.

    Raises KeyError for a kind whose records no page shows by themselves.
    """
    match KINDS[kind].pages:
        case "own":
            return f"{kind}/{slug}.md"
        case "gathered":
            return f"{kind}.md#{slug}"
    raise KeyError(kind)


def index_of(kind: str) -> str:
    """The Markdown file that lists the records of a kind, below `docs/`."""
    return f"{kind}/index.md" if KINDS[kind].pages == "own" else f"{kind}.md"


def record_of(page: str) -> tuple[str, str] | None:
    """Kind and slug of the record whose own page `page` is, or None for any other page."""
    kind, _, name = page.partition("/")
    slug = name.removesuffix(".md")
    if kind in KINDS and KINDS[kind].pages == "own" and slug not in ("index", "") and "/" not in slug:
        return kind, slug
    return None


def url_of(page: str) -> str:
    """The address of a page below the site's root: `procedures/acdf/` for `procedures/acdf.md`."""
    path, hash_, anchor = page.partition("#")
    return (
        path.removesuffix(".md").removesuffix("index").rstrip("/")
        + ("/" if path != "index.md" else "")
        + hash_
        + anchor
    )


def rule(name: str) -> str:
    """The anchor of a rule on the page of its caution."""
    return f"rule-{name}"


def url_of_rule(caution: str, name: str) -> str:
    """The address of a rule below the site's root."""
    return url_of(f"{page_of('cautions', caution)}#{rule(name)}")


def url_of_code(code: str) -> str:
    """The address of a code below the site's root: `code/M43.16/`."""
    return f"code/{code}/"


def form_of(kind: str, slug: str) -> str:
    """The address of a record in the form for facts, below the site's root."""
    return f"{FORM}#/collections/{kind}/entries/{slug}"


def data_of(kind: str, slug: str) -> str:
    """The YAML file of a record, relative to the project."""
    return f"data/{kind}/{slug}.yaml"


def report(form: str, name: str, page: str, edition: str) -> str:
    """Where a reader reports an error of a page: the form at the address `form`, with its fields filled in by their ids."""
    filled = {"template": "error.yml", "title": f"Error on {name}", "page": url_of(page), "edition": edition}
    return f"{form}?{urlencode(filled, quote_via=quote)}"


def relative(target: str, page: str) -> str:
    """`target`, a path below `docs/`, as a link from `page` that the site builder can check."""
    path, hash_, anchor = target.partition("#")
    return way(path, posixpath.dirname(page)) + hash_ + anchor


def address(target: str, page: str) -> str:
    """`target`, a path below `docs/`, as a link on the built page of `page`, for HTML that no builder looks after."""
    path, hash_, anchor = url_of(target).partition("#")
    here = url_of(page)
    return (f"{way(path, here)}/" if path != here else "" if anchor else "./") + hash_ + anchor


@lru_cache(maxsize=1 << 14)  # about as many as a build of this site asks for
def way(path: str, start: str) -> str:
    """How to get from a folder to a path; both are below one root."""
    return posixpath.relpath(path or ".", start or ".")


def from_any(target: str, kind: str) -> str:
    """`target`, a path below `docs/`, as a link on the built page of any record of a kind but its own."""
    return address(target, page_of(kind, "-").partition("#")[0])
