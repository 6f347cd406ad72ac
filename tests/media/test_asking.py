"""Renditions are asked for once, however many want them."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import transaction
from django_tasks_db.models import DBTaskResult

from media import asking, declaration, tasks
from media.models import Making, OrderedCrop, Shape
from media.renditions import make_renditions
from tests.conftest import NOON

from .conftest import drawing, saved

pytestmark = pytest.mark.django_db(databases="__all__")


def _queued() -> int:
    return DBTaskResult.objects.count()


def test_an_upload_asks_once_and_nobody_asks_again(photo):
    assert _queued() == 1
    for minute in range(3):
        assert not asking.ask(photo, NOON + timedelta(minutes=minute))
    assert _queued() == 1


def test_what_was_made_may_be_asked_for_again(photo):
    assert tasks.make_photo_renditions.func(photo.pk) > 0
    assert not Making.objects.exists()
    assert asking.ask(photo, NOON) and _queued() == 2


def test_a_change_while_a_worker_is_at_it_makes_it_begin_again(photo, monkeypatch):
    rounds = []

    def slowly(photo):
        rounds.append(photo.pk)
        if len(rounds) == 1:
            with transaction.atomic():
                assert not asking.ask(photo, NOON, changed=True)
        return make_renditions(photo)

    monkeypatch.setattr(tasks, "make_renditions", slowly)
    tasks.make_photo_renditions.func(photo.pk)
    assert len(rounds) == 2 and _queued() == 1 and not Making.objects.exists()


def test_what_could_not_be_made_is_tried_again_an_hour_later(photo):
    Making.objects.update(begun_at=NOON)
    assert not asking.ask(photo, NOON + timedelta(minutes=59))
    assert asking.ask(photo, NOON + timedelta(hours=1))


def test_a_crop_is_ordered_once_and_made_large(upload):
    photo = upload(saved(drawing(1400, 900)))
    make_renditions(photo, now=NOON)
    for _time in range(2):
        asking.order_crop(photo, "16:9", NOON)
    assert OrderedCrop.objects.get().crop == "16:9"
    make_renditions(photo, now=NOON)
    avif = photo.renditions.filter(crop="16:9", format="avif").values_list("width", flat=True)
    assert list(avif) == [320, 640, 960, 1200, 1280, 1400]


@pytest.mark.parametrize("crop", ["", "7:5", "16:9/1,2,3", "16:9/9000,0,9000,10000", "x" * 40])
def test_what_is_no_crop_orders_nothing(photo, crop):
    asking.order_crop(photo, crop, NOON)
    assert not OrderedCrop.objects.exists()


@pytest.fixture
def more_sizes(photo, monkeypatch):
    """A photo that has all its sizes, and then one more is offered of its card."""
    make_renditions(photo, now=NOON)
    Making.objects.all().delete()
    monkeypatch.setitem(declaration.WIDTHS, Shape.CARD, (64, *declaration.WIDTHS[Shape.CARD]))
    return photo


def test_photos_that_lack_a_size_offered_since_are_asked_for_once(more_sizes, capsys):
    call_command("renditions")
    call_command("renditions")
    said = capsys.readouterr().out.splitlines()
    assert said == ["1 photo lacks sizes. 1 was asked for.", "1 photo lacks sizes. 0 were asked for."]
    assert Making.objects.get().photo == more_sizes
    tasks.make_photo_renditions.func(more_sizes.pk)
    assert more_sizes.renditions.filter(crop=Shape.CARD, width=64).count() == 3
    call_command("renditions")
    assert capsys.readouterr().out.strip() == "0 photos lack sizes. 0 were asked for."


def test_a_dry_run_only_counts_the_photos_that_lack_sizes(more_sizes, capsys):
    call_command("renditions", dry_run=True)
    assert capsys.readouterr().out.strip() == "1 photo lacks sizes."
    assert not Making.objects.exists()


def test_looking_for_what_photos_lack_takes_as_many_queries_for_many(more_sizes, upload, django_assert_num_queries):
    for colour in range(3):
        upload(saved(drawing(200 + colour, 140)))
    with django_assert_num_queries(5):
        assert len(list(asking.lacking())) == 4


@pytest.mark.parametrize("needed", [358 * 2, 380 * 1.75])
def test_a_phone_is_given_a_card_hardly_wider_than_it_asks_for(needed):
    given = min(width for width in declaration.WIDTHS[Shape.CARD] if width >= needed)
    assert given <= 1.21 * needed
