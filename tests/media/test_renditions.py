"""What readers get of a picture."""

import itertools

import pytest
from django.core.files.storage import default_storage
from PIL import Image, ImageCms

from media import addresses, crops, declaration, renditions, xmp
from media.declaration import Format
from media.models import Photo, Rendition
from media.renditions import make_renditions
from media.rights import delete_photo, edit_photo
from newsroom.record.models import Change
from tests.conftest import NOON

from .conftest import drawing, saved, shown

pytestmark = pytest.mark.django_db(databases="__all__")


def test_it_makes_every_width_cut_and_format(upload):
    photo = upload(saved(drawing(700, 500)))
    make_renditions(photo, now=NOON)
    whole = photo.renditions.filter(crop="", format="webp")
    assert [r.width for r in whole] == [320, 480, 640, 700]
    assert {(r.crop, r.format) for r in photo.renditions.all()} == {
        (crop, format)
        for crop, format in itertools.product(declaration.WIDTHS, Format.values)
        if crop != "16:9" or format == "jpeg"
    } | {("4:3", "jpeg")}
    # Search engines ask for 1:1 and 4:3 as large as there is, in JPEG.
    for_machines = photo.renditions.filter(crop__in=["1:1", "4:3"], width__gt=192)
    assert {(r.crop, r.width, r.format) for r in for_machines} == {("1:1", 500, "jpeg"), ("4:3", 666, "jpeg")}
    for rendition in photo.renditions.all():
        assert shown(rendition).size == (rendition.width, rendition.height)
        assert shown(rendition).format.lower() == rendition.format


@pytest.mark.parametrize("size", [(1, 1), (3, 900), (900, 3), (17, 17)])
def test_it_copes_with_any_shape(upload, few_sizes, size):
    photo = upload(saved(drawing(*size), "PNG"))
    make_renditions(photo, now=NOON)
    for crop in declaration.WIDTHS:
        assert photo.renditions.filter(crop=crop, format="jpeg").exists()


def test_it_never_blows_a_picture_up(upload, few_sizes):
    photo = upload(saved(drawing(50, 40)))
    make_renditions(photo, now=NOON)
    assert max(r.width for r in photo.renditions.all()) == 50


def test_making_them_again_makes_nothing(upload, few_sizes):
    photo = upload(saved(drawing(200, 140)))
    assert make_renditions(photo, now=NOON) > 10
    before = list(photo.renditions.values_list("pk", "digest", "file", "made_at"))
    assert make_renditions(photo, now=NOON) == 0
    assert list(photo.renditions.values_list("pk", "digest", "file", "made_at")) == before


def test_a_lost_file_is_made_again(upload, few_sizes):
    photo = upload(saved(drawing(200, 140)))
    make_renditions(photo, now=NOON)
    default_storage.delete(photo.renditions.filter(crop="").first().file.name)
    assert make_renditions(photo, now=NOON) == 1


def test_pages_with_the_photo_are_told(upload, few_sizes):
    photo = upload()
    Change.objects.all().delete()
    make_renditions(photo, now=NOON)
    assert [(c.tag, c.at) for c in Change.objects.all()] == [(f"photo:{photo.pk}", NOON)]


@pytest.mark.parametrize("format", Format.values)
def test_every_rendition_carries_the_credit(upload, few_sizes, format):
    photo = upload(
        credit_line="Photographer C/Gazette", creator="Photographer C", copyright_notice="© Gazette", alt_text="A wall."
    )
    make_renditions(photo, now=NOON)
    for rendition in photo.renditions.filter(format=format):
        says = xmp.read(shown(rendition).info.get("xmp"))
        assert says["credit_line"] == "Photographer C/Gazette"
        assert (says["creators"], says["copyright_notice"], says["alt_text"]) == (
            ["Photographer C"],
            "© Gazette",
            "A wall.",
        )


