"""Which sizes and cuts readers are offered, making them, and finding one by its address."""

import hashlib
import logging
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from PIL import Image

from newsroom import clock
from newsroom.record.log import Change, enter

from . import metadata, pixels
from .models import Photo, Rendition
from .opening import OPENED

logger = logging.getLogger(__name__)

Crop, Format = Rendition.Crop, Rendition.Format

# A change of what is made, or how, is a new recipe: every rendition is then made again, under a new address.
RECIPE = "1"
WIDTHS: dict[Crop, tuple[int, ...]] = {
    Crop.WHOLE: (320, 480, 640, 960, 1280, 1920),
    Crop.CARD: (320, 480, 640, 960),
    Crop.SQUARE: (96, 192),
    Crop.PORTRAIT: (480, 960),
    Crop.WIDE: (1200,),
}
# Share cards are fetched by machines that take JPEG alone.
FORMATS = dict.fromkeys(Crop, tuple(Format)) | {Crop.WIDE: (Format.JPEG,)}
FIRST_WIDTH = 640
_TALLEST = 16_000  # WebP ends at 16,383
_MARK = 2


@dataclass(frozen=True)
class Spec:
    """One rendition that ought to be there."""

    crop: Crop
    width: int
    height: int
    format: Format

    @property
    def key(self) -> tuple[str, int, str]:
        return self.crop.value, self.width, self.format.value


