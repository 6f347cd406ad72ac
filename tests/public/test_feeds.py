"""Feeds in their three forms, as a feed reader gets them."""

import json
from datetime import datetime, timedelta

import pytest
from lxml import etree

from articles import workflow
from media.renditions import make_renditions
from tests import json_feed
from tests.makers import BODY, NOON, make_live, make_photo, use_of
from tests.readers import address, text

from .test_story import _issue_again

NS = {
    "content": "http://purl.org/rss/1.0/modules/content/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "media": "http://search.yahoo.com/mrss/",
    "atom": "http://www.w3.org/2005/Atom",
}


def _channel(response):
    assert response.status_code == 200
    return etree.fromstring(response.content).find("channel")


def test_an_item_has_the_whole_text_the_author_the_tags_and_where_it_is(cast, read):
    story = make_live(cast)
    item = _channel(read("/feed/")).find("item")
    assert item.findtext("title") == "Council votes for the wall"
    assert item.findtext("link").endswith(address(story))
    assert BODY in item.findtext("content:encoded", namespaces=NS)
    assert item.findtext("dc:creator", namespaces=NS) == "Writer A"
    assert [each.text for each in item.findall("category")] == ["City", "Harbour"]
    assert item.findtext("pubDate") == "Sun, 22 Nov 2026 12:00:07 +0000"


def test_a_feed_says_where_it_is_itself(cast, read):
    make_live(cast)
    for path in ("/feed/", "/section/city/feed/", "/tag/harbour/feed/", "/by/writer-a/feed/"):
        link = _channel(read(path)).find("atom:link", namespaces=NS)
        assert link.get("rel") == "self" and link.get("href").endswith(path)


def test_the_name_of_an_item_stays_when_its_slug_changes(cast, read):
    story = make_live(cast)
    before = _channel(read("/feed/")).findtext("item/guid")
    _issue_again(story, cast, slug="wall-vote", headline="Wall vote")
    item = _channel(read("/feed/")).find("item")
    assert item.findtext("guid") == before and item.findtext("link").endswith("/wall-vote/")


def test_a_picture_travels_with_its_credit_and_leaves_with_its_rights(cast, read):
    from media import rights

    photo = make_photo(by=cast.photo_editor, copyright_notice="© Gazette")
    make_renditions(photo, now=NOON)
    make_live(cast, photos=(use_of(photo),))
    picture = _channel(read("/feed/")).find("item/media:content", namespaces=NS)
    assert picture.findtext("media:credit", namespaces=NS) == "Photographer C/Gazette"
    assert picture.findtext("media:copyright", namespaces=NS) == "© Gazette"
    assert picture.get("url").startswith("http") and picture.get("medium") == "image"
    rights.withdraw_photo(photo, by=cast.photo_editor, reason="Asked to.", now=NOON + timedelta(minutes=30))
    assert _channel(read("/feed/")).find("item/media:content", namespaces=NS) is None


def test_a_correction_is_in_the_text_that_travels(cast, read):
    _issue_again(make_live(cast), cast, kind="correction", note="It was Monday.", body=BODY + "<p>x</p>")
    assert "It was Monday." in _channel(read("/feed/")).findtext("item/content:encoded", namespaces=NS)


def test_a_feed_of_nothing_is_still_a_feed(read):
    assert _channel(read("/feed/")).find("item") is None


@pytest.mark.parametrize("path", ["/section/none/feed/", "/tag/none/feed/", "/by/none/feed/"])
def test_a_feed_of_what_is_not_there_is_not_found(read, path):
    assert read(path).status_code == 404


def test_a_withdrawn_story_leaves_the_feed(cast, read):
    story = make_live(cast)
    workflow.withdraw(story, by=cast.duty_editor, note="A forgery.", now=NOON + timedelta(minutes=1))
    assert _channel(read("/feed/")).find("item") is None


ATOM = "{http://www.w3.org/2005/Atom}"
FORMS = {"": "application/rss+xml", "atom/": "application/atom+xml", "json/": "application/feed+json"}
PLACES = ("/", "/section/city/", "/tag/harbour/", "/by/writer-a/", "/corrections/")


@pytest.fixture
def corrected(cast):
    """A story with a picture under a licence that asks for a link, and a correction."""
    photo = make_photo(by=cast.photo_editor, licence="cc-by-sa-4.0")
    make_renditions(photo, now=NOON)
    story = make_live(cast, photos=(use_of(photo),))
    _issue_again(story, cast, kind="correction", note="It was <Monday>.", body=BODY + "<p>x</p>")
    return story


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


@pytest.mark.parametrize("form", FORMS)
def test_a_feed_of_nothing_is_the_same_to_the_byte_at_any_time(read, form):
    assert read(f"/feed/{form}").content == read(f"/feed/{form}", NOON + timedelta(days=1)).content


@pytest.mark.parametrize("form", FORMS)
def test_a_name_that_moved_takes_its_feeds_with_it(cast, read, form):
    from articles.models import FormerSlug, Tag

    make_live(cast)
    tag = Tag.objects.get(slug="harbour")
    FormerSlug.objects.create(what="tag", slug="port", leads_to=tag.pk)
    answer = read(f"/tag/port/feed/{form}")
    assert (answer.status_code, answer["Location"]) == (301, f"/tag/harbour/feed/{form}")
