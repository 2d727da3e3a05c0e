"""The rules that records keep, one small function a rule.

What a single value may be (types, choices, ranges that run forward, YAML surprises) is checked on reading, in `load`.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator
from itertools import combinations

from macros.check.alone import alone
from macros.check.said import WEB, addresses, astray, markup
from macros.model.base import FieldPath, Named, walk
from macros.model.caution import Caution
from macros.model.clinical import Formulary, Procedure
from macros.model.evidence import Rate, Source, Waits
from macros.model.text import Claim, Pattern, Ref, Weighty, cited, plain
from macros.store.library import citations
from macros.store.load import Document
from macros.store.problems import Problem, nearest
from macros.store.project import Project

_COPIES = frozenset(
    (
        "5y1.org", "aneskey.com", "blackboxrx.com", "clinicalgate.com", "docplayer.net", "docslib.org", "doczz.net", "dokumen.tips",
        "druglib.com", "musculoskeletalkey.com", "neupsykey.com", "pdf4pro.com", "pdfmedarticles.com", "scribd.com", "slideplayer.com",
        "studylib.net", "vdocuments.site",
    )
)  # fmt: skip
"""Sites that keep what others wrote."""


def references_resolve(project: Project) -> Iterator[Problem]:
    """Every slug and every source id that a record names exists. None that a live record names is retired."""
    for document in project.readable:
        for path, kind, slug in document.references:
            if found := astray(project, kind, slug, document.live or path[0] == "retired"):
                yield document.problem(path, *found)


@alone
def claims_are_cited(project: Project) -> Iterator[Problem]:
    """Every claim has a citation."""
    for document, path, value in project.leaves:
        if isinstance(value, Claim) and not cited(value):
            yield document.problem(
                path, "the claim has no citation", "End it with `[@source-id]`, the name of a file in data/sources/"
            )
        elif isinstance(value, Claim) and not re.search(r"\w", plain(value)):
            yield document.problem(path, "the citation stands behind no claim", "Write what the source says before it")


def waits_are_of_their_source(project: Project) -> Iterator[Problem]:
    """What a source says about waiting is in the file that is named after the source, and cites it."""
    for document in project.readable:
        if not isinstance(document.record, Waits):
            continue
        source = document.record.source
        if found := astray(project, "sources", source):
            yield document.problem((), *found)
        for index, wait in enumerate(document.record.positions):
            if source not in cited(wait.says):
                yield document.problem(
                    ("positions", index, "says"),
                    f"does not cite `{source}`, the source that this file is named after",
                    f"End it with `[@{source}]`, or move it to the file of the source that it cites",
                )


def medicines_are_of_their_source(project: Project) -> Iterator[Problem]:
    """A list of medicines is in the file that is named after its source, and has each name once."""
    for document in project.readable:
        if not isinstance(document.record, Formulary):
            continue
        if found := astray(project, "sources", document.id):
            yield document.problem((), *found)
        names: set[str] = set()
        for index, medicine in enumerate(document.record.medicines):
            for name in map(str.casefold, (medicine.generic, *medicine.brands)):
                if name in names:
                    yield document.problem(("medicines", index), f"`{name}` stands here twice", "Keep one")
                names.add(name)


@alone
def data_is_plain(project: Project) -> Iterator[Problem]:
    """Every text is one paragraph, and has no markup but Markdown's inside of one. A regular expression is no text."""
    for document, path, value in project.leaves:
        for fault, remedy, mend in markup(value) if isinstance(value, str) and not isinstance(value, Pattern) else ():
            yield document.problem(path, fault, remedy, mend)


@alone
def addresses_are_web(project: Project) -> Iterator[Problem]:
    """Every address is http or https; links to records are written `[[slug]]`."""
    for document, path, value in project.leaves:
        if not isinstance(value, str):
            continue
        for address in [value] if path[-1] == "URL" else addresses(value):
            if not WEB.fullmatch(address):
                yield document.problem(
                    path,
                    f"`{address}` is not a web address",
                    "Write it in full, with https://. To link a record write `[[its-slug]]`",
                )


@alone
def weeks_do_not_overlap(project: Project) -> Iterator[Problem]:
    """Rules of one caution that speak of the same client at the same level split the weeks between them, or share them all."""
    for document in project.readable:
        if not isinstance(document.record, Caution):
            continue
        for (_, first), (index, second) in combinations(enumerate(document.record.rules), 2):
            one, two = first.when.weeks, second.when.weeks
            same = (first.level, first.when.model_copy(update={"weeks": None})) == (
                second.level,
                second.when.model_copy(update={"weeks": None}),
            )
            if same and one and two and one != two and one.overlaps(two):
                yield document.problem(
                    ("rules", index, "when", "weeks"),
                    f"{two} overlaps {one} of an earlier rule for the same client",
                    "Let one range end where the other starts",
                )


