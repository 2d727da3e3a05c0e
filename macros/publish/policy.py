"""What a page may run and load: the site's own files and nothing else, in one place for pages and servers."""

from __future__ import annotations

import re

POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",  # the theme's style sheet draws its icons from `data:`
    "connect-src": "'self'",  # the search index, the planner's data
    "worker-src": "'self'",  # the search, the offline copy
    "manifest-src": "'self'",
    "base-uri": "'none'",
    "form-action": "'none'",
}
"""The Content-Security-Policy of every page."""

HEADERS = {
    "Content-Security-Policy": "; ".join(
        f"{name} {value}" for name, value in (POLICY | {"frame-ancestors": "'none'"}).items()
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Cross-Origin-Opener-Policy": "same-origin",
}
"""What a server should send with every file. A page cannot say of itself in which frames it may be shown."""

_META = f'<meta http-equiv="Content-Security-Policy" content="{"; ".join(f"{name} {value}" for name, value in POLICY.items())}">'
_CHARSET = re.compile(r'<meta charset="?utf-8"?\s*/?>', re.IGNORECASE)


def stated(page: str) -> str:
    """A page with the policy on it. Doing so twice changes nothing more.

    Raises:
        ValueError: The page does not say its encoding, behind which the policy belongs: it binds only what comes after it.
    """
    if _META in page:
        return page
    charset = _CHARSET.search(page)
    if charset is None:
        raise ValueError("the page has no <meta charset>")
    return f"{page[: charset.end()]}\n{_META}{page[charset.end() :]}"


def header_files() -> dict[str, str]:
    """Name and text of the files that hosts read: Netlify and Cloudflare Pages, and Apache."""
    lines = "".join(f"  {name}: {value}\n" for name, value in HEADERS.items())
    apache = "".join(f'  Header always set {name} "{value}"\n' for name, value in HEADERS.items())
    return {"_headers": f"/*\n{lines}", ".htaccess": f"<IfModule mod_headers.c>\n{apache}</IfModule>\n"}


def nginx() -> str:
    """The same for a `server` block of nginx."""
    return "".join(f'add_header {name} "{value}" always;\n' for name, value in HEADERS.items())
