"""What a time on a clock on the wall means: one moment, none on the day clocks go forward, two when they go back.

Pure functions. "On the wall" is a datetime without a zone, as somebody types it.
"""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo, available_timezones

# No zone has ever moved its clocks by more than a day.
_MOST = timedelta(hours=26)


def moments(wall: datetime, zone: ZoneInfo) -> list[datetime]:
    """Return the moments at which the clock shows this, in UTC: one; none where it is skipped; two where repeated."""
    found = {wall.replace(tzinfo=zone, fold=fold).astimezone(UTC) for fold in (0, 1)}
    return sorted(moment for moment in found if moment.astimezone(zone).replace(tzinfo=None) == wall)


def around(wall: datetime, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """Return the last minute before, and the first moment after, a time that the clock skips; both in UTC."""
    low, high = (wall.replace(tzinfo=UTC) + step for step in (-_MOST, _MOST))
    # The clock shows less than what was asked before the change, and more from it on.
    while high - low > timedelta(seconds=1):
        middle = low + (high - low) / 2
        if middle.astimezone(zone).replace(tzinfo=None) < wall:
            low = middle
        else:
            high = middle
    change = high.replace(microsecond=0)
    return change - timedelta(minutes=1), change


def last_shown(wall: time, zone: ZoneInfo, now: datetime) -> datetime | None:
    """Return the last moment up to `now`, in UTC, at which the clock showed this time, that day or the day before."""
    today = now.astimezone(zone).date()
    days = (today, today - timedelta(days=1))
    found = [moment for day in days for moment in moments(datetime.combine(day, wall), zone) if moment <= now]
    return max(found, default=None)


def is_zone(name: str) -> bool:
    """Say whether this is the name of a time zone, such as Europe/London."""
    return name in available_timezones()


def zone_names() -> list[str]:
    """Return the zones people live in, in order; old spellings and those of machines left out."""
    own = {name for name in available_timezones() if "/" in name and not name.startswith(("Etc/", "SystemV/", "posix"))}
    return sorted(own | {"UTC"})


def spoken(zone: str) -> str:
    """Return how a time zone is called on screens: "Lord Howe" of Australia/Lord_Howe."""
    return zone.rsplit("/", 1)[-1].replace("_", " ")
