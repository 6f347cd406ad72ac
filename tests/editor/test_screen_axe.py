"""The story form for everybody: no barrier with its sheet, its commands, its keys and its preview open."""

import pytest
from django.urls import reverse

from articles import workflow
from tests.browser.listening import barriers, scrolls_sideways
from tests.makers import make_article, make_photo, use_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, databases=["default", "readers"])]

LOOKS = [(1440, "light"), (1024, "dark"), (390, "light")]


def _open_sheet(page):
    page.keyboard.press("Control+Enter")
    page.locator("#sheet form").wait_for()


def _open_commands(page):
    page.keyboard.press("Control+k")
    page.locator("#commands[open]").wait_for()


def _open_keys(page):
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("?")
    page.locator("#keys[open]").wait_for()


def _open_preview(page):
    page.locator(".story-preview-menu summary").click()
    page.locator("[data-preview=phone]").click()
    page.locator("#preview-pane").wait_for()


OPENERS = {"sheet": _open_sheet, "commands": _open_commands, "keys": _open_keys, "preview": _open_preview}


@pytest.mark.parametrize("what", OPENERS)
def test_nothing_that_opens_over_the_form_is_a_barrier(cast, signed_in, what):
    article = make_article(by=cast.reporter, photos=(use_of(make_photo(by=cast.reporter), alt=""),))
    workflow.file(article, by=cast.reporter)
    page = signed_in(cast.editor, 1440)
    page.emulate_media(reduced_motion="reduce")
    page.goto(reverse("admin:articles_article_change", args=[article.pk]))
    page.locator(".ProseMirror[contenteditable=true]").wait_for()
    OPENERS[what](page)
    trouble = []
    for width, scheme in LOOKS:
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        trouble += [f"{width} {scheme}: {barrier}" for barrier in barriers(page)]
        if scrolls_sideways(page):
            trouble.append(f"{width} scrolls sideways")
    assert trouble == []