def cut_size(width: int, height: int, crop: Crop) -> tuple[int, int]:
    """Return the size of the largest such cut from a picture of that size."""
    if crop.ratio is None:
        return width, height
    across, down = crop.ratio
    return max(1, min(width, height * across // down)), max(1, min(height, width * down // across))


def widths(width: int, height: int, crop: Crop) -> list[int]:
    """Return the widths offered of a picture of that size, ascending; nothing is ever blown up."""
    wide, tall = cut_size(width, height, crop)
    largest = max(1, min(wide, WIDTHS[crop][-1], wide * _TALLEST // tall))
    return sorted({step for step in WIDTHS[crop] if step < largest} | {largest})


def wanted(photo: Photo) -> Iterator[Spec]:
    """Yield every rendition the photo ought to have, each crop's widest first."""
    for crop in Crop:
        wide, tall = cut_size(photo.width, photo.height, crop)
        for width in reversed(widths(photo.width, photo.height, crop)):
            for format in FORMATS[crop]:
                yield Spec(crop, width, max(1, round(tall * width / wide)), format)


def digest(photo: Photo, spec: Spec, embedded: bytes) -> str:
    """Return the digest an address carries: over pixels, crop and embedded words, ending in the crop's mark.

    It can be told without making the file, so that what is there already is not made again. The mark lets an address
    sent out before a credit was mended find the mended file.
    """
    parts = [RECIPE, photo.sha256, spec.crop.value, str(spec.width), spec.format.value]
    whole = hashlib.sha256("\0".join(parts).encode() + b"\0" + embedded).hexdigest()
    return whole[:14] + _mark(spec.crop.value)


def _mark(crop: str) -> str:
    return hashlib.sha256(crop.encode()).hexdigest()[:_MARK]


def find(uid, digest: str, width: int, extension: str) -> Rendition | None:
    """Return the rendition at an address, with its photo; None when there is none such.

    Whether anybody may have it is the caller's question. An address with an older digest finds its successor.
    """
    format = next((format for format in Format if format.extension == extension), None)
    if format is None:
        return None
    at_width = Rendition.objects.select_related("photo").filter(photo__uid=uid, width=width, format=format)
    crop = next((crop for crop in Crop if _mark(crop.value) == digest[-_MARK:]), None)
    return None if crop is None else at_width.filter(crop=crop).first()


def make(photo: Photo, image: Image.Image, specs: list[Spec], now: datetime) -> Iterator[Rendition]:
    """Yield unsaved renditions, their files written; the specs in the order of `wanted`."""
    embedded = metadata.embed(photo)
    upright = pixels.ready(pixels.nearer(image, _largest(specs)))
    crop, cut, base, made_size = None, upright, upright, None
    for spec in specs:
        if spec.crop != crop:
            crop, cut = spec.crop, pixels.cut(upright, spec.crop.ratio)
            base = cut
        if made_size != (spec.crop, spec.width):
            # Each size is made from the next larger one, never from a smaller.
            base = pixels.sized(base if base.width >= spec.width else cut, spec.width)
            made_size = (spec.crop, spec.width)
        data = pixels.encoded(base, spec.format, embedded)
        yield _written(photo, spec, base.height, data, digest(photo, spec, embedded), now)


def _largest(specs: list[Spec]) -> int:
    return max(max(spec.width, spec.height) for spec in specs)


def _written(photo: Photo, spec: Spec, height: int, data: bytes, digest: str, now: datetime) -> Rendition:
    rendition = Rendition(
        photo=photo,
        crop=spec.crop,
        width=spec.width,
        height=height,
        format=spec.format,
        digest=digest,
        bytes=len(data),
        made_at=now,
    )
    name = f"{digest}-{spec.width}.{spec.format.extension}"
    path = rendition.file.field.generate_filename(rendition, name)
    default_storage.delete(path)  # half a file, from a worker that died
    rendition.file.name = default_storage.save(path, ContentFile(data))
    return rendition


def missing(photo: Photo) -> list[Spec]:
    """Return what the photo ought to have and has not, or has with words that have been mended since."""
    embedded = metadata.embed(photo)
    there = {(r.crop, r.width, r.format): r for r in photo.renditions.all()}
    return [
        spec
        for spec in wanted(photo)
        if (kept := there.get(spec.key)) is None
        or kept.digest != digest(photo, spec, embedded)
        or not default_storage.exists(kept.file.name)
    ]


def make_renditions(photo: Photo, *, now: datetime | None = None) -> int:
    """Make what is missing and return how much; safe to call at any time, any number of times."""
    now = now or clock.now()
    photo = Photo.objects.get(pk=photo.pk)
    specs = missing(photo)
    if not specs:
        return 0
    with photo.original.open("rb") as file, Image.open(file, formats=OPENED) as image:
        # A JPEG can be decoded at half or a quarter of its size, as long as nothing asked for is larger.
        image.draft(None, (_largest(specs), _largest(specs)))
        made = list(make(photo, image, specs, now))
    return len(made) if keep(photo, made, now) else 0


@transaction.atomic
def keep(photo: Photo, made: list[Rendition], now: datetime) -> bool:
    """Put made renditions on record in the place of older ones, whose files go on commit.

    Return False, and drop them, when the photo was deleted or its words were mended or redacted while they were made:
    whoever did that has queued the making of others.
    """
    kept = Photo.objects.select_for_update().filter(pk=photo.pk).first()
    if kept is None or metadata.embed(kept) != metadata.embed(photo):
        for rendition in made:
            default_storage.delete(rendition.file.name)
        return False
    before = {(r.crop, r.width, r.format): r for r in photo.renditions.all()}
    gone = []
    for rendition in made:
        old = before.get((rendition.crop, rendition.width, rendition.format))
        if old is not None:
            rendition.pk = old.pk
            if old.file.name != rendition.file.name:
                gone.append(old.file.name)
        rendition.save(force_insert=old is None, force_update=old is not None)
    transaction.on_commit(lambda: [default_storage.delete(name) for name in gone])
    enter(
        "make_renditions",
        by=None,
        now=now,
        subject=f"photo:{photo.uid}",
        facts={"renditions": len(made)},
        changes=[Change(photo.tag, now)],
    )
    return True


def first_spec(photo: Photo) -> Spec:
    """Return the one rendition made while the uploader waits, so that the photo can be shown at once."""
    offered = [spec for spec in wanted(photo) if spec.crop is Crop.WHOLE and spec.format is Format.JPEG]
    return next((spec for spec in offered if spec.width <= FIRST_WIDTH), offered[-1])
