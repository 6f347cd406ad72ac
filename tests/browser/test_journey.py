"""From raw copy to a published page and back, by two people in two browsers; and once at three by one alone."""

import re
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.people import PATIENCE, Person, get

pytestmark = pytest.mark.browser

SEED = Path(__file__).resolve().parents[3] / "shared" / "seeds" / "story.txt"
HEADLINE = "Syrian army soldiers killed in extremist attack"
PATH = "/2023/01/14/syrian-army-soldiers-killed-in-extremist-attack/"


def _brings_in(reporter: Person, picture: Path) -> str:
    """Paste the copy, attach the picture, make a draft; return the draft's address."""
    page = reporter.page
    reporter.opens("/admin/articles/article/from-text/")
    page.locator("textarea").first.fill(SEED.read_text())
    reporter.press("Read it")
    expect(page.get_by_label("Headline", exact=True)).to_have_value(HEADLINE)
    expect(page.locator("[name=byline-0-name]")).to_have_value("News Desk")
    expect(page.locator("[name=dated]")).to_have_value("2023-01-14")
    expect(page.locator("[name=photo-0-credit]")).to_have_value("hstoday.us")
    expect(page.get_by_text("12 paragraphs")).to_be_visible()
    expect(page.get_by_role("button", name="Pull line 31 back in")).to_be_visible()
    page.locator("[name=section]").select_option(label="City")
    page.get_by_label("Another publisher").check()
    page.locator("[name=photo-0-picture]").set_input_files(picture)
    page.locator("[name=photo-0-alt]").fill("Armed men on a hillside, seen from behind.")
    reporter.screenshot("understood")
    page.get_by_role("button", name="Create draft").click()
    page.wait_for_url(re.compile(r"/admin/articles/article/\d+/change/"))
    return re.sub(r"^https?://[^/]+", "", page.url)


def _what_strangers_get(site: str) -> tuple[int, bool, bool]:
    """Return the story's status, whether the front names it, whether the feed carries it."""
    return get(site + PATH).status, HEADLINE in get(site + "/").text, HEADLINE in get(site + "/feed/").text


def _strangers_get(site: str, *wanted) -> None:
    """Strangers get that, at once."""
    assert _what_strangers_get(site) == wanted


def _strangers_will_get(site: str, *wanted) -> None:
    """Strangers get that within the time a publish takes to go live."""
    until = time.monotonic() + 20
    while _what_strangers_get(site) != wanted and time.monotonic() < until:
        time.sleep(0.3)
    _strangers_get(site, *wanted)


def _vouches(editor: Person, draft: str) -> None:
    """Vouch by name for the photo whose rights nobody established, from the story's own form."""
    editor.opens(draft)
    editor.page.get_by_role("link", name="hstoday.us").click()
    editor.page.get_by_label("Vouch for it: who gave it, what do you know of it?").fill("The site gave leave by phone.")
    editor.press("Vouch with my name")


