"""Documents judged by their content in the child: what they are, and what is refused with one clear line."""

import pytest

from media.documents.taking import accept
from media.models import Document
from media.opening import UploadRefused
from tests import document_files as files
from tests.conftest import NOON

from .conftest import drawing, saved, sent

pytestmark = pytest.mark.django_db(databases="__all__")
SECONDS = {"wav": 2, "mp3": 3, "flac": 3, "ogg": 4, "m4a": 5}


def take(cast, data: bytes, name="paper.bin") -> Document:
    return accept(sent(data, name), by=cast.photo_editor, now=NOON)


def refusal(cast, data: bytes, name="paper.bin") -> str:
    with pytest.raises(UploadRefused) as refused:
        take(cast, data, name)
    assert not Document.objects.exists()
    return str(refused.value)


@pytest.mark.parametrize("format", files.KINDS)
def test_each_kind_is_known_by_its_bytes_whatever_it_is_called(cast, format):
    found = take(cast, files.KINDS[format](), "report.exe")
    assert (found.format, found.seconds) == (format, SECONDS.get(format))
    kind = "pdf" if format == "pdf" else "audio" if format in SECONDS else "data"
    assert (found.kind, found.file_name) == (kind, "report.exe")


def _named(name: str) -> bytes:
    return b"<< /S /%s >>" % name.encode()


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (files.pdf(_named("JavaScript") + b"/JS (app.alert(1))"), "a script"),
        (files.pdf(_named("J#61vaScr#69pt")), "a script"),
        (files.pdf(_named("Launch")), "starts a program"),
        (files.pdf(b"<< /Type /Annot /Subtype /RichMedia >>"), "plays by itself"),
        (files.pdf(b"<< /AcroForm << /XFA 9 0 R >> >>"), "a form"),
        (files.pdf(b"<< /Names << /EmbeddedFiles 9 0 R >> >>"), "another file"),
        (files.pdf(b"<< /Type /EmbeddedFile /Length 0 >>"), "another file"),
        (files.pdf(trailer=b"/Encrypt 9 0 R"), "a lock"),
        (files.pdf(packed=b"1 0 << /S /JavaScript /JS (x) >>"), "a script"),
        (files.pdf(packed=b"1 0 << /S /Launch >>", said=b"/Filter /#46lateDecode"), "starts a program"),
    ],
)
def test_a_pdf_that_acts_is_refused_by_what_it_does(cast, data, said):
    sentence = refusal(cast, data, "plan.pdf")
    assert said in sentence and "Print it to a new PDF" in sentence and "plan.pdf" in sentence


@pytest.mark.parametrize(
    "said",
    [
        b"/Filter /ASCIIHexDecode",
        b"/Filter [/FlateDecode /FlateDecode]",
        b"/Filter /LZWDecode",
        b"/Filter 9 0 R",
        b"/Filter /FlateDecode /DecodeParms << /Predictor 12 >>",
    ],
)
def test_objects_packed_so_that_nobody_looks_inside_are_refused(cast, said):
    assert "packed in a way that is not read here" in refusal(cast, files.pdf(packed=b"2f4c61756e6368", said=said))


def test_objects_whose_packing_breaks_off_are_refused(cast):
    whole = files.pdf(packed=b"1 0 << /Type /Font >>" * 40)
    at = whole.index(b"/ObjStm")
    at = whole.index(b"stream\n", at) + 20
    assert "not read here" in refusal(cast, whole[:at] + b"\xff" * 8 + whole[at + 8 :])


def test_plain_packed_objects_are_fine(cast):
    assert take(cast, files.pdf(packed=b"1 0 << /Type /Font /Launcher 1 >>")).format == "pdf"


def test_a_bomb_in_a_pdf_is_refused_before_it_fills_the_memory(cast):
    assert "grows far more" in refusal(cast, files.pdf(packed=b"\0" * (200 * 1024 * 1024)))


