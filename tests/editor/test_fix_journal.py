"""Nothing typed into a fix is lost: a closed page, a server that is gone, a session that ended; in a browser."""

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import expect

from articles.models import JournalState
from newsroom import clock
from tests.admin.browsing import url
from tests.browser.typed import BODY, held, put_back, snapshot, stored, types
from tests.live_desk import until
from tests.makers import PASSWORD, make_live

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, databases=["default", "readers"])]

TEXT = "<p>The fire hurt 34 people.</p>\n<p>The mill stands at teh quay.</p>"

SELECT = """async (words) => (await import("desk/editor/body")).selectWords(words, 0)"""


@pytest.fixture
def live(cast):
    return make_live(cast, now=clock.now() - timedelta(hours=1), body=TEXT, headline="Fire at the mill")


@pytest.fixture
def fixes(signed_in, live, settings):
    """A function that opens the page of a fix for somebody and waits until it can be typed in."""
    settings.SECOND_FACTOR = False

    def fix(person, width=1280, page=None):
        page = page or signed_in(person, width)
        page.goto(url("fix_live", live))
        page.locator(BODY).first.wait_for()
        return page

    return fix


def mends(page, was: str, now: str) -> None:
    """Type over a word of the body."""
    page.locator(BODY).first.focus()
    page.evaluate(SELECT, was)
    page.keyboard.type(now)


def payloads() -> list[str]:
    return list(JournalState.objects.filter(form="fix").values_list("payload", flat=True))


def test_a_closed_page_is_offered_with_what_it_would_change_and_put_back_byte_for_byte(cast, fixes):
    page = fixes(cast.duty_editor)
    context = page.context
    page.get_by_label("A fact: a correction").check()
    page.locator("[name=note]").fill("It was “43”, & not 34.")
    types(page, " Nobody knows why.")
    typed = held(page, payloads)
    page.close(run_before_unload=False)
    page = fixes(cast.duty_editor, page=context.new_page())
    expect(page.locator("#kept")).to_contain_text("You were fixing what readers have until")
    page.get_by_text("See what it would change for readers").click()
    expect(page.locator("#kept ins")).to_contain_text("Nobody knows why.")
    assert put_back(page) == typed
    expect(page.get_by_label("A fact: a correction")).to_be_checked()
    assert page.evaluate("window.broken") == []


def test_with_no_server_it_stays_in_this_browser_and_publishing_says_so(cast, fixes, live):
    page = fixes(cast.duty_editor)
    page.context.set_offline(True)
    types(page, " Typed in a tunnel.")
    assert "tunnel" in held(page)
    page.get_by_role("button", name="Publish: live in 7 s").click()
    expect(page.locator("#unsent")).to_contain_text("Not published: there is no connection")
    expect(page.locator("#kept-said")).to_contain_text("Kept here. Go on typing.")
    assert live.editions.count() == 1
    page.close(run_before_unload=False)
    page.context.set_offline(False)
    page = fixes(cast.duty_editor, page=page.context.new_page())
    until(page, lambda: any("tunnel" in each for each in payloads()))
    put_back(page)
    expect(page.locator(BODY).first).to_contain_text("Typed in a tunnel.")


def test_whoever_was_signed_out_signs_in_over_the_page_and_it_is_published(cast, fixes, live):
    page = fixes(cast.copy_editor, 390)
    mends(page, "teh", "the")
    until(page, lambda: payloads() != [])
    Session.objects.all().delete()
    page.get_by_role("button", name="Publish: live in 7 s").click()
    frame = page.frame_locator("#sign-in-again iframe")
    frame.get_by_label("Email").fill(cast.copy_editor.email)
    frame.get_by_label("Password", exact=True).fill(PASSWORD)
    frame.get_by_label("Password", exact=True).press("Enter")
    expect(page.locator(".live-bar")).to_contain_text("live in")
    assert "the quay" in live.editions.latest("number").content.body
    assert not JournalState.objects.open().exists()


def test_what_is_published_is_offered_no_more(cast, fixes, live):
    page = fixes(cast.copy_editor)
    mends(page, "teh", "the")
    page.get_by_role("button", name="Publish: live in 7 s").click()
    expect(page.locator(".live-bar")).to_contain_text("live in")
    assert not JournalState.objects.open().exists()
    until(page, lambda: not stored(page))


def test_the_note_that_the_page_drafts_is_kept_with_the_rest(cast, fixes):
    page = fixes(cast.duty_editor)
    page.get_by_label("A fact: a correction").check()
    page.locator("[name=headline]").fill("Fire at the old mill")
    until(page, lambda: page.locator("[name=note]").input_value() != "")
    until(page, lambda: snapshot(page) in payloads())
