"""Web addresses that were typed bare, made links: what is one, where it ends, and that it can be stored so."""

import pytest

from articles.body import linked, sanitise


@pytest.mark.parametrize(
    ("typed", "address", "after"),
    [
        ("https://example.org/", "https://example.org/", ""),
        ("http://example.org/a/b?c=1#d, and", "http://example.org/a/b?c=1#d", ", and"),
        ("https://example.org/x.", "https://example.org/x", "."),
        ("https://example.org/x…", "https://example.org/x", "…"),
        ("https://example.org/x”, she said", "https://example.org/x", "”, she said"),
        ("https://example.org/x، ثم", "https://example.org/x", "، ثم"),
        ("https://example.org/Foo_(bar)", "https://example.org/Foo_(bar)", ""),
        ("https://example.org/foo)", "https://example.org/foo", ")"),
        ("https://пример.рф/путь", "https://пример.рф/путь", ""),
        ("https://example.org:8080/", "https://example.org:8080/", ""),
    ],
)
def test_a_bare_address_becomes_a_link_up_to_where_it_ends(typed, address, after):
    assert linked(f"See {typed}") == f'See <a href="{address}">{address}</a>{after}'


def test_one_that_begins_with_www_leads_to_the_web():
    assert linked("(www.example.org)") == '(<a href="https://www.example.org">www.example.org</a>)'


@pytest.mark.parametrize(
    "typed",
    [
        "name@example.org",
        "example.org and Mr.Smith",
        "javascript:alert(1)",
        "data:text/html,hi",
        "http://name:secret@example.org/",
        "https://example.org@evil.example/",
        "http://localhost/",
        "xhttps://example.org/",
        "www.",
    ],
)
def test_what_is_no_address_of_the_web_stays_words(typed):
    assert linked(typed) == typed


def test_marks_that_are_typed_stay_words_and_leave_no_attribute():
    assert linked('<b>https://example.org/"onclick="x') == (
        '&lt;b&gt;<a href="https://example.org/">https://example.org/</a>"onclick="x'
    )


@pytest.mark.parametrize("odd", ["'", "`", "|", "{}", "\\", "^", "&lt;", "&amp;", "%", "ü", ")("])
def test_what_was_linked_is_stored_as_it_is(odd):
    body = f"<p>See {linked(f'https://example.org/a{odd}b?c=1&d=2 & more')}</p>"
    assert sanitise(body) == body


def test_a_long_line_of_almost_addresses_takes_no_time():
    line = "https://" + "a." * 10_000 + " www." * 10_000
    assert linked(line) == line
