"""What a page may run and load: the site's own files and nothing else, in one place for pages and servers."""

from __future__ import annotations

import re
from collections.abc import Mapping

from macros.text import links

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
"""The Content-Security-Policy of every page but one."""

FORM = links.FORM.rstrip("/")
"""The folder of that page, the form for facts. Its program is not ours, and no other page loads it."""

FORM_POLICY = POLICY | {
    "style-src": "'self' 'unsafe-inline'",  # the program writes its styles into the page
    "img-src": "'self' data: blob: https://avatars.githubusercontent.com",  # icons; the picture of who signed in
    "font-src": "'self'",
    "connect-src": "'self' data: https://api.github.com",  # its own icon; where records are read and changes proposed
}
"""The policy of the form: styles within the page and the forge's API, and scripts as strict as anywhere."""


def _said(rules: Mapping[str, str]) -> str:
    return "; ".join(f"{name} {value}" for name, value in rules.items())


def _headers(rules: Mapping[str, str]) -> dict[str, str]:
    return {
        "Content-Security-Policy": _said({**rules, "frame-ancestors": "'none'"}),
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "same-origin",
        "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
        "Cross-Origin-Opener-Policy": "same-origin",
    }


HEADERS = _headers(POLICY)
"""What a server should send with every file. A page cannot say of itself in which frames it may be shown."""

FORM_HEADERS = _headers(FORM_POLICY) | {"Cross-Origin-Opener-Policy": "same-origin-allow-popups"}
"""The same for what is in the folder of the form, whose window for signing in has to answer."""

_CHARSET = re.compile(r'<meta charset="?utf-8"?\s*/?>', re.IGNORECASE)


def stated(page: str, rules: Mapping[str, str] = POLICY) -> str:
    """A page with a policy on it. Doing so twice changes nothing more.

    Raises:
        ValueError: The page does not say its encoding, behind which the policy belongs: it binds only what comes after it.
    """
    meta = f'<meta http-equiv="Content-Security-Policy" content="{_said(rules)}">'
    if meta in page:
        return page
    charset = _CHARSET.search(page)
    if charset is None:
        raise ValueError("the page has no <meta charset>")
    return f"{page[: charset.end()]}\n{meta}{page[charset.end() :]}"


def header_files(form: bool) -> dict[str, str]:
    """Path and text of the files that hosts read: Netlify and Cloudflare Pages, and Apache. `form`: whether the site has the form.

    Cloudflare joins what several rules say of one header, so the form's takes back what it says otherwise (`!`). For Netlify the
    rule that comes later stands, and it passes over the lines that it does not know.
    """
    lines = "/*\n" + "".join(f"  {name}: {value}\n" for name, value in HEADERS.items())
    files = {".htaccess": _apache(HEADERS)}
    if form:
        other = {name: value for name, value in FORM_HEADERS.items() if HEADERS[name] != value}
        lines += f"/{FORM}/*\n" + "".join(f"  ! {name}\n  {name}: {value}\n" for name, value in other.items())
        files[f"{FORM}/.htaccess"] = _apache(FORM_HEADERS)
    return {"_headers": lines} | files


def _apache(headers: Mapping[str, str]) -> str:
    lines = "".join(f'  Header always set {name} "{value}"\n' for name, value in headers.items())
    return f"<IfModule mod_headers.c>\n{lines}</IfModule>\n"


def nginx(headers: Mapping[str, str] = HEADERS) -> str:
    """The same for a `server` block of nginx, or for its `location /edit/`."""
    return "".join(f'add_header {name} "{value}" always;\n' for name, value in headers.items())
