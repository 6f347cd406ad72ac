"""A supplier's folder: what arrives is taken in by the contract, the refused moved aside, what nobody wants goes."""

import os
from datetime import timedelta

import pytest
from django_tasks_db.models import DBTaskResult

from media import watching, xmp
from media.collecting import begin_collection, collect
from media.models import Batch, Photo, Supplier
from newsroom.record.models import LogEntry
from tests.conftest import NOON
from tests.makers import make_article, use_of

from .conftest import drawing, saved

pytestmark = pytest.mark.django_db(databases="__all__")


@pytest.fixture
def supplier(settings, tmp_path, cast):
    settings.WATCHED, settings.WATCHED_BY = tmp_path / "watched", cast.photo_editor.email
    made = Supplier.objects.create(
        name="Press Images",
        licence="agency",
        credit="{creator}/Press Images",
        lease_days=30,
        watch_folder="press-images",
    )
    watching.folder_of(made).mkdir(parents=True)
    return made


@pytest.fixture
def put(supplier):
    """Put a file into the supplier's folder, as it was a minute before noon, and return where it lies."""

    def _put(name="a.jpg", data=None, *, seconds_ago=60):
        path = watching.folder_of(supplier) / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(saved(drawing()) if data is None else data)
        then = (NOON - timedelta(seconds=seconds_ago)).timestamp()
        os.utime(path, (then, then))
        return path

    return _put


def test_a_picture_is_taken_in_by_the_contract_and_leaves_the_folder(supplier, put, cast):
    image = drawing()
    exif = image.getexif()
    exif[0x013B] = "Ana Costa"
    path = put("today/a.jpg", saved(image, exif=exif))
    assert watching.take_in(supplier, now=NOON) == (1, 0)
    photo = Photo.objects.get()
    assert (photo.supplier, photo.licence, photo.uploaded_by) == (supplier, "agency", cast.photo_editor)
    assert photo.credit_line == "Ana Costa/Press Images"
    assert photo.leases.get().usable_until == NOON + timedelta(days=30)
    assert photo.batch == Batch.objects.get(supplier=supplier, name="Press Images 2026-11-22")
    assert not path.exists()


def test_a_credit_line_the_file_asks_for_stays(supplier, put):
    put(data=saved(drawing(), xmp=xmp.write({"photoshop:Credit": "Somebody/Elsewhere"})))
    watching.take_in(supplier, now=NOON)
    assert Photo.objects.get().credit_line == "Somebody/Elsewhere"


@pytest.mark.parametrize(("name", "seconds_ago"), [("a.jpg", 5), ("a.jpg.part", 600), (".a.jpg", 600), ("a.TMP", 600)])
def test_what_is_still_growing_is_left(supplier, put, name, seconds_ago):
    path = put(name, seconds_ago=seconds_ago)
    assert watching.take_in(supplier, now=NOON) == (0, 0)
    assert path.exists() and not Photo.objects.exists()


def test_what_is_refused_is_moved_aside_with_a_line_that_says_why(supplier, put):
    first, second = put("a.jpg", b"<svg></svg>"), put("b/a.jpg", b"GIF89a")
    put("c.jpg")
    assert watching.take_in(supplier, now=NOON) == (1, 2)
    aside = watching.folder_of(supplier) / "refused"
    assert sorted(path.name for path in aside.iterdir()) == ["a-1.jpg", "a-1.jpg.txt", "a.jpg", "a.jpg.txt"]
    assert "SVG drawing" in (aside / "a.jpg.txt").read_text()
    assert not first.exists() and not second.exists()
    assert watching.take_in(supplier, now=NOON) == (0, 0)


def test_what_a_busy_newsroom_has_no_time_for_stays_for_the_next_look(supplier, put, busy):
    for name in ("a.jpg", "b.jpg", "c.jpg"):
        put(name)
    busy(1, after=1)
    assert watching.take_in(supplier, now=NOON) == (1, 0)
    assert not (watching.folder_of(supplier) / "refused").exists()
    assert watching.take_in(supplier, now=NOON) == (2, 0)


def test_bytes_that_are_here_already_leave_the_folder_and_change_nothing(supplier, put, upload, cast):
    data = saved(drawing())
    known = upload(data, credit_line="As it was")
    put(data=data)
    watching.take_in(supplier, now=NOON)
    assert Photo.objects.get().credit_line == known.credit_line == "As it was"
    assert not Photo.objects.get().supplier


def test_only_one_process_takes_from_a_folder(supplier, put):
    put()
    with watching._alone(supplier) as alone:
        assert alone
        assert watching.take_in(supplier, now=NOON) == (0, 0)
    assert watching.take_in(supplier, now=NOON) == (1, 0)


def test_each_minute_the_folders_with_something_in_them_are_queued(supplier, put):
    assert watching.look(NOON) == 0
    put()
    assert watching.look(NOON) == 1
    assert DBTaskResult.objects.get().task_path == "media.tasks.take_from_folder"


def test_nothing_is_taken_while_nobody_answers_for_it(supplier, put, settings):
    settings.WATCHED_BY = ""
    path = put()
    assert (watching.look(NOON), watching.take_in(supplier, now=NOON)) == (0, (0, 0))
    assert path.exists()


# What nobody wanted

LATER = NOON + timedelta(days=31)


def test_an_agencys_unused_picture_goes_after_thirty_days_on_the_record(supplier, upload):
    photo = upload(supplier=supplier)
    assert watching.let_go_unused(NOON + timedelta(days=29)) == 0
    assert watching.let_go_unused(LATER) == 1
    assert not Photo.objects.exists()
    entry = LogEntry.objects.get(verb="let_go")
    assert (entry.by, entry.at, entry.subject) == (None, LATER, f"photo:{photo.uid}")


@pytest.mark.parametrize("kind", ["photographer", "handout"])
def test_only_an_agencys(supplier, upload, kind):
    supplier.kind = kind
    supplier.save()
    upload(supplier=supplier)
    assert watching.let_go_unused(LATER) == 0


@pytest.mark.parametrize("wanted", [{"rating": 1}, {"mark": "pick"}])
def test_what_somebody_marked_stays(supplier, upload, wanted):
    Photo.objects.filter(pk=upload(supplier=supplier).pk).update(**wanted)
    assert watching.let_go_unused(LATER) == 0


def test_what_is_in_a_collection_stays(supplier, upload, cast):
    collect(begin_collection(by=cast.photo_editor, name="Harbour"), [upload(supplier=supplier)], by=cast.photo_editor)
    assert watching.let_go_unused(LATER) == 0


def test_a_used_picture_stays(supplier, upload, cast):
    photo = upload(supplier=supplier, alt_text="A wall.")
    make_article(by=cast.reporter, photos=(use_of(photo),))
    assert watching.let_go_unused(LATER) == 0
