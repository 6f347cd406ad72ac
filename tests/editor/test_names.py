"""Names offered under a byline, and the pages of a tag, in a browser."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse

from articles.models import Tag
from tests.admin.browsing import url
from tests.makers import make_article, make_contributor, make_tag

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, databases=["default", "readers"])]

NAME = "[data-rows=byline] [data-row]:not([hidden]) .byline-name input[type=text]"
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}


@pytest.fixture(autouse=True)
def _no_second_factor(settings):
    settings.SECOND_FACTOR = False


def test_a_contributor_is_taken_from_the_list_and_typing_on_lets_them_go(cast, signed_in):
    wanted = make_contributor("Amira Haddad")
    page = signed_in(cast.reporter, 1280)
    page.goto(url("change", make_article(by=cast.reporter)))
    field, uid = page.locator(NAME).first, page.locator("[name$=-contributor]").first
    field.fill("")
    field.press_sequentially("Amir")
    page.wait_for_selector("[role=option]:has-text('Amira Haddad')")
    page.keyboard.press("ArrowDown")
    assert field.get_attribute("aria-activedescendant")
    page.keyboard.press("Enter")
    assert (field.input_value(), uid.input_value()) == ("Amira Haddad", str(wanted.uid))
    field.press_sequentially("x")
    assert uid.input_value() == ""
    assert page.evaluate("broken") == []


def test_a_row_that_is_added_offers_names_too_and_escape_closes_the_list(cast, signed_in):
    make_contributor("Amira Haddad")
    page = signed_in(cast.reporter, 1280)
    page.goto(url("change", make_article(by=cast.reporter)))
    page.locator("[data-rows=byline] [data-add]").click()
    field = page.locator(NAME).last
    field.press_sequentially("Hadd")
    offered = page.get_by_role("option", name="Amira Haddad")
    offered.wait_for()
    page.keyboard.press("Escape")
    offered.wait_for(state="hidden")
    assert field.get_attribute("aria-expanded") == "false"


@pytest.mark.parametrize("width", [320, 1280])
def test_two_tags_become_one_by_two_presses(cast, signed_in, width):
    gone, kept = make_tag("Internship"), make_tag("Traineeship")
    page = signed_in(cast.editor, width)
    page.goto(reverse("admin:articles_tag_merge", args=[gone.pk]))
    page.fill("#id_into", "Traineeship")
    page.keyboard.press("Enter")
    page.wait_for_selector("#moves")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert [each["id"] for each in Axe().run(page, options=RULES).response["violations"]] == []
    page.get_by_role("button", name="Merge into “Traineeship”").click()
    page.wait_for_url(f"**{reverse('admin:articles_tag_change', args=[kept.pk])}")
    assert page.evaluate("broken") == []
    assert Tag.objects.get(pk=gone.pk).merged_into_id == kept.pk


@pytest.mark.parametrize("width", [320, 1280])
def test_the_parts_of_a_series_are_numbered_anew(cast, signed_in, width):
    tag = make_tag("The wall")
    Tag.objects.filter(pk=tag.pk).update(kind="series")
    for name in ("One", "Two"):
        make_article(by=cast.reporter, headline=name, tags=(str(tag.uid),))
    page = signed_in(cast.editor, width)
    page.goto(reverse("admin:articles_tag_parts", args=[tag.pk]))
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert [each["id"] for each in Axe().run(page, options=RULES).response["violations"]] == []
    page.get_by_label("Two").fill("1")
    page.get_by_label("One").fill("2")
    page.keyboard.press("Enter")
    page.wait_for_selector(".messagelist")
    assert [row.strip() for row in page.locator("form ol li:has(input)").all_inner_texts()] == ["Two", "One"]
    assert page.evaluate("broken") == []
