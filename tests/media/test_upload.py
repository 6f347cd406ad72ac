"""Taking pictures in."""

import hashlib
import io
import struct
import zipfile
import zlib

import pytest
from django.core.files.storage import default_storage
from django_tasks_db.models import DBTaskResult
from PIL import Image

from media import uploads
from media.judging.verdicts import judge
from media.models import Photo, Rendition
from media.opening import UploadRefused
from newsroom.record.models import LogEntry
from tests.conftest import NOON

from .conftest import drawing, saved, sent

pytestmark = pytest.mark.django_db(databases="__all__")


def png_chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png_that_promises(width: int, height: int) -> bytes:
    """Return a few bytes of PNG whose header claims any size."""
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    pixels = zlib.compress(b"\0" * 10_000)
    return b"\x89PNG\r\n\x1a\n" + png_chunk(b"IHDR", header) + png_chunk(b"IDAT", pixels) + png_chunk(b"IEND", b"")


def an_archive() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("run.js", "alert(1)")
    return out.getvalue()


@pytest.mark.parametrize(
    ("format", "options", "kept_as"),
    [
        ("JPEG", {}, "jpeg"),
        ("PNG", {}, "png"),
        ("WEBP", {}, "webp"),
        ("TIFF", {}, "tiff"),
        ("AVIF", {"speed": 10}, "avif"),
        ("HEIF", {}, "heic"),
        ("MPO", {"save_all": True, "append_images": [Image.new("RGB", (640, 420))]}, "jpeg"),
    ],
)
def test_it_takes_the_kinds_that_are_pictures(upload, format, options, kept_as):
    photo = upload(saved(drawing(), format, **options), name="x.bin")
    assert (photo.format, photo.width, photo.height) == (kept_as, 640, 420)


def test_it_keeps_the_original_untouched_under_a_name_nobody_can_guess(upload):
    data = saved(drawing())
    photo = upload(data, name="../../etc/secret-name.jpg")
    assert photo.original.open("rb").read() == data
    assert photo.original.name.startswith("originals/")
    assert "secret" not in photo.original.name
    assert photo.sha256 == hashlib.sha256(data).hexdigest()


def test_it_writes_who_uploaded_what_into_the_log(upload, cast):
    photo = upload(by=cast.photographer)
    entry = LogEntry.objects.get(verb="upload_photo")
    assert (entry.by, entry.at, entry.subject) == (cast.photographer, NOON, f"photo:{photo.uid}")


def test_it_makes_one_rendition_at_once_and_queues_the_rest(upload):
    photo = upload(saved(drawing(1000, 800)))
    rendition = photo.renditions.get()
    assert (rendition.format, rendition.width, rendition.height) == ("jpeg", 640, 512)
    assert DBTaskResult.objects.get().args_kwargs["args"] == [photo.pk]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "is empty"),
        (b"hello, this is no picture" * 20, "not a picture"),
        (b"GIF89a" + b"\0" * 40, "This is a GIF"),
        (b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>', "SVG"),
        (b'\xef\xbb\xbf<?xml version="1.0"?>\n<!-- a -->\n<svg:svg xmlns:svg="x"/>', "SVG"),
        (b"%!PS-Adobe-3.0 EPSF-3.0\n", "EPS"),
        (b"\xc5\xd0\xd3\xc6" + b"\0" * 30, "EPS"),
        (b"%PDF-1.7\n", "PDF"),
        (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", "not a picture"),
        (b"BM\x76\0\0\0\0\0\0\0\x36\0\0\0\x28\0\0\0" + b"\0" * 60, "BMP"),
        (b"\0\0\0\x18ftypisom\0\0\0\0isom", "video"),
        (an_archive(), "archive"),
        (b"<html><body>not a picture</body></html>" * 3, "not a picture"),
        (b"\xff\xd8\xff\xe0" + b"\0" * 50, "picture"),
    ],
)
def test_it_refuses_what_is_not_a_picture_with_a_sentence(upload, data, said):
    with pytest.raises(UploadRefused, match=said) as refusal:
        upload(data, name="brought.jpg")
    assert "brought.jpg" in str(refusal.value)
    assert not Photo.objects.exists()


