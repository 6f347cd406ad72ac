"""What every verb of photos and documents shares: its transaction, the row's lock, who is refused, the log."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from newsroom import clock
from newsroom.record.canonical import clean_text
from newsroom.record.log import Change, enter

from .models import Licensed
from .opening import PhotoRefused
from .signals import rights_changed


@contextmanager
def locked(licensed: Licensed, now: datetime | None) -> Iterator[tuple[Licensed, datetime]]:
    """Open the verb's transaction, lock the row and settle the moment, in that order.

    Not its key: a story that is issued with it at this moment refers to it, and would wait with its own lock.
    """
    with transaction.atomic():
        kept = type(licensed).objects.select_for_update(no_key=True).get(pk=licensed.pk)
        yield kept, now or clock.now()


def allow(allowed: bool, sentence: str) -> None:
    if not allowed:
        raise PhotoRefused(sentence)


def record(verb: str, licensed: Licensed, by, now: datetime, *, ahead=(), facts=None, words=None) -> None:
    """Write the log, touch its pages now and at each moment ahead, and tell who listens."""
    rights_changed.send(type(licensed), licensed=licensed, by=by, now=now)
    moments = [now, *(moment for moment in ahead if moment and moment > now)]
    changes = [Change(licensed.tag, moment) for moment in moments]
    enter(verb, by=by, now=now, subject=licensed.subject, facts=facts, words=words, changes=changes)


def fresh(licensed: Licensed) -> Licensed:
    """Bring the caller's own object up to what is now on record, and return it."""
    licensed.refresh_from_db()
    return licensed


def typed(value):
    """Return what somebody typed without outer white space and control characters, which not every database takes."""
    return clean_text(value).strip() if isinstance(value, str) else value


def save(row, fields) -> None:
    """Save these fields, or raise PhotoRefused with the sentences of what a column or constraint says to them."""
    try:
        row.clean_fields(exclude={field.name for field in row._meta.fields} - set(fields))
        row.validate_constraints()
    except ValidationError as error:
        raise PhotoRefused(" ".join(error.messages)) from error
    row.save(update_fields=None if row._state.adding else list(fields))
