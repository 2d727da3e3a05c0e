"""At the door: what a therapist is asked to find out with one thumb, from the page's opening to an answer in the window."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.tabs import faultless

VERDICT = "#sh-verdict"
NONE = re.compile(": I asked$")


class Thumb:
    """A person at the planner with a phone, who taps, types, and looks. Counts the taps; a box that is typed into is tapped first."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.taps = 0

    def tap(self, target: Locator) -> None:
        """Taps what is in sight, after scrolling to it."""
        target.scroll_into_view_if_needed()
        target.tap()
        self.taps += 1

    def button(self, name: str) -> None:
        """Taps the button with this name."""
        self.tap(self.page.get_by_role("button", name=name, exact=True).first)

    def next(self) -> None:
        """Taps the button that goes on."""
        self.tap(self.page.locator(".sh-next"))
        self.page.wait_for_timeout(200)  # what the theme shows after a scroll upward
        for step in self.page.get_by_role("toolbar", name="Steps").get_by_role("button").all():
            in_sight(step)

    def type(self, label: str, words: str) -> None:
        """Types into a box and presses Enter."""
        box = self.page.get_by_role("combobox", name=label)
        self.tap(box)
        box.fill(words)
        box.press("Enter")

    def time(self, amount: int, unit: str) -> None:
        """Enters how long ago the operation was."""
        self.tap(self.page.get_by_label("Time since surgery"))
        self.page.get_by_label("Time since surgery").fill(str(amount))
        if unit != "weeks":
            self.page.get_by_label("Unit of time").select_option(unit)
            self.taps += 1

    def sign(self, part: str, name: str) -> None:
        """Taps a part of the body, then one of its signs."""
        self.tap(self.page.locator(".sh-part:visible > summary", has_text=part))
        self.button(name)

    def nothing_found(self) -> None:
        """Goes through the stop signs and what a doctor knows of, and finds nothing."""
        for _ in range(2):
            self.next()
            self.tap(self.page.get_by_role("button", name=NONE).locator("visible=true"))

    def answer(self) -> None:
        """Goes to the answer by the bar, which is there unless the verdict is in sight."""
        if self.page.locator(".sh-now").is_visible():
            self.tap(self.page.locator(".sh-now"))
        else:
            self.page.locator(VERDICT).evaluate("one => one.scrollIntoView()")

    def sees(self, *words: str) -> None:
        """Asserts that the words are in the window now, and nothing lies above them."""
        for each in words:
            read = self.page.locator(":not(.sh-spoken)").and_(self.page.get_by_text(each))
            shown = read.locator("visible=true").first
            in_sight(shown)


def in_sight(shown: Locator) -> None:
    """Asserts that it is in the window now, and nothing lies above it."""
    expect(shown).to_be_in_viewport(ratio=0.9)
    assert shown.evaluate(
        """one => { const {left, top, height} = one.getBoundingClientRect()
        const there = document.elementFromPoint(left + 8, top + height / 2)
        return one.contains(there) || there?.contains(one) }"""
    ), shown


@pytest.fixture
def thumb(browser: Browser, address: str) -> Iterator[Thumb]:
    """The planner on a phone, just opened."""
    with faultless(browser, address, has_touch=True) as tab:
        tab.goto("/session/")
        expect(tab.get_by_role("button", name="ACDF", exact=True)).to_be_in_viewport(ratio=0.9)
        yield Thumb(tab)


def test_a_sore_calf_on_a_blood_thinner(thumb: Thumb) -> None:
    """ACDF, 9 weeks, Eliquis, sore calf: the verdict in eight taps; then the letter, which says why it is written."""
    thumb.button("ACDF")
    thumb.time(9, "weeks")
    thumb.next()
    thumb.sign("Arms and legs", "Sore or swollen calf or leg")
    thumb.next()
    thumb.type("Medicines", "Eliquis")
    thumb.answer()
    assert thumb.taps <= 8
    thumb.sees("Do not massage today", "The surgeon's team or urgent care, today")
    thumb.sees(
        "I am a massage therapist. My client had spine surgery (anterior cervical diskectomy and fusion) 9 weeks ago."
    )
    asked = thumb.page.locator(".sh-question")
    expect(asked).to_have_count(3)
    for question, about in zip(asked.all(), ("breath", "chest", "blood"), strict=True):
        expect(question).to_contain_text(re.compile(about, re.IGNORECASE))
        expect(question.get_by_role("button", name="No", exact=True)).to_be_in_viewport(ratio=0.9)
    thumb.tap(asked.first.get_by_role("button", name="Yes"))
    thumb.sees("Call 911")
    thumb.button("Letter to the surgeon")
    expect(thumb.page.get_by_role("heading", name="Letter to the team")).to_be_in_viewport(ratio=0.9)
    letter = thumb.page.locator(".sh-papers")
    for words in ("ore or swollen calf", "nticoagulants", "breath", "emergency number to be called"):
        expect(letter).to_contain_text(re.compile(words))


