"""The caption run and the grid: words for many pictures, one after the other or all together."""

from datetime import timedelta

import pytest
from django.urls import reverse

from media import many, rights
from media.collecting import begin_collection, change_collection, collect
from media.models import Lease, Photo, PhotoTemplate
from media.opening import PhotoRefused
from newsroom.record.models import LogEntry
from tests.makers import make_photo

pytestmark = pytest.mark.django_db(databases="__all__")
RUN, GRID = "admin:media_photo_run", "admin:media_photo_many"


@pytest.fixture
def desk(as_):
    return as_("photo_editor")


@pytest.fixture
def shoot(cast, noon):
    """Two pictures of an event with a template and shorthands."""
    event = begin_collection(by=cast.photo_editor, name="Cup final", now=noon)
    said = {"caption_template": "{player} of {team} in minute {minute}.", "shorthands": "h9 Anna Berg, Harbour FC"}
    change_collection(event, by=cast.photo_editor, now=noon, **said)
    photos = [make_photo(by=cast.photo_editor, now=noon) for _n in range(2)]
    collect(event, photos, by=cast.photo_editor, now=noon)
    return event, photos


def _sent(photos, at=0, back="", **words):
    photo = photos[at]
    said = {"headline": photo.headline, "caption": photo.caption, "alt_text": photo.alt_text}
    said |= {"credit_line": photo.credit_line, "caption_was": photo.caption, **words}
    return {"photo": [p.pk for p in photos], "at": at, "back": back, **said}


def test_enter_saves_and_goes_to_the_next(desk, shoot):
    event, photos = shoot
    back = f"?event={event.pk}"
    answer = desk.post(reverse(RUN), _sent(photos, back=back, gap_0=r"\h9", gap_2="77"))
    assert Photo.objects.get(pk=photos[0].pk).caption == "Anna Berg of Harbour FC in minute 77."
    assert "at=1" in answer.url
    last = desk.post(reverse(RUN), _sent(photos, at=1, back=back, caption=r"\h9 again"))
    assert Photo.objects.get(pk=photos[1].pk).caption == "Anna Berg, Harbour FC again"
    assert last.url == reverse("admin:media_photo_changelist") + back


def test_the_last_words_are_repeated_without_a_script(desk, shoot):
    _event, photos = shoot
    next_page = desk.post(reverse(RUN), _sent(photos, gap_0=r"\h9", gap_2="77", alt_text="A player jumps.")).url
    again = desk.get(f"{next_page}&repeat=1").content.decode()
    assert "A player jumps." in again
    assert 'value="77"' in again


def test_a_file_name_is_refused_as_alt_text_with_a_sentence(cast, noon, desk, shoot):
    _event, photos = shoot
    page = desk.post(reverse(RUN), _sent(photos, alt_text="DSC_0815.JPG")).content.decode()
    assert "“DSC_0815.JPG” is the name of a file." in page
    with pytest.raises(PhotoRefused, match="name of a file"):
        rights.edit_photo(photos[0], by=cast.photo_editor, now=noon, alt_text="IMG_4711")


def test_the_preview_writes_out_and_says_what_is_missing(desk, shoot):
    event, photos = shoot
    said = {"photo": photos[0].pk, "back": f"?event={event.pk}", "gap_0": r"\h9", "gap_2": r"\zz"}
    answer = desk.post(reverse("admin:media_photo_run_preview"), said).json()
    assert answer["caption"] == r"Anna Berg of Harbour FC in minute \zz."
    assert answer["unknown"] == [r"\zz"]
    assert (answer["said"]["who"], answer["said"]["date"]) == (True, False)


def test_a_run_of_no_pictures_leads_back(desk):
    assert desk.get(reverse(RUN)).url == reverse("admin:media_photo_changelist") + "?"


def test_an_event_takes_its_shorthands_from_a_form(desk, shoot):
    event, _photos = shoot
    said = {"name": "Cup final", "kind": "event", "caption_template": "{who} at sea", "shorthands": "a1 Somebody Else"}
    desk.post(reverse("admin:media_photo_event", args=[event.pk]), said)
    event.refresh_from_db()
    assert event.shorthands == "a1 Somebody Else"
    assert LogEntry.objects.filter(verb="change_collection").count() == 2


