"""Sizes and crops that nothing needs are let go, and made again for whoever needs them."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.core.files.storage import default_storage

from articles import workflow
from articles.working_copy import content_of
from media import asking, rights, tidying
from media.models import Making, OrderedCrop, Photo, Rendition, Shape, Tidied
from media.renditions import make_renditions
from newsroom.record.models import LogEntry
from tests.makers import NOON, make_article, make_live, make_photo, use_of

from .conftest import drawing, saved

pytestmark = pytest.mark.django_db(databases="__all__")

LATER = NOON + timedelta(days=91)
DRAWN = "3:2/1000,1000,6000,6000"


@pytest.fixture(autouse=True)
def few(few_sizes):
    """Make a few sizes only."""


@pytest.fixture
def photo(upload):
    photo = upload(saved(drawing(1400, 900)), credit_line="Photographer C/Gazette", licence="own", alt_text="A wall.")
    make_renditions(photo, now=NOON)
    Making.objects.all().delete()
    return photo


def _kinds(photo) -> set[tuple[str, str]]:
    return {(row.crop, row.format) for row in photo.renditions.all()}


def test_of_a_photo_nothing_needs_the_desks_sizes_stay_and_the_original(photo):
    before = {row.file.name for row in photo.renditions.all()}
    assert tidying.tidy_away(LATER) == 1
    kept = {row.file.name for row in photo.renditions.all()}
    assert _kinds(photo) == {("", "jpeg"), (Shape.SQUARE.value, "jpeg")}
    assert all(default_storage.exists(name) for name in kept)
    assert kept < before and not any(default_storage.exists(name) for name in before - kept)
    assert default_storage.exists(photo.original.name)
    entry = LogEntry.objects.get(verb="tidy_renditions")
    assert (
        entry.by is None
        and entry.subject == f"photo:{photo.uid}"
        and f'"renditions":{len(before - kept)}' in entry.facts
    )


def test_it_is_done_once_and_never_early(photo):
    assert tidying.tidy_away(NOON + timedelta(days=89)) == 0
    assert tidying.tidy_away(LATER) == 1 and tidying.tidy_away(LATER) == 0


def _live(cast, photo):
    make_live(cast, photos=(use_of(photo),))


def _planned(cast, photo):
    story = make_article(by=cast.reporter, photos=(use_of(photo),))
    workflow.publish(story, by=cast.editor, live_from=LATER + timedelta(days=1), now=NOON)
    story.photos.all().delete()


def _in_work(cast, photo):
    make_article(by=cast.reporter, photos=(use_of(photo),))


def _set_aside(cast, photo):
    workflow.set_aside(make_article(by=cast.reporter), [photo], by=cast.photo_editor, now=NOON)


def _pulled(cast, photo):
    story = make_live(cast, photos=(use_of(photo),))
    workflow.pull(story, by=cast.duty_editor, now=NOON + timedelta(days=1))
    story.photos.all().delete()


@pytest.mark.parametrize("needed", [_live, _planned, _in_work, _set_aside, _pulled])
def test_what_readers_have_or_somebody_works_with_stays_whole(cast, photo, needed):
    needed(cast, photo)
    before = _kinds(photo)
    assert tidying.tidy_away(LATER) == 0
    assert _kinds(photo) == before and not Tidied.objects.exists()


def test_what_only_an_older_version_had_is_let_go(cast, photo):
    story = make_live(cast, photos=(use_of(photo),))
    other = make_photo(by=cast.photo_editor)
    content = replace(content_of(story), photos=(use_of(other),))
    workflow.save(story, by=cast.editor, content=content, base=story.revision_number, now=NOON + timedelta(days=1))
    story.refresh_from_db()
    workflow.publish(story, by=cast.duty_editor, kind="update", now=NOON + timedelta(days=1))
    tidying.tidy_away(LATER)
    assert list(Tidied.objects.values_list("photo", flat=True)) == [photo.pk]


def test_a_story_that_takes_it_up_again_has_all_sizes_made(cast, photo):
    before = _kinds(photo)
    tidying.tidy_away(LATER)
    make_article(by=cast.reporter, photos=(use_of(photo),), now=LATER)
    assert not Tidied.objects.exists() and Making.objects.filter(photo=photo).exists()
    make_renditions(Photo.objects.get(pk=photo.pk), now=LATER)
    assert _kinds(photo) == before


def test_a_mended_caption_of_a_tidied_photo_makes_no_sizes_for_readers(cast, photo):
    tidying.tidy_away(LATER)
    rights.edit_photo(photo, by=cast.photo_editor, alt_text="Another wall.", now=LATER)
    make_renditions(Photo.objects.get(pk=photo.pk), now=LATER)
    assert _kinds(photo) == {("", "jpeg"), (Shape.SQUARE.value, "jpeg")}


def test_a_crop_of_one_story_goes_when_the_story_has_it_no_more(cast, photo):
    make_article(by=cast.reporter, photos=(use_of(photo, crop=DRAWN),))
    make_renditions(photo, now=NOON)
    assert tidying.tidy_away(LATER) == 0
    photo.uses.update(crop="")
    assert tidying.tidy_away(LATER) == 1
    assert not OrderedCrop.objects.exists() and not photo.renditions.filter(crop=DRAWN).exists()
    assert not Tidied.objects.exists() and photo.renditions.filter(format="avif").exists()


def test_a_crop_that_readers_have_stays_though_the_text_in_work_has_another(cast, photo):
    story = make_live(cast, photos=(use_of(photo, crop=DRAWN),))
    make_renditions(photo, now=NOON)
    story.photos.update(crop="")
    assert tidying.tidy_away(LATER) == 0
    assert photo.renditions.filter(crop=DRAWN).exists()


def test_a_full_size_somebody_took_away_goes(cast, photo):
    asking.order_crop(photo, Shape.FULL.value, NOON)
    make_renditions(photo, now=NOON)
    make_live(cast, photos=(use_of(photo),))
    assert tidying.tidy_away(LATER) == 1
    assert not photo.renditions.filter(crop=Shape.FULL.value).exists()


def test_killed_between_two_files_it_is_done_again_and_leaves_none(photo, monkeypatch):
    names = {row.file.name for row in photo.renditions.all()}
    delete, deleted = default_storage.delete, []

    def killed(name):
        if len(deleted) == 2:
            raise KeyboardInterrupt
        deleted.append(name)
        delete(name)

    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr(type(default_storage._wrapped), "delete", lambda _storage, name: killed(name))
        tidying.tidy_away(LATER)
    assert {row.file.name for row in Rendition.objects.all()} == names and not Tidied.objects.exists()
    assert tidying.tidy_away(LATER) == 1
    kept = {row.file.name for row in Rendition.objects.all()}
    assert {name for name in names if default_storage.exists(name)} == kept
