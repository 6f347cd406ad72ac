"""The pages of care: flags, consent, areas, the file's words, the answer before a story shows a picture."""

import pytest
from django.urls import reverse
from lxml import html

from articles.admin.checklist import checks
from articles.admin.state import StoryState
from media.care import flag_person, record_consent
from media.models import Photo, PhotoAnswer
from newsroom import clock
from newsroom.record.models import LogEntry
from tests.makers import make_article, make_live, use_of

from .conftest import drawing, saved, sent
from .test_metadata import packet

pytestmark = pytest.mark.django_db(databases="__all__")


@pytest.fixture
def desk(client, cast, settings):
    """A browser of the photo editor."""
    settings.SECOND_FACTOR = False
    client.force_login(cast.photo_editor, backend="newsroom.staff.backend.StaffBackend")
    return client


def page(photo, name="care") -> str:
    return reverse(f"admin:media_photo_{name}", args=[photo.pk])


def text_of(response) -> str:
    return " ".join(html.fromstring(response.content.decode()).text_content().split())


def test_areas_are_typed_as_numbers_and_empty_rows_are_none(desk, photo):
    sides = {"left": ["100", ""], "top": ["100", ""], "width": ["200", ""], "height": ["300", ""]}
    told = desk.post(page(photo), {"_act": "pixelate", **sides}, follow=True)
    assert [area.rectangle for area in photo.areas.all()] == [(100, 100, 200, 300)]
    assert "made anew" in text_of(told)
    assert b'x="100"' in told.content


def test_an_area_outside_says_so_and_changes_nothing(desk, photo):
    told = desk.post(page(photo), {"_act": "pixelate", "left": "900", "top": "0", "width": "200", "height": "9"})
    assert "has to lie inside the picture" in text_of(told)
    assert not photo.areas.exists()


def test_somebody_not_named_is_flagged_and_the_photos_page_says_so(desk, photo):
    desk.post(page(photo), {"_act": "flag", "kinds-new": ["child"]})
    assert Photo.objects.get(pk=photo.pk).care == "child"
    assert "somebody not named" in text_of(desk.get(page(photo, "change")))


def test_a_consent_is_written_down_with_its_paper_and_taken_back(desk, photo):
    said = {"given_by": "Ana's mother", "scope": "School meals", "given_on": "2026-11-01"}
    desk.post(page(photo), {"_act": "consent", **said, "document": sent(b"%PDF-1.7", "form.pdf")})
    (consent,) = photo.consents.all()
    paper = desk.get(reverse("admin:media_photo_consent_paper", args=[photo.pk, consent.pk]))
    assert (b"".join(paper.streaming_content), paper["Content-Type"]) == (b"%PDF-1.7", "application/pdf")
    assert "attachment" in paper["Content-Disposition"]
    desk.post(page(photo), {"_act": "end", "consent": consent.pk, "reason": "She called."})
    assert not Photo.objects.get(pk=photo.pk).usable(clock.now())


def test_a_reporter_does_not_get_to_the_page_of_somebody_elses_picture(client, cast, photo, settings):
    settings.SECOND_FACTOR = False
    client.force_login(cast.reporter, backend="newsroom.staff.backend.StaffBackend")
    assert client.get(page(photo)).status_code == 403


def test_the_files_word_stands_beside_ours_and_is_taken_by_one_click(desk, upload):
    photo = upload(saved(drawing(16, 16), xmp=packet("<photoshop:Credit>Wire</photoshop:Credit>")), credit_line="Ours")
    shown = desk.get(page(photo, "change"))
    assert b'name="_take" value="credit_line"' in shown.content
    form = {name: value for name, value in shown.context["adminform"].form.initial.items() if value}
    management = {"leases-TOTAL_FORMS": 0, "leases-INITIAL_FORMS": 0}
    desk.post(page(photo, "change"), {**form, **management, "taken_at_0": "", "taken_at_1": "", "_take": "credit_line"})
    assert Photo.objects.get(pk=photo.pk).credit_line == "Wire"


def test_traces_are_shown_to_those_who_may_know(desk, client, cast, upload):
    image = drawing(16, 16)
    exif = image.getexif()
    exif.get_ifd(0x8769)[0xA431] = "SN-1234"
    photo = upload(saved(image, exif=exif))
    assert "SN-1234" in text_of(desk.get(page(photo, "change")))
    client.force_login(cast.editor, backend="newsroom.staff.backend.StaffBackend")
    assert "SN-1234" not in text_of(client.get(page(photo, "change")))


def test_the_checklist_leads_to_the_question_and_an_answer_settles_it(desk, cast, photo):
    flag_person(photo, by=cast.photo_editor, name="Ana", kinds={"child"})
    record_consent(
        photo, by=cast.photo_editor, given_by="Her mother", scope="School meals", given_on=clock.local_date(clock.now())
    )
    article = make_article(by=cast.reporter, photos=(use_of(photo),))
    state = StoryState(article, cast.photo_editor, clock.now())
    (url,) = [check.url for check in checks(state) if check.finding.id == "photo-consent"]
    asked = text_of(desk.get(url))
    assert "Ana: child" in asked and "School meals" in asked
    assert desk.post(url, {"words": " "}).status_code == 422
    desk.post(url, {"words": "Her mother agreed to this."})
    assert PhotoAnswer.objects.get().context == str(article.uid)


def test_withdrawing_shows_every_place_first_and_then_takes_it_from_all(desk, cast, photo):
    live = make_live(cast, photos=(use_of(photo),), headline="The wall is voted for")
    draft = make_article(by=cast.reporter, photos=(use_of(photo),), headline="The wall is drawn", slugline="drawn")
    shown = text_of(desk.get(page(photo, "withdraw")))
    assert "It leaves 1 story that readers have" in shown
    assert str(live) in shown and str(draft) in shown and "Version 1" in shown
    desk.post(page(photo, "withdraw"), {"reason": "The owner asks."})
    assert not Photo.objects.get(pk=photo.pk).usable(clock.now())
    assert LogEntry.objects.filter(verb="withdraw_photo").count() == 1
