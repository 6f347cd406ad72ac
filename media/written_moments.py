"""Dates and times as people write them into instructions: "0001 GMT 3 December 2026", "Dec. 3, 2026, 10.30"."""

import re
from datetime import UTC, date, datetime, time, timedelta, timezone

from newsroom import clock

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = "(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
_MONTH += r"|nov(?:ember)?|dec(?:ember)?)\.?"
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_ZONES = {"gmt": 0, "utc": 0, "z": 0, "bst": 1, "cet": 1, "cest": 2, "est": -5, "edt": -4, "pst": -8, "pdt": -7}
_ZONE = "|".join(_ZONES)
# A day may lie this far back and still be meant for this year.
_BACK = timedelta(days=60)


def _time(mark: str) -> str:
    return (
        rf"(?P<hour{mark}>[01]?\d|2[0-3])[:.]?(?P<minute{mark}>[0-5]\d)(?:\s*(?:hrs?|hours?))?"
        rf"(?:\s*(?P<zone{mark}>{_ZONE})\b)?"
    )


_DATE = (
    r"(?:(?P<iso>\d{4}-\d\d-\d\d)"
    rf"|(?P<day1>{_DAY})\s+(?P<month1>{_MONTH})(?:,?\s+(?P<year1>\d{{4}}))?"
    rf"|(?P<month2>{_MONTH})\s+(?P<day2>{_DAY})(?:,?\s+(?P<year2>\d{{4}}))?)"
)
_BEFORE = rf"(?:{_time('1')}(?:\s+on|,)?\s+)?(?:(?:[a-z]{{3,6}}day),?\s+)?"
_AFTER = rf"(?:(?:,|\s+at|t)?\s*{_time('2')})?"
# Its groups are for `moment` and `has_time`.
MOMENT = rf"{_BEFORE}{_DATE}\b{_AFTER}(?!\w)"
TIME = rf"{_time('0')}(?!\w)"


def has_time(found: re.Match) -> bool:
    """Say whether a time of day was written too."""
    return bool(found["hour1"] or found["hour2"])


def moment(found: re.Match, sent_at: datetime) -> datetime | None:
    """Return the moment that was written, the day's first where no time was; None for a day there is not."""
    day = _day(found, clock.local_date(sent_at))
    if day is None:
        return None
    mark = "1" if found["hour1"] else "2"
    return _at(day, found, mark) if found[f"hour{mark}"] else clock.start_of_day(day)


def day_after(found: re.Match, sent_at: datetime) -> datetime | None:
    """Return the first moment of the day after the one that was written."""
    day = _day(found, clock.local_date(sent_at))
    return clock.start_of_day(day + timedelta(days=1)) if day else None


def next_time(found: re.Match, sent_at: datetime) -> datetime:
    """Return the first moment after it was sent at which it is that time."""
    today = clock.local_date(sent_at)
    moments = (_at(today + timedelta(days=ahead), found, "0") for ahead in (-1, 0, 1, 2))
    return next(each for each in moments if each > sent_at)


def _at(day: date, found: re.Match, mark: str) -> datetime:
    said = (found[f"zone{mark}"] or "").lower()
    zone = timezone(timedelta(hours=_ZONES[said])) if said else clock.zone()
    return datetime.combine(day, time(int(found[f"hour{mark}"]), int(found[f"minute{mark}"])), zone).astimezone(UTC)


def _day(found: re.Match, today: date) -> date | None:
    try:
        if found["iso"]:
            day = date.fromisoformat(found["iso"])
        else:
            mark = "1" if found["day1"] else "2"
            month = _MONTHS.index(found[f"month{mark}"][:3].lower()) + 1
            number = int(re.match(r"\d+", found[f"day{mark}"])[0])
            year = found[f"year{mark}"]
            day = date(int(year) if year else today.year, month, number)
            if not year and day < today - _BACK:
                day = day.replace(year=day.year + 1)
    except ValueError:
        return None
    # Whoever writes another century means something else.
    return day if 1990 <= day.year <= 2100 else None
