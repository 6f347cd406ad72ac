"""The photo desk in the admin, by HTTP."""

import json
import re
import uuid

import pytest
from django.urls import reverse
from django.utils.html import escape

from media import rights
from media.models import Lease, Photo
from newsroom.record.models import LogEntry
from tests.conftest import NOON

from .conftest import drawing, saved, sent

pytestmark = pytest.mark.django_db(databases="__all__")

LIST = "admin:media_photo_changelist"
FIELDS = "caption alt_text credit_line source headline creator copyright_notice usage_terms web_statement".split()


def page_of(photo):
    return reverse("admin:media_photo_change", args=[photo.pk])


def form_of(photo, **changes):
    """Return what a browser posts of the form as it stands, with these changes."""
    values = {name: getattr(photo, name) for name in FIELDS} | {"licence": photo.licence}
    values |= {"keywords": photo.keywords, "digital_source_type": photo.digital_source_type}
    values |= {"taken_at_0": "", "taken_at_1": ""}
    leases = {"leases-TOTAL_FORMS": 0, "leases-INITIAL_FORMS": 0, "leases-MIN_NUM_FORMS": 0, "leases-MAX_NUM_FORMS": 9}
    return {**values, **leases, "_continue": "1", **changes}


def said(response) -> str:
    return " ".join(str(message) for message in response.context["messages"])


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("photographer", 200),
        ("reporter", 200),
        ("editor", 200),
        ("photo_editor", 200),
        ("administrator", 200),
        ("stranger", 403),
    ],
)
def test_who_may_open_the_list(as_, who, status):
    assert as_(who).get(reverse(LIST)).status_code == status


def test_a_photographer_sees_only_their_own(as_, upload, cast):
    own, other = upload(by=cast.photographer, headline="Own one"), upload(headline="Other one")
    browser = as_("photographer")
    listed = browser.get(reverse(LIST)).content.decode()
    assert "Own one" in listed and "Other one" not in listed
    assert browser.get(page_of(own)).status_code == 200
    assert browser.get(page_of(other)).status_code == 302
    assert browser.get(reverse("admin:media_photo_preview", args=[other.uid, 192])).status_code == 404
    picked = browser.get(reverse("admin:media_photo_pick")).json()
    assert [photo["id"] for photo in picked["photos"]] == [own.pk]


def test_several_pictures_are_uploaded_by_a_plain_form(as_):
    files = [sent(saved(drawing())), sent(saved(drawing(), "PNG")), sent(b"GIF89a" + b"\0" * 30, "moving.gif")]
    response = as_("reporter").post(reverse("admin:media_photo_add"), {"file": files}, follow=True)
    assert Photo.objects.count() == 2
    assert "moving.gif" in said(response) and "This is a GIF" in said(response)
    assert response.redirect_chain[-1][0].startswith(reverse(LIST) + "?batch=")


def test_one_picture_leads_to_its_form(as_):
    response = as_("reporter").post(reverse("admin:media_photo_add"), {"file": sent(saved(drawing()))})
    assert response.url == page_of(Photo.objects.get())


def test_the_same_picture_again_leads_to_what_is_there(as_, photo):
    data = photo.original.open("rb").read()
    response = as_("editor").post(reverse("admin:media_photo_add"), {"file": sent(data)}, follow=True)
    assert "here already" in said(response)
    assert response.redirect_chain[-1][0] == page_of(photo)


def test_an_upload_without_a_file_says_so(as_):
    assert "No file came along" in said(as_("editor").post(reverse("admin:media_photo_add")))


@pytest.mark.parametrize("who", ["administrator", "stranger"])
def test_who_may_not_upload(as_, who):
    browser = as_(who)
    assert browser.post(reverse("admin:media_photo_add"), {"file": sent(saved(drawing()))}).status_code == 403
    quick = browser.post(reverse("admin:media_photo_quick_upload"), {"file": sent(saved(drawing()))})
    assert quick.status_code in {302, 400}
    assert not Photo.objects.exists()


def test_the_quick_upload_answers_with_the_photo(as_):
    answer = as_("reporter").post(
        reverse("admin:media_photo_quick_upload"), {"file": sent(saved(drawing())), "credit_line": "hstoday.us"}
    )
    photo = answer.json()["photo"]
    assert answer.status_code == 201
    assert (photo["credit_line"], photo["usable"]) == ("hstoday.us", False)
    assert "rights are not established" in photo["why_not"][0]
    assert uuid.UUID(photo["uid"])


