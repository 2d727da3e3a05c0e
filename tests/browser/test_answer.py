"""The answer of the planner on a phone and on a desktop: what a person sees of it, in the window."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.tabs import faultless, uncovered
from tests.browser.test_browser import AXE, OF_COLOR, contrast_settled
from tests.conftest import ROOT

VERDICT = "#sh-verdict"
IDEA = ".sh-plan > .sh-ideas > .sh-idea"
HEIGHT = 844
HEADER = 48
NOTHING_ELSE = "none=signs,medications,conditions"

CLIENTS = {
    "ACDF, 14 weeks, cleared": "p=acdf&r=cervical&w=14&u=weeks&c=agreed",
    "TLIF, 3 weeks, cleared": "p=tlif&r=lumbar&w=3&u=weeks&c=agreed",
    "TLIF, 8 months, nobody asked": "p=tlif&r=lumbar&w=8&u=months",
    "laminectomy, 9 years, well": "p=laminectomy&r=lumbar&w=9&u=years",
    "laminectomy, 8 weeks": "p=laminectomy&r=lumbar&w=8&u=weeks",
    "fusion, 4 years, wants deep work": "p=spinal-fusion&r=lumbar&w=4&u=years&c=discharged&a=low-back,shoulder",
    "scoliosis, planned": "p=scoliosis-correction&t=planned",
    "opioid and gabapentin": "p=laminectomy&r=lumbar&w=5&u=months&c=agreed&m=opioids,gabapentinoids&a=low-back,foot",
    "ACDF on a blood thinner": "p=acdf&r=cervical&w=20&u=weeks&c=agreed&m=anticoagulants",
    "stimulator, 8 weeks": "p=spinal-cord-stimulator&r=thoracic&w=11&u=weeks&c=agreed&d=diabetes,osteoporosis",
    "ALIF, 12 weeks, much besides": "p=alif&r=lumbar&w=12&u=weeks&c=agreed&m=opioids,anticoagulants&d=osteoporosis"
    "&s=new-numbness:followed,trouble-swallowing:followed,numb-near-scar",
}
"""Clients who can be worked on, by what a therapist would say of them."""


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    """A phone on which no script fails."""
    with faultless(browser, address) as tab:
        yield tab


def answered(page: Page, state: str) -> None:
    """The answer for a client, reached by the bar at the bottom."""
    page.goto("about:blank")
    page.goto(f"/session/#{state}")
    expect(page.locator(VERDICT)).to_be_visible()
    page.wait_for_load_state("networkidle")
    if page.locator(".sh-now").is_visible():
        page.locator(".sh-now").click()


@pytest.mark.parametrize("client", CLIENTS)
def test_nine_ideas_on_two_screens(page: Page, client: str) -> None:
    """At most nine ideas, each a heading with a line; the last of them is on the second screen, and so is all that is unfolded."""
    answered(page, f"{CLIENTS[client]}&{NOTHING_ELSE}")
    assert uncovered(page.locator(VERDICT))
    ideas = page.locator(IDEA)
    assert 5 <= ideas.count() <= 9
    for idea in ideas.all():
        assert len(idea.locator(".sh-line").inner_text()) <= 180
        assert idea.get_attribute("open") is None
    assert page.locator(".sh-plan").evaluate("plan => plan.getBoundingClientRect().height") <= 2 * HEIGHT
    page.mouse.wheel(0, HEIGHT - HEADER)
    page.wait_for_timeout(200)
    # It may have begun on the first screen: its end is in the window.
    last = ideas.last.locator("summary").bounding_box()
    assert last is not None
    assert last["y"] + last["height"] <= HEIGHT
    ideas.last.scroll_into_view_if_needed()
    expect(ideas.last.locator("summary")).to_be_in_viewport(ratio=0.9)


def line(page: Page, heading: str) -> str:
    """What stands in sight below the heading of an idea."""
    idea = page.locator(IDEA, has=page.locator("summary strong", has_text=heading))
    return idea.locator(".sh-line").inner_text()


def test_an_idea_unfolds_to_its_rules(page: Page) -> None:
    """A tap shows every rule of the subject with what to do instead; another its reason and the way to its sources."""
    answered(page, f"{CLIENTS['TLIF, 3 weeks, cleared']}&{NOTHING_ELSE}")
    assert "Not face down" in line(page, "Lying and getting up")
    idea = page.locator(IDEA).first
    idea.locator("summary").first.click()
    expect(idea.locator(".sh-told")).to_have_count(6)
    rule = idea.locator(".sh-told", has_text="log roll").first
    expect(rule).to_contain_text("Position: Lower the table")
    rule.get_by_text("Why, and the sources").click()
    expect(rule).to_contain_text("Why: ")
    expect(rule.get_by_role("link")).to_have_attribute(
        "href", re.compile("/cautions/bed-mobility-log-roll/#.*log-roll$")
    )


def test_deep_work_is_answered(page: Page) -> None:
    """A client who wants deep work is told where it may be done, and where not."""
    answered(page, f"{CLIENTS['fusion, 4 years, wants deep work']}&{NOTHING_ELSE}")
    assert "not at the implant (low back); elsewhere nothing here bars it" in line(page, "How deep")
    answered(page, f"{CLIENTS['ACDF on a blood thinner']}&{NOTHING_ELSE}")
    assert line(page, "How deep").startswith("No deep work: light everywhere")
    answered(page, f"{CLIENTS['laminectomy, 9 years, well']}&{NOTHING_ELSE}")
    assert line(page, "How deep") == "Deep work: only as the team allows", "nobody knows whether limits hold"
    answered(page, f"{CLIENTS['laminectomy, 9 years, well']}&{NOTHING_ELSE}&l=no")
    assert "nothing here bars it" in line(page, "How deep")


def test_medicines_that_mean_more_together(page: Page) -> None:
    """An opioid with gabapentin: breathing and wakefulness, in sight."""
    answered(page, f"{CLIENTS['opioid and gabapentin']}&{NOTHING_ELSE}")
    assert line(page, "Medicines").startswith("Watch breathing and wakefulness")


def areas(page: Page) -> dict[str, str]:
    """What stands on top: where, and what may be done there."""
    items = page.locator(".sh-areas li").all_inner_texts()
    return dict(item.split(": ", 1) for item in items)


def test_the_areas_are_on_top(page: Page) -> None:
    """Those that were asked for; when none was, the operated part, what differs, and the rest."""
    answered(page, f"{CLIENTS['TLIF, 3 weeks, cleared']}&{NOTHING_ELSE}")
    shown = areas(page)
    assert shown["Low back"].startswith("lightly, lying on the side")
    assert shown["Legs and feet"] == "lightly"
    assert "Elsewhere" in shown
    answered(page, f"{CLIENTS['fusion, 4 years, wants deep work']}&{NOTHING_ELSE}")
    assert areas(page) == {"Low back": "beside the implant", "Shoulders": "yes"}
    answered(page, f"{CLIENTS['laminectomy, 9 years, well']}&{NOTHING_ELSE}")
    assert areas(page) == {"Everywhere": "yes, as the team allows"}
    answered(page, "p=spinal-fusion&r=lumbar&t=planned&m=anticoagulants&none=signs,conditions")
    assert areas(page) == {"Neck": "lightly, without moving it", "Elsewhere": "lightly"}
    answered(page, f"{CLIENTS['laminectomy, 9 years, well']}&{NOTHING_ELSE}&l=no")
    assert areas(page) == {"Everywhere": "yes"}


def test_what_is_barred_is_not_drawn_as_allowed(page: Page) -> None:
    """The drawings of the positions: face down is crossed out while it is barred, and there once it is not."""
    strip = page.locator(".sh-plan > .sh-positions li > span:last-child")
    answered(page, f"{CLIENTS['TLIF, 3 weeks, cleared']}&{NOTHING_ELSE}")
    expect(strip).to_have_text(["Log roll", "On the side", "On the back", "Not face down"])
    answered(page, f"{CLIENTS['laminectomy, 9 years, well']}&{NOTHING_ELSE}")
    expect(strip).to_have_count(0)  # nobody knows whether limits hold
    answered(page, f"{CLIENTS['laminectomy, 9 years, well']}&{NOTHING_ELSE}&l=no")
    expect(strip).to_have_text(["Face down"])


def test_wait_says_whom_to_ask_what(page: Page) -> None:
    """Whom, the one question and the way to the letter, on one screen; the plan is folded away until they have agreed."""
    answered(page, f"p=tlif&r=lumbar&w=3&u=weeks&a=low-back,foot&{NOTHING_ELSE}")
    expect(page.locator(VERDICT)).to_have_text("Wait for the go-ahead")
    for seen in (VERDICT, ".sh-whom", ".sh-say", ".sh-write"):
        expect(page.locator(seen)).to_be_in_viewport(ratio=0.9)
    expect(page.locator(".sh-whom")).to_have_text("Ask: The surgeon's team, before the first session.")
    expect(page.locator(".sh-say")).to_contain_text("May I massage the low back and feet, and what must I leave out?")
    expect(page.locator(".sh-idea")).to_have_count(0)
    page.get_by_text("When they have agreed").click()
    expect(page.locator(".sh-idea").first).to_be_visible()


def test_not_enough_known_says_what_is_missing(page: Page) -> None:
    """Grey, how many questions to go, and what each is; answering the time leaves one less."""
    answered(page, "p=laminectomy&r=lumbar")
    expect(page.locator(VERDICT)).to_have_text("Not enough known yet")
    expect(page.locator(".sh-whom")).to_have_text("2 questions to go:")
    expect(page.locator(".sh-missing button")).to_have_count(2)
    expect(page.locator(".sh-idea")).to_have_count(0)
    answered(page, "p=laminectomy&r=lumbar&w=9&u=years")
    expect(page.locator(".sh-whom")).to_have_text("1 question to go:")


QUESTION = ".sh-asking .sh-question"


def test_a_stop_of_the_same_day_is_one_screen(page: Page) -> None:
    """Verdict, whom to call, what to say and do, and the questions that could make it an emergency."""
    answered(page, "p=acdf&w=9&u=weeks&m=anticoagulants&s=calf-pain")
    for seen in (VERDICT, ".sh-whom", ".sh-say", ".sh-stopping"):
        expect(page.locator(seen)).to_be_in_viewport(ratio=0.9)
    for button in page.locator(f"{QUESTION} button").all():
        expect(button).to_be_in_viewport(ratio=0.9)
        box = button.bounding_box()
        assert box is not None
        assert box["height"] >= 44


def test_yes_no_and_dont_know(page: Page) -> None:
    """Yes reports, no denies, don't know leaves it unknown; none is asked again, and the next question has the focus."""
    answered(page, "p=acdf&w=9&u=weeks&s=calf-pain")
    expect(page.locator(QUESTION)).to_have_count(3)
    first = page.locator(QUESTION).first
    asked = [first.locator("p").inner_text()]
    fact = str(first.locator("button").first.get_attribute("data-fact"))
    first.get_by_role("button", name="No", exact=True).click()
    expect(page.locator(QUESTION).first.locator("p")).not_to_have_text(asked[0])
    expect(page.locator(f"{QUESTION} button").first).to_be_focused()
    expect(page).to_have_url(re.compile(re.escape(f"n={fact.split()[1]}")))
    asked.append(page.locator(QUESTION).first.locator("p").inner_text())
    page.locator(QUESTION).first.get_by_role("button", name="Don't know").click()
    expect(page).to_have_url(re.compile(re.escape("dk=")))
    for question in page.locator(f"{QUESTION} p").all_inner_texts():
        assert question not in asked
    expect(page.locator(VERDICT)).to_have_text("Do not massage today")
    page.reload()
    for question in page.locator(f"{QUESTION} p").all_inner_texts():
        assert question not in asked
    sign = str(page.locator(f"{QUESTION} button").first.get_attribute("data-fact")).split()[1]
    page.locator(QUESTION).first.get_by_role("button", name="Yes").click()
    expect(page).to_have_url(re.compile(rf"s=[^&]*{re.escape(sign)}"))


