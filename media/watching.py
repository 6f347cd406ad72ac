"""Suppliers' folders: what arrives in one is taken in with the contract's rights, what is refused is moved aside."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.files import File
from django.db import transaction

from newsroom import clock
from newsroom.tasks.queue import enqueue

from . import rights, uploads, usages
from .arriving import begin_batch
from .contracts import credit_of
from .house_credit import is_unwritten
from .models import Batch, Photo, Supplier
from .opening import TooBusy, UploadRefused

# A file that was written to less than this ago may still be growing.
STILL = timedelta(seconds=15)
# What programs call a file while they write it.
_UNFINISHED = (".part", ".tmp", ".filepart", ".crdownload", ".partial")
# So many an hour are let go, so that a first run does not hold the newsroom up.
_AT_ONCE = 500
_REFUSED, _LOCK = "refused", ".lock"


def folder_of(supplier: Supplier) -> Path:
    """Return the folder that is watched for a supplier."""
    return Path(settings.WATCHED) / supplier.watch_folder


def in_whose_name():
    """Return the member of staff that photos from folders are taken in by; None while nobody is named."""
    return get_user_model().objects.filter(email=settings.WATCHED_BY.strip().lower(), is_active=True).first()


def look(now: datetime) -> int:
    """Queue the taking in of each folder that has a file to take; return of how many."""
    if in_whose_name() is None:
        return 0
    from .tasks import take_from_folder

    queued = 0
    for supplier in Supplier.objects.filter(active=True).exclude(watch_folder=""):
        folder_of(supplier).mkdir(parents=True, exist_ok=True)
        with _alone(supplier) as alone:
            if not alone or next(_ripe(supplier, now), None) is None:
                continue
        with transaction.atomic():
            enqueue(take_from_folder, supplier.pk)
        queued += 1
    return queued


def take_in(supplier: Supplier, *, now: datetime | None = None) -> tuple[int, int]:
    """Take in what has arrived in a supplier's folder; return how many were taken and how many refused.

    A file leaves the folder once it is on record; one that is refused lies in `refused`, with a text that says why.
    While the newsroom is too busy to read one, it and those behind it stay for the next look.
    Only one process does it at a time; a second one finds nothing to do.
    """
    by = in_whose_name()
    taken = refused = 0
    with _alone(supplier) as alone:
        if not alone or by is None:
            return 0, 0
        for path in _ripe(supplier, now or clock.now()):
            try:
                _take(supplier, path, by, now or clock.now())
                taken += 1
            except TooBusy:
                break
            except UploadRefused as refusal:
                _put_aside(path, str(refusal))
                refused += 1
    return taken, refused


@contextmanager
def _alone(supplier: Supplier) -> Iterator[bool]:
    """Say whether this process has the folder to itself, and keep it so for a while."""
    with (folder_of(supplier) / _LOCK).open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
            return
        yield True


def _ripe(supplier: Supplier, now: datetime) -> Iterator[Path]:
    """Yield the files that nothing writes to any more, the oldest name first."""
    root = folder_of(supplier)
    for folder, inner, names in os.walk(root):
        inner[:] = sorted(name for name in inner if not name.startswith(".") and Path(folder, name) != root / _REFUSED)
        for name in sorted(names):
            path = Path(folder, name)
            if name.startswith(".") or name.lower().endswith(_UNFINISHED) or path.is_symlink():
                continue
            if path.stat().st_mtime <= (now - STILL).timestamp():
                yield path


def _take(supplier: Supplier, path: Path, by, now: datetime) -> Photo:
    with path.open("rb") as file:
        photo = uploads.accept(
            File(file, path.name),
            by=by,
            now=now,
            batch=_batch_of_the_day(supplier, by, now),
            supplier=supplier,
            licence=supplier.licence,
        )
    if not photo.recognised:
        _by_contract(photo, supplier, by, now)
    path.unlink()
    return photo


def _batch_of_the_day(supplier: Supplier, by, now: datetime) -> Batch:
    """Return the batch of what came from the supplier today, in the newsroom's day."""
    today = clock.start_of_day(clock.local_date(now))
    found = Batch.objects.filter(supplier=supplier, begun_at__gte=today, begun_at__lte=now).first()
    return found or begin_batch(by=by, name=f"{supplier} {clock.local_date(now):%Y-%m-%d}", supplier=supplier, now=now)


def _by_contract(photo: Photo, supplier: Supplier, by, now: datetime) -> None:
    """Give a new photo the contract's usual credit where its file asks for none; its lease came with it."""
    credit = credit_of(supplier, photo)
    if credit and is_unwritten(photo):
        rights.edit_photo(photo, by=by, credit_line=credit, now=now)


def _put_aside(path: Path, why: str) -> None:
    """Move a refused file out of the way, with a line beside it that says why."""
    aside = _root(path) / _REFUSED
    aside.mkdir(exist_ok=True)
    number = 0
    while (target := aside / (path.name if not number else f"{path.stem}-{number}{path.suffix}")).exists():
        number += 1
    path.rename(target)
    target.with_name(target.name + ".txt").write_text(why + "\n")


def _root(path: Path) -> Path:
    """Return the supplier's folder that a file in it, or below it, belongs to."""
    watched = Path(settings.WATCHED)
    return watched / path.relative_to(watched).parts[0]


def let_go_unused(now: datetime) -> int:
    """Delete agencies' pictures nobody used in time, on the record; return how many.

    Stars, a pick, a collection or any use, past ones included, keep a picture.
    """
    before = now - timedelta(days=settings.AGENCY_DAYS)
    old = Photo.objects.filter(
        supplier__kind=Supplier.Kind.AGENCY, uploaded_at__lt=before, rating=0, collected=None, vouched_at=None
    ).exclude(mark=Photo.Mark.PICK)
    unused = list(usages.unused(old).order_by("pk")[:_AT_ONCE])
    return sum(rights.let_go(photo, now=now) for photo in unused)
