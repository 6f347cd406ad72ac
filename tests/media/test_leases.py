"""Leave with limits: countries, media, sections, counted uses, and what came with the picture."""

from datetime import timedelta

import pytest

from media import rights
from media.licences import Asks
from media.models import Lease, Photo, Unclear
from media.opening import PhotoRefused
from media.using import Use, asked, why_not
from newsroom.notices.models import Notice
from newsroom.record.models import LogEntry
from tests.conftest import NOON
from tests.makers import make_section

from .conftest import drawing, saved
from .test_metadata import packet

pytestmark = pytest.mark.django_db(databases="__all__")
DAY = timedelta(days=1)


@pytest.fixture
def lease(photo, cast):
    def _lease(**terms) -> Photo:
        rights.grant_lease(photo, by=cast.photo_editor, usable_from=NOON, now=NOON, **terms)
        return Photo.objects.get(pk=photo.pk)

    return _lease


def usable(photo, at=NOON) -> bool:
    """The sentences and the query have to say the same."""
    fresh = Photo.objects.get(pk=photo.pk)
    assert fresh.usable(at) is Photo.objects.usable(at).filter(pk=photo.pk).exists()
    return fresh.usable(at)


@pytest.mark.parametrize(
    ("ours", "terms", "expected"),
    [
        (["GB"], {"not_in": ["GB"]}, False),
        (["GB", "IE"], {"not_in": "US, Ireland"}, False),
        (["FR"], {"not_in": ["GB"]}, True),
        ([], {"not_in": ["GB"]}, True),
        (["GB"], {"only_in": ["GB", "IE"]}, True),
        (["FR"], {"only_in": ["GB", "IE"]}, False),
        ([], {"only_in": ["GB"]}, True),
        ([], {"limits": [Asks.PRINT_ONLY]}, False),
    ],
)
def test_leave_holds_where_it_is_given_for(lease, settings, ours, terms, expected):
    settings.COUNTRIES = ours
    assert usable(lease(**terms)) is expected


def test_it_says_where_leave_holds(lease, settings):
    settings.COUNTRIES = ["GB"]
    assert lease(not_in=["GB"]).why_not(NOON) == ["Permission to use the photo does not hold in GB."]


def test_another_lease_that_holds_here_is_enough(lease, settings):
    settings.COUNTRIES = ["GB"]
    lease(not_in=["GB"])
    assert usable(lease(usable_until=NOON + DAY))


def test_a_country_nobody_knows_is_refused_by_name(lease):
    with pytest.raises(PhotoRefused, match="“Narnia” is no country"):
        lease(only_in="GB, Narnia")


def test_what_a_licence_and_its_leases_ask_for_is_asked_together(lease, cast):
    photo = lease(limits=[Asks.NO_CROP, Asks.NO_SALES])
    rights.edit_photo(photo, by=cast.photo_editor, licence="cc-by-4.0", now=NOON)
    assert asked(photo, NOON) == [Asks.CREDIT, Asks.LINK, Asks.NO_CROP, Asks.NO_SALES]


def test_a_picture_to_be_shown_whole_is_not_cut(lease):
    photo = lease(limits=[Asks.NO_CROP])
    assert why_not(photo, Use(NOON)) == []
    assert why_not(photo, Use(NOON, crop="1:1")) == ["It may only be shown whole, and is cut to 1:1 here."]


def test_leave_for_a_section_is_for_no_other(lease):
    city, sport = make_section("City"), make_section("Sport")
    photo = lease(sections=[str(sport.uid)])
    assert why_not(photo, Use(NOON, str(sport.uid))) == []
    assert why_not(photo, Use(NOON, str(city.uid))) == ["Permission is for Sport only."]


def test_uses_are_counted_from_the_beginning_of_the_leave(lease):
    photo = lease(uses_allowed=1)
    assert why_not(photo, Use(NOON, others=(NOON - DAY,))) == []
    assert why_not(photo, Use(NOON, others=(NOON,))) == ["Permission is for 1 story, which has it already."]


def test_a_single_use_needs_no_lease_to_be_single(photo, cast):
    rights.edit_photo(photo, by=cast.photo_editor, licence="single_use", now=NOON)
    assert why_not(photo, Use(NOON)) == []
    assert len(why_not(photo, Use(NOON, others=(NOON - DAY,)))) == 1


