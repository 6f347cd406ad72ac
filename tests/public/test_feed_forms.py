"""Feeds in their three forms: what each has of a story that was corrected and has a picture."""

import json
from datetime import datetime

import pytest
from lxml import etree

from media.renditions import make_renditions
from tests import json_feed
from tests.makers import BODY, NOON, make_live, make_photo, use_of
from tests.readers import text

from .test_story import _issue_again

NS = {"media": "http://search.yahoo.com/mrss/"}
ATOM = "{http://www.w3.org/2005/Atom}"
FORMS = {"": "application/rss+xml", "atom/": "application/atom+xml", "json/": "application/feed+json"}
PLACES = ("/", "/section/city/", "/tag/harbour/", "/by/writer-a/", "/corrections/")


@pytest.fixture(scope="module")
def printed(standing):
    """A story with a picture under a licence that asks for a link, and a correction."""
    photo = make_photo(by=standing.photo_editor, licence="cc-by-sa-4.0")
    make_renditions(photo, now=NOON)
    story = make_live(standing, photos=(use_of(photo),))
    _issue_again(story, standing, kind="correction", note="It was <Monday>.", body=BODY + "<p>x</p>")
    return story


@pytest.fixture
def corrected(fresh, printed):
    return fresh(printed)


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("form", FORMS)
def test_each_feed_answers_in_each_form_again_in_a_few_bytes_and_is_named_in_its_page(read, corrected, place, form):
    path = f"{place}feed/{form}"
    answer = read(path)
    assert answer.status_code == 200 and answer["Content-Type"] == f"{FORMS[form]}; charset=utf-8"
    assert read(path, **{"If-None-Match": answer["ETag"]}).status_code == 304
    assert f'<link rel="alternate" type="{FORMS[form]}"' in text(read(place)) and f'href="{path}"' in text(read(place))


def _entry(response):
    assert response.status_code == 200
    return etree.fromstring(response.content).find(f"{ATOM}entry")


def test_atom_has_the_whole_text_who_wrote_it_and_when_it_was_changed(read, corrected):
    entry = _entry(read("/feed/atom/"))
    assert BODY in entry.findtext(f"{ATOM}content") and entry.find(f"{ATOM}content").get("type") == "html"
    author = entry.find(f"{ATOM}author")
    assert author.findtext(f"{ATOM}name") == "Writer A" and author.findtext(f"{ATOM}uri").endswith("/by/writer-a/")
    published, updated = (entry.findtext(f"{ATOM}{name}") for name in ("published", "updated"))
    assert datetime.fromisoformat(updated) > datetime.fromisoformat(published)
    assert entry.findtext("media:content/media:credit", namespaces=NS) == "Photographer C/Gazette"


@pytest.mark.parametrize("place", PLACES)
def test_atom_has_what_the_format_must_have(read, corrected, place):
    feed = etree.fromstring(read(f"{place}feed/atom/").content)
    for name in ("id", "title", "updated", "author"):
        assert len(feed.findall(f"{ATOM}{name}")) == 1, name
    assert feed.find(f"{ATOM}link[@rel='self']").get("href") == feed.findtext(f"{ATOM}id")
    entries = feed.findall(f"{ATOM}entry")
    assert entries
    for entry in entries:
        assert all(len(entry.findall(f"{ATOM}{name}")) == 1 for name in ("id", "title", "updated", "published"))
        assert entry.find(f"{ATOM}link[@rel='alternate']").get("href").startswith("http")


@pytest.mark.parametrize("place", PLACES)
def test_json_feeds_are_as_the_format_says(read, corrected, place):
    said = text(read(f"{place}feed/json/"))
    assert json_feed.findings(said) == []
    assert json.loads(said)["items"]


def test_the_check_of_json_feeds_finds_what_is_wrong():
    wrong = {"version": "1", "title": "x", "items": [{"id": 1, "author": {}, "date_published": "Monday"}, {"id": "b"}]}
    found = json_feed.findings(json.dumps(wrong))
    for said in ("version is '1'", "item 0: id is int", "does not know: author", "'Monday'", "item 1 has neither"):
        assert any(said in each for each in found), said


def test_a_json_feed_has_the_text_the_author_the_language_and_the_picture_with_what_is_owed(read, corrected):
    feed = json.loads(text(read("/feed/json/")))
    item = feed["items"][0]
    assert BODY in item["content_html"] and "It was &lt;Monday&gt;." in item["content_html"]
    assert item["authors"] == [{"name": "Writer A", "url": "http://127.0.0.1:8000/by/writer-a/"}]
    assert (item["language"], item["tags"], item["summary"]) == ("en", ["City", "Harbour"], "Work begins in spring.")
    assert item["image"].startswith("http") and item["_image"]["credit"] == "Photographer C/Gazette"
    assert "Photographer C/Gazette" in item["content_html"] and "creativecommons.org" in item["_image"]["license"]
    assert (item["date_published"], "date_modified" in item) == ("2026-11-22T12:00:07+00:00", True)
