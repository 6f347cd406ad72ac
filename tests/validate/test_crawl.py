import pytest

from .crawl import Page, inside, references
from .run import NOWHERE, broken_feeds, wrong_answers

SITE = "http://127.0.0.1:8000"


def page(path="/", status=200, kind="text/html; charset=utf-8", body=b"<p>x", **more):
    return Page(path, status, kind, body, **more)


def test_it_follows_links_pictures_styles_and_feeds():
    body = b"""<link rel=alternate href=/rss.xml><link rel=stylesheet href=/static/a.css><a href=/2023/>x</a>
    <source srcset="/r/1.avif 400w, /r/2.avif 800w"><img src=/r/3.jpg srcset="/r/4.jpg 2x">"""
    expected = {"/rss.xml", "/static/a.css", "/2023/", "/r/1.avif", "/r/2.avif", "/r/3.jpg", "/r/4.jpg"}
    assert references(page(body=body)) == expected


def test_it_follows_a_redirect_and_sends_no_form():
    assert references(page(status=302, body=b"", location="/new/")) == {"/new/"}
    assert references(page(body=b"<form action=/accounts/logout/></form>")) == set()


@pytest.mark.parametrize(
    ("reference", "path"),
    [
        ("../b/?page=2#top", "/b/?page=2"),
        ("#main", "/a/"),
        (SITE, "/"),
        ("/2023/عنوان/", "/2023/%D8%B9%D9%86%D9%88%D8%A7%D9%86/"),
        ("/2023/%D8%B9/", "/2023/%D8%B9/"),
        ("https://elsewhere.example/a/", None),
        ("http://127.0.0.1:8001/a/", None),
        ("mailto:desk@example.org", None),
        ("/admin/login/", None),
    ],
)
def test_it_stays_on_the_public_site(reference, path):
    assert inside(SITE, "/a/", reference) == path


def test_a_broken_link_is_a_finding_that_names_where_it_stands():
    assert wrong_answers([page("/gone/", 404, found_on="/front/")]) == ["/gone/ (linked from /front/): answers 404"]


def test_a_server_error_is_a_finding():
    assert wrong_answers([page("/x/", 500)]) != []


def test_an_address_that_leads_nowhere_must_say_so():
    assert wrong_answers([page(NOWHERE, 404)]) == []
    assert wrong_answers([page(NOWHERE, 200)]) != []


@pytest.mark.parametrize("status", [410, 503])
def test_a_withdrawn_or_pulled_story_must_say_why(status):
    assert wrong_answers([page("/a/", status)]) == []
    assert wrong_answers([page("/a/", status, body=b"")]) != []


def test_a_feed_that_is_no_xml_is_a_finding():
    assert broken_feeds([page("/rss.xml", kind="application/rss+xml", body=b"<rss><channel></rss>")]) != []
    assert broken_feeds([page("/rss.xml", kind="application/rss+xml", body=b"<rss><channel/></rss>")]) == []
