"""When permission to use a photo ends: at that minute it is gone from everywhere, and nobody may keep it for longer."""

import json
import re
import uuid
from datetime import timedelta
from types import SimpleNamespace

import pytest
import time_machine

from articles import workflow
from articles.fronts.operations import AddContainer, Place
from media import rights
from media.addresses import path as rendition_path
from media.chores import tell_of_endings
from media.licences import Asks
from media.renditions import make_renditions
from newsroom.notices.models import Notice
from newsroom.record.models import Change
from tests.makers import NOON, make_contributor, make_live, make_photo, make_section, use_of
from tests.readers import address, text

pytestmark = pytest.mark.django_db(databases="__all__")

CREDIT = "Photographer C/Gazette"
END = NOON + timedelta(days=20)
BEFORE = END - timedelta(seconds=1)
FORTNIGHT = timedelta(days=14)


@pytest.fixture(scope="module")
def printed(standing):
    """A story with a photo whose permission ends, and another photo."""
    photo, second = (make_photo(by=standing.photo_editor, **said) for said in ({}, {"credit_line": "Second/Gazette"}))
    for each in (photo, second):
        make_renditions(each, now=NOON)
    rights.grant_lease(photo, by=standing.photo_editor, usable_from=NOON, usable_until=END, now=NOON)
    body = f'<p>The council met on Monday.</p><figure data-photo="{photo.uid}"></figure><p>It voted.</p>'
    story = make_live(standing, body=body, photos=(use_of(photo), use_of(second, use="inline")))
    return SimpleNamespace(cast=standing, photo=photo, story=story)


@pytest.fixture
def cast(fresh, printed):
    return fresh(printed.cast)


@pytest.fixture
def photo(fresh, printed):
    return fresh(printed.photo)


@pytest.fixture
def story(fresh, printed):
    return fresh(printed.story)


def head(page: str) -> str:
    return page.partition("</head>")[0]


def json_ld(page: str) -> str:
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    return json.dumps(json.loads(found[1]).get("image", [])) if found else ""


def whole(page: str) -> str:
    return page


# Where readers and machines meet a photo: the address, and which part of what it answers carries it.
SURFACES = {
    "story": ("{story}", whole),
    "share image": ("{story}", head),
    "structured data": ("{story}", json_ld),
    "front": ("/", whole),
    "section": ("/section/city/", whole),
    "tag": ("/tag/harbour/", whole),
    "contributor": ("/by/writer-a/", whole),
    "day": ("/2026/11/22/", whole),
    "not found": ("/nope/", whole),
    "feed": ("/feed/", whole),
    "section feed": ("/section/city/feed/", whole),
    "tag feed": ("/tag/harbour/feed/", whole),
    "contributor feed": ("/by/writer-a/feed/", whole),
    "list of the API": ("/api/items/", whole),
    "feed, as Atom": ("/feed/atom/", whole),
    "feed, as JSON": ("/feed/json/", whole),
}


@pytest.mark.parametrize("surface", SURFACES)
def test_it_is_gone_from_every_surface_at_that_minute(read, photo, story, surface):
    path, part = SURFACES[surface]
    path = path.format(story=address(story))
    mine = f"/photos/{photo.uid}/"
    before, after = read(path, BEFORE), read(path, END)
    assert mine in part(text(before)), surface
    assert mine not in text(after) and CREDIT not in text(after), surface
    # Nobody keeps the page without asking again, and whoever asks is told that it is another now.
    assert before["Cache-Control"] == "no-cache"
    assert before.get("ETag", "before") != after.get("ETag", "after")
    assert f"photo:{photo.pk}" in before["Surrogate-Key"].split()
    # A page that was kept answers no longer, though nobody acts at that minute.
    assert Change.objects.filter(tag=f"photo:{photo.pk}", at=END).exists()


def test_the_layout_closes_over_it(read, photo, story):
    for path in (address(story), "/section/city/", "/"):
        before, after = text(read(path, BEFORE)), text(read(path, END))
        assert before.count("<figure") > after.count("<figure"), path
        assert after.count("<figure") == after.count("<img"), path
    assert "Second/Gazette" in text(read(address(story), END))


