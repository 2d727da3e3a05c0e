"""The rules that records keep, one small function a rule.

What a single value may be (types, choices, ranges that run forward, YAML surprises) is checked on reading, in `load`.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import combinations
from weakref import WeakKeyDictionary

from macros.check.kept import alone, asking
from macros.check.said import WEB, addresses, astray, is_plain, markup
from macros.model import KINDS, Kind
from macros.model.base import FieldPath, Named
from macros.model.caution import Caution
from macros.model.clinical import Formulary, Procedure
from macros.model.evidence import Rate, Source, Waits
from macros.model.text import CITATION, Claim, Pattern, Ref, Weighty, cited, plain
from macros.store.facts import fact
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


@alone
def references_resolve(project: Project) -> Iterator[Problem]:
    """Every slug and every source id that a record names exists. None that a live record names is retired."""
    live = _live(project.all)
    for document in project.readable:
        for path, kind, slug in () if document.targets <= live else document.references:
            if found := astray(project, kind, slug, document.live or path[0] == "retired"):
                yield document.problem(path, *found)


@fact
def _live(project: Project) -> set[tuple[str, str]]:
    """All that a live record may name: kind and slug of every record that is not retired, also without its kind if a reader can open it."""
    gone = {(kind, slug) for slug, (document, _) in project.retired.items() for kind in ("", document.kind.name)}
    return {(kind, slug) for kind in ("", *KINDS) for slug in project.ids(kind)} - gone


@alone
def claims_are_cited(project: Project) -> Iterator[Problem]:
    """Every claim has a citation."""
    for document, path, value in project.leaves_of(Claim):
        if not CITATION.search(value):
            yield document.problem(
                path, "the claim has no citation", "End it with `[@source-id]`, the name of a file in data/sources/"
            )
        elif not (value[0].isalnum() or re.search(r"\w", plain(value))):
            yield document.problem(path, "the citation stands behind no claim", "Write what the source says before it")


@alone
def waits_are_of_their_source(project: Project) -> Iterator[Problem]:
    """What a source says about waiting is in the file that is named after the source, and cites it."""
    for document, record in project.records(Waits):
        source = record.source
        if found := astray(project, "sources", source):
            yield document.problem((), *found)
        for index, wait in enumerate(record.positions):
            if source not in cited(wait.says):
                yield document.problem(
                    ("positions", index, "says"),
                    f"does not cite `{source}`, the source that this file is named after",
                    f"End it with `[@{source}]`, or move it to the file of the source that it cites",
                )


@alone
def medicines_are_of_their_source(project: Project) -> Iterator[Problem]:
    """A list of medicines is in the file that is named after its source, and has each name once."""
    for document, record in project.records(Formulary):
        if found := astray(project, "sources", document.id):
            yield document.problem((), *found)
        names: set[str] = set()
        for index, medicine in enumerate(record.medicines):
            for name in map(str.casefold, (medicine.generic, *medicine.brands)):
                if name in names:
                    yield document.problem(("medicines", index), f"`{name}` stands here twice", "Keep one")
                names.add(name)


def _is_plain(document: Document) -> bool:
    """Whether all the text of a record is plain. Two rules ask that of each."""
    if document not in _plain:
        _plain[document] = is_plain(document.text)
    return _plain[document]


_plain: WeakKeyDictionary[Document, bool] = WeakKeyDictionary()


@alone
def data_is_plain(project: Project) -> Iterator[Problem]:
    """Every text is one paragraph, and has no markup but Markdown's inside of one. A regular expression is no text."""
    for document in project.readable:
        for path, value in () if _is_plain(document) else document.leaves_of(str):
            if not isinstance(value, Pattern):
                for fault, remedy, mend in markup(value):
                    yield document.problem(path, fault, remedy, mend)


@alone
def addresses_are_web(project: Project) -> Iterator[Problem]:
    """Every address is http or https; links to records are written `[[slug]]`."""
    for document in project.readable:
        texts = () if _is_plain(document) else document.leaves_of(str)
        links = [leaf for leaf in document.leaves if leaf[0][-1] == "URL"]
        for path, value in (*links, *((path, address) for path, text in texts for address in addresses(text))):
            if not WEB.fullmatch(value):
                yield document.problem(
                    path,
                    f"`{value}` is not a web address",
                    "Write it in full, with https://. To link a record write `[[its-slug]]`",
                )