def test_what_is_unfolded_stays_so(page: Page) -> None:
    """A new answer leaves an idea open that was opened."""
    answered(page, f"p=laminectomy&r=lumbar&w=9&u=years&{NOTHING_ELSE}")
    page.locator(IDEA).first.locator("summary").first.click()
    page.evaluate("state => { location.hash = state }", f"p=laminectomy&r=lumbar&w=8&u=weeks&{NOTHING_ELSE}")
    expect(page.locator(VERDICT)).to_have_text("Work, with changes")
    expect(page.locator(IDEA).first.locator(".sh-told").first).to_be_visible()


MARK = "() => { for (const one of document.querySelectorAll('#sh-session *')) one.wasThere = true }"
NEW = """() => [...document.querySelectorAll("#sh-session *")].filter((one) => !one.wasThere)
  .map((one) => one.closest(".sh-plan > *, .sh-idea, .sh-field, .sh-step")?.className)"""
"""The parts of the page that have an element which was not there at the last mark."""


def test_a_tap_redraws_what_it_changes(page: Page) -> None:
    """What says the same after a tap is the same element as before, in the form and in the answer, and keeps its focus."""
    answered(page, f"p=spinal-fusion&r=lumbar&w=4&u=years&c=discharged&{NOTHING_ELSE}")
    idea = page.locator(IDEA).first.locator("summary")
    idea.focus()
    page.evaluate(MARK)
    page.evaluate(
        "() => { const time = document.getElementById('sh-weeks'); time.value = '4.0'; time.dispatchEvent(new Event('input')) }"
    )
    page.wait_for_timeout(600)  # what waits until the typing rests is drawn by then
    assert page.evaluate(NEW) == []
    expect(idea).to_be_focused()
    page.evaluate("() => document.querySelector('[aria-label=\"By name\"] button').click()")
    expect(page.locator(".sh-areas")).to_contain_text("Head")
    assert set(page.evaluate(NEW)) == {"sh-areas"}
    expect(idea).to_be_focused()


