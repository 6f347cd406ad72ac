"""When permission to use a photo ends: at that minute it is gone from everywhere, and nobody may keep it for longer."""

import json
import re
from datetime import timedelta

import pytest

from media import rights
from media.addresses import path as rendition_path
from media.chores import tell_of_endings
from media.renditions import make_renditions
from newsroom.notices.models import Notice
from newsroom.record.models import Change
from tests.makers import NOON, make_live, make_photo, use_of

from .conftest import address, text

pytestmark = pytest.mark.django_db(databases="__all__")

CREDIT = "Photographer C/Gazette"
END = NOON + timedelta(days=20)
BEFORE = END - timedelta(seconds=1)
FORTNIGHT = timedelta(days=14)


@pytest.fixture
def photo(cast):
    photo = make_photo(by=cast.photo_editor)
    make_renditions(photo, now=NOON)
    rights.grant_lease(photo, by=cast.photo_editor, usable_from=NOON, usable_until=END, now=NOON)
    return photo


@pytest.fixture
def story(cast, photo):
    second = make_photo(by=cast.photo_editor, credit_line="Second/Gazette")
    make_renditions(second, now=NOON)
    body = f'<p>The council met on Monday.</p><figure data-photo="{photo.uid}"></figure><p>It voted.</p>'
    return make_live(cast, body=body, photos=(use_of(photo), use_of(second, use="inline")))


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
        assert (read(path, BEFORE).status_code, read(path, END).status_code) == (200, 410), path
        assert read(path, END)["Cache-Control"] == "no-store"


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
