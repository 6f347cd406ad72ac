"""Opening a stranger's picture: only kinds that are pictures and nothing else, whole, and of a size that fits.

This runs in the child of `media.judging`, which has no languages and no settings: it says why not as a key and facts,
and `refusals.py` says it in words.
"""

import re
import struct
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import pi_heif
from PIL import Image

from . import pixels
from .tails import after_the_picture

# What each becomes on record; MPO, a JPEG with a second view behind the first, is opened as a JPEG.
FORMATS = {"JPEG": "jpeg", "MPO": "jpeg", "PNG": "png", "WEBP": "webp", "TIFF": "tiff", "AVIF": "avif", "HEIF": "heic"}
OPENED = ["JPEG", "PNG", "WEBP", "TIFF", "AVIF", "HEIF"]
# Of these a second picture is the next moment of the first; a TIFF's or a HEIC's is another, or a map of depth.
_MOVING = {"PNG", "WEBP", "AVIF"}
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
    AttributeError,
    NotImplementedError,
    RuntimeError,
    struct.error,
    zlib.error,
)

# Pixels times scans: the largest picture in forty, one of 24 megapixels in two hundred. Programs write ten or so.
_MOST_SCANNED = 5_000_000_000

# The limit is asked before any pixel is decoded, and is the newsroom's own; Pillow's lower one would only warn.
Image.MAX_IMAGE_PIXELS = None
pi_heif.register_heif_opener(thumbnails=False, depth_images=False, aux_images=False)

_NOT_TAKEN = [
    (re.compile(rb"GIF8[79]a"), "gif"),
    (re.compile(rb"BM.{12}[\x0c\x28\x34\x38\x40\x6c\x7c]\0\0\0", re.DOTALL), "bmp"),
    (
        re.compile(rb"\xef?\xbb?\xbf?\s*(<\?xml[^>]*>\s*)?(<!--.*?-->\s*|<!DOCTYPE[^>]*>\s*)*<(\w+:)?svg\b", re.DOTALL),
        "svg",
    ),
    (re.compile(rb"%!PS|\xc5\xd0\xd3\xc6"), "eps"),
    (re.compile(rb"%PDF-"), "pdf"),
    (re.compile(rb".{4}ftyp(?!avi[fs]|hei[cxms]|hev[cx]|mif1|msf1)", re.DOTALL), "video"),
    (re.compile(rb"PK(\x03\x04|\x05\x06)|Rar!\x1a\x07|7z\xbc\xaf\x27\x1c|\x1f\x8b\x08"), "archive"),
]


class PhotoRefused(Exception):
    """What was asked of a photo cannot be done; the text says why and what to do next."""


class UploadRefused(PhotoRefused):
    """The file cannot become a photo."""


class TooBusy(UploadRefused):
    """It was not read for want of time, which says nothing of the file: who can wait asks again."""


class Unfit(Exception):
    """The bytes are no picture for this desk: why, as a key of `refusals.py`, and the facts its sentence names."""

    def __init__(self, why: str, **facts):
        super().__init__(why)
        self.why, self.facts = why, facts


@dataclass(frozen=True)
class Opened:
    """A decoded picture: perhaps at a fraction of its size, and the sizes that its file has."""

    image: Image.Image
    # As it is looked at, and as the file has it.
    width: int
    height: int
    stored: dict[str, int]
    frames: int


@contextmanager
def open_picture(file, most_pixels: int, needed: int) -> Iterator[Opened]:
    """Yield the decoded picture, having checked the bytes themselves and never the name or the sender's type.

    A JPEG is decoded no wider than is `needed`, every one of its bytes read all the same. Raise Unfit for anything
    that is not one whole picture of a kind in FORMATS.
    """
    _refuse_other_kinds(file)
    file.seek(0)
    try:
        image = Image.open(file, formats=OPENED)
    except DAMAGED as error:
        raise Unfit("no_picture") from error
    with image:
        _refuse_by_header(image, most_pixels)
        _refuse_endless_scans(file, image)
        width, height = pixels.upright_size(image)
        stored, frames = {"width": image.width, "height": image.height}, _frames(image)
        _decode(image, needed / width)
        _refuse_a_second_file(file, image)
        yield Opened(image, width, height, stored, frames)


def _refuse_other_kinds(file) -> None:
    file.seek(0)
    head = file.read(4096)
    if not head:
        raise Unfit("empty")
    for pattern, why in _NOT_TAKEN:
        if pattern.match(head):
            raise Unfit(why)
    # A PDF may begin anywhere in its first kilobyte, and its readers would open this one.
    if b"%PDF-" in head[:1024]:
        raise Unfit("hidden", what="document")


def _refuse_by_header(image: Image.Image, most_pixels: int) -> None:
    """Refuse by what the header promises, before memory is spent on pixels."""
    if image.width * image.height > most_pixels:
        raise Unfit("too_many_pixels", pixels=image.width * image.height, most=most_pixels)
    if image.mode not in _MODES:
        raise Unfit("mode", mode=image.mode)


def _refuse_endless_scans(file, image: Image.Image) -> None:
    """Refuse a progressive JPEG that goes over its pixels again and again, as one is drawn that is to cost seconds."""
    if image.format in {"JPEG", "MPO"} and image.info.get("progressive"):
        at = file.tell()
        file.seek(0)
        scans = file.read().count(b"\xff\xda")
        file.seek(at)
        if scans * image.width * image.height > _MOST_SCANNED:
            raise Unfit("too_slow")


def _frames(image: Image.Image) -> int:
    """Return how many pictures follow each other in it; one that cannot be counted is one."""
    if image.format not in _MOVING:
        return 1
    try:
        return max(1, int(getattr(image, "n_frames", 1)))
    except DAMAGED:
        return 1


def _decode(image: Image.Image, part: float) -> None:
    try:
        # A JPEG can be decoded at half, a quarter or an eighth of its size.
        image.draft(None, (int(image.width * part), int(image.height * part)))
        image.load()
    except DAMAGED as error:
        raise Unfit("damaged") from error


def _refuse_a_second_file(file, image: Image.Image) -> None:
    """Refuse a picture that is a web page or an archive as well, to whoever reads it from its end."""
    what = after_the_picture(file, FORMATS[image.format])
    if what:
        raise Unfit("hidden", what=what)
