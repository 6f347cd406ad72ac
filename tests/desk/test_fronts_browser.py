"""Arranging a front in a real browser: the acts it takes, counted; dragging; keys."""

from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from articles import workflow
from articles.fronts.operations import Beside, Move, Place, Remove
from newsroom import clock
from tests.live_desk import until
from tests.makers import make_live

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, databases=["default", "readers"])]


@pytest.fixture
def stories(cast):
    before = clock.now() - timedelta(hours=2)
    return [make_live(cast, headline=f"Story {name}", slug=f"story-{name}", now=before) for name in "abc"]


@pytest.fixture
def front(cast, stories):
    """A home front that readers have since an hour, with two stories; yesterday's had the other order."""
    made = workflow.begin_front("home", by=cast.editor, now=clock.now() - timedelta(hours=2))
    hour_ago = clock.now() - timedelta(hours=1)
    for name, story in zip("ab", stories, strict=False):
        workflow.arrange(made, Place("top", str(story.uid), name), by=cast.editor, now=hour_ago)
    workflow.issue_front(made, by=cast.editor, now=hour_ago)
    made.refresh_from_db()
    return made


class Acts:
    """A page on which every click is counted."""

    def __init__(self, page: Page):
        self.page, self.count = page, 0

    def press(self, locator) -> None:
        self.count += 1
        locator.click()


def _headlines(page: Page) -> list[str]:
    page.goto("/")
    return page.locator("main :is(h2, h3) a").all_inner_texts()[:2]


def test_the_lead_is_moved_in_two_acts(cast, signed_in, front):
    page = signed_in(cast.editor, 1440)
    page.goto(f"/admin/fronts/{front.pk}/")
    acts = Acts(page)
    acts.press(page.get_by_role("button", name="Make it the lead: Story b"))
    acts.press(page.get_by_role("button", name="Issue front"))
    expect(page.get_by_text("Readers have F-2 now.")).to_be_visible()
    assert acts.count == 2
    assert _headlines(page) == ["Story b", "Story a"]


def test_an_earlier_front_is_given_back_in_three_acts(cast, signed_in, front):
    workflow.arrange(front, Remove("a"), by=cast.editor)
    workflow.issue_front(front, by=cast.editor)
    page = signed_in(cast.editor, 1440)
    page.goto(f"/admin/fronts/{front.pk}/")
    acts = Acts(page)
    acts.press(page.locator("summary", has_text="Roll back"))
    acts.press(page.get_by_role("link", name="F-1"))
    acts.press(page.get_by_role("button", name="Roll back to F-1"))
    expect(page.get_by_text("Readers have F-3 now, which is F-1 again.")).to_be_visible()
    assert acts.count == 3
    assert _headlines(page) == ["Story a", "Story b"]


def test_a_story_is_dragged_to_its_place_and_a_card_moves_by_keys(cast, signed_in, front, stories):
    page = signed_in(cast.editor, 1440)
    page.goto(f"/admin/fronts/{front.pk}/")
    source = page.locator(".front-list li", has_text="Story c")
    source.drag_to(page.locator("#b"), source_position={"x": 8, "y": 8})
    rows = page.locator(".front-row .front-headline")
    expect(rows).to_have_text(["Story a", "Story c", "Story b"])
    page.locator("#b").drag_to(page.locator("#a"), source_position={"x": 4, "y": 4})
    expect(rows).to_have_text(["Story b", "Story a", "Story c"])
    page.locator("#b").focus()
    page.keyboard.press("Alt+ArrowDown")
    expect(rows).to_have_text(["Story a", "Story b", "Story c"])
    expect(page.locator("#b")).to_be_focused()
    until(page, lambda: page.evaluate("window.broken") == [])


def test_six_tomorrow_is_one_press_away(cast, signed_in, front):
    workflow.arrange(front, Remove("a"), by=cast.editor)
    tomorrow = clock.start_of_day(clock.local_date(clock.now()) + timedelta(days=1)).replace(hour=6)
    workflow.issue_front(front, by=cast.editor, live_from=tomorrow)
    page = signed_in(cast.editor, 1440)
    page.goto(f"/admin/fronts/{front.pk}/")
    page.get_by_role("link", name="See 06:00 tomorrow").click()
    expect(page.locator("main article h2").first).to_have_text("Story b")
    expect(page.get_by_text("Ahead of now")).to_be_visible()


def test_a_colleagues_move_comes_in_without_a_reload_and_never_under_the_pointer(cast, signed_in, front):
    page = signed_in(cast.editor, 1440)
    page.goto(f"/admin/fronts/{front.pk}/")
    cards = page.locator("#front-parts [data-card] .front-headline")
    expect(cards).to_have_text(["Story a", "Story b"])
    page.mouse.move(5, 5)
    workflow.arrange(front, Move("b", "top", Beside(before="a")), by=cast.duty_editor)
    expect(cards).to_have_text(["Story b", "Story a"], timeout=15_000)
    expect(page.locator("#front-has")).to_contain_text("Last changed by Duty Editor")
    page.locator("[data-card=a] .front-facts").hover()
    workflow.arrange(front, Remove("b"), by=cast.duty_editor)
    pill = page.get_by_role("button", name="A colleague changed this front: show")
    expect(pill).to_be_visible(timeout=15_000)
    expect(cards).to_have_text(["Story b", "Story a"])
    pill.click()
    expect(cards).to_have_text(["Story a"])
    # What was looked at is what is issued.
    page.get_by_role("button", name="Issue front").click()
    expect(page.get_by_text("Readers have F-2 now.")).to_be_visible()
