"""When a newsletter goes: a time on the newsroom's clock, as one moment of each of its days. Pure but for the clock."""

from datetime import date, datetime, timedelta

from newsroom import clock, wall_times

from .models import Letter

WEEK = 7


def moment_on(day: date, letter: Letter) -> datetime:
    """Return the moment of that day: at a time the clock skips the first after it, at one it shows twice the first."""
    wall = datetime.combine(day, letter.at)
    found = wall_times.moments(wall, clock.zone())
    return found[0] if found else wall_times.around(wall, clock.zone())[1]


def goes_on(day: date, letter: Letter) -> bool:
    """Say whether that is one of its days."""
    if letter.rhythm == Letter.Rhythm.WEEKLY:
        return day.weekday() == letter.weekday
    return letter.rhythm == Letter.Rhythm.DAILY


def last_due(letter: Letter, now: datetime) -> tuple[date, datetime] | None:
    """Return the last of its moments that has come, with the day it is of; None for one that is sent by hand."""
    return _first(letter, now, -1, lambda moment: moment <= now)


def next_due(letter: Letter, now: datetime) -> datetime | None:
    """Return the next moment at which it goes by itself; None for one that does not."""
    found = _first(letter, now, 1, lambda moment: moment > now) if letter.is_on else None
    return found[1] if found else None


def _first(letter: Letter, now: datetime, step: int, wanted) -> tuple[date, datetime] | None:
    today = clock.local_date(now)
    # A day to spare on either side: a skipped hour may be tomorrow's.
    days = [today + timedelta(days=step * number) for number in range(-1, WEEK + 2)]
    moments = ((day, moment_on(day, letter)) for day in days if goes_on(day, letter))
    return next(((day, moment) for day, moment in moments if wanted(moment)), None)
