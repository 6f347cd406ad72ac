"""Pictures on pages, and at their own addresses."""

import re
from datetime import timedelta

import pytest
from django.core.files.storage import default_storage
from django.test import Client
from django_tasks_db.models import DBTaskResult

from articles import workflow
from media import addresses, rights
from media.models import Making
from media.renditions import make_renditions
from tests.makers import NOON, make_article, make_live, make_photo, use_of
from tests.readers import LATER, address, text

CREDIT = "Photographer C/Gazette"


@pytest.fixture
def photo(cast):
    photo = make_photo(by=cast.photo_editor)
    make_renditions(photo, now=NOON)
    return photo


@pytest.fixture
def story(cast, photo):
    return make_live(cast, photos=(use_of(photo),))


def _path(photo) -> str:
    rendition = photo.renditions.filter(format="jpeg", crop="").first()
    return addresses.path(photo, rendition)


def test_a_story_shows_its_picture_with_caption_alt_text_and_credit(read, story):
    page = text(read(address(story)))
    assert 'alt="A wall in the sea."' in page
    assert "The harbour wall on Monday." in page and CREDIT in page


def test_every_surface_that_shows_a_picture_shows_its_credit(read, story):
    for path in ("/", "/section/city/", "/tag/harbour/", "/by/writer-a/", "/2026/11/22/", "/nope/"):
        page = text(read(path))
        assert "<img" in page and CREDIT in page, path


def test_a_decorative_picture_has_an_empty_alt_text(cast, read, photo):
    story = make_live(cast, photos=(use_of(photo, alt="", decorative=1),))
    assert 'alt=""' in text(read(address(story)))


def test_a_mended_credit_is_mended_everywhere(cast, read, photo, story):
    rights.edit_photo(photo, by=cast.photo_editor, credit_line="Somebody Else/Gazette", now=NOON + timedelta(minutes=9))
    for path in (address(story), "/", "/section/city/", "/feed/"):
        assert "Somebody Else/Gazette" in text(read(path)) and CREDIT not in text(read(path)), path


def test_it_is_served_while_a_live_story_shows_it(read, photo, story):
    response = read(_path(photo))
    assert response.status_code == 200 and response["Content-Type"] == "image/jpeg"
    assert response["Cache-Control"] == "public, max-age=86400"
    assert b"".join(response.streaming_content).startswith(b"\xff\xd8")


def test_it_is_the_address_that_pages_print(read, photo, story):
    for path in set(re.findall(r"/photos/[\w./~-]+", text(read(address(story))))):
        assert read(path).status_code == 200, path


def test_it_is_not_there_before_the_story_is(read, photo, story):
    assert read(_path(photo), NOON).status_code == 404


def test_a_picture_that_only_a_draft_has_is_not_there(cast, read, photo):
    make_article(by=cast.reporter, photos=(use_of(photo),))
    assert read(_path(photo)).status_code == 404


@pytest.mark.parametrize("verb", ["pull", "withdraw"])
def test_it_goes_with_its_story(cast, read, photo, story, verb):
    if verb == "pull":
        workflow.pull(story, by=cast.editor, now=NOON + timedelta(minutes=1))
    else:
        workflow.withdraw(story, by=cast.duty_editor, note="A forgery.", now=NOON + timedelta(minutes=1))
    assert read(_path(photo)).status_code == 410


def test_when_its_rights_lapse_it_is_gone_from_pages_and_its_address_at_that_minute(cast, read, photo, story):
    end = LATER + timedelta(minutes=10)
    rights.grant_lease(photo, by=cast.photo_editor, usable_from=NOON, usable_until=end, now=NOON)
    before, after = end - timedelta(seconds=1), end
    assert read(_path(photo), before).status_code == 200
    assert read(_path(photo), before)["Cache-Control"] == "public, max-age=1"
    assert read(_path(photo), after).status_code == 410
    for path in (address(story), "/", "/section/city/"):
        assert "<img" in text(read(path, before)), path
        page = text(read(path, after))
        assert "<img" not in page and CREDIT not in page and "figcaption" not in page, path


def test_staff_see_a_draft_s_picture_and_nobody_keeps_it(cast, read, photo):
    desk = Client()
    desk.force_login(cast.photo_editor)
    response = read(_path(photo), client=desk)
    assert response.status_code == 200 and response["Cache-Control"] == "private, no-store"


def test_an_account_without_a_role_sees_what_anybody_sees(cast, read, photo):
    stranger = Client()
    stranger.force_login(cast.stranger)
    assert read(_path(photo), client=stranger).status_code == 404


def test_the_original_has_no_address(read, photo, story):
    for path in (f"/{photo.original.name}", f"/uploads/{photo.original.name}", f"/photos/{photo.uid}/original.jpg"):
        assert read(path).status_code == 404


@pytest.mark.parametrize(
    "path",
    [
        "/photos/00000000-0000-0000-0000-000000000000/ab-1.jpg",
        "/photos/------------------------------------/ab-1.jpg",
        "/photos/{uid}/zz-1.jpg",
        "/photos/{uid}/ab-99999999999999999999.jpg",
        "/photos/{uid}/ab-640.svg",
        "/photos/{uid}/../x.jpg",
        "/photos/{uid}/",
    ],
)
def test_an_odd_address_is_only_not_found(read, photo, story, path):
    assert read(path.format(uid=photo.uid)).status_code == 404


def test_asking_again_costs_nothing(read, photo, story):
    tag = read(_path(photo))["ETag"]
    assert read(_path(photo), **{"If-None-Match": tag}).status_code == 304


@pytest.mark.parametrize("lost", ["row", "file"])
def test_for_a_missing_size_the_nearest_is_served_for_a_while_and_the_missing_one_asked_for_once(
    read, photo, story, lost
):
    rendition = photo.renditions.filter(format="avif", crop="3:2").last()
    path = addresses.path(photo, rendition)
    if lost == "row":
        rendition.delete()
    else:
        default_storage.delete(rendition.file.name)
    Making.objects.all().delete()
    DBTaskResult.objects.all().delete()
    for _reader in range(3):
        response = read(path)
        assert response.status_code == 200 and response["Cache-Control"] == "public, max-age=10"
    assert DBTaskResult.objects.count() == 1


def test_an_address_changed_by_hand_is_not_found_and_orders_nothing(read, photo, story):
    DBTaskResult.objects.all().delete()
    path = _path(photo)
    assert read(path.replace("whole_", "whole_1")).status_code == 404
    assert read(path[:-5] + ("0" if path[-5] != "0" else "1") + path[-4:]).status_code == 404
    assert not DBTaskResult.objects.exists()


def test_it_carries_no_cookie_and_no_variation(read, photo, story):
    response = read(_path(photo))
    assert not response.cookies and "Cookie" not in response.get("Vary", "")


def test_it_takes_no_other_method(read, photo, story):
    assert read(_path(photo), method="post").status_code == 405


def test_a_lapsed_picture_stays_named_so_that_its_return_is_noticed(cast, read, photo, story):
    rights.withdraw_photo(photo, by=cast.photo_editor, reason="Asked to.", now=NOON + timedelta(minutes=1))
    assert f"photo:{photo.pk}" in read(address(story))["Surrogate-Key"].split()
