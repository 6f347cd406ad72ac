"""Making the sizes and cuts readers are offered, and finding one by its address."""

import hashlib
import logging
from collections.abc import Iterator
from datetime import datetime

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from PIL import Image

from newsroom import clock
from newsroom.record.log import Change, enter

from . import declaration, metadata, pixels
from .addresses import Address
from .areas import areas_of, burn, mark
from .declaration import Spec
from .models import Photo, Rendition, Shape
from .opening import OPENED

logger = logging.getLogger(__name__)


def digest(photo: Photo, spec: Spec, embedded: bytes) -> str:
    """Return the digest an address carries: over pixels, cut and embedded words.

    It can be told without making the file, so that what is there already is not made again.
    """
    cut = declaration.cut(photo, spec.crop)
    rectangle = (*cut.rectangle((photo.width, photo.height)), cut.turn)
    parts = [declaration.RECIPE, photo.sha256, spec.crop, str(rectangle), str(spec.width), spec.format.value]
    parts += [mark(areas_of(photo))]
    return hashlib.sha256("\0".join(parts).encode() + b"\0" + embedded).hexdigest()[:16]


def find(address: Address) -> Rendition | None:
    """Return the rendition at an address, with its photo; None while it is not made.

    Whether anybody may have it is the caller's question. An address with an older digest finds its successor.
    """
    at_width = Rendition.objects.select_related("photo").filter(photo__uid=address.uid, width=address.width)
    return at_width.filter(crop=address.crop, format=address.format).first()


def nearest(photo: Photo, address: Address) -> list[Rendition]:
    """Return what is there, closest to an address first: the same cut before the whole, then by width."""
    shape = address.crop.partition("/")[0]

    def far(rendition: Rendition):
        cut = [address.crop, shape, Shape.WHOLE.value]
        return (
            cut.index(rendition.crop) if rendition.crop in cut else len(cut),
            abs(rendition.width - address.width),
            rendition.format != address.format,
        )

    return sorted(photo.renditions.select_related("photo"), key=far)


def make(photo: Photo, image: Image.Image, specs: list[Spec], now: datetime) -> Iterator[Rendition]:
    """Yield unsaved renditions, their files written; the specs in the order of `wanted`."""
    embedded = metadata.embed(photo)
    enough = _share(photo, specs) * max(photo.width, photo.height)
    upright = burn(pixels.ready(pixels.nearer(image, enough)), areas_of(photo))
    photo.colour = photo.colour or pixels.dominant(upright)
    crop, cut, base, made_size = None, upright, upright, None
    for spec in specs:
        if spec.crop != crop:
            crop, how = spec.crop, declaration.cut(photo, spec.crop)
            base = cut = pixels.cut(upright, how.rectangle(upright.size), how.turn)
        if made_size != (spec.crop, spec.width):
            # Each size is made from the next larger one, never from a smaller.
            base = pixels.sized(base if base.width >= spec.width else cut, spec.width)
            made_size = (spec.crop, spec.width)
        data = pixels.encoded(base, spec.format, embedded)
        yield _written(photo, spec, base.height, data, digest(photo, spec, embedded), now)


def _share(photo: Photo, specs: list[Spec]) -> float:
    """Return which share of the original's width and height is enough for all of these."""
    cuts = {crop: declaration.cut(photo, crop).size(photo)[0] for crop in {spec.crop for spec in specs}}
    return min(1.0, max(spec.width / cuts[spec.crop] for spec in specs))


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


def missing(photo: Photo, *, look: bool = True) -> list[Spec]:
    """Return what the photo ought to have and has not, or has with words or a cut that were mended since.

    `look` asks the storage whether each file is still there; of a bucket that is a question over the network each.
    """
    embedded = metadata.embed(photo)
    there = {(r.crop, r.width, r.format): r for r in photo.renditions.all()}
    return [
        spec
        for spec in declaration.wanted(photo)
        if (kept := there.get(spec.key)) is None
        or kept.digest != digest(photo, spec, embedded)
        or (look and not default_storage.exists(kept.file.name))
    ]


def _fetched(pk: int) -> Photo | None:
    return Photo.objects.filter(pk=pk).prefetch_related("hand_crops", "ordered_crops", "renditions", "areas").first()


def make_renditions(photo: Photo, *, now: datetime | None = None) -> int:
    """Make what is missing and return how much; safe to call at any time, any number of times."""
    now = now or clock.now()
    photo = _fetched(photo.pk)
    specs = missing(photo) if photo else []
    if not specs:
        return 0
    with photo.original.open("rb") as file, Image.open(file, formats=OPENED) as image:
        # A JPEG can be decoded at half or a quarter of its size, as long as nothing asked for is larger.
        share = _share(photo, specs)
        image.draft(None, (int(image.width * share), int(image.height * share)))
        made = list(make(photo, image, specs, now))
    return len(made) if keep(photo, made, now) else 0


@transaction.atomic
def keep(photo: Photo, made: list[Rendition], now: datetime) -> bool:
    """Put made renditions on record in the place of older ones, whose files go on commit.

    Return False, and drop them, when the photo was deleted, or its words or cuts were mended while they were made:
    whoever did that has asked for the making of others.
    """
    kept = Photo.objects.select_for_update().filter(pk=photo.pk).first()
    kept = _fetched(photo.pk) if kept else None
    if kept is None or not _are_still(kept, made):
        for rendition in made:
            default_storage.delete(rendition.file.name)
        return False
    # A photo from before there was a colour to stand in its place until it arrives.
    Photo.objects.filter(pk=photo.pk, colour="").update(colour=photo.colour)
    before = {(r.crop, r.width, r.format): r for r in kept.renditions.all()}
    gone = []
    for rendition in made:
        old = before.get((rendition.crop, rendition.width, rendition.format))
        if old is not None:
            rendition.pk = old.pk
            if old.file.name != rendition.file.name:
                gone.append(old.file.name)
        rendition.save(force_insert=old is None, force_update=old is not None)
    gone += _let_go(kept, before)
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


def _are_still(photo: Photo, made: list[Rendition]) -> bool:
    """Say whether these are what would be made of the photo as it is on record now."""
    embedded = metadata.embed(photo)
    specs = {spec.key: spec for spec in declaration.wanted(photo)}
    return all(
        (spec := specs.get((each.crop, each.width, str(each.format)))) and each.digest == digest(photo, spec, embedded)
        for each in made
    )


def _let_go(photo: Photo, before: dict[tuple, Rendition]) -> list[str]:
    """Delete the rows that are no longer offered, as of a cut that became smaller; return their files' names."""
    offered = {spec.key for spec in declaration.wanted(photo)}
    gone = [rendition for key, rendition in before.items() if key not in offered]
    Rendition.objects.filter(pk__in=[rendition.pk for rendition in gone]).delete()
    return [rendition.file.name for rendition in gone]


def drop(photo: Photo) -> None:
    """Take every rendition away with the act that asks for it; call it inside that act's transaction.

    For what must not be seen any more: the nearest of what is left would otherwise stand in for a missing one.
    """
    files = list(photo.renditions.values_list("file", flat=True))
    photo.renditions.all().delete()
    transaction.on_commit(lambda: [default_storage.delete(name) for name in files])
