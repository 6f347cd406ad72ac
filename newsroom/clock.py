"""The one clock: every moment in the newsroom is asked for here, and can be passed in instead."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings

UNDO_SECONDS = timedelta(seconds=7)

_zone: Callable[[], ZoneInfo] | None = None


def ask_zone_of(knows: Callable[[], ZoneInfo]) -> None:
    """Ask this for the newsroom's zone from now on: somebody may have set another than the environment's."""
    global _zone
    _zone = knows


def now() -> datetime:
    """Return the present moment, aware, in UTC."""
    return datetime.now(UTC)


def stamp(moment: datetime) -> str:
    """Return the moment as addresses carry it: 2026-11-22T12:00:00Z."""
    return moment.astimezone(UTC).replace(tzinfo=None).isoformat() + "Z"


def from_stamp(text: str) -> datetime | None:
    """Return the moment that an address carries, or None where that is none."""
    try:
        moment = datetime.fromisoformat(text)
        return moment.astimezone(UTC) if moment.tzinfo else None
    except (ValueError, OverflowError):
        return None


def zone() -> ZoneInfo:
    """Return the newsroom's own time zone."""
    return _zone() if _zone else ZoneInfo(settings.TIME_ZONE)


def local(moment: datetime) -> datetime:
    """Return the moment on the newsroom's clock on the wall."""
    return moment.astimezone(zone())


def local_date(moment: datetime) -> date:
    """Return the day it is in the newsroom at that moment."""
    return local(moment).date()


def start_of_day(day: date) -> datetime:
    """Return the first moment of that day in the newsroom, aware."""
    return datetime.combine(day, time.min, tzinfo=zone())


def utc_midnight(day: date) -> datetime:
    """Return the first moment of that day in UTC, as months of lists are counted."""
    return datetime.combine(day, time.min, tzinfo=UTC)
