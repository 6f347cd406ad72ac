"""Whether a photo may be used, and the verbs that decide it."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django_tasks_db.models import DBTaskResult

from media import rights
from media.models import Lease, Making, Photo
from media.opening import PhotoRefused
from media.signals import rights_changed
from newsroom.record.models import Change, LogEntry
from tests.conftest import NOON

pytestmark = pytest.mark.django_db(databases="__all__")

DAY = timedelta(days=1)
LATER = NOON + DAY


def touched(tag: str) -> list:
    return list(Change.objects.filter(tag=tag, at__gte=NOON).order_by("at").values_list("at", flat=True))


def assert_usable(photo, at, expected=True):
    """The sentences and the query have to say the same."""
    photo = Photo.objects.get(pk=photo.pk)
    assert photo.usable(at) is expected, photo.why_not(at)
    assert Photo.objects.usable(at).filter(pk=photo.pk).exists() is expected


def test_a_photo_with_credit_and_basis_is_usable(photo):
    assert_usable(photo, NOON)


def test_one_without_a_credit_line_is_not(upload):
    photo = upload(licence="own")
    assert_usable(photo, NOON, False)
    assert photo.why_not(NOON) == ["The photo has no credit line. Write who is owed for it."]


def test_white_space_is_no_credit_line(upload, cast):
    photo = upload(licence="own", credit_line="   ")
    assert_usable(photo, NOON, False)
    rights.edit_photo(photo, by=cast.photo_editor, credit_line=" \n ", now=NOON)
    assert_usable(photo, NOON, False)


def test_one_whose_rights_are_not_established_is_not_until_somebody_vouches(upload, cast):
    photo = upload(credit_line="hstoday.us")
    assert_usable(photo, NOON, False)
    assert "rights are not established" in photo.why_not(NOON)[0]
    rights.vouch(photo, by=cast.editor, reason="Spoke to the agency", now=NOON)
    assert_usable(photo, NOON)
    assert (photo.vouched_by, photo.vouched_at, photo.vouched_reason) == (cast.editor, NOON, "Spoke to the agency")
    entry = LogEntry.objects.get(verb="vouch")
    assert (entry.by, entry.subject) == (cast.editor, f"photo:{photo.uid}")
    assert "Spoke" not in entry.facts and "Spoke" in entry.words.text
    assert touched(photo.tag)


@pytest.mark.parametrize("who", ["reporter", "photographer", "copy_editor", "administrator", "stranger"])
def test_only_editors_and_the_photo_desk_vouch(upload, cast, who):
    photo = upload(credit_line="hstoday.us")
    with pytest.raises(PhotoRefused, match="may not vouch"):
        rights.vouch(photo, by=getattr(cast, who), reason="Trust me", now=NOON)
    assert_usable(photo, NOON, False)
    assert not LogEntry.objects.filter(verb="vouch").exists()


def test_a_vouch_takes_a_reason(upload, cast):
    with pytest.raises(PhotoRefused, match="Say why"):
        rights.vouch(upload(credit_line="A"), by=cast.editor, reason="  ", now=NOON)


def test_nobody_vouches_for_what_has_a_basis(photo, cast):
    with pytest.raises(PhotoRefused, match="Nobody needs to vouch"):
        rights.vouch(photo, by=cast.editor, reason="To be sure", now=NOON)


def test_a_second_vouch_leaves_the_first_name(upload, cast):
    photo = upload(credit_line="A")
    rights.vouch(photo, by=cast.editor, reason="One", now=NOON)
    rights.vouch(photo, by=cast.duty_editor, reason="Two", now=LATER)
    assert photo.vouched_by == cast.editor
    assert LogEntry.objects.filter(verb="vouch").count() == 1


def test_a_lease_holds_from_its_first_moment_until_before_its_last(photo, cast):
    rights.grant_lease(photo, by=cast.photo_editor, usable_from=NOON, usable_until=LATER, note="One day", now=NOON)
    tick = timedelta(microseconds=1)
    for at, expected in [(NOON - tick, False), (NOON, True), (LATER - tick, True), (LATER, False)]:
        assert_usable(photo, at, expected)
    assert photo.why_not(LATER) == ["Permission to use the photo ended on 23 November 2026, 12:00."]
    assert photo.why_not(NOON - tick) == ["Permission to use the photo begins on 22 November 2026, 12:00."]


def test_a_lease_touches_pages_now_when_it_begins_and_when_it_ends(photo, cast):
    Change.objects.all().delete()
    rights.grant_lease(photo, by=cast.photo_editor, usable_from=LATER, usable_until=LATER + DAY, now=NOON)
    assert touched(photo.tag) == [NOON, LATER, LATER + DAY]


def test_leases_that_follow_one_another_end_together(photo, cast):
    for start in (0, 1, 3):
        rights.grant_lease(
            photo, by=cast.photo_editor, usable_from=NOON + start * DAY, usable_until=NOON + (start + 1) * DAY, now=NOON
        )
    assert photo.lease_end(NOON) == NOON + 2 * DAY
    assert photo.lease_end(NOON + 2.5 * DAY) is None
    assert_usable(photo, NOON + 2.5 * DAY, False)
    assert_usable(photo, NOON + 3 * DAY)


def test_a_lease_without_an_end_has_none(photo, cast):
    rights.grant_lease(photo, by=cast.photo_editor, usable_from=NOON, now=NOON)
    assert photo.lease_end(NOON) is None
    assert_usable(photo, NOON + 10_000 * DAY)


def test_a_photo_without_leases_needs_none(photo):
    assert photo.lease_end(NOON) is None


def test_a_lease_cannot_end_before_it_begins(photo, cast):
    with pytest.raises(PhotoRefused, match="end after it begins"):
        rights.grant_lease(photo, by=cast.photo_editor, usable_from=LATER, usable_until=NOON, now=NOON)
    assert not Lease.objects.exists()


def test_the_database_refuses_such_a_lease_too(photo, cast):
    with pytest.raises(IntegrityError), transaction.atomic():
        Lease.objects.create(
            photo=photo, usable_from=LATER, usable_until=LATER, agreed_by=cast.photo_editor, agreed_at=NOON
        )


def test_ending_a_lease_ends_it_at_once(photo, cast):
    lease = rights.grant_lease(photo, by=cast.photo_editor, usable_from=NOON, now=NOON)
    rights.end_lease(lease, by=cast.photo_editor, now=LATER)
    assert_usable(photo, LATER - timedelta(seconds=1))
    assert_usable(photo, LATER, False)


def test_ending_one_that_has_not_begun_does_not_make_the_photo_free(photo, cast):
    lease = rights.grant_lease(photo, by=cast.photo_editor, usable_from=LATER, now=NOON)
    rights.end_lease(lease, by=cast.photo_editor, now=NOON)
    assert_usable(photo, NOON, False)
    assert_usable(photo, LATER + DAY, False)


def test_a_lease_may_be_extended(photo, cast):
    lease = rights.grant_lease(photo, by=cast.photo_editor, usable_from=NOON, usable_until=LATER, now=NOON)
    Change.objects.all().delete()
    rights.change_lease(lease, by=cast.photo_editor, usable_until=LATER + DAY, note="A day more", now=NOON)
    assert_usable(photo, LATER)
    assert touched(photo.tag) == [NOON, LATER + DAY]


@pytest.mark.parametrize("who", ["reporter", "editor", "photographer", "stranger"])
def test_only_the_photo_desk_grants_leases(photo, cast, who):
    with pytest.raises(PhotoRefused, match="may not record"):
        rights.grant_lease(photo, by=getattr(cast, who), now=NOON)


def test_a_withdrawn_photo_is_gone_at_once(photo, cast):
    rights.withdraw_photo(photo, by=cast.editor, reason="The agency killed it", now=NOON)
    assert_usable(photo, NOON - timedelta(seconds=1))
    assert_usable(photo, NOON, False)
    assert "withdrawn on 22 November 2026" in photo.why_not(NOON)[0]
    assert LogEntry.objects.get(verb="withdraw_photo").by == cast.editor


def test_a_withdrawal_takes_a_reason_and_the_right_person(photo, cast):
    with pytest.raises(PhotoRefused, match="Say why"):
        rights.withdraw_photo(photo, by=cast.editor, reason="", now=NOON)
    with pytest.raises(PhotoRefused, match="may not withdraw"):
        rights.withdraw_photo(photo, by=cast.reporter, reason="Ugly", now=NOON)


def test_a_withdrawal_can_be_taken_back(photo, cast):
    rights.withdraw_photo(photo, by=cast.editor, reason="By mistake", now=NOON)
    rights.reinstate_photo(photo, by=cast.editor, now=LATER)
    assert_usable(photo, LATER)


def test_editing_saves_logs_and_queues_the_mended_files(photo, cast):
    DBTaskResult.objects.all().delete()
    Making.objects.all().delete()
    rights.edit_photo(photo, by=cast.photo_editor, credit_line=" Photographer D ", caption="Boats.", now=NOON)
    assert (photo.credit_line, photo.caption) == ("Photographer D", "Boats.")
    entry = LogEntry.objects.get(verb="edit_photo")
    assert "Boats" not in entry.facts and "Boats" in entry.words.text
    assert DBTaskResult.objects.count() == 1


def test_an_edit_that_changes_nothing_leaves_no_trace(photo, cast):
    rights.edit_photo(photo, by=cast.photo_editor, credit_line=photo.credit_line, now=NOON)
    assert not LogEntry.objects.filter(verb="edit_photo").exists()


def test_editing_refuses_what_a_column_cannot_hold(photo, cast):
    with pytest.raises(PhotoRefused, match="at most 250"):
        rights.edit_photo(photo, by=cast.photo_editor, credit_line="B" * 251, now=NOON)
    with pytest.raises(PhotoRefused, match="not a valid choice"):
        rights.edit_photo(photo, by=cast.photo_editor, licence="mine", now=NOON)
    with pytest.raises(TypeError, match="no field sha256"):
        rights.edit_photo(photo, by=cast.photo_editor, sha256="", now=NOON)
    photo.refresh_from_db()
    assert photo.credit_line == "Photographer C/Gazette"


@pytest.mark.parametrize(
    ("who", "allowed"),
    [
        ("photographer", False),
        ("reporter", False),
        ("copy_editor", False),
        ("editor", True),
        ("duty_editor", True),
        ("photo_editor", True),
        ("administrator", False),
        ("stranger", False),
    ],
)
def test_who_may_edit_somebody_elses_photo(photo, cast, who, allowed):
    person = getattr(cast, who)
    if allowed:
        rights.edit_photo(photo, by=person, caption="Mended.", now=NOON)
    else:
        with pytest.raises(PhotoRefused, match="somebody else's picture"):
            rights.edit_photo(photo, by=person, caption="Mended.", now=NOON)


def test_control_characters_are_left_out_of_what_is_typed(upload, cast):
    photo = upload(credit_line="A\0B", caption="\ud800x")
    assert (photo.credit_line, photo.caption) == ("AB", "x")
    rights.edit_photo(photo, by=cast.photo_editor, caption="Boats\0 leave.\x07", now=NOON)
    rights.vouch(photo, by=cast.editor, reason="Spoke\0 to her", now=NOON)
    assert (photo.caption, photo.vouched_reason) == ("Boats leave.", "Spoke to her")


def test_everybody_edits_their_own(upload, cast):
    for person in (cast.photographer, cast.reporter):
        photo = upload(by=person)
        assert rights.edit_photo(photo, by=person, caption="Mine.", now=NOON).caption == "Mine."


def test_a_change_of_rights_is_told_inside_the_transaction(photo, cast):
    heard = []

    def listen(sender, licensed, by, now, **kwargs):
        heard.append((licensed.pk, by, now, transaction.get_connection().in_atomic_block))

    rights_changed.connect(listen)
    try:
        rights.withdraw_photo(photo, by=cast.editor, reason="Killed", now=NOON)
        rights.edit_photo(photo, by=cast.editor, caption="Words change no rights", now=NOON)
    finally:
        rights_changed.disconnect(listen)
    assert heard == [(photo.pk, cast.editor, NOON, True)]


def test_a_verb_that_fails_at_its_last_statement_leaves_nothing(photo, cast, monkeypatch):
    def fail(*args, **kwargs):
        raise RuntimeError("the log is full")

    monkeypatch.setattr("media.act.enter", fail)
    with pytest.raises(RuntimeError):
        rights.withdraw_photo(photo, by=cast.editor, reason="Killed", now=NOON)
    assert Photo.objects.get(pk=photo.pk).withdrawn_at is None


@pytest.mark.parametrize(
    "half",
    [{"vouched_reason": "because"}, {"withdrawn_reason": "because"}, {"withdrawn_at": NOON}, {"vouched_at": NOON}],
)
def test_the_database_refuses_half_a_vouch_and_half_a_withdrawal(photo, half):
    with pytest.raises(IntegrityError), transaction.atomic():
        Photo.objects.filter(pk=photo.pk).update(**half)


@pytest.mark.parametrize(
    ("who", "sees"),
    [
        ("photographer", "own"),
        ("reporter", "all"),
        ("copy_editor", "all"),
        ("editor", "all"),
        ("photo_editor", "all"),
        ("administrator", "all"),
        ("stranger", "none"),
    ],
)
def test_who_sees_which_photos(upload, cast, who, sees):
    from media.permissions import may_see

    own, other = upload(by=cast.photographer), upload()
    expected = {"own": {own}, "all": {own, other}, "none": set()}[sees]
    person = getattr(cast, who)
    assert set(Photo.objects.visible_to(person)) == expected
    assert {photo for photo in (own, other) if may_see(person, photo)} == expected


def test_usable_asks_no_more_than_one_query_for_many(photo, upload, django_assert_num_queries):
    for _ in range(3):
        upload(credit_line="A", licence="own")
    with django_assert_num_queries(1):
        assert len(Photo.objects.usable(NOON)) == 4
