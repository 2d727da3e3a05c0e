"""`watch`: what became of the sources, by their DOI."""

from __future__ import annotations

import argparse
import os
import sys

from macros.check import checked
from macros.cli.commands import Commands
from macros.watch import crossref, excuses
from macros.watch.notices import notices
from macros.watch.report import report


def add(commands: Commands) -> None:
    """Adds the command and what it takes."""
    watching = commands.add_parser(
        "watch",
        help="ask Crossref which sources were retracted, corrected or replaced, and say what to do",
        description="Prints the text of an issue in Markdown, and nothing when there is nothing to look at.",
    )
    watching.add_argument(
        "--mail",
        default=os.environ.get("CROSSREF_MAIL", ""),
        help="an address that somebody reads, for Crossref to write to if we ask too much (default: $CROSSREF_MAIL)",
    )
    watching.add_argument("--works", default=crossref.WORKS, metavar="URL", help="where to ask (default: %(default)s)")
    watching.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Prints what there is to look at. Returns 0, or 1 when somebody was not answered or an excuse is not needed."""
    root = options.root.resolve()
    project, problems = checked(root)
    if problems:
        print(*problems, sep="\n", file=sys.stderr)
        return 1
    try:
        known = excuses.read(root)
    except ValueError as error:
        print(error, file=sys.stderr)
        return 1
    library = project.library()
    sources = [source for source in library.of("sources") if source.DOI]
    if not options.mail:
        print(
            "Crossref answers sooner if it knows whom to write to: set CROSSREF_MAIL, or give --mail", file=sys.stderr
        )
    answers = crossref.ask((source.DOI for source in sources), options.mail, options.works)
    if sources and not answers.works and answers.unanswered:
        print(f"{options.works}: {next(iter(answers.unanswered.values()))}. Is this machine online?", file=sys.stderr)
        return 1
    found, unneeded = excuses.told(notices(sources, answers), known.notices)
    if answers.unanswered:  # who was not answered may still need its excuse
        silent = {source.id for source in sources if source.DOI.lower() in answers.unanswered}
        unneeded = [excuse for excuse in unneeded if excuse.source not in silent]
    if text := report(found, answers.unanswered, unneeded, library, project.pages):
        print(text)
    print(
        f"{len(sources)} of {len(library.of('sources'))} sources have a DOI; Crossref answered for "
        f"{len({source.DOI.lower() for source in sources} - answers.unanswered.keys())}; {len(found)} notices to look at",
        file=sys.stderr,
    )
    return 1 if answers.unanswered or unneeded else 0
