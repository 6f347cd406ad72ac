"""The logo in place of the paper's written name."""

import struct
import zlib
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, PngImagePlugin

from newsroom.paper import logo_verbs, png
from newsroom.paper.logo_verbs import LogoRefused, drop_logo, set_logo
from newsroom.paper.models import Logo, Paper
from newsroom.paper.verbs import NotAllowed
from newsroom.record.models import Change, LogEntry
from tests.makers import NOON, make_live
from tests.public.test_structured import of_type
from tests.readers import address, text

ROOM = "/admin/paper/logo/"


def picture(width: int = 240, height: int = 60, secret: str = "") -> bytes:
    """Return a PNG, with words in it that are no part of the picture."""
    out, info = BytesIO(), PngImagePlugin.PngInfo()
    if secret:
        info.add_text("Author", secret)
    Image.new("RGBA", (width, height), (10, 40, 90, 200)).save(out, "PNG", pnginfo=info)
    return out.getvalue()


@pytest.fixture
def mark(cast, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        return set_logo(picture(secret="zqauthor"), by=cast.managing_editor, now=NOON)


def test_it_stands_where_the_name_stands_and_machines_are_told(cast, read, mark):
    story = make_live(cast)
    for path in ("/", "/section/city/", address(story)):
        page = text(read(path))
        assert f'<img class="logo" src="/logo/{mark.logo}.png" width="240" height="60" alt="The Newsroom">' in page, (
            path
        )
    logo = of_type(text(read(address(story))), "NewsArticle")["publisher"]["logo"]
    assert logo == {
        "@type": "ImageObject",
        "url": f"http://127.0.0.1:8000/logo/{mark.logo}.png",
        "width": 240,
        "height": 60,
    }


def test_its_file_is_kept_for_ever_and_has_no_word_that_was_in_it(read, mark):
    answer = read(f"/logo/{mark.logo}.png")
    assert (answer["Content-Type"], answer["Cache-Control"]) == ("image/png", "public, max-age=31536000, immutable")
    assert b"zqauthor" in picture(secret="zqauthor") and b"zqauthor" not in answer.content
    assert Image.open(BytesIO(answer.content)).convert("RGBA").getpixel((3, 3)) == (10, 40, 90, 200)
    assert read("/logo/" + "0" * 32 + ".png").status_code == 404


def test_it_is_on_the_record_and_every_page_is_another(mark):
    entry = LogEntry.objects.get(verb="set logo")
    assert entry.subject == "paper" and mark.logo in entry.facts
    assert Change.objects.get(number=entry.number).tag == "paper"


def test_the_name_comes_back_in_letters(cast, read, mark, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        drop_logo(by=cast.managing_editor, now=NOON)
    assert "logo" not in text(read("/")).split("<main")[0] and read(f"/logo/{mark.logo}.png").status_code == 404
    assert not Logo.objects.exists() and LogEntry.objects.filter(verb="drop logo").exists()


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "This is no PNG"),
        (b"", "This is no PNG"),
        (picture()[:-20], "damaged"),
        (picture()[:60] + b"x" + picture()[61:], "damaged"),
        (picture(height=20), "240 by 20 pixels"),
        (picture(width=2500), "2500 by 60 pixels"),
        (b"x" * 100_001, "100 kB; 100 fit"),
    ],
)
def test_what_is_no_logo_is_refused_in_a_sentence(cast, data, sentence):
    with pytest.raises(LogoRefused, match=sentence):
        set_logo(data, by=cast.managing_editor, now=NOON)
    assert not Paper.objects.exists()


@pytest.mark.parametrize("cut", range(0, 120, 7))
def test_no_broken_file_is_more_than_no_png(cut):
    for data in (picture()[:cut], picture()[cut:], picture()[:cut] + bytes(4) + picture()[cut:]):
        try:
            png.cleaned(data)
        except png.NoPng:
            continue
        assert cut == 0 and data == picture()


def test_a_size_that_is_a_lie_is_refused(cast):
    head = struct.pack(">IIBBBBB", 2**31, 2**31, 8, 6, 0, 0, 0)
    piece = b"IHDR" + head
    lie = picture()[:8] + struct.pack(">I", 13) + piece + struct.pack(">I", zlib.crc32(piece)) + picture()[33:]
    with pytest.raises(LogoRefused, match="pixels"):
        logo_verbs.checked_logo(lie)


@pytest.mark.parametrize("who", ["reporter", "duty_editor", "administrator"])
def test_nobody_else_may(cast, as_, who):
    person = getattr(cast, who)
    with pytest.raises(NotAllowed):
        set_logo(picture(), by=person, now=NOON)
    assert as_(person).post(ROOM, {"drop": "1"}).status_code == 403


def test_it_is_given_and_taken_on_the_desk(as_, cast, django_capture_on_commit_callbacks):
    client = as_(cast.managing_editor)
    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post(ROOM, {"logo": SimpleUploadedFile("logo.png", picture())})
    assert (answer.status_code, answer["Location"]) == (302, "/admin/paper/")
    assert Paper.objects.get().logo and "/logo/" in text(client.get("/admin/paper/"))
    with django_capture_on_commit_callbacks(execute=True):
        client.post(ROOM, {"drop": "1"})
    assert Paper.objects.get().logo == ""


@pytest.mark.parametrize("files", [{}, {"logo": SimpleUploadedFile("logo.svg", b"<svg/>")}])
def test_what_is_refused_on_the_desk_is_a_sentence(as_, cast, files):
    answer = as_(cast.managing_editor).post(ROOM, files)
    assert answer.status_code == 422 and "a PNG" in text(answer) or "no PNG" in text(answer)
