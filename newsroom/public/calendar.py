"""The archive by its calendar: years, the months of a year, the days of a month, each with how many stories it has."""

from calendar import Calendar, monthrange
from dataclasses import dataclass
from datetime import date, datetime

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.dates import MONTHS, WEEKDAYS_ABBR
from django.utils.formats import date_format, get_format

from articles import calendar as kept
from newsroom import clock
from newsroom.pagecache.collecting import note
from newsroom.pagecache.links import here

from .dates import day_path
from .languages import figures
from .names import names
from .pages import page
from .reading import reader_page
from .views import FIRST_YEAR, not_found


@dataclass(frozen=True)
class Part:
    """A year, a month or a day: what it is called, where it is, and how many stories it has."""

    name: str
    count: int
    url: str = ""
    iso: str = ""

    @property
    def number(self) -> str:
        """How many, where there is no room for a word beside it."""
        return figures(str(self.count))


def _year_url(year: int) -> str:
    return here(reverse("public:year", args=[f"{year:04}"]))


def _month_url(year: int, month: int) -> str:
    return here(reverse("public:month", args=[f"{year:04}", f"{month:02}"]))


@reader_page
def archive(request: HttpRequest, at: datetime) -> HttpResponse:
    """Answer with the years that have stories."""
    note(kept.tag_of())
    parts = [Part(figures(str(year)), count, _year_url(year), f"{year:04}") for year, count in kept.years(at)]
    return page("public/calendar.html", {"parts": parts, **names(at=at).frame})


@reader_page
def year_page(request: HttpRequest, at: datetime, year: str) -> HttpResponse:
    """Answer with the months of a year; a year without stories is not found."""
    number = int(year)
    if not FIRST_YEAR <= number <= clock.local_date(at).year:
        return not_found(request, at)
    note(kept.tag_of(number))
    counts = kept.months_of(number, at)
    if not counts:
        return not_found(request, at)
    parts = [
        Part(
            str(name), counts.get(month, 0), _month_url(number, month) if month in counts else "", f"{year}-{month:02}"
        )
        for month, name in MONTHS.items()
    ]
    return page("public/calendar.html", {"parts": parts, "title": figures(str(number)), **names(at=at).frame})


@reader_page
def month_page(request: HttpRequest, at: datetime, year: str, month: str) -> HttpResponse:
    """Answer with a month as a calendar; one without stories is not found."""
    try:
        first = date(int(year), int(month), 1)
    except ValueError:
        return not_found(request, at)
    if first.year < FIRST_YEAR or first > clock.local_date(at):
        return not_found(request, at)
    note(kept.tag_of(first.year, first.month))
    counts = kept.days_of(first, first.replace(day=monthrange(first.year, first.month)[1]), at)
    if not counts:
        return not_found(request, at)
    context = {
        "title": figures(date_format(first, "F Y")),
        "up": Part(figures(str(first.year)), 0, _year_url(first.year)),
        "weekdays": [WEEKDAYS_ABBR[day] for day in _week().iterweekdays()],
        "weeks": _weeks(first, counts),
        "total": sum(counts.values()),
    }
    return page("public/month.html", {**context, **names(at=at).frame})


def _week() -> Calendar:
    # Django counts from Sunday, Python from Monday.
    return Calendar((get_format("FIRST_DAY_OF_WEEK") - 1) % 7)


def _weeks(first: date, counts: dict[date, int]) -> list[list[Part | None]]:
    """Return the month's weeks; nothing in the places of days of other months."""
    weeks = []
    for week in _week().monthdayscalendar(first.year, first.month):
        days = [first.replace(day=number) if number else None for number in week]
        weeks.append([day and _day(day, counts.get(day, 0)) for day in days])
    return weeks


def _day(day: date, count: int) -> Part:
    return Part(figures(str(day.day)), count, day_path(day) if count else "", day.isoformat())