def slugs_are_unique(project: Project) -> Iterator[Problem]:
    """A slug names one record that a reader can open, whatever its kind."""
    first: dict[str, Document] = {}
    for document in project.documents:
        if document.kind.pages != "none" and document.kind.name != "sources":
            other = first.setdefault(document.id, document)
            if other is not document:
                yield document.problem(
                    (),
                    f"`{document.id}` is also the slug of {other.path}",
                    "Rename the newer of the two; a link has only the slug",
                )


def old_slugs_are_free(project: Project) -> Iterator[Problem]:
    """A slug in `was` is nobody's today, and leads to one record."""
    today = {d.id: d.path for d in project.documents if d.id in project.ids("")}
    first: dict[str, tuple[str, FieldPath]] = {}
    for document, path, value in project.leaves:
        if path[0] == "was":
            if value in today:
                yield document.problem(path, f"`{value}` is in use: {today[value]}", "Delete it here")
            here = (document.path, path)
            if (other := first.setdefault(value, here)) != here:
                yield document.problem(path, f"`{value}` is in `was` of {other[0]} too", "Delete one of the two")


def wider_operations_end(project: Project) -> Iterator[Problem]:
    """No line of `is_a` leads back to where it started."""
    wider = {d.id: d.record.is_a for d in project.readable if isinstance(d.record, Procedure)}
    for document in project.readable:
        line = [document.id]
        while (step := wider.get(line[-1])) is not None and step not in line:
            line.append(step)
        if step == document.id and isinstance(document.record, Procedure):
            loop = " → ".join((*line, step))
            yield document.problem(("is_a",), f"`is_a` forms a loop: {loop}", "Let `is_a` name a wider operation")


def wider_operations_are_wider(project: Project) -> Iterator[Problem]:
    """An operation is done on no part of the spine that the operation it is a kind of is not done on."""
    all_ = {d.id: d.record for d in project.readable if isinstance(d.record, Procedure)}
    for document in project.readable:
        if isinstance(one := document.record, Procedure) and one.is_a in all_:
            wider = all_[one.is_a]
            if wider.regions and (more := [region for region in one.regions if region not in wider.regions]):
                fault = f"it is done on a part that `{wider.id}` is not done on: {', '.join(more)}"
                yield document.problem(("is_a",), fault, "Let `is_a` name a wider operation, or correct `regions`")


DIRECTED: dict[tuple[str, str], tuple[str, ...]] = {
    ("rates", "about"): (
        "complications", "conditions", "procedures", "materials", "cautions", "medications", "techniques",
    ),
    ("signs", "points_to"): ("complications", "conditions"),
    ("signs", "follow_ups"): ("signs", "medications", "conditions", "complications"),
    ("appraisals", "about"): ("procedures", "conditions", "complications"),
}  # fmt: skip
"""The kinds that a reference to any kind may lead to, by the kind and the field that it is in."""


def references_are_of_a_fitting_kind(project: Project) -> Iterator[Problem]:
    """What can name a record of any kind names one that the field is about, and never its own record."""
    kinds = {d.id: d.kind for d in project.documents if d.id in project.ids("")}
    for document, path, value in project.leaves:
        if not isinstance(value, Ref):
            continue
        if value == document.id and document.kind.pages != "none" and value.kind in ("", document.kind.name):
            if path[0] != "is_a":  # a loop, and told as one
                yield document.problem(path, f"`{value}` names itself", "Name another record, or delete it")
            continue
        fitting = DIRECTED.get((document.kind.name, str(path[0])), ())
        if not value.kind and fitting and value in kinds and kinds[value].name not in fitting:
            fault = f"`{value}` is a {kinds[value].singular}"
            yield document.problem(path, fault, f"Name a record of one of these kinds: {', '.join(fitting)}")


def relations_are_said_once(project: Project) -> Iterator[Problem]:
    """No field ties a record to another one twice."""
    first: dict[tuple[str, object, str], FieldPath] = {}
    for document, path, value in project.leaves:
        if isinstance(value, Ref) and path[-1] == "to" and len(path) == 3:
            key = (document.path, path[0], str(value))
            if first.setdefault(key, path) != path:
                yield document.problem(path, f"`{value}` stands here twice", "Keep one, and say both in its `why`")


