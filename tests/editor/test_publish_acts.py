"""From filed copy to live, and from the board to readers: how many acts it takes, and that nothing is a barrier."""

import os

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from articles import workflow
from articles.models import Contributor, Edition
from articles.receipts.keeping import look_now
from media.renditions import make_renditions
from newsroom import clock
from tests.browser.listening import barriers, scrolls_sideways
from tests.live_desk import until
from tests.makers import make_article, make_photo, make_section, use_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, databases=["default", "readers"])]

LOOKS = [(1440, "light"), (1024, "dark"), (390, "light")]


class Acts:
    """A person whose acts are counted: each key or press that asks for something. Typing words is none."""

    def __init__(self, page):
        self.page, self.count = page, 0

    def key(self, key: str) -> None:
        self.count += 1
        self.page.keyboard.press(key)

    def press(self, locator) -> None:
        self.count += 1
        locator.click()


def _look_over(page, name: str) -> list[str]:
    """Return the barriers of the page as it stands, at three widths and in both schemes."""
    trouble = []
    for width, scheme in LOOKS:
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        trouble += [f"{name} {width} {scheme}: {barrier}" for barrier in barriers(page)]
        if scrolls_sideways(page):
            trouble.append(f"{name} {width} scrolls sideways")
        if folder := os.environ.get("SCREENSHOTS"):
            page.screenshot(path=f"{folder}/{name}-{width}-{scheme}.png", full_page=name == "flash")
    page.set_viewport_size({"width": 1440, "height": 900})
    return trouble


def test_filed_copy_is_live_in_three_acts_and_its_receipt_fills_in_and_nothing_is_a_barrier(
    cast, signed_in, live_server, settings
):
    settings.SITE_URL = settings.RECEIPTS_FROM = live_server.url
    photo = make_photo(by=cast.reporter)
    make_renditions(photo)
    article = make_article(by=cast.reporter, photos=(use_of(photo, alt=""),))
    workflow.file(article, by=cast.reporter)
    page = signed_in(cast.editor, 1440)
    page.emulate_media(reduced_motion="reduce")
    page.goto(reverse("admin:index"))
    acts = Acts(page)
    acts.press(page.get_by_role("link", name="harbour-wall").first)
    page.locator(".ProseMirror[contenteditable=true]").wait_for()
    acts.key("Control+Enter")
    sheet = page.locator("#sheet")
    expect(sheet).to_contain_text("You sign off by publishing")
    sheet.get_by_label("Alt text: what photo 1 shows").fill("A wall in the sea.")
    # Typing a time chooses it; what it is on one's own clock is said as it is typed.
    counted = acts.count
    sheet.get_by_label("At a time").check()
    sheet.get_by_label("Breaking banner over every page").check()
    assert _look_over(page, "sheet") == []
    sheet.get_by_label("Breaking banner over every page").uncheck()
    sheet.get_by_label("Now: live in 7 seconds").check()
    expect(sheet.get_by_role("button", name="Publish: live in 7 s")).to_be_visible()
    acts.count = counted
    acts.key("Control+Enter")
    expect(page.locator("[data-part=live]")).to_contain_text("Version 1: live in")
    edition = article.editions.get()
    assert edition.content.photos[0].alt == "A wall in the sea." and edition.read_by == cast.editor
    assert acts.count <= 3
    expect(page.locator(".receipt")).to_contain_text("fetched once it is live")
    until(page, lambda: edition.live_from < clock.now())
    assert look_now(edition.receipt.pk) is None
    expect(page.locator(".receipt")).to_contain_text("places as they should be, the last after")
    page.locator(".receipt summary").click()
    expect(page.locator(".receipt-path").first).to_have_text(edition.address.key)
    expect(page.locator("#readers-have")).to_contain_text("v1")
    assert _look_over(page, "receipt") == []
    assert page.evaluate("window.broken") == []


def test_on_a_phone_the_button_that_publishes_stands_above_the_bar_of_rooms(cast, signed_in):
    article = make_article(by=cast.reporter)
    workflow.file(article, by=cast.reporter)
    page = signed_in(cast.editor, 390)
    page.set_viewport_size({"width": 390, "height": 600})
    page.goto(reverse("admin:articles_article_publish", args=[article.pk]))
    button = page.get_by_role("button", name="Publish: live in 7 s").bounding_box()
    assert 0 < button["y"] + button["height"] <= page.locator(".rooms").bounding_box()["y"]


def test_a_flash_goes_from_the_board_to_readers_in_three_acts_by_one_person(cast, signed_in):
    make_section()
    Contributor.objects.create(name="News Desk", slug="news-desk", kind="desk")
    page = signed_in(cast.duty_editor, 1440)
    page.goto(reverse("admin:index"))
    acts = Acts(page)
    acts.key("f")
    expect(page.get_by_role("heading", name="Flash")).to_be_visible()
    expect(page.get_by_label("Headline")).to_be_focused()
    page.keyboard.type("Fire at the mill")
    assert _look_over(page, "flash") == []
    page.keyboard.press("Tab")
    page.keyboard.type("Firefighters are there")
    acts.key("Control+Enter")
    expect(page.locator("[data-part=live]")).to_contain_text("Version 1: live in")
    assert acts.count <= 3
    assert Edition.objects.get().more_follows
    assert page.evaluate("window.broken") == []
