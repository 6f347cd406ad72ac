"""What whoever chooses a photo sees of its rights before the click, and where nothing a story could do would help."""

from datetime import timedelta

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from media import rights
from media.care import flag_person
from media.models import Photo, Supplier, Unclear
from media.picking import choice
from media.supplying import keep_supplier
from newsroom.record.models import LogEntry
from tests.conftest import NOON
from tests.makers import make_article, make_live, make_photo, use_of

pytestmark = pytest.mark.django_db(databases="__all__")
DAY = timedelta(days=1)


@pytest.fixture
def desk(cast):
    client = Client()
    client.force_login(cast.photo_editor)
    return client


@pytest.fixture
def press():
    return Supplier.objects.create(name="Press Images", licence="agency", quota=1, over_quota="refuse")


@pytest.fixture
def photo(cast):
    return make_photo(by=cast.photo_editor)


def chosen(photo, at=NOON):
    return choice(Photo.objects.select_related("supplier").get(pk=photo.pk), at)


def test_a_photo_that_may_be_used_has_no_reason(photo):
    assert (chosen(photo).reason, chosen(photo).barred) == ("", False)


def test_permission_that_ended_bars_it_and_names_whom_to_ask(photo, press, cast):
    rights.edit_photo(photo, by=cast.photo_editor, supplier=press, now=NOON)
    rights.grant_lease(photo, by=cast.photo_editor, usable_from=NOON, usable_until=NOON + DAY, now=NOON)
    found = chosen(photo, NOON + 2 * DAY)
    assert (found.reason, found.barred) == ("Permission ended 23 Nov · ask Press Images", True)


def test_what_may_be_used_later_may_be_planned_for_then(photo, cast):
    rights.grant_lease(photo, by=cast.photo_editor, usable_from=NOON + 10 * DAY, now=NOON)
    assert (chosen(photo).reason, chosen(photo).barred) == ("Not before 2 Dec", False)


def test_a_single_use_that_is_used_is_barred(photo, cast):
    rights.edit_photo(photo, by=cast.photo_editor, licence="single_use", now=NOON)
    assert chosen(photo).counted == "Used in 0 of 1 stories"
    make_live(cast, photos=(use_of(photo),))
    assert chosen(photo).reason == "Used up: permission was for 1 · ask the photo desk"


def test_a_quota_is_said_before_the_click_and_bars_where_its_supplier_asks(photo, press, cast):
    new = make_photo(by=cast.photo_editor)
    rights.apply_contract([photo, new], press, by=cast.photo_editor, now=NOON)
    assert chosen(new).counted == "0 of 1 a month from Press Images are used"
    make_live(cast, photos=(use_of(photo),))
    assert chosen(new).barred and chosen(new).reason.endswith("ask Press Images")


def test_the_library_without_a_script_offers_no_barred_picture(photo, cast):
    rights.withdraw_photo(photo, by=cast.photo_editor, reason="Killed", now=NOON)
    story = make_article(by=cast.reporter)
    client = Client()
    client.force_login(cast.reporter)
    address = reverse("admin:articles_article_photos", args=[story.pk])
    page = client.get(address).content.decode()
    assert "disabled" in page and "Withdrawn" in page
    client.post(address, {"photo": [str(photo.uid)]})
    assert not story.photos.exists()


def test_the_picker_is_told(photo, desk, cast):
    rights.withdraw_photo(photo, by=cast.photo_editor, reason="Killed", now=NOON)
    [told] = desk.get(reverse("admin:media_photo_pick")).json()["photos"]
    assert (told["reason"], told["barred"]) == ("Withdrawn", True)


def test_a_photos_page_says_what_it_may_be_used_under(photo, press, desk, cast):
    press.ask, press.rights_text = "0123 456", "Fifty pictures a month."
    press.save()
    rights.apply_contract([photo], press, by=cast.photo_editor, now=NOON)
    rights.edit_photo(photo, by=cast.photo_editor, licence="single_use", now=NOON)
    row = Unclear.objects.create(photo=photo, words="TABLOIDS OUT", asked_at=NOON)
    address = reverse("admin:media_photo_change", args=[photo.pk])
    page = desk.get(address).content.decode()
    for said in ("Single use", "£", "Credit in the owner’s own wording", "Press Images", "0123 456", "Fifty pictures"):
        assert said in page, said
    assert "TABLOIDS OUT" in page and f"settle:{row.pk}" in page


def test_an_instruction_is_settled_on_the_photos_page(photo, desk):
    row = Unclear.objects.create(photo=photo, words="TABLOIDS OUT", asked_at=NOON)
    address = reverse("admin:media_photo_change", args=[photo.pk])
    given = {"leases-TOTAL_FORMS": 0, "leases-INITIAL_FORMS": 0, "licence": "own", "credit_line": photo.credit_line}
    answer = desk.post(address, {**given, "_verb": f"settle:{row.pk}", f"meaning-{row.pk}": "Not us."}, follow=True)
    assert "The instruction is settled." in answer.content.decode()
    row.refresh_from_db()
    assert row.meaning == "Not us."


def test_a_lease_is_given_with_its_limits_and_its_letter_on_the_photos_page(photo, desk, cast):
    address = reverse("admin:media_photo_change", args=[photo.pk])
    given = {"leases-TOTAL_FORMS": 1, "leases-INITIAL_FORMS": 0, "licence": "own", "credit_line": photo.credit_line}
    lease = {
        "usable_from_0": "2026-11-22",
        "usable_from_1": "12:00",
        "uses_allowed": "2",
        "not_in": "GB",
        "limits": ["no_crop"],
        "agreed_with": "Ana Costa",
        "document": SimpleUploadedFile("letter.pdf", b"%PDF-1.4 yes"),
    }
    answer = desk.post(address, {**given, **{f"leases-0-{name}": value for name, value in lease.items()}})
    assert answer.status_code == 302, answer.context["errors"]
    row = photo.leases.get()
    assert (row.uses_allowed, row.not_in, row.limits, row.agreed_with) == (2, "GB", "no_crop", "Ana Costa")
    letter = reverse("admin:media_lease_document", args=[row.pk])
    answer = desk.get(letter)
    assert b"".join(answer.streaming_content) == b"%PDF-1.4 yes"
    assert answer["Content-Disposition"].startswith("attachment") and "no-store" in answer["Cache-Control"]
    reporter = Client()
    reporter.force_login(cast.reporter)
    assert reporter.get(letter).status_code == 403


def test_a_supplier_is_written_down_by_the_photo_desk_alone(desk, cast):
    given = {"name": "Press Images", "kind": "agency", "active": "on", "licence": "agency"}
    given |= {"quota_period": "month", "over_quota": "warn", "credit": "{creator}/Press Images"}
    assert desk.post(reverse("admin:media_supplier_add"), given).status_code == 302
    assert Supplier.objects.get().credit == "{creator}/Press Images"
    assert LogEntry.objects.get(verb="add_supplier").by == cast.photo_editor
    with pytest.raises(Exception, match="may not change suppliers"):
        keep_supplier(None, by=cast.reporter, name="Mine")
    with time_machine.travel(NOON, tick=False):
        assert "Press Images" in desk.get(reverse("admin:media_supplier_changelist")).content.decode()


def test_the_picker_says_who_needs_care(photo, cast, desk):
    flag_person(photo, by=cast.photo_editor, kinds={"child", "victim"}, now=NOON)
    (shown,) = desk.get(reverse("admin:media_photo_pick")).json()["photos"]
    assert shown["care"] == "Needs care: child, victim"