def test_the_quick_upload_refuses_with_a_sentence(as_):
    answer = as_("reporter").post(reverse("admin:media_photo_quick_upload"), {"file": sent(b"<svg/>", "drawing.svg")})
    assert answer.status_code == 400 and "SVG" in answer.json()["error"]
    assert as_("reporter").post(reverse("admin:media_photo_quick_upload")).json()["error"]


def test_the_quick_upload_is_a_post_with_a_token(as_, cast):
    from django.test import Client

    url = reverse("admin:media_photo_quick_upload")
    assert as_("reporter").get(url).status_code == 405
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(cast.reporter, backend="newsroom.staff.backend.StaffBackend")
    assert strict.post(url, {"file": sent(saved(drawing()))}).status_code == 403


def test_the_picker_finds_by_every_word_and_pages(as_, upload, django_assert_max_num_queries):
    for number in range(26):
        upload(headline=f"Harbour {number}", credit_line="Ana Costa")
    upload(headline="Harbour by night", credit_line="Ben Ito")
    browser, url = as_("reporter"), reverse("admin:media_photo_pick")
    with django_assert_max_num_queries(8):
        first = browser.get(url, {"q": "harbour costa"}).json()
    assert (first["count"], len(first["photos"]), first["next"]) == (26, 24, 2)
    assert len(browser.get(url, {"q": "harbour costa", "page": "2"}).json()["photos"]) == 2
    assert [p["headline"] for p in browser.get(url, {"q": "night ito"}).json()["photos"]] == ["Harbour by night"]
    for odd in ("%", "_' OR 1=1", "\0x", "page", "9" * 300):
        assert browser.get(url, {"q": odd, "page": odd}).status_code == 200


def test_a_preview_is_for_staff_who_may_see_the_photo(as_, photo, client):
    url = reverse("admin:media_photo_preview", args=[photo.uid, 960])
    assert client.get(url).status_code == 302
    answer = as_("reporter").get(url)
    assert (answer.status_code, answer["Content-Type"]) == (200, "image/jpeg")
    assert "private" in answer["Cache-Control"]
    assert as_("reporter").get(reverse("admin:media_photo_preview", args=[uuid.uuid4(), 960])).status_code == 404


def test_the_form_saves_through_the_verb(as_, photo, cast):
    response = as_("photo_editor").post(page_of(photo), form_of(photo, caption="Boats leave."), follow=True)
    photo.refresh_from_db()
    assert photo.caption == "Boats leave.", response.content
    assert LogEntry.objects.get(verb="edit_photo").by == cast.photo_editor


def test_the_form_shows_what_the_file_says_escaped(as_, upload):
    image = drawing()
    exif = image.getexif()
    exif[0x013B] = '<b onclick="x">Ana</b>'
    page = as_("photo_editor").get(page_of(upload(saved(image, exif=exif)))).content.decode()
    assert escape('<b onclick="x">Ana</b>') in page and "<b onclick" not in page


def test_photos_are_uploaded_and_not_added_by_this_form(as_, photo):
    page = as_("photo_editor").get(page_of(photo)).content.decode()
    assert 'name="_save"' in page and 'name="_continue"' in page
    assert "_addanother" not in page


def test_a_reporter_may_look_at_but_not_change_somebody_elses(as_, photo):
    browser = as_("reporter")
    assert browser.get(page_of(photo)).status_code == 200
    assert browser.post(page_of(photo), form_of(photo, caption="Mine now")).status_code == 403
    photo.refresh_from_db()
    assert photo.caption == ""


def test_vouching_keeps_what_was_typed_beside_it(as_, upload, cast):
    photo = upload(credit_line="hstoday.us")
    posted = form_of(photo, caption="Members of the army.", _verb="vouch", vouch_reason="Their press office said yes")
    response = as_("editor").post(page_of(photo), posted, follow=True)
    photo.refresh_from_db()
    assert (photo.vouched_by, photo.caption) == (cast.editor, "Members of the army.")
    assert "You vouch" in said(response)


