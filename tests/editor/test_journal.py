"""The journal and presence in a real browser, at a desk inside the test."""

from dataclasses import replace
from urllib.parse import parse_qs

import pytest
from django.contrib.sessions.models import Session
from django.urls import reverse
from playwright.sync_api import expect

from articles import workflow
from articles.models import JournalState
from articles.working_copy import content_of
from newsroom.staff.models import Presence
from tests.browser.listening import barriers
from tests.browser.typed import BODY, held, put_back, stored, types
from tests.live_desk import until
from tests.makers import PASSWORD, make_article

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, databases=["default", "readers"])]


@pytest.fixture
def article(cast):
    return make_article(by=cast.reporter)


@pytest.fixture
def sits(signed_in, article):
    """A function that opens the story for somebody and waits until it can be typed in."""

    def sit(person, width=1280, page=None):
        page = page or signed_in(person, width)
        page.goto(reverse("admin:articles_article_change", args=[article.pk]))
        page.locator(BODY).first.wait_for()
        return page

    return sit


def kept() -> str:
    """Return the body the server's journal has last."""
    state = JournalState.objects.order_by("seq").last()
    return parse_qs(state.payload)["body"][0] if state else ""


def payloads() -> list[str]:
    """Return all that the server's journal has."""
    return list(JournalState.objects.values_list("payload", flat=True))


def test_a_pause_in_typing_is_on_the_server_by_itself(cast, sits):
    page = sits(cast.reporter)
    types(page, " Kept in a pause.")
    until(page, lambda: "Kept in a pause." in kept())
    assert page.evaluate("window.broken") == []
    until(page, lambda: stored(page) == [])


def test_typing_without_a_pause_is_kept_while_it_goes_on(cast, sits):
    page = sits(cast.reporter)
    types(page, "")
    until(page, lambda: page.keyboard.type("word ", delay=30) or "word word" in kept())


def test_with_no_server_it_is_in_the_browser_at_once_and_later_on_the_server_by_itself(cast, sits):
    page = sits(cast.reporter)
    page.context.set_offline(True)
    types(page, " Typed in a tunnel.")
    assert "Typed in a tunnel." in parse_qs(held(page))["body"][0]
    expect(page.locator("#kept-said")).to_contain_text("Not on the server since")
    expect(page.locator("#kept-said")).to_contain_text("Kept here. Go on typing.")
    page.context.set_offline(False)
    until(page, lambda: "Typed in a tunnel." in kept())
    expect(page.locator("#kept-said")).to_be_hidden()


def test_a_tab_that_was_killed_is_offered_byte_for_byte(cast, sits, article):
    page = sits(cast.reporter)
    context = page.context
    page.locator("[name=dek]").fill("A dek with “quotes”, ü, 漢字 & %41+.")
    types(page, " Then the tab went.")
    typed = held(page, payloads)
    page.close(run_before_unload=False)
    page = sits(cast.reporter, page=context.new_page())
    assert put_back(page) == typed
    expect(page.locator("[name=dek]")).to_have_value("A dek with “quotes”, ü, 漢字 & %41+.")
    assert JournalState.objects.open().get().payload == typed


def test_two_tabs_of_one_person_lose_nothing_of_either(cast, sits):
    one = sits(cast.reporter)
    two = sits(cast.reporter, page=one.context.new_page())
    one.locator("[name=dek]").fill("From the first tab.")
    two.locator("[name=headline]").fill("From the second tab")
    until(two, lambda: JournalState.objects.open().count() == 2)
    one.close(run_before_unload=False)
    two.close(run_before_unload=False)
    page = sits(cast.reporter, page=one.context.new_page())
    expect(page.locator("#kept .kept-offer")).to_have_count(2)


def test_what_the_browser_alone_has_can_be_put_back_in_place(cast, sits):
    page = sits(cast.reporter)
    page.context.route("**/here/", lambda route: route.abort())
    page.locator("[name=dek]").fill("Only in this browser.")
    types(page, " So is this.")
    held(page)
    page.close(run_before_unload=False)
    page = sits(cast.reporter, page=page.context.new_page())
    expect(page.locator("#kept")).to_contain_text("it is in this browser alone")
    page.get_by_role("button", name="Put it back").click()
    expect(page.locator("[name=dek]")).to_have_value("Only in this browser.")
    expect(page.locator(BODY).first).to_contain_text("So is this.")