def test_what_nobody_asked_is_said_and_leaves_no_deep_work(page: Page) -> None:
    """While medicines and illnesses are not known the plan says so, allows no deep work, and leads to where they are asked."""
    answered(page, "p=laminectomy&r=lumbar&w=9&u=years&none=signs")
    told = page.get_by_text("Not known yet: medicines and illnesses.")
    expect(told).to_be_in_viewport(ratio=0.9)
    assert line(page, "How deep") == "No deep work: light everywhere"
    page.get_by_role("button", name="Answer now").click()
    page.get_by_role("button", name="Takes no other medicine").click()
    expect(page.get_by_text("Not known yet: illnesses.")).to_have_count(1)
    page.get_by_role("button", name="Has no other illness").click()
    expect(page.get_by_text("Not known yet:")).to_have_count(0)
    assert line(page, "How deep").startswith("Deep work: only as the team allows")


def test_every_rule_is_there_folded_and_counted(page: Page) -> None:
    """All rules in force, by level, each once."""
    answered(page, f"{CLIENTS['TLIF, 3 weeks, cleared']}&{NOTHING_ELSE}")
    fold = page.locator("details", has=page.locator("> summary", has_text="All rules in force"))
    count = int(fold.locator("summary").inner_text().split(": ")[1])
    fold.locator("summary").click()
    expect(fold.locator(".sh-rule > details")).to_have_count(count)
    fold.locator(".sh-rule > details summary").first.click()
    expect(fold.locator(".sh-rule > details").first).to_contain_text("Why: ")


