"""Two people save one story, each in a browser of their own: both in, or both shown and either or both taken."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from articles import workflow
from articles.models import Article
from tests.admin.browsing import url
from tests.makers import make_article, make_content

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, databases=["default", "readers"])]

THREE = "<p>One stands here.</p>\n<p>Two stands here.</p>\n<p>Three stands here.</p>"


@pytest.fixture(autouse=True)
def _no_second_factor(settings):
    settings.SECOND_FACTOR = False


def typed_into(page, paragraph: int, text: str) -> None:
    """Put the cursor at the end of a paragraph and type."""
    page.locator(".ProseMirror > p").nth(paragraph).click()
    page.keyboard.press("End")
    page.keyboard.type(text)


def opened(signed_in, person, article, width=1280):
    page = signed_in(person, width)
    page.goto(url("change", article))
    page.locator(".ProseMirror[contenteditable=true]").wait_for()
    return page


def saved(page) -> None:
    """Press Save, and wait until the server has it or asks."""
    began = page.locator("[name=base]").input_value()
    page.keyboard.press("Control+s")
    page.locator(f"#conflict-form, [name=base]:not([value='{began}'])").first.wait_for(state="attached")


def body_of(article) -> str:
    return Article.objects.get(pk=article.pk).body


def clashing(signed_in, cast, article, width=1280):
    """Return the conflict page of a reporter who wrote where the editor had written."""
    page = opened(signed_in, cast.reporter, article, width)
    theirs = make_content(body=THREE.replace("Two stands", "Two by the editor stands"))
    workflow.save(article, by=cast.editor, content=theirs)
    typed_into(page, 1, " Mine too.")
    saved(page)
    page.locator("#conflict-form").wait_for()
    return page


def test_two_people_in_two_paragraphs_are_both_in(cast, signed_in):
    article = make_article(by=cast.reporter, body=THREE)
    one, other = (opened(signed_in, person, article) for person in (cast.reporter, cast.editor))
    typed_into(one, 0, " By the reporter.")
    typed_into(other, 2, " By the editor.")
    saved(one)
    saved(other)
    body = body_of(article)
    assert "By the reporter." in body and "By the editor." in body
    third = opened(signed_in, cast.duty_editor, article)
    expect(third.locator(".ProseMirror")).to_contain_text("By the reporter.")


@pytest.mark.parametrize("key, kept", [("1", ["Mine"]), ("2", ["by the editor"]), ("3", ["Mine", "by the editor"])])
def test_the_same_paragraph_is_shown_twice_and_a_key_takes_either_or_both(cast, signed_in, key, kept):
    article = make_article(by=cast.reporter, body=THREE)
    page = clashing(signed_in, cast, article)
    expect(page.locator("#conflicts-left")).to_have_text("1 still to choose")
    expect(page.locator(".conflict-answer")).to_have_count(2)
    page.keyboard.press(key)
    expect(page.locator("#conflicts-left")).to_have_text("Everything is chosen.")
    page.keyboard.press("Enter")
    page.locator("#story-form").wait_for()
    body = body_of(article)
    assert [word for word in ("Mine", "by the editor") if word in body] == kept


def test_it_is_chosen_without_a_script_on_a_phone(cast, signed_in):
    article = make_article(by=cast.reporter, body=THREE)
    workflow.save(article, by=cast.editor, content=make_content(body=THREE.replace("Two", "Theirs")))
    page = signed_in(cast.reporter, 390, java_script_enabled=False)
    page.goto(url("change", article))
    page.locator("[name=base]").evaluate("(field) => { field.value = 1; }")
    page.locator("[name=body]").evaluate("(field, text) => { field.value = text; }", THREE.replace("Two", "Mine"))
    page.locator(".story-bar [name=_save]").click()
    page.locator("label.conflict-both").click()
    page.locator(".conflict-bar button").click()
    page.locator("#story-form").wait_for()
    body = body_of(article)
    assert "Mine" in body and "Theirs" in body


@pytest.mark.parametrize("width", [1280, 390, 320])
def test_the_page_of_a_conflict_has_no_barrier_and_keeps_the_policy(cast, signed_in, width):
    article = make_article(by=cast.reporter, body=THREE)
    page = clashing(signed_in, cast, article, width)
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    assert page.evaluate("window.broken") == []
