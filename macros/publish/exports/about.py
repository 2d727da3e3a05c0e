"""What every export says about itself: of which edition it is, who made it, under which license, and what it is not."""

from __future__ import annotations

from typing import Any

from pydantic_core import to_json

from macros.store.library import Library

NAME = "Steady Hands"
WHAT = "What massage therapists need to know before they work with a client who had, or faces, spine surgery."
BY = "Steady Hands contributors"
LICENSE = "CC-BY-4.0"
LICENSE_URL = "https://creativecommons.org/licenses/by/4.0/"
NOTICE = (
    "Compiled from published sources. A clinician has read a record only where its review says so. "
    "It informs a therapist's judgment and replaces no clinician."
)

API = "api/v1/"
"""Where the exports are, below the site's root. Another form of what is there gets another number."""


def head(library: Library) -> dict[str, str]:
    """The first keys of every JSON file."""
    return {
        "edition": library.edition,
        "license": LICENSE,
        "licenseUrl": LICENSE_URL,
        "attribution": BY,
        "notice": NOTICE,
    }


def written(data: Any) -> str:
    """Data as the text of a JSON file that a person can read too."""
    return to_json(data, indent=1).decode() + "\n"
