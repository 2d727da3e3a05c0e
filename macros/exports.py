"""Data that the site publishes beside its pages."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, get_args

from macros import cautions, links, planner
from macros.cautions import Applied
from macros.library import Library
from macros.model.base import Region, Reviewed
from macros.model.text import plain
from macros.views import body, svg


def session(library: Library) -> dict[str, Any]:
    """The rules and what they need, for the page that interprets them in the browser."""

    def named(kind: str, **more: Callable[[Any], Any]) -> dict[str, Any]:
        return {
            record.id: {
                "name": record.name,
                "names": [*getattr(record, "generics", ()), *record.names],
                "url": links.url_of(links.page_of(kind, record.id)),
                **{key: value(record) for key, value in more.items()},
            }
            for record in library.of(kind)
        }

    return {
        "edition": max(record.review.on for _, record in library if isinstance(record, Reviewed)).isoformat(),
        "levels": cautions.LEVELS,
        "sessions": planner.SESSIONS,
        "urgencies": planner.URGENCIES,
        "firstYear": planner.FIRST_YEAR,
        "early": planner.EARLY,
        "units": svg.WEEKS,
        "regions": list(get_args(Region)),
        "ask": planner.ASK,
        "procedures": named(
            "procedures",
            line=lambda p: [wider.id for wider in library.ancestors(p)],
            regions=lambda p: p.regions,
            svg=lambda p: body.draw(body.zones(p, library), p.name),
            zones=lambda p: [
                {"what": body.TISSUES[zone.what], "where": body.where(zone), "note": plain(zone.note)}
                for zone in body.zones(p, library)
            ],
        ),
        "conditions": named("conditions"),
        "medications": named("medications", consider=lambda m: planner.tied(m, library)),
        "signs": named(
            "signs",
            ask=lambda s: s.ask,
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
        "number": applied.number,
        "url": f"{links.url_of(links.page_of('cautions', applied.caution.id))}#rule-{applied.number}",
        "level": rule.level,
        "urgency": rule.soon,
        "when": when,
        "do": plain(rule.do),
        "instead": plain(rule.instead) if rule.instead else None,
        "position": plain(rule.position) if rule.position else None,
        "pressure": {"most": rule.pressure.most, "why": plain(rule.pressure.why)} if rule.pressure else None,
        "ask": list(rule.ask),
        "why": plain(rule.why),
        "sources": list(rule.sources),
    }