def test_the_drawing_is_called_what_it_shows(page: Page) -> None:
    """What was cut and put in, with level and side as entered, and where to keep off in words."""
    answered(page, f"p=tlif&r=lumbar&w=3&u=weeks&c=agreed&lv=L4-L5&sd=left&{NOTHING_ELSE}")
    fold = page.locator("details", has=page.locator("> summary", has_text="What was cut, what was put in"))
    fold.locator("summary").click()
    expect(fold).to_contain_text("Entered: L4-L5, left side")
    expect(fold).to_contain_text("Keep off here: ")
    expect(fold.locator("svg").first).to_be_visible()


def test_the_drawing_keeps_off_what_the_rules_do(page: Page) -> None:
    """Its key follows the client: an old scar and the front of the neck are free again, and the plate is not."""
    key = page.locator(".sh-figures .sh-legend li", has_text="Keep off here")
    shaded = page.locator(".sh-figures .sh-view .sh-off[data-off=front-of-neck]")
    for time, words, count in (
        ("w=4&u=years", "the implant", 0),
        ("w=3&u=weeks&c=agreed", "the cut, the implant, front of the neck", 2),  # from the front and the side
    ):
        answered(page, f"p=acdf&r=cervical&{time}&{NOTHING_ELSE}")
        page.locator("summary", has_text="What was cut, what was put in").click()
        expect(key).to_have_text(f"Keep off here: {words}")
        expect(shaded).to_have_count(count)


