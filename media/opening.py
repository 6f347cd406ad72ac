"""Opening a stranger's picture: only kinds that are pictures and nothing else, whole, and of a size that fits."""

import re
import struct
import zlib

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from PIL import Image

from .tails import after_the_picture

MOST_BYTES = 50 * 1024 * 1024
MOST_PIXELS = 120_000_000
# What each becomes on record; MPO, a JPEG with a second view behind the first, is opened as a JPEG.
FORMATS = {"JPEG": "jpeg", "MPO": "jpeg", "PNG": "png", "WEBP": "webp", "TIFF": "tiff", "AVIF": "avif"}
OPENED = ["JPEG", "PNG", "WEBP", "TIFF", "AVIF"]
_MODES = {"1", "L", "LA", "P", "PA", "RGB", "RGBA", "RGBX", "RGBa", "La", "CMYK", "YCbCr", "LAB", "HSV"}
_MODES |= {"I", "I;16", "I;16L", "I;16B", "I;16N"}

# What Pillow's decoders raise on damaged or hostile bytes.
DAMAGED = (
    OSError,
    SyntaxError,
    ValueError,
    TypeError,
    KeyError,
    IndexError,
    EOFError,
    OverflowError,
    MemoryError,
    AttributeError,
    NotImplementedError,
    RuntimeError,
    struct.error,
    zlib.error,
)

# The limit is asked before any pixel is decoded; Pillow's own, lower one would only warn.
Image.MAX_IMAGE_PIXELS = MOST_PIXELS

_NOT_TAKEN = [
    (re.compile(rb"GIF8[79]a"), _("This is a GIF. Save it as JPEG or PNG and upload that.")),
    (
        re.compile(rb"\xef?\xbb?\xbf?\s*(<\?xml[^>]*>\s*)?(<!--.*?-->\s*|<!DOCTYPE[^>]*>\s*)*<(\w+:)?svg\b", re.DOTALL),
        _("This is an SVG drawing, which can carry scripts. Save it as PNG and upload that."),
    ),
    (
        re.compile(rb"%!PS|\xc5\xd0\xd3\xc6"),
        _("This is an EPS drawing, which is a program. Save it as PNG and upload that."),
    ),
    (re.compile(rb"%PDF-"), _("This is a PDF. Take the picture out of it, as JPEG or PNG, and upload that.")),
    (
        re.compile(rb".{4}ftyp(hei|hev|mif1|msf1)", re.DOTALL),
        _("This is a HEIC picture, as some phones keep them. Export it as JPEG and upload that."),
    ),
    (re.compile(rb".{4}ftyp(?!avi[fs])", re.DOTALL), _("This is a video. Upload a single picture.")),
    (re.compile(rb"PK\x03\x04"), _("This is an archive. Unpack it and upload the pictures in it.")),
]


class PhotoRefused(Exception):
    """What was asked of a photo cannot be done; the text says why and what to do next."""


class UploadRefused(PhotoRefused):
    """The file cannot become a photo."""


def open_picture(file, name: str) -> Image.Image:
    """Return the decoded picture, having checked the bytes themselves and never the name or the sender's type.

    Raise UploadRefused with a sentence for anything that is not one whole picture of a kind in FORMATS.
    """
    _refuse_other_kinds(file, name)
    file.seek(0)
    try:
        image = Image.open(file, formats=OPENED)
    except Image.DecompressionBombError as error:
        raise _too_large(name) from error
    except DAMAGED as error:
        raise UploadRefused(
            gettext("“%(name)s” is not a picture this desk can open. Upload a JPEG, PNG, WebP, TIFF or AVIF.")
            % {"name": name}
        ) from error
    _refuse_by_header(image, name)
    try:
        image.load()
    except Image.DecompressionBombError as error:
        raise _too_large(name) from error
    except DAMAGED as error:
        raise UploadRefused(
            gettext("“%(name)s” is damaged or was cut off on its way. Get it again from where it came.")
            % {"name": name}
        ) from error
    _refuse_a_second_file(file, image, name)
    return image


def _refuse_other_kinds(file, name: str) -> None:
    file.seek(0)
    head = file.read(4096)
    if not head:
        raise UploadRefused(gettext("“%(name)s” is empty.") % {"name": name})
    for pattern, sentence in _NOT_TAKEN:
        if pattern.match(head):
            raise UploadRefused(f"{name}: {sentence}")


def _refuse_by_header(image: Image.Image, name: str) -> None:
    """Refuse by what the header promises, before memory is spent on pixels."""
    if image.width * image.height > MOST_PIXELS:
        raise _too_large(name, image)
    if image.mode not in _MODES:
        raise UploadRefused(
            gettext(
                "“%(name)s” keeps its pixels as %(mode)s, which readers' screens do not show. Save it as 8-bit RGB."
            )
            % {"name": name, "mode": image.mode}
        )
    if image.format in {"PNG", "WEBP", "AVIF"} and getattr(image, "is_animated", False):
        raise UploadRefused(
            gettext("“%(name)s” is an animation. Save one frame of it and upload that.") % {"name": name}
        )


def _too_large(name: str, image: Image.Image | None = None) -> UploadRefused:
    millions = round(image.width * image.height / 1_000_000) if image else 2 * MOST_PIXELS // 1_000_000
    return UploadRefused(
        gettext("“%(name)s” has %(millions)s million pixels or more; the most is %(most)s million. Make it smaller.")
        % {"name": name, "millions": millions, "most": MOST_PIXELS // 1_000_000}
    )


def _refuse_a_second_file(file, image: Image.Image, name: str) -> None:
    """Refuse a picture that is a web page or an archive as well, to whoever reads it from its end."""
    what = after_the_picture(file, FORMATS[image.format])
    if what:
        raise UploadRefused(
            gettext("“%(name)s” has %(what)s hidden after the picture. Export the picture again and upload that.")
            % {"name": name, "what": what}
        )