def test_numb_between_the_legs(thumb: Thumb) -> None:
    """Numb between the legs since yesterday: known before anything else is entered, with the button that calls in the window."""
    thumb.tap(thumb.page.get_by_role("toolbar", name="Steps").get_by_role("button", name="Stop signs"))
    thumb.sign("Bladder, bowel and seat", "Numbness where you sit")
    thumb.answer()
    assert thumb.taps <= 4
    thumb.sees("Do not massage today", "Call 911", "Then say where you are.")
    expect(thumb.page.locator(".sh-plan")).not_to_contain_text("Go ahead with soft-tissue")


def test_an_old_fusion_and_deep_work(browser: Browser, address: str) -> None:
    """L4-5 fusion four years ago, well, wants deep tissue, at a desk: the name is understood, and deep work is answered in sight."""
    tab = browser.new_page(service_workers="block", base_url=address, viewport={"width": 1440, "height": 900})
    tab.goto("/session/")
    tab.get_by_label("Another operation").fill("L4-5 fusion")
    tab.keyboard.press("Enter")
    tab.get_by_label("Time since surgery").fill("4")
    tab.get_by_label("Unit of time").select_option("years")
    for none in tab.get_by_role("button", name=NONE).all():
        none.click()
    tab.get_by_role("button", name="Takes no other medicine").click()
    tab.get_by_role("button", name="Has no other illness").click()
    tab.get_by_role("group", name="By name").get_by_role("button", name="low back").click()
    tab.get_by_role("button", name="Discharged without limits").click()
    in_sight(tab.locator(VERDICT))
    tab.mouse.move(300, 500)
    tab.mouse.wheel(0, 10_000)
    expect(tab.get_by_role("link", name="History")).to_be_in_viewport(ratio=0.9)
    in_sight(tab.locator(VERDICT))
    depth = tab.locator(".sh-idea", has_text="How deep")
    expect(depth).to_contain_text("Deep work")
    expect(tab.locator(".sh-plan")).to_contain_text("L4-L5")
    assert "lv=L4-L5" in tab.url
    tab.close()


def test_cage_and_screws(thumb: Thumb) -> None:
    """A cage and screws, where not to press: the operation is found by what is in the back, and the answer says where."""
    box = thumb.page.get_by_label("Another operation")
    thumb.tap(box)
    box.fill("cage and screws")
    thumb.tap(thumb.page.locator(".sh-list").get_by_role("option").first)
    thumb.time(7, "months")
    thumb.nothing_found()
    thumb.answer()
    kept_off = thumb.page.locator(".sh-idea", has_text="Where not to press").first
    kept_off.scroll_into_view_if_needed()
    thumb.sees("Where not to press")
    thumb.tap(thumb.page.get_by_text("What was cut, what was put in"))
    drawn = thumb.page.locator(".sh-plan .sh-body").first
    drawn.scroll_into_view_if_needed()
    expect(drawn).to_be_in_viewport(ratio=0.5)


def test_three_weeks_after_tlif(thumb: Thumb) -> None:
    """How she lies and gets on and off: drawn and said on the first screen of the answer."""
    thumb.button("TLIF")
    thumb.time(3, "weeks")
    thumb.nothing_found()
    thumb.tap(thumb.page.get_by_role("toolbar", name="Steps").get_by_role("button", name="Team"))
    thumb.button("They agreed")
    thumb.answer()
    thumb.sees("Work, with changes", "Lying and getting up")
    for caption in ("Log roll", "On the side", "Not face down"):
        drawn = thumb.page.locator(".sh-positions li", has_text=caption).first
        expect(drawn).to_be_in_viewport(ratio=0.9)
        assert drawn.locator("svg").bounding_box()["width"] > 40  # type: ignore[index]


