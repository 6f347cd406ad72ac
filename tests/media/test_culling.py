"""Stars, marks, and the camera's clock."""

from datetime import timedelta

import pytest

from media.culling import cull, shift_clock
from media.models import Photo
from media.opening import PhotoRefused
from newsroom.record.models import LogEntry
from tests.makers import make_photo

pytestmark = pytest.mark.django_db(databases="__all__")


@pytest.fixture
def photo(cast, noon):
    return make_photo(by=cast.photo_editor, now=noon)


def test_stars_and_mark_are_kept_and_logged(cast, noon, photo):
    cull(photo, by=cast.photo_editor, rating=4, mark="pick", now=noon)
    kept = Photo.objects.get(pk=photo.pk)
    assert (kept.rating, kept.mark) == (4, "pick")
    entry = LogEntry.objects.get(verb="cull")
    assert entry.subject == f"photo:{photo.uid}"
    assert entry.facts == '{"mark":"pick","rating":4}'


def test_what_is_not_said_stays(cast, noon, photo):
    cull(photo, by=cast.photo_editor, rating=3, now=noon)
    cull(photo, by=cast.photo_editor, mark="reject", now=noon)
    assert (photo.rating, photo.mark) == (3, "reject")


def test_the_same_again_is_not_logged_again(cast, noon, photo):
    cull(photo, by=cast.photo_editor, mark="pick", now=noon)
    cull(photo, by=cast.photo_editor, mark="pick", now=noon)
    assert LogEntry.objects.filter(verb="cull").count() == 1


@pytest.mark.parametrize("said", [{"rating": 6}, {"rating": -1}, {"mark": "maybe"}])
def test_it_refuses_what_is_no_star_and_no_mark(cast, noon, photo, said):
    with pytest.raises(PhotoRefused):
        cull(photo, by=cast.photo_editor, now=noon, **said)


def test_a_photographer_sorts_their_own_and_nobody_elses(cast, noon, photo):
    own = make_photo(by=cast.photographer, now=noon)
    cull(own, by=cast.photographer, rating=2, now=noon)
    with pytest.raises(PhotoRefused, match="somebody else's"):
        cull(photo, by=cast.photographer, rating=2, now=noon)


def test_the_clock_of_a_batch_is_put_right(cast, noon):
    photos = [make_photo(by=cast.photo_editor, now=noon, taken_at=noon - timedelta(minutes=n)) for n in range(3)]
    results = shift_clock(photos, by=cast.photo_editor, off=timedelta(hours=-1, seconds=12), now=noon)
    assert [result.done for result in results] == [True] * 3
    moved = [photo.taken_at for photo in Photo.objects.order_by("pk")]
    assert moved == [noon - timedelta(minutes=n, hours=1) + timedelta(seconds=12) for n in range(3)]
    assert LogEntry.objects.filter(verb="shift_clock").count() == 3


def test_a_photo_without_a_moment_stays_without_one_and_is_said(cast, noon, photo):
    (result,) = shift_clock([photo], by=cast.photo_editor, off=timedelta(hours=1), now=noon)
    assert not result.done
    assert "no moment" in result.sentence


def test_no_clock_moves_when_one_of_the_photos_is_somebody_elses(cast, noon, photo):
    own = make_photo(by=cast.photographer, now=noon, taken_at=noon)
    Photo.objects.filter(pk=photo.pk).update(taken_at=noon)
    with pytest.raises(PhotoRefused, match="no clock was changed"):
        shift_clock([own, photo], by=cast.photographer, off=timedelta(hours=1), now=noon)
    assert set(Photo.objects.values_list("taken_at", flat=True)) == {noon}


@pytest.mark.parametrize("off", [timedelta(), timedelta(days=500)])
def test_it_refuses_an_offset_that_is_none_or_no_slip(cast, noon, photo, off):
    with pytest.raises(PhotoRefused, match="400 days"):
        shift_clock([photo], by=cast.photo_editor, off=off, now=noon)
