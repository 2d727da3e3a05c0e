"""Sources that watch themselves: what is asked, what an answer means, and what a maintainer is told."""

from __future__ import annotations

import contextlib
import http.server
import json
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from macros.cli import main
from macros.watch import crossref, excuses
from macros.watch.excuses import OfNotice
from macros.watch.notices import Notice, notices
from macros.watch.report import report
from tests.conftest import ROOT
from tests.making import library, made

WORKS = {
    work["DOI"]: work for work in json.loads((Path(__file__).parent / "crossref.json").read_text("utf-8"))["works"]
}
NAMES = [doi.partition("/")[2] for doi in WORKS]


@contextlib.contextmanager
def serving(spoil: Callable[[int], bytes | int | None] = lambda _: None) -> Iterator[tuple[str, list[dict[str, str]]]]:
    """A server that answers as Crossref does, from the made works; gives its address and the queries that came.

    `spoil` is asked before each answer with its number: it may give a status or a body to answer with instead.
    """
    asked: list[dict[str, str]] = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            query = {name: value for name, (value,) in parse_qs(urlsplit(self.path).query).items()}
            asked.append(query | {"agent": self.headers["User-Agent"]})
            spoiled = spoil(len(asked))
            if isinstance(spoiled, int):
                self.send_response(spoiled)
                self.send_header("Retry-After", "0")
                self.end_headers()
                return
            dois = [part.removeprefix("doi:") for part in query["filter"].split(",")]
            fields = query["select"].split(",")
            items = [{key: WORKS[doi][key] for key in fields if key in WORKS[doi]} for doi in dois if doi in WORKS]
            answer = {"status": "ok", "message-type": "work-list", "message": {"items": items[: int(query["rows"])]}}
            body = spoiled or json.dumps(answer).encode()
            self.send_response(200)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Keeps the test output readable."""

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}/works", asked
        server.shutdown()


def ask(dois: list[str], works: str, **options: Any) -> crossref.Answers:
    """Asks without a pause."""
    return crossref.ask(dois, works=works, pause=0, **options)


def source(name: str, **fields: Any) -> tuple[str, Any]:
    """A source that is made, with a DOI of its name."""
    return made("sources", name, **{"title": f"About [{name}]", "DOI": f"10.5555/{name.capitalize()}"} | fields)


def told(*names: str) -> list[Notice]:
    """The notices about sources of these names, as the made works have them."""
    some = library(*(source(name) for name in names))
    return notices(some.of("sources"), crossref.Answers(WORKS, {}))


def test_questions_are_few_and_polite() -> None:
    """Forty at a time, with only the fields we need, our name, and whom to write to; a DOI is asked for once, in small letters."""
    dois = [f"10.5555/number-{number:02d}" for number in range(crossref.BATCH + 1)] + ["10.5555/NUMBER-00"]
    with serving() as (works, asked):
        ask(dois, works, mail="someone@example.org")
    assert [int(query["rows"]) for query in asked] == [crossref.BATCH, 1]
    for query in asked:
        assert query["select"] == "DOI,title,updated-by,relation"
        assert query["mailto"] == "someone@example.org"
        assert query["agent"] == "SteadyHands/1.0 (mailto:someone@example.org)"
    with serving() as (works, asked):
        ask(["10.5555/sound"], works)
    assert "mailto" not in asked[0]


@pytest.mark.parametrize("status", [429, 500, 503])
def test_a_busy_server_is_asked_once_more(status: int) -> None:
    """A refusal that may pass is tried again, once."""
    with serving(lambda number: status if number == 1 else None) as (works, asked):
        answers = ask(["10.5555/sound"], works)
    assert len(asked) == 2
    assert answers.works.keys() == {"10.5555/sound"}
    with serving(lambda _: status) as (works, asked):
        answers = ask(["10.5555/sound"], works)
    assert len(asked) == 2
    assert answers.works == {}
    assert answers.unanswered["10.5555/sound"].startswith(f"Crossref answered {status}")


BROKEN: list[tuple[bytes | int, str]] = [
    (400, "Crossref answered 400"),
    (b"<html>", "has not the form"),
    (b"[]", "has not the form"),
    (b'{"message": {"items": [{}]}}', "has not the form"),
    (b'{"message": {"items": ["x"]}}', "has not the form"),
]


@pytest.mark.parametrize(("answer", "why"), BROKEN)
def test_an_answer_that_is_none(answer: bytes | int, why: str) -> None:
    """What cannot be read is not tried again, and is never taken for `nothing happened`."""
    with serving(lambda _: answer) as (works, asked):
        answers = ask(["10.5555/sound"], works)
    assert len(asked) == 1
    assert answers.works == {}
    assert why in answers.unanswered["10.5555/sound"]


def test_a_server_that_says_nothing() -> None:
    """Nobody waits for ever."""
    go_on = threading.Event()

    def silence(_: int) -> None:
        go_on.wait(60)

    with serving(silence) as (works, asked):
        answers = ask(["10.5555/sound"], works, timeout=0.2)
        assert len(asked) == 2
        go_on.set()
    assert answers.unanswered == {"10.5555/sound": "Crossref did not answer in time"}


def test_a_comma_would_be_another_question() -> None:
    """A DOI with a comma is left to a person; the others are asked."""
    with serving() as (works, asked):
        answers = ask(["10.5555/a,type:book", "10.5555/sound"], works)
    assert [query["filter"] for query in asked] == ["doi:10.5555/sound"]
    assert "by hand" in answers.unanswered["10.5555/a,type:book"]


def test_what_an_answer_means() -> None:
    """Each notice with its weight, whoever told of it, and its day as far as it is known; the gravest first."""
    found = [(n.source.id, n.weight, n.what, n.doi, n.on, n.told_by) for n in told(*NAMES, "missing")]
    assert found == [
        ("renamed", "retracted", "its title says so", "10.5555/renamed", "", ()),
        *[
            (
                "retracted",
                "retracted",
                "retraction",
                "10.5555/retracted-notice",
                "2019-07-26",
                ("the publisher", "Retraction Watch"),
            )
        ],
        *[("doubted", "concern", "expression of concern", "10.5555/doubted-notice", "2024-02", ("Retraction Watch",))],
        ("corrected", "corrected", "erratum", "10.5555/corrected-notice", "2021", ("the publisher",)),
        ("first", "newer", "new edition", "10.5555/second", "", ("the publisher",)),
        ("first", "newer", "published as", "10.5555/printed", "", ()),
        ("first", "newer", "replaced by", "10.5555/third", "", ()),
        ("strange", "other", "`@everyone` [x](y)", "10.5555/strange-notice", "", ("the publisher",)),
        ("missing", "unknown", "Crossref does not know the DOI", "10.5555/missing", "", ()),
    ]


WEIGHTS = {
    "retracted": {"retraction", "partial_retraction", "withdrawal", "removal"},
    "concern": {"expression_of_concern", "expression-of-concern"},
    "corrected": {"correction", "corrigendum", "erratum", "addendum", "clarification"},
    "newer": {"new_version", "new_edition"},
    "other": {"something_new", ""},
}


@pytest.mark.parametrize(
    ("weight", "kind"), [(weight, kind) for weight, kinds in WEIGHTS.items() for kind in sorted(kinds)]
)
def test_how_much_a_notice_weighs(weight: str, kind: str) -> None:
    """Every kind of update that Crossref takes has its weight; one that we do not know is told all the same."""
    some = library(source("sound"))
    work = {"DOI": "10.5555/sound", "updated-by": [{"DOI": "10.5555/notice", "type": kind}]}
    (notice,) = notices(some.of("sources"), crossref.Answers({"10.5555/sound": work}, {}))
    assert (notice.weight, notice.doi) == (weight, "10.5555/notice")


def test_who_was_not_answered_is_not_unknown() -> None:
    """Silence says nothing about a work."""
    some = library(source("sound"))
    assert notices(some.of("sources"), crossref.Answers({}, {"10.5555/sound": "Crossref answered 500"})) == []


def test_excuses() -> None:
    """An excuse is for one notice of one source. One that no notice needs is told."""
    found = told("corrected", "retracted")
    for_it = OfNotice(source="corrected", notice="10.5555/Corrected-Notice", why="A name was misspelled.")
    for_none = OfNotice(source="corrected", notice="10.5555/retracted-notice", why="Nothing of it is cited.")
    left, unneeded = excuses.told(found, [for_it, for_none])
    assert [notice.source.id for notice in left] == ["retracted"]
    assert unneeded == [for_none]


def test_excuses_are_of_a_form(tmp_path: Path) -> None:
    """Each has its reason; ours can be read."""
    assert excuses.read(tmp_path) == excuses.Excuses()
    (tmp_path / "tests").mkdir()
    (tmp_path / excuses.FILE).write_text("notices: [{source: a, notice: 10.5555/b}]", encoding="utf-8")
    with pytest.raises(ValueError, match=r"(?s)tests/excuses\.yaml.*why.*Field required"):
        excuses.read(tmp_path)
    excuses.read(ROOT)


def test_the_text_of_the_issue() -> None:
    """What was found, about which source, where it is cited, what to do; what Crossref writes stays text."""
    some = library(
        source("retracted"),
        source("strange"),
        made("measures", "line", summary="Something [@retracted]."),
    )
    found = notices(some.of("sources"), crossref.Answers(WORKS, {}))
    excuse = OfNotice(source="gone", notice="10.5555/x", why="It was so.")
    lines = report(found, {"10.5555/silent": "Crossref answered 500"}, [excuse], some, {}).splitlines()
    assert lines[0] == "## Retracted: 1"
    assert "No claim may rest on it." in lines[2]
    assert lines[4:9] == [
        "### `retracted`: About [retracted]",
        "- `retraction`, 2019-07-26, told by `the publisher` and `Retraction Watch`: https://doi.org/10.5555/retracted-notice",
        "- The record: `data/sources/retracted.yaml`, DOI https://doi.org/10.5555/Retracted",
        "- Cited on: `measures/line/`",
        "- Cited or named in: `data/measures/line.yaml`",
    ]
    assert "- `@everyone [x](y)`, told by `the publisher`: https://doi.org/10.5555/strange-notice" in lines
    assert "- `gone`, `10.5555/x`: It was so." in lines
    assert "- `Crossref answered 500`: https://doi.org/10.5555/silent" in lines
    assert report([], {}, [], some, {}) == ""


def lay_doi(project: Path, name: str) -> None:
    """Gives the trial of the small project another DOI."""
    file = project / "data/sources/example-trial.yaml"
    file.write_text(file.read_text("utf-8").replace("10.1000/example", f"10.5555/{name}"), encoding="utf-8")


def test_the_command(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing on standard output when there is nothing to look at; a notice is told until it is excused; an excuse too many fails."""
    with serving() as (works, _):
        command = ["--root", str(project), "watch", "--mail", "someone@example.org", "--works", works]
        lay_doi(project, "sound")
        assert main(command) == 0
        output = capsys.readouterr()
        assert output.out == ""
        assert "1 of 3 sources have a DOI; Crossref answered for 1; 0 notices to look at" in output.err
        (project / "tests").mkdir()
        excuse = "notices: [{source: example-trial, notice: 10.5555/corrected-notice, why: A name was misspelled.}]"
        (project / excuses.FILE).write_text(excuse, encoding="utf-8")
        assert main(command) == 1
        assert "## Excuses that nothing needs: 1" in capsys.readouterr().out
        file = project / "data/sources/example-trial.yaml"
        file.write_text(file.read_text("utf-8").replace("10.5555/sound", "10.5555/corrected"), encoding="utf-8")
        assert main(command) == 0
        assert capsys.readouterr().out == ""
        (project / excuses.FILE).unlink()
        assert main(command) == 0
        assert capsys.readouterr().out.startswith("## Corrected: 1\n")


def test_an_excuse_of_a_source_without_an_answer_stays(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Whether it is needed is not known, so nobody is told to delete it; that the source got no answer is told."""
    lay_doi(project, "sound")
    leaflet = project / "data/sources/example-leaflet.yaml"
    leaflet.write_text(f"{leaflet.read_text('utf-8')}DOI: 10.5555/with,comma\n", encoding="utf-8")
    (project / "tests").mkdir()
    (project / excuses.FILE).write_text("notices: [{source: example-leaflet, notice: 10.5555/n, why: So.}]", "utf-8")
    with serving() as (works, _):
        assert main(["--root", str(project), "watch", "--works", works]) == 1
    output = capsys.readouterr().out
    assert output.startswith("## Not answered: 1\n")
    assert "10.5555/with%2Ccomma" in output
    assert "Excuses" not in output


def test_without_network_it_says_so(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing is reported, and the excuses stay: nobody knows whether they are needed."""
    assert main(["--root", str(project), "watch", "--works", "http://127.0.0.1:9/works"]) == 1
    output = capsys.readouterr()
    assert output.out == ""
    assert "Is this machine online?" in output.err
    assert "CROSSREF_MAIL" in output.err
