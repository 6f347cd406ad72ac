"""The tool bar, the menu of an empty line, the dialogs: all of it by key alone."""

import re

import pytest
from playwright.sync_api import expect

from tests.document_makers import make_document
from tests.live_desk import until
from tests.makers import make_article

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, databases=["default", "readers"])]

SELECTED = """() => {
  const { state } = document.querySelector(".ProseMirror[contenteditable=true]").editor;
  return state.doc.textBetween(state.selection.from, state.selection.to);
}"""


def is_at(at, what: str) -> None:
    """Wait until the focus is on the tool, or the element, of this name."""
    focus = "() => document.activeElement.dataset.do ?? document.activeElement.id"
    until(at.page, lambda: at.page.evaluate(focus) == what)


def test_the_tool_bar_is_one_stop_with_arrows_between_its_tools(writing):
    at = writing()
    at.at_end()
    at.press("Alt+F10")
    is_at(at, "subhead")
    at.press("ArrowRight", "ArrowRight")
    is_at(at, "bold")
    at.press("End")
    is_at(at, "redo")
    at.press("ArrowRight")
    is_at(at, "subhead")
    at.press("Enter")
    is_at(at, "body-text")
    assert at.kept == "<h2>The council met.</h2>"
    assert at.page.locator("[data-do=subhead]").first.get_attribute("aria-pressed") == "true"
    at.press("Alt+F10", "Escape")
    is_at(at, "body-text")


def test_a_slash_on_an_empty_line_offers_what_can_be_put_in(writing):
    at = writing()
    at.at_end()
    at.press("Enter", "/")
    menu = at.page.locator(".body-menu")
    expect(menu).to_be_visible()
    at.type("f")
    is_at(at, "factBox")
    at.press("Enter")
    at.type("The wall")
    at.press("ArrowDown")
    at.type("Two kilometres.")
    assert at.kept == '<p>The council met.</p>\n<aside class="fact-box"><h3>The wall</h3><p>Two kilometres.</p></aside>'
    assert at.broken == []


def test_a_slash_is_typed_twice_to_stand_there_and_in_a_sentence_it_is_a_slash(writing):
    at = writing()
    at.at_end()
    at.type("/")
    at.press("Enter", "/", "/")
    assert at.kept == "<p>The council met./</p>\n<p>/</p>"


@pytest.mark.parametrize(
    ("keys", "typed", "kept"),
    [
        (
            "Control+Alt+q",
            ["It will stand.", "ArrowDown", "Mayor A"],
            '<figure class="pull-quote"><blockquote><p>It will stand.</p></blockquote>'
            "<figcaption>Mayor A</figcaption></figure>",
        ),
        (
            "Control+Alt+t",
            ["Side", "Tab", "Votes"],
            "<table><tbody><tr><th><p>Side</p></th><th><p>Votes</p></th><th></th></tr>"
            "<tr><td></td><td></td><td></td></tr><tr><td></td><td></td><td></td></tr></tbody></table>",
        ),
        ("Control+Alt+h", ["After"], "<hr>\n<p>After</p>"),
    ],
)
def test_a_key_puts_a_block_behind_the_line(writing, keys, typed, kept):
    at = writing()
    at.at_end()
    at.press(keys)
    for each in typed:
        at.press(each) if re.fullmatch("Tab|Arrow.*", each) else at.type(each)
    assert at.kept == f"<p>The council met.</p>\n{kept}"
    assert at.broken == []


def test_a_table_grows_and_shrinks_by_its_buttons(writing):
    at = writing("<table><tbody><tr><td><p>a</p></td><td><p>b</p></td></tr></tbody></table>")
    at.page.locator("#body-text td").first.click()
    at.page.get_by_role("button", name="Add row").click()
    at.page.get_by_role("button", name="Add column").click()
    at.page.get_by_role("button", name="Header row").click()
    at.page.get_by_label("Caption of the table").fill("Votes")
    assert at.kept == (
        "<table><caption>Votes</caption><tbody><tr><th><p>a</p></th><th></th><th><p>b</p></th></tr>"
        "<tr><td></td><td></td><td></td></tr></tbody></table>"
    )
    at.page.locator("#body-text th").first.click()
    at.page.get_by_role("button", name="Take column out").click()
    at.page.get_by_role("button", name="Take row out").click()
    at.page.get_by_role("button", name="Take table out").click()
    assert at.kept == ""
    assert at.broken == []


