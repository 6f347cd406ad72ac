"""Who is shown in a photo: rows in their order, with flags that stay."""

import pytest

from media import rights
from media.models import CareFlag, PersonShown
from media.persons import as_typed, name_persons, names
from newsroom.record.models import LogEntry
from tests.conftest import NOON

from .conftest import drawing, saved
from .test_metadata import packet


def test_names_are_parted_by_semicolons_or_lines_each_once():
    assert names("Ana Costa; Ben Ito\nAna Costa;") == ["Ana Costa", "Ben Ito"]


def test_an_upload_takes_the_names_and_the_traces_from_the_file(upload):
    image = drawing(16, 16)
    exif = image.getexif()
    exif.get_ifd(0x8769)[0xA431] = "SN-1234"
    inside = packet(
        "<Iptc4xmpExt:PersonInImage><rdf:Bag><rdf:li>Ana Costa</rdf:li><rdf:li>Ben Ito</rdf:li></rdf:Bag>"
        "</Iptc4xmpExt:PersonInImage>"
    )
    photo = upload(saved(image, exif=exif, xmp=inside))
    assert photo.persons_shown == ["Ana Costa", "Ben Ito"]
    assert "SN-1234" in photo.traces.text
    assert "SN-1234" not in photo.file_says


def test_an_edit_renames_and_reorders_and_is_on_the_record(cast, photo):
    rights.edit_photo(photo, by=cast.photo_editor, persons_shown=["Ana Costa", "Ben Ito"], now=NOON)
    rights.edit_photo(photo, by=cast.photo_editor, persons_shown=["Ben Ito", "Ana Costa", "Cy Dow"], now=NOON)
    assert as_typed(photo) == "Ben Ito; Ana Costa; Cy Dow"
    entry = LogEntry.objects.filter(verb="edit_photo").latest("number")
    assert "persons_shown" in entry.facts
    assert "Cy Dow" in entry.words.text


def test_who_stays_keeps_the_flag_and_who_must_not_be_named_is_not_dropped(cast, photo):
    name_persons(photo, ["Ana Costa", "Ben Ito"])
    CareFlag.objects.create(person=photo.persons.get(name="Ben Ito"), kind="child")
    PersonShown.objects.create(photo=photo, number=9)
    rights.edit_photo(photo, by=cast.photo_editor, persons_shown=["Ben Ito"], now=NOON)
    assert [(p.name, [f.kind for f in p.flags.all()]) for p in photo.persons.all()] == [
        ("Ben Ito", ["child"]),
        ("", []),
    ]


@pytest.mark.parametrize(("role", "may"), [("photo_editor", True), ("duty_editor", True), ("reporter", False)])
def test_traces_are_for_those_who_answer_for_pictures(cast, photo, role, may):
    from media.permissions import may_see_traces

    assert may_see_traces(getattr(cast, role), photo) is may
