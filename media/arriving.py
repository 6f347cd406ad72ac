"""Files on their way in: many at once, each in pieces that may stop and go on, and archives of them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import PurePath
from uuid import UUID, uuid4

from django.conf import settings
from django.core.files import File
from django.db import transaction
from django.utils.translation import gettext

from newsroom import clock
from newsroom.record.canonical import clean_text
from newsroom.record.log import enter
from newsroom.tasks.queue import enqueue

from . import held, uploads
from .judging.limits import MEGABYTE, most_megabytes
from .judging.verdicts import is_archive
from .models import Arrival, Batch
from .opening import UploadRefused
from .permissions import may_upload_photo
from .refusals import too_many_bytes

# What nobody finished sending is forgotten after these days, with all lines about what came in.
KEPT = timedelta(days=7)
MOST_FILES = 2_000


@dataclass(frozen=True)
class Expected:
    """A file somebody is about to send, as their browser knows it."""

    name: str
    bytes: int
    fingerprint: str

    @property
    def mark(self) -> str:
        """Return by what it is known again: no two files of different size are one."""
        return f"{self.bytes}:{self.fingerprint}"[:64]


def begin_batch(*, by, name: str = "", supplier=None, now: datetime | None = None) -> Batch:
    """Open a batch: what is sent with it is found together afterwards."""
    if not may_upload_photo(by):
        raise UploadRefused(gettext("You may not upload pictures. Ask the photo desk to take them in."))
    with transaction.atomic():
        now = now or clock.now()
        named = clean_text(name).strip()[:120]
        batch = Batch.objects.create(name=named, begun_by=by, begun_at=now, supplier=supplier)
        enter("begin_batch", by=by, now=now, subject=f"batch:{batch.uid}", words={"name": named})
    return batch


def own_batch(uid: UUID | str, user) -> Batch | None:
    """Return this person's batch of that name."""
    return Batch.objects.filter(uid=uid, begun_by=user).first()


def unfinished(user) -> list[Arrival]:
    """Return the files this person began to send and did not finish, the newest first."""
    coming = Arrival.objects.filter(batch__begun_by=user, state=Arrival.State.COMING, inside=None)
    return list(coming.select_related("batch").order_by("-pk")[:MOST_FILES])


def expect(batch: Batch, files: Iterable[Expected], *, by, now: datetime | None = None) -> list[Arrival]:
    """Return one arrival for each file, in order: the one that was begun before, in whatever batch, or a new one.

    One begun before belongs to this batch from now on. A file too large to be taken in is refused before any of it
    is sent.
    """
    files = list(files)[:MOST_FILES]
    known = {arrival.fingerprint: arrival for arrival in reversed(unfinished(by))}
    ours = batch.arrivals.filter(fingerprint__in=[file.mark for file in files]).select_related("photo", "batch")
    known |= {arrival.fingerprint: arrival for arrival in ours}
    found, new = [], []
    for file in files:
        if file.mark not in known:
            known[file.mark] = _new(batch, file, now or clock.now())
            new.append(known[file.mark])
        found.append(known[file.mark])
    Arrival.objects.bulk_create(new)
    for arrival in found:
        if arrival.batch_id != batch.pk:
            arrival.batch = batch
            arrival.save(update_fields=["batch"])
    return found


def _new(batch: Batch, file: Expected, now: datetime) -> Arrival:
    name = clean_text(PurePath(file.name).name)[:100] or gettext("the file")
    arrival = Arrival(batch=batch, name=name, bytes=file.bytes, fingerprint=file.mark)
    archive = name.lower().endswith(".zip")
    most = settings.PHOTO_ARCHIVE_MEGABYTES if archive else most_megabytes()
    if file.bytes > most * MEGABYTE:
        arrival.state, arrival.settled_at = Arrival.State.REFUSED, now
        arrival.said = too_many_bytes(name) if not archive else _too_large_an_archive(name, most)
    return arrival


def _too_large_an_archive(name: str, most: int) -> str:
    return gettext(
        "“%(name)s” is larger than %(most)s megabytes, the most an archive may be. Pack two smaller ones."
    ) % {
        "name": name,
        "most": most,
    }


def hand_in(batch: Batch, file, *, by, now: datetime | None = None) -> Arrival:
    """Take in a file that came whole, with a plain form, and return the line of what became of it."""
    fingerprint = uuid4().hex
    (arrival,) = expect(batch, [Expected(file.name, file.size, fingerprint)], by=by, now=now)
    if arrival.state == Arrival.State.COMING:
        file.seek(0)
        receive(arrival, by=by, offset=0, stream=file, now=now)
    return arrival


def receive(arrival: Arrival, *, by, offset: int, stream, now: datetime | None = None) -> int:
    """Add a piece to a file, and take it in when that was the last; return how many bytes of it are here.

    Raise held.OutOfStep when the piece does not begin where what is here ends.
    """
    if arrival.state != Arrival.State.COMING:
        return arrival.bytes
    here = held.append(arrival, offset, stream)
    if here == arrival.bytes:
        _settle(arrival, by, now or clock.now())
    return here


def _settle(arrival: Arrival, by, now: datetime) -> None:
    """Take in a file that is all here, or leave an archive to the worker; of two who are at it the second waits."""
    with held.whole(arrival) as file:
        arrival.refresh_from_db(fields=["state", "photo", "said"])
        if file is None or arrival.state != Arrival.State.COMING:
            return
        if is_archive(file):
            with transaction.atomic():
                arrival.state = Arrival.State.UNPACKING
                arrival.save(update_fields=["state"])
                enqueue(_unpacking(), arrival.pk)
            return
        take(arrival, file, by=by, now=now)
    held.forget(arrival)


def _unpacking():
    from .tasks import unpack_arrival

    return unpack_arrival


def take(arrival: Arrival, file, *, by, now: datetime | None = None, **fields) -> None:
    """Take one file in and keep a line of what became of it."""
    try:
        photo = uploads.accept(File(file, arrival.name), by=by, now=now, batch=arrival.batch, **fields)
    except UploadRefused as refusal:
        arrival.state, arrival.said = Arrival.State.REFUSED, str(refusal)
    else:
        arrival.state = Arrival.State.KNOWN if photo.recognised else Arrival.State.TAKEN
        arrival.photo, arrival.said = photo, uploads.said_of(photo)
    arrival.settled_at = now or clock.now()
    arrival.save()
    if arrival.photo:
        # The same object the sender is answered with: it knows whether it was recognised.
        arrival.photo = photo


def forget_old(now: datetime) -> None:
    """Forget what nobody finished sending and the lines of what came in, a week after their batch was begun."""
    for arrival in Arrival.objects.filter(batch__begun_at__lt=now - KEPT):
        held.forget(arrival)
        arrival.delete()
