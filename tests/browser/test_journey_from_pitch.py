"""One story from a pitch to a correction: two people, somebody outside on a phone, and a reader who was not told so."""

import re
import time

import pytest
from playwright.sync_api import expect

from tests.browser.people import PATIENCE, Person, get

pytestmark = pytest.mark.browser

HEADLINE = "Bridge toll to double from spring"
PARAGRAPH = "The council voted on Monday to double the toll to 40 pence, said the clerk."
NOTE = "An earlier version said 40 pence; the new toll is 45 pence."

ADDRESS = re.compile(r'href="(?:https?://[^/"]+)?(/\d{4}/[^"]*bridge-toll[^"]*)"')


def _pitches(reporter: Person) -> str:
    """Offer the story to the desk and take it on; return the story's address."""
    page = reporter.page
    reporter.opens("/admin/plan/pitch/")
    page.get_by_label("Slugline").fill("bridge-toll")
    page.get_by_label("What it is").fill("Who pays when the toll doubles.")
    page.get_by_label("Section").select_option(label="City")
    reporter.press("Pitch")
    page.get_by_role("link", name="bridge-toll").first.click()
    page.wait_for_url(re.compile(r"/admin/articles/article/\d+/change/"))
    return re.sub(r"^https?://[^/]+", "", page.url)


def _is_assigned(editor: Person, story: str) -> None:
    page = editor.page
    editor.opens(story)
    page.locator(".verbs-more summary").click()
    page.locator(".verbs-more [value=assign]").click()
    page.locator("#sheet select").first.select_option(label="Nora Tidewell")
    page.locator("#sheet").get_by_role("button", name="Assign").click()
    editor.is_told("Nora Tidewell")


def _writes(reporter: Person, story: str) -> None:
    page = reporter.page
    reporter.opens(story)
    page.get_by_label("Headline", exact=True).fill(HEADLINE)
    page.locator("[name=byline-0-name]").fill("News Desk")
    reporter.types_body(PARAGRAPH)
    reporter.press("File")
    reporter.is_told("Filed.")


def _asks_outside(editor: Person, story: str) -> str:
    """Make a link for a lawyer; return its path."""
    page = editor.page
    editor.opens(story)
    page.locator(".verbs-more summary").click()
    page.locator(".verbs-more [value=make_review_link]").click()
    sheet = page.locator("#sheet")
    sheet.get_by_label("Name of the reader").fill("Lena Lawyer")
    sheet.get_by_label("sign it off", exact=True).check()
    sheet.get_by_role("button", name="Make the link").click()
    made = sheet.locator("#made-link")
    expect(made).to_be_visible(timeout=PATIENCE)
    return "/for-review/" + made.input_value().split("/for-review/")[1]


def _reads_outside(phone, path: str) -> None:
    phone.goto(path)
    expect(phone.get_by_role("heading", level=1)).to_have_text(HEADLINE)
    passage = phone.locator(".outside-piece", has_text="40 pence").first
    passage.locator("summary").click()
    passage.get_by_label("Comment on this passage").fill("The clerk said it in public: safe.")
    passage.get_by_role("button", name="Send the comment").click()
    expect(phone.get_by_text("Your comment is with the newsroom.")).to_be_visible(timeout=PATIENCE)
    phone.get_by_role("button", name="Sign off this text").click()
    expect(phone.get_by_text("You signed off exactly this text.", exact=True)).to_be_visible(timeout=PATIENCE)


def _publishes(editor: Person, story: str) -> str:
    """Publish what the reporter wrote; return the public address once readers have it."""
    page = editor.page
    editor.opens(story)
    expect(page.locator("#outside")).to_contain_text("Signed off exactly this")
    expect(page.locator(".note-outside")).to_contain_text("The clerk said it in public: safe.")
    editor.press("Sign off & publish…")
    editor.press("Publish: live in 7 s")
    editor.is_told("live in")
    until = time.monotonic() + 20
    while time.monotonic() < until:
        if found := re.search(
            r'href="(?:https?://[^/"]+)?(/\d{4}/[^"]*bridge-toll[^"]*)"', get(editor.site + "/").text
        ):
            return found[1]
        time.sleep(0.3)
    raise AssertionError("Readers did not get the story.")


def _reports(reader, path: str) -> None:
    reader.goto(path)
    reader.get_by_role("link", name="Report an error").first.click()
    reader.get_by_label("What is wrong?").fill("It was 45 pence, not 40. I was there.")
    time.sleep(3)  # Nobody reads a form and writes a sentence in less, and the page says so.
    reader.get_by_role("button", name="Send to the newsroom").click()
    expect(reader.get_by_text("Thank you").first).to_be_visible(timeout=PATIENCE)


def _corrects(editor: Person, path: str) -> None:
    page = editor.page
    editor.opens("/admin/articles/complaint/")
    page.get_by_role("link", name=re.compile("45 pence")).first.click()
    editor.press("Make it a correction")
    body = page.locator(".ProseMirror[contenteditable=true]").first
    body.click()
    page.keyboard.press("Control+a")
    page.keyboard.type(PARAGRAPH.replace("40", "45"))
    page.get_by_label("Note to readers").fill(NOTE)
    page.get_by_label("Why it goes out unread").select_option(label="Mending an error")
    editor.screenshot("correction")
    editor.press("Publish: live in 7 s")
    editor.is_told("live in")
    until = time.monotonic() + 20
    while NOTE not in get(editor.site + path).text and time.monotonic() < until:
        time.sleep(0.3)


def test_two_people_somebody_outside_and_a_reader_take_a_pitch_to_a_correction(served, person, browser):
    reporter, editor = person("reporter"), person("duty editor")
    story = _pitches(reporter)
    _is_assigned(editor, story)
    _writes(reporter, story)
    outside = browser.new_context(viewport={"width": 390, "height": 844}, base_url=served.site)
    _reads_outside(outside.new_page(), _asks_outside(editor, story))
    path = _publishes(editor, story)
    _reports(outside.new_page(), path)
    _corrects(editor, path)
    corrected = get(served.site + path).text
    assert "45 pence" in corrected and NOTE in corrected
    assert "40 pence, said" not in corrected
    assert NOTE in get(served.site + "/corrections/").text
    editor.opens("/admin/articles/complaint/?state=settled")
    expect(editor.page.get_by_role("row", name="45 pence, not 40").first).to_contain_text("Corrected")
    assert outside.cookies() == []
    outside.close()
