"""Portraits of contributors: who may choose one, which photo may be one, and what the record says."""

from datetime import timedelta

import pytest

from articles import workflow
from articles.models import Contributor
from articles.workflow import NotAllowed, Refused, portraits
from media import rights
from media.models import Photo
from media.tidying import tidy_photo
from media.usages import usages
from newsroom.record.models import Change, LogEntry
from tests.makers import NOON, make_contributor, make_live, make_photo, make_section


@pytest.fixture
def writer(db):
    return make_contributor()


@pytest.fixture
def photo(cast):
    return make_photo(by=cast.photo_editor)


def test_an_editor_lets_a_photo_stand_beside_a_name_on_the_record(cast, writer, photo):
    portraits.set_portrait(writer, photo, by=cast.editor, now=NOON)
    writer.refresh_from_db()
    assert writer.portrait == photo
    entry = LogEntry.objects.get(verb="set_portrait", subject=f"contributor:{writer.uid}")
    assert entry.by == cast.editor and str(photo.uid) in entry.facts
    assert Change.objects.filter(number=entry.number, tag=f"name:contributor:{writer.pk}", at=NOON).exists()


def test_who_may_not_change_contributors_chooses_no_portrait(cast, writer, photo):
    with pytest.raises(NotAllowed, match="choose portraits"):
        portraits.set_portrait(writer, photo, by=cast.reporter, now=NOON)
    with pytest.raises(NotAllowed, match="choose portraits"):
        portraits.drop_portrait(writer, by=cast.reporter, now=NOON)
    assert not LogEntry.objects.filter(verb__contains="portrait").exists()


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"credit_line": ""}, "credit"),
        ({"licence": "not_established"}, "[Rr]ights"),
        ({"licence": "single_use"}, "so many stories"),
    ],
)
def test_a_photo_readers_may_not_have_is_no_portrait(cast, writer, fields, said):
    photo = make_photo(by=cast.photo_editor, **fields)
    with pytest.raises(Refused, match=said):
        portraits.set_portrait(writer, photo, by=cast.editor, now=NOON)
    writer.refresh_from_db()
    assert writer.portrait is None


def test_permission_for_one_section_is_too_little_for_a_portrait(cast, writer, photo):
    rights.grant_lease(
        photo, by=cast.photo_editor, usable_from=NOON - timedelta(days=1), sections=[str(make_section().uid)], now=NOON
    )
    with pytest.raises(Refused, match="some sections only"):
        portraits.set_portrait(writer, photo, by=cast.editor, now=NOON + timedelta(hours=1))


def test_a_photo_of_somebody_who_needs_care_is_no_portrait(cast, writer, photo):
    Photo.objects.filter(pk=photo.pk).update(care="child")
    photo.refresh_from_db()
    with pytest.raises(Refused, match="needs care"):
        portraits.set_portrait(writer, photo, by=cast.editor, now=NOON)


def test_what_stands_in_place_of_a_name_has_no_picture(cast, writer, photo):
    Contributor.objects.update(kind="unnamed")
    with pytest.raises(Refused, match="no page and no picture"):
        portraits.set_portrait(writer, photo, by=cast.editor, now=NOON)


def test_a_portrait_is_taken_away_once(cast, writer, photo):
    portraits.set_portrait(writer, photo, by=cast.editor, now=NOON)
    portraits.drop_portrait(writer, by=cast.editor, now=NOON + timedelta(minutes=1))
    writer.refresh_from_db()
    assert writer.portrait is None and LogEntry.objects.filter(verb="drop_portrait").count() == 1
    with pytest.raises(Refused, match="no portrait"):
        portraits.drop_portrait(writer, by=cast.editor, now=NOON + timedelta(minutes=2))


def test_a_restricted_name_in_its_credit_keeps_a_portrait_away(cast, writer, settings):
    story = make_live(cast)
    later = NOON + timedelta(minutes=5)
    workflow.block_names(story, by=cast.editor, names=["Quillon"], reason="An order.", now=later)
    photo = make_photo(by=cast.photo_editor, credit_line="Ada Quillon/Gazette")
    with pytest.raises(Refused, match="reporting restriction"):
        portraits.set_portrait(writer, photo, by=cast.editor, now=later)
    assert not LogEntry.objects.filter(verb="set_portrait").exists()


def test_a_portrait_counts_as_used_and_its_sizes_are_kept(cast, writer, photo):
    portraits.set_portrait(writer, photo, by=cast.editor, now=NOON)
    found, more = usages(photo, cast.editor)
    assert ([(use.name, use.url) for use in found], more) == (
        [("Writer A", f"/admin/articles/contributor/{writer.pk}/change/")],
        0,
    )
    assert not tidy_photo(photo, now=NOON + timedelta(days=200))
    portraits.drop_portrait(writer, by=cast.editor, now=NOON)
    assert tidy_photo(photo, now=NOON + timedelta(days=200))