@pytest.mark.skipif(not SEED.exists(), reason="the raw copy is not beside the project")
def test_two_people_take_raw_copy_to_readers_and_back(served, person, picture):
    site = served.site
    reporter, editor = person("reporter"), person("duty editor")
    draft = _brings_in(reporter, picture)
    _strangers_get(site, 404, False, False)

    reporter.press("File")
    reporter.is_told("Filed.")
    _strangers_get(site, 404, False, False)

    editor.opens(draft)
    editor.screenshot("to-be-read")
    editor.press("Send back")
    editor.page.get_by_label("Why").fill("Say in the last line what Damascus said.")
    editor.press("Send back")
    editor.is_told("Sent back")

    reporter.opens(draft)
    reporter.is_told("Say in the last line what Damascus said.")
    reporter.types_body("Damascus made no comment.")
    reporter.press("File")
    reporter.is_told("Filed.")
    _strangers_get(site, 404, False, False)

    editor.opens(draft)
    editor.press("Sign off & publish…")
    editor.press("Publish: live in 7 s")
    editor.is_told("The photo's rights are not established")
    _strangers_get(site, 404, False, False)
    _vouches(editor, draft)

    editor.opens(draft)
    editor.press("Sign off & publish…")
    editor.screenshot("publish-sheet")
    editor.press("Publish: live in 7 s")
    editor.press("Undo")
    editor.is_told("was stopped")
    time.sleep(8)
    _strangers_get(site, 404, False, False)

    editor.press("Publish…")
    editor.press("Publish: live in 7 s")
    editor.is_told("live in")
    _strangers_get(site, 404, False, False)
    _strangers_will_get(site, 200, True, True)
    story = get(site + PATH)
    assert all(words in story.text for words in (HEADLINE, "News Desk", "14 January 2023", "hstoday.us"))
    assert "Damascus made no comment." in story.text
    assert "Most Popular" not in story.text
    assert "Set-Cookie" not in story.headers
    assert "<picture" in story.text

    reporter.opens(draft)
    reporter.page.get_by_label("Headline", exact=True).fill(HEADLINE + ", two sources say")
    reporter.press("Save")
    expect(reporter.page.locator("#saved")).to_contain_text("Saved ")
    assert "two sources say" not in get(site + PATH).text
    editor.opens(draft)
    editor.press("Sign off & publish…")
    editor.page.get_by_label("Correction").check()
    editor.press("Publish: live in 7 s")
    editor.is_told("needs a note that tells readers what changed")
    editor.page.get_by_label("Note to readers").fill("An earlier version did not say how many sources there were.")
    editor.press("Publish: live in 7 s")
    editor.is_told("live in")
    _until_it_says(site, "An earlier version did not say how many sources there were.")
    assert "two sources say" in get(site + PATH).text

    editor.opens(draft)
    editor.press("Pull")
    editor.is_told("Pulled")
    _strangers_will_get(site, 503, False, False)
    assert HEADLINE not in get(site + PATH).text

    editor.press("Restore")
    editor.is_told("Restored")
    _strangers_will_get(site, 200, True, True)

    editor.press("Withdraw…")
    editor.page.get_by_label("Note to readers").fill("We could not confirm what this story said.")
    editor.press("Withdraw")
    editor.is_told("Withdrawn")
    _strangers_will_get(site, 410, False, False)
    gone = get(site + PATH).text
    assert "We could not confirm what this story said." in gone
    assert HEADLINE not in gone


def _until_it_says(site: str, words: str) -> None:
    until = time.monotonic() + 20
    while words not in get(site + PATH).text and time.monotonic() < until:
        time.sleep(0.3)
    assert words in get(site + PATH).text


def test_one_person_alone_publishes_unread_and_a_colleague_reads_it_after(served, person):
    site = served.site
    alone = person("duty editor")
    alone.opens("/admin/articles/article/add/")
    page = alone.page
    page.get_by_label("Headline", exact=True).fill("Night ferry aground off the mole")
    page.locator("[name=byline-0-name]").fill("News Desk")
    alone.types_body("The night ferry ran aground at ten to three. Nobody was hurt.")
    page.locator("[name=section]").select_option(label="City")
    alone.press("Save draft")
    page.wait_for_url(re.compile(r"/change/"))
    draft = re.sub(r"^https?://[^/]+", "", page.url)

    alone.press("Publish unread…")
    alone.press("Publish: live in 7 s")
    page.locator("dialog[open] .refused").wait_for()
    expect(page.get_by_label("Why it goes out unread")).to_be_visible()
    page.get_by_label("Why it goes out unread").select_option(label="Alone on shift")
    page.get_by_label("Read afterwards by").select_option(index=1)
    due = datetime.now(UTC) + timedelta(hours=5)
    page.get_by_label("Read before").fill(due.strftime("%Y-%m-%dT%H:%M"))
    alone.screenshot("publish-unread")
    alone.press("Publish: live in 7 s")
    page.locator("dialog[open]").wait_for(state="detached")
    alone.is_told("live in")
    until = time.monotonic() + 20
    while "Night ferry aground" not in get(site + "/").text and time.monotonic() < until:
        time.sleep(0.3)
    assert "Night ferry aground" in get(site + "/").text

    colleague = person("copy editor")
    colleague.opens("/admin/")
    expect(colleague.page.get_by_text("Night ferry aground").first).to_be_visible(timeout=PATIENCE)
    colleague.opens(draft)
    colleague.press("Read…")
    colleague.press("Read")
    colleague.is_told("It is no longer marked unread.")
