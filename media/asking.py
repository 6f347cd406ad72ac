"""Asking for a photo's sizes: once, however many want them, and off the request."""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

from django.db import transaction

from newsroom.tasks.queue import enqueue

from . import crops, declaration, tasks
from .addresses import Address
from .models import Making, OrderedCrop, Photo, Shape, Tidied
from .renditions import missing

# A picture that could not be made was tried again and again by then; asked for anew, it is tried once more.
GIVEN_UP_AFTER = timedelta(hours=1)


def ask(photo: Photo, now: datetime, *, changed: bool = False) -> bool:
    """Have the photo's missing renditions made; return whether this was what queued them.

    `changed` says that the photo is another than it was: a worker already at it then begins again. Without it, what
    a worker is already making is not asked for a second time. Call it inside a transaction.
    """
    making, new = Making.objects.select_for_update().get_or_create(photo=photo, defaults={"asked_at": now})
    if not new and making.asked_at > now - GIVEN_UP_AFTER:
        if changed and making.begun_at:
            making.changed = True
            making.save(update_fields=["changed"])
        return False
    making.asked_at, making.begun_at, making.changed = now, None, False
    making.save()
    enqueue(tasks.make_photo_renditions, photo.pk)
    return True


def ask_for_missing(photo: Photo, address: Address, now: datetime) -> bool:
    """Ask for what a reader found missing, if it is still offered; nothing is written while it is being made."""
    asked = (address.crop, address.width, address.format.value)
    if Making.objects.filter(photo=photo, asked_at__gt=now - GIVEN_UP_AFTER).exists():
        return False
    with transaction.atomic():
        if wake([photo], now):
            return True
    if all(spec.key != asked for spec in declaration.wanted(photo)):
        return False
    with transaction.atomic():
        return ask(photo, now)


def lacking() -> Iterator[Photo]:
    """Yield the photos that have not all that is declared, as after an update that offers another size.

    Pages name only what is made, so no reader finds such a size missing and has it asked for. Files are not looked for.
    """
    photos = Photo.objects.select_related("tidied").order_by("pk")
    photos = photos.prefetch_related("hand_crops", "ordered_crops", "renditions", "areas")
    return (photo for photo in photos.iterator(200) if missing(photo, look=False))


def wake(photos: Iterable[Photo], now: datetime) -> int:
    """Have all sizes of photos made again that were tidied away, and return of how many; one query where none was.

    Call it inside the act that uses them.
    """
    tidied = Tidied.objects.filter(photo__in=photos).select_related("photo")
    woken = [row.photo for row in tidied]
    if woken:
        Tidied.objects.filter(photo__in=woken).delete()
    for photo in woken:
        ask(photo, now, changed=True)
    return len(woken)


def order_crop(photo: Photo, crop: str, now: datetime) -> None:
    """Have one use's crop made in every size; call it inside the act that uses it."""
    asked = crops.read(crop)
    if asked is None or asked == crops.Crop(Shape.WHOLE):
        return
    _row, new = OrderedCrop.objects.get_or_create(photo=photo, crop=str(asked))
    if new:
        ask(photo, now, changed=True)