@pytest.mark.parametrize("width", [390, 1440])
def test_other_complaints_fold_like_the_others(page: Page, width: int) -> None:
    """No note with an icon, and as wide as the folds of the stop signs."""
    page.set_viewport_size({"width": width, "height": 900})
    page.goto("/session/#p=acdf&r=cervical&w=4&u=years")
    page.get_by_role("toolbar", name="Steps").get_by_role("button").nth(1).click()
    look = """summary => { const { left, right } = summary.getBoundingClientRect()
      return [left, right, getComputedStyle(summary).backgroundColor, getComputedStyle(summary, "::before").display] }"""
    fold = page.locator("summary", has_text="Other complaints, which change the work")
    other = page.locator("summary", has_text="The whole body").first
    expect(fold).to_be_visible()
    assert fold.evaluate(look) == other.evaluate(look)


def test_reasons_that_cannot_be_loaded_are_said(page: Page) -> None:
    """Without the second file the verdict and the lines are there, and what is missing says so."""
    page.route("**/session/reasons.json", lambda route: route.fulfill(status=200, body="no json"))
    answered(page, f"{CLIENTS['TLIF, 3 weeks, cleared']}&{NOTHING_ELSE}")
    assert "Not face down" in line(page, "Lying and getting up")
    idea = page.locator(IDEA).first
    idea.locator("summary").first.click()
    expect(idea).to_contain_text("Do not have the client lie face down")


@pytest.mark.parametrize("width", [820, 1440])
def test_the_verdict_stays_in_the_window(page: Page, width: int) -> None:
    """However far the form is scrolled, the verdict is in sight: in its column, or in the bar at the bottom."""
    page.set_viewport_size({"width": width, "height": 900})
    answered(page, f"{CLIENTS['TLIF, 3 weeks, cleared']}&{NOTHING_ELSE}")
    page.evaluate(
        "() => scrollTo(0, document.querySelector('.sh-form').getBoundingClientRect().bottom + scrollY - 1000)"
    )
    page.wait_for_timeout(200)
    seen = [shown for shown in (page.locator(VERDICT), page.locator(".sh-now")) if shown.is_visible()]
    assert any(uncovered(shown) for shown in seen)


