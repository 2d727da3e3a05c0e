"""`plan`: may I work with this client today, and whom to call."""

from __future__ import annotations

import argparse
import json
import math
import sys
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import asdict
from typing import get_args

from macros.check.records import references_resolve
from macros.cli.commands import Commands
from macros.model.vocabulary import Area
from macros.plan import intake, planner
from macros.plan.client import Clearance
from macros.store.project import read


def add(commands: Commands) -> None:
    """Adds the command and what it takes."""
    planning = commands.add_parser(
        "plan",
        help="may I work with this client today, and whom to call",
        description="Each list (--medication, --condition, --sign) that is given is taken as the whole list; one that is left "
        "out counts as not asked. Exit status 3: some words about signs may mean several things; choose a slug.",
    )
    for name, what in (
        ("procedure", "an operation the client had or faces: `acdf`, `C5-6 ACDF`"),
        ("region", "a part of the spine: cervical, thoracic, lumbar, sacral"),
        ("medication", "a medicine, generic or brand: `Eliquis`; `none` when there is none"),
        ("condition", "an illness: `osteoporosis`; `none` when there is none"),
        (
            "sign",
            "a finding by its slug or own name, with its course: `new-weakness:followed`, `hardware-failure:settled`. "
            "Courses: new (the default, also when nobody knows), followed, settled. "
            "`none` when the stop signs were asked and there are none. Other words print candidates",
        ),
        ("said", "a complaint in words that no sign fits, kept as it is, with its course: `odd hum in my rib:settled`"),
        ("area", f"an area that the client wants worked: {', '.join(get_args(Area))}"),
    ):
        planning.add_argument(f"--{name}", action="append", default=[], metavar="WORDS", help=what)
    planning.add_argument("--weeks", type=_weeks, help="weeks since surgery; negative before it")
    planning.add_argument("--planned", action="store_true", help="the operation is still to come")
    planning.add_argument(
        "--clearance",
        choices=get_args(Clearance),
        help="what the surgeon's team said to massage (left out: nobody knows)",
    )
    planning.add_argument(
        "--cleared",
        action=argparse.BooleanOptionalAction,
        help="short for `--clearance agreed`, and `--no-cleared` for `--clearance refused`",
    )
    planning.add_argument(
        "--limits",
        action=argparse.BooleanOptionalAction,
        help="limits that the surgeon set still hold, or no longer do",
    )
    planning.add_argument("--json", action="store_true", help="print the plan as JSON")
    planning.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Prints the plan. Returns 0, 1 for data with problems, 3 for words that may mean several things."""
    project, problems = read(options.root.resolve())
    problems.extend(references_resolve(project))
    if problems:
        print(*problems, sep="\n", file=sys.stderr)
        print("Fix these problems first, then run `plan` again", file=sys.stderr)
        return 1
    library = project.library()
    short: dict[bool | None, Clearance | None] = {None: None, True: "agreed", False: "refused"}
    found = intake.read(
        library,
        procedures=options.procedure,
        regions=options.region,
        medications=options.medication,
        conditions=options.condition,
        signs=options.sign,
        quoted=options.said,
        areas=options.area,
        weeks=options.weeks,
        planned=options.planned,
        clearance=options.clearance or short[options.cleared],
        limits=options.limits,
    )
    for strange in found.strange:
        nearest = f" Near it: {', '.join(strange.nearest)}." if strange.nearest else ""
        print(f"Not known: {strange.said!r}. It counts as not known.{nearest}", file=sys.stderr)
    if found.unclear:
        return _choose(found.unclear, options.json)
    result = planner.plan(found.client, library)
    if options.json:
        spoken = {"quoted": dict(found.client.other), "not_known": [asdict(strange) for strange in found.strange]}
        print(json.dumps(planner.as_json(result) | spoken, indent=2, ensure_ascii=False))
    else:
        print(intake.text(result, found.client, library))
    return 0


def _weeks(said: str) -> float:
    with suppress(ValueError):
        if math.isfinite(weeks := float(said)):
            return weeks
    raise argparse.ArgumentTypeError(f"`{said}` is not a number of weeks. Write it in digits, such as 9 or 1.5")


def _choose(unclear: Sequence[intake.Unclear], as_json: bool) -> int:
    """Prints what the words may mean, for a person to choose. Returns 3."""
    if as_json:
        print(json.dumps({"candidates": [asdict(words) for words in unclear]}, indent=2, ensure_ascii=False))
    for words in unclear if not as_json else ():
        print(f"“{words.said}” may mean:")
        course = "" if words.preset in ("new", "denied") else f":{words.preset}"
        for candidate in words.candidates:
            print(f"  --sign {candidate.slug}{course}    {candidate.name} (as in “{candidate.like}”)")
        if words.absent:
            print("  It sounds as if it is not there: leave it out then")
        print(
            f"  --said {json.dumps(words.said + course, ensure_ascii=False)}    none of these: keep the words as they are"
        )
    return 3
