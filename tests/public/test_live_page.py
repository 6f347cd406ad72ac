"""A live story's page: its entries, what came since one, and no entry anywhere else."""

import json
import re
import uuid
from datetime import timedelta

import pytest
from django.urls import reverse
from lxml import html

from articles import workflow
from articles.models import Contributor, LiveEntry
from articles.workflow import Said
from media.renditions import make_renditions
from newsroom import clock
from newsroom.record.models import Change
from tests.makers import make_contributor, make_live, make_photo, use_of

MINUTE = timedelta(minutes=1)


@pytest.fixture
def live(cast, noon, monkeypatch):
    story = make_live(cast, now=noon - MINUTE, headline="Election night")
    workflow.open_live(story, by=cast.editor, now=noon)
    workflow.let_post(story, by=cast.editor, user=cast.reporter, reader=cast.editor, now=noon)
    monkeypatch.setattr(clock, "now", lambda: noon + 60 * MINUTE)
    return story


def post(live, cast, noon, text, after=1):
    said = Said(text, byline=make_contributor())
    return workflow.post(live, by=cast.reporter, said=said, token=uuid.uuid4(), now=noon + after * MINUTE)


def address(live) -> str:
    return live.editions.first().address.key


def since(live, number=0) -> str:
    return reverse("public:live_since", args=[live.uid, number])


def test_entries_stand_newest_first_with_time_byline_and_a_place_of_their_own(client, live, cast, noon):
    post(live, cast, noon, "Polls have closed", 1)
    post(live, cast, noon, "Turnout is 61 %", 2)
    text = client.get(address(live)).text
    assert text.index("Turnout is 61 %") < text.index("Polls have closed")
    number = LiveEntry.objects.order_by("number").last().number
    assert f'id="entry-{number}"' in text and f"?before={number + 1}#entry-{number}" in text
    assert "Writer A" in text and 'class="live-dot"' in text


@pytest.mark.parametrize("headline", ["", "A count"])
def test_every_entry_has_one_heading(client, live, cast, noon, headline):
    said = Said("Turnout is 61 %", headline=headline, byline=make_contributor())
    workflow.post(live, by=cast.reporter, said=said, token=uuid.uuid4(), now=noon + MINUTE)
    entry = html.document_fromstring(client.get(address(live)).content).xpath("//article[@class='live-entry']")[0]
    (heading,) = entry.xpath(".//h3")
    assert (headline or "Writer A") in heading.text_content()


def test_an_entrys_own_address_leads_to_its_place_there(client, live, cast, noon):
    edition = post(live, cast, noon, "Turnout is 61 %")
    number = edition.article.live_entry.number
    answer = client.get(edition.address.key)
    assert (answer.status_code, answer["Location"]) == (302, f"{address(live)}?before={number + 1}#entry-{number}")
    workflow.pull(live, by=cast.editor, now=noon + 3 * MINUTE)
    assert client.get(edition.address.key).status_code == 404


