"""Breaks the planner on purpose and counts what the table of truth and the properties notice: `python -m tests.mutants`.

Two sets. Every rule is broken in turn: left out, made milder and stricter, with each key of its `when` left out, with other
courses, elsewhere. Every clause of the code is broken in both languages at once, so that comparing the two finds nothing.
Prints what survived. `python -m tests.mutants rules` or `clauses` runs one set, `clauses NAME` one clause.
"""

from __future__ import annotations

import random
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
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
    for (limits, clearance), weeks_, signs_, complications_, medication, condition, areas_, operation in product(
        answers, weeks, signs, complications, (*when.medications, None), (*when.conditions, None), areas, operations
    ):
        own = [when.regions[0]] if when.regions else ["lumbar"]
        for region in own if operation in procedures else ("lumbar", "cervical"):
            yield Client(
                procedures=frozenset((operation,)),
                regions=frozenset((region,)),  # type: ignore[arg-type]
                weeks=weeks_,
                medications=frozenset(filter(None, (medication,))),
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
class Clause:
    """A clause of the code, broken in both languages."""

    name: str
    file: str
    python: tuple[str, str]
    """What it says in Python, and what it says broken."""
    script: tuple[str, str]
    """The same in the browser's planner, in whichever scripts say it."""

    def places(self, root: Path) -> Iterator[tuple[Path, str, str]]:
        """The files of a project that say it, each with what it says and what it says broken.

        Raises ValueError when the clause is not there in one of the languages.
        """
        for files, (old, new) in (([root / self.file], self.python), (sorted(root.glob(SCRIPTS)), self.script)):
            found = [file for file in files if old in file.read_text(encoding="utf-8")]
            if not found:
                raise ValueError(f"{self.name}: no file has `{old}`. Correct the clause in {__file__}")
            yield from ((file, old, new) for file in found)


PLANNER, CLIENT = "macros/plan/planner.py", "macros/plan/client.py"

CLAUSES = (
    Clause("the first year is half a year", CLIENT, ("FIRST_YEAR = 52.0", "FIRST_YEAR = 26.0"), ("data.firstYear", "26")),
    Clause(
        "agreement answers nothing", PLANNER,
        ('answered = rule.urgency == "clearance-first" and known.agreed', "answered = False"),
        ('const answered = rule.urgency === "clearance-first" && known.agreed', "const answered = false"),
    ),
    Clause(
        "agreement answers every rule", PLANNER,
        ('answered = rule.urgency == "clearance-first" and known.agreed', "answered = known.agreed"),
        ('const answered = rule.urgency === "clearance-first" && known.agreed', "const answered = known.agreed"),
    ),
    Clause(
        "what is answered changes nothing", PLANNER,
        ('replace(effect, today="change", urgency="routine")', 'replace(effect, today="nothing", urgency="none")'),
        ('effect("change", "routine", called(rule, known))', 'effect("nothing", "none", called(rule, known))'),
    ),
    Clause(
        "a no does nothing", PLANNER,
        ('if client.clearance == "refused":', 'if client.clearance == "nobody":'),
        ('if (client.clearance === "refused")', "if (false)"),
    ),
    Clause(
        "a no only delays", PLANNER,
        ('yield Effect("stop", "clearance-first", team)', 'yield Effect("wait", "clearance-first", team)'),
        ('effect("stop", "clearance-first", team)', 'effect("wait", "clearance-first", team)'),
    ),
    Clause(
        "waiting for an answer does nothing", PLANNER,
        ('if client.clearance == "waiting":', 'if client.clearance == "nobody":'),
        ('if (client.clearance === "waiting")', "if (false)"),
    ),
    Clause(
        "unasked medicines and illnesses do nothing", PLANNER,
        ('if not {"medications", "conditions"} <= client.asked:', "if False:"),
        ('if (!client.asked.includes("medications") || !client.asked.includes("conditions"))', "if (false)"),
    ),
    Clause(
        "an operation that is not known waits for nobody", PLANNER,
        ('if "signs" not in client.asked or known.some_operation_is_unknown:', 'if "signs" not in client.asked:'),
        ('if (!client.asked.includes("signs") || open)', 'if (!client.asked.includes("signs"))'),
    ),
    Clause(
        "a stop list that was not asked waits for nobody", PLANNER,
        ('if "signs" not in client.asked or known.some_operation_is_unknown:', "if known.some_operation_is_unknown:"),
        ('if (!client.asked.includes("signs") || open)', "if (open)"),
    ),
    Clause(
        "discharged is not agreed", CLIENT,
        ('return self.client.clearance in ("agreed", "discharged")', 'return self.client.clearance == "agreed"'),
        ('agreed: clearance === "agreed" || clearance === "discharged"', 'agreed: clearance === "agreed"'),
    ),
    Clause(
        "discharged has limits", CLIENT,
        ('if self.client.limits is None and self.client.clearance == "discharged":', "if False:"),
        ('client.limits === null && clearance === "discharged" ? false : client.limits', "client.limits"),
    ),
    Clause(
        "limits that are over still hold", PLANNER,
        ('if when.weeks is not None and when.weeks.until == "cleared" and known.limits is False:', "if False:"),
        ('if (when.weeks?.until === "cleared" && known.limits === false) return no', ""),
    ),
    Clause(
        "limits hold for ever", PLANNER,
        ('if span.until == "cleared" and known.limits is None and now >= FIRST_YEAR:', "if False:"),
        ('if (until === "cleared" && known.limits === null && client.weeks >= data.firstYear)', "if (false)"),
    ),
    Clause(
        "rules for the unasked hold for the agreed", PLANNER,
        ('if when.unless == "agreed" and known.agreed:', "if False:"),
        ('if (when.unless === "agreed" && known.agreed) return no', ""),
    ),
    Clause(
        "a suspicion has no urgency", PLANNER,
        ('yield Effect(SUSPECTED[urgency], urgency, whom, personal=True)', "pass"),
        ("effects.push(finding(data.suspected[urgency]", "void (finding(data.suspected[urgency]"),
    ),
    Clause(
        "a suspicion never stops", PLANNER,
        ('SUSPECTED: dict[HowSoon, Today] = {"emergency": "stop", "same-day": "stop"', 'SUSPECTED: dict[HowSoon, Today] = {"emergency": "change", "same-day": "change"'),
        ("finding(data.suspected[urgency]", 'finding(data.suspected[urgency] === "stop" ? "change" : data.suspected[urgency]'),
    ),
    Clause(
        "a suspicion for the next days does not delay", PLANNER,
        ('"within-days": "wait", "routine": "change"}', '"within-days": "change", "routine": "change"}'),
        ("finding(data.suspected[urgency]", 'finding(data.suspected[urgency] === "wait" ? "change" : data.suspected[urgency]'),
    ),
    Clause(
        "a known complication without a rule does nothing", PLANNER,
        ('elif ("complications", slug) not in spoken:', "elif False:"),
        ("else if (!spoken.has(`complications ${slug}`))", "else if (false)"),
    ),
    Clause(
        "a complaint nobody understands does nothing when new", PLANNER,
        ('yield Effect("stop", "same-day", team, personal=True)', 'yield Effect("change", "routine", team, personal=True)'),
        ('finding("stop", "same-day", team)', 'finding("change", "routine", team)'),
    ),
    Clause(
        "a known complaint that nobody understands does nothing", PLANNER,
        ('        else:\n            yield Effect("change", "routine", team, personal=True)', "        else:\n            pass"),
        (': finding("change", "routine", team))\n  return effects', ': effect("nothing", "none", "nobody"))\n  return effects'),
    ),
    Clause(
        "words do not count", PLANNER,
        ("for how in client.other.values():", "for how in ():"),
        ("for (const course of Object.values(client.other))", "for (const course of [])"),
    ),
    Clause(
        "urgent signs can be old", CLIENT,
        ('return "new" if course and self.library.get("signs", sign).always else course', "return course"),
        ('(data.signs[slug].always ? "new" : client.signs[slug])', "client.signs[slug]"),
    ),
    Clause(
        "signs together need no second one", PLANNER,
        ('("with", when.together, beside),', ""),
        ('["with", when.with, beside, known.sign],', ""),
    ),
    Clause(
        "both of two signs have to be new", PLANNER,
        ('beside: tuple[Course, ...] = ("new", "followed")', 'beside: tuple[Course, ...] = ("new",)'),
        ('const beside = ["new", "followed"]', 'const beside = ["new"]'),
    ),
    Clause(
        "either of two signs may be old", PLANNER,
        ('beside: tuple[Course, ...] = ("new", "followed")', "beside = get_args(Course)"),
        ('const beside = ["new", "followed"]', 'const beside = ["new", "followed", "settled"]'),
    ),
    Clause(
        "two signs that are both followed mean more", PLANNER,
        ("and not {course for _, course in pair} & set(when.course):", "and False:"),
        ("if (both && !pair.some(([, slug]) => isOne(known.sign(slug), when.course))) return no", ""),
    ),
    Clause(
        "an urgent rule waits for what is not known", PLANNER,
        ('return severe and not open_ & {"signs", "with"}', "return False"),
        ('if (when.signs) return severe && !open.has("signs") && !open.has("with")', "if (when.signs) return false"),
    ),
    Clause(
        "an urgent rule does not wait for its second sign", PLANNER,
        ('return severe and not open_ & {"signs", "with"}', 'return severe and "signs" not in open_'),
        ('if (when.signs) return severe && !open.has("signs") && !open.has("with")', 'if (when.signs) return severe && !open.has("signs")'),
    ),
    Clause(
        "every rule of a reported sign holds", PLANNER,
        ('return severe and not open_ & {"signs", "with"}', 'return not open_ & {"signs", "with"}'),
        ('if (when.signs) return severe && !open.has("signs") && !open.has("with")', 'if (when.signs) return !open.has("signs") && !open.has("with")'),
    ),
    Clause(
        "a call today is not severe", PLANNER,
        ('rule.urgency in ("emergency", "same-day", "within-days")', 'rule.urgency == "emergency"'),
        ('["emergency", "same-day", "within-days"].includes(urgency)', 'urgency === "emergency"'),
    ),
    Clause(
        "a rule of a known complication waits for what is not known", PLANNER,
        ('return severe and "complications" not in open_', "return False"),
        ('if (when.complications) return severe && !open.has("complications")', "if (when.complications) return false"),
    ),
    Clause(
        "a rule that delays waits for the time", PLANNER,
        ('return open_ <= {"weeks", "procedures", "regions"}', "return False"),
        ('if (severe) return within("weeks", "procedures", "regions")', "if (severe) return false"),
    ),
    Clause(
        "a rule that delays waits for the operation", PLANNER,
        ('return open_ <= {"weeks", "procedures", "regions"}', 'return open_ <= {"weeks"}'),
        ('if (severe) return within("weeks", "procedures", "regions")', 'if (severe) return within("weeks")'),
    ),
    Clause(
        "a limit waits for the time", PLANNER,
        ('return open_ <= {"weeks"} and rule.level != "fine" and when.time == "after"', "return False"),
        ('return within("weeks") && level !== "fine" && when.time === "after"', "return false"),
    ),
    Clause(
        "what is fine holds at an unknown time", PLANNER,
        (' and rule.level != "fine" and when.time == "after"', ' and when.time == "after"'),
        (' && level !== "fine" && when.time === "after"', ' && when.time === "after"'),
    ),
    Clause(
        "rules before the operation hold at an unknown time", PLANNER,
        (' and rule.level != "fine" and when.time == "after"', ' and rule.level != "fine"'),
        (' && level !== "fine" && when.time === "after"', ' && level !== "fine"'),
    ),
    Clause(
        "an unknown time is after the operation", CLIENT,
        ("return None if self.client.weeks is None else False", "return False"),
        ("? true : weeks === null ? null : false", "? true : false"),
    ),
    Clause(
        "before the operation is after it", CLIENT,
        ("if self.client.planned or (self.client.weeks is not None and self.client.weeks < 0):", "if False:"),
        ("before: client.planned || (weeks !== null && weeks < 0) ?", "before: false ?"),
    ),
    Clause(
        "negative weeks are not before it", CLIENT,
        ("if self.client.planned or (self.client.weeks is not None and self.client.weeks < 0):", "if self.client.planned:"),
        ("before: client.planned || (weeks !== null && weeks < 0) ?", "before: client.planned ?"),
    ),
    Clause(
        "rules do not ask for before or after", PLANNER,
        ('elif when.time != "any" and known.before != (when.time == "before"):', "elif False:"),
        ('} else if (when.time !== "any" && known.before !== (when.time === "before")) return no', "} else if (false) return no"),
    ),
    Clause(
        "the last week is in", PLANNER,
        ("now >= span.end", "now > span.end"),
        ("client.weeks >= to)", "client.weeks > to)"),
    ),
    Clause(
        "the first week is out", PLANNER,
        ("if now < span.start", "if now <= span.start"),
        ("if (client.weeks < from", "if (client.weeks <= from"),
    ),
    Clause(
        "wider operations do not count", CLIENT,
        ("for wider in self.library.ancestors(procedure))", "for wider in (procedure,))"),
        ("operations.flatMap(({ line }) => line)", "client.procedures"),
    ),
    Clause(
        "an unknown operation is none", CLIENT,
        ('return not self.client.procedures or any(kind == "procedures" for kind, _ in self.client.unknown)', "return not self.client.procedures"),
        ('!operations.length || client.unknown.some(([kind]) => kind === "procedures")', "!operations.length"),
    ),
    Clause(
        "a named part does not settle it", CLIENT,
        ("if self.client.regions:\n            return self.regions", "if False:\n            return self.regions"),
        ("const several = client.regions.length", "const several = false"),
    ),
    Clause(
        "an operation on one part does not give it", CLIENT,
        ("if len(procedure.regions) == 1}", "if False}"),
        ("operations.filter(({ regions }) => regions.length === 1)", "operations.filter(() => false)"),
    ),
    Clause(
        "a rule for every possible part asks for the part", PLANNER,
        ("elif known.possible <= set(when.regions):", "elif False:"),
        ("else if ([...known.possible].every((region) => regions.includes(region)))", "else if (false)"),
    ),
    Clause(
        "a part that is possible does not count", PLANNER,
        ("elif any(region in known.possible for region in when.regions):", "elif False:"),
        ("else if (regions.some((region) => known.possible.has(region)))", "else if (false)"),
    ),
    Clause(
        "the stop list holds no illness", PLANNER,
        ('and not ("signs" in client.asked and slug in stop_list)', ""),
        ('client.asked.includes("signs") && data.stopList.includes(slug)', "false"),
    ),
    Clause(
        "a list that was gone through counts for nothing", PLANNER,
        ("if key not in client.asked", "if True"),
        ("client.asked.includes(key) ? [] : wanted", "false ? [] : wanted"),
    ),
    Clause(
        "an unknown name leaves the list answered", CLIENT,
        ('asked=given.asked - {"signs" if kind == "complications" else kind for kind, _ in unknown},', "asked=given.asked,"),
        ("given.asked.filter((list) => !lists.has(list))", "given.asked"),
    ),
    Clause(
        "merged signs are forgotten", CLIENT,
        ("today = library.merged.get(slug, slug)", "today = slug"),
        ("merged.get(slug) ?? slug", "slug"),
    ),
    Clause(
        "merged signs are new", CLIENT,
        ('"settled" if today != slug and course == "new" else course', "course"),
        ('today !== slug && course === "new" ? "settled" : course', "course"),
    ),
    Clause(
        "the doctor is never called", CLIENT,
        ('return "surgeon" if early or self.implants else "doctor"', 'return "surgeon"'),
        ('implants ? "surgeon" : "doctor"', 'implants ? "surgeon" : "surgeon"'),
    ),
    Clause(
        "implants do not matter to whom to call", CLIENT,
        ('return "surgeon" if early or self.implants else "doctor"', 'return "surgeon" if early else "doctor"'),
        ("weeks < data.firstYear || implants ?", "weeks < data.firstYear ?"),
    ),
    Clause(
        "the surgeon's team is not called in the first year", CLIENT,
        ("weeks is None or weeks < FIRST_YEAR", "weeks is None"),
        ("weeks === null || weeks < data.firstYear || implants", "weeks === null || implants"),
    ),
    Clause(
        "everybody is the team", PLANNER,
        ('return known.team if rule.who == "team" else rule.who', "return known.team"),
        ('return who === "team" ? team : who', "return team"),
    ),
    Clause(
        "an emergency calls the team", PLANNER,
        ('if rule.urgency == "emergency":\n        return "emergency"', 'if False:\n        return "emergency"'),
        ('if (urgency === "emergency") return "emergency"', ""),
    ),
    Clause(
        "the operation need not be known", PLANNER,
        ("if known.some_operation_is_unknown:\n        yield", "if False:\n        yield"),
        ('["procedures", open]', '["procedures", false]'),
    ),
    Clause(
        "the time need not be known", PLANNER,
        ('if known.before is None:\n        yield "weeks"', 'if False:\n        yield "weeks"'),
        ('["weeks", before === null]', '["weeks", false]'),
    ),
    Clause(
        "the stop signs need not be asked", PLANNER,
        ('if "signs" not in known.client.asked:\n        yield "signs"', 'if False:\n        yield "signs"'),
        ('["signs", !client.asked.includes("signs")]', '["signs", false]'),
    ),
    Clause(
        "nothing is undecided", PLANNER,
        ("if undecided and not any", "if False and not any"),
        ("if (undecided.length && !counted", "if (false && !counted"),
    ),
    Clause(
        "what only perhaps delays decides", PLANNER,
        ('effect.today == "wait" and effect.sure', 'effect.today == "wait"'),
        ('today === "wait" && sure', 'today === "wait"'),
    ),
    Clause(
        "the table is not everywhere", PLANNER,
        ('if not effect.where or "table" in effect.where:', "if not effect.where:"),
        ('where.has("table")', "false"),
    ),
    Clause(
        "areas do not matter", PLANNER,
        ("return area in effect.where", "return True"),
        ("if (area) return where.has(area)", "if (area) return true"),
    ),
    Clause(
        "only the operated part stops a session", PLANNER,
        ('return effect.personal or effect.today in ("stop", "wait") or bool', "return effect.personal or bool"),
        ('personal || ["stop", "wait"].includes(today) || [...operated]', "personal || [...operated]"),
    ),
    Clause(
        "changes away from the operated part count", PLANNER,
        ("bool(operated & effect.where)", "True"),
        ("[...operated].some((part) => where.has(part))", "true"),
    ),
    Clause(
        "the operated part is nowhere", PLANNER,
        ('(known.operated if token == "operated" else (token,))', "(token,)"),
        ('token === "operated" ? [...known.operated] : [token]', "[token]"),
    ),
    Clause(
        "the best area decides", PLANNER,
        ("min(areas.values(), key=list(SESSIONS).index)", "max(areas.values(), key=list(SESSIONS).index)"),
        ("sessions.indexOf(a) - sessions.indexOf(b)", "sessions.indexOf(b) - sessions.indexOf(a)"),
    ),
    Clause(
        "the dangers of the first weeks are named for ever", "macros/plan/questions.py",
        ("EARLY = 12.0", "EARLY = 1e9"), ("data.early", "1e9"),
    ),
)  # fmt: skip


def clauses_that_survive(only: str = "") -> tuple[int, list[str]]:
    """How many broken clauses there are, and those that neither table nor properties notice."""
    survivors = []
    chosen = [clause for clause in CLAUSES if only in clause.name]
    for clause in chosen:
        with tempfile.TemporaryDirectory() as folder:
            copy = Path(folder)
            for name in ("data", "docs", "node_modules"):
                (copy / name).symlink_to(ROOT / name)
            for name in ("macros", "overrides", "tests"):
                shutil.copytree(ROOT / name, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
            for name in ("pyproject.toml", "package.json"):
                shutil.copy(ROOT / name, copy)
            for file, old, new in list(clause.places(copy)):
                file.write_text(file.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
            run = subprocess.run(
                [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", "tests/unit/test_planner.py"],
                cwd=copy, capture_output=True, text=True, check=False,
            )  # fmt: skip
        if run.returncode == 0:
            survivors.append(clause.name)
        print("survived" if run.returncode == 0 else "noticed ", clause.name, flush=True)
    return len(chosen), survivors


def main(arguments: Sequence[str]) -> int:
    """Runs one set or both. Returns 1 when less than 95 % are noticed."""
    which, only = (*arguments, "", "")[:2]
    total, survivors = 0, list[str]()
    for name in ("rules", "clauses"):
        if which in ("", name):
            some, alive = rules_that_survive(table.read(ROOT)) if name == "rules" else clauses_that_survive(only)
            total += some
            survivors += alive
            print(f"{name}: {some - len(alive)} of {some} noticed ({(some - len(alive)) / some:.1%})")
    print(*(f"survived: {name}" for name in survivors), sep="\n")
    return int(len(survivors) > 0.05 * total)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
