"""What was read: most in the last hour, day or week, hour by hour, one story."""

from datetime import datetime, timedelta

from django.db import models
from django.db.models import Sum
from django.utils.translation import gettext_lazy as _

from .models import ReadCount, Span
from .writing import begins

HOURS = 24


class Window(models.TextChoices):
    """How far back a list of what is read most looks."""

    HOUR = "hour", _("In the last hour")
    DAY = "day", _("In the last 24 hours")
    WEEK = "week", _("In the last seven days")


# Each is added up from the longest rows that are short beside it.
_ADDED_UP = {
    Window.HOUR: (Span.MINUTE, timedelta(hours=1)),
    Window.DAY: (Span.HOUR, timedelta(hours=HOURS)),
    Window.WEEK: (Span.DAY, timedelta(days=7)),
}


def _of(window: str, now: datetime):
    span, back = _ADDED_UP[Window(window)]
    return ReadCount.objects.filter(span=span, since__gt=now - back, since__lte=now)


def most(window: str, now: datetime, many: int) -> dict[int, int]:
    """Return how often the stories were read that were read most, the first first. One query."""
    found = _of(window, now).exclude(story=ReadCount.ALL).values_list("story").annotate(reads=Sum("count"))
    return dict(found.order_by("-reads", "story")[:many])


def of_story(story: int, now: datetime) -> int:
    """Return how often a story was read in the last hour: in the minute under way and the 59 before. One query.

    Minutes are named one by one, so that the index leads to each, however many stories were read in them.
    """
    minute = begins(now)[Span.MINUTE]
    minutes = [minute - timedelta(minutes=back) for back in range(60)]
    found = ReadCount.objects.filter(span=Span.MINUTE, since__in=minutes, story=story)
    return found.aggregate(reads=Sum("count"))["reads"] or 0


def by_hour(now: datetime) -> list[tuple[datetime, int]]:
    """Return how often anything was read in each of the last 24 hours, the hour under way last. One query."""
    known = dict(_of(Window.DAY, now).filter(story=ReadCount.ALL).values_list("since", "count"))
    last = begins(now)[Span.HOUR]
    hours = (last - timedelta(hours=back) for back in reversed(range(HOURS)))
    return [(hour, known.get(hour, 0)) for hour in hours]
