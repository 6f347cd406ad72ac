"""The paper as it is now: a page has it from its own snapshot, anything else from a memory a fifth of a second old."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from time import monotonic

from django.db import DatabaseError
from django.utils import timezone, translation

from newsroom.prepared import prepared
from newsroom.record.models import Pulse

from .site import Site

# Older than this and it is asked for again, so that a change is everywhere within a quarter of a second.
SECONDS = 0.2

_shown: ContextVar[Site | None] = ContextVar("shown", default=None)
_remembered: tuple[float, Site] | None = None


def site() -> Site:
    """Return the paper as it is now; while a page is made, as it was when the page was begun."""
    return _shown.get() or _recent()


def with_pulse() -> tuple[int, Site]:
    """Return the number of the latest Change, of an act or a turn of the Pulse, and the paper. One query."""
    for pulse in _pulse():
        return pulse.number + pulse.turns, Site(getattr(pulse, "paper", None))
    raise Pulse.DoesNotExist


@prepared()
def _pulse():
    return Pulse.objects.filter(pk=1).select_related("paper")


@contextmanager
def showing(paper: Site) -> Iterator[None]:
    """Make readers' pages of this paper: in its name, its language, by its clock."""
    token = _shown.set(paper)
    try:
        with translation.override(paper.language), timezone.override(paper.time_zone):
            yield
    finally:
        _shown.reset(token)


def forget() -> None:
    """Ask again next time: this process has changed it."""
    global _remembered
    _remembered = None


def remember(paper: Site, until: float) -> None:
    """Take this for the paper until that moment of the process's own clock."""
    global _remembered
    _remembered = (until, paper)


def _recent() -> Site:
    kept = _remembered
    if kept and monotonic() < kept[0]:
        return kept[1]
    try:
        found = with_pulse()[1]
    except (DatabaseError, Pulse.DoesNotExist):
        # The page that says so still has to say whose it is; before the first start there is no table to ask.
        return kept[1] if kept else Site()
    remember(found, monotonic() + SECONDS)
    return found
