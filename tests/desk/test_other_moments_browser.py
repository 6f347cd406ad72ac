"""Another moment, and taking down, in a real browser: by phone, by key, with no barrier at either width."""

import os
from datetime import timedelta

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from articles import workflow
from articles.models import Pull
from newsroom import clock
from newsroom.pagecache.links import address_as_of
from tests.browser.listening import barriers, scrolls_sideways
from tests.live_desk import until
from tests.makers import make_article, make_live, make_photo, make_tag, use_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, databases=["default", "readers"])]

LOOKS = [(1440, "light"), (1440, "dark"), (390, "light"), (390, "dark")]
HOUR = timedelta(hours=1)


def troubles(page, name: str) -> list[str]:
    """Return what is in somebody's way at each width and in each light; keep pictures where somebody asked for them."""
    found = []
    for width, scheme in LOOKS:
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        found += [f"{name} {width} {scheme}: {barrier}" for barrier in barriers(page)]
        if scrolls_sideways(page):
            found.append(f"{name} {width} scrolls sideways")
        if folder := os.environ.get("SHOTS"):
            page.screenshot(path=f"{folder}/{name}-{width}-{scheme}.png", full_page=True)
    return found + page.evaluate("window.broken")


def test_a_moment_to_come_is_walked_through_by_its_links_and_left(cast, signed_in, settings):
    settings.SECOND_FACTOR = False
    now = clock.now()
    make_live(cast, now=now - HOUR, headline="The wall as it is")
    article = make_article(by=cast.reporter, headline="The planned bridge", now=now)
    workflow.file(article, by=cast.reporter)
    planned = workflow.publish(article, by=cast.editor, live_from=now + 30 * HOUR)
    page = signed_in(cast.editor, 1440)
    page.goto(reverse("admin:articles_article_change", args=[article.pk]))
    page.get_by_role("link", name="See it at its minute").click()
    banner = page.get_by_role("complementary", name="The moment looked at")
    expect(banner).to_contain_text("what readers get then if nobody acts in between")
    expect(page.get_by_role("heading", name="The planned bridge")).to_be_visible()
    trouble = troubles(page, "story")
    page.get_by_role("navigation", name="Sections").get_by_role("link", name="City").click()
    page.wait_for_url(f"**{address_as_of(planned.live_from, '/section/city/')}")
    summary = banner.get_by_text("Another moment")
    summary.focus()
    page.keyboard.press("Enter")
    trouble += troubles(page, "section")
    page.keyboard.press("Tab")
    expect(page.get_by_label("Moment", exact=True)).to_be_focused()
    banner.get_by_role("link", name="Version before").click()
    expect(page.get_by_role("link", name="The planned bridge")).to_have_count(0)
    expect(page.get_by_role("link", name="The wall as it is")).to_be_visible()
    page.goto(address_as_of(planned.live_from, "/feed/"))
    expect(page.locator(".as-of-text")).to_contain_text("<title>The planned bridge</title>")
    trouble += troubles(page, "feed")
    banner.get_by_role("link", name="Leave").click()
    page.wait_for_url("**/feed/")
    page.goto("/admin/as-of/")
    trouble += troubles(page, "choose")
    assert trouble == []


def test_a_phone_pulls_in_two_taps_and_redacts_in_peace(cast, signed_in, settings):
    settings.SECOND_FACTOR = False
    name = "Jane O’Doe"
    article = make_live(
        cast,
        now=clock.now() - HOUR,
        headline=f"{name} in court",
        body=f"<p>{name} spoke. Then J. O’Doe left. Ms O’Doe is 40.</p>",
        tags=(str(make_tag(name).uid),),
        photos=(use_of(make_photo(by=cast.reporter), caption=f"{name} leaves."),),
    )
    page = signed_in(cast.duty_editor, 390, height=800)
    page.goto(reverse("admin:articles_article_change", args=[article.pk]))
    if folder := os.environ.get("SHOTS"):
        page.screenshot(path=f"{folder}/bar-390.png")
        page.set_viewport_size({"width": 1440, "height": 900})
        page.screenshot(path=f"{folder}/bar-1440.png")
        page.set_viewport_size({"width": 390, "height": 800})
    page.get_by_role("link", name="Take down").click()
    trouble = troubles(page, "take-down")
    page.set_viewport_size({"width": 390, "height": 800})
    page.get_by_role("button", name="Pull now").click()
    expect(page.get_by_text("by Duty Editor.")).to_be_visible()
    assert Pull.objects.get(article=article).pulled_by == cast.duty_editor
    page.get_by_label("Words or names that must go").fill(name)
    page.get_by_role("button", name="Find").click()
    expect(page.locator("#found")).to_contain_text("1 version: v1")
    expect(page.get_by_label("“J. O’Doe”")).to_be_checked()
    expect(page.get_by_label("“O’Doe”")).not_to_be_checked()
    trouble += troubles(page, "found")
    page.get_by_label("To protect a person").check()
    page.locator("button[value=redact]").focus()
    page.keyboard.press("Enter")
    until(page, lambda: article.redactions.exists())
    page.goto(reverse("admin:articles_article_history", args=[article.pk]))
    expect(page.locator(".redacted-bar").first).to_contain_text("To protect a person")
    trouble += troubles(page, "history")
    assert trouble == []
