"""The whole job by keyboard alone: from raw text to a story that readers have. Only the file chooser is answered."""

import re
import time

import pytest
from playwright.sync_api import expect

from tests.browser.people import PATIENCE, get

pytestmark = pytest.mark.browser

HEADLINE = "Harbour ferry returns after a long refit"
RAW = f"""{HEADLINE}

By News Desk - November 20 2026

The ferry came back on Friday. "She runs like new," its master said.

It sails four times a day until spring.
"""
TABS = 300
# What a listener hears of the control that has the focus.
NAME = """(() => {
  const here = document.activeElement;
  const text = (each) => each.textContent.replace(/\\s+/g, " ").trim();
  const own = here.labels?.length ? text(here.labels[0]) : text(here) || here.value;
  return here.getAttribute("aria-label") || own || "";
})()"""


def _tab_to(page, name: str) -> None:
    """Press Tab until the focus is on what is called like this."""
    met = []
    for _tab in range(TABS):
        page.keyboard.press("Tab")
        met.append(page.evaluate(NAME).strip()[:60])
        if met[-1].startswith(name):
            return
    raise AssertionError(f"no Tab leads to {name!r}, only to {met}")


def _command(page, words: str) -> None:
    """Open the command list, type, and press Enter."""
    page.keyboard.press("Control+k")
    page.locator("#commands[open]").wait_for()
    page.keyboard.type(words)
    page.keyboard.press("Enter")


def _save(page) -> None:
    with page.expect_response(lambda answer: answer.request.method == "POST" and answer.url.endswith("/change/")):
        page.keyboard.press("Control+s")
    expect(page.locator("#saved")).to_contain_text("Saved ", timeout=PATIENCE)


def _draft(page) -> None:
    page.goto("/admin/articles/article/from-text/")
    page.locator("textarea").first.wait_for()
    if page.evaluate("document.activeElement.tagName") != "TEXTAREA":
        _tab_to(page, "Copy")
    page.keyboard.insert_text(RAW)
    page.keyboard.press("Control+Enter")
    page.locator("[name=section]").wait_for()
    page.keyboard.press("Control+Enter")
    page.wait_for_url("**/change/**")
    page.locator(".ProseMirror[contenteditable=true]").wait_for()


def _dress(page) -> None:
    """Give the draft its section and tag, and a picture with all that it needs."""
    _command(page, "go section")
    page.keyboard.type("City")
    _save(page)
    _tab_to(page, "Upload a photo")
    page.keyboard.press("Enter")
    expect(page.locator("#photo-said")).to_contain_text("The photo is in the story", timeout=PATIENCE)
    page.keyboard.type("The Petrel leaves the quay.")
    _tab_to(page, "Alt text")
    page.keyboard.type("A ferry at a quay.")
    _save(page)


def _credit(page) -> None:
    """Follow the checklist to the photo, say who is owed and why it may be used, and come back."""
    story = page.url
    _tab_to(page, "Photo 1: The photo has no credit line.")
    page.keyboard.press("Enter")
    page.wait_for_url("**/media/photo/**")
    _tab_to(page, "Credit line")
    page.keyboard.type("Ruth Penhallin/The Lantern")
    _tab_to(page, "Licence")
    page.keyboard.type("Own")
    _tab_to(page, "Save")
    page.keyboard.press("Enter")
    page.locator(".messagelist .success").wait_for()
    page.goto(story)
    page.locator(".ProseMirror[contenteditable=true]").wait_for()


def test_two_people_take_raw_copy_to_readers_by_keyboard_alone(served, person, picture):
    writer, editor = person("editor"), person("duty editor")
    page = writer.page
    page.on("filechooser", lambda chooser: chooser.set_files(picture))
    _draft(page)
    _dress(page)
    _credit(page)
    page.keyboard.press("Control+Enter")
    expect(page.locator("#told")).to_contain_text("Filed.", timeout=PATIENCE)

    second = editor.page
    second.goto(page.url)
    second.locator(".ProseMirror[contenteditable=true]").wait_for()
    second.keyboard.press("Control+Enter")
    expect(second.locator("#sheet")).to_contain_text("You sign off by publishing", timeout=PATIENCE)
    second.keyboard.press("Control+Enter")
    expect(second.locator("[data-part=live]")).to_contain_text("live in", timeout=PATIENCE)
    second.locator(".live-bar-live a").wait_for()
    public = second.locator(".live-bar-live a").get_attribute("href")
    until = time.monotonic() + 20
    while get(served.site + public).status != 200 and time.monotonic() < until:
        time.sleep(0.3)
    answer = get(served.site + public)
    assert answer.status == 200
    assert HEADLINE in answer.text and re.search("Ruth Penhallin", answer.text)
