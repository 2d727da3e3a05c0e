"""Breaks the project on purpose and counts what the tests notice: `python -m tests.mutants`.

Three sets. `rules`: every rule is broken in turn: left out, made milder and stricter, with each key of its `when` left out, with
other courses, elsewhere; the table of truth has to notice. `clauses`: every clause of the planner is broken in both languages at
once, so that comparing the two finds nothing; table and properties have to notice. `modules`: the modules that choose and rank
are broken one place at a time; their unit tests have to notice. Prints what survived. `python -m tests.mutants SET` runs
one set, `SET WORDS` those of its mutants that have these words in their names.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from itertools import product
from pathlib import Path
from typing import get_args
from unittest import mock

from pydantic import ValidationError

from macros.model.caution import Rule
from macros.model.vocabulary import Area, Course, Today, Urgency
from macros.plan import cautions, planner, table
from macros.plan.cautions import Applied
from macros.plan.client import Asked, Client
from tests.conftest import ROOT
from tests.planning import SEED, library

SCRIPTS = "overrides/assets/javascripts/session/*.js"


def broken(rule: Rule) -> Iterator[tuple[str, Rule | None]]:
    """The rule broken in every way that the model lets through and that could matter, each with a name. None: left out."""
    written = rule.model_dump(by_alias=True, exclude_unset=True)

    def changed(**changes: object) -> dict[str, object]:
        return written | changes

    def when(**changes: object) -> dict[str, object]:
        kept = {key: value for key, value in (written.get("when", {}) | changes).items() if value is not None}
        return written | {"when": kept}

    ways: dict[str, dict[str, object]] = {f"today {today}": changed(today=today) for today in get_args(Today)}
    order = get_args(Urgency)
    at = order.index(rule.urgency)
    ways |= {f"urgency {urgency}": changed(urgency=urgency) for urgency in order[max(at - 1, 0) : at + 2]}
    for key in (
        "procedures",
        "conditions",
        "complications",
        "medications",
        "taken_with",
        "regions",
        "signs",
        "with",
        "weeks",
        "unless",
        "phase",
    ):
        ways[f"without {key}"] = when(**{key: None})
    urgent = rule.when.signs and all(library().get("signs", sign).always for sign in rule.when.signs)
    if (rule.when.signs or rule.when.complications) and not urgent:
        for course in get_args(Course):
            others = [one for one in get_args(Course) if (one in rule.when.course) != (one == course)]
            ways[f"{'not' if course in rule.when.course else 'also'} when {course}"] = when(course=others)
    if (span := rule.when.weeks) is not None:
        weeks = span.model_dump(by_alias=True, exclude_unset=True)
        ways["a week later"] = when(weeks=weeks | {"from": span.start + 1})
        ways["without end"] = when(weeks={"from": span.start})
    if rule.today != "nothing":
        ways["everywhere"] = changed(where=[])
    yield "left out", None
    for name, way in ways.items():
        try:
            mutant = Rule.model_validate(way)
        except ValidationError:
            continue  # nobody can write it
        if mutant != rule:
            yield name, mutant


def about(rule: Rule) -> Iterator[Client]:
    """Clients for whom a rule could matter: its keys and near misses, times at its edges, every course, areas in and out."""
    when = rule.when
    procedures = [str(when.procedures[0])] if when.procedures else ["laminectomy"]
    operations = [*procedures, *(p for p in ("laminectomy", "tlif", "acdf") if p not in procedures)]
    weeks = {"before": [-3.0], "any": [500.0, -3.0, 30.0], "after": [500.0]}[when.time]
    if when.weeks is not None:
        start, end = when.weeks.start, when.weeks.end
        weeks = [start, start + 0.5, start + 1, start + 3 if end is None else end - 0.1, end or 500.0, 500.0]
    courses = get_args(Course)
    signs: list[dict[str, Course]] = [{str(s): c} for s in when.signs for c in courses] or [{}]
    if when.together:
        signs += [{**one, str(s): c} for one in signs for s in when.together for c in courses[:2] if s not in one]
    complications: list[dict[str, Course]] = [{str(s): c} for s in when.complications for c in courses] + [{}]
    inside = [area for area in get_args(Area) if area in rule.where][:1]
    areas = (
        [[], inside or ["back-of-neck" if "cervical" in when.regions else "low-back"], ["hand"]] if rule.where else [[]]
    )
    answers = product((False, None), ("agreed", None))
    medicines = list(product((*when.medications, None), (*when.taken_with, None)))
    illnesses = (*when.conditions, None)
    for (limits, clearance), weeks_, signs_, complications_, taken, condition, areas_, operation in product(
        answers, weeks, signs, complications, medicines, illnesses, areas, operations
    ):
        own = [when.regions[0]] if when.regions else ["lumbar"]
        for region in own if operation in procedures else ("lumbar", "cervical"):
            yield Client(
                procedures=frozenset((operation,)),
                regions=frozenset((region,)),  # type: ignore[arg-type]
                weeks=weeks_,
                medications=frozenset(filter(None, taken)),
                conditions=frozenset(filter(None, (condition,))),
                signs=signs_,
                complications=complications_,
                areas=frozenset(areas_),
                limits=limits,
                clearance=clearance,
                asked=frozenset(get_args(Asked)),
            )


def answer(client: Client, rules: tuple[Applied, ...]) -> tuple[object, ...]:
    """What a person hears, with the rules in force, when these are the rules."""
    with mock.patch.object(cautions, "rules", return_value=rules):
        plan = planner.plan(client, library())
    return plan.session, plan.urgency, plan.called, plan.areas, {item.applied.name for item in plan.held}


def rules_that_survive(rows: Sequence[table.Row]) -> tuple[int, list[str]]:
    """How many broken rules there are that some client hears of, and those that no row of the table notices."""
    every = cautions.rules(library())
    dice = random.Random(SEED)
    count, survivors, unheard = 0, list[str](), list[str]()
    clients = {row.id: row.client.client() for row in rows}
    for index, applied in enumerate(every):
        # The rows that speak of the rule notice it first, as a rule.
        near = sorted(rows, key=lambda row: applied.name not in (*row.holds, *row.absent))
        for name, rule in broken(applied.rule):
            changed = [] if rule is None else [replace(applied, rule=rule)]
            mutant: tuple[Applied, ...] = (*every[:index], *changed, *every[index + 1 :])
            with mock.patch.object(cautions, "rules", return_value=mutant):
                noticed = any(row.faults(planner.plan(clients[row.id], library())) for row in near)
            if not noticed:
                some = list(about(applied.rule))
                some = some[:60] + dice.sample(some[60:], min(len(some[60:]), 240))
                if not any(answer(client, every) != answer(client, mutant) for client in some):
                    unheard.append(f"{applied.name}: {name}")
                    continue
                survivors.append(f"{applied.name}: {name}")
            count += 1
    # Another rule says the same to the same clients: all the limits of the first weeks change a session.
    print(f"{len(unheard)} broken rules answer nobody differently:", *unheard, sep="\n  ")
    return count, survivors


@dataclass(frozen=True)
class Mutant:
    """A place of the code, broken. A clause of the planner is broken in both languages."""

    name: str
    file: str
    python: tuple[str, str]
    """What it says in Python, and what it says broken."""
    script: tuple[str, str] | None = None
    """The same in the browser's planner, in whichever scripts say it."""

    def places(self, root: Path) -> Iterator[tuple[Path, str, str]]:
        """The files of a project that say it, each with what it says and what it says broken.

        Raises ValueError when one of the languages no longer says it.
        """
        said = [([root / self.file], self.python)]
        if self.script:
            said.append((sorted(root.glob(SCRIPTS)), self.script))
        for files, (old, new) in said:
            found = [file for file in files if old in file.read_text(encoding="utf-8")]
            if not found:
                raise ValueError(f"{self.name}: no file has `{old}`. Correct the mutant in {__file__}")
            yield from ((file, old, new) for file in found)

    def breaks(self, root: Path) -> None:
        """Breaks a project."""
        for file, old, new in [*self.places(root)]:
            file.write_text(file.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")


PLANNER, CLIENT, QUESTIONS = "macros/plan/planner.py", "macros/plan/client.py", "macros/plan/questions.py"
NAMES, CAUTIONS = "macros/plan/names.py", "macros/plan/cautions.py"
SEARCH, INDEXES = "macros/publish/search.py", "macros/views/indexes.py"

CLAUSES = (
    Mutant("the first year is half a year", CLIENT, ("FIRST_YEAR = 52.0", "FIRST_YEAR = 26.0"), ("data.firstYear", "26")),
    Mutant(
        "agreement answers nothing", PLANNER,
        ('return rule.urgency == "clearance-first" and known.agreed', "return False"),
        ('const answered = rule.urgency === "clearance-first" && known.agreed', "const answered = false"),
    ),
    Mutant(
        "agreement answers every rule", PLANNER,
        ('return rule.urgency == "clearance-first" and known.agreed', "return known.agreed"),
        ('const answered = rule.urgency === "clearance-first" && known.agreed', "const answered = known.agreed"),
    ),
    Mutant(
        "what is answered changes nothing", PLANNER,
        ('replace(effect, today="change", urgency="routine")', 'replace(effect, today="nothing", urgency="none")'),
        ('effect("change", "routine", called(rule, known))', 'effect("nothing", "none", called(rule, known))'),
    ),
    Mutant(
        "a no does nothing", PLANNER,
        ('if client.clearance == "refused":', 'if client.clearance == "nobody":'),
        ('if (client.clearance === "refused")', "if (false)"),
    ),
    Mutant(
        "a no only delays", PLANNER,
        ('yield Effect("stop", "clearance-first", team)', 'yield Effect("wait", "clearance-first", team)'),
        ('effect("stop", "clearance-first", team)', 'effect("wait", "clearance-first", team)'),
    ),
    Mutant(
        "waiting for an answer does nothing", PLANNER,
        ('if client.clearance == "waiting":', 'if client.clearance == "nobody":'),
        ('if (client.clearance === "waiting")', "if (false)"),
    ),
    Mutant(
        "unasked medicines and illnesses do nothing", PLANNER,
        ('if not {"medications", "conditions"} <= client.asked:', "if False:"),
        ('if (!client.asked.includes("medications") || !client.asked.includes("conditions"))', "if (false)"),
    ),
    Mutant(
        "an operation that is not known waits for nobody", PLANNER,
        ('if {"signs", "procedures"} & set(undecided):', 'if "signs" in undecided:'),
        ('if (undecided.includes("signs") || undecided.includes("procedures"))', 'if (undecided.includes("signs"))'),
    ),
    Mutant(
        "a stop list that was not asked waits for nobody", PLANNER,
        ('if {"signs", "procedures"} & set(undecided):', 'if "procedures" in undecided:'),
        ('if (undecided.includes("signs") || undecided.includes("procedures"))', 'if (undecided.includes("procedures"))'),
    ),
    Mutant(
        "discharged is not agreed", CLIENT,
        ('return self.client.clearance in ("agreed", "discharged")', 'return self.client.clearance == "agreed"'),
        ('agreed: clearance === "agreed" || clearance === "discharged"', 'agreed: clearance === "agreed"'),
    ),
    Mutant(
        "discharged has limits", CLIENT,
        ('if self.client.limits is None and self.client.clearance == "discharged":', "if False:"),
        ('client.limits === null && clearance === "discharged" ? false : client.limits', "client.limits"),
    ),
    Mutant(
        "limits that are over still hold", PLANNER,
        ('if when.weeks is not None and when.weeks.until == "cleared" and known.limits is False:', "if False:"),
        ('if (when.weeks?.until === "cleared" && known.limits === false) return no', ""),
    ),
    Mutant(
        "limits hold for ever", PLANNER,
        ('if span.until == "cleared" and known.limits is None and now >= FIRST_YEAR:', "if False:"),
        ('if (until === "cleared" && known.limits === null && client.weeks >= data.firstYear)', "if (false)"),
    ),
    Mutant(
        "rules for the unasked hold for the agreed", PLANNER,
        ('if when.unless == "agreed" and known.agreed:', "if False:"),
        ('if (when.unless === "agreed" && known.agreed) return no', ""),
    ),
    Mutant(
        "an operation of unknown kind is of none", PLANNER,
        ('known.vague(when.regions) if when.unless == "kind-known" else known.line', "known.line"),
        ('when.unless === "kind-known" ? known.vague(when.regions) : known.line', "known.line"),
    ),
    Mutant(
        "a suspicion has no urgency", PLANNER,
        ('yield Effect(SUSPECTED[urgency], urgency, whom, personal=True)', "pass"),
        ("effects.push(finding(data.suspected[urgency]", "void (finding(data.suspected[urgency]"),
    ),
    Mutant(
        "a suspicion never stops", PLANNER,
        ('SUSPECTED: dict[HowSoon, Today] = {"emergency": "stop", "same-day": "stop"', 'SUSPECTED: dict[HowSoon, Today] = {"emergency": "change", "same-day": "change"'),
        ("finding(data.suspected[urgency]", 'finding(data.suspected[urgency] === "stop" ? "change" : data.suspected[urgency]'),
    ),
    Mutant(
        "a suspicion for the next days does not delay", PLANNER,
        ('"within-days": "wait", "routine": "change"}', '"within-days": "change", "routine": "change"}'),
        ("finding(data.suspected[urgency]", 'finding(data.suspected[urgency] === "wait" ? "change" : data.suspected[urgency]'),
    ),
    Mutant(
        "a known complication without a rule does nothing", PLANNER,
        ('elif ("complications", slug) not in spoken:', "elif False:"),
        ("else if (!spoken(slug))", "else if (false)"),
    ),
    Mutant(
        "a complaint nobody understands does nothing when new", PLANNER,
        ('yield Effect("stop", "same-day", team, personal=True)', 'yield Effect("change", "routine", team, personal=True)'),
        ('finding("stop", "same-day", team)', 'finding("change", "routine", team)'),
    ),
    Mutant(
        "a known complaint that nobody understands does nothing", PLANNER,
        ('        else:\n            yield Effect("change", "routine", team, personal=True)', "        else:\n            pass"),
        (': finding("change", "routine", team))\n  return effects', ': effect("nothing", "none", "nobody"))\n  return effects'),
    ),
    Mutant(
        "words do not count", PLANNER,
        ("for how in client.other.values():", "for how in ():"),
        ("for (const course of Object.values(client.other))", "for (const course of [])"),
    ),
    Mutant(
        "urgent signs can be old", CLIENT,
        ('return "new" if course and self.library.get("signs", sign).always else course', "return course"),
        ('(data.signs[slug].always ? "new" : client.signs[slug])', "client.signs[slug]"),
    ),
    Mutant(
        "signs together need no second one", PLANNER,
        ('("with", when.together, beside),', ""),
        ('["with", when.with, beside, known.sign],', ""),
    ),
    Mutant(
        "both of two signs have to be new", PLANNER,
        ('beside: tuple[Course, ...] = ("new", "followed")', 'beside: tuple[Course, ...] = ("new",)'),
        ('const beside = ["new", "followed"]', 'const beside = ["new"]'),
    ),
    Mutant(
        "either of two signs may be old", PLANNER,
        ('beside: tuple[Course, ...] = ("new", "followed")', "beside = get_args(Course)"),
        ('const beside = ["new", "followed"]', 'const beside = ["new", "followed", "settled"]'),
    ),
    Mutant(
        "two signs that are both followed mean more", PLANNER,
        ("and not {course for _, course in pair} & set(when.course):", "and False:"),
        ("if (both && !pair.some(([, slug]) => isOne(known.sign(slug), when.course))) return no", ""),
    ),
    Mutant(
        "an urgent rule waits for what is not known", PLANNER,
        ('return severe(rule) and not open_ & {"signs", "with"}', "return False"),
        ('if (when.signs) return severe(rule) && !open.has("signs") && !open.has("with")', "if (when.signs) return false"),
    ),
    Mutant(
        "an urgent rule does not wait for its second sign", PLANNER,
        ('return severe(rule) and not open_ & {"signs", "with"}', 'return severe(rule) and "signs" not in open_'),
        ('if (when.signs) return severe(rule) && !open.has("signs") && !open.has("with")', 'if (when.signs) return severe(rule) && !open.has("signs")'),
    ),
    Mutant(
        "every rule of a reported sign holds", PLANNER,
        ('return severe(rule) and not open_ & {"signs", "with"}', 'return not open_ & {"signs", "with"}'),
        ('if (when.signs) return severe(rule) && !open.has("signs") && !open.has("with")', 'if (when.signs) return !open.has("signs") && !open.has("with")'),
    ),
    Mutant(
        "a call today is not severe", PLANNER,
        ('rule.urgency in ("emergency", "same-day", "within-days")', 'rule.urgency == "emergency"'),
        ('["emergency", "same-day", "within-days"].includes(urgency)', 'urgency === "emergency"'),
    ),
    Mutant(
        "a rule of a known complication waits for what is not known", PLANNER,
        ('return severe(rule) and "complications" not in open_', "return False"),
        ('if (when.complications) return severe(rule) && !open.has("complications")', "if (when.complications) return false"),
    ),
    Mutant(
        "a rule that delays waits for the time", PLANNER,
        ('return open_ <= {"weeks", "procedures", "regions"}', "return False"),
        ('if (severe(rule)) return within("weeks", "procedures", "regions")', "if (severe(rule)) return false"),
    ),
    Mutant(
        "a rule that delays waits for the operation", PLANNER,
        ('return open_ <= {"weeks", "procedures", "regions"}', 'return open_ <= {"weeks"}'),
        ('if (severe(rule)) return within("weeks", "procedures", "regions")', 'if (severe(rule)) return within("weeks")'),
    ),
    Mutant(
        "a limit waits for the time", PLANNER,
        ('return open_ <= ({"weeks", "regions"} if rule.leaves else {"weeks"})', "return False"),
        ('return Object.keys(leaves).length ? within("weeks", "regions") : within("weeks")', "return false"),
    ),
    Mutant(
        "a limit waits for the part of the spine", PLANNER,
        ('({"weeks", "regions"} if rule.leaves else {"weeks"})', '{"weeks"}'),
        ('Object.keys(leaves).length ? within("weeks", "regions") : within("weeks")', 'within("weeks")'),
    ),
    Mutant(
        "what is fine holds at an unknown time", PLANNER,
        ('if rule.level == "fine" or ("weeks" in open_', 'if ("weeks" in open_'),
        ('if (level === "fine" || (open.has("weeks") && when.time !== "after")) return', 'if (open.has("weeks") && when.time !== "after") return'),
    ),
    Mutant(
        "rules before the operation hold at an unknown time", PLANNER,
        (' or ("weeks" in open_ and when.time != "after")', ""),
        (' || (open.has("weeks") && when.time !== "after")', ""),
    ),
    Mutant(
        "an unknown time is after the operation", CLIENT,
        ("return None if self.client.weeks is None else False", "return False"),
        ("? true : weeks === null ? null : false", "? true : false"),
    ),
    Mutant(
        "before the operation is after it", CLIENT,
        ("if self.client.planned or (self.client.weeks is not None and self.client.weeks < 0):", "if False:"),
        ("before: client.planned || (weeks !== null && weeks < 0) ?", "before: false ?"),
    ),
    Mutant(
        "negative weeks are not before it", CLIENT,
        ("if self.client.planned or (self.client.weeks is not None and self.client.weeks < 0):", "if self.client.planned:"),
        ("before: client.planned || (weeks !== null && weeks < 0) ?", "before: client.planned ?"),
    ),
    Mutant(
        "rules do not ask for before or after", PLANNER,
        ('elif when.time != "any" and known.before != (when.time == "before"):', "elif False:"),
        ('} else if (when.time !== "any" && known.before !== (when.time === "before")) return no', "} else if (false) return no"),
    ),
    Mutant(
        "the last week is in", PLANNER,
        ("now >= span.end", "now > span.end"),
        ("client.weeks >= to)", "client.weeks > to)"),
    ),
    Mutant(
        "the first week is out", PLANNER,
        ("if now < span.start", "if now <= span.start"),
        ("if (client.weeks < from", "if (client.weeks <= from"),
    ),
    Mutant(
        "wider operations do not count", CLIENT,
        ("for wider in self.library.ancestors(procedure))", "for wider in (procedure,))"),
        ("operations.flatMap(({ line }) => line)", "client.procedures"),
    ),
    Mutant(
        "an unknown operation is none", CLIENT,
        ('return not self.client.procedures or any(kind == "procedures" for kind, _ in self.client.unknown)', "return not self.client.procedures"),
        ('!operations.length || client.unknown.some(([kind]) => kind === "procedures")', "!operations.length"),
    ),
    Mutant(
        "a named part does not settle it", CLIENT,
        ("if self.client.regions:\n            return self.regions", "if False:\n            return self.regions"),
        ("const several = client.regions.length", "const several = false"),
    ),
    Mutant(
        "an operation on one part does not give it", CLIENT,
        ("if len(procedure.regions) == 1}", "if False}"),
        ("operations.filter(({ regions }) => regions.length === 1)", "operations.filter(() => false)"),
    ),
    Mutant(
        "a rule for every possible part asks for the part", PLANNER,
        ("elif known.possible <= set(when.regions):", "elif False:"),
        ("else if ([...known.possible].every((region) => regions.includes(region)))", "else if (false)"),
    ),
    Mutant(
        "a part that is possible does not count", PLANNER,
        ("elif any(region in known.possible for region in when.regions):", "elif False:"),
        ("else if (regions.some((region) => known.possible.has(region)))", "else if (false)"),
    ),
    Mutant(
        "the stop list holds no illness", CLIENT,
        ('if kind == "conditions" and slug in stop_list:', "if False:"),
        ('stopList.includes(slug) ? ["conditions", "signs"] : ["conditions"]', '["conditions"]'),
    ),
    Mutant(
        "a list that was gone through counts for nothing", CLIENT,
        (" or bool(lists(fact, self.stop_list) & self.client.asked)", ""),
        (" || lists(kind, slug, data).some((list) => client.asked.includes(list))", ""),
    ),
    Mutant(
        "a denial counts for nothing", CLIENT,
        ("return fact in self.client.denied or ", "return "),
        ("denied.has(`${kind} ${slug}`) || ", ""),
    ),
    Mutant(
        "a denial beside an unknown name counts", CLIENT,
        ("lists(fact, self.stop_list) - doubtful", "lists(fact, self.stop_list)"),
        ("some((list) => !doubtful.has(list))", "some(() => true)"),
    ),
    Mutant(
        "a sign beside another cannot be denied", PLANNER,
        ('kind = "signs" if key == "with" else key', "kind = key"),
        ('const kind = key === "with" ? "signs" : key\n      const unsaid', "const kind = key\n      const unsaid"),
    ),
    Mutant(
        "a medicine needs no second one to add up with", PLANNER,
        ('("medications", when.taken_with, client.medications),', ""),
        ('["medications", when.takenWith],', ""),
    ),
    Mutant(
        "every sign has to be answered", PLANNER,
        ('if severe(applied.rule) and "signs"', 'if "signs"'),
        ('if (severe(rule) && lists', "if (lists"),
    ),
    Mutant(
        "what stops alone has to be answered", PLANNER,
        ('if severe(applied.rule) and "signs"', 'if applied.rule.today == "stop" and "signs"'),
        ('if (severe(rule) && lists', 'if (rule.today === "stop" && lists'),
    ),
    Mutant(
        "illnesses of the stop list need no answer", PLANNER,
        ('"signs" in lists(fact, known.stop_list)', 'key != "conditions" and "signs" in lists(fact, known.stop_list)'),
        ('lists(kind, slug, data).includes("signs")', 'key !== "conditions" && lists(kind, slug, data).includes("signs")'),
    ),
    Mutant(
        "complications need no answer", PLANNER,
        ('"signs" in lists(fact, known.stop_list)', 'key != "complications" and "signs" in lists(fact, known.stop_list)'),
        ('lists(kind, slug, data).includes("signs")', 'key !== "complications" && lists(kind, slug, data).includes("signs")'),
    ),
    Mutant(
        "a second sign needs no answer", PLANNER,
        ('"signs" in lists(fact, known.stop_list)', 'key != "with" and "signs" in lists(fact, known.stop_list)'),
        ('lists(kind, slug, data).includes("signs")', 'key !== "with" && lists(kind, slug, data).includes("signs")'),
    ),
    Mutant(
        "an unknown name leaves the list answered", CLIENT,
        ("asked=given.asked - doubtful,", "asked=given.asked,"),
        ("given.asked.filter((list) => !doubtful.has(list))", "given.asked"),
    ),
    Mutant(
        "merged signs are forgotten", CLIENT,
        ("today = library.merged.get(slug, slug)", "today = slug"),
        ("merged.get(slug) ?? slug", "slug"),
    ),
    Mutant(
        "merged signs are new", CLIENT,
        ('"settled" if today != slug and course == "new" else course', "course"),
        ('today !== slug && course === "new" ? "settled" : course', "course"),
    ),
    Mutant(
        "the doctor is never called", CLIENT,
        ('return "surgeon" if early or self.implants else "doctor"', 'return "surgeon"'),
        ('implants ? "surgeon" : "doctor"', 'implants ? "surgeon" : "surgeon"'),
    ),
    Mutant(
        "implants do not matter to whom to call", CLIENT,
        ('return "surgeon" if early or self.implants else "doctor"', 'return "surgeon" if early else "doctor"'),
        ("weeks < data.firstYear || implants ?", "weeks < data.firstYear ?"),
    ),
    Mutant(
        "the surgeon's team is not called in the first year", CLIENT,
        ("weeks is None or weeks < FIRST_YEAR", "weeks is None"),
        ("weeks === null || weeks < data.firstYear || implants", "weeks === null || implants"),
    ),
    Mutant(
        "everybody is the team", PLANNER,
        ('return known.team if rule.who == "team" else rule.who', "return known.team"),
        ('return who === "team" ? team : who', "return team"),
    ),
    Mutant(
        "an emergency calls the team", PLANNER,
        ('if rule.urgency == "emergency":\n        return "emergency"', 'if False:\n        return "emergency"'),
        ('if (urgency === "emergency") return "emergency"', ""),
    ),
    Mutant(
        "the operation need not be known", PLANNER,
        ("if known.some_operation_is_unknown:\n        yield", "if False:\n        yield"),
        ('["procedures", open]', '["procedures", false]'),
    ),
    Mutant(
        "the time need not be known", PLANNER,
        ('if known.before is None:\n        yield "weeks"', 'if False:\n        yield "weeks"'),
        ('["weeks", before === null]', '["weeks", false]'),
    ),
    Mutant(
        "the stop signs need not be asked", PLANNER,
        ('if to_answer:\n        yield "signs"', 'if False:\n        yield "signs"'),
        ('["signs", toAnswer.length > 0]', '["signs", false]'),
    ),
    Mutant(
        "nothing is undecided", PLANNER,
        ("if undecided and not any", "if False and not any"),
        ("if (undecided.length && !counted", "if (false && !counted"),
    ),
    Mutant(
        "what only perhaps delays decides", PLANNER,
        ('effect.today == "wait" and effect.sure', 'effect.today == "wait"'),
        ('today === "wait" && sure', 'today === "wait"'),
    ),
    Mutant(
        "the table is not everywhere", PLANNER,
        ('if not effect.where or "table" in effect.where:', "if not effect.where:"),
        ('where.has("table")', "false"),
    ),
    Mutant(
        "areas do not matter", PLANNER,
        ("return area in effect.where", "return True"),
        ("if (area) return where.has(area)", "if (area) return true"),
    ),
    Mutant(
        "only the operated part stops a session", PLANNER,
        ('return effect.personal or effect.today in ("stop", "wait") or bool', "return effect.personal or bool"),
        ('personal || ["stop", "wait"].includes(today) || [...operated]', "personal || [...operated]"),
    ),
    Mutant(
        "changes away from the operated part count", PLANNER,
        ("bool(operated & effect.where)", "True"),
        ("[...operated].some((part) => where.has(part))", "true"),
    ),
    Mutant(
        "the operated part is nowhere", PLANNER,
        ('(known.operated if token == "operated" else (token,))', "(token,)"),
        ('token === "operated" ? [...known.operated] : [token]', "[token]"),
    ),
    Mutant(
        "the best area decides", PLANNER,
        ("min(areas.values(), key=list(SESSIONS).index)", "max(areas.values(), key=list(SESSIONS).index)"),
        ("sessions.indexOf(a) - sessions.indexOf(b)", "sessions.indexOf(b) - sessions.indexOf(a)"),
    ),
    Mutant(
        "the dangers of the first weeks are named for ever", QUESTIONS,
        ("EARLY = 12.0", "EARLY = 1e9"), ("data.early", "1e9"),
    ),
    Mutant(
        "the first year is twenty weeks", CLIENT, ("FIRST_YEAR = 52.0", "FIRST_YEAR = 20.0"), ("data.firstYear", "20"),
    ),
    Mutant(
        "a medicine is tied to nothing", QUESTIONS,
        ('found.update(dict.fromkeys(tied(library.get("medications", slug), library)))', "pass"),
        ("for (const to of data.medications[slug].consider) found.add(to)", ""),
    ),
    Mutant(
        "what decides by itself is not asked first", QUESTIONS,
        ("not any(alone for _, alone in waiting[fact]),", "False,"),
        ("rank: [alone.length ? 0 : 1, ", "rank: [0, "),
    ),
    Mutant(
        "every rule that hangs on an answer counts as much", QUESTIONS,
        ("return [applied for applied, alone in waiting if alone] or [applied for applied, _ in waiting]", "return [applied for applied, _ in waiting]"),
        ("const rules = (alone.length ? alone : waiting)", "const rules = waiting"),
    ),
    Mutant(
        "questions are not ranked by urgency", QUESTIONS,
        ("min(urgencies.index(applied.rule.urgency) for applied in deciding),\n            min(levels", "0,\n            min(levels"),
        ("alone.length ? 0 : 1, soonest, gravest", "alone.length ? 0 : 1, 0, gravest"),
    ),
    Mutant(
        "signs mean no complication", QUESTIONS,
        ('for relation in library.get("signs", slug).points_to', "for relation in ()"),
        ("for (const to of data.signs[slug].consider) found.add(to)", ""),
    ),
)  # fmt: skip


MODULES = (
    Mutant("any word in common makes a candidate", NAMES, ("ENOUGH = 0.3", "ENOUGH = 0.03")),
    Mutant("a candidate has to be nearly what was said", NAMES, ("ENOUGH = 0.3", "ENOUGH = 0.8")),
    Mutant("any word is read as another", NAMES, ("SLIPS = ((4, 1), (7, 2))", "SLIPS = ((1, 3),)")),
    Mutant("no word is read as another", NAMES, ("SLIPS = ((4, 1), (7, 2))", "SLIPS = ()")),
    Mutant("every candidate is offered", NAMES, ("MOST = 5", "MOST = 500")),
    Mutant("common words tell as much as rare ones", NAMES, ("math.log(1 + len(self._phrases) / count)", "1.0")),
    Mutant(
        "a name in a long complaint is not enough", NAMES,
        ("(shared / (length * whole) + shared / length**2) / 2", "shared / (length * whole)"),
    ),
    Mutant("any name is near", NAMES, ("n=3, cutoff=0.6", "n=3, cutoff=0.1")),
    Mutant("the least likely candidate comes first", NAMES, ("key=lambda one: -one[0]", "key=lambda one: one[0]")),
    Mutant(
        "all rules are as near", CAUTIONS,
        ("return 1 if when.regions else 2 + min(named) if named else 99", "return 0"),
    ),
    Mutant("what names the operation is not nearest", CAUTIONS, ("if named and min(named) == 0:", "if False:")),
    Mutant("the part of the spine is no nearer", CAUTIONS, ("1 if when.regions else ", "")),
    Mutant("a rule for everybody comes before a wider operation's", CAUTIONS, ("if named else 99", "if named else 1")),
    Mutant(
        "the index keeps the least telling words", SEARCH,
        ("sorted(weight, key=lambda word: (-weight[word], word))", "sorted(weight, key=lambda word: (weight[word], word))"),
    ),
    Mutant("every word tells as much", SEARCH, ("math.log(1 + len(listed) / number)", "1.0")),
    Mutant("the index keeps every word", SEARCH, ("[: int(share * WORDS_KEPT)]", "")),
    Mutant("sections have no words", SEARCH, ('" ".join(_telling(section.text.text, weight, set(kept)))', '""')),
    Mutant("sections keep every word", SEARCH, ("[:SECTION_WORDS]", "")),
    Mutant(
        "sections keep the least telling words", SEARCH,
        ("sorted(present, key=lambda word: (-weight[word], word))", "sorted(present, key=lambda word: (weight[word], word))"),
    ),
    Mutant("a section has words that its page did not keep", SEARCH, ("keep.intersection(words(text))", "set(words(text))")),
    Mutant("the glossary tells no names", SEARCH, ("    _told_by_glossary(library, found)\n", "")),
    Mutant("signs say nothing of complications", SEARCH, ("    _told_by_signs(library, found)\n", "")),
    Mutant("figures are not in the text", SEARCH, ("text=[*leaves, *figures, ", "text=[*leaves, ")),
    Mutant("pages with sayings are passed over", SEARCH, ('if "searches" in page.meta:', "if False:")),
    Mutant("the sources of a page are a section", SEARCH, ('if anchor == "sources" or (', "if (")),
    Mutant("generic names are not told", SEARCH, ("record.generics if isinstance(record, Medication) else ()", "()")),
    Mutant(
        "what can go wrong after a wider operation is dropped", INDEXES,
        ("(*own, *(link for link in inherited if link.origin.id not in {o.origin.id for o in own}))", "own"),
    ),
    Mutant("an operation inherits from narrower ones", INDEXES, ("library.ancestors(record)[1:]", "library.descendants(record)")),
    Mutant(
        "what is inherited is listed beside the operation's own", INDEXES,
        ("link for link in inherited if link.origin.id not in {o.origin.id for o in own}", "link for link in inherited"),
    ),
    Mutant("a figure is read nowhere", INDEXES, ("record.about if isinstance(record, Rate) else record.id", "record.id")),
    Mutant("a wait is read nowhere", INDEXES, ("(links.WHEN_TO_START, *wait.after)", "(links.WHEN_TO_START,)")),
    Mutant("the page of all waits cites nothing", INDEXES, ("(links.WHEN_TO_START, *wait.after)", "wait.after")),
    Mutant("sources cite sources", INDEXES, ("elif not isinstance(record, Source):", "else:")),
    Mutant("prose does not cite", INDEXES, ("for source in cited(page.prose):", "for source in ():")),
    Mutant("code cites", INDEXES, ("for source in cited(page.prose):", "for source in cited(page.text):")),
    Mutant("names are not in the A to Z", INDEXES, ("*(record.names if isinstance(record, Named) else ())", "")),
    Mutant("digits are letters", INDEXES, ('return first if first.isascii() and first.isalpha() else "0–9"', "return first")),
)  # fmt: skip


def copied(folder: Path) -> None:
    """Puts a copy of the project into `folder`; of what no mutant touches and may be one, links."""
    for path in ROOT.iterdir():
        if path.name in ("data", "docs", "macros", "overrides", "tests"):  # the first two may not be links
            shutil.copytree(path, folder / path.name, ignore=shutil.ignore_patterns("__pycache__"))
        elif not path.name.startswith("."):
            (folder / path.name).symlink_to(path)


def notices(mutant: Mutant | None, tests: Sequence[str]) -> bool:
    """Whether one of the tests fails in a copy of the project that the mutant has broken; without one, in a sound copy.

    Raises:
        ValueError: The tests could not run: then nothing is known.
    """
    with tempfile.TemporaryDirectory() as name:
        copy = Path(name)
        copied(copy)
        if mutant is not None:
            mutant.breaks(copy)
        command = [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", *tests]
        run = subprocess.run(command, cwd=copy, capture_output=True, text=True, check=False)
    if run.returncode not in (0, 1):
        raise ValueError(f"{mutant}: pytest ended with {run.returncode}\n{run.stdout[-2000:]}{run.stderr[-2000:]}")
    if mutant is None and run.returncode:
        print(run.stdout[-2000:], flush=True)
    if mutant is not None:
        print("noticed " if run.returncode else "survived", mutant.name, flush=True)
    return run.returncode == 1


def mutants_that_survive(mutants: Sequence[Mutant], tests: Sequence[str]) -> tuple[int, list[str]]:
    """How many mutants there are, and those that no test notices.

    Raises:
        ValueError: The code no longer says what a mutant breaks, or the tests fail without any.
    """
    for mutant in mutants:
        list(mutant.places(ROOT))  # what is stale is told before hours are spent
    if notices(None, tests):
        raise ValueError("The tests fail on the project as it is. Mend it first")
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        noticed = list(pool.map(lambda mutant: notices(mutant, tests), mutants))
    return len(mutants), [mutant.name for mutant, seen in zip(mutants, noticed, strict=True) if not seen]


def main(arguments: Sequence[str]) -> int:
    """Runs one set or all. Returns 1 when a mutant of the code survives, or more than 5 % of the broken rules."""
    parser = argparse.ArgumentParser(prog="python -m tests.mutants")
    parser.add_argument("which", nargs="?", choices=("rules", "clauses", "modules"), help="one set (default: all)")
    parser.add_argument("only", nargs="?", default="", help="only mutants that have these words in their names")
    options = parser.parse_args(arguments)
    sets: dict[str, tuple[Sequence[Mutant], Sequence[str]]] = {
        "clauses": (
            CLAUSES,
            ("tests/unit/test_planner.py", "tests/unit/test_questions.py", "tests/planner/test_clients.py"),
        ),
        "modules": (MODULES, [f"tests/unit/test_{name}.py" for name in ("names", "cautions", "search", "indexes")]),
    }
    failed = False
    for name in ("rules", *sets):
        if options.which not in (None, name):
            continue
        if name == "rules":
            total, survivors = rules_that_survive(table.read(ROOT))
        else:
            mutants, tests = sets[name]
            total, survivors = mutants_that_survive(
                [mutant for mutant in mutants if options.only in mutant.name], tests
            )
        if not total:
            parser.error(f"no mutant has `{options.only}` in its name")
        failed |= len(survivors) > (0.05 * total if name == "rules" else 0)
        print(f"{name}: {total - len(survivors)} of {total} noticed ({(total - len(survivors)) / total:.1%})")
        for survivor in survivors:
            print("survived:", survivor)
    return int(failed)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
