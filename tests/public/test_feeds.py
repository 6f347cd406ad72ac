"""Feeds, as a feed reader gets them."""

from datetime import timedelta

import pytest
from lxml import etree

from articles import workflow
from media.renditions import make_renditions
from tests.makers import BODY, NOON, make_live, make_photo, use_of
from tests.readers import address

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


FORMS = ("", "atom/", "json/")


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
