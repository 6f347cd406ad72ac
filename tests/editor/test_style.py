"""House style in the body as it is typed: underlined, put right by one key, left alone for good."""

import pytest
from playwright.sync_api import expect

from articles.models import StyleIgnored, StyleRule
from tests.makers import make_article

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, databases="__all__")]

RULES = {
    "Doubled word": (r"(?<!\w)(\w+)\s+\1(?!\w)", r"\1", "The same word stands twice.", "body headline"),
    "Wall": ("harbour wall", "sea wall", "It is a sea wall.", "body"),
}


@pytest.fixture
def rules(cast):
    for name, (pattern, replacement, message, fields) in RULES.items():
        StyleRule.objects.update_or_create(
            name=name,
            defaults={
                "engine": "pattern",
                "pattern": pattern,
                "replacement": replacement,
                "message": message,
                "fields": fields,
                "state": "live",
            },
        )


@pytest.fixture
def desk(cast, rules, signed_in):
    """Return a function that opens a story of this body; the page, with its editor ready."""

    def opened(body="<p>The council met.</p>", width=1440, **fields):
        article = make_article(by=cast.reporter, body=body, **fields)
        page = signed_in(cast.reporter, width)
        page.goto(f"/admin/articles/article/{article.pk}/change/")
        page.locator(".ProseMirror").wait_for()
        return page

    return opened


def body_of(page) -> str:
    return page.locator("textarea[name=body]").evaluate("area => area.value")


def test_a_doubled_word_is_underlined_as_it_is_typed_and_one_key_puts_it_right(desk):
    page = desk()
    page.locator(".ProseMirror p").click()
    page.keyboard.press("End")
    page.keyboard.type(" It voted for the the wall.")
    mark = page.locator(".style-mark")
    mark.wait_for()
    assert mark.text_content() == "the the"
    page.keyboard.press("Control+Home")
    page.keyboard.press("Alt+.")
    box = page.locator(".style-popover")
    assert "The same word stands twice." in box.text_content()
    assert page.evaluate("document.activeElement.textContent") == "Replace"
    page.keyboard.press("Enter")
    mark.wait_for(state="detached")
    assert body_of(page) == "<p>The council met. It voted for the wall.</p>"
    assert page.evaluate("document.activeElement.className").startswith("tiptap ProseMirror")
    page.keyboard.press("Control+z")
    assert "the the" in body_of(page)
    assert page.evaluate("broken") == []


def test_what_is_ignored_stays_ignored_for_a_colleague(desk, cast, signed_in):
    page = desk("<p>They said the the wall.</p>")
    page.locator(".style-mark").click()
    page.locator(".style-popover").get_by_role("button", name="Ignore here").click()
    page.locator(".style-mark").wait_for(state="detached")
    assert StyleIgnored.objects.get().text == "the the"
    other = signed_in(cast.editor, 1440)
    with other.expect_response("**/style/") as answer:
        other.goto(page.url)
    assert answer.value.json()["found"] == []
    assert other.locator(".style-mark").count() == 0
    expect(other.locator("#house-style")).to_contain_text("Left alone here")


def test_a_finding_that_crosses_bold_keeps_it_bold(desk):
    page = desk("<p>On <strong>the harbour</strong> wall.</p>")
    page.locator(".style-mark").first.wait_for()
    page.locator("#house-style").get_by_role("button", name="Replace: “sea wall”").click()
    page.locator(".style-mark").first.wait_for(state="detached")
    assert body_of(page) == "<p>On <strong>the sea</strong> wall.</p>"


def test_all_of_one_remark_are_replaced_at_once_wherever_they_stand(desk):
    page = desk("<p>A harbour wall, a harbour wall.</p>\n<ul><li><p>The harbour wall.</p></li></ul>")
    page.locator("#house-style").get_by_role("button", name="Replace all 3: “sea wall”").click()
    page.locator(".style-mark").first.wait_for(state="detached")
    assert body_of(page).count("sea wall") == 3


def test_the_keys_go_from_the_headline_through_the_body_and_round(desk):
    page = desk("<p>The harbour wall and the the sea.</p>", headline="Wall wall is up")
    page.locator(".style-mark").first.wait_for()
    page.locator("#id_slugline").focus()
    seen = []
    for _step in range(4):
        page.keyboard.press("Alt+.")
        seen.append(page.locator(".style-popover .style-quoted").text_content())
    assert seen == ["Wall wall", "harbour wall", "the the", "Wall wall"]
    page.keyboard.press("Enter")
    assert page.locator("#id_headline").input_value() == "Wall is up"


def test_escape_goes_back_to_the_text(desk):
    page = desk("<p>The harbour wall stands.</p>")
    page.locator(".style-mark").wait_for()
    page.keyboard.press("Alt+.")
    page.keyboard.press("Escape")
    expect(page.locator(".style-popover")).to_be_hidden()
    assert page.evaluate("getSelection().toString()") == "harbour wall"


def test_an_underline_goes_at_once_when_its_words_change(desk):
    page = desk("<p>The harbour wall</p>")
    page.locator(".style-mark").wait_for()
    page.route("**/style/", lambda route: route.abort())
    page.locator(".ProseMirror p").click()
    page.keyboard.press("End")
    page.keyboard.press("Backspace")
    page.locator(".style-mark").wait_for(state="detached")
    page.get_by_text("Not looked at: there is no answer from the server.").wait_for()


def test_a_place_after_an_emoji_and_a_line_end_is_the_right_one(desk):
    page = desk("<p>😀 One<br>two 👩‍👩‍👧 harbour wall.</p>")
    mark = page.locator(".style-mark")
    mark.wait_for()
    assert mark.text_content() == "harbour wall"


def test_marks_are_no_part_of_the_story(desk):
    page = desk("<p>The harbour wall stands.</p>")
    page.locator(".style-mark").wait_for()
    assert body_of(page) == "<p>The harbour wall stands.</p>"
    assert "style" not in page.locator("textarea[name=body]").evaluate("area => area.value")


@pytest.mark.parametrize("width", [1440, 390, 320])
def test_the_small_card_is_inside_the_window_and_has_no_barrier(desk, width):
    from tests.browser.listening import barriers

    page = desk("<p>The council of the harbour met today at noon on the long old harbour wall.</p>", width=width)
    page.locator(".style-mark").click()
    box = page.locator(".style-popover").bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= width
    assert [each for each in barriers(page) if "style" in str(each)] == []