def test_what_came_since_is_the_same_for_everybody_and_costs_little_to_ask_again(client, live, cast, noon):
    first = post(live, cast, noon, "Polls have closed", 1).article.live_entry
    first.refresh_from_db()
    assert 'data-count="0"' in client.get(since(live, first.number)).text
    post(live, cast, noon, "Turnout is 61 %", 2)
    answer = client.get(since(live, first.number))
    assert "1 new" in answer.text and "Turnout is 61 %" in answer.text and "Polls have closed" not in answer.text
    assert answer["Cache-Control"] == "public, max-age=2"
    assert not answer.cookies and "Cookie" not in answer.get("Vary", "")
    assert f"live:{live.pk}" in answer["Surrogate-Key"].split()
    again = client.get(since(live, first.number), headers={"If-None-Match": answer["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_a_pulled_entry_and_a_pulled_live_story_are_nowhere(client, live, cast, noon):
    kept, pulled = post(live, cast, noon, "It stays", 1), post(live, cast, noon, "It goes", 2)
    workflow.pull(pulled.article, by=cast.reporter, now=noon + 3 * MINUTE)
    for path in (address(live), since(live)):
        assert "It stays" in client.get(path).text and "It goes" not in client.get(path).text
    workflow.pull(live, by=cast.editor, now=noon + 4 * MINUTE)
    assert client.get(since(live)).status_code == 404
    assert "It stays" not in client.get(address(live)).text
    assert kept.article.editions.count() == 1


def test_no_entry_is_on_a_list_a_feed_or_a_sitemap(client, live, cast, noon):
    edition = post(live, cast, noon, "Turnout is 61 %")
    for path in (
        "/",
        "/section/city/",
        "/feed/",
        "/by/writer-a/",
        "/2026/11/22/",
        "/sitemap/2026-11.xml",
        "/sitemap/news.xml",
    ):
        answer = client.get(path)
        assert answer.status_code == 200, path
        assert "61 %" not in answer.text and edition.address.key not in answer.text, path


@pytest.mark.parametrize("path", ["/sitemap/2026-11.xml", "/sitemap/news.xml"])
def test_a_sitemap_says_that_the_live_story_changed_when_an_entry_came(client, live, cast, noon, path):
    before = client.get(path)
    assert "<lastmod>2026-11-22T11:59:07+00:00</lastmod>" in before.text
    post(live, cast, noon, "Turnout is 61 %", after=30)
    after = client.get(path)
    assert "<lastmod>2026-11-22T12:30:00+00:00</lastmod>" in after.text
    assert f"live:{live.pk}" in after["Surrogate-Key"].split()


def test_entries_are_paged_by_cursor(client, live, cast, noon):
    for number in range(23):
        post(live, cast, noon, f"Entry number {number} of it", 1)
    text = client.get(address(live)).text
    assert text.count('<article class="live-entry"') == 20
    older = re.search(r'href="(\?before=\d+)" rel="next"', text)[1]
    rest = client.get(address(live) + older).text
    assert rest.count('<article class="live-entry"') == 3 and "Entry number 0 of it" in rest
    assert client.get(address(live) + "?before=x").status_code == 404


def test_a_correction_keeps_the_time_and_says_when(client, live, cast, noon):
    edition = post(live, cast, noon, "Turnout is 61 %")
    said = Said("Turnout is 51 %", byline=make_contributor())
    note = {"kind": "correction", "note": "We said 61.", "edition": 1}
    workflow.edit_entry(edition.article, by=cast.reporter, said=said, **note, now=noon + 20 * MINUTE)
    text = client.get(address(live)).text
    assert "Turnout is 51 %" in text and "Turnout is 61 %" not in text
    assert "12:01" in text and re.search(r"Corrected <time[^>]*>12:20", text) and "We said 61." in text


def test_an_entrys_picture_has_its_credit(client, live, cast, noon):
    photo = make_photo(by=cast.photo_editor, now=noon - MINUTE)
    make_renditions(photo, now=noon - MINUTE)
    said = Said("The count", byline=make_contributor(), photo=use_of(photo))
    workflow.post(live, by=cast.reporter, said=said, token=uuid.uuid4(), now=noon + MINUTE)
    for path in (address(live), since(live)):
        assert "Photographer C/Gazette" in client.get(path).text


def test_machines_are_told_of_a_live_blog(client, live, cast, noon):
    post(live, cast, noon, "Turnout is 61 %")
    data = json.loads(re.search(r'ld\+json">(.*?)</script>', client.get(address(live)).text)[1])
    assert data["@type"] == "LiveBlogPosting"
    assert data["coverageStartTime"].startswith("2026-11-22T12:00")
    assert [each["articleBody"] for each in data["liveBlogUpdate"]] == ["Turnout is 61 %"]


def test_machines_are_told_of_an_entry_who_wrote_it_and_that_the_story_changed_with_it(client, live, cast, noon):
    desk = make_contributor("News Desk")
    Contributor.objects.filter(pk=desk.pk).update(kind="desk")
    said = Said("Turnout is 61 %", byline=desk)
    workflow.post(live, by=cast.reporter, said=said, token=uuid.uuid4(), now=noon + 30 * MINUTE)
    data = json.loads(re.search(r'ld\+json">(.*?)</script>', client.get(address(live)).text)[1])
    (entry,) = data["liveBlogUpdate"]
    assert entry["author"] == [
        {"@type": "Organization", "name": "News Desk", "url": "http://127.0.0.1:8000/by/news-desk/"}
    ]
    assert data["dateModified"] == entry["datePublished"] > data["datePublished"]
    assert f'article:modified_time" content="{data["dateModified"]}"' in client.get(address(live)).text


def test_its_queries_are_few_however_many_entries_there_are(client, live, cast, noon, django_assert_max_num_queries):
    for number in range(12):
        post(live, cast, noon, f"Entry number {number} of it", 1)
    with django_assert_max_num_queries(12):
        client.get(address(live))
    with django_assert_max_num_queries(9):
        client.get(since(live))


def test_a_corrected_entry_is_called_by_its_live_story_on_the_page_of_corrections(client, live, cast, noon):
    edition = post(live, cast, noon, "Turnout is 61 %")
    assert "Nothing has been corrected yet" in client.get("/corrections/").text
    note = {"kind": "correction", "note": "We said 61.", "edition": 1}
    said = Said("Turnout is 51 %", byline=make_contributor())
    workflow.edit_entry(edition.article, by=cast.reporter, said=said, **note, now=noon + 20 * MINUTE)
    page = html.document_fromstring(client.get("/corrections/").content)
    (link,) = page.xpath("//ol[@class='owned']//h2/a")
    assert (link.text_content(), link.get("href")) == ("Election night", edition.address.key)
    assert "Election night" in client.get("/corrections/feed/").text
    changes = Change.objects.filter(tag="list:corrections")
    assert changes.exists(), "pages that list corrections are made anew"


def test_a_summary_stands_above_the_entries_of_a_closed_live_story(client, live, cast, noon):
    post(live, cast, noon, "Turnout is 61 %")
    workflow.close_live(
        live, by=cast.editor, summary="The wall won by a street.", reader=cast.duty_editor, now=noon + 30 * MINUTE
    )
    text = client.get(address(live)).text.partition("<main")[2]
    assert text.index("The wall won by a street.") < text.index("As it happened") < text.index("Turnout is 61 %")


def test_what_the_page_says_between_the_entries_is_in_its_own_language_and_direction(
    client, live, cast, noon, settings
):
    post(live, cast, noon, "Polls have closed", 1)
    workflow.close_live(live, by=cast.editor, summary="It ended.", reader=cast.duty_editor, now=noon + 2 * MINUTE)
    settings.LANGUAGE_CODE = "ar"
    section = html.document_fromstring(client.get(address(live)).content).xpath("//section[@class='live']")[0]
    assert section.get("lang") is None and section.xpath("h2/@lang") == ["ar"]
    closed = section.xpath("p[@class='meta']/bdi")[0]
    assert (closed.get("lang"), closed.get("dir")) == ("ar", "rtl")
    assert section.xpath(".//article[@class='live-entry']//time/parent::bdi/@dir") == ["rtl"]
