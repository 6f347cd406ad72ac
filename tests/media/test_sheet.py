"""The contact sheet: what it shows, what it is narrowed by, how it goes on."""

from datetime import timedelta

import pytest
from django.urls import reverse

from media import rights
from media.admin.sheet.asked import Asked
from media.collecting import begin_collection, collect
from media.culling import cull
from media.models import CareFlag, Photo, SavedPhotoSearch, Supplier
from newsroom import clock
from newsroom.record.models import LogEntry
from tests.makers import make_live, make_photo, use_of

pytestmark = pytest.mark.django_db(databases="__all__")
SHEET = "admin:media_photo_changelist"


@pytest.fixture
def desk(as_):
    return as_("photo_editor")


def shown(user, now, **asked) -> list[Photo]:
    return Asked.of(asked).sheet(user, now).photos


@pytest.fixture
def photos(cast, noon):
    """One that lacks nothing, and one for each thing that can be lacking."""
    by = cast.photo_editor
    whole = make_photo(by=by, now=noon, headline="Whole")
    made = {
        "whole": whole,
        "credit": make_photo(by=by, now=noon, credit_line="", headline="Nobody owed"),
        "alt": make_photo(by=by, now=noon, alt_text="", headline="Not described"),
        "rights": make_photo(by=by, now=noon, licence="not_established", headline="Whose"),
        "ending": make_photo(by=by, now=noon, headline="Ending"),
        "withdrawn": make_photo(by=by, now=noon, headline="Gone"),
    }
    rights.grant_lease(made["ending"], by=by, usable_until=noon + timedelta(days=9, hours=1), now=noon)
    rights.withdraw_photo(made["withdrawn"], by=by, reason="A child in it", now=noon)
    return made


@pytest.mark.parametrize("needs", ["credit", "alt", "rights", "ending", "withdrawn"])
def test_it_can_be_cut_to_what_needs_somebody(cast, noon, photos, needs):
    assert shown(cast.photo_editor, noon, needs=needs) == [photos[needs]]


def test_leave_that_another_goes_on_after_is_not_ending(cast, noon, photos):
    rights.grant_lease(photos["ending"], by=cast.photo_editor, usable_until=None, now=noon)
    assert shown(cast.photo_editor, noon, needs="ending") == []


def test_never_used_leaves_out_what_a_story_has(cast, noon, photos):
    make_live(cast, now=noon, photos=(use_of(photos["whole"]),))
    found = shown(cast.photo_editor, noon, needs="unused")
    assert photos["whole"] not in found
    assert photos["ending"] in found


def test_it_is_narrowed_by_what_is_said_of_a_photo(cast, noon, photos):
    supplier = Supplier.objects.create(name="Press Images")
    said = {"creator": "Ines Varga", "source": "Festival", "supplier": supplier, "shown_city": "Porto"}
    photo = rights.edit_photo(photos["whole"], by=cast.photo_editor, now=noon, licence="agency", taken_at=noon, **said)
    for asked in (
        {"by": "Ines Varga"},
        {"source": "Festival"},
        {"supplier": str(supplier.pk)},
        {"licence": "agency"},
        {"place": "Porto"},
        {"since": "2026-01-01", "upto": clock.local_date(noon).isoformat()},
    ):
        assert shown(cast.photo_editor, noon, **asked) == [photo], asked


def test_it_is_narrowed_by_shape(cast, noon):
    photo = make_photo(by=cast.photo_editor, now=noon)
    other = {"landscape": "portrait", "portrait": "landscape", "square": "portrait"}[photo.orientation]
    assert shown(cast.photo_editor, noon, shape=photo.orientation) == [photo]
    assert shown(cast.photo_editor, noon, shape=other) == []


def test_people_and_care_are_facets(cast, noon, photos):
    photo = rights.edit_photo(photos["whole"], by=cast.photo_editor, now=noon, persons_shown=["Anna Berg"])
    CareFlag.objects.create(person=photo.persons.get(), kind="child")
    assert shown(cast.photo_editor, noon, people="Anna Berg") == [photo]
    assert shown(cast.photo_editor, noon, care="child") == [photo]