def test_its_own_addresses_are_gone_at_that_minute_in_every_size_and_format(read, photo, story):
    for rendition in photo.renditions.all():
        path = rendition_path(photo, rendition)
        before, after = read(path, BEFORE), read(path, END)
        assert (before.status_code, after.status_code) == (200, 410), path
        assert after["Cache-Control"] == "no-store"


@pytest.mark.parametrize("left", [1, 59, 3600, 86399, 86400, 86401, 14 * 86400])
def test_nobody_may_keep_its_file_past_the_end(read, photo, story, left):
    path = rendition_path(photo, photo.renditions.filter(format="jpeg", crop="").first())
    answer = read(path, END - timedelta(seconds=left))
    assert answer["Cache-Control"] == f"public, max-age={min(left, 86400)}"
    assert "Expires" not in answer


def test_a_browser_that_asks_again_gets_no_not_modified_after_the_end(read, photo, story):
    path = rendition_path(photo, photo.renditions.filter(format="jpeg", crop="").first())
    tag = {"If-None-Match": read(path, BEFORE)["ETag"]}
    assert (read(path, BEFORE, **tag).status_code, read(path, END, **tag).status_code) == (304, 410)


def test_the_desk_is_told_fourteen_days_before_and_once(photo, story, cast):
    tell_of_endings(END - FORTNIGHT - timedelta(seconds=1))
    assert not Notice.objects.filter(kind="rights_ending").exists()
    for at in (END - FORTNIGHT, END - timedelta(days=1)):
        tell_of_endings(at)
    assert Notice.objects.get(kind="rights_ending").to == cast.photo_editor


def test_it_stays_where_another_permission_goes_on(read, cast, photo, story):
    rights.grant_lease(photo, by=cast.photo_editor, usable_from=END, usable_until=END + FORTNIGHT, now=NOON)
    assert f"/photos/{photo.uid}/" in text(read(address(story), END))
    path = rendition_path(photo, photo.renditions.filter(format="jpeg", crop="").first())
    assert read(path, BEFORE)["Cache-Control"] == "public, max-age=86400"


def test_permission_for_another_section_takes_it_from_every_surface(cast, read, client):
    photo = make_photo(by=cast.photo_editor)
    make_renditions(photo, now=NOON)
    story, later = make_live(cast, photos=(use_of(photo),)), NOON + timedelta(hours=2)
    path, mine = rendition_path(photo, photo.renditions.first()), f"/photos/{photo.uid}/"
    sport = make_section("Sport")
    rights.grant_lease(
        photo, by=cast.photo_editor, sections=[str(sport.uid)], usable_from=NOON + timedelta(hours=1), now=NOON
    )
    rights.grant_lease(photo, by=cast.photo_editor, usable_from=NOON, usable_until=NOON + timedelta(hours=1), now=NOON)
    for surface, part in SURFACES.values():
        page = surface.format(story=address(story))
        assert mine in part(text(read(page, NOON + timedelta(minutes=5)))), page
        assert mine not in part(text(read(page, later))), page
    with time_machine.travel(NOON + timedelta(minutes=5), tick=False):
        assert client.get(path).status_code == 200
    with time_machine.travel(later, tick=False):
        assert client.get(path).status_code == 410


def test_a_section_that_has_leave_shows_what_another_may_not(cast, read):
    photo, sport = make_photo(by=cast.photo_editor), make_section("Sport")
    make_renditions(photo, now=NOON)
    theirs = make_live(cast, photos=(use_of(photo),))
    ours = make_live(cast, slug="cup-final", section=str(sport.uid), photos=(use_of(photo),))
    rights.grant_lease(photo, by=cast.photo_editor, sections=[str(sport.uid)], usable_from=NOON, now=NOON)
    at, mine = NOON + timedelta(minutes=5), f"/photos/{photo.uid}/"
    assert mine in text(read(address(ours), at)) and mine not in text(read(address(theirs), at))
    assert mine in text(read("/section/sport/", at)) and mine not in text(read("/section/city/", at))


