"""Reading what files say, on files made here and on real ones where they are at hand."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PIL import Image

from media import from_file, iim, metadata, traces, xmp
from media.models import Photo

from .conftest import drawing, saved, sent

REAL = Path(__file__).resolve().parents[3] / "shared" / "photos"
ALIKE = {
    "byline": "creators",
    "credit": "credit_line",
    "source": "source",
    "caption": "description",
    "headline": "headline",
    "title": "title",
    "copyright": "copyright_notice",
    "keywords": "keywords",
    "web_statement": "web_statement",
    "usage_terms": "usage_terms",
    "alt_text": "alt_text",
    "ext_descr": "extended_description",
    "digital_source_type": "digital_source_type",
    "persons": "persons",
    "instructions": "instructions",
    "city": "city",
    "country": "country",
}
WRITTEN_BY_CAMERAS = ("DIGITAL CAMERA", "DCIM", "DCF 1.0", "GC-X1E")


def opened(data: bytes) -> Image.Image:
    image = Image.open(sent(data))
    image.load()
    return image


def iim_block(*rows: tuple[int, int, bytes]) -> bytes:
    return b"".join(bytes([0x1C, r, d]) + len(v).to_bytes(2) + v for r, d, v in rows)


def jpeg_with_iim(block: bytes) -> bytes:
    """Return a JPEG with the block where Photoshop and news agencies put it."""
    data = saved(drawing(16, 16))
    resource = b"8BIM\x04\x04\0\0" + len(block).to_bytes(4) + block + b"\0" * (len(block) % 2)
    segment = b"Photoshop 3.0\0" + resource
    return data[:2] + b"\xff\xed" + (len(segment) + 2).to_bytes(2) + segment + data[2:]


def packet(inside: str) -> bytes:
    spaces = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in xmp.NAMESPACES.items())
    return f'<rdf:RDF {spaces}><rdf:Description rdf:about="">{inside}</rdf:Description></rdf:RDF>'.encode()


def wanted_values(values) -> list[str]:
    values = values if isinstance(values, list) else str(values).split(";")
    return [str(value).strip() for value in values]


@pytest.mark.skipif(not REAL.exists(), reason="The photos with real metadata are not on this machine.")
def test_it_agrees_with_exiftool_on_real_files():
    """Every field of every file must have a value exiftool reads too; blank and camera-made ones are left out."""
    right, asked, wrong = 0, 0, []
    for row in json.loads((REAL / "truth.json").read_text()):
        if row["file"].endswith((".gif", ".heic", ".bmp")):
            continue
        says = metadata.read(opened((REAL / row["file"]).read_bytes()))
        for field, key in ALIKE.items():
            tags = row["fields"].get(field, {})
            meant = [wanted_values(v) for v in tags.values() if str(v).strip()]
            if not meant or all(any(word in value[0] for word in WRITTEN_BY_CAMERAS) for value in meant):
                continue
            asked += 1
            got = says.get(key, [])
            got = got if isinstance(got, list) else [part.strip() for part in got.split(";")]
            right += got in meant
            wrong += [] if got in meant else [(row["file"], field, got, meant)]
    assert asked > 90
    assert wrong == []


@pytest.mark.skipif(not REAL.exists(), reason="The photos with real metadata are not on this machine.")
def test_it_follows_the_working_groups_order_where_blocks_disagree():
    says = metadata.read(opened((REAL / "exiftool-MWG.jpg").read_bytes()))
    assert says["creators"] == ["RIGHT1of2-EXIF-Creator", "RIGHT2of2-EXIF-Creator"]
    for field in ("description", "copyright_notice", "city", "country"):
        assert says[field].startswith("RIGHT")
    assert all(word.startswith("RIGHT") for word in says["keywords"])


@pytest.mark.skipif(not REAL.exists(), reason="The photos with real metadata are not on this machine.")
def test_it_reads_the_day_the_camera_wrote_from_every_real_file():
    for row in json.loads((REAL / "truth.json").read_text()):
        for value in row["fields"].get("date_original", {}).values():
            says = metadata.read(opened((REAL / row["file"]).read_bytes()))
            assert says["date_created"][:19].replace("-", ":").replace("T", " ") == value[:19], row["file"]


def test_it_keeps_all_of_a_repeated_byline():
    block = iim_block((2, 80, b"Ana Costa"), (2, 80, b"Ben Ito"), (2, 110, b"Gazette"))
    says = metadata.read(opened(jpeg_with_iim(block)))
    assert says["creators"] == ["Ana Costa", "Ben Ito"]
    assert says["credit_line"] == "Gazette"


@pytest.mark.parametrize(
    ("mark", "raw"),
    [(b"\x1b%G", "Zoë Müller".encode()), (None, "Zoë Müller".encode("cp1252")), (None, "Zoë Müller".encode())],
)
def test_it_decodes_names_by_the_blocks_mark_or_by_what_they_are(mark, raw):
    rows = [(1, 90, mark)] if mark else []
    says = metadata.read(opened(jpeg_with_iim(iim_block(*rows, (2, 80, raw)))))
    assert says["creators"] == ["Zoë Müller"]


def test_it_reads_day_and_time_of_the_older_block():
    block = iim_block((2, 55, b"20230114"), (2, 60, b"182000+0100"))
    assert iim.read(opened(jpeg_with_iim(block)))["date_created"] == "2023-01-14T18:20:00+01:00"


@pytest.mark.parametrize(
    "block", [b"\x1c\x02\x78\xff\xff", b"\x1c\x02", b"\x1c\x02\x78\x80\x04\xff\xff\xff\xffx", b"x"]
)
def test_a_damaged_block_says_nothing_and_breaks_nothing(block):
    assert metadata.read(opened(jpeg_with_iim(block))) == {}


def test_it_reads_attributes_elements_and_lists():
    rdf = packet(
        "<photoshop:Credit>Gazette</photoshop:Credit>"
        "<dc:creator><rdf:Seq><rdf:li>Ana</rdf:li><rdf:li>Ben</rdf:li></rdf:Seq></dc:creator>"
        '<dc:description><rdf:Alt><rdf:li xml:lang="de">Hafen</rdf:li>'
        '<rdf:li xml:lang="x-default">Harbour</rdf:li></rdf:Alt></dc:description>'
        '<plus:Licensor><rdf:Seq><rdf:li rdf:parseType="Resource"><plus:LicensorName>Agency</plus:LicensorName>'
        "</rdf:li></rdf:Seq></plus:Licensor>"
    ).replace(b'rdf:about=""', b'rdf:about="" photoshop:Headline="Boats"')
    says = xmp.read(rdf)
    assert says["creators"] == ["Ana", "Ben"]
    assert (says["description"], says["headline"], says["licensor_name"]) == ("Harbour", "Boats", "Agency")


@pytest.mark.parametrize(
    "hostile",
    [
        b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>',
        b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><x>&b;</x>',
        '<!DOCTYPE x [<!ENTITY a "ha">]><x>&a;</x>'.encode("utf-16"),
        b"<unclosed",
        b"\0" * 100,
        b"<a>" * 5000,
    ],
)
def test_a_hostile_packet_says_nothing(hostile):
    assert xmp.read(hostile) == {}


def test_an_entity_is_never_expanded():
    hostile = packet("<photoshop:Credit>&a;</photoshop:Credit>")
    assert xmp.read(hostile).get("credit_line", "") in {"", "&a;"}


@pytest.mark.parametrize(
    ("iso", "moment"),
    [
        ("2023-01-14T18:20:00+01:00", datetime(2023, 1, 14, 17, 20, tzinfo=UTC)),
        ("2023-01-14T18:20:00Z", datetime(2023, 1, 14, 18, 20, tzinfo=UTC)),
        ("2023-01-14", datetime(2023, 1, 14, 12, 0, tzinfo=UTC)),
        ("2023-02-30", None),
        ("2023-01", None),
        ("2023", None),
        ("", None),
    ],
)
def test_it_takes_as_much_of_a_date_as_is_one(iso, moment):
    assert metadata.moment(iso) == moment


@pytest.mark.parametrize("words", ["OLYMPUS DIGITAL CAMERA   ", "DCIM\\100GOPRO\\GOPR0482.JPG", "GC-X1E Image", "   "])
def test_what_a_camera_writes_by_itself_is_no_caption(words):
    image = drawing(16, 16)
    exif = image.getexif()
    exif[0x010E] = words
    assert "description" not in metadata.read(opened(saved(image, exif=exif)))


@pytest.mark.parametrize("words", ["Sony shareholders arrive", "Image of the harbour", "Picture taken on Monday"])
def test_a_caption_that_only_begins_like_one_is_kept(words):
    image = drawing(16, 16)
    exif = image.getexif()
    exif[0x010E] = words
    assert metadata.read(opened(saved(image, exif=exif)))["description"] == words


def a_photo(**fields):
    return Photo(**fields)


def test_what_is_embedded_is_read_back():
    photo = a_photo(creator="Zoë <M>", credit_line='A & B/"C"', copyright_notice="© 2026", alt_text="A wall]]>.")
    says = xmp.read(metadata.embed(photo))
    assert says == {
        "creators": ["Zoë <M>"],
        "credit_line": 'A & B/"C"',
        "copyright_notice": "© 2026",
        "alt_text": "A wall]]>.",
    }


def test_characters_xml_cannot_hold_are_left_out_of_what_is_embedded():
    says = xmp.read(metadata.embed(a_photo(credit_line="A\x00\x0b\ufffeB\ud800")))
    assert says == {"credit_line": "A B"}


def test_it_reads_places_releases_and_what_a_model_was_asked():
    says = xmp.read(
        packet(
            "<Iptc4xmpExt:LocationCreated><rdf:Bag><rdf:li rdf:parseType='Resource'>"
            "<Iptc4xmpExt:City>Ferrow</Iptc4xmpExt:City><Iptc4xmpExt:CountryCode>GB</Iptc4xmpExt:CountryCode>"
            "</rdf:li></rdf:Bag></Iptc4xmpExt:LocationCreated>"
            "<Iptc4xmpExt:LocationShown><rdf:Bag><rdf:li><rdf:Description Iptc4xmpExt:Sublocation='Quay'/></rdf:li>"
            "<rdf:li Iptc4xmpExt:City='Pell'/></rdf:Bag></Iptc4xmpExt:LocationShown>"
            "<plus:DataMining>http://ns.useplus.org/ldf/vocab/DMI-PROHIBITED</plus:DataMining>"
            "<plus:ModelReleaseStatus rdf:resource='http://ns.useplus.org/ldf/vocab/MR-UMR'/>"
            "<Iptc4xmpExt:AISystemUsed>A model</Iptc4xmpExt:AISystemUsed>"
            "<Iptc4xmpExt:AIPromptInformation>A quay at dusk</Iptc4xmpExt:AIPromptInformation>"
        )
    )
    fields = from_file.photo_fields(says)
    assert (fields["created_city"], fields["created_country_code"]) == ("Ferrow", "GB")
    assert (fields["shown_location"], says["more_shown"]) == ("Quay", ["; Pell"])
    assert (fields["data_mining"], fields["model_release"]) == ("DMI-PROHIBITED", "MR-UMR")
    assert (fields["ai_system"], fields["ai_prompt"]) == ("A model", "A quay at dusk")


def test_the_older_words_for_a_place_mean_the_one_shown():
    fields = from_file.photo_fields({"city": "Pell", "sublocation": "Mill", "country_code": "GB"})
    assert (fields["shown_city"], fields["shown_location"], fields["shown_country_code"]) == ("Pell", "Mill", "GB")
    assert fields["created_city"] == ""


def test_a_value_on_no_list_is_left_to_what_the_file_says():
    assert from_file.photo_fields({"data_mining": "perhaps"})["data_mining"] == ""


@pytest.mark.parametrize(("iso", "zone"), [("2023-01-14T18:20:00+01:00", "+01:00"), ("2023-01-14T18:20:00", "")])
def test_the_zone_of_the_cameras_clock_is_kept(iso, zone):
    assert from_file.photo_fields({"date_created": iso})["taken_zone"] == zone


@pytest.mark.skipif(not REAL.exists(), reason="The photos with real metadata are not on this machine.")
def test_place_and_serial_numbers_are_read_apart_from_what_is_said():
    image = opened((REAL / "exiftool-Apple.jpg").read_bytes())
    found = traces.read(image)
    assert (found["latitude"][:6], found["longitude"][:6]) == ("53.382", "-1.456")
    assert not {"latitude", "longitude", "body_serial"} & metadata.read(image).keys()


@pytest.mark.skipif(not REAL.exists(), reason="The photos with real metadata are not on this machine.")
def test_every_licensor_is_read_with_all_that_is_said_of_each():
    truth = json.loads((REAL / "truth.json").read_text())
    (row,) = [row for row in truth if "licensor" in row["fields"]]
    image = opened((REAL / row["file"]).read_bytes())
    told = [
        {key: value for key, value in one.items() if "Type" not in key}
        for one in row["fields"]["licensor"]["XMP-plus:Licensor"]
    ]
    read = [{k: v for k, v in one.items() if "Type" not in k} for one in xmp.read_licensors(metadata.packet(image))]
    assert read == told
