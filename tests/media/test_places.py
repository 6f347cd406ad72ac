"""Every place a photo shows: read from its file, mended in its form, found by its words."""

import json

import pytest
from django.urls import reverse

from media import rights, searching
from media.models import Photo, PlaceShown
from media.places import as_typed, of, places, too_much
from newsroom.record.models import LogEntry
from tests.conftest import NOON

from .conftest import drawing, saved
from .test_admin import form_of, page_of
from .test_metadata import packet

pytestmark = pytest.mark.django_db(databases="__all__")

QUAY = ("Ferry quay", "Marlhithe", "", "United Kingdom", "GBR")
PELL = ("", "Pell", "", "", "")


def _shown(*fields: str) -> str:
    items = "".join(f'<rdf:li rdf:parseType="Resource">{each}</rdf:li>' for each in fields)
    return f"<Iptc4xmpExt:LocationShown><rdf:Bag>{items}</rdf:Bag></Iptc4xmpExt:LocationShown>"


THREE = _shown(
    "<Iptc4xmpExt:City>Porto</Iptc4xmpExt:City>",
    "<Iptc4xmpExt:Sublocation>Ferry quay</Iptc4xmpExt:Sublocation><Iptc4xmpExt:City>Marlhithe</Iptc4xmpExt:City>"
    "<Iptc4xmpExt:CountryName>United Kingdom</Iptc4xmpExt:CountryName>"
    "<Iptc4xmpExt:CountryCode>GBR</Iptc4xmpExt:CountryCode>",
    "<Iptc4xmpExt:City>Pell</Iptc4xmpExt:City>",
)


@pytest.fixture
def three(upload):
    return upload(saved(drawing(16, 16), xmp=packet(THREE)))


def test_a_file_that_shows_three_places_keeps_the_first_and_the_others_in_their_order(three):
    assert three.shown_city == "Porto"
    assert of(three) == [QUAY, PELL]
    assert json.loads(three.file_says)["more_shown"] == ["Ferry quay; Marlhithe; ; United Kingdom; GBR", "; Pell"]


def test_what_is_typed_comes_back_as_it_was_typed():
    typed = "Ferry quay; Marlhithe; ; United Kingdom; GBR\n; Pell\n\n; Pell"
    assert places(typed) == [QUAY, PELL]
    assert places(as_typed(places(typed))) == [QUAY, PELL]


@pytest.mark.parametrize("line", ["a; b; c; d; GBR; f", "a; b; c; d; Britain"])
def test_a_line_that_says_more_than_a_place_has_is_named(line):
    assert too_much(f"Quay\n{line}") == line and too_much("Quay; Pell") == ""


def test_they_are_mended_in_the_form_and_on_the_record(as_, three):
    page = as_("photo_editor").get(page_of(three)).content.decode()
    assert "Ferry quay; Marlhithe; ; United Kingdom; GBR" in page
    typed = {"places_shown": "Harbour; Pell", "credit_line": "C/Gazette"}
    as_("photo_editor").post(page_of(three), form_of(three, **typed))
    assert of(three) == [("Harbour", "Pell", "", "", "")]
    entry = LogEntry.objects.filter(verb="edit_photo").latest("number")
    assert "places_shown" in entry.facts and "Harbour; Pell" in entry.words.text


def test_what_is_no_place_is_refused_with_the_line(as_, three):
    page = as_("photo_editor").post(page_of(three), form_of(three, places_shown="a; b; c; d; Britain"))
    assert "“a; b; c; d; Britain” is no place" in page.content.decode()
    assert of(three) == [QUAY, PELL]


def test_the_files_places_are_taken_back_with_one_press(as_, cast, three):
    rights.edit_photo(three, by=cast.photo_editor, places_shown=[], now=NOON)
    page = as_("photo_editor").get(page_of(three)).content.decode()
    assert 'value="places_shown"' in page
    as_("photo_editor").post(page_of(three), form_of(three, _take="places_shown"))
    assert of(three) == [QUAY, PELL]


def test_it_is_found_by_every_place_and_not_by_one_that_was_taken_away(as_, cast, three):
    assert list(searching.photos_with(Photo.objects.all(), "ferry quay")) == [three]
    sheet = as_("photo_editor").get(reverse("admin:media_photo_changelist") + "?place=Pell")
    assert [tile.photo for tile in sheet.context["tiles"]] == [three]
    rights.edit_photo(three, by=cast.photo_editor, places_shown=[PELL], now=NOON)
    # What its file says is still found: only what we said is gone.
    assert not PlaceShown.objects.filter(city="Marlhithe").exists()
    sheet = as_("photo_editor").get(reverse("admin:media_photo_changelist") + "?place=Marlhithe")
    assert sheet.context["tiles"] == []