def test_a_pasted_list_of_medicines(thumb: Thumb) -> None:
    """Tylenol, oxycodone and gabapentin in one go: each is taken, and what the last two do together is said."""
    thumb.tap(thumb.page.get_by_role("toolbar", name="Steps").get_by_role("button", name="Medicines"))
    thumb.type("Medicines", "Tylenol, oxycodone 5 mg and gabapentin")
    for name in ("Tylenol", "oxycodone", "gabapentin"):
        expect(thumb.page.locator(".sh-chips button", has_text=name)).to_be_visible()
    expect(thumb.page).to_have_url(re.compile("m=acetaminophen,opioids,gabapentinoids"))
    thumb.page.goto("about:blank")
    thumb.page.goto(
        "/session/#p=laminectomy&r=lumbar&w=5&u=months&c=agreed&m=acetaminophen,opioids,gabapentinoids&none=signs,medications,conditions"
    )
    thumb.answer()
    medicines = thumb.page.locator(".sh-idea").filter(
        has=thumb.page.locator("strong", has_text=re.compile("^Medicines$"))
    )
    medicines.scroll_into_view_if_needed()
    thumb.sees("Opioid")
    print(medicines.inner_text())


def test_surgery_next_month(thumb: Thumb) -> None:
    """Scoliosis surgery is still to come: a plan like any other, with what to practice."""
    thumb.button("Scoliosis correction")
    thumb.button("Still to come")
    thumb.nothing_found()
    thumb.answer()
    assert thumb.taps <= 7
    thumb.sees("Work, with changes", "Log roll")


def test_where_the_therapist_was_she_finds_herself_again(thumb: Thumb) -> None:
    """The form can be left and gone back to, and the long form is the same state."""
    thumb.button("TLIF")
    thumb.time(3, "weeks")
    thumb.next()
    thumb.button("All questions on one page")
    expect(thumb.page.get_by_role("button", name="TLIF", exact=True)).to_have_attribute("aria-pressed", "true")
    thumb.page.reload()
    expect(thumb.page.get_by_role("button", name="TLIF", exact=True)).to_have_attribute("aria-pressed", "true")
    expect(thumb.page.get_by_label("Time since surgery")).to_have_value("3")


def test_a_link_within_the_page_keeps_the_client(thumb: Thumb) -> None:
    """The address holds the client: the link that skips the header goes to the content and clears nothing."""
    page = thumb.page
    thumb.button("ACDF")
    expect(page).to_have_url(
        re.compile("p=acdf")
    )  # written a moment after the tap, before anybody can load a page anew
    page.evaluate("() => { scrollTo(0, 0); document.activeElement.blur() }")
    page.reload()
    expect(page.get_by_role("button", name="ACDF", exact=True)).to_be_visible()
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to content")).to_be_focused()
    page.keyboard.press("Enter")
    assert "p=acdf" in page.url
    stops = 0
    while page.evaluate("() => document.activeElement?.textContent") != "ACDF":
        page.keyboard.press("Tab")
        stops += 1
        assert stops <= 4
    expect(page.locator(".sh-now")).to_have_text("Not enough known yet")


@pytest.mark.parametrize("size", ["320", "zoomed"])
def test_narrow_and_zoomed(browser: Browser, address: str, size: str) -> None:
    """At 320 pixels, and on a laptop at 200 %, no step and no answer is wider than the window, and the first choice is in it."""
    width, height = {"320": (320, 640), "zoomed": (640, 400)}[size]
    tab = browser.new_page(service_workers="block", base_url=address, viewport={"width": width, "height": height})
    tab.goto("/session/#p=acdf&w=30&u=weeks&none=signs,medications,conditions&c=agreed&m=anticoagulants")
    names = ["Operation", "Stop signs", "Medicines", "Area", "Team"]
    for name in names:
        tab.get_by_role("toolbar", name="Steps").get_by_role("button", name=name).click()
        expect(tab.locator(".sh-step:visible h2")).to_be_in_viewport(ratio=0.9)
        assert tab.evaluate("() => document.documentElement.scrollWidth") <= width, name
    tab.locator(".sh-now").click()
    expect(tab.locator(VERDICT)).to_be_in_viewport(ratio=0.9)
    tab.close()
