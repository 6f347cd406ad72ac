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
