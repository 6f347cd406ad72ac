"""An editor asks somebody outside, who reads, comments and signs off on a phone without an account or a script."""

import pytest
from playwright.sync_api import expect

from articles import workflow
from media.renditions import make_renditions
from newsroom import clock
from tests.browser.listening import barriers, scrolls_sideways
from tests.makers import BODY, make_article, make_photo, use_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, databases=["default", "readers"])]


@pytest.fixture(autouse=True)
def _no_second_factor(settings):
    settings.SECOND_FACTOR = False


def _ask(desk, story) -> str:
    """Ask somebody outside from the story's own page; return the link's path."""
    desk.goto(f"/admin/articles/article/{story.pk}/change/")
    desk.locator(".verbs-more summary").click()
    desk.locator(".verbs-more [value=make_review_link]").click()
    sheet = desk.locator("#sheet")
    sheet.get_by_label("Name of the reader").fill("Lena Lawyer")
    sheet.get_by_label("What you ask them").fill("Is the second paragraph safe to print?")
    sheet.get_by_label("Always the latest").check()
    sheet.get_by_label("sign it off", exact=True).check()
    sheet.get_by_role("button", name="Make the link").click()
    made = sheet.locator("#made-link")
    expect(made).to_be_visible()
    return "/for-review/" + made.input_value().split("/for-review/")[1]


def test_a_phone_without_an_account_reads_comments_and_signs_off(cast, visit, signed_in):
    photo = make_photo(by=cast.photo_editor)
    make_renditions(photo, now=clock.now())
    story = make_article(by=cast.reporter, now=clock.now(), photos=(use_of(photo),), body=BODY * 3)
    workflow.file(story, by=cast.reporter)
    desk = signed_in(cast.editor, 1440)
    path = _ask(desk, story)

    phone = visit(390, height=844, java_script_enabled=True)
    phone.goto(path)
    expect(phone.get_by_role("heading", level=1)).to_have_text("Council votes for the wall")
    expect(phone.get_by_text("For Lena Lawyer alone")).to_be_visible()
    assert phone.locator(".story-lead img").evaluate("image => image.decode().then(() => image.naturalWidth)") > 0
    passage = phone.locator(".outside-piece", has_text="built by spring").first
    passage.locator("summary").click()
    passage.get_by_label("Comment on this passage").fill("By which spring? Say the year.")
    assert barriers(phone) == [] and not scrolls_sideways(phone)
    passage.get_by_role("button", name="Send the comment").click()
    expect(phone.get_by_text("Your comment is with the newsroom.")).to_be_visible()
    phone.get_by_role("button", name="Sign off this text").click()
    expect(phone.get_by_text("You signed off exactly this text.", exact=True)).to_be_visible()
    assert barriers(phone) == [] and phone.evaluate("window.broken") == [] and phone.context.cookies() == []

    desk.goto(f"/admin/articles/article/{story.pk}/change/")
    expect(desk.locator("#outside")).to_contain_text("Signed off exactly this")
    expect(desk.locator(".note-outside")).to_contain_text("By which spring? Say the year.")
    assert barriers(desk) == []
