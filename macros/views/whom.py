"""The client that a rule is about, in words. Names of records are links, `[[slug]]`."""

from __future__ import annotations

from collections.abc import Iterable

from macros.model import vocabulary
from macros.model.caution import When
from macros.store.library import Library


def when(client: When, library: Library, brief: bool = False, without: str = "") -> str:
    """The client a rule is about: `sore calf · after spinal fusion · until cleared`.

    `brief` leaves out what its page, or the rule's own words, already say; `without` a sign.
    """
    words = []
    if not brief:
        signs = [] if without in client.signs else [library.resolve(sign) for sign in client.signs]
        words.append(joined([sign.in_sentence if index else sign.label for index, sign in enumerate(signs)], "or"))
        for refs, lead in (
            (client.procedures, "after"),
            (client.conditions, "with"),
            (client.complications, "with"),
            (client.medications, "taking"),
            (client.taken_with, "together with"),
        ):
            words.append(f"{lead} {joined((f'[[{ref}]]' for ref in refs), 'or')}" if refs else "")
    together = [library.resolve(sign).in_sentence for sign in client.together if sign != without]
    words.append(f"together with {joined(together, 'or')}" if together else "")
    if client.course != ("new",) and not all(_always(sign, library) for sign in client.signs or ("",)):
        words.append(joined((vocabulary.COURSES[course] for course in client.course), "or"))
    words.append(f"{joined(client.regions, 'or')} surgery" if client.regions else "")
    words.append(str(client.weeks) if client.weeks is not None else "")
    words.append("before the operation" if client.phase == "before" else "")
    return " · ".join(filter(None, words))


def beyond(client: When, library: Library) -> str:
    """What else must hold for a sign to stop the session, in a few words."""
    few = client if len(client.together) < 3 else client.model_copy(update={"together": ()})
    words = when(few, library).replace(" · ", ", ").replace("together with", "with")
    return ", ".join(filter(None, (words, "with another sign" if few is not client else "")))


def joined(words: Iterable[str], last: str = "and") -> str:
    """`Fever, sore calf and new weakness`. Nothing for no words."""
    *most, end = [*words] or [""]
    return f"{', '.join(most)} {last} {end}" if most else end


def _always(sign: str, library: Library) -> bool:
    """Whether a sign counts as new whatever its course."""
    return library.has("signs", sign) and library.get("signs", sign).always