def _more_surfaces(cast, story) -> dict[str, str]:
    """Return further addresses that carry the story's photo: curated fronts, search, the API."""
    sections = {
        "home": {},
        "section": {"section": make_section("City")},
        "special": {"slug": "wall", "title": "The wall"},
    }
    for kind, of in sections.items():
        front = workflow.begin_front(kind, by=cast.editor, now=NOON, **of)
        workflow.arrange(front, AddContainer("ours", {"layout": "across"}), by=cast.editor, now=NOON)
        workflow.arrange(front, Place("ours", str(story.uid), "card"), by=cast.editor, now=NOON)
        workflow.issue_front(front, by=cast.editor, now=NOON + timedelta(minutes=1))
    return {
        "curated home": "/",
        "curated section": "/section/city/",
        "special": "/special/wall/",
        "all of a section": "/section/city/all/",
        "search": "/search/?q=council",
        "item of the API": f"/api/items/{story.uid}/",
        "items of a section in the API": "/api/items/?section=city",
    }


def test_it_is_gone_from_what_people_and_programs_arrange(cast, read, photo, story):
    mine = f"/photos/{photo.uid}/"
    for name, path in _more_surfaces(cast, story).items():
        before, after = read(path, BEFORE), read(path, END)
        assert (before.status_code, after.status_code) == (200, 200), name
        assert mine in text(before), name
        assert mine not in text(after) and CREDIT not in text(after), name
        assert before["Cache-Control"] == "no-cache", name


def test_what_came_since_on_a_live_page_is_kept_by_nobody_past_the_end(cast, read, photo):
    live = make_live(cast, headline="Election night", slug="election-night")
    workflow.open_live(live, by=cast.editor, now=NOON)
    workflow.let_post(live, by=cast.editor, user=cast.reporter, reader=cast.editor, now=NOON)
    said = workflow.Said("Polls have closed", byline=make_contributor(), photo=use_of(photo))
    workflow.post(live, by=cast.reporter, said=said, token=uuid.uuid4(), now=NOON + timedelta(minutes=1))
    path, mine = f"/live/{live.uid}/since/0/", f"/photos/{photo.uid}/"
    answer = read(path, END - timedelta(seconds=3))
    assert mine in text(answer) and answer["Cache-Control"] == "public, max-age=2"
    assert mine not in text(read(path, END - timedelta(seconds=2)))


def test_an_end_for_one_section_is_not_outlived_by_leave_for_another(cast, read, photo, story):
    sport = make_section("Sport")
    rights.grant_lease(photo, by=cast.photo_editor, sections=[str(sport.uid)], usable_from=NOON, now=NOON)
    path = rendition_path(photo, photo.renditions.filter(format="jpeg", crop="").first())
    answer = read(path, END - timedelta(minutes=1))
    assert (answer.status_code, answer["Cache-Control"]) == (200, "public, max-age=60")
    assert read(path, END).status_code == 410


@pytest.mark.parametrize("limit", [{"sections": True}, {"limits": [Asks.PRINT_ONLY]}])
def test_the_desk_is_told_though_another_leave_that_is_none_here_goes_on(cast, photo, limit):
    if "sections" in limit:
        limit = {"sections": [str(make_section("Sport").uid)]}
    rights.grant_lease(photo, by=cast.photo_editor, usable_from=NOON, now=NOON, **limit)
    tell_of_endings(END - timedelta(days=1))
    assert Notice.objects.filter(kind="rights_ending").exists()
    at = END - timedelta(days=1)
    city = str(make_section("City").uid)
    assert photo.__class__.objects.get(pk=photo.pk).lease_end(at, city) == END


@pytest.mark.parametrize("how", ["head", "range", "modified since", "another etag"])
def test_no_way_of_asking_gets_its_file_after_the_end(read, photo, story, how):
    path = rendition_path(photo, photo.renditions.filter(format="jpeg", crop="").first())
    headers = {
        "head": {},
        "range": {"Range": "bytes=0-10"},
        "modified since": {"If-Modified-Since": "Sun, 22 Nov 2026 12:00:00 GMT"},
        "another etag": {"If-None-Match": '*, "x"'},
    }[how]
    answer = read(path, END, "head" if how == "head" else "get", **headers)
    assert (answer.status_code, answer["Cache-Control"]) == (410, "no-store")


def test_the_web_server_in_front_is_named_no_file_after_the_end(read, photo, story, settings):
    settings.PHOTO_ACCEL = "/kept-pictures/"
    path = rendition_path(photo, photo.renditions.filter(format="jpeg", crop="").first())
    assert "X-Accel-Redirect" in read(path, BEFORE)
    assert "X-Accel-Redirect" not in read(path, END)