def test_no_rendition_says_where_or_with_what_it_was_taken(upload, few_sizes):
    image = drawing(200, 140)
    exif = image.getexif()
    exif[0x010F], exif[0x0110] = "SECRETMAKER", "SECRETMODEL"
    exif.get_ifd(0x8769)[0xA431] = "SERIAL12345"
    exif.get_ifd(0x8825).update({1: "N", 2: (53.0, 22.0, 58.0), 3: "W", 4: (1.0, 27.0, 24.0)})
    photo = upload(saved(image, exif=exif, comment=b"SECRETCOMMENT"))
    make_renditions(photo, now=NOON)
    assert photo.renditions.count() > 10
    for rendition in photo.renditions.all():
        data = rendition.file.open("rb").read()
        assert not any(word in data for word in (b"SECRET", b"SERIAL12345", b"GPS"))
        assert not shown(rendition).getexif().get_ifd(0x8825)


def test_a_mended_credit_is_mended_in_every_file(upload, cast, few_sizes, django_capture_on_commit_callbacks):
    photo = upload(credit_line="Somebody")
    make_renditions(photo, now=NOON)
    old = {r.pk: (r.digest, r.file.name) for r in photo.renditions.all()}
    paths = {r.pk: addresses.path(photo, r) for r in photo.renditions.all()}
    edit_photo(photo, by=cast.photo_editor, credit_line="Photographer C/Gazette", now=NOON)
    with django_capture_on_commit_callbacks(execute=True):
        assert make_renditions(photo, now=NOON) == len(old)
    for rendition in photo.renditions.all():
        (digest, name), path = old[rendition.pk], paths[rendition.pk]
        assert rendition.digest != digest and not default_storage.exists(name)
        assert xmp.read(shown(rendition).info["xmp"])["credit_line"] == "Photographer C/Gazette"
        # A page sent out before the mending still finds its picture.
        assert renditions.find(addresses.read(photo.uid, path.rpartition("/")[2])) == rendition


@pytest.mark.parametrize("meanwhile", ["mended", "deleted"])
def test_words_that_were_mended_while_files_were_made_are_never_served(upload, cast, few_sizes, monkeypatch, meanwhile):
    photo = upload(credit_line="A name to be redacted")
    make = renditions.make

    def slowly(*args):
        made = list(make(*args))
        if meanwhile == "mended":
            Photo.objects.filter(pk=photo.pk).update(credit_line="Redacted")
        else:
            delete_photo(photo, by=cast.photo_editor, now=NOON)
        return made

    monkeypatch.setattr(renditions, "make", slowly)
    assert make_renditions(photo, now=NOON) == 0
    assert Rendition.objects.count() == (1 if meanwhile == "mended" else 0)
    folder = f"renditions/{photo.uid.hex[:2]}/{photo.uid.hex}"
    assert len(default_storage.listdir(folder)[1]) == 1


