"""Notes on selected words: marked in the text, gone to and fro by mouse and key, answered in their thread."""

import pytest
from playwright.sync_api import expect

from articles import workflow
from articles.models import Note
from tests.live_desk import until
from tests.makers import make_article

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, databases="__all__")]

BODY = "<p>Thirty people were hurt.</p>\n<p>The mayor said it was safe, and it was safe.</p>"
SELECT = """() => {
  const text = document.querySelectorAll("#body-text p")[1].firstChild;
  const at = text.data.lastIndexOf("it was safe");
  document.querySelector("#body-text").focus();
  getSelection().setBaseAndExtent(text, at, text, at + "it was safe".length);
}"""


def _opened(signed_in, person, article):
    page = signed_in(person, 1440)
    page.goto(f"/admin/articles/article/{article.pk}/change/")
    page.locator("#body-text").wait_for()
    return page


def test_words_are_selected_noted_by_key_and_the_thread_is_answered(cast, signed_in):
    article = make_article(by=cast.reporter, body=BODY)
    page = _opened(signed_in, cast.editor, article)
    page.evaluate(SELECT)
    # The editor hears of the selection when it is not busy.
    until(page, lambda: page.evaluate("() => getSelection().toString() === 'it was safe'"))
    about = page.locator("[data-note-about]")
    for _again in range(10):
        page.keyboard.press("Control+Alt+m")
        if about.is_visible():
            break
        page.evaluate(SELECT)
    expect(about).to_contain_text("On “it was safe”")
    expect(page.locator("#note-text")).to_be_focused()
    page.keyboard.type("Who says so?")
    page.get_by_role("button", name="Leave the note").click()
    mark = page.locator("#body-text .note-mark")
    expect(mark).to_have_text("it was safe")
    expect(page.locator("#note-text")).to_have_value("")
    note = Note.objects.get()
    assert (note.paragraph, note.nth, note.quote) == (1, 1, "it was safe")
    mark.click()
    expect(page.locator(f"#note-{note.pk}")).to_be_focused()
    page.get_by_role("button", name="Reply").click()
    expect(about).to_contain_text("Answering: “Who says so?”")
    page.keyboard.type("The mayor.")
    page.get_by_role("button", name="Leave the note").click()
    expect(page.locator(".note-reply")).to_contain_text("The mayor.")
    page.get_by_role("button", name="Resolve").click()
    expect(mark).to_have_count(0)


def test_a_mark_moves_with_what_is_typed_before_it(cast, signed_in):
    article = make_article(by=cast.reporter, body=BODY)
    workflow.add_note(article, by=cast.editor, text="Who?", quote="Thirty people")
    page = _opened(signed_in, cast.reporter, article)
    mark = page.locator("#body-text .note-mark")
    expect(mark).to_have_text("Thirty people")
    page.locator("#body-text").focus()
    page.keyboard.press("Control+Home")
    page.keyboard.type("About ")
    expect(mark).to_have_text("Thirty people")
    page.keyboard.press("Control+s")
    until(page, lambda: page.evaluate("() => document.querySelector('#saved').textContent.startsWith('Saved')"))
    expect(mark).to_have_text("Thirty people")
    page.locator("[data-note-go]").click()
    until(page, lambda: page.evaluate("() => getSelection().toString() === 'Thirty people'"))
