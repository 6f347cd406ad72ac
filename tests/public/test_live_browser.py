"""A live story in a reader's browser: what is posted is there within ten seconds."""

import os
import time
import uuid
from datetime import timedelta
from types import SimpleNamespace

import pytest
from playwright.sync_api import expect

from articles import workflow
from articles.workflow import Said
from newsroom import clock
from tests.browser.listening import RULES, barriers, scrolls_sideways
from tests.makers import make_contributor, make_live

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, databases=["default", "readers"])]
PROMISED = 10


@pytest.fixture
def live(cast):
    begun = clock.now() - timedelta(minutes=10)
    story = make_live(cast, now=begun, headline="Election night")
    workflow.open_live(story, by=cast.editor, now=begun + timedelta(minutes=1))
    opened = begun + timedelta(minutes=1)
    workflow.let_post(story, by=cast.editor, user=cast.reporter, reader=cast.editor, now=opened)
    return SimpleNamespace(story=story, path=story.editions.get().address.key)


def post(live, cast, text):
    said = Said(text, byline=make_contributor())
    return workflow.post(live.story, by=cast.reporter, said=said, token=uuid.uuid4())


def test_entries_are_seen_within_ten_seconds_and_shown_when_asked_for(cast, live, visit):
    post(live, cast, "Polls have closed")
    page = visit(390)
    page.goto(live.path)
    expect(page.locator(".live-entry")).to_have_count(1)
    took = []
    for count, text in enumerate(("Turnout is 61 %", "It rains", "The first result"), start=1):
        posted = time.monotonic()
        post(live, cast, text)
        expect(page.locator(".live-pill")).to_contain_text(f"{count} new")
        took.append(time.monotonic() - posted)
    assert max(took) < PROMISED, took
    page.locator(".live-pill").click()
    expect(page.locator(".live-entry")).to_have_count(4)
    expect(page.locator(".live-entry").first).to_contain_text("The first result")
    expect(page.locator(".live-entry").first).to_be_focused()
    assert page.evaluate("broken") == []


def test_key_points_come_to_a_page_that_is_open(cast, live, visit):
    page = visit(1440)
    page.goto(live.path)
    posted = time.monotonic()
    workflow.set_key_points(live.story, by=cast.editor, points=["Turnout 61 %"], version=0, reader=cast.duty_editor)
    expect(page.locator("#key-points")).to_contain_text("Turnout 61 %")
    assert time.monotonic() - posted < PROMISED


@pytest.mark.parametrize(("width", "scheme"), [(390, "dark"), (1440, "light")])
def test_a_live_page_has_no_barrier_and_scrolls_no_way_but_down(cast, live, visit, width, scheme):
    entry = post(live, cast, "Polls have closed")
    post(live, cast, "Turnout is 61 %")
    workflow.pin_entry(live.story, by=cast.editor, entry=entry.article)
    points = {"points": ["Polls have closed.", "Turnout is 61 %."], "version": 0, "reader": cast.duty_editor}
    workflow.set_key_points(live.story, by=cast.editor, **points)
    page = visit(width, color_scheme=scheme, reduced_motion="reduce")
    page.goto(live.path)
    if folder := os.environ.get("SHOTS"):
        page.screenshot(path=f"{folder}/live-public-{width}.png", full_page=True)
    trouble = barriers(page, [*RULES, "best-practice"])
    page.set_viewport_size({"width": 320, "height": 900})
    trouble += ["scrolls sideways"] if scrolls_sideways(page) else []
    assert trouble == []
