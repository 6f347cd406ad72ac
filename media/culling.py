"""The verbs of a cull: stars and marks, and the camera's clock put right. Neither changes what readers have."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext

from newsroom import clock
from newsroom.record.log import enter

from . import permissions
from .models import Photo
from .opening import PhotoRefused

MOST_STARS = 5
# A camera set to the wrong year is put right by hand, picture by picture.
MOST_OFF = timedelta(days=400)


@dataclass(frozen=True)
class Shifted:
    """What became of one photo when the camera's clock was put right."""

    photo: Photo
    done: bool
    sentence: str


def cull(photo: Photo, *, by, rating: int | None = None, mark: str | None = None, now: datetime | None = None) -> Photo:
    """Give a photo its stars, or mark it as picked, rejected or neither; what is None stays as it was."""
    with transaction.atomic():
        kept = Photo.objects.select_for_update(no_key=True).get(pk=photo.pk)
        now = now or clock.now()
        if not permissions.may_edit(by, kept):
            raise PhotoRefused(
                gettext("“%(photo)s” is somebody else's picture. Ask them or the photo desk to sort it.")
                % {"photo": kept}
            )
        _check(rating, mark)
        wanted = {"rating": rating, "mark": mark}
        changed = {name: to for name, to in wanted.items() if to is not None and getattr(kept, name) != to}
        if changed:
            for name, to in changed.items():
                setattr(kept, name, to)
            kept.save(update_fields=list(changed))
            enter("cull", by=by, now=now, subject=f"photo:{kept.uid}", facts=changed)
    photo.rating, photo.mark = kept.rating, kept.mark
    return photo


def _check(rating: int | None, mark: str | None) -> None:
    if rating is not None and not 0 <= rating <= MOST_STARS:
        raise PhotoRefused(gettext("A photo has from no star to five, not %(stars)s.") % {"stars": rating})
    if mark is not None and mark not in Photo.Mark.values:
        raise PhotoRefused(gettext("A photo is picked, rejected or neither, not “%(mark)s”.") % {"mark": mark})


def shift_clock(photos: Iterable[Photo], *, by, off: timedelta, now: datetime | None = None) -> list[Shifted]:
    """Move the moment each photo was taken by as much as its camera's clock was off; return what became of each.

    All of them move or none does: half a shoot by another clock would be in no order at all. One without a moment
    stays without, and is said to be so.
    """
    if not off or abs(off) > MOST_OFF:
        raise PhotoRefused(gettext("Say by how much the camera's clock was off: not nothing, and less than 400 days."))
    with transaction.atomic():
        kept = Photo.objects.select_for_update(no_key=True).filter(pk__in=[photo.pk for photo in photos]).order_by("pk")
        now = now or clock.now()
        results = [_shift(photo, by, off, now) for photo in kept]
    return results


def _shift(photo: Photo, by, off: timedelta, now: datetime) -> Shifted:
    if not permissions.may_edit(by, photo):
        raise PhotoRefused(
            gettext("“%(photo)s” is somebody else's picture; no clock was changed. Leave it out and try again.")
            % {"photo": photo}
        )
    if photo.taken_at is None:
        return Shifted(photo, False, gettext("says no moment it was taken"))
    photo.taken_at += off
    photo.save(update_fields=["taken_at"])
    seconds = round(off.total_seconds())
    enter("shift_clock", by=by, now=now, subject=f"photo:{photo.uid}", facts={"seconds": seconds})
    local = clock.local(photo.taken_at)
    return Shifted(photo, True, gettext("taken %(when)s") % {"when": f"{local:%d.%m.%Y, %H:%M:%S}"})
