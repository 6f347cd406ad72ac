"""Whatever kind of pixels came in, every rendition shows what the photographer saw, in sRGB."""

import io
import struct

import pytest
from PIL import Image, ImageCms

from media import declaration
from media.renditions import make_renditions
from tests.conftest import NOON

from .conftest import saved

pytestmark = pytest.mark.django_db(databases="__all__")

# One colour a quarter, so that a picture turned or mirrored is another.
QUARTERS = ((200, 60, 50), (60, 150, 70), (50, 80, 180), (210, 190, 70))


@pytest.fixture(autouse=True)
def few_sizes(monkeypatch):
    monkeypatch.setattr(declaration, "WIDTHS", dict.fromkeys(declaration.WIDTHS, (96,)))


def quarters(mode="RGB", size=(240, 160)) -> Image.Image:
    image = Image.new("RGB", size)
    half = size[0] // 2, size[1] // 2
    for number, colour in enumerate(QUARTERS):
        image.paste(
            colour,
            (
                *(at * side for at, side in zip((number % 2, number // 2), half, strict=True)),
                *((at + 1) * side for at, side in zip((number % 2, number // 2), half, strict=True)),
            ),
        )
    return image if mode == "RGB" else image.convert(mode)


def seen(image: Image.Image) -> list[tuple[int, ...]]:
    """Return the colour in the middle of each quarter."""
    wide, tall = image.size
    image = image.convert("RGB")
    return [image.getpixel((wide * x // 4, tall * y // 4)) for y in (1, 3) for x in (1, 3)]


def looks_right(photo, expected=QUARTERS, within=14) -> None:
    """Fail unless every rendition of the photo has these colours in its quarters."""
    make_renditions(photo, now=NOON)
    assert photo.renditions.count() > 8
    for rendition in photo.renditions.all():
        image = Image.open(io.BytesIO(rendition.file.open("rb").read()))
        for found, wanted in zip(seen(image), expected, strict=True):
            assert max(abs(a - b) for a, b in zip(found, wanted, strict=True)) <= within, (
                str(rendition),
                found,
                wanted,
            )


def wide_gamut(primaries: str) -> ImageCms.ImageCmsProfile:
    """Return a profile of larger primaries than sRGB's, written byte by byte: Display P3 or Adobe RGB (1998)."""
    columns = {
        "p3": ((0.5151, 0.2412, -0.0011), (0.2920, 0.6922, 0.0419), (0.1571, 0.0666, 0.7841)),
        "adobe": ((0.6097, 0.3111, 0.0195), (0.2053, 0.6257, 0.0609), (0.1492, 0.0632, 0.7446)),
    }[primaries]

    def fixed(value):
        return struct.pack(">i", round(value * 65536))

    curve = b"curv\0\0\0\0" + struct.pack(">IH", 1, round(2.2 * 256)) + b"\0\0"
    tags = [(b"wtpt", b"XYZ \0\0\0\0" + fixed(0.9642) + fixed(1.0) + fixed(0.8249))]
    for name, column in zip((b"rXYZ", b"gXYZ", b"bXYZ"), columns, strict=True):
        tags.append((name, b"XYZ \0\0\0\0" + b"".join(map(fixed, column))))
    tags += [(name, curve) for name in (b"rTRC", b"gTRC", b"bTRC")]
    tags.append((b"desc", b"desc\0\0\0\0" + struct.pack(">I", 5) + b"wide\0" + b"\0" * 79))
    tags.append((b"cprt", b"text\0\0\0\0none\0\0\0\0"))
    table, body, at = struct.pack(">I", len(tags)), b"", 128 + 4 + 12 * len(tags)
    for name, data in tags:
        table += name + struct.pack(">II", at + len(body), len(data))
        body += data + b"\0" * (-len(data) % 4)
    head = struct.pack(">I4sI4s4s4s", 128 + len(table) + len(body), b"none", 0x02100000, b"mntr", b"RGB ", b"XYZ ")
    head += struct.pack(">6H", 2026, 1, 1, 0, 0, 0) + b"acsp" + b"\0" * 28
    head += fixed(0.9642) + fixed(1.0) + fixed(0.8249)
    return ImageCms.ImageCmsProfile(io.BytesIO(head.ljust(128, b"\0") + table + body))


@pytest.mark.parametrize("format", ["JPEG", "PNG", "WEBP", "TIFF", "AVIF", "HEIF"])
def test_every_kind_looks_as_it_did(upload, format):
    looks_right(upload(saved(quarters(), format, **({"quality": 95} if format not in {"PNG", "TIFF"} else {}))))


@pytest.mark.parametrize("primaries", ["p3", "adobe"])
@pytest.mark.parametrize("format", ["JPEG", "PNG", "TIFF", "WEBP", "AVIF", "HEIF"])
def test_a_wide_gamut_comes_out_in_srgb(upload, primaries, format):
    profile = wide_gamut(primaries)
    srgb = ImageCms.createProfile("sRGB")
    numbers = ImageCms.profileToProfile(quarters(), srgb, profile, outputMode="RGB")
    assert seen(numbers) != list(QUARTERS)
    options = {} if format in {"PNG", "TIFF"} else {"quality": 95}
    looks_right(upload(saved(numbers, format, icc_profile=profile.tobytes(), **options)))


@pytest.mark.parametrize("format", ["JPEG", "TIFF"])
def test_cmyk_is_no_negative(upload, format):
    photo = upload(saved(quarters("CMYK"), format, **({"quality": 95} if format == "JPEG" else {})))
    looks_right(photo, within=20)


def test_sixteen_bits_of_grey_are_neither_white_nor_black(upload):
    grey = Image.new("I;16", (240, 160))
    values = [40, 100, 160, 220]
    for y in range(160):
        for x in range(240):
            grey.putpixel((x, y), values[(x >= 120) + 2 * (y >= 80)] * 257)
    for format in ("PNG", "TIFF"):
        looks_right(upload(saved(grey, format)), [(value,) * 3 for value in values])


def sixteen_bit_tiff() -> bytes:
    """Return an uncompressed TIFF of 16 bits a channel, as raw converters write them."""
    image = quarters()
    pixels = b"".join(struct.pack("<3H", *(value * 257 for value in colour)) for colour in image.get_flattened_data())
    wide, tall = image.size
    entries = [
        (256, 4, wide),
        (257, 4, tall),
        (259, 3, 1),
        (262, 3, 2),
        (277, 3, 3),
        (278, 4, tall),
        (279, 4, len(pixels)),
    ]
    at = 8 + 2 + 12 * (len(entries) + 2) + 4
    entries += [(258, 3, at), (273, 4, at + 6)]
    fields = b"".join(
        struct.pack("<HHII", tag, kind, 3 if tag == 258 else 1, value) for tag, kind, value in sorted(entries)
    )
    return b"II*\0" + struct.pack("<IH", 8, len(entries)) + fields + b"\0" * 4 + struct.pack("<3H", 16, 16, 16) + pixels


def test_sixteen_bits_a_channel_of_a_tiff_come_out_right(upload):
    looks_right(upload(sixteen_bit_tiff()))


TURNED = {
    1: None,
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_90,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_270,
}


@pytest.mark.parametrize("format", ["JPEG", "AVIF"])
@pytest.mark.parametrize("orientation", TURNED)
def test_it_stands_upright_whichever_way_the_camera_was_held(upload, format, orientation):
    image = quarters(size=(240, 240))
    turned = image.transpose(TURNED[orientation]) if TURNED[orientation] is not None else image
    exif = turned.getexif()
    exif[0x0112] = orientation
    looks_right(upload(saved(turned, format, exif=exif, quality=95)))


def test_a_heic_is_turned_by_its_own_mark_and_not_by_what_its_exif_repeats(upload):
    exif = quarters().getexif()
    exif[0x0112] = 6
    looks_right(upload(saved(quarters(), "HEIF", exif=exif, quality=95)))


def test_a_damaged_profile_changes_nothing(upload):
    looks_right(upload(saved(quarters(), icc_profile=b"\0" * 40 + b"acsp" + b"\xff" * 400, quality=95)))


def test_what_is_see_through_stands_on_white(upload):
    image = quarters("RGBA")
    image.putalpha(Image.new("L", image.size, 0))
    looks_right(upload(saved(image, "PNG")), [(255, 255, 255)] * 4)
