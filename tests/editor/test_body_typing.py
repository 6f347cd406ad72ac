"""Quotes, dashes and spaces while somebody types, in the story's language."""

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, databases=["default", "readers"])]


@pytest.mark.parametrize(
    ("language", "typed", "kept"),
    [
        ("en", "\"It's 'so'\" -- he said...", "“It’s ‘so’” — he said…"),
        ("fr", 'Il dit : "oui" ?', "Il dit\u202f: «\u202foui\u202f»\u202f?"),
        ("de", '"Ja"', "„Ja“"),
    ],
)
def test_what_is_typed_is_set_as_the_language_has_it(writing, settings, language, typed, kept):
    settings.LANGUAGES = [("en", "English"), ("fr", "French"), ("de", "German")]
    at = writing(language=language)
    at.empty()
    at.type(typed)
    assert at.text.inner_text().strip("\n") == kept
    assert at.broken == []


def test_undoing_a_smart_quote_gives_the_straight_one_back(writing):
    at = writing()
    at.empty()
    at.type('say "')
    assert at.html == "<p>say “</p>"
    at.press("Control+z")
    assert at.html == '<p>say "</p>'
    at.type("x")
    assert at.html == '<p>say "x</p>'


def test_plain_text_is_set_when_it_is_pasted_and_an_address_in_it_is_not(writing):
    at = writing()
    at.empty()
    at.paste(text="\"One\" -- two\n\n'Three'")
    assert at.kept == "<p>“One” — two</p>\n<p>‘Three’</p>"
    at.empty()
    at.type("See ")
    at.paste(text="https://example.org/a--b")
    assert "a--b" in at.html


def test_every_change_reaches_the_form_at_once(writing):
    at = writing()
    at.page.evaluate(
        "window.heard = 0; document.querySelector('[name=body]').addEventListener('input', () => { heard += 1; })"
    )
    at.at_end()
    at.type(" Twice")
    assert at.page.evaluate("heard") >= 6
    assert at.kept == "<p>The council met. Twice</p>"