def test_leave_for_no_story_is_refused(lease):
    with pytest.raises(PhotoRefused, match="one story at least"):
        lease(uses_allowed=0)


def test_a_licence_that_lasts_brings_its_lease_along(photo, cast):
    rights.edit_photo(photo, by=cast.photo_editor, licence="screengrab", now=NOON + 40 * DAY)
    assert photo.lease_end(NOON + 40 * DAY) == NOON + 54 * DAY


@pytest.fixture
def sent(upload):
    """A picture that comes with instructions inside its file."""

    def _sent(instructions: str, **fields) -> Photo:
        inside = packet(f"<photoshop:Instructions>{instructions}</photoshop:Instructions>")
        return upload(saved(drawing(), xmp=inside), **{"credit_line": "A/B", "licence": "handout", **fields})

    return _sent


def test_instructions_become_a_lease_as_the_picture_comes_in(sent):
    photo = sent("14 days from transmission; no archiving; no licensing; mandatory credit")
    lease = photo.leases.get()
    assert (lease.usable_from, lease.usable_until) == (NOON, NOON + 14 * DAY)
    assert lease.asks == {Asks.NO_ARCHIVE, Asks.NO_SALES, Asks.CREDIT}
    assert "14 days from transmission" in lease.note
    assert LogEntry.objects.filter(verb="read_instructions", subject=f"photo:{photo.uid}").exists()
    assert not photo.unclear.exists()


def test_instructions_that_come_by_mail_bind_as_those_in_the_file_do(photo, cast):
    asked = "14 days from transmission; no archiving; TABLOIDS OUT"
    rights.edit_photo(photo, by=cast.photo_editor, instructions=asked, now=NOON + 2 * DAY)
    lease = photo.leases.get()
    assert (lease.usable_from, lease.usable_until) == (NOON + 2 * DAY, NOON + 14 * DAY)
    assert [row.words for row in photo.unclear.all()] == ["TABLOIDS OUT"]
    assert LogEntry.objects.filter(verb="read_instructions", subject=f"photo:{photo.uid}").exists()
    rights.edit_photo(photo, by=cast.photo_editor, instructions=asked + ".", now=NOON + 3 * DAY)
    assert photo.leases.count() == 1, "a mended slip is no new leave"


def test_an_embargo_keeps_it_from_readers_until_then(sent):
    photo = sent("EMBARGOED until 0001 GMT 3 December 2026")
    assert not usable(photo, NOON + DAY)
    assert usable(photo, NOON + 11 * DAY)


def test_a_mandatory_credit_is_taken_over_where_nobody_wrote_one(sent):
    assert sent("Mandatory credit: Ana Costa/Press", credit_line="").credit_line == "Ana Costa/Press"
    assert sent("Mandatory credit: Ana Costa/Press").credit_line == "A/B"


def test_what_is_not_understood_waits_for_the_photo_desk(sent, cast):
    photo = sent("TABLOIDS OUT; no sales", by=cast.reporter)
    assert [row.words for row in photo.unclear.all()] == ["TABLOIDS OUT"]
    assert Notice.objects.get(kind="instructions_unclear").to == cast.photo_editor


def test_no_archiving_without_an_end_is_a_question(sent):
    assert "until when" in sent("no archiving").unclear.get().words


def test_the_photo_desk_settles_what_an_instruction_means(sent, cast):
    row = sent("TABLOIDS OUT").unclear.get()
    with pytest.raises(PhotoRefused, match="may not settle"):
        rights.settle_unclear(row, by=cast.reporter, meaning="nothing", now=NOON)
    with pytest.raises(PhotoRefused, match="Say what it means"):
        rights.settle_unclear(row, by=cast.photo_editor, meaning=" ", now=NOON)
    rights.settle_unclear(row, by=cast.photo_editor, meaning="We are no tabloid.", now=NOON)
    row = Unclear.objects.get()
    assert (row.settled_by, row.settled_at, row.meaning) == (cast.photo_editor, NOON, "We are no tabloid.")
    entry = LogEntry.objects.get(verb="settle_unclear")
    assert "tabloid" in entry.words.text and "tabloid" not in entry.facts


def test_an_end_before_it_came_in_is_kept_and_the_picture_is_not_usable(sent):
    photo = sent("not for use after 1 November 2026")
    assert Lease.objects.get().usable_until < NOON
    assert not usable(photo)