@pytest.mark.parametrize("asked", [{"since": "yesterday"}, {"event": "x"}, {"supplier": "9" * 30}])
def test_what_is_asked_wrongly_finds_nothing_and_breaks_nothing(desk, photos, asked):
    assert desk.get(reverse(SHEET), asked).status_code == 200


@pytest.mark.parametrize("q", ["anna", "whole", "photographer gazette", '"harbour wall"', "Ström", "strom"])
def test_search_reads_all_that_is_said(cast, noon, q):
    photo = make_photo(by=cast.photo_editor, now=noon, headline="Whole", keywords="Ström")
    make_photo(by=cast.photo_editor, now=noon, headline="Other", credit_line="A", alt_text="Sea")
    rights.edit_photo(photo, by=cast.photo_editor, now=noon, persons_shown=["Anna Berg"])
    assert shown(cast.photo_editor, noon, q=q) == [photo]


def test_what_is_no_longer_said_is_no_longer_found(cast, noon):
    photo = make_photo(by=cast.photo_editor, now=noon, headline="Ferryman")
    rights.edit_photo(photo, by=cast.photo_editor, now=noon, headline="Ship", persons_shown=["Anna Berg"])
    rights.edit_photo(photo, by=cast.photo_editor, now=noon, persons_shown=[])
    assert shown(cast.photo_editor, noon, q="ferryman") == shown(cast.photo_editor, noon, q="anna") == []
    rights.delete_photo(photo, by=cast.photo_editor, now=noon)
    assert shown(cast.photo_editor, noon, q="ship") == []


def test_search_finds_only_what_one_may_see(cast, noon):
    make_photo(by=cast.photo_editor, now=noon, headline="Ferryman")
    assert shown(cast.photographer, noon, q="ferryman") == []


def test_it_goes_on_from_where_it_ended(cast, noon):
    photos = [make_photo(by=cast.photo_editor, now=noon) for _n in range(5)]
    asked = Asked()
    first = asked.sheet(cast.photo_editor, noon, most=2)
    second = Asked(after=first.after).sheet(cast.photo_editor, noon, most=2)
    third = Asked(after=second.after).sheet(cast.photo_editor, noon, most=2)
    assert [*first.photos, *second.photos, *third.photos] == photos[::-1]
    assert third.after == ""