@pytest.mark.parametrize("format", ["pdf", "wav", "ogg", "m4a", "xlsx", "ods"])
def test_what_was_cut_off_on_its_way_is_damaged(cast, format):
    data = files.KINDS[format]()
    assert "damaged" in refusal(cast, data[: len(data) * 2 // 3])


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "empty"),
        (saved(drawing()), "is a picture"),
        (files.m4a(handler=b"vide"), "is a video"),
        (files.ogg(first=b"\x80theora" + b"\0" * 40), "is a video"),
        (files.zipped(readme=b"hello"), "is an archive"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "old or locked Office file"),
        (b"MZ" + b"\0" * 600, "no document this desk takes"),
        (b"#!/bin/sh\nrm -rf /\n", "no document this desk takes"),
        (bytes(range(256)) * 40, "no document this desk takes"),
        (files.mp3(frames=2), "no document this desk takes"),
        ("Hafenmauer für alle, größer.\n".encode("latin-1") * 50_000, "no document this desk takes"),
        (b"<!DOCTYPE html><script>alert(1)</script>", "a web page hidden in it"),
        (b'year,value\n2020,"=HYPERLINK(""http://x"")"\n', "formulas"),
        (b"year,value\n2020,@SUM(1+1)*cmd|' /C calc'!A0\n", "formulas"),
        (files.pdf() + files.zipped(readme=b"hello"), "an archive hidden in it"),
        (files.mp3() + files.zipped(readme=b"hello"), "an archive hidden in it"),
    ],
)
def test_what_is_no_document_says_why_and_what_to_do(cast, data, said):
    assert said in refusal(cast, data)


RELATION = b'<Relationships><Relationship TargetMode="%s" Type="http://x/%s" Target="http://x/"/></Relationships>'


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (files.xlsx({"xl__vbaProject.bin": b"x"}), "a macro"),
        (files.xlsx({"xl__embeddings__a.bin": b"x"}), "another file"),
        (files.xlsx({"xl__externalLinks__e.xml": b"<x/>"}), "fetches from elsewhere"),
        (files.xlsx({"xl___rels__workbook.xml.rels": RELATION % (b"External", b"attachedTemplate")}), "from elsewhere"),
        (files.xlsx({"xl___rels__a.rels": RELATION % (b"&#69;xternal", b"image")}), "from elsewhere"),
        (files.xlsx(sheet=b'<f>_xlfn.WEBSERVICE("http://x")</f>'), "from elsewhere"),
        (files.xlsx({"xl__a.xml": b'<!DOCTYPE a [<!ENTITY b "c">]><a/>'}), "words that swell"),
        (files.xlsx({"xl__a.xml": "<a/>".encode("utf-16")}), "damaged"),
        (files.ods({"Basic__Standard__m.xml": b"<x/>"}), "a macro"),
        (files.ods(content=b'<script:event-listener xlink:href="macro"/>'), "a macro"),
        (files.ods(content=b'<draw:image xlink:href="https://x.example/a.png"/>'), "from elsewhere"),
        (files.ods({"META-INF__manifest.xml": b"<manifest:encryption-data/>"}), "a lock"),
        (files.xlsx(sheet=b" " * (90 * 1024 * 1024)), "grows far more"),
    ],
)
def test_a_sheet_that_does_more_than_hold_data_is_refused(cast, data, said):
    assert said in refusal(cast, data, "figures.xlsx")


def test_a_link_somebody_clicks_and_words_in_cells_are_no_trouble(cast):
    relations = {"xl___rels__a.rels": RELATION % (b"External", b"hyperlink")}
    assert take(cast, files.xlsx(relations, sheet=b"<v>call (us)</v>")).format == "xlsx"
    assert take(cast, b"who,what\n@harbour,-5\n+44 20 7946 0958,(12)\n").format == "csv"


def test_a_file_that_is_too_large_is_refused_before_it_is_read(cast, settings):
    settings.DOCUMENT_MEGABYTES = 1
    assert "larger than 1 megabyte" in refusal(cast, b"a line of words\n" * 70_000)


def test_json_that_is_nested_without_end_is_refused(cast):
    assert "damaged" in refusal(cast, b"[" * 200_000 + b"]" * 200_000)