def test_a_link_leads_to_a_story_found_by_its_words(cast, writing):
    ferries = make_article(by=cast.reporter, headline="Ferries stay in port", slugline="ferries")
    at = writing()
    at.at_end()
    at.press("Control+Shift+Home")
    # The editor's own word: it hears of the browser's selection when it is not busy.
    until(at.page, lambda: at.page.evaluate(SELECTED) == "The council met.")
    at.press("Control+Alt+l")
    at.type("ferries port")
    at.page.locator("#body-link .body-offered button").wait_for()
    at.press("ArrowDown", "Enter")
    assert at.kept == f'<p><a href="story:{ferries.uid}">The council met.</a></p>'
    at.press("Control+Alt+l")
    expect(at.page.locator("#body-link [data-now-story]")).to_have_text("Ferries stay in port")
    at.page.get_by_role("button", name="Remove link").click()
    assert at.kept == "<p>The council met.</p>"
    assert at.broken == []


def test_a_link_to_no_address_is_refused_in_a_sentence(writing):
    at = writing()
    at.at_end()
    at.press("Control+Alt+l")
    at.type("javascript:alert(1)")
    at.press("Enter")
    expect(at.page.locator("#body-link [role=alert]")).to_contain_text("“javascript:alert(1)” is no address")
    at.page.locator("#body-link-to").fill("example.org/a")
    at.press("Enter")
    assert 'href="https://example.org/a"' in at.kept


def test_an_address_alone_on_a_line_becomes_a_card_and_undoing_brings_it_back(writing):
    at = writing()
    at.at_end()
    at.press("Enter")
    at.paste(text="https://video.example.org/watch?v=1")
    at.type("The vote")
    assert at.kept.endswith(
        '<figure class="embed" data-url="https://video.example.org/watch?v=1">'
        "<figcaption>The vote</figcaption></figure>"
    )
    at.press("Control+z", "Control+z")
    assert "<figure" not in at.kept
    assert "https://video.example.org/watch?v=1" in at.kept
    assert at.broken == []


def test_only_https_is_embedded(writing):
    at = writing()
    at.at_end()
    at.press("Control+Alt+e")
    at.type("http://video.example.org/1")
    at.press("Enter")
    expect(at.page.locator("#body-embed [role=alert]")).to_contain_text("begins with https://")
    at.page.locator("#body-embed-url").fill("https://video.example.org/1")
    at.press("Enter")
    assert 'data-url="https://video.example.org/1"' in at.kept


def test_a_related_story_shows_its_headline(cast, writing):
    ferries = make_article(by=cast.reporter, headline="Ferries stay in port", slugline="ferries")
    at = writing()
    at.at_end()
    at.press("Control+Alt+r")
    at.type("ferries")
    at.page.locator("#body-related .body-offered button").click()
    assert at.kept.endswith(f'<aside class="related-story" data-story="{ferries.uid}"></aside>')
    expect(at.page.locator(".body-related a")).to_have_text("Ferries stay in port")
    assert at.broken == []


def test_a_document_is_found_by_its_words_and_keeps_what_is_said_under_it(cast, writing):
    paper = make_document(by=cast.reporter, title="Harbour report")
    at = writing()
    at.at_end()
    at.press("Control+Alt+d")
    at.type("harb")
    at.page.locator("#body-document .body-offered button").click()
    at.type("Page four")
    assert at.kept.endswith(
        f'<figure class="document" data-document="{paper.uid}"><figcaption>Page four</figcaption></figure>'
    )
    expect(at.page.locator(".body-document a")).to_have_text("Harbour report")
    expect(at.page.locator(".body-document")).to_contain_text("PDF · City/Gazette")
    assert at.broken == []


@pytest.mark.parametrize("width", [390, 320])
def test_the_tools_fit_a_phone(writing, width):
    at = writing("<p>One</p>\n<table><tbody><tr><td><p>a</p></td><td><p>b</p></td></tr></tbody></table>", width)
    at.page.locator("#body-text td").first.click()
    assert at.page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    at.at_start()
    at.press("Enter")
    at.at_start()
    at.press("/")
    at.page.locator(".body-menu").wait_for()
    assert at.page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


def test_sources_and_methods_are_put_in_by_key_and_say_what_they_are(writing):
    at = writing()
    at.at_end()
    at.press("Control+Alt+o")
    at.type("The harbour log.")
    assert at.kept == '<p>The council met.</p>\n<aside class="sources-box"><p>The harbour log.</p></aside>'
    assert at.page.locator("aside.sources-box").get_attribute("data-named") == "Sources and methods"
    assert at.broken == []
