"""A photo editor's hour as a hand plays it: what it presses is counted, every screen on the way is looked over."""

import os
import re
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.hand import Hand
from tests.browser.listening import barriers, scrolls_sideways

SHORTHANDS = "h9 Anna Berg, Harbour FC\nh10 Mia Lind, Harbour FC\ng4 Olu Ade, Gale United"
TEMPLATE = "{player} of {team} in minute {minute} of the cup final at Quayside Ground in Marlhithe, 22 November 2026."
SHEET = "/admin/media/photo/"
CONTRACT = "Runa Ellery"
# Everything Tab should lead to, one of a group of radio buttons.
_STOPS = """() => {
  const root = document.querySelector("dialog:modal") ?? document;
  const all = [...root.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex='0']")];
  const groups = new Set();
  window.stops = all.filter((each) => {
    if (each.disabled || each.tabIndex < 0 || each.type === "hidden") return false;
    if (!each.checkVisibility({ visibilityProperty: true })) return false;
    if (each.type !== "radio") return true;
    const first = !groups.has(each.name);
    groups.add(each.name);
    return first;
  });
  document.activeElement?.blur();
  return window.stops.length + 3 * window.stops.filter((each) => each.type === "date").length;
}"""
_HERE = """() => {
  const here = document.activeElement, look = getComputedStyle(here);
  // Where somebody types there is a caret, and in a date its own field is marked.
  const caret = here.matches("textarea, [contenteditable], input[type=date]");
  const seen = caret || look.outlineStyle !== "none" || look.boxShadow !== "none";
  const said = here.textContent.trim().slice(0, 30) || here.name || here.type;
  const at = window.stops.findIndex((each) => each === here || (each.type === "radio" && each.name === here.name));
  return [at, seen || here === document.body, `${here.tagName} ${said}`];
}"""


@dataclass
class Hour:
    """The hour as it was played: acts and seconds by part, and what was wrong with the screens on the way."""

    desk: Hand
    parts: dict[str, tuple[int, float]] = field(default_factory=dict)
    trouble: list[str] = field(default_factory=list)
    facts: dict[str, str] = field(default_factory=dict)

    @contextmanager
    def part(self, name: str, hand: Hand) -> Iterator[None]:
        """Count what a hand does, and how long it takes, as one part."""
        acts, since = hand.acts, time.monotonic()
        yield
        self.parts[name] = (hand.acts - acts, time.monotonic() - since)

    def looks(self, page: Page, name: str) -> None:
        """Look the open page over at a desk and on a phone: no barrier, nothing sideways, every stop reached by Tab."""
        for width, scheme in ((390, "dark"), (1440, "light")):
            page.set_viewport_size({"width": width, "height": 900})
            page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            # What stands at its place over a page that was scrolled covers links below it.
            page.evaluate("scrollTo(0, 0)")
            self.trouble += [f"{name}, {width}: {barrier}" for barrier in barriers(page)]
            if scrolls_sideways(page):
                self.trouble.append(f"{name} scrolls sideways at {width}")
            if folder := os.environ.get("SHOTS"):
                page.screenshot(path=f"{folder}/{name.replace(' ', '-')}-{width}.png")
        self.trouble += [f"{name}: {each}" for each in unreached(page)]


def unreached(page: Page, most: int = 160) -> list[str]:
    """Return what Tab does not lead to on the open page, and where the focus cannot be seen.

    Of a page with more stops than `most` only the order and the look of the first are tried.
    """
    presses, count = page.evaluate(_STOPS), page.evaluate("window.stops.length")
    met, trouble = set(), []
    for _stop in range(min(presses, most) + 2):
        page.keyboard.press("Tab")
        at, seen, said = page.evaluate(_HERE)
        if not seen:
            trouble.append(f"the focus is not seen on {said}")
        met.add(at)
    # Left where it is, the skip link would cover what is looked at next.
    page.evaluate("document.activeElement?.blur()")
    if presses <= most and (left := set(range(count)) - met):
        names = page.evaluate("at => at.map((each) => window.stops[each].outerHTML.slice(0, 90))", sorted(left)[:4])
        trouble.append(f"{len(left)} of {count} stops are not reached, such as {names}")
    return trouble


