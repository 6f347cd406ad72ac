"""Tags in a browser: near misses in the list, suggestions from the text, each taken by one key."""

import pytest
from django.urls import reverse

from tests.makers import make_article, make_tag

TAGS = "[data-tags] input[name=tags]"


@pytest.fixture
def opened(cast, settings, signed_in):
    settings.SECOND_FACTOR = False

    def of(width=1280, **fields):
        article = make_article(by=cast.reporter, tags=(), **fields)
        page = signed_in(cast.reporter, width)
        page.goto(reverse("admin:articles_article_change", args=[article.pk]))
        return page

    return of


def test_a_near_miss_is_offered_and_taken_by_keyboard(opened):
    make_tag("Internship")
    page = opened()
    page.focus(TAGS)
    page.keyboard.type("Intership")
    page.wait_for_selector("[role=option]:has-text('Internship')")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    assert page.input_value(TAGS) == "Internship, "


def test_suggestions_from_the_text_are_taken_by_a_number_or_enter(opened):
    for name in ("Wall", "Council", "Spring, early"):
        make_tag(name)
    page = opened(headline="Council votes for the wall", body="<p>The wall is high.</p>")
    page.wait_for_selector("#suggested-tags button")
    names = page.locator("#suggested-tags button").evaluate_all("all => all.map(b => b.dataset.name)")
    assert names[:2] == ["Wall", "Council"]
    page.focus("#suggested-tags button")
    page.keyboard.press("2")
    assert page.input_value(TAGS) == "Council"
    page.keyboard.press("Enter")
    assert page.input_value(TAGS) in {"Council, Wall", "Council, Harbour"}
    assert page.evaluate("broken") == []


@pytest.mark.parametrize("width", [1440, 390, 320])
def test_the_row_fits_every_width(opened, width):
    for name in ("Wall", "Council", "Harbour of the northern islands and their neighbours"):
        make_tag(name)
    page = opened(width, headline="Council: Wall, Harbour of the northern islands and their neighbours")
    page.wait_for_selector("#suggested-tags button", state="attached")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
