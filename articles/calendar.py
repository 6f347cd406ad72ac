"""The calendar of the archive: how many stories each day has, kept beforehand.

Every verb that gives readers a story, or takes one away, says so of its day, with the moment (a Change of
`list:day:2026-11-22`). Once a minute the worker counts the days again of which that was said since, and those whose
moment has come: a schedule, an embargo. So no page counts the archive, and no day is ever counted in vain.
"""

from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction
from django.db.models import Count, Max, Sum
from django.db.models.functions import ExtractYear

from newsroom.record.log import Change, turn
from newsroom.record.models import Change as ChangeRow

from .models import Counted, DayCount, DayToCount, Edition

_OF_A_DAY = "list:day:"
# The rest waits for the next minute: after an archive came in, thousands of days are new.
AT_ONCE = 400
TAG = "calendar"


def count_days(now: datetime) -> None:
    """Count again what is different; everything, where nothing was counted yet."""
    if not Counted.objects.exists():
        _begin(now)
        return
    _note_changes(now)
    due = list(DayToCount.objects.filter(at__lte=now).order_by("at", "pk").values_list("pk", "day")[:AT_ONCE])
    days = sorted({day for _pk, day in due})
    if not days:
        return
    found = _counted(now, dated__in=days)
    with transaction.atomic():
        known = dict(DayCount.objects.filter(day__in=days).values_list("day", "stories"))
        different = [day for day in days if found.get(day, 0) != known.get(day, 0)]
        _keep({day: found.get(day, 0) for day in different})
        DayToCount.objects.filter(pk__in=[pk for pk, _day in due]).delete()
        if different:
            turn(_changes(different, now))


def _begin(now: datetime) -> None:
    """Count every day there is, once."""
    number = ChangeRow.objects.aggregate(last=Max("number"))["last"] or 0
    ahead = ChangeRow.objects.filter(at__gt=now, tag__startswith=_OF_A_DAY)
    found = _counted(now)
    with transaction.atomic():
        Counted.objects.update_or_create(pk=1, defaults={"number": number})
        _keep(found)
        _wait(ahead)
        turn(_changes(found, now))


def _note_changes(now: datetime) -> None:
    """Take down which days the Changes since the last time are about, and from when."""
    with transaction.atomic():
        counted = Counted.objects.select_for_update().get(pk=1)
        since = ChangeRow.objects.filter(number__gt=counted.number)
        last = since.aggregate(last=Max("number"))["last"]
        if last is None:
            return
        _wait(since.filter(number__lte=last, tag__startswith=_OF_A_DAY))
        counted.number = last
        counted.save(update_fields=["number"])


def _wait(changes) -> None:
    rows = set(changes.values_list("tag", "at"))
    DayToCount.objects.bulk_create(
        DayToCount(day=date.fromisoformat(tag.removeprefix(_OF_A_DAY)), at=at) for tag, at in sorted(rows)
    )


def _counted(at: datetime, **days) -> dict[date, int]:
    listed = Edition.objects.listed(at).filter(**days).order_by()
    return dict(listed.values_list("dated").annotate(Count("pk")))


def _keep(counts: dict[date, int]) -> None:
    """Write the counts; a day without stories has no row."""
    DayCount.objects.filter(day__in=[day for day, stories in counts.items() if not stories]).delete()
    DayCount.objects.bulk_create(
        (DayCount(day=day, stories=stories) for day, stories in counts.items() if stories),
        batch_size=500,
        update_conflicts=True,
        unique_fields=["day"],
        update_fields=["stories"],
    )


def tag_of(year: int | None = None, month: int | None = None) -> str:
    """Return the tag of a page of the calendar: of a month, of a year, of all years."""
    return ":".join([TAG, *(f"{part:0{wide}}" for part, wide in ((year, 4), (month, 2)) if part is not None)])


def _changes(days: Iterable[date], at: datetime) -> list[Change]:
    tags = {tag for day in days for tag in (tag_of(), tag_of(day.year), tag_of(day.year, day.month))}
    return [Change(tag, at) for tag in sorted(tags)]


def years(at: datetime) -> list[tuple[int, int]]:
    """Return the years that have stories, the latest first, each with how many. Two queries before the first count."""
    rows = DayCount.objects.values_list(ExtractYear("day")).annotate(Sum("stories")).order_by("-extractyear1")
    return list(rows) or sorted(_summed(_counted(at), "year").items(), reverse=True)


def months_of(year: int, at: datetime) -> dict[int, int]:
    """Return how many stories each month of a year has."""
    return _summed(days_of(date(year, 1, 1), date(year, 12, 31), at), "month")


def _summed(days: dict[date, int], part: str) -> dict[int, int]:
    found: Counter[int] = Counter()
    for day, stories in days.items():
        found[getattr(day, part)] += stories
    return dict(found)


def days_of(first: date, last: date, at: datetime) -> dict[date, int]:
    """Return how many stories each day has, from one to another. One query; two where nothing is kept of these days.

    The first story of a month is linked to at once, and the next count is up to a minute away.
    """
    kept = dict(DayCount.objects.filter(day__range=(first, last)).values_list("day", "stories"))
    return kept or _counted(at, dated__range=(first, last))
