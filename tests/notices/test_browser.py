"""A reader on a phone reports an error, and an editor hears of it by the bell and settles it, by keyboard alone."""

import pytest
from playwright.sync_api import expect

from articles.models import Complaint
from newsroom.public import reporting
from tests.browser.listening import barriers
from tests.makers import NOON, make_live

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, databases=["default", "readers"])]


def assert_fine(page) -> None:
    """No page of these is wrong for those who listen, wider than its screen, or against the policy."""
    assert barriers(page) == [], page.url
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, page.url
    assert page.evaluate("window.broken") == [], page.url


@pytest.mark.parametrize("width", [390, 1440])
def test_a_report_goes_from_the_reader_to_the_editor_who_settles_it(cast, visit, signed_in, monkeypatch, width):
    # People take longer than three seconds; this reader types at once.
    monkeypatch.setattr(reporting, "QUICKEST", reporting.timedelta(0))
    story = make_live(cast, now=NOON)
    desk = signed_in(cast.duty_editor, width)
    desk.goto("/admin/")
    expect(desk.locator(".bell-said")).to_have_text("Notices: none unread")

    reader = visit(width)
    reader.goto(story.editions.get().address.key)
    reader.get_by_role("link", name="Report an error").click()
    assert_fine(reader)
    reader.get_by_label("What is wrong?").fill("It voted on Tuesday.")
    reader.get_by_label("The words it is about").fill("met on Monday")
    reader.get_by_role("button", name="Send to the newsroom").click()
    expect(reader.get_by_role("heading", name="Thank you")).to_be_visible()
    assert_fine(reader)
    assert reader.context.cookies() == []

    # A page that comes back into view asks at once, and says aloud what is new.
    desk.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    expect(desk.locator("#bell-told")).to_have_text("Notices: 1 unread")
    desk.get_by_role("link", name="Notices: 1 unread").press("Enter")
    assert_fine(desk)
    desk.get_by_role("button", name="A reader reports an error").first.press("Enter")
    expect(desk.get_by_text("It voted on Tuesday.")).to_be_visible()
    expect(desk.locator(".bell-said")).to_have_text("Notices: none unread")
    assert_fine(desk)
    desk.get_by_label("Why nothing is corrected").fill("It was Monday.")
    desk.get_by_role("button", name="Leave the story as it is").press("Enter")
    expect(desk.get_by_text("The reader left no address")).to_be_visible()
    assert Complaint.objects.get().reason == "It was Monday."


def test_every_page_of_notices_fits_a_phone_and_those_who_listen(cast, signed_in):
    story = make_live(cast, now=NOON)
    page = signed_in(cast.administrator, 390)
    for address in ("/admin/notices/settings/", "/admin/notices/webhook/add/", "/admin/articles/republisher/add/"):
        page.goto(address)
        assert_fine(page)
    editor = signed_in(cast.editor, 390)
    for address in (f"/admin/articles/republisher/story/{story.pk}/", "/admin/articles/complaint/"):
        editor.goto(address)
        assert_fine(editor)
