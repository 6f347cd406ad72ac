"""Dates and times as readers see them: on the newsroom's clock, in the language of the site."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from newsroom import clock
from newsroom.pagecache.links import here
from newsroom.paper.current import site

from .languages import figures

AGED_AFTER = 30
# The ways a paper may print a day, a day of this year in a list, one of another year there, and a time.
_DAYS = {"day": "j F Y", "month": "F j, Y", "year": "Y-m-d"}
_OF_THIS_YEAR = {"day": "j M", "month": "M j", "year": "m-d"}
_OF_ANOTHER = {"day": "j M Y", "month": "M j, Y", "year": "Y-m-d"}
_TIMES = {"24": "H:i", "12": "P"}


@dataclass(frozen=True)
class Printed:
    """A moment or a day as printed, and as machines read it."""

    iso: str
    text: str


def day(value: date) -> Printed:
    """Print a day: 14 January 2023, or as the paper has its dates."""
    return Printed(value.isoformat(), figures(_day(value)))


def _day(value: date) -> str:
    return date_format(value, _DAYS[site().date_style])


def _time(local: datetime) -> str:
    return date_format(local, _TIMES[site().clock_style])


def day_path(value: date) -> str:
    """Return the address of the day's archive."""
    return here(f"/{value.year:04}/{value.month:02}/{value.day:02}/")


def moment(value: datetime, *, zone: bool = True) -> Printed:
    """Print a moment: 14 January 2023, 18:20 GMT."""
    local = clock.local(value)
    text = _("%(day)s, %(time)s") % {"day": _day(local), "time": _time(local)}
    return Printed(iso(value), figures(f"{text} {local:%Z}" if zone else text))


def iso(value: datetime) -> str:
    """Return the moment for machines, to the second, with the newsroom's offset."""
    return clock.local(value).isoformat(timespec="seconds")


def published(listed_at: datetime, dated: date) -> Printed:
    """Print when a story was published; a date that was printed elsewhere first has no time of ours."""
    return moment(listed_at) if clock.local_date(listed_at) == dated else day(dated)


def updated(updated_at: datetime, since: date) -> Printed:
    """Print when a story was last changed: the time alone on the day it was published."""
    local = clock.local(updated_at)
    if local.date() == since:
        return Printed(iso(updated_at), figures(f"{_time(local)} {local:%Z}"))
    return moment(updated_at)


def short(listed_at: datetime, dated: date, at: datetime) -> Printed:
    """Print a time for a list: 18:20 today, 14 Jan this year, 14 Jan 2023 before."""
    today = clock.local_date(at)
    if dated == today == clock.local_date(listed_at):
        return Printed(iso(listed_at), figures(_time(clock.local(listed_at))))
    style = _OF_THIS_YEAR if dated.year == today.year else _OF_ANOTHER
    text = date_format(dated, style[site().date_style])
    return Printed(dated.isoformat(), figures(text))


def age(dated: date, at: datetime) -> str:
    """Say how old a story is, or nothing when it is not old."""
    today = clock.local_date(at)
    days = (today - dated).days
    if days <= AGED_AFTER:
        return ""
    years = today.year - dated.year - ((today.month, today.day) < (dated.month, dated.day))
    if years:
        said = ngettext("This story is %(count)d year old", "This story is %(count)d years old", years)
        return figures(said % {"count": years})
    months = max(1, (today.year - dated.year) * 12 + today.month - dated.month - (today.day < dated.day))
    said = ngettext("This story is %(count)d month old", "This story is %(count)d months old", months)
    return figures(said % {"count": months})
