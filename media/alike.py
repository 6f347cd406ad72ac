"""Photos that look like one another: found by an index, shown side by side, and what somebody says to it."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext

from newsroom import clock
from newsroom.record.log import enter

from . import permissions
from .likeness import WHOLE, Seen, apart, beside, quarters, signed
from .models import KeptBoth, Look, Photo
from .opening import PhotoRefused

_SHOWN, _FOUND = 3, 200


def keep_looks(photo: Photo, looks: Iterable[Seen]) -> None:
    """Put on record how a photo looks, in the place of what was there."""
    photo.looks.all().delete()
    Look.objects.bulk_create(
        Look(photo=photo, window=seen.window, bits=signed(seen.bits), down=signed(seen.down), quarter=quarter)
        for seen in looks
        for quarter in quarters(seen.bits)
    )


def alike(photo: Photo, user) -> list[Photo]:
    """Return the photos this person may see that look like it, the likest first.

    Not those somebody let stand, and not the next frames of the same shoot, which look alike by nature.
    """
    nearest = _nearest(photo)
    for pair in KeptBoth.objects.filter(photo=photo) | KeptBoth.objects.filter(other=photo):
        nearest.pop(pair.photo_id if pair.other_id == photo.pk else pair.other_id, None)
    likest = sorted(nearest, key=lambda pk: (nearest[pk], pk))[:_FOUND]
    seen = Photo.objects.visible_to(user).in_bulk(likest)
    found = [seen[pk] for pk in likest if pk in seen]
    return [other for other in found if not _next_in_a_shoot(photo, other)][:_SHOWN]


def _next_in_a_shoot(photo: Photo, other: Photo) -> bool:
    """Say whether both came in together and were taken at two moments."""
    together = photo.batch_id is not None and photo.batch_id == other.batch_id
    return together and None not in {photo.taken_at, other.taken_at} and photo.taken_at != other.taken_at


def numbers_like(photo: Photo) -> list[int]:
    """Return its own number and those of the photos that look like it, also where somebody let both stand."""
    nearest = _nearest(photo)
    return [photo.pk, *sorted(nearest, key=lambda pk: (nearest[pk], pk))[:_FOUND]]


def _nearest(photo: Photo) -> dict[int, int]:
    """Return in how many bits each photo that looks like it differs from it.

    Either one may be a cut of the other: the whole of each is compared with every window of the other.
    """
    nearest: dict[int, int] = {}
    for own in {Seen(*row) for row in photo.looks.values_list("window", "bits", "down")}:
        rows = Look.objects.filter(quarter__in=list(beside(own.bits))).exclude(photo=photo)
        if own.window != WHOLE:
            rows = rows.filter(window=WHOLE)
        for pk, *other in rows.values_list("photo_id", "window", "bits", "down"):
            if (bits := apart(own, Seen(*other))) is not None:
                nearest[pk] = min(bits, nearest.get(pk, bits))
    return nearest


def keep_both(photo: Photo, other: Photo, *, by, now: datetime | None = None) -> None:
    """Let two photos that look alike both stay: neither is suggested beside the other again."""
    if not permissions.may_edit(by, photo) or not permissions.may_see(by, other):
        raise PhotoRefused(gettext("You may not say this of somebody else's picture. Ask the photo desk."))
    older, newer = sorted([photo, other], key=lambda each: each.pk)
    if older.pk == newer.pk:
        raise PhotoRefused(gettext("That is one photo, not two."))
    with transaction.atomic():
        now = now or clock.now()
        _pair, new = KeptBoth.objects.get_or_create(photo=older, other=newer, defaults={"by": by, "at": now})
        if new:
            facts = {"other": f"photo:{other.uid}"}
            enter("keep_both", by=by, now=now, subject=f"photo:{photo.uid}", facts=facts)