@pytest.mark.parametrize("asked", [{"event": "1"}, {"since": "2020-01-01"}])
def test_an_event_goes_on_as_it_was_shot_and_a_date_from_its_end(cast, noon, asked):
    event = begin_collection(by=cast.photo_editor, name="Cup final", now=noon)
    moments = [noon - timedelta(minutes=n // 2) for n in range(5)]
    photos = [make_photo(by=cast.photo_editor, now=noon, taken_at=moment) for moment in moments]
    collect(event, photos, by=cast.photo_editor, now=noon)
    said = {"event": str(event.pk)} if "event" in asked else asked
    found, after = [], ""
    for _page in range(3):
        sheet = Asked(said, after=after).sheet(cast.photo_editor, noon, most=2)
        found, after = found + sheet.photos, sheet.after
    assert found == sorted(photos, key=lambda photo: (photo.taken_at, photo.pk), reverse="event" not in asked)


def test_the_page_asks_as_many_queries_for_many_photos_as_for_one(cast, noon, desk, django_assert_max_num_queries):
    make_photo(by=cast.photo_editor, now=noon)
    desk.get(reverse(SHEET))
    for _n in range(12):
        make_photo(by=cast.photo_editor, now=noon)
    with django_assert_max_num_queries(32):
        assert desk.get(reverse(SHEET)).content.count(b"data-tile=") == 13


def test_a_greyed_picture_says_why_on_the_picture(noon, desk, photos):
    page = desk.get(reverse(SHEET)).content.decode()
    assert page.count("tile--grey") == 1 and page.count("tile--open") == 1
    assert "The photo was withdrawn on" in page
    assert '<p class="tile-why">Rights not established' in page


def test_corner_marks_say_in_words_what_they_mean(cast, noon, desk, photos):
    from media.admin.sheet.tiles import tile

    signs = {name: {corner.name for corner in tile(photo, noon).corners} for name, photo in photos.items()}
    assert signs["credit"] == {"credit"}
    assert signs["alt"] == {"alt"}
    assert signs["ending"] == {"ending"}
    (ending,) = tile(photos["ending"], noon).corners
    assert (ending.sign, ending.title) == ("ends 9d", "Permission ends in 9 days")


def test_only_the_next_stretch_comes_for_a_page_that_is_open(cast, noon, desk):
    make_photo(by=cast.photo_editor, now=noon)
    part = desk.get(reverse(SHEET), {"part": "1"}).content
    assert part.strip().startswith(b"<ol") and b"<html" not in part


def test_size_and_ground_are_remembered(cast, noon, desk):
    make_photo(by=cast.photo_editor, now=noon)
    desk.get(reverse(SHEET), {"size": "400", "ground": "black"})
    assert b"sheet-ground--black sheet-ground--400" in desk.get(reverse(SHEET)).content


def test_a_script_sorts_one_photo_by_one_small_post(cast, noon, desk):
    photo = make_photo(by=cast.photo_editor, now=noon)
    answer = desk.post(
        reverse("admin:media_photo_sort"), {"photo": photo.pk, "mark": "pick"}, headers={"accept": "application/json"}
    )
    assert answer.json() == {"results": [{"id": photo.pk, "rating": 0, "mark": "pick"}]}
    assert LogEntry.objects.filter(verb="cull", subject=f"photo:{photo.uid}").exists()


def test_a_form_sorts_those_that_are_ticked(cast, noon, desk):
    photos = [make_photo(by=cast.photo_editor, now=noon) for _n in range(2)]
    cull(photos[0], by=cast.photo_editor, mark="pick", now=noon)
    desk.post(reverse("admin:media_photo_sort"), {"photo": [p.pk for p in photos], "mark": "none"})
    assert list(Photo.objects.values_list("mark", flat=True)) == ["", ""]


def test_the_camera_clock_is_put_right_from_the_sheet(cast, noon, desk):
    photo = make_photo(by=cast.photo_editor, now=noon, taken_at=noon)
    desk.post(reverse("admin:media_photo_clock"), {"photo": photo.pk, "off": "-1:00:05"})
    photo.refresh_from_db()
    assert photo.taken_at == noon - timedelta(hours=1, seconds=5)
    answer = desk.post(reverse("admin:media_photo_clock"), {"photo": photo.pk, "off": "an hour"}, follow=True)
    assert "Write the offset as" in answer.content.decode()


def test_ticked_photos_become_an_event(cast, noon, desk):
    photo = make_photo(by=cast.photo_editor, now=noon)
    desk.post(reverse("admin:media_photo_gather"), {"photo": photo.pk, "event_name": "Cup final"})
    assert photo.collections.get().name == "Cup final"


def test_a_search_is_kept_under_a_name_and_shared(cast, as_, noon, desk):
    desk.post(reverse("admin:media_photo_search_save"), {"name": "Debts", "back": "?needs=credit", "everybody": "1"})
    assert SavedPhotoSearch.objects.get().asked == "needs=credit"
    assert "Debts" in as_("reporter").get(reverse(SHEET)).content.decode()
    kept = SavedPhotoSearch.objects.get()
    assert as_("reporter").post(reverse("admin:media_photo_search_drop", args=[kept.uid])).status_code == 404
    as_("photo_editor").post(reverse("admin:media_photo_search_drop", args=[kept.uid]))
    assert not SavedPhotoSearch.objects.exists()


def test_somebody_without_leave_sorts_nothing(as_, cast, noon):
    photo = make_photo(by=cast.photo_editor, now=noon)
    as_("photographer").post(reverse("admin:media_photo_sort"), {"photo": photo.pk, "mark": "pick"})
    assert as_("stranger").post(reverse("admin:media_photo_sort"), {"photo": photo.pk}).status_code == 403
    photo.refresh_from_db()
    assert photo.mark == ""


def test_what_the_sheet_is_narrowed_by_stands_above_it_and_can_be_taken_away(cast, noon, desk):
    make_photo(by=cast.photo_editor, now=noon, creator="Ada Lens", headline="Gulls")
    page = desk.get(reverse(SHEET), {"by": "Ada Lens", "q": "gulls"}).content.decode()
    assert '<a href="?q=gulls"><span class="quiet">Photographer</span> Ada Lens' in page
    assert '<a href="?by=Ada+Lens">“gulls”' in page