_IDS = {
    "DOI": (re.compile(r"10\.\d{4,9}/\S+"), "Write it without its address: `10.1000/xyz`"),
    "PMID": (re.compile(r"\d+"), 'Write its digits, in quotes: `"12345678"`'),
    "PMCID": (re.compile(r"PMC\d+"), "Write `PMC` and its digits: `PMC3528189`"),
}
"""What the ids of a work look like. Addresses are made of them."""


@alone
def ids_of_works_are_ids(project: Project) -> Iterator[Problem]:
    """Every id of a work is one, and no address of it."""
    for document in project.readable:
        for path, value in document.leaves if document.kind.name == "sources" else ():
            pattern, remedy = _IDS.get(str(path[-1]), (None, ""))
            if pattern and not pattern.fullmatch(str(value)):
                yield document.problem(path, f"`{value}` is no {path[-1]}", remedy)


@alone
def weeks_do_not_overlap(project: Project) -> Iterator[Problem]:
    """Rules of one caution that speak of the same client at the same level split the weeks between them, or share them all."""
    for document, record in project.records(Caution):
        for (_, first), (index, second) in combinations(enumerate(record.rules), 2):
            one, two = first.when.weeks, second.when.weeks
            if one is None or two is None or one == two or not one.overlaps(two):
                continue
            others = [(rule.level, rule.when.model_copy(update={"weeks": None})) for rule in (first, second)]
            if others[0] == others[1]:
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
    known = project.ids("")
    today = {d.id: d.path for d in project.documents if d.id in known}
    first: dict[str, tuple[str, FieldPath]] = {}
    for document, record in project.records(Named):
        for index, value in enumerate(record.was):
            path: FieldPath = ("was", index)
            if value in today:
                yield document.problem(path, f"`{value}` is in use: {today[value]}", "Delete it here")
            here = (document.path, path)
            if (other := first.setdefault(value, here)) != here:
                yield document.problem(path, f"`{value}` is in `was` of {other[0]} too", "Delete one of the two")


@asking
def wider_operations_end(project: Project) -> Iterator[Problem]:
    """No line of `is_a` leads back to where it started."""
    operations = project.of("procedures")
    wider = {d.id: d.record.is_a for d in operations if isinstance(d.record, Procedure)}
    for document in operations:
        line = [document.id]
        while (step := wider.get(line[-1])) is not None and step not in line:
            line.append(step)
        if step == document.id and isinstance(document.record, Procedure):
            loop = " → ".join((*line, step))
            yield document.problem(("is_a",), f"`is_a` forms a loop: {loop}", "Let `is_a` name a wider operation")


@asking
def wider_operations_are_wider(project: Project) -> Iterator[Problem]:
    """An operation is done on no part of the spine that the operation it is a kind of is not done on."""
    operations = project.of("procedures")
    all_ = {d.id: d.record for d in operations if isinstance(d.record, Procedure)}
    for document in operations:
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


@alone
def references_are_of_a_fitting_kind(project: Project) -> Iterator[Problem]:
    """What can name a record of any kind names one that the field is about, and never its own record."""
    kinds = _kinds(project.all)
    for document, path, value in project.leaves_of(Ref):
        if value == document.id and document.kind.pages != "none" and value.kind in ("", document.kind.name):
            if path[0] != "is_a":  # a loop, and told as one
                yield document.problem(path, f"`{value}` names itself", "Name another record, or delete it")
            continue
        fitting = DIRECTED.get((document.kind.name, str(path[0])), ())
        if not value.kind and fitting and value in kinds and kinds[value].name not in fitting:
            fault = f"`{value}` is a {kinds[value].singular}"
            yield document.problem(path, fault, f"Name a record of one of these kinds: {', '.join(fitting)}")


@fact
def _kinds(project: Project) -> dict[str, Kind]:
    """The kind of every slug that a reader can open."""
    known = project.ids("")
    return {d.id: d.kind for d in project.documents if d.id in known}


