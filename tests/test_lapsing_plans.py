"""A planned version whose photo may not be used any more at its minute, with nobody there."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client

from articles import workflow
from articles.models import Edition, Note, Section
from articles.workflow import Refused
from media import addresses, rights
from media.renditions import make_renditions
from newsroom.notices.models import Notice
from newsroom.record.models import LogEntry
from tests.makers import NOON, make_article, make_live, make_photo, make_section, use_of

SIX = NOON + timedelta(hours=6)
CREDIT = "Photographer C/Gazette"


@pytest.fixture
def photo(cast):
    photo = make_photo(by=cast.photo_editor)
    make_renditions(photo, now=NOON)
    rights.grant_lease(photo, by=cast.photo_editor, usable_from=NOON, usable_until=NOON + timedelta(days=9), now=NOON)
    return photo


@pytest.fixture
def planned(cast, photo):
    """A story filed by the reporter and planned by the editor for six, with its photo."""
    story = make_article(by=cast.reporter, photos=(use_of(photo),))
    workflow.file(story, by=cast.reporter, now=NOON)
    return workflow.publish(story, by=cast.editor, live_from=SIX, now=NOON)


def _recalls(name: str = "City") -> None:
    Section.objects.filter(pk=make_section(name).pk).update(when_rights_lapse="recall")


def _shorten(cast, photo, until=SIX, at=NOON + timedelta(hours=1)):
    rights.change_lease(photo.leases.get(), by=cast.photo_editor, usable_until=until, now=at)


def _read(path: str, at):
    with time_machine.travel(at, tick=False):
        return Client().get(path)


def _told(kind: str) -> set:
    return set(Notice.objects.filter(kind=kind).values_list("to__name", flat=True))


def test_it_goes_out_without_the_photo_at_its_minute_everywhere(cast, photo, planned):
    _shorten(cast, photo)
    assert _read(planned.address.key, SIX - timedelta(seconds=1)).status_code == 404
    for path in (planned.address.key, "/", "/section/city/", "/tag/harbour/", "/feed/", "/section/city/feed/"):
        page = _read(path, SIX).content.decode()
        assert "Council votes for the wall" in page, path
        assert CREDIT not in page and "/photos/" not in page, path
    rendition = photo.renditions.filter(format="jpeg", crop="").first()
    assert _read(addresses.path(photo, rendition), SIX).status_code in {404, 410}


def test_a_lease_that_ends_a_second_later_still_shows_it_at_the_minute(cast, photo, planned):
    _shorten(cast, photo, until=SIX + timedelta(seconds=1))
    assert CREDIT in _read(planned.address.key, SIX).content.decode()
    assert CREDIT not in _read(planned.address.key, SIX + timedelta(seconds=1)).content.decode()
    assert not Note.objects.exists() and not _told("photo_left_out")


def test_who_planned_it_and_whose_it_is_are_told_when_the_lease_is_shortened(cast, photo, planned):
    _shorten(cast, photo)
    assert _told("photo_left_out") == {"Editor", "Reporter"}
    assert Notice.objects.filter(kind="photo_left_out").first().at == NOON + timedelta(hours=1)
    note = Note.objects.get()
    assert note.by == cast.photo_editor and "goes live on 22 November 2026, 18:00 UTC without" in note.text
    assert "Permission to use the photo ended" in note.text
    assert LogEntry.objects.filter(verb="photo_lapses", by=cast.photo_editor).count() == 1


def test_a_section_may_choose_that_the_act_that_shortened_the_lease_stops_it(cast, photo, planned):
    _recalls()
    _shorten(cast, photo)
    planned.refresh_from_db()
    assert planned.recalled_at == NOON + timedelta(hours=1)
    assert _read(planned.address.key, SIX + timedelta(hours=1)).status_code == 404
    assert planned.article.__class__.objects.get(pk=planned.article_id).stage == "ready"
    assert _told("recalled") == {"Editor", "Reporter"} and "was stopped" in Note.objects.get().text
    entry = LogEntry.objects.filter(verb="recall").get()
    assert entry.by == cast.photo_editor and str(photo.uid) in entry.facts


@pytest.mark.parametrize("act", ["withdraw", "end", "credit"])
def test_every_way_a_photo_lapses_is_heard(cast, photo, planned, act):
    _recalls()
    at = NOON + timedelta(hours=1)
    if act == "withdraw":
        rights.withdraw_photo(photo, by=cast.photo_editor, reason="An agency's kill.", now=at)
    elif act == "end":
        rights.end_lease(photo.leases.get(), by=cast.photo_editor, now=at)
    else:
        rights.edit_photo(photo, by=cast.photo_editor, credit_line="", now=at)
    assert not Edition.objects.ahead(at).exists()


def _narrow(cast, photo, **terms):
    """Let the permission hold for less than it did: other sections, other countries."""
    at = NOON + timedelta(hours=1)
    until = photo.leases.get().usable_until
    rights.change_lease(photo.leases.get(), by=cast.photo_editor, usable_until=until, now=at, **terms)


def test_a_permission_for_another_section_leaves_the_photo_out_and_says_so(cast, photo, planned):
    _narrow(cast, photo, sections=[str(make_section("Sport").uid)])
    assert CREDIT not in _read(planned.address.key, SIX).content.decode()
    assert "without" in Note.objects.get().text and "Permission is for Sport only." in Note.objects.get().text
    assert _told("photo_left_out") == {"Editor", "Reporter"}


@pytest.mark.parametrize("terms", ["sections", "territory"])
def test_a_narrower_permission_stops_the_version_where_the_section_chose_so(cast, photo, planned, settings, terms):
    settings.COUNTRIES = ["GB"]
    _recalls()
    _narrow(
        cast, photo, **({"not_in": "GB"} if terms == "territory" else {"sections": [str(make_section("Sport").uid)]})
    )
    planned.refresh_from_db()
    assert planned.recalled_at == NOON + timedelta(hours=1)
    assert "was stopped" in Note.objects.get().text
    assert LogEntry.objects.get(verb="recall").by == cast.photo_editor


def test_a_permission_that_keeps_the_story_s_own_section_stops_nothing(cast, photo, planned):
    _recalls()
    _narrow(cast, photo, sections=[str(make_section("City").uid), str(make_section("Sport").uid)])
    assert Edition.objects.ahead(SIX - timedelta(hours=1)).exists() and not Note.objects.exists()


def test_a_version_that_is_live_and_one_without_the_photo_are_left_alone(cast, photo):
    _recalls()
    live = make_live(cast, photos=(use_of(photo),))
    other = make_article(by=cast.reporter, slug="another", headline="Another")
    workflow.file(other, by=cast.reporter, now=NOON)
    workflow.publish(other, by=cast.editor, live_from=SIX, now=NOON)
    _shorten(cast, photo)
    assert Edition.objects.filter(recalled_at=None).count() == 2 and not Note.objects.exists()
    assert CREDIT not in _read(live.editions.get().address.key, SIX).content.decode()


def test_two_changes_tell_once_each_that_it_goes_out_without(cast, photo, planned):
    _shorten(cast, photo)
    _shorten(cast, photo, until=SIX - timedelta(hours=1), at=NOON + timedelta(hours=2))
    assert Notice.objects.filter(kind="photo_left_out", to=cast.editor).count() == 1


def test_a_time_after_the_permission_s_end_is_refused_when_it_is_planned(cast, photo):
    story = make_article(by=cast.reporter, photos=(use_of(photo),))
    workflow.file(story, by=cast.reporter, now=NOON)
    with pytest.raises(Refused, match="Permission to use the photo ended"):
        workflow.publish(story, by=cast.editor, live_from=NOON + timedelta(days=10), now=NOON)


def test_an_administrator_chooses_for_a_section(client, cast, settings):
    settings.SECOND_FACTOR = False
    section = make_section()
    client.force_login(cast.administrator)
    address = f"/admin/articles/section/{section.pk}/change/"
    assert "permission ends before a planned version" in client.get(address).content.decode()
    said = {"name": "City", "slug": "city", "description": "", "position": 0, "language": "en"}
    said |= {"sign_off_rules-TOTAL_FORMS": "0", "sign_off_rules-INITIAL_FORMS": "0", "small_change_words": "12"}
    client.post(address, said | {"when_rights_lapse": "recall"})
    section.refresh_from_db()
    assert section.when_rights_lapse == "recall"