def test_a_refused_verb_says_why_and_nothing_of_success(as_, upload):
    photo = upload(credit_line="hstoday.us")
    response = as_("editor").post(page_of(photo), form_of(photo, _verb="vouch", vouch_reason=" "), follow=True)
    assert "Say why you vouch" in said(response) and "success" not in said(response)


def test_withdrawing_and_reinstating_by_button(as_, photo):
    browser = as_("editor")
    browser.post(reverse("admin:media_photo_withdraw", args=[photo.pk]), {"reason": "The agency killed it"})
    photo.refresh_from_db()
    assert photo.withdrawn_at
    assert b"The agency killed it" in browser.get(page_of(photo)).content
    browser.post(page_of(photo), form_of(photo, _verb="reinstate"))
    photo.refresh_from_db()
    assert photo.withdrawn_at is None


def lease_row(start="2026-11-22", end="2026-12-22", **more):
    row = {
        "leases-TOTAL_FORMS": 1,
        "leases-0-usable_from_0": start,
        "leases-0-usable_from_1": "12:00:00",
        "leases-0-usable_until_0": end,
        "leases-0-usable_until_1": "12:00:00" if end else "",
        "leases-0-note": "By mail",
    }
    return row | more


def test_a_lease_is_granted_in_the_form(as_, photo, cast):
    as_("photo_editor").post(page_of(photo), form_of(photo, **lease_row()))
    lease = photo.leases.get()
    assert (lease.usable_from, lease.agreed_by, lease.note) == (NOON, cast.photo_editor, "By mail")
    assert LogEntry.objects.filter(verb="grant_lease").exists()


def test_a_lease_that_ends_before_it_begins_is_an_error_of_the_form(as_, photo):
    page = as_("photo_editor").post(page_of(photo), form_of(photo, **lease_row(end="2026-11-21")))
    assert "Permission has to end after it begins." in page.content.decode()
    assert not Lease.objects.exists()


def test_a_leases_end_is_moved_in_the_form_and_its_beginning_is_not(as_, photo, cast):
    lease = rights.grant_lease(photo, by=cast.photo_editor, usable_from=NOON, now=NOON)
    moved = lease_row(
        start="2020-01-01", **{"leases-INITIAL_FORMS": 1, "leases-0-id": lease.pk, "leases-0-photo": photo.pk}
    )
    as_("photo_editor").post(page_of(photo), form_of(photo, **moved))
    lease.refresh_from_db()
    assert (lease.usable_from, lease.usable_until.date().isoformat()) == (NOON, "2026-12-22")
    assert LogEntry.objects.filter(verb="change_lease").exists()


def test_an_editor_sees_leases_and_cannot_change_them(as_, photo, cast):
    rights.grant_lease(photo, by=cast.photo_editor, usable_from=NOON, note="Press office", now=NOON)
    browser = as_("editor")
    browser.post(page_of(photo), form_of(photo, **lease_row()))
    assert photo.leases.count() == 1
    assert b"Press office" in browser.get(page_of(photo)).content


def test_an_unused_photo_is_deleted_by_the_photo_desk_alone(as_, photo):
    url = reverse("admin:media_photo_delete", args=[photo.pk])
    assert as_("editor").post(url, {"post": "yes"}).status_code == 403
    as_("photo_editor").post(url, {"post": "yes"})
    assert not Photo.objects.exists()
    assert LogEntry.objects.filter(verb="delete_photo").exists()


def test_no_page_of_the_desk_carries_script_or_style_inline(as_, photo):
    browser = as_("photo_editor")
    for url in (reverse(LIST), reverse("admin:media_photo_add"), page_of(photo)):
        page = browser.get(url).content.decode()
        assert " style=" not in page and "<style" not in page and " onclick=" not in page
        assert json.dumps(page).count("<script>") == 0


def test_a_photographers_desk_is_their_own_photos_and_nothing_else(as_):
    answer = as_("photographer").get(reverse("admin:index"), follow=True)
    assert answer.request["PATH_INFO"] == reverse(LIST)
    page = answer.content.decode()
    rooms = page[page.index('class="rooms-first"') :]
    assert re.findall(r"<span>([^<]+)</span></a></li>", rooms[: rooms.index("</nav>")]) == ["Photos"]
