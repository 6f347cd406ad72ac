"""The picker of names in a note, in a browser: by keys, by pointer, and out of the way when it is not wanted."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from articles import workflow
from articles.models import Note
from tests.admin.browsing import url
from tests.makers import make_article

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, databases="__all__")]
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


@pytest.fixture(autouse=True)
def _no_second_factor(settings):
    settings.SECOND_FACTOR = False


@pytest.mark.parametrize("width", [390, 1440])
def test_a_colleague_is_called_by_keys_and_told(cast, signed_in, width):
    page = signed_in(cast.reporter, width)
    article = make_article(by=cast.reporter)
    page.goto(url("change", article))
    if width < 600:
        page.evaluate("() => document.getElementById('story-rail').showPopover?.()")
    box = page.locator("#note-text")
    box.press_sequentially("Please look, @dut")
    offered = page.get_by_role("option", name="Duty Editor")
    offered.wait_for()
    expect(page.locator(".note-box [role=status]")).to_have_text("Names offered: 1. Arrow down chooses one.")
    assert Axe().run(page, context="#notes", options=RULES).response["violations"] == []
    room = offered.bounding_box()
    assert room["x"] >= 0 and room["x"] + room["width"] <= width
    page.keyboard.press("ArrowDown")
    assert box.get_attribute("aria-activedescendant")
    page.keyboard.press("Enter")
    expect(box).to_have_value("Please look, @Duty Editor ")
    offered.wait_for(state="hidden")
    box.press_sequentially("today")
    expect(page.locator(".note-box [role=option]:visible")).to_have_count(0)
    page.get_by_role("button", name="Leave the note").click()
    expect(page.locator(".note").first).to_contain_text("Please look, @Duty Editor today")
    assert list(Note.objects.get().mentions.all()) == [cast.duty_editor]
    assert page.evaluate("broken") == []


def test_escape_closes_it_and_an_address_of_a_mail_opens_none(cast, signed_in):
    page = signed_in(cast.reporter, 1440)
    page.goto(url("change", make_article(by=cast.reporter)))
    box = page.locator("#note-text")
    box.press_sequentially("@")
    page.get_by_role("option", name="Duty Editor").wait_for()
    page.keyboard.press("Escape")
    page.get_by_role("option", name="Duty Editor").wait_for(state="hidden")
    box.fill("")
    with page.expect_request(lambda asked: "names/colleagues" in asked.url):
        box.press_sequentially("mail@du and @du")
    page.get_by_role("option", name="Duty Editor").click()
    expect(box).to_have_value("mail@du and @Duty Editor ")


def test_the_reasons_of_a_sheet_offer_them_too(cast, signed_in):
    article = make_article(by=cast.reporter)
    workflow.file(article, by=cast.reporter)
    page = signed_in(cast.editor, 1440)
    page.goto(url("send_back", article))
    page.locator("#sheet_reason").press_sequentially("Ask @photo")
    page.get_by_role("option", name="Photo Editor").click()
    expect(page.locator("#sheet_reason")).to_have_value("Ask @Photo Editor ")
