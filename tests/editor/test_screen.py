"""The story form as a desk: saving in place, the checklist, sheets, commands, keys, the preview beside."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from articles import workflow
from tests.live_desk import until
from tests.makers import make_article, make_photo, use_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, databases=["default", "readers"])]


def _open(page, article):
    page.goto(reverse("admin:articles_article_change", args=[article.pk]))
    page.locator(".ProseMirror[contenteditable=true]").wait_for()
    return page


def _stays(page) -> None:
    """Mark the page, so that a reload would show."""
    page.evaluate("window.neverReloaded = true")


def _stayed(page) -> bool:
    return page.evaluate("window.neverReloaded === true && window.broken.length === 0")


def test_saving_by_key_keeps_the_page_and_the_cursor(cast, signed_in):
    article = make_article(by=cast.reporter)
    page = _open(signed_in(cast.reporter, 1440), article)
    _stays(page)
    page.locator("#id_headline").fill("A taller wall")
    expect(page.locator("#saved")).to_have_text("Not saved yet")
    page.keyboard.press("Control+s")
    expect(page.locator("#saved")).to_contain_text("Saved ")
    assert page.evaluate("document.activeElement.id") == "id_headline"
    assert _stayed(page)
    article.refresh_from_db()
    assert article.headline == "A taller wall"
    assert page.locator("[name=base]").input_value() == "2"


def test_what_is_typed_while_it_is_being_saved_stays_and_is_not_called_saved(cast, signed_in):
    article = make_article(by=cast.reporter)
    page = _open(signed_in(cast.reporter, 1440), article)
    page.locator("#id_dek").fill("One")

    held = []
    page.route("**/change/", lambda route: held.append(route) if route.request.method == "POST" else route.continue_())
    page.keyboard.press("Control+s")
    until(page, lambda: held != [])
    # Not from the route's own handler: the keys of Control+S are still down while it runs.
    page.locator("#id_dek").press_sequentially(" two")
    expect(page.locator("#id_dek")).to_have_value("One two")
    with page.expect_response(lambda answer: answer.request.method == "POST" and answer.url.endswith("/change/")):
        held.pop().continue_()
    expect(page.locator("#saved")).to_have_text("Not saved yet")
    page.unroute_all()
    page.keyboard.press("Control+s")
    expect(page.locator("#saved")).to_contain_text("Saved ")
    assert page.locator("#id_dek").input_value() == "One two"
    article.refresh_from_db()
    assert article.dek == "One two"


def test_a_colleagues_paragraph_comes_into_the_form_with_the_save(cast, signed_in):
    from dataclasses import replace

    from articles.working_copy import content_of

    article = make_article(by=cast.reporter)
    page = _open(signed_in(cast.reporter, 1440), article)
    before = content_of(article)
    theirs = replace(before, body=before.body + "\n<p>The editor added this.</p>")
    workflow.save(article, by=cast.editor, content=theirs)
    page.locator("#id_headline").fill("Mine")
    page.keyboard.press("Control+s")
    expect(page.locator(".ProseMirror")).to_contain_text("The editor added this.")
    page.locator("#id_dek").fill("Again")
    page.keyboard.press("Control+s")
    expect(page.locator("#saved")).to_contain_text("Saved ")
    article.refresh_from_db()
    assert (article.headline, article.dek) == ("Mine", "Again")
    assert "The editor added this." in article.body


def test_the_checklist_is_new_after_each_save_and_leads_to_the_words(cast, signed_in):
    article = make_article(by=cast.reporter, body="<p>The wall.</p>\n<p>It is XX metres high.</p>")
    page = _open(signed_in(cast.reporter, 1440), article)
    page.get_by_role("link", name="“XX” stands in paragraph 2.").click()
    assert page.evaluate("getSelection().toString()") == "XX"
    page.keyboard.type("nine")
    page.keyboard.press("Control+s")
    expect(page.locator("[data-part=checks]")).not_to_contain_text("XX")


def test_a_photos_alt_text_is_written_in_the_card(cast, signed_in):
    photo = make_photo(by=cast.reporter)
    article = make_article(by=cast.reporter, photos=(use_of(photo, alt=""),))
    page = _open(signed_in(cast.reporter, 1440), article)
    box = page.locator(".mend").get_by_label("Alt text")
    box.fill("A wall in the sea.")
    box.press("Enter")
    expect(page.locator("[data-part=checks]")).not_to_contain_text("no alt text")
    assert article.photos.get().alt == "A wall in the sea."


def test_a_note_is_left_without_saving_the_copy(cast, signed_in):
    article = make_article(by=cast.reporter)
    page = _open(signed_in(cast.reporter, 1440), article)
    page.locator("#id_headline").fill("Half a thou")
    page.locator("#note-text").fill("Rang twice.")
    page.get_by_role("button", name="Leave the note").click()
    expect(page.locator("[data-part=notes]")).to_contain_text("Rang twice.")
    assert page.locator("#id_headline").input_value() == "Half a thou"
    assert page.locator("#note-text").input_value() == ""
    article.refresh_from_db()
    assert article.headline != "Half a thou"


def test_the_next_act_opens_its_sheet_and_a_refusal_stays_in_it(cast, signed_in):
    article = make_article(by=cast.reporter)
    workflow.file(article, by=cast.reporter)
    page = _open(signed_in(cast.editor, 1440), article)
    _stays(page)
    page.keyboard.press("Control+Enter")
    sheet = page.locator("#sheet")
    expect(sheet).to_contain_text("You sign off by publishing")
    sheet.get_by_label("At a time").check()
    page.keyboard.press("Control+Enter")
    expect(sheet).to_contain_text("Say from when")
    page.keyboard.press("Escape")
    expect(sheet).to_be_hidden()
    assert page.evaluate("document.activeElement.value") == "publish"
    page.keyboard.press("Control+Enter")
    expect(sheet.get_by_role("button", name="Publish")).to_be_visible()
    page.keyboard.press("Control+Enter")
    expect(page.locator("[data-part=live]")).to_contain_text("Version 1: live in")
    expect(sheet).to_be_hidden()
    assert _stayed(page)
    assert article.editions.count() == 1


def test_commands_are_found_by_their_words_and_run_by_key(cast, signed_in):
    article = make_article(by=cast.reporter)
    page = _open(signed_in(cast.reporter, 1440), article)
    page.keyboard.press("Control+k")
    page.keyboard.type("slugl")
    expect(page.locator("#commands-list li")).to_have_count(1)
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.name") == "slugline"
    page.keyboard.press("Control+k")
    page.keyboard.type("zzz")
    expect(page.locator("#commands-said")).to_have_text("No command has these words.")
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.name") == "slugline"


def test_a_question_mark_shows_the_keys_and_is_typed_in_a_field(cast, signed_in):
    article = make_article(by=cast.reporter)
    page = _open(signed_in(cast.reporter, 1440), article)
    page.locator("#id_headline").fill("Why")
    page.keyboard.type("?")
    assert page.locator("#id_headline").input_value() == "Why?"
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("?")
    expect(page.locator("#keys")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#keys")).to_be_hidden()


def test_the_preview_stands_beside_and_shows_what_is_typed_and_not_saved(cast, signed_in):
    article = make_article(by=cast.reporter)
    page = _open(signed_in(cast.reporter, 1440), article)
    page.locator(".story-preview-menu summary").click()
    page.get_by_role("button", name="Beside the copy, as on a phone").click()
    frame = page.frame_locator("#preview-frame")
    expect(frame.locator("h1")).to_have_text("Council votes for the wall")
    page.locator("#id_headline").fill("Typed alone")
    page.get_by_role("button", name="With what is not saved").click()
    expect(frame.locator("h1")).to_have_text("Typed alone")
    page.keyboard.press("Control+s")
    expect(page.locator("[data-says]")).to_have_text("Shows what is saved.")
    assert page.evaluate("window.broken") == []


def test_enter_leads_from_headline_to_dek_to_text(cast, signed_in):
    page = signed_in(cast.reporter, 1440)
    page.goto(reverse("admin:articles_article_add"))
    page.locator(".ProseMirror[contenteditable=true]").wait_for()
    assert page.evaluate("document.activeElement.id") == "id_headline"
    page.keyboard.type("Ferry returns")
    expect(page.locator("#headline-fits")).to_have_text("Lines: 1 as the lead, 1 on a card")
    page.keyboard.press("Enter")
    page.keyboard.type("It sails again.")
    page.keyboard.press("Enter")
    page.keyboard.type("The ferry came back on Friday.")
    page.keyboard.press("Control+s")
    page.wait_for_url("**/change/")
    expect(page.locator("#id_dek")).to_have_value("It sails again.")
    expect(page.locator(".ProseMirror")).to_contain_text("The ferry came back on Friday.")


def test_the_bar_counts_words_against_what_was_commissioned(cast, signed_in):
    article = make_article(by=cast.reporter)
    page = _open(signed_in(cast.reporter, 1440), article)
    page.locator("#id_commissioned").fill("10")
    expect(page.locator("#word-count")).to_have_text("18/10 w")
    page.keyboard.press("Control+s")
    expect(page.locator("#saved")).to_contain_text("Saved ")
    article.refresh_from_db()
    assert article.commissioned == 10


def test_on_a_phone_the_next_act_is_always_at_hand_and_the_cards_come_up(cast, signed_in):
    article = make_article(by=cast.reporter)
    page = _open(signed_in(cast.reporter, 390), article)
    file = page.locator(".story-acts").get_by_role("button", name="File")
    expect(file).to_be_in_viewport()
    assert file.bounding_box()["height"] >= 44
    expect(page.locator("#story-rail")).to_be_hidden()
    page.get_by_role("button", name="Cards").click()
    expect(page.locator("#checks-title")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