def test_the_next_person_at_the_same_computer_is_shown_nothing(cast, sits, signed_in, client):
    page = sits(cast.reporter)
    page.context.set_offline(True)
    types(page, " The reporter's own words.")
    assert "own+words" in held(page)
    page.close(run_before_unload=False)
    page.context.set_offline(False)
    client.force_login(cast.editor)
    cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": page.url.split("/admin")[0]}
    page.context.add_cookies([cookie])
    page = sits(cast.editor, page=page.context.new_page())
    page.wait_for_timeout(500)
    assert "own words" not in page.content()
    assert not JournalState.objects.exists()


def test_signing_in_again_happens_in_place_and_the_same_journal_goes_on(cast, sits):
    page = sits(cast.reporter, 390)
    page.evaluate("document.addEventListener('story:signed-in', () => { window.back = true; })")
    Session.objects.all().delete()
    types(page, " Typed while signed out.")
    expect(page.locator("#kept-said")).to_contain_text("You were signed out at")
    page.get_by_role("button", name="Sign in again").click()
    frame = page.frame_locator("#sign-in-again iframe")
    frame.get_by_label("Email").fill(cast.reporter.email)
    # It floats over the form, where what it covers by half can be scrolled out from under it.
    assert barriers(page, within="#sign-in-again") == []
    frame.get_by_label("Password", exact=True).fill(PASSWORD)
    frame.get_by_label("Password", exact=True).press("Enter")
    expect(page.locator("#sign-in-again")).to_be_hidden()
    until(page, lambda: "Typed while signed out." in kept())
    assert page.evaluate("window.back")
    expect(page.locator("#kept-said")).to_be_hidden()
    assert page.evaluate("window.broken") == []


def test_typing_goes_on_behind_the_sign_in(cast, sits):
    page = sits(cast.reporter)
    Session.objects.all().delete()
    types(page, " First.")
    page.get_by_role("button", name="Sign in again").click()
    types(page, " Second.")
    expect(page.locator(BODY).first).to_contain_text("First. Second.")


def test_somebody_else_who_signs_in_is_not_given_the_words(cast, sits):
    page = sits(cast.reporter)
    Session.objects.all().delete()
    types(page, " The reporter's words.")
    page.get_by_role("button", name="Sign in again").click()
    frame = page.frame_locator("#sign-in-again iframe")
    frame.get_by_label("Email").fill(cast.editor.email)
    frame.get_by_label("Password", exact=True).fill(PASSWORD)
    frame.get_by_label("Password", exact=True).press("Enter")
    expect(page.locator("#kept-said")).to_contain_text("Somebody else is signed in here")
    page.wait_for_timeout(2_500)
    assert not JournalState.objects.exists()


def test_a_token_that_another_sign_in_made_void_is_renewed_silently(cast, sits):
    page = sits(cast.reporter)
    page.context.add_cookies([{"name": "csrftoken", "value": "x" * 32, "url": page.url}])
    types(page, " After the token.")
    until(page, lambda: "After the token." in kept())
    expect(page.locator("#kept-said")).to_be_hidden()


def test_who_is_here_is_seen_and_gone_when_they_leave(cast, sits):
    reporter, editor = sits(cast.reporter), sits(cast.editor)
    types(editor, "")
    expect(reporter.locator("#here")).to_have_text("● Editor in ¶2")
    editor.locator("[name=dek]").click()
    expect(reporter.locator("#here")).to_have_text("● Editor in Dek")
    editor.goto("/admin/")
    expect(reporter.locator("#here")).to_have_text("")
    expect(reporter.locator("#here-told")).to_have_text("Editor left this story")


def test_a_crash_is_noticed_by_silence(cast, sits):
    reporter, editor = sits(cast.reporter), sits(cast.editor)
    expect(reporter.locator("#here")).to_contain_text("Editor")
    editor.route("**/here/", lambda route: route.abort())
    expect(reporter.locator("#here")).to_have_text("")
    assert Presence.objects.count() <= 2


