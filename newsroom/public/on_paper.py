"""What a page says at its foot when it is printed: of which day it is, and where it stood."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.utils.encoding import uri_to_iri

from newsroom import clock

from . import dates


@dataclass(frozen=True)
class Source:
    """The day of a page, and its address as somebody would type it."""

    day: dates.Printed
    address: str


_asked: ContextVar[tuple[str, datetime] | None] = ContextVar("asked", default=None)


@contextmanager
def printed_from(path: str, at: datetime) -> Iterator[None]:
    """Let the pages made here say that they stood at this path, at that moment."""
    token = _asked.set((path, at))
    try:
        yield
    finally:
        _asked.reset(token)


def source() -> Source | None:
    """Return where the page that is being made stands, and its day; nothing for what has no address of its own."""
    asked = _asked.get()
    if asked is None:
        return None
    path, at = asked
    return Source(dates.day(clock.local_date(at)), readable(settings.SITE_URL + path))


def readable(address: str) -> str:
    """Return an address in the letters it is made of, not in their codes."""
    return uri_to_iri(address)
