"""What every file that leaves says of itself, as the outside judge reads it where it is installed."""

import json
import shutil
import subprocess

import pytest

from media import metadata, tones, xmp
from media.renditions import make_renditions
from newsroom.settings import BASE_DIR
from tests.conftest import NOON

from .conftest import drawing, saved, shown

pytestmark = pytest.mark.django_db(databases="__all__")

SOURCE_TYPE = "http://cv.iptc.org/newscodes/digitalsourcetype/digitalCapture"
SAID = {
    "creator": "Zoë Ñandú",
    "credit_line": "Photographer C/Gazette",
    "copyright_notice": "© 2026 Gazette",
    "web_statement": "https://gazette.example/rights",
    "licensor_name": "Gazette Pictures",
    "licensor_url": "https://gazette.example/buy?a=1&b=2",
    "digital_source_type": SOURCE_TYPE,
    "alt_text": "A wall in the sea, “the long one”.",
    "data_mining": "DMI-PROHIBITED",
}
# As exiftool names them, with -n for values as they are stored.
JUDGED = {
    "XMP-dc:Creator": "Zoë Ñandú",
    "XMP-photoshop:Credit": "Photographer C/Gazette",
    "XMP-dc:Rights": "© 2026 Gazette",
    "XMP-xmpRights:WebStatement": "https://gazette.example/rights",
    "XMP-plus:LicensorName": "Gazette Pictures",
    "XMP-plus:LicensorURL": "https://gazette.example/buy?a=1&b=2",
    "XMP-iptcExt:DigitalSourceType": SOURCE_TYPE,
    "XMP-iptcCore:AltTextAccessibility": "A wall in the sea, “the long one”.",
}


@pytest.fixture
def photo(upload, few_sizes):
    """A photo that says all it owes, from a file that knows more than it should."""
    image = drawing(200, 140)
    exif = image.getexif()
    exif[0x010F] = "SECRETMAKER"
    exif.get_ifd(0x8769)[0xA431] = "SERIAL12345"
    exif.get_ifd(0x8825).update({1: "N", 2: (53.0, 22.0, 58.0), 3: "W", 4: (1.0, 27.0, 24.0)})
    photo = upload(saved(image, exif=exif), **SAID)
    make_renditions(photo, now=NOON)
    return photo


@pytest.mark.parametrize("format", ["avif", "webp", "jpeg"])
def test_our_own_reader_finds_all_of_it(photo, format):
    says = xmp.read(shown(photo.renditions.filter(format=format).first()).info.get("xmp"))
    assert says["creators"] == [SAID["creator"]]
    for name in ("credit_line", "copyright_notice", "web_statement", "digital_source_type", "alt_text"):
        assert says[name] == SAID[name]
    assert (says["licensor_name"], says["licensor_url"]) == (SAID["licensor_name"], SAID["licensor_url"])


@pytest.mark.skipif(not shutil.which("exiftool"), reason="exiftool is not installed")
def test_the_judge_finds_all_of_it_and_nothing_private(photo, tmp_path):
    for rendition in photo.renditions.filter(crop=""):
        path = tmp_path / rendition.file.name.rpartition("/")[2]
        path.write_bytes(rendition.file.open("rb").read())
    told = subprocess.run(
        ["exiftool", "-j", "-n", "-G1", "-a", "-u", *sorted(map(str, tmp_path.iterdir()))],
        capture_output=True,
        text=True,
        check=True,
    )
    files = json.loads(told.stdout)
    assert {each["File:FileType"] for each in files} == {"AVIF", "Extended WEBP", "JPEG"}
    for each in files:
        assert {name: each.get(name) for name in JUDGED} == JUDGED
        assert "GPS" not in json.dumps(each) and "SERIAL" not in json.dumps(each) and "SECRET" not in json.dumps(each)
        assert not any("Thumbnail" in name or name.startswith(("GPS", "IFD", "ExifIFD", "IPTC")) for name in each)
        assert each.get("ExifTool:Warning") is None


def test_an_empty_field_is_left_out(upload):
    assert b"Licensor" not in metadata.embed(upload()) and b"Credit" not in metadata.embed(upload())


def test_the_style_sheet_has_a_rule_for_every_tone():
    assert tones.rules() in (BASE_DIR / "static/public/readers.css").read_text()
    assert (tones.tone("#000000"), tones.tone("#ffe0a1"), tones.tone("")) == ("tone-000", "tone-332", "")


def test_a_photo_knows_the_colour_that_stands_in_its_place(upload):
    photo = upload(saved(drawing()))
    red, green, blue = (int(photo.colour[at : at + 2], 16) for at in (1, 3, 5))
    assert tones.tone(photo.colour) and (red, green, blue) != (250, 250, 250)
