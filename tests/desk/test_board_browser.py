"""The board and the story list in a real browser: keys, rows that change in place, Pull in two acts."""

from dataclasses import replace
from datetime import timedelta

import pytest
from playwright.sync_api import expect

from articles import workflow
from articles.models import Article, Pull
from articles.working_copy import content_of
from newsroom import clock
from tests.live_desk import until
from tests.makers import make_article, make_live

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, databases=["default", "readers"])]
STORIES = "/admin/articles/article/"


class Acts:
    """Counts what a hand does on a page."""

    def __init__(self, page):
        self.page, self.count = page, 0

    def presses(self, key: str) -> None:
        self.count += 1
        self.page.keyboard.press(key)

    def taps(self, target) -> None:
        self.count += 1
        target.tap()


def _changed_since(cast, slugline="meals"):
    """Return a live story somebody went on with: it stands on the board and in the list."""
    article = make_live(cast, now=clock.now() - timedelta(minutes=5), slugline=slugline)
    content = replace(content_of(article), dek="Another dek.")
    workflow.save(article, by=cast.reporter, content=content)
    return article


def _is_pulled(article) -> bool:
    return Pull.objects.filter(article=article, off_until=None).exists()


def test_a_live_story_is_pulled_from_the_board_by_two_keys(cast, signed_in):
    article = _changed_since(cast)
    page = signed_in(cast.editor, 1440)
    page.goto("/admin/")
    page.keyboard.press("j")
    expect(page.locator(f"[data-row=changed-{article.pk}] [data-row-link]")).to_be_focused()
    acts = Acts(page)
    acts.presses("p")
    button = page.get_by_role("button", name="Pull", exact=True)
    expect(button).to_be_focused()
    assert not _is_pulled(article), "the first act asks"
    acts.presses("Enter")
    until(page, lambda: _is_pulled(article))
    assert acts.count <= 2


def test_a_live_story_is_pulled_on_a_phone_by_two_taps(cast, signed_in):
    article = _changed_since(cast)
    page = signed_in(cast.editor, 390, has_touch=True)
    page.goto("/admin/")
    acts = Acts(page)
    acts.taps(page.locator(f"[data-row=changed-{article.pk}] [data-row-pull]"))
    acts.taps(page.get_by_role("button", name="Pull", exact=True))
    until(page, lambda: _is_pulled(article))
    assert acts.count <= 2


def test_a_list_that_is_open_changes_in_place_and_keeps_what_is_new_behind_a_pill(cast, signed_in):
    first = make_article(by=cast.reporter, slugline="first")
    second = make_article(by=cast.reporter, slugline="second")
    page = signed_in(cast.editor, 1440)
    page.goto(STORIES)
    order = page.locator("#result_list tbody [data-row-link]").all_inner_texts()
    page.locator(f"[data-row='{first.pk}'] .action-select").check()
    workflow.file(first, by=cast.reporter)
    make_article(by=cast.reporter, slugline="third")
    expect(page.locator(f"[data-row='{first.pk}']")).to_contain_text("In review")
    expect(page.locator("[data-living-new]")).to_have_text("1 new: show")
    assert page.locator("#result_list tbody [data-row-link]").all_inner_texts() == order
    expect(page.locator(f"[data-row='{first.pk}'] .action-select")).to_be_checked()
    workflow.restrict(second, by=cast.duty_editor, people=[cast.duty_editor])
    expect(page.locator(f"[data-row='{second.pk}']")).to_contain_text("No longer here")
    page.locator("[data-living-new] a").click()
    expect(page.locator("#result_list tbody [data-row-link]")).to_have_text(["first", "third"])
    assert page.evaluate("window.broken") == []


def test_keys_move_open_and_tell_and_do_nothing_while_somebody_types(cast, signed_in):
    article = make_article(by=cast.reporter, slugline="only")
    page = signed_in(cast.editor, 1440)
    page.goto(STORIES)
    page.keyboard.press("?")
    expect(page.locator("#keys")).to_be_visible()
    page.keyboard.press("Escape")
    page.locator("#searchbar").focus()
    page.keyboard.type("jp?")
    assert page.locator("#searchbar").input_value() == "jp?"
    expect(page.locator("#keys")).to_be_hidden()
    page.locator("#searchbar").blur()
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{STORIES}{article.pk}/change/")


def test_many_are_chosen_and_spiked_and_each_is_told(cast, signed_in):
    draft, live = make_article(by=cast.reporter, slugline="draft"), _changed_since(cast, "live")
    page = signed_in(cast.editor, 390)
    page.goto(STORIES)
    for article in (draft, live):
        page.locator(f"[data-row='{article.pk}'] .action-select").check()
    page.get_by_role("button", name="Spike").click()
    expect(page.locator("h1")).to_have_text("1 of 2 stories done")
    until(page, lambda: Article.objects.get(pk=draft.pk).stage == "spiked")
    assert Article.objects.get(pk=live.pk).stage == "draft"
