"""The week by keys, in a real browser."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from articles import workflow
from newsroom import clock
from tests.live_desk import until
from tests.makers import make_article

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, databases=["default", "readers"])]


def test_a_story_is_moved_by_keys_and_the_focus_goes_with_it(cast, signed_in):
    article = make_article(by=cast.reporter, slugline="harbour-wall")
    today = clock.start_of_day(clock.local_date(clock.now()))
    workflow.plan_for(article, by=cast.editor, planned_for=today)
    page = signed_in(cast.editor)
    page.goto("/admin/plan/")
    page.locator(f"#story-{article.pk}").focus()
    page.keyboard.press("Shift+ArrowRight")
    expect(page.get_by_text("harbour-wall: Planned for")).to_be_visible()
    article.refresh_from_db()
    assert article.planned_for.date() == (today + timedelta(days=1)).date()
    expect(page.locator(f"#story-{article.pk}")).to_be_focused()
    until(page, lambda: page.evaluate("window.broken") == [])


def _day(page, day):
    return page.locator(f"[data-day='{day.isoformat()}']")


def test_a_story_is_dragged_to_another_day_and_off_the_plan_and_a_pitch_onto_one(cast, signed_in):
    article = make_article(by=cast.reporter, slugline="harbour-wall")
    pitched = workflow.pitch(by=cast.reporter, slugline="derby", line="The derby.")
    # In a week to come every day may be planned for.
    monday = clock.local_date(clock.now()) + timedelta(days=14 - clock.local_date(clock.now()).weekday())
    workflow.plan_for(article, by=cast.editor, planned_for=clock.start_of_day(monday))
    page = signed_in(cast.editor, 1440)
    address = f"/admin/plan/?week={monday.isocalendar().year}-W{monday.isocalendar().week:02d}"
    page.goto(address)
    friday = monday + timedelta(days=4)
    story = page.locator(".plan-entry", has_text="harbour-wall")
    story.drag_to(_day(page, friday))
    expect(_day(page, friday)).to_contain_text("harbour-wall")
    article.refresh_from_db()
    assert article.planned_for == clock.start_of_day(friday)
    expect(page.locator(f"#story-{article.pk}")).to_be_focused()
    page.locator(".plan-entry", has_text="derby").drag_to(_day(page, monday), source_position={"x": 8, "y": 8})
    expect(_day(page, monday)).to_contain_text("derby")
    pitched.refresh_from_db()
    assert pitched.planned_for == clock.start_of_day(monday)
    pitches = page.locator(".plan-pitches")
    page.locator(".plan-entry", has_text="derby").drag_to(pitches, source_position={"x": 8, "y": 8})
    expect(page.locator(".plan-pitches")).to_contain_text("derby")
    pitched.refresh_from_db()
    assert pitched.planned_for is None
    until(page, lambda: page.evaluate("window.broken") == [])


@pytest.mark.parametrize("width", [390, 1440])
def test_a_story_is_put_on_any_day_by_its_form(cast, signed_in, width):
    article = make_article(by=cast.reporter, slugline="harbour-wall")
    today = clock.local_date(clock.now())
    workflow.plan_for(article, by=cast.editor, planned_for=clock.start_of_day(today))
    page = signed_in(cast.editor, width)
    page.goto("/admin/plan/")
    page.get_by_text("To a day…").focus()
    page.keyboard.press("Enter")
    later = today + timedelta(days=40)
    page.get_by_label("harbour-wall: the day").fill(later.isoformat())
    page.keyboard.press("Enter")
    expect(page.get_by_text("harbour-wall: Planned for")).to_be_visible()
    article.refresh_from_db()
    assert article.planned_for == clock.start_of_day(later)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_what_somebody_may_not_plan_is_not_dragged(cast, signed_in):
    article = make_article(by=cast.editor, slugline="harbour-wall")
    workflow.plan_for(article, by=cast.editor, planned_for=clock.start_of_day(clock.local_date(clock.now())))
    page = signed_in(cast.second_reporter)
    page.goto("/admin/plan/")
    expect(page.locator(".plan-entry", has_text="harbour-wall")).to_be_visible()
    assert page.locator("[draggable=true]").count() == 0
