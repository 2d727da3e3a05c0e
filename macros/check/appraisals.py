"""The rules that our reading of the studies keeps: every field of the evidence map has one, and none claims too much."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from macros.check.kept import asking
from macros.check.said import astray
from macros.model.evidence import Appraisals, Study
from macros.model.text import cited
from macros.model.vocabulary import CERTAINTIES, INTERVENTIONS, POPULATIONS, Certainty
from macros.store.evidence import Cell, cells
from macros.store.load import Document
from macros.store.problems import Problem, nearest
from macros.store.project import Project


@asking
def appraisals_are_of_a_group(project: Project) -> Iterator[Problem]:
    """A file of appraisals is named after a row of the evidence map, and has each of its columns at most once."""
    for document, record in _appraisals(project):
        if document.id not in POPULATIONS:
            remedy = f"{nearest(document.id, POPULATIONS)}Name the file after one of: {', '.join(POPULATIONS)}"
            yield document.problem((), f"`{document.id}` is no row of the evidence map", remedy)
        works = [field.work for field in record.fields]
        for index, work in enumerate(works):
            if work in works[:index]:
                yield document.problem(("fields", index, "work"), f"`{work}` stands here twice", "Keep one")
            elif work not in INTERVENTIONS:
                fault = f"the evidence map has no column `{work}`"
                yield document.problem(("fields", index, "work"), fault, "Delete it")


@asking
def results_are_appraised(project: Project) -> Iterator[Problem]:
    """Every field of the map with a result says what its studies show and how certain that is; a field without one does not."""
    written = dict(_by_group(project))
    for cell in _cells(project):
        document, record = written.get(cell.population, (None, None))
        if cell.results and not cell.appraisal:
            study = cell.results[0][0].id
            fault = f"nobody says how certain `{cell.intervention}` is in `{cell.population}`"
            remedy = f"`{study}` has results: add `work: {cell.intervention}` with what the studies show"
            path = f"data/appraisals/{cell.population}.yaml"
            yield (
                document.problem(("fields",), fault, remedy)
                if document
                else Problem(path, 1, 1, "record", fault, f"{remedy} to {path}")
            )
        if cell.appraisal and not cell.results and document and record:
            yield document.problem(
                ("fields", record.fields.index(cell.appraisal), "work"),
                f"no study of `{cell.intervention}` in `{cell.population}` has a result",
                "Delete it: a plan, or a study whose results we could not read, shows nothing",
            )


@asking
def appraisals_stand_on_their_studies(project: Project) -> Iterator[Problem]:
    """What a field shows cites the studies of that field, and no other source."""
    for document, index, cell in _written(project):
        own = {study.source for study, _ in cell.results}
        for source in cited(cell.appraisal.shows) if cell.appraisal else ():
            if source not in own:
                fault = f"`{source}` is no study of this field with a result"
                yield document.problem(("fields", index, "shows"), fault, f"Cite one of: {', '.join(sorted(own))}")


def most(cell: Cell) -> tuple[Certainty, str]:
    """The most certain word that the designs of a field allow, and why.

    GRADE lets randomized trials start high and other studies low, and rates down from there. Without a comparison nothing is left
    above `very low`; one trial alone is too little for more than `low`, and trials that no review has put together for `high`.
    """
    designs = [design for _, design in cell.results]
    if "review" in designs:
        return "high", ""
    match designs.count("trial"):
        case 0 if "other" in designs:
            return "low", "without a trial or a review"
        case 0:
            return "very-low", "without a comparison"
        case 1:
            return "low", "with one trial alone"
    return "moderate", "without a review"


@asking
def certainty_is_within_reach(project: Project) -> Iterator[Problem]:
    """No result is called more certain than the designs of its studies allow."""
    order = list(CERTAINTIES)
    for document, index, cell in _written(project):
        word, why = most(cell)
        if cell.appraisal and order.index(cell.appraisal.certainty) < order.index(word):
            fault = f"`{cell.appraisal.certainty}` is more than these studies allow"
            yield document.problem(("fields", index, "certainty"), fault, f"{why.capitalize()} it is at most `{word}`")


def _appraisals(project: Project) -> Iterator[tuple[Document, Appraisals]]:
    for document in project.of("appraisals"):
        if isinstance(document.record, Appraisals):
            yield document, document.record


def _by_group(project: Project) -> Iterator[tuple[str, tuple[Document, Appraisals]]]:
    for document, record in _appraisals(project):
        yield document.id, (document, record)


def _cells(project: Project) -> Iterator[Cell]:
    """Every field of the map, which is made of studies, their sources and appraisals. None where a file that cannot be read, or a source that is not there, may change it."""
    read = [document.record for kind in ("studies", "sources", "appraisals") for document in project.of(kind)]
    studies = [record for record in read if isinstance(record, Study)]
    if project.whole and not any(astray(project, "sources", study.source) for study in studies):
        for row in cells(project.library()):
            yield from row


def _written(project: Project) -> Iterator[tuple[Document, int, Cell]]:
    """Every field with results and an appraisal, and where that is written."""
    written = dict(_by_group(project))
    for cell in _cells(project):
        if cell.appraisal and cell.results:
            document, record = written[cell.population]
            yield document, record.fields.index(cell.appraisal), cell


RULES: tuple[Callable[[Project], Iterator[Problem]], ...] = (
    appraisals_are_of_a_group,
    results_are_appraised,
    appraisals_stand_on_their_studies,
    certainty_is_within_reach,
)
"""Every rule of this kind, in the order of their reading."""
