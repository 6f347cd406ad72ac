"""New from text in a real browser: keys, words of a line, typing during a reading, a lost session, the policy."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse
from playwright.sync_api import expect

from articles.models import Article

from .test_draft import COPY

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, databases=["default", "readers"])]

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
SELECT = """([line, from, to]) => {
  const words = document.querySelector(`#line-${line} .intake-words`).firstChild;
  const range = document.createRange();
  range.setStart(words, from);
  range.setEnd(words, to);
  document.activeElement.blur();
  getSelection().removeAllRanges();
  getSelection().addRange(range);
}"""


@pytest.fixture
def opened(cast, signed_in):
    """Return a function that opens the page for the reporter, at a width."""

    def open_at(width):
        page = signed_in(cast.reporter, width, height=800)
        page.on("dialog", lambda dialog: dialog.accept())
        page.goto(reverse("admin:articles_article_from_text"))
        return page

    return open_at


def pasted(page, text=COPY):
    page.fill("#intake-text", text)
    page.keyboard.press("Control+Enter")
    page.wait_for_selector("#intake")
    # Shown by the script, once it listens.
    page.wait_for_selector("#intake-keys:not([hidden])", state="attached")
    return page


def test_paste_read_and_make_a_draft_by_keys_alone(opened):
    page = pasted(opened(1440))
    page.keyboard.press("Control+Enter")
    page.wait_for_url("**/change/")
    assert "The draft is made" in page.inner_text(".messagelist")
    assert Article.objects.get().headline == "Harbour wall to be rebuilt by spring"


def test_a_key_says_what_a_line_is_and_the_place_is_kept(opened):
    page = pasted(opened(1440))
    page.click("#line-11 .intake-words")
    page.keyboard.press("s")
    page.wait_for_selector("#line-11.role-subhead")
    expect(page.locator("#line-11 select")).to_be_focused()
    expect(page.locator("#intake-status")).to_have_text("Line 11 is read again.")
    page.keyboard.press("k")
    expect(page.locator("#line-9 select")).to_be_focused()


def test_letters_typed_in_a_field_are_letters(opened):
    page = pasted(opened(1440))
    page.fill("#id_dateline", "")
    page.type("#id_dateline", "hdbcs")
    assert page.input_value("#id_dateline") == "hdbcs"
    assert page.input_value("#id_headline") == "Harbour wall to be rebuilt by spring"


def test_selected_words_become_a_line_of_their_own(opened):
    page = pasted(opened(1440))
    page.evaluate(SELECT, ["7", 0, 23])
    page.keyboard.press("d")
    page.wait_for_selector("#line-7.role-dek")
    assert page.inner_text("#line-7 .intake-words") == "The council of Pellgate"
    assert page.input_value("#id_dek") == "The council of Pellgate"


def test_what_is_typed_while_the_copy_is_read_again_stays(opened):
    page = pasted(opened(1440))
    held = []
    page.route("**/from-text/", lambda route: held.append(route))
    page.check("input[name=copy_from][value=ours]")
    page.wait_for_selector("#intake[aria-busy=true]")
    page.fill("#id_dateline", "PELLGATE")
    held[0].continue_()
    page.wait_for_selector("#intake:not([aria-busy])")
    assert page.input_value("#id_dateline") == "PELLGATE"
    expect(page.locator(".intake-count")).to_have_text("No doubts")


def test_a_session_that_ended_costs_no_word(opened):
    page = pasted(opened(1440))
    page.fill("#id_headline", "Typed by hand")
    page.context.clear_cookies()
    page.keyboard.press("Control+Enter")
    expect(page.locator("#intake-trouble")).to_contain_text("nothing here is lost")
    assert page.input_value("#id_headline") == "Typed by hand"
    assert not Article.objects.exists()


def test_a_field_and_its_line_light_each_other_up(opened):
    page = pasted(opened(1440))
    page.focus("#id_dek")
    expect(page.locator(".intake-line.is-lit")).to_have_attribute("id", "line-2")
    page.hover("#line-1 .intake-words")
    expect(page.locator(".intake-field.is-lit #id_headline")).to_be_visible()


@pytest.mark.parametrize("width", [320, 1440])
def test_both_pages_keep_the_policy_the_width_and_the_rules_of_access(opened, width):
    page = opened(width)
    for step in ("empty", "read"):
        if step == "read":
            pasted(page, "NOT FOR PUBLICATION\n\n" + COPY)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        assert page.evaluate("window.broken") == []
        found = Axe().run(page, options=RULES).response["violations"]
        assert [(each["id"], each["nodes"][0]["html"]) for each in found] == []