def upload(hour: Hour, files: list[Path], patience: float) -> str:
    """Drop the files on the upload page; return the address of the sheet of what came in."""
    desk, page = hour.desk, hour.desk.page
    page.goto(f"{SHEET}add/")
    hour.looks(page, "upload")
    since = time.monotonic()
    desk.acts += 1
    page.locator("#photo_files").set_input_files([str(path) for path in files])
    page.locator("#photo_uploads img.photo-thumb").first.wait_for()
    hour.facts["the first picture could be used after"] = f"{time.monotonic() - since:.1f} s"
    expect(page.locator("#photo_said")).to_have_text("All pictures are through.", timeout=patience * 1000)
    hour.facts["all were in after"] = f"{time.monotonic() - since:.0f} s"
    expect(page.locator("#photo_all [data-counted]")).to_have_text(f"{len(files) - 1} of {len(files)} in, 1 refused")
    expect(page.locator(".photo-drop__refused")).to_contain_text("is damaged or was cut off on its way")
    expect(page.get_by_text("This very file was here already")).to_be_visible()
    hour.looks(page, "uploaded")
    desk.clicks(page.locator("#photo_all a"))
    page.locator("[data-tile]").first.wait_for()
    return re.sub(r"^https?://[^/]+", "", page.url)


def cull(hour: Hour, count: int, picks: int) -> None:
    """Go through the shoot once by keys: some looked at large, picks with stars, the rest rejected."""
    desk, page = hour.desk, hour.desk.page
    every = count // picks
    hour.looks(page, "sheet")
    page.reload()
    page.locator("[data-tile]").first.wait_for()
    with hour.part("culled", desk):
        desk.presses("ArrowRight")
        for number in range(count):
            _decide(desk, number, number % every == 0 and number // every < picks)
    expect(page.locator("[data-said]")).to_contain_text("All saved")
    for mark, said in (("pick", picks), ("reject", count - picks), ("", 0)):
        expect(page.locator(f"[data-count='{mark}']")).to_have_text(str(said))


def _decide(desk: Hand, number: int, wanted: bool) -> None:
    """Sort the picture whose turn it is; every so often somebody looks at it large first, or gives it stars."""
    page = desk.page
    here = page.evaluate("document.querySelectorAll('[data-tile]').length")
    if number % 24 == 0:
        desk.presses(" ")
        page.locator("[data-big-dialog][open]").wait_for()
        desk.presses(" ")
    if wanted:
        desk.presses(str(3 + number % 3), "p")
    else:
        desk.presses("x")
    assert here, "the sheet is empty"


def narrow(hour: Hour, address: str, count: int) -> None:
    """Leave the picks alone on the sheet."""
    desk, page = hour.desk, hour.desk.page
    desk.chooses(page.locator("select[name=mark]"), value="pick")
    desk.clicks(page.get_by_role("button", name="Show", exact=True))
    page.wait_for_url("**mark=pick**")
    expect(page.locator("[data-tile]")).to_have_count(count)


def gather(hour: Hour, name: str) -> None:
    """Put the picks into an event of their own, and write down its shorthands and template."""
    desk, page = hour.desk, hour.desk.page
    desk.clicks(page.locator("[data-choose-all]"))
    desk.clicks(page.locator(".sheet-more summary"))
    hour.looks(page, "chosen")
    desk.clicks(page.locator("#event-name"))
    desk.types(name)
    desk.clicks(page.get_by_role("button", name="Put in"))
    desk.clicks(page.get_by_role("link", name="Open it"))
    page.wait_for_url("**event=**")
    desk.clicks(page.get_by_role("link", name="Shorthands"))
    desk.pastes(page.locator("[name=caption_template]"), TEMPLATE)
    desk.pastes(page.locator("[name=shorthands]"), SHORTHANDS)
    hour.looks(page, "event")
    desk.clicks(page.get_by_role("button", name="Save", exact=True))
    page.wait_for_url("**event=**")


def caption(hour: Hour, count: int) -> None:
    """Caption the picks by run: player by shorthand, minute, what a listener hears, Enter."""
    desk, page = hour.desk, hour.desk.page
    page.locator("[data-tile]").first.wait_for()
    desk.presses("ArrowRight", "Enter")
    page.locator("[data-gap]").first.wait_for()
    hour.looks(page, "caption run")
    page.reload()
    for number in range(count):
        expect(page.locator("h1")).to_contain_text(f"{number + 1} of {count}")
        page.locator("[data-gap]").first.wait_for()
        desk.types(["\\h9", "\\h10", "\\g4"][number % 3])
        desk.presses("Tab", "Tab")
        desk.types(str(3 + number * 7))
        desk.presses("Tab", "Tab")
        desk.types(f"A player with the ball, {number + 1}.")
        desk.presses("Enter")
    page.locator("[data-tile]").first.wait_for()


def lease(hour: Hour, count: int) -> None:
    """Give every pick the licence, credit and permission of the photographer's contract in one act."""
    desk, page = hour.desk, hour.desk.page
    desk.clicks(page.locator("[data-choose-all]"))
    desk.clicks(page.get_by_role("button", name="Edit together"))
    page.locator(".grid-table").wait_for()
    hour.looks(page, "grid")
    desk.chooses(page.locator("#grid-contract"), label=CONTRACT)
    desk.clicks(page.get_by_role("button", name="Give"))
    expect(page.locator(".many-results li")).to_have_count(count)
    assert "Not done" not in page.locator(".many-results").inner_text()
    hour.looks(page, "given")
    desk.clicks(page.get_by_role("link", name="Back to the sheet"))
    page.locator("[data-tile]").first.wait_for()


def send(hour: Hour, headline: str, first: int, count: int) -> None:
    """Set some of the picks aside for a story."""
    desk, page = hour.desk, hour.desk.page
    desk.presses(*["ArrowRight"] * (first + 1))
    for _number in range(count):
        desk.presses("v", "ArrowRight")
    desk.presses("s")
    hour.looks(page, "tray")
    desk.clicks(page.locator(".tray-stories button", has_text=headline))
    expect(page.locator(".messagelist .success")).to_contain_text(f"{count} picture")
    page.locator("[data-tile]").first.wait_for()


def use(hour: Hour, hand: Hand, story: str, count: int, wait: Callable[[Page], None]) -> None:
    """Put what was set aside into the story, most of it into its text, and keep that."""
    page = hand.page
    page.goto(story)
    page.locator(".ProseMirror[contenteditable=true]").first.wait_for()
    hand.clicks(page.locator("#photo-set-aside button"))
    expect(page.locator("[data-tray-grid] li")).to_have_count(count)
    page.wait_for_load_state("networkidle")
    hour.looks(page, "picker")
    hand.clicks(page.get_by_role("button", name="Put all into the story"))
    rows = page.locator("[data-rows=photo] .rows > [data-row]:not([hidden])")
    expect(rows).to_have_count(count)
    for _number in range(count - 1):
        hand.clicks(page.locator("[data-place]:visible").first)
    expect(page.locator(".body-photo")).to_have_count(count - 1)
    hand.presses("Control+s")
    wait(page)
    hour.looks(page, "story with pictures")


def crop(hour: Hour, hand: Hand) -> None:
    """Show the lead of the story that is open in a shape of this story's own."""
    page = hand.page
    with page.expect_popup() as opened:
        hand.clicks(page.get_by_role("link", name="Crop for this story…").first)
    own = opened.value
    hour.looks(own, "crop for the story")
    hand.acts += 3
    own.get_by_role("radio", name="4:3").check()
    own.get_by_role("button", name="Use this crop").click()
    expect(own.locator(".messagelist .success")).to_contain_text("The story shows the photo in this crop")
    own.close()
    page.reload()
    page.locator(".ProseMirror[contenteditable=true]").first.wait_for()
