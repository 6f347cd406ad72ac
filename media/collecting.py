"""The verbs of collections: beginning one, what belongs to it, its shorthands. None changes what readers have."""

from collections.abc import Iterable
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext

from newsroom import clock
from newsroom.record.canonical import clean_text
from newsroom.record.log import enter

from . import permissions
from .models import Collected, Collection, Photo
from .opening import PhotoRefused

_SAID = ("name", "kind", "shorthands", "caption_template")


def _allow(by) -> None:
    if not permissions.may_collect(by):
        raise PhotoRefused(gettext("You may not put photos together. Ask the photo desk."))


def _save(collection: Collection, fields: dict) -> None:
    for name, value in fields.items():
        setattr(collection, name, clean_text(value).strip())
    try:
        collection.clean_fields(exclude=["begun_by"])
    except ValidationError as error:
        raise PhotoRefused(" ".join(error.messages)) from error
    collection.save()


def begin_collection(*, by, name: str, now: datetime | None = None, **fields) -> Collection:
    """Open a collection, or the event a shoot is about."""
    _allow(by)
    with transaction.atomic():
        now = now or clock.now()
        collection = Collection(begun_by=by, begun_at=now)
        _save(collection, {"name": name, **fields})
        words = {"name": collection.name}
        enter("begin_collection", by=by, now=now, subject=f"collection:{collection.uid}", words=words)
    return collection


def change_collection(collection: Collection, *, by, now: datetime | None = None, **fields) -> Collection:
    """Mend its name, its kind, its shorthands or its caption template."""
    if unknown := fields.keys() - set(_SAID):
        raise TypeError(f"A collection has no field {', '.join(sorted(unknown))} to change.")
    _allow(by)
    with transaction.atomic():
        kept = Collection.objects.select_for_update().get(pk=collection.pk)
        now = now or clock.now()
        changed = {name: value for name, value in fields.items() if getattr(kept, name) != clean_text(value).strip()}
        if changed:
            _save(kept, changed)
            words = {name: str(value) for name, value in changed.items()}
            subject = f"collection:{kept.uid}"
            enter("change_collection", by=by, now=now, subject=subject, facts={"fields": sorted(changed)}, words=words)
    collection.refresh_from_db()
    return collection


def collect(collection: Collection, photos: Iterable[Photo], *, by, now: datetime | None = None) -> int:
    """Put photos into a collection; return how many were not in it yet."""
    _allow(by)
    with transaction.atomic():
        kept = Collection.objects.select_for_update().get(pk=collection.pk)
        now = now or clock.now()
        numbers = [photo.pk for photo in photos]
        there = set(kept.collected.filter(photo__in=numbers).values_list("photo", flat=True))
        new = [pk for pk in dict.fromkeys(numbers) if pk not in there]
        Collected.objects.bulk_create([Collected(collection=kept, photo_id=pk) for pk in new])
        if new:
            enter("collect", by=by, now=now, subject=f"collection:{kept.uid}", facts={"photos": new})
    return len(new)


def take_out(collection: Collection, photos: Iterable[Photo], *, by, now: datetime | None = None) -> int:
    """Take photos out of a collection; return how many were in it. The photos themselves stay."""
    _allow(by)
    with transaction.atomic():
        kept = Collection.objects.select_for_update().get(pk=collection.pk)
        now = now or clock.now()
        rows = kept.collected.filter(photo__in=[photo.pk for photo in photos])
        gone = sorted(rows.values_list("photo", flat=True))
        rows.delete()
        if gone:
            enter("take_out", by=by, now=now, subject=f"collection:{kept.uid}", facts={"photos": gone})
    return len(gone)