def records_are_no_copies(project: Project) -> Iterator[Problem]:
    """No record says all that another one says, and no two of a kind have one name. Nor have two sources one DOI or PMID."""
    first: dict[tuple[object, ...], Document] = {}
    for document in project.readable:
        record = document.record
        if record is None or not record.live:
            continue
        said = tuple((path, str(value)) for path, value in walk(record) if path[0] not in ("review", "was"))
        keys: list[tuple[tuple[object, ...], FieldPath, str]] = [
            ((document.kind.name, said), (), "it says the same as")
        ]
        if isinstance(record, Named):
            keys.append(
                ((document.kind.name, record.name.casefold()), ("name",), f"`{record.name}` is also the name of")
            )
        if isinstance(record, Source):
            keys.extend(
                ((field, number.casefold()), (field,), f"`{number}` is also the {field} of")
                for field in ("DOI", "PMID", "PMCID")
                if (number := getattr(record, field))
            )
        for key, path, fault in keys:
            if (other := first.setdefault(key, document)) is not document:
                yield document.problem(path, f"{fault} {other.path}", "Keep one, and let the other places name it")
                break


EARLIEST = dt.date(2000, 1, 1)
"""No review and no search of ours is older."""

FARTHEST = dt.timedelta(days=5 * 366)
"""How far ahead the next review may be. Our own line: what is due never is not reviewed."""


def days_have_been(project: Project) -> Iterator[Problem]:
    """The day of a review, a search or a retirement has come, anywhere on earth; the next review is within a few years."""
    tomorrow = dt.datetime.now(dt.UTC).date() + dt.timedelta(days=1)
    for document, path, value in project.leaves:
        if isinstance(value, dt.date):
            if path[-1] == "next":
                last, fault = tomorrow + FARTHEST, f"{value} is too far ahead for a next review"
            else:
                last, fault = tomorrow, f"{value} has not come yet"
            if value > last:
                yield document.problem(path, fault, "Write the day itself, as year, month and day")
            elif value < EARLIEST:
                yield document.problem(path, f"{value} is before anything here was written", "Correct the year")
        elif path == ("issued",) and isinstance(value, int) and value > tomorrow.year + 1:
            yield document.problem(path, f"{value} has not come yet", "Write the year as printed")


@alone
def unknown_is_unknown(project: Project) -> Iterator[Problem]:
    """`unknown` lists fields of the kind that are not given."""
    for document in project.readable:
        assert document.record is not None
        names = {f.alias or n for n, f in type(document.record).model_fields.items()} - {"id", "unknown"}
        given = {path[0] for path, _ in walk(document.record)} if document.record.unknown else set()
        for index, name in enumerate(document.record.unknown):
            if name not in names:
                yield document.problem(
                    ("unknown", index),
                    f"`{name}` is not a field of a {document.kind.singular}",
                    f"{nearest(name, names)}See data/schema/{document.kind.name}.json",
                )
            elif name in given:
                yield document.problem(("unknown", index), f"`{name}` is given in this record", "Delete it here")


def instructions_stand_on_authority(project: Project) -> Iterator[Problem]:
    """No instruction, sign, mechanism or figure is supported only by sources of low authority."""
    low = {d.id for d in project.readable if isinstance(d.record, Source) and d.record.authority == "low"}
    for document, path, value in project.leaves:
        figure = isinstance(document.record, Rate) and path == ("source",)
        sources = citations(value) if figure or isinstance(value, Weighty) else ()
        if sources and low.issuperset(sources):
            fault = f"is supported only by sources of low authority: {', '.join(dict.fromkeys(sources))}"
            yield document.problem(path, fault, "Cite a source of ordinary authority, or delete it")


@alone
def sources_are_called_by_who_speaks(project: Project) -> Iterator[Problem]:
    """No source is called by the site that only keeps a copy of it."""
    for document in project.readable:
        if isinstance(document.record, Source):
            name = document.record.short.casefold()
            if site := next((site for site in _COPIES if re.search(rf"\b{re.escape(site)}\b", name)), None):
                fault = f"{site} keeps what others wrote, and speaks for nobody"
                remedy = "Give `author`, or where none is printed `speaker`: `UK hospital, not named on the copy`"
                yield document.problem((), fault, remedy)


RULES: tuple[Callable[[Project], Iterator[Problem]], ...] = (
    references_resolve,
    claims_are_cited,
    waits_are_of_their_source,
    medicines_are_of_their_source,
    data_is_plain,
    addresses_are_web,
    weeks_do_not_overlap,
    slugs_are_unique,
    old_slugs_are_free,
    wider_operations_end,
    wider_operations_are_wider,
    references_are_of_a_fitting_kind,
    relations_are_said_once,
    records_are_no_copies,
    days_have_been,
    unknown_is_unknown,
    instructions_stand_on_authority,
    sources_are_called_by_who_speaks,
)
"""Every rule of this module, in the order of their reading."""