def test_every_change_is_announced(page: Page) -> None:
    """A change of the verdict is said to those who do not see it."""
    answered(page, "p=acdf&w=9&u=weeks&s=calf-pain")
    expect(page.locator(".sh-result .sh-spoken")).to_contain_text("Do not massage today. Call: The surgeon's team")
    page.evaluate("state => { location.hash = state }", f"p=laminectomy&r=lumbar&w=9&u=years&{NOTHING_ELSE}")
    expect(page.locator(".sh-result .sh-spoken")).to_contain_text("Go ahead, with care")


@pytest.mark.parametrize(
    ("state", "words"),
    [
        (
            f"p=tlif&r=lumbar&w=3&u=weeks&{NOTHING_ELSE}",
            "Wait for the go-ahead. Ask: The surgeon's team, before the first session.",
        ),
        (
            f"p=tlif&r=lumbar&w=30&u=weeks&{NOTHING_ELSE}",
            "Work, with changes. Tell: The surgeon's team, at the next visit.",
        ),
        ("p=laminectomy", "Not enough known yet."),
    ],
)
def test_what_is_spoken_is_what_is_shown(page: Page, state: str, words: str) -> None:
    """Somebody who listens is asked for no call that nobody sees."""
    answered(page, "p=acdf&w=9&u=weeks&s=chest-pain")
    page.evaluate("state => { location.hash = state }", state)
    expect(page.locator(".sh-result .sh-spoken")).to_have_text(words)


@pytest.mark.parametrize(
    "state",
    [
        f"{CLIENTS['TLIF, 3 weeks, cleared']}&{NOTHING_ELSE}",
        f"{CLIENTS['laminectomy, 9 years, well']}&{NOTHING_ELSE}",
        f"p=tlif&r=lumbar&w=3&u=weeks&{NOTHING_ELSE}",
        "p=laminectomy",
        "p=acdf&w=9&u=weeks&s=calf-pain",
        "s=chest-pain",
    ],
)
def test_axe_finds_nothing_in_the_answer(page: Page, state: str) -> None:
    """Every kind of verdict, with its ideas unfolded, in light and dark."""
    page.emulate_media(color_scheme="light", reduced_motion="reduce")
    answered(page, state)
    page.evaluate("() => document.querySelectorAll('.sh-plan details').forEach(fold => fold.open = true)")
    page.evaluate((ROOT / "node_modules/axe-core/axe.min.js").read_text(encoding="utf-8"))
    contrast_settled(page)
    within = AXE.replace("document", "document.querySelector('.sh-result')")
    assert page.evaluate(within, {}) == []
    page.get_by_title("Switch to dark colors").evaluate("button => button.click()")
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    contrast_settled(page)
    assert page.evaluate(within, {"runOnly": OF_COLOR}) == []


def test_an_emergency_that_hangs_on_what_is_not_known_asks(page: Page) -> None:
    """Numbness is an emergency beside a blood thinner, so until the medicines are known; the question that settles it is there."""
    answered(page, "p=diskectomy&r=lumbar&w=10&u=months&s=new-numbness")
    expect(page.locator(".sh-plan .sh-whom")).to_contain_text("The emergency number, now")
    expect(
        page.get_by_text("It counts as an emergency until this is known. If you cannot ask at once, call.")
    ).to_be_visible()
    asked = page.get_by_role("region", name="Ask now")
    expect(asked).to_contain_text("anticoagulants")
    while asked.is_visible():
        asked.get_by_role("button", name="No", exact=True).first.click()
        page.wait_for_timeout(100)
    expect(page.locator(".sh-plan .sh-whom")).to_contain_text("The surgeon's team or urgent care, today")
    answered(page, "p=acdf&w=3&u=weeks&s=chest-pain")
    expect(page.locator(".sh-plan .sh-whom")).to_contain_text("The emergency number, now")
    expect(asked).to_have_count(0)
