"""The rules of the planner and the names it knows, as the page that plans in the browser reads them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, get_args

from macros.model import vocabulary
from macros.model.base import WEEKS, Reviewed
from macros.model.text import plain
from macros.model.vocabulary import BODIES, Region
from macros.plan import cautions, planner, questions
from macros.plan.cautions import Applied
from macros.plan.client import FIRST_YEAR, OPERATED, Client, Knowledge
from macros.store.library import Library
from macros.text import links
from macros.views import body


def for_planner(library: Library) -> dict[str, Any]:
    """The rules and what they need, for the page that interprets them in the browser."""

    def named(kind: str, **more: Callable[[Any], Any]) -> dict[str, Any]:
        return {
            record.id: {
                "name": record.name,
                "inSentence": record.in_sentence,
                "names": [*getattr(record, "generics", ()), *record.names],
                "url": links.url_of(links.page_of(kind, record.id)),
                **{key: value(record) for key, value in more.items()},
            }
            for record in library.of(kind)
        }

    return {
        "edition": max(record.review.on for _, record in library if isinstance(record, Reviewed)).isoformat(),
        "levels": vocabulary.LEVELS,
        "subjects": vocabulary.SUBJECTS,
        "sessions": planner.SESSIONS,
        "urgencies": vocabulary.URGENCIES,
        "called": planner.CALLED,
        "missing": planner.MISSING,
        "sessionOf": planner.SESSION_OF,
        "suspected": planner.SUSPECTED,
        "courses": vocabulary.COURSES,
        "stopList": sorted(planner.stopping(library)),
        "operated": OPERATED,
        "areas": vocabulary.AREAS,
        "bodies": BODIES,
        "firstYear": FIRST_YEAR,
        "early": questions.EARLY,
        "units": WEEKS,
        "regions": list(get_args(Region)),
        "ask": questions.ASK,
        "procedures": named(
            "procedures",
            line=lambda p: [wider.id for wider in library.ancestors(p)],
            regions=lambda p: p.regions,
            implants=lambda p: Knowledge(Client(frozenset((p.id,))), library).implants,
            svg=lambda p: body.draw(body.zones(p, library), p.name),
            zones=lambda p: [
                {"what": vocabulary.TISSUES[zone.what], "where": body.where(zone), "note": plain(zone.note)}
                for zone in body.zones(p, library)
            ],
        ),
        "conditions": named("conditions"),
        "medications": named("medications", consider=lambda m: questions.tied(m, library)),
        "signs": named(
            "signs",
            ask=lambda s: s.ask,
            body=lambda s: s.body,
            always=lambda s: s.always,
            was=lambda s: s.was,
            searches=lambda s: s.searches,
            consider=lambda s: [relation.to for relation in s.points_to],
        ),
        "complications": named(
            "complications",
            urgency=lambda c: c.urgency,
            action=lambda c: plain(c.action),
            after=lambda c: [relation.to for relation in c.after],
        ),
        "rules": [_exported(applied) for applied in cautions.rules(library)],
    }


def _exported(applied: Applied) -> dict[str, Any]:
    rule = applied.rule
    when = rule.when.model_dump(by_alias=True, exclude_defaults=True)
    return {
        "caution": applied.caution.id,
        "name": applied.caution.name,
        "id": rule.id,
        "url": links.url_of_rule(applied.caution.id, rule.id),
        "level": rule.level,
        "subject": rule.subject,
        "today": rule.today,
        "urgency": rule.urgency,
        "who": rule.who,
        "where": list(rule.where),
        "when": when | {"time": rule.when.time, "course": list(rule.when.course)},
        "do": plain(rule.do),
        "instead": plain(rule.instead) if rule.instead else None,
        "position": plain(rule.position) if rule.position else None,
        "pressure": {"most": rule.pressure.most, "why": plain(rule.pressure.why)} if rule.pressure else None,
        "ask": list(rule.ask),
        "why": plain(rule.why),
        "sources": list(rule.sources),
    }