def test_a_lying_suffix_and_type_do_not_help_a_gif(upload):
    gif = saved(Image.new("P", (20, 20)), "GIF", comment=b"<script>alert(1)</script>")
    with pytest.raises(UploadRefused, match="GIF"):
        upload(gif, name="holiday.jpg")


@pytest.mark.parametrize("size", [(40_000, 40_000), (12_001, 10_000), (2**31 - 1, 1), (65_000, 3_000)])
def test_it_refuses_a_bomb_by_its_header(upload, size):
    with pytest.raises(UploadRefused, match="million pixels|not a picture"):
        upload(png_that_promises(*size), name="bomb.png")


def test_it_refuses_a_bomb_of_text(upload):
    bomb = png_chunk(b"zTXt", b"Comment\0\0" + zlib.compress(b"a" * 200_000_000, 9))
    data = saved(drawing(), "PNG")
    with pytest.raises(UploadRefused):
        upload(data[:33] + bomb + data[33:], name="text.png")


def test_it_refuses_more_bytes_than_it_may_take(upload, settings):
    settings.PHOTO_MEGABYTES = 2
    with pytest.raises(UploadRefused, match="2 megabytes"):
        upload(b"\xff\xd8" + b"\0" * 2 * 1024 * 1024)


@pytest.mark.parametrize("format", ["JPEG", "PNG", "WEBP", "TIFF"])
@pytest.mark.parametrize("part", [0.3, 0.6, 0.9])
def test_it_refuses_a_truncated_file(upload, format, part):
    image = Image.effect_noise((400, 300), 80).convert("RGB")
    data = saved(image, format)
    with pytest.raises(UploadRefused, match="damaged|not a picture"):
        upload(data[: int(len(data) * part)])


@pytest.mark.parametrize("format", ["JPEG", "PNG", "WEBP"])
@pytest.mark.parametrize(
    ("tail", "said"),
    [
        (b"<html><script>alert(document.domain)</script></html>", "a web page"),
        (b"\n\n  <!DOCTYPE html><p>", "a web page"),
        (b"<?php system($_GET[0]);", "a web page"),
        (an_archive(), "an archive"),
        (b"%PDF-1.4", "a document"),
        (b"MZ\x90\0", "a program"),
    ],
)
def test_it_refuses_a_picture_that_is_another_file_too(upload, format, tail, said):
    with pytest.raises(UploadRefused, match=said):
        upload(saved(drawing(), format) + tail)


def test_it_takes_a_picture_with_a_phones_video_behind_it(upload):
    video = b"\0\0\0\x18ftypmp42" + bytes(range(256)) * 4000
    assert upload(saved(drawing()) + video).pk


def test_nothing_hidden_in_a_picture_reaches_a_rendition(upload):
    image = drawing()
    exif = image.getexif()
    exif[0x010E] = "<script>alert(1)</script>"
    photo = upload(saved(image, exif=exif, comment=b"<script>alert(2)</script>"))
    assert b"<script" not in photo.renditions.get().file.open("rb").read()


@pytest.mark.parametrize(("format", "options"), [("PNG", {}), ("WEBP", {"lossless": True}), ("AVIF", {"speed": 10})])
def test_of_an_animation_it_takes_the_first_picture_and_says_so(upload, format, options):
    more = [Image.new("RGB", (50, 50), colour) for colour in ("red", "blue")]
    photo = upload(saved(Image.new("RGB", (50, 50), "lime"), format, save_all=True, append_images=more, **options))
    assert uploads.said_of(photo) == "It is an animation of 3 pictures: the first was taken."
    red, green, blue = Image.open(photo.renditions.get().file.open("rb")).convert("RGB").getpixel((25, 25))
    assert red < 30 and green > 220 and blue < 30


