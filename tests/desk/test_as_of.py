"""See the site as of another moment: the same pages, under a banner, out of everybody else's reach."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.db import connections
from django.test import Client
from django.test.utils import CaptureQueriesContext

from articles import workflow
from media import addresses
from media.models import Photo
from newsroom import clock
from newsroom.pagecache.links import address_as_of
from tests.makers import NOON, make_content, make_live, make_photo, make_tag, use_of

from .looking import BANNER, HOUR, bare, look, schedule

pytestmark = pytest.mark.usefixtures("no_second_factor")


@pytest.fixture(scope="module")
def printed(standing):
    """A live story that a planned version changes, linked and related to one that is planned, with pictures."""
    lead, later = make_photo(by=standing.photo_editor), make_photo(by=standing.photo_editor)
    live = make_live(standing, headline="The wall as it is", photos=(use_of(lead),))
    planned = schedule(
        standing,
        NOON + 5 * HOUR,
        headline="The planned one",
        tags=(str(make_tag("Bridge").uid), str(make_tag().uid)),
        photos=(use_of(later),),
        body=f'<p>It leads <a href="story:{live.uid}">to the wall</a> and <a href="/about/">elsewhere</a>.</p>',
    )
    better = make_content(
        headline="The wall, built",
        slug="the-wall-built",
        photos=(use_of(lead),),
        body=f'<p>After <a href="story:{planned.uid}">the planned one</a>.</p>',
    )
    workflow.save(live, by=standing.reporter, content=better, now=NOON + timedelta(minutes=1))
    two = NOON + timedelta(minutes=2)
    workflow.publish(live, by=standing.editor, now=two, live_from=NOON + 6 * HOUR, kind="update")
    return standing


@pytest.fixture
def paper(fresh, printed):
    return fresh(printed)


def paths() -> list[str]:
    photos = [addresses.path(photo, photo.renditions.first()) for photo in Photo.objects.all()]
    listed = ["/section/city/", "/tag/harbour/", "/tag/bridge/", "/by/writer-a/", "/2026/11/22/", "/no/such/page/"]
    stories = ["the-wall-as-it-is", "the-planned-one", "the-wall-built"]
    return ["/", "/section/nowhere/", *listed, *(f"/2026/11/22/{slug}/" for slug in stories), *photos]


@pytest.mark.parametrize("hours", [2, 5, 6, 30])
def test_a_view_of_a_moment_to_come_is_to_the_byte_what_is_served_then(paper, hours):
    at = NOON + timedelta(hours=hours)
    seen = {path: look(paper.editor, at, path) for path in paths()}
    with time_machine.travel(at, tick=False):
        for path, then in seen.items():
            served = Client().get(path)
            assert then.status_code == served.status_code, path
            if served.streaming:
                assert then.getvalue() == served.getvalue(), path
            elif served.status_code in {301, 302}:
                assert then["Location"] == address_as_of(at, served["Location"])
            else:
                assert bare(then, at) == served.content.decode(), path


@pytest.mark.parametrize("path", ["/feed/", "/tag/bridge/feed/", "/section/city/feed/", "/robots.txt"])
def test_what_machines_get_then_is_shown_as_text(paper, path):
    at = NOON + 6 * HOUR
    shown = look(paper.editor, at, path)
    with time_machine.travel(at, tick=False):
        served = Client().get(path).content.decode()
    from lxml import html

    (text,) = html.fromstring(shown.content.decode()).xpath("//pre[@class='as-of-text']")
    assert shown["Content-Type"].startswith("text/html")
    assert _lines(text.text) == _lines(served)


def _lines(text: str) -> list[str]:
    """A feed says when it was made last, which is by its newest item."""
    return [line.strip() for line in text.strip().splitlines()]


def test_the_banner_says_the_moment_the_zone_and_what_it_means(paper, settings):
    settings.TIME_ZONE = "Europe/Berlin"
    ahead = look(paper.editor, NOON + 5 * HOUR).content.decode()
    assert "22 November 2026, 18:00:00 CET" in ahead and "Europe/Berlin" in ahead
    assert "what readers get then if nobody acts in between" in ahead
    before = look(paper.editor, NOON - HOUR).content.decode()
    assert "What readers had then." in before and "if nobody acts" not in before


def test_its_controls_lead_to_the_versions_beside_to_any_moment_and_out(paper):
    page = look(paper.editor, NOON + 5 * HOUR, "/section/city/?before=").content.decode()
    assert f'href="{address_as_of(NOON + 6 * HOUR, "/section/city/?before=")}" rel="next"' in page
    assert f'href="{address_as_of(NOON + timedelta(seconds=7), "/section/city/?before=")}" rel="prev"' in page
    assert 'class="as-of-leave" href="/section/city/?before="' in page
    assert 'action="/admin/as-of/"' in page and 'name="path" value="/section/city/?before="' in page


def test_links_of_its_pages_stay_at_that_moment(paper):
    at = NOON + 6 * HOUR
    space = address_as_of(at, "/")
    for path in paths():
        response = look(paper.editor, at, path)
        if response.streaming or not response.content:
            continue
        page = BANNER.sub("", response.content.decode())
        links = re.findall(r'<(?:a|img|source)\b[^>]*?(?:href|src|srcset)="([^"]+)"', page)
        assert links, path
        ours = [link for link in links if link.startswith(("/", "http://127.0.0.1"))]
        assert [link for link in ours if not link.removeprefix("http://127.0.0.1:8000").startswith(space)] == [], path
    assert 'class="as-of"' in look(paper.editor, at, "/no/such/page/").content.decode()


def test_what_machines_read_on_it_names_the_address_readers_have(paper):
    page = look(paper.editor, NOON + 6 * HOUR, "/2026/11/22/the-wall-built/").content.decode()
    assert '<link rel="canonical" href="http://127.0.0.1:8000/2026/11/22/the-wall-built/">' in page
    assert not [said for said in re.findall(r'<meta[^>]+>|ld\+json">[^<]+', page) if "as-of" in said]


@pytest.mark.parametrize("path", ["/", "/feed/", "/no/such/page/", "/2026/11/22/the-wall-as-it-is/", "picture"])
def test_nothing_of_it_may_be_kept_or_found(paper, path):
    if path == "picture":
        path = paths()[-2]
    response = look(paper.editor, NOON + 6 * HOUR, path)
    assert response["Cache-Control"] in {"private, no-store", "private, no-store, max-age=0, no-cache, must-revalidate"}
    assert response["X-Robots-Tag"] == "noindex, nofollow"
    assert not {"Surrogate-Key", "Cache-Tag", "ETag"} & set(response.headers)
    assert not hasattr(response, "made_of")


def test_strangers_are_sent_to_sign_in_and_learn_nothing(paper, client):
    address = address_as_of(NOON + 6 * HOUR, "/2026/11/22/the-wall-built/")
    answers = [client.get(address), client.get(address_as_of(NOON, "/no/such/page/"))]
    assert {(answer.status_code, answer["Location"].split("?")[0]) for answer in answers} == {(302, "/admin/login/")}


def test_who_sees_no_stories_sees_no_other_moment(paper):
    refused = look(paper.photographer, NOON + 6 * HOUR)
    assert refused.status_code == 403
    assert b"may not see the site as of another moment" in refused.content
    assert look(paper.stranger, NOON + 6 * HOUR).status_code in {302, 403}


def test_nothing_is_posted_there(paper, client):
    client.force_login(paper.editor)
    assert client.post(address_as_of(NOON, "/")).status_code == 405


@pytest.mark.parametrize("stamp", ["yesterday", "2026-11-22T12:00:00", "1600-01-01T00:00:00Z", "9999-12-31T23:59:59Z"])
def test_what_is_no_moment_is_said_to_be_none(client, cast, stamp):
    client.force_login(cast.editor)
    assert client.get(f"/admin/as-of/{stamp}/").status_code == 404


def test_a_moment_is_chosen_on_the_newsrooms_clock(client, cast, settings):
    settings.TIME_ZONE = "Europe/Berlin"
    client.force_login(cast.editor)
    answer = client.get("/admin/as-of/", {"moment": "2026-11-22T13:00", "path": "section/city/?before=x"})
    assert answer["Location"] == address_as_of(NOON, "/section/city/?before=x")


@pytest.mark.parametrize(
    ("wall", "meant"),
    [("2026-10-25T02:30", "2026-10-25T00:30:00Z"), ("2026-03-29T03:00", "2026-03-29T01:00:00Z")],
)
def test_a_time_that_the_clock_shows_twice_means_the_first(client, cast, settings, wall, meant):
    settings.TIME_ZONE = "Europe/Berlin"
    client.force_login(cast.editor)
    answer = client.get("/admin/as-of/", {"moment": wall, "path": "/"})
    assert answer["Location"] == address_as_of(clock.from_stamp(meant), "/")


def test_a_time_that_the_clock_skips_is_asked_for_again(client, cast, settings):
    settings.TIME_ZONE = "Europe/Berlin"
    client.force_login(cast.editor)
    answer = client.get("/admin/as-of/", {"moment": "2026-03-29T02:30", "path": "/"})
    assert answer.status_code == 400
    assert "The clock skips that time. Choose 01:59 or 03:00." in answer.content.decode()


@pytest.mark.parametrize(
    ("moment", "said"), [("soon", "Enter a valid date/time"), ("1605-01-01T00:00", "Choose one from 1970 to 2099")]
)
def test_a_moment_that_is_none_is_asked_for_again(client, cast, moment, said):
    client.force_login(cast.editor)
    answer = client.get("/admin/as-of/", {"moment": moment, "path": "/feed/"})
    assert answer.status_code == 400
    assert said in answer.content.decode() and "/feed/" in answer.content.decode()


def test_what_is_planned_is_offered_at_its_minute(client, paper):
    client.force_login(paper.editor)
    with time_machine.travel(NOON + HOUR, tick=False):
        page = client.get("/admin/as-of/").content.decode()
    assert address_as_of(NOON + 5 * HOUR, "/2026/11/22/the-planned-one/") in page


def test_a_stamp_is_read_as_it_was_written():
    for moment in (NOON, NOON + timedelta(microseconds=7)):
        assert clock.from_stamp(clock.stamp(moment)) == moment
    assert clock.from_stamp("2026-11-22T13:00:00+01:00") == NOON


def test_it_costs_a_reader_s_page_and_a_few_questions_more(paper):
    look(paper.editor, NOON + 6 * HOUR)
    client = Client()
    client.force_login(paper.editor)
    with time_machine.travel(NOON + HOUR, tick=False), CaptureQueriesContext(connections["readers"]) as captured:
        client.get(address_as_of(NOON + 6 * HOUR, "/"))
    asked = [query["sql"] for query in captured if query["sql"].lstrip("( ").startswith("SELECT")]
    assert len(asked) <= 13, "\n".join(asked)