def test_a_save_leaves_nothing_to_offer(cast, sits):
    page = sits(cast.reporter)
    types(page, " Saved, not lost.")
    page.keyboard.press("Control+s")
    until(page, lambda: JournalState.objects.exists() and not JournalState.objects.open().exists())
    page = sits(cast.reporter, page=page.context.new_page())
    expect(page.locator("#kept .kept-offer")).to_have_count(0)


@pytest.mark.parametrize("width", [1280, 390, 320])
def test_the_panel_is_no_barrier_and_fits(cast, sits, width):
    page = sits(cast.reporter, width)
    page.locator("[name=dek]").fill("A dek that was never saved, long enough to wrap on a phone's narrow screen.")
    until(page, lambda: JournalState.objects.open().exists())
    page.close(run_before_unload=False)
    page = sits(cast.reporter, width, page=page.context.new_page())
    page.get_by_text("See what is different").click()
    assert barriers(page) == []
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    assert page.evaluate("window.broken") == []


def test_what_the_server_wrote_otherwise_is_not_offered_as_unsaved(cast, sits, article):
    page = sits(cast.reporter)
    types(page, " Saved at once.")
    # Empty paragraphs are not stored: what comes back is not what was sent.
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    page.keyboard.press("Control+s")
    until(page, lambda: article.revisions.count() == 2)
    expect(page.locator("#saved")).to_contain_text("Saved")
    for _beat in range(2):
        with page.expect_response("**/here/"):
            pass
    assert not JournalState.objects.filter(done="").exists()


def test_what_was_put_back_counts_as_unsaved(cast, sits):
    page = sits(cast.reporter)
    types(page, " Not saved yet.")
    until(page, lambda: "Not saved yet." in kept())
    page.close()
    again = sits(cast.reporter)
    again.get_by_role("link", name="Put it back").click()
    again.locator("[name=journal_from]").wait_for(state="attached")
    expect(again.locator("#saved")).not_to_contain_text("Saved")


def _with_a_slow_save(page) -> list:
    """Hold what the server answers to saves; return those answers, each with its route."""
    held_back = []

    def hold(route):
        if route.request.method != "POST":
            return route.continue_()
        return held_back.append((route, route.fetch(max_redirects=0)))

    page.route("**/change/", hold)
    return held_back


def _let_through(held_back: list) -> None:
    for route, answer in held_back:
        route.fulfill(response=answer)


def _says_elsewhere(answer) -> bool:
    return "elsewhere" in answer.json().get("news", "")


def test_ones_own_save_is_no_news_while_its_answer_is_on_its_way(cast, sits, article):
    page = sits(cast.reporter)
    saves, beats = _with_a_slow_save(page), []

    def listen(route):
        answer = route.fetch()
        route.fulfill(response=answer)
        beats.append(_says_elsewhere(answer))

    page.route("**/here/", listen)
    page.locator("[name=dek]").fill("Saved on a slow machine.")
    page.keyboard.press("Control+s")
    until(page, lambda: saves and any(beats))
    expect(page.locator("#here-news")).to_be_hidden()
    _let_through(saves)
    expect(page.locator("#saved")).to_contain_text("Saved")
    expect(page.locator("#here-news")).to_be_hidden()


def test_an_answer_that_was_asked_for_before_a_save_is_no_news_after_it(cast, sits, article):
    page = sits(cast.reporter)
    saves, beats = _with_a_slow_save(page), []

    def hold_what_says_so(route):
        answer = route.fetch()
        if beats or not _says_elsewhere(answer):
            return route.fulfill(response=answer)
        return beats.append((route, answer))

    page.route("**/here/", hold_what_says_so)
    page.locator("[name=dek]").fill("Saved on a slow machine.")
    page.keyboard.press("Control+s")
    until(page, lambda: saves and beats)
    _let_through(saves)
    expect(page.locator("#saved")).to_contain_text("Saved")
    with page.expect_response("**/here/"):
        _let_through(beats)
    expect(page.locator("#here-news")).to_be_hidden()


def test_what_a_colleague_saved_meanwhile_is_news(cast, sits, article):
    page = sits(cast.reporter)
    workflow.save(article, by=cast.editor, content=replace(content_of(article), dek="The editor's."))
    expect(page.locator("#here-news")).to_contain_text("Editor saved at")