@alone
def relations_are_said_once(project: Project) -> Iterator[Problem]:
    """No field ties a record to another one twice."""
    first: dict[tuple[str, object, str], FieldPath] = {}
    for document, path, value in project.leaves_of(Ref):
        if path[-1] == "to" and len(path) == 3:
            key = (document.path, path[0], str(value))
            if first.setdefault(key, path) != path:
                yield document.problem(path, f"`{value}` stands here twice", "Keep one, and say both in its `why`")


def records_are_no_copies(project: Project) -> Iterator[Problem]:
    """No record says all that another one says, and no two of a kind have one name. Nor have two sources one DOI or PMID."""
    first: dict[tuple[object, ...], Document] = {}
    alike = Counter([document.values for document in project.readable])
    for document in project.readable:
        record = document.record
        if record is None or not record.live:
            continue
        keys: list[tuple[tuple[object, ...], FieldPath, str]] = []
        if alike[document.values] > 1:  # hardly ever
            keys.append(((document.kind.name, document.said), (), "it says the same as"))
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


@fact
def _tomorrow(_: Project) -> dt.date:
    """The day after today, so that it is today somewhere."""
    return dt.datetime.now(dt.UTC).date() + dt.timedelta(days=1)


@alone
def days_have_been(project: Project) -> Iterator[Problem]:
    """The day of a review, a search or a retirement has come, anywhere on earth; the next review is within a few years."""
    tomorrow = _tomorrow(project.all)
    for document, path, value in project.leaves_of(dt.date):
        if path[-1] == "next":
            last, fault = tomorrow + FARTHEST, f"{value} is too far ahead for a next review"
        else:
            last, fault = tomorrow, f"{value} has not come yet"
        if value > last:
            yield document.problem(path, fault, "Write the day itself, as year, month and day")
        elif value < EARLIEST:
            yield document.problem(path, f"{value} is before anything here was written", "Correct the year")
    for document, path, year in project.leaves_of(int):
        if path == ("issued",) and year > tomorrow.year + 1:
            yield document.problem(path, f"{year} has not come yet", "Write the year as printed")


@alone
def unknown_is_unknown(project: Project) -> Iterator[Problem]:
    """`unknown` lists fields of the kind that are not given."""
    for document in project.readable:
        if document.record is None or not document.record.unknown:
            continue
        names = {f.alias or n for n, f in type(document.record).model_fields.items()} - {"id", "unknown"}
        given = {path[0] for path, _ in document.leaves}
        for index, name in enumerate(document.record.unknown):
            if name not in names:
                yield document.problem(
                    ("unknown", index),
                    f"`{name}` is not a field of a {document.kind.singular}",
                    f"{nearest(name, names)}See data/schema/{document.kind.name}.json",
                )
            elif name in given:
                yield document.problem(("unknown", index), f"`{name}` is given in this record", "Delete it here")


@fact
def _low(project: Project) -> set[str]:
    """The sources of low authority."""
    return {d.id for d in project.of("sources") if isinstance(d.record, Source) and d.record.authority == "low"}


@alone
def instructions_stand_on_authority(project: Project) -> Iterator[Problem]:
    """No instruction, sign, mechanism or figure is supported only by sources of low authority."""
    low = _low(project.all)
    figures = ((document, ("source",), rate.source) for document, rate in project.records(Rate))
    for document, path, value in (*project.leaves_of(Weighty), *figures):
        sources = citations(value)
        if sources and low.issuperset(sources):
            fault = f"is supported only by sources of low authority: {', '.join(dict.fromkeys(sources))}"
            yield document.problem(path, fault, "Cite a source of ordinary authority, or delete it")


@alone
def sources_are_called_by_who_speaks(project: Project) -> Iterator[Problem]:
    """No source is called by the site that only keeps a copy of it."""
    for document, source in project.records(Source):
        name = source.short.casefold()
        if site := next(
            (site for site in _COPIES if site in name and re.search(rf"\b{re.escape(site)}\b", name)), None
        ):
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
    ids_of_works_are_ids,
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