def test_find_gives_the_one_at_an_address(upload, few_sizes, django_assert_num_queries):
    photo = upload(saved(drawing(200, 140)))
    make_renditions(photo, now=NOON)
    for rendition in photo.renditions.all():
        address = addresses.read(photo.uid, addresses.path(photo, rendition).rpartition("/")[2])
        with django_assert_num_queries(1):
            found = renditions.find(address)
            assert found.photo == photo
        assert found == rendition


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_turned_picture_stands_upright(upload, few_sizes, orientation):
    image = Image.new("RGB", (80, 60), "white")
    image.paste("red", (0, 0, 40, 30))  # top left as stored
    exif = image.getexif()
    exif[0x0112] = orientation
    photo = upload(saved(image, exif=exif, quality=95))
    make_renditions(photo, now=NOON)
    made = shown(photo.renditions.filter(crop="", format="jpeg").last())
    corners = {1: (0, 0), 2: (1, 0), 3: (1, 1), 4: (0, 1), 5: (0, 0), 6: (1, 0), 7: (1, 1), 8: (0, 1)}
    right, down = corners[orientation]
    x, y = (made.width * (1 + 2 * right) // 4, made.height * (1 + 2 * down) // 4)
    red, green, blue = made.getpixel((x, y))
    assert red > 200 and green < 60 and blue < 60


def sixteen_bits() -> Image.Image:
    return Image.new("I;16", (40, 30), 0x8000)


def half_see_through() -> Image.Image:
    image = Image.new("RGBA", (40, 30), (0, 0, 0, 0))
    image.paste((0, 0, 0, 255), (0, 0, 20, 30))
    return image


def cmyk_with_profile() -> bytes:
    return saved(Image.new("CMYK", (40, 30), (0, 255, 255, 0)), "JPEG")


def see_through_palette() -> bytes:
    image = Image.new("P", (40, 30), 1)
    image.putpalette([255, 255, 255, 255, 0, 0])
    return saved(image, "PNG", transparency=0)


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (lambda: saved(sixteen_bits(), "PNG"), (128, 128, 128)),
        (lambda: saved(sixteen_bits(), "TIFF"), (128, 128, 128)),
        (lambda: saved(Image.new("L", (40, 30), 90)), (90, 90, 90)),
        (lambda: saved(Image.new("1", (40, 30), 1), "PNG"), (255, 255, 255)),
        (lambda: saved(Image.new("LA", (40, 30), (0, 0)), "PNG"), (255, 255, 255)),
        (see_through_palette, (255, 0, 0)),
        (cmyk_with_profile, (255, 0, 0)),
        (lambda: saved(Image.new("CMYK", (40, 30), (0, 255, 255, 0)), "TIFF"), (255, 0, 0)),
        (lambda: saved(Image.new("LAB", (40, 30), (255, 128, 128)), "TIFF"), None),
        (lambda: saved(half_see_through(), "WEBP", lossless=True), None),
    ],
)
def test_every_kind_of_pixel_becomes_eight_bit_rgb(upload, few_sizes, data, expected):
    photo = upload(data())
    make_renditions(photo, now=NOON)
    made = shown(photo.renditions.filter(crop="", format="jpeg").first())
    assert made.mode == "RGB"
    if expected:
        middle = made.getpixel((made.width // 2, made.height // 2))
        assert all(abs(got - want) < 12 for got, want in zip(middle, expected, strict=True)), middle


def test_what_was_see_through_is_white(upload, few_sizes):
    photo = upload(saved(half_see_through(), "PNG"))
    made = shown(photo.renditions.get())
    assert min(made.getpixel((38, 15))) > 240 and max(made.getpixel((2, 15))) < 15


def test_a_profile_is_converted_and_dropped(upload, few_sizes):
    """A profile with red and blue primaries exchanged would show if it were ignored or passed on."""
    lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    photo = upload(saved(drawing(80, 60), icc_profile=lab))
    assert "icc_profile" not in shown(photo.renditions.get()).info


def test_a_damaged_profile_breaks_nothing(upload, few_sizes):
    photo = upload(saved(drawing(80, 60), icc_profile=b"\0" * 300))
    assert make_renditions(photo, now=NOON)


@pytest.mark.parametrize(
    ("size", "ratio", "expected"), [((300, 100), (3, 2), (150, 100)), ((100, 300), (4, 5), (100, 125))]
)
def test_a_cut_takes_as_little_as_it_can(size, ratio, expected):
    assert crops.largest(size, ratio) == expected


def test_renditions_go_with_their_photo(photo, cast, django_capture_on_commit_callbacks):
    names = [photo.original.name, *photo.renditions.values_list("file", flat=True)]
    with django_capture_on_commit_callbacks(execute=True):
        delete_photo(photo, by=cast.photo_editor, now=NOON)
    assert not Rendition.objects.exists() and not Photo.objects.exists()
    assert not any(default_storage.exists(name) for name in names)
