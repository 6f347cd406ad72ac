"""The rights of a supplier's contract, for many photos in one act, and its quota."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from media import rights
from media.models import Photo, Supplier
from media.opening import PhotoRefused
from media.quotas import period, quota
from newsroom.record.models import LogEntry
from tests.conftest import NOON
from tests.makers import make_live, make_photo, use_of

pytestmark = pytest.mark.django_db(databases="__all__")
DAY = timedelta(days=1)


@pytest.fixture
def press():
    return Supplier.objects.create(
        name="Press Images", licence="agency", credit="{creator}/Press Images", lease_days=30, quota=2
    )


def bare(cast, **fields) -> Photo:
    return make_photo(by=cast.photo_editor, **{"credit_line": "", "licence": "not_established", **fields})


def test_many_photos_get_licence_credit_and_lease_in_one_act(cast, press):
    photos = [bare(cast, creator="Ana Costa"), bare(cast)]
    done = rights.apply_contract(photos, press, by=cast.photo_editor, now=NOON + DAY)
    assert [photo.pk for photo in done] == [photo.pk for photo in photos]
    for photo, credit in zip(Photo.objects.order_by("pk"), ["Ana Costa/Press Images", "Press Images"], strict=True):
        assert (photo.licence, photo.supplier, photo.credit_line) == ("agency", press, credit)
        assert photo.lease_end(NOON + DAY) == NOON + 30 * DAY
        assert photo.usable(NOON + DAY)
    assert LogEntry.objects.filter(verb="apply_contract", by=cast.photo_editor).count() == 2


def test_a_credit_somebody_wrote_stays(cast, press):
    photo = bare(cast, credit_line="Ana Costa for the Gazette")
    [done] = rights.apply_contract([photo], press, by=cast.photo_editor, now=NOON)
    assert done.credit_line == "Ana Costa for the Gazette"


def test_a_lease_that_is_there_is_never_widened(cast, press):
    shorter, endless = bare(cast), bare(cast)
    rights.grant_lease(shorter, by=cast.photo_editor, usable_until=NOON + DAY, now=NOON)
    rights.grant_lease(endless, by=cast.photo_editor, not_in=["GB"], now=NOON)
    rights.apply_contract([shorter, endless], press, by=cast.photo_editor, now=NOON)
    assert Photo.objects.get(pk=shorter.pk).lease_end(NOON) == NOON + DAY
    lease = Photo.objects.get(pk=endless.pk).leases.get()
    assert (lease.usable_until, lease.not_in) == (NOON + 30 * DAY, "GB")


def test_it_is_all_or_none(cast, press):
    mine, other = bare(cast), bare(cast)
    with pytest.raises(PhotoRefused, match="not yours to give rights to"):
        rights.apply_contract([mine, other], press, by=cast.reporter, now=NOON)
    assert not Photo.objects.filter(supplier=press).exists()


def test_a_contract_that_says_no_licence_gives_none(cast):
    photo, ada = bare(cast, licence="own"), Supplier.objects.create(name="Ada")
    with pytest.raises(PhotoRefused, match="not written down yet"):
        rights.apply_contract([photo], ada, by=cast.photo_editor, now=NOON)
    assert Photo.objects.get(pk=photo.pk).licence == "own"


def test_applying_it_twice_leaves_one_lease(cast, press):
    photo = bare(cast)
    for _turn in range(2):
        rights.apply_contract([photo], press, by=cast.photo_editor, now=NOON)
    assert photo.leases.count() == 1


def test_a_period_is_the_newsrooms_own(settings):
    settings.TIME_ZONE = "America/New_York"
    supplier = Supplier(quota_period="month")
    assert period(supplier, datetime(2026, 12, 1, 3, tzinfo=UTC)) == (
        datetime(2026, 11, 1, 4, tzinfo=UTC),
        datetime(2026, 12, 1, 5, tzinfo=UTC),
    )


def test_a_photo_counts_once_and_in_the_period_of_its_first_use(cast, press):
    photo = bare(cast)
    rights.apply_contract([photo], press, by=cast.photo_editor, now=NOON)
    assert quota(press, NOON).used == 0
    make_live(cast, photos=(use_of(photo),))
    make_live(cast, slug="another", photos=(use_of(photo),))
    assert (quota(press, NOON).used, quota(press, NOON).left) == (1, 1)
    assert quota(press, NOON + 30 * DAY).used == 0
    assert str(quota(press, NOON)) == "1 of 2 a month from Press Images are used"


def test_who_has_no_quota_is_not_counted():
    assert quota(None, NOON) is None
    assert quota(Supplier(name="Ada"), NOON) is None


def test_the_list_of_suppliers_asks_no_more_for_twelve_quotas_than_for_one(
    cast, client, settings, django_assert_num_queries
):
    settings.SECOND_FACTOR = False
    client.force_login(cast.photo_editor)
    for number in range(12):
        Supplier.objects.create(
            name=f"Agency {number}", licence="agency", credit="Agency", quota=2, quota_period="month"
        )
    photo = bare(cast)
    rights.apply_contract([photo], Supplier.objects.get(name="Agency 3"), by=cast.photo_editor, now=NOON)
    make_live(cast, photos=(use_of(photo),))
    url = reverse("admin:media_supplier_changelist")
    with time_machine.travel(NOON, tick=False):
        with CaptureQueriesContext(connection) as many:
            page = client.get(url)
        Supplier.objects.exclude(name="Agency 3").delete()
        with django_assert_num_queries(len(many)):
            client.get(url)
    shown = page.content.decode()
    assert shown.count("0 of 2 a month") == 11 and shown.count("1 of 2 a month") == 1


def test_a_suppliers_own_page_says_how_many_are_left_where_its_photos_are_and_whether_its_folder_is_read(
    cast, client, settings, tmp_path
):
    settings.SECOND_FACTOR, settings.WATCHED, settings.WATCHED_BY = False, tmp_path, ""
    client.force_login(cast.photo_editor)
    supplier = Supplier.objects.create(
        name="Agency", licence="agency", credit="Agency", quota=2, quota_period="month", watch_folder="agency"
    )
    photo = bare(cast)
    rights.apply_contract([photo], supplier, by=cast.photo_editor, now=NOON)
    make_live(cast, photos=(use_of(photo),))
    url = reverse("admin:media_supplier_change", args=[supplier.pk])
    with time_machine.travel(NOON, tick=False):
        page = client.get(url).content.decode()
    assert "1 of 2 a month" in page
    assert f'<a href="{reverse("admin:media_photo_changelist")}?supplier={supplier.pk}">1</a>' in page
    assert "nobody is named in whose name" in page
    settings.WATCHED_BY = cast.photo_editor.email
    assert f"<code>{tmp_path / 'agency'}</code>" in client.get(url).content.decode()


def test_what_is_not_established_is_not_said_to_cost_anything(cast, client, settings):
    settings.SECOND_FACTOR = False
    client.force_login(cast.photo_editor)
    photo = bare(cast)
    assert photo.licence == "not_established"
    page = client.get(reverse("admin:media_photo_change", args=[photo.pk])).content.decode()
    assert "Free under conditions" not in page
