"""Read the stories' times ("3 days ago 09:40", "20 minutes ago", "in 2 days 10:00") and their weekdays."""

import re
from datetime import datetime, time, timedelta

WORDED = re.compile(
    r"(?P<ahead>in )?(?P<count>\d+) (?P<unit>minute|hour|day)s?(?P<ago> ago)?(?: (?P<clock>\d\d:\d\d))?"
)
DAY = re.compile(r"\{(day|date|year)([+-]\d+)?\}")


def moment(text: str, now: datetime) -> datetime:
    """Return the moment that `text` names, seen from `now` (aware, in the newsroom's zone).

    Days need a clock time and keep it across a change of the clocks; minutes and hours take none.
    """
    found = WORDED.fullmatch(text)
    if not found or bool(found["ahead"]) == bool(found["ago"]) or (found["unit"] == "day") != bool(found["clock"]):
        raise ValueError(f"“{text}” is no time: write “3 days ago 09:40”, “20 minutes ago” or “in 2 days 10:00”.")
    span = timedelta(**{found["unit"] + "s": int(found["count"])})
    if found["unit"] != "day":
        return now + span if found["ahead"] else now - span
    day = (now + span if found["ahead"] else now - span).date()
    return datetime.combine(day, time.fromisoformat(found["clock"]), tzinfo=now.tzinfo)


def dated(text: str, base: datetime) -> str:
    """Fill {day-1}, {date+2} and {year} with the weekday, date and year counted from `base`."""

    def fill(found: re.Match) -> str:
        shift = int(found[2] or 0)
        if found[1] == "year":
            return str(base.year + shift)
        day = base + timedelta(days=shift)
        return f"{day:%A}" if found[1] == "day" else f"{day.day} {day:%B}"

    return DAY.sub(fill, text)
