"""Collections: a shoot or an event, and what belongs to it."""

import pytest

from media import rights
from media.collecting import begin_collection, change_collection, collect, take_out
from media.models import Collection
from media.opening import PhotoRefused
from media.usages import is_used
from newsroom.record.models import LogEntry
from tests.makers import make_photo

pytestmark = pytest.mark.django_db(databases="__all__")


@pytest.fixture
def cup(cast, noon):
    return begin_collection(by=cast.photo_editor, name="Cup final", now=noon)


def test_an_event_is_begun_on_the_record(cast, cup):
    assert (str(cup), cup.kind) == ("Cup final", "event")
    assert LogEntry.objects.get(verb="begin_collection").subject == f"collection:{cup.uid}"


def test_photos_are_put_in_once(cast, noon, cup):
    photos = [make_photo(by=cast.photo_editor, now=noon) for _n in range(2)]
    assert collect(cup, photos, by=cast.photo_editor, now=noon) == 2
    assert collect(cup, photos, by=cast.photo_editor, now=noon) == 0
    assert cup.photos.count() == 2
    assert LogEntry.objects.filter(verb="collect").count() == 1


def test_a_photo_taken_out_stays_a_photo(cast, noon, cup):
    photo = make_photo(by=cast.photo_editor, now=noon)
    collect(cup, [photo], by=cast.photo_editor, now=noon)
    assert take_out(cup, [photo], by=cast.photo_editor, now=noon) == 1
    assert cup.photos.count() == 0
    photo.refresh_from_db()


def test_a_collection_is_no_use_of_a_photo(cast, noon, cup):
    photo = make_photo(by=cast.photo_editor, now=noon)
    collect(cup, [photo], by=cast.photo_editor, now=noon)
    assert not is_used(photo)
    rights.delete_photo(photo, by=cast.photo_editor, now=noon)
    assert cup.photos.count() == 0


def test_its_shorthands_are_mended(cast, noon, cup):
    change_collection(cup, by=cast.photo_editor, shorthands="h9 Anna Berg, Harbour FC", now=noon)
    assert Collection.objects.get().shorthands == "h9 Anna Berg, Harbour FC"
    assert LogEntry.objects.get(verb="change_collection").facts == '{"fields":["shorthands"]}'


def test_a_name_is_asked_for(cast, noon):
    with pytest.raises(PhotoRefused):
        begin_collection(by=cast.photo_editor, name="  ", now=noon)


def test_somebody_who_brings_no_photos_collects_none(cast, noon, cup):
    with pytest.raises(PhotoRefused, match="photo desk"):
        collect(cup, [], by=cast.stranger, now=noon)
