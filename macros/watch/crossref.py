"""What Crossref says about works, by DOI. The only module that asks another machine.

The form of query and answer is that of https://api.crossref.org (REST API, `/works`): several `doi` filters mean any of them,
`select` names the fields that come back, and `mailto` says whom to write to when we ask too much.
"""

from __future__ import annotations

import http.client
import json
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

WORKS = "https://api.crossref.org/works"
FIELDS = ("DOI", "title", "updated-by", "relation")
BATCH = 40
"""DOIs in one query: one page of answers, and an address that any server takes."""
LONGEST = 60
"""Seconds that we wait before the second try, at most, whatever the server asks for."""
LARGEST = 20_000_000
"""Bytes of an answer, at most."""


@dataclass(frozen=True)
class Answers:
    """What came back."""

    works: Mapping[str, Mapping[str, Any]]
    """What Crossref has of a work, by its DOI in small letters. A DOI that it does not know is missing."""
    unanswered: Mapping[str, str]
    """The DOIs that got no answer, and why."""


def ask(dois: Iterable[str], mail: str = "", works: str = WORKS, pause: float = 1.0, timeout: float = 30.0) -> Answers:
    """Asks about every DOI, one query after the other.

    `mail` is an address at which somebody reads what Crossref has to say about our queries; `works` is where to ask. Waits `pause`
    seconds between queries and `timeout` seconds for each, and tries once more what a busy server or the network refused.
    """
    found: dict[str, Mapping[str, Any]] = {}
    unanswered: dict[str, str] = {}
    every = sorted({doi.lower() for doi in dois})
    # A comma ends a filter, and the form has no way to write one.
    unanswered |= {
        doi: "its DOI has a comma, which no query can have. Look it up by hand" for doi in every if "," in doi
    }
    left = [doi for doi in every if doi not in unanswered]
    for start in range(0, len(left), BATCH):
        batch = left[start : start + BATCH]
        if start:
            time.sleep(pause)
        try:
            found |= _works(_answer(f"{works}?{_query(batch, mail)}", mail, pause, timeout))
        except (OSError, ValueError, http.client.HTTPException) as error:
            unanswered |= dict.fromkeys(batch, _why(error))
    return Answers({doi: work for doi, work in found.items() if doi in left}, unanswered)


def _query(batch: list[str], mail: str) -> str:
    fields = {"filter": ",".join(f"doi:{doi}" for doi in batch), "select": ",".join(FIELDS), "rows": len(batch)}
    return urllib.parse.urlencode(fields | ({"mailto": mail} if mail else {}))


def _answer(address: str, mail: str, pause: float, timeout: float) -> bytes:
    agent = "SteadyHands/1.0" + (f" (mailto:{mail})" if mail else "")
    request = urllib.request.Request(address, headers={"User-Agent": agent, "Accept": "application/json"})
    for wait in (pause, None):
        try:
            with urllib.request.urlopen(request, timeout=timeout) as answer:
                read: bytes = answer.read(LARGEST)
                return read
        except urllib.error.HTTPError as error:
            if wait is None or not (error.code == http.HTTPStatus.TOO_MANY_REQUESTS or error.code >= 500):
                raise
            asked = error.headers.get("Retry-After", "")
            time.sleep(min(float(asked), LONGEST) if asked.isdecimal() else wait)
        except (OSError, http.client.HTTPException):
            if wait is None:
                raise
            time.sleep(wait)
    raise AssertionError("the second try returns or raises")


def _works(answer: bytes) -> dict[str, Mapping[str, Any]]:
    """The works of an answer by DOI. Raises ValueError for anything that is not a list of works."""
    try:
        items = json.loads(answer)["message"]["items"]
        return {item["DOI"].lower(): item for item in items}
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        raise ValueError("the answer has not the form of Crossref's list of works") from error


def _why(error: Exception) -> str:
    if isinstance(error, urllib.error.HTTPError):
        return f"Crossref answered {error.code} {error.reason}"
    if isinstance(error, TimeoutError):
        return "Crossref did not answer in time"
    return str(getattr(error, "reason", None) or error or type(error).__name__)
