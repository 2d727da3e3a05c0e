"""The client that a rule is about, in words. Names of records are links, `[[slug]]`."""

from __future__ import annotations

from collections.abc import Iterable

from macros.model import vocabulary
from macros.model.base import Record
from macros.model.caution import Weeks, When
from macros.model.clinical import Sign
from macros.plan.cautions import Stop
from macros.plan.client import FIRST_YEAR
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
            words.append(f"{lead} {joined((_linked(library.resolve(ref)) for ref in refs), 'or')}" if refs else "")
    together = [library.resolve(sign).in_sentence for sign in client.together if sign != without]
    words.append(f"together with {joined(together, 'or')}" if together else "")
    if client.course != ("new",) and not all(_always(sign, library) for sign in client.signs or ("",)):
        words.append(joined((vocabulary.COURSES[course] for course in client.course), "or"))
    words.append(f"{joined(client.regions, 'or')} surgery" if client.regions else "")
    words.append(span(client.weeks) if client.weeks is not None else "")
    words.append("before the operation" if client.phase == "before" else "")
    return " · ".join(filter(None, words))


def moment(weeks: float) -> str:
    """A time since surgery as people say it: `week 6`, `1 year`."""
    amount, unit = _counted(weeks)
    return f"week {amount:g}" if unit == "week" else f"{amount:g} year{'s' if amount > 1 else ''}"


def span(weeks: Weeks) -> str:
    """The weeks in which a rule holds as people say them: `first 12 weeks`, `week 6 to 1 year`, `from week 2 until cleared`."""
    start = f"from {moment(weeks.start)}" if weeks.start else ""
    if weeks.until == "cleared":
        return f"{start} until cleared".strip()
    if weeks.end is None:
        return f"{start} on" if start else "any time"
    if start:
        return f"{moment(weeks.start)} to {moment(weeks.end)}"
    amount, unit = _counted(weeks.end)
    return f"first {unit}" if amount == 1 else f"first {amount:g} {unit}s"


def _counted(weeks: float) -> tuple[float, str]:
    years, rest = divmod(weeks, FIRST_YEAR)
    return (weeks, "week") if rest or not years else (years, "year")


def beyond(client: When, library: Library) -> str:
    """What else must hold for a sign to stop the session, in a few words."""
    few = client if len(client.together) < 3 else client.model_copy(update={"together": ()})
    words = when(few, library).replace(" · ", ", ").replace("together with", "with")
    return ", ".join(filter(None, (words, "with another sign" if few is not client else "")))


def in_a_row(stops: Iterable[Stop], library: Library, company: bool = True) -> str:
    """Signs in a row, each once, and once what several of them need: `fever; pain, weakness (each: first 2 weeks)`.

    Without `company` nothing is said of what they need.
    """
    needs: dict[Sign, list[str]] = {}
    for stop in stops:
        needs.setdefault(stop.sign, []).append(beyond(stop.when, library) if company else "")
    alone = [_linked(sign) for sign, each in needs.items() if "" in each]
    alike: dict[str, list[str]] = {}
    for sign, each in needs.items():
        if "" not in each:
            alike.setdefault("; or ".join(dict.fromkeys(each)), []).append(_linked(sign))
    needy = [f"{', '.join(signs)} ({'each: ' if len(signs) > 1 else ''}{need})" for need, signs in alike.items()]
    return "; ".join(alone + needy)


def joined(words: Iterable[str], last: str = "and") -> str:
    """`Fever, sore calf and new weakness`. Nothing for no words."""
    *most, end = [*words] or [""]
    return f"{', '.join(most)} {last} {end}" if most else end


def _linked(record: Record) -> str:
    return f"[[{record.id}|{record.in_sentence}]]"


def _always(sign: str, library: Library) -> bool:
    """Whether a sign counts as new whatever its course."""
    return library.has("signs", sign) and library.get("signs", sign).always
