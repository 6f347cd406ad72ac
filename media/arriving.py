"""Files on their way in: many at once, each in pieces that may stop and go on, and archives of them."""

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import PurePath
from uuid import UUID, uuid4

from django.conf import settings
from django.core.files import File
from django.db import transaction
from django.utils.translation import gettext

from newsroom import clock
from newsroom.record.canonical import canonical, clean_text
from newsroom.record.log import enter
from newsroom.tasks.queue import enqueue

from . import held, uploads
from .documents import taking
from .judging.limits import MEGABYTE, most_document_megabytes, most_megabytes
from .judging.verdicts import is_archive
from .models import Arrival, Batch, Licensed, Supplier
from .opening import TooBusy, UploadRefused
from .permissions import may_upload_document, may_upload_photo
from .refusals import document_too_large, too_many_bytes

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
    return _begun(Batch(name=clean_text(name).strip()[:120], supplier=supplier), by, now)


def begin_documents(*, by, said: dict[str, str], now: datetime | None = None) -> Batch:
    """Open a batch of documents; what is said of them is said of each that comes in with it."""
    if not may_upload_document(by):
        raise UploadRefused(gettext("You may not upload documents. Ask the photo desk to take them in."))
    return _begun(Batch(of=Batch.Of.DOCUMENTS, said=canonical(said)), by, now)


def _begun(batch: Batch, by, now: datetime | None) -> Batch:
    with transaction.atomic():
        batch.begun_by, batch.begun_at = by, now or clock.now()
        batch.save(force_insert=True)
        subject, words = f"batch:{batch.uid}", {"name": batch.name}
        enter("begin_batch", by=by, now=batch.begun_at, subject=subject, facts={"of": batch.of}, words=words)
    return batch


def own_batch(uid: UUID | str, user, of: str = Batch.Of.PHOTOS) -> Batch | None:
    """Return this person's batch of that name."""
    return Batch.objects.filter(uid=uid, begun_by=user, of=of).first()


def unfinished(user, of: str = Batch.Of.PHOTOS) -> list[Arrival]:
    """Return the files this person began to send and did not finish, the newest first."""
    coming = Arrival.objects.filter(batch__begun_by=user, batch__of=of, state=Arrival.State.COMING, inside=None)
    return list(coming.select_related("batch").order_by("-pk")[:MOST_FILES])


def expect(batch: Batch, files: Iterable[Expected], *, by, now: datetime | None = None) -> list[Arrival]:
    """Return one arrival for each file, in order: the one that was begun before, in whatever batch, or a new one.

    One begun before belongs to this batch from now on. A file too large to be taken in is refused before any of it
    is sent.
    """
    files = list(files)[:MOST_FILES]
    known = {arrival.fingerprint: arrival for arrival in reversed(unfinished(by, batch.of))}
    ours = batch.arrivals.filter(fingerprint__in=[file.mark for file in files]).select_related(
        "photo", "document", "batch"
    )
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
    if batch.of == Batch.Of.DOCUMENTS:
        most, too_large = most_document_megabytes(), document_too_large(name)
    elif name.lower().endswith(".zip"):
        most = settings.PHOTO_ARCHIVE_MEGABYTES
        too_large = _too_large_an_archive(name, most)
    else:
        most, too_large = most_megabytes(), too_many_bytes(name)
    if file.bytes > most * MEGABYTE:
        arrival.state, arrival.settled_at, arrival.said = Arrival.State.REFUSED, now, too_large
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
        # A spreadsheet is an archive too, and comes in as it is.
        if arrival.batch.of == Batch.Of.PHOTOS and is_archive(file):
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
    """Take one file in and keep a line of what became of it.

    Raise TooBusy of a file out of an archive: the worker can wait. Whoever sent a single one is told at once.
    """
    kind, accept = _ways_in(arrival.batch)
    taken: Licensed | None = None
    try:
        taken, arrival.said = accept(File(file, arrival.name), by=by, now=now, **fields)
    except UploadRefused as refusal:
        if arrival.inside_id and isinstance(refusal, TooBusy):
            raise
        arrival.state, arrival.said = Arrival.State.REFUSED, str(refusal)
    else:
        arrival.state = Arrival.State.KNOWN if taken.recognised else Arrival.State.TAKEN
        setattr(arrival, kind, taken)
    arrival.settled_at = now or clock.now()
    arrival.save()
    if taken:
        # The same object the sender is answered with: it knows whether it was recognised.
        setattr(arrival, kind, taken)


def _ways_in(batch: Batch) -> tuple[str, Callable]:
    """Return what a file of this batch becomes, and the one way in for it, which also says what its sender is told."""

    def photo(file, **fields):
        taken = uploads.accept(file, batch=batch, **fields)
        return taken, uploads.said_of(taken)

    def document(file, **fields):
        taken = taking.accept(file, **_said_of_all(batch), **fields)
        return taken, taking.recognised_sentence(taken) if taken.recognised else ""

    return ("document", document) if batch.of == Batch.Of.DOCUMENTS else ("photo", photo)


def _said_of_all(batch: Batch) -> dict[str, object]:
    """Return what its sender said of all documents of a batch, as the way in takes it."""
    said = json.loads(batch.said)
    supplier = said.pop("supplier", "")
    return {**said, "supplier": Supplier.objects.filter(uid=supplier).first()} if supplier else said


def forget_old(now: datetime) -> None:
    """Forget what nobody finished sending and the lines of what came in, a week after their batch was begun."""
    for arrival in Arrival.objects.filter(batch__begun_at__lt=now - KEPT):
        held.forget(arrival)
        arrival.delete()
    Batch.objects.filter(begun_at__lt=now - KEPT).exclude(said="{}").update(said="{}")