@pytest.mark.parametrize(
    ("how", "after"),
    [("leave", "Wall"), ("replace", "Sea"), ("append", "Wall Sea"), ("prepend", "Sea Wall")],
)
def test_words_are_replaced_appended_prepended_or_left(cast, noon, how, after):
    photo = make_photo(by=cast.photo_editor, now=noon, headline="Wall")
    many.edit_many([photo], by=cast.photo_editor, for_all={"headline": many.Edit(how, "Sea")}, now=noon)
    assert Photo.objects.get().headline == after


def test_keywords_stay_parted_by_commas(cast, noon):
    photo = make_photo(by=cast.photo_editor, now=noon, keywords="wall")
    many.edit_many([photo], by=cast.photo_editor, for_all={"keywords": many.Edit("append", "sea")}, now=noon)
    assert Photo.objects.get().keywords == "wall, sea"


def test_the_grid_saves_a_row_each_and_the_row_for_all(desk, shoot):
    _event, photos = shoot
    names = ("headline", "caption", "alt_text", "credit_line")
    rows = {f"p{p.pk}-{name}": getattr(p, name) for p in photos for name in names}
    rows[f"p{photos[0].pk}-headline"] = "Only the first"
    said = {"photo": [p.pk for p in photos], "do": "save", "credit_line_how": "replace", "credit_line": "B/Gazette"}
    page = desk.post(reverse(GRID), said | rows).content.decode()
    assert "2 of 2 pictures done" in page
    assert set(Photo.objects.values_list("credit_line", flat=True)) == {"B/Gazette"}
    assert Photo.objects.get(pk=photos[0].pk).headline == "Only the first"


def test_what_one_photo_refuses_stops_no_other_and_is_never_half_done(cast, as_, noon):
    own, other = make_photo(by=cast.photographer, now=noon), make_photo(by=cast.photo_editor, now=noon)
    edits = {"headline": many.Edit("replace", "New"), "caption": many.Edit("replace", "Words")}
    results = many.edit_many([own, other], by=cast.photographer, for_all=edits, now=noon)
    assert [result.done for result in results] == [True, False]
    assert "somebody else's picture" in results[1].sentence
    other.refresh_from_db()
    assert (other.headline, other.caption) == ("", "")


def test_a_template_brings_words_rights_and_leave_in_one_act(cast, noon):
    photo = make_photo(by=cast.photo_editor, now=noon, licence="not_established", keywords="wall")
    template = PhotoTemplate.objects.create(
        name="Press Images", credit_line="X/Press Images", licence="agency", keywords="sport", lease_days=30,
        lease_note="Contract of May", kept_by=cast.photo_editor, kept_at=noon,
    )  # fmt: skip
    (result,) = many.apply_template([photo], template, by=cast.photo_editor, now=noon)
    photo.refresh_from_db()
    assert result.done
    assert (photo.credit_line, photo.licence, photo.keywords) == ("X/Press Images", "agency", "wall, sport")
    assert Lease.objects.get().usable_until == noon + timedelta(days=30)


def test_a_template_with_leave_is_taken_back_whole_where_leave_is_refused(cast, noon):
    photo = make_photo(by=cast.photographer, now=noon, credit_line="A")
    template = PhotoTemplate.objects.create(
        name="T", credit_line="B", lease_days=3, kept_by=cast.photo_editor, kept_at=noon
    )
    (result,) = many.apply_template([photo], template, by=cast.photographer, now=noon)
    assert not result.done
    assert Photo.objects.get().credit_line == "A"
    assert not Lease.objects.exists()


def test_the_photographers_contract_is_given_to_all_in_one_act(desk, shoot):
    from media.models import Supplier

    _event, photos = shoot
    said = {"kind": "photographer", "licence": "commissioned", "lease_days": 90}
    supplier = Supplier.objects.create(name="Photographer C", **said)
    said = {"photo": [photo.pk for photo in photos], "do": "contract", "contract": supplier.pk}
    assert "2 of 2 pictures done" in desk.post(reverse(GRID), said).content.decode()
    assert Photo.objects.filter(licence="commissioned", leases__isnull=False).distinct().count() == 2


def test_the_sheets_form_leads_to_an_address_that_has_the_pictures_and_no_token(desk, upload):
    first, second = upload(), upload()
    said = {"photo": [first.pk, second.pk], "back": "?mark=pick", "csrfmiddlewaretoken": "x" * 64, "off": "1"}
    answer = desk.post(reverse(RUN), said)
    assert answer.status_code == 302
    assert "csrf" not in answer["Location"] and "off=" not in answer["Location"]
    assert f"photo={first.pk}&photo={second.pk}" in answer["Location"]
    assert desk.get(answer["Location"]).status_code == 200
