"""Letting go of sizes and crops that nothing needs any more; never of originals, so all can be made again."""

from datetime import datetime, timedelta

from django.conf import settings
from django.core.files.storage import default_storage
from django.db.models import Exists, OuterRef

from newsroom.record.log import Change, enter

from . import declaration, stories
from .act import locked
from .models import OrderedCrop, Photo, Rendition, Tidied

# So many an hour, so that a first run does not hold the newsroom up.
_AT_ONCE = 200


def tidy_away(now: datetime) -> int:
    """Let go of the readers' sizes of photos, and of crops, that nothing has needed for long; return of how many."""
    before = now - timedelta(days=settings.SIZES_DAYS)
    return _photos(now, before) + _crops(now, before)


def _photos(now: datetime, before: datetime) -> int:
    fresh = Rendition.objects.filter(photo=OuterRef("pk"), made_at__gte=before)
    old = Photo.objects.filter(uploaded_at__lt=before, tidied=None).filter(~Exists(fresh))
    needless = stories.needless(old, now).order_by("pk")[:_AT_ONCE]
    return sum(tidy_photo(photo, now=now) for photo in list(needless))


def tidy_photo(photo: Photo, *, now: datetime) -> bool:
    """Keep of a photo's sizes what the desk looks at; say whether that was done. One that is needed stays as it is."""
    with locked(photo, now) as (kept, now):
        if hasattr(kept, "tidied") or not stories.needless(Photo.objects.filter(pk=kept.pk), now).exists():
            return False
        Tidied.objects.create(photo=kept, tidied_at=now)
        kept.ordered_crops.all().delete()
        _let_go(Photo.objects.get(pk=kept.pk), now)
    return True


def _crops(now: datetime, before: datetime) -> int:
    """Let go of ordered crops one by one: of each its photo's uses are read, so those in texts are left out first."""
    uses = Photo.objects.filter(pk=OuterRef("photo"), uses__crop=OuterRef("crop"))
    fresh = Rendition.objects.filter(photo=OuterRef("photo"), crop=OuterRef("crop"), made_at__gte=before)
    made = Rendition.objects.filter(photo=OuterRef("photo"), crop=OuterRef("crop"))
    rows = OrderedCrop.objects.filter(~Exists(uses), ~Exists(fresh), Exists(made)).select_related("photo")
    done = 0
    for row in rows.order_by("pk").iterator(_AT_ONCE):
        done += tidy_crop(row, now=now)
        if done == _AT_ONCE:
            break
    return done


def tidy_crop(row: OrderedCrop, *, now: datetime) -> bool:
    """Let go of a crop that was ordered once and that nothing asks for any more; say whether that was done."""
    with locked(row.photo, now) as (photo, now):
        if row.crop in stories.crops_of(photo, now):
            return False
        OrderedCrop.objects.filter(pk=row.pk).delete()
        _let_go(photo, now)
    return True


def _let_go(photo: Photo, now: datetime) -> None:
    """Delete what is not offered any more, inside the transaction that has the photo locked.

    Each file goes before its row. Killed in between, all rows are there again, and the next hour finds the photo as it
    was; a row whose file is gone is made anew as soon as anybody asks for it. The other way round would leave files
    that no row knows of.
    """
    offered = {spec.key for spec in declaration.wanted(photo)}
    gone = [row for row in photo.renditions.all() if (row.crop, row.width, row.format) not in offered]
    for row in gone:
        default_storage.delete(row.file.name)
    Rendition.objects.filter(pk__in=[row.pk for row in gone]).delete()
    facts = {"renditions": len(gone), "bytes": sum(row.bytes for row in gone)}
    subject = f"photo:{photo.uid}"
    enter("tidy_renditions", by=None, now=now, subject=subject, facts=facts, changes=[Change(photo.tag, now)])
