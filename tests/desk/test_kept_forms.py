"""Long words typed into any form of the desk come back from the browser's own store."""

from datetime import timedelta

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from articles.models import HandOver
from newsroom import clock
from tests.admin.browsing import url
from tests.browser.listening import barriers
from tests.live_desk import until
from tests.makers import make_live

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, databases=["default", "readers"])]

STORED = """async () => {
  const open = indexedDB.open("newsroom-forms", 1);
  await new Promise((done) => { open.onsuccess = done; });
  const all = open.result.transaction("forms").objectStore("forms").getAll();
  await new Promise((done) => { all.onsuccess = done; });
  open.result.close();
  return JSON.stringify(all.result);
}"""


@pytest.fixture(autouse=True)
def _no_second_factor(settings):
    settings.SECOND_FACTOR = False


def types(page, text: str) -> None:
    """Write a hand-over as far as this, and wait until the browser has it."""
    page.goto(reverse("admin:hand_over"))
    page.get_by_label("In your words").fill(text)
    until(page, lambda: text in page.evaluate(STORED))


def test_a_hand_over_of_a_killed_tab_is_offered_and_put_back(cast, signed_in):
    page = signed_in(cast.duty_editor, 390)
    types(page, "The court rules at nine. Ring Ada.")
    context = page.context
    page.close(run_before_unload=False)
    page = context.new_page()
    page.goto(reverse("admin:hand_over"))
    offer = page.get_by_role("region", name="Typed before")
    expect(offer).to_contain_text("it was not sent. Only this browser has it.")
    expect(offer).to_contain_text("The court rules at nine. Ring Ada.")
    assert barriers(page) == []
    offer.get_by_role("button", name="Fill it in again").click()
    expect(page.get_by_label("In your words")).to_have_value("The court rules at nine. Ring Ada.")
    expect(offer).to_have_count(0)
    assert page.evaluate("window.broken") == []


def test_what_the_server_took_is_forgotten(cast, signed_in):
    page = signed_in(cast.duty_editor, 1280)
    types(page, "All quiet.")
    page.get_by_role("main").get_by_role("button", name="Hand over").click()
    until(page, lambda: HandOver.objects.exists())
    until(page, lambda: "All quiet." not in page.evaluate(STORED))


def test_what_was_sent_to_no_server_is_offered_with_a_doubt(cast, signed_in):
    page = signed_in(cast.duty_editor, 1280)
    types(page, "The line went.")
    page.route("**/hand-over/", lambda route: route.abort() if route.request.method == "POST" else route.continue_())
    page.get_by_role("main").get_by_role("button", name="Hand over").click()
    until(page, lambda: page.url.startswith("chrome-error"))
    page.goto(reverse("admin:hand_over"))
    expect(page.get_by_role("region", name="Typed before")).to_contain_text("did not hear that it arrived")
    assert not HandOver.objects.exists()


def test_the_next_person_at_the_same_computer_is_offered_nothing(cast, signed_in, client):
    page = signed_in(cast.duty_editor, 1280)
    types(page, "Between us.")
    client.force_login(cast.editor)
    cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": page.url.split("/admin")[0]}
    page.context.add_cookies([cookie])
    page.goto(reverse("admin:hand_over"))
    page.wait_for_timeout(300)
    expect(page.get_by_role("region", name="Typed before")).to_have_count(0)


def test_what_is_forgotten_is_offered_no_more(cast, signed_in):
    live = make_live(cast, now=clock.now() - timedelta(hours=1))
    page = signed_in(cast.duty_editor, 1280)
    page.goto(url("retract", live))
    page.get_by_label("Note to readers").fill("We no longer stand by it.")
    until(page, lambda: "We no longer stand by it." in page.evaluate(STORED))
    page.goto(url("retract", live))
    offer = page.get_by_role("region", name="Typed before")
    offer.get_by_role("button", name="Forget it").click()
    until(page, lambda: "stand by it" not in page.evaluate(STORED))
    expect(page.get_by_label("Note to readers")).not_to_have_value("We no longer stand by it.")
