"""The readers' connection: while a reader's page renders, every query goes there, and it cannot write."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.db import transaction

_reading: ContextVar[bool] = ContextVar("reading", default=False)

ALIAS = "readers"


class ReadersRouter:
    """Send reads and writes made inside `reading()` to the readers' connection, where a write is refused."""

    def db_for_read(self, model, **hints):
        return ALIAS if _reading.get() else None

    def db_for_write(self, model, **hints):
        return ALIAS if _reading.get() else None

    def allow_relation(self, *objects, **hints):
        return True

    def allow_migrate(self, db, app_label, **hints):
        return db != ALIAS


@contextmanager
def reading() -> Iterator[None]:
    """Open one snapshot of the database for one reader's page."""
    token = _reading.set(True)
    try:
        with transaction.atomic(using=ALIAS):
            yield
    finally:
        _reading.reset(token)