def test_it_recognises_the_same_bytes(upload, cast):
    data = saved(drawing())
    first = upload(data, caption="As it was")
    again = upload(data, by=cast.editor, caption="Something else")
    assert (again.pk, again.recognised, again.caption) == (first.pk, True, "As it was")
    assert first.uploaded_by.name in uploads.recognised_sentence(again)
    assert Photo.objects.count() == 1


def test_a_photographer_is_not_handed_somebody_elses_picture_by_its_bytes(upload, cast):
    data = saved(drawing())
    upload(data)
    with pytest.raises(UploadRefused, match="on file already"):
        upload(data, by=cast.photographer)


def test_two_uploads_of_one_file_at_one_instant_make_one_photo(upload, monkeypatch):
    data = saved(drawing())
    first = upload(data)
    blind = uploads.Photo.objects.none()
    calls = iter([blind, Photo.objects.filter(sha256=first.sha256)])
    monkeypatch.setattr(uploads.Photo.objects, "filter", lambda **kwargs: next(calls))
    again = upload(data)
    assert (again.pk, again.recognised) == (first.pk, True)


def test_a_refused_upload_leaves_no_file_behind(upload, monkeypatch):
    def fail(*args, **kwargs):
        raise RuntimeError("the log is full")

    monkeypatch.setattr(uploads, "enter", fail)
    with pytest.raises(RuntimeError):
        upload()
    assert not Photo.objects.exists() and not Rendition.objects.exists()
    assert [
        name
        for folder in default_storage.listdir("originals")[0]
        for name in default_storage.listdir(f"originals/{folder}")[1]
    ] == []


def test_a_stranger_may_not_upload(upload, cast):
    with pytest.raises(UploadRefused, match="may not upload"):
        upload(by=cast.stranger)


def test_what_the_sender_says_wins_over_what_the_file_says(upload):
    image = drawing()
    exif = image.getexif()
    exif[0x013B], exif[0x8298], exif[0x010E] = "Ana Costa", "© Ana Costa".encode(), "Boats at sea"
    photo = upload(saved(image, exif=exif), caption="  Boats leave the harbour.  ")
    assert photo.caption == "Boats leave the harbour."
    assert (photo.creator, photo.credit_line, photo.copyright_notice) == ("Ana Costa", "Ana Costa", "© Ana Costa")


def test_it_refuses_an_unknown_licence_with_a_sentence(upload):
    with pytest.raises(UploadRefused, match="licence"):
        upload(licence="found it")


def test_a_credit_too_long_for_its_column_is_cut_from_the_file_and_refused_from_a_person(upload):
    image = drawing()
    exif = image.getexif()
    exif[0x013B] = "A" * 400
    assert len(upload(saved(image, exif=exif)).credit_line) == 250
    with pytest.raises(UploadRefused, match="credit line"):
        upload(credit_line="B" * 400)


@pytest.mark.parametrize("orientation", range(1, 9))
def test_it_counts_width_and_height_as_the_picture_is_looked_at(upload, orientation):
    image = drawing(60, 40)
    exif = image.getexif()
    exif[0x0112] = orientation
    photo = upload(saved(image, exif=exif))
    assert (photo.width, photo.height) == ((40, 60) if orientation > 4 else (60, 40))
    rendition = photo.renditions.get()
    assert (rendition.width, rendition.height) == (photo.width, photo.height)


def test_a_damaged_exif_block_refuses_nothing(upload):
    assert upload(saved(drawing(), exif=b"Exif\0\0II*\0\xff\xff\xff\xff" + b"\xaa" * 50)).pk


def test_every_prefix_of_a_picture_is_refused_or_taken_and_never_breaks(cast):
    data = saved(drawing(40, 30), "PNG") + b"tail"
    for end in range(0, len(data), 7):
        try:
            judge(sent(data[:end]), "cut.png")
        except UploadRefused as refusal:
            assert "cut.png" in str(refusal)
