"""A week of the plan: each day's stories, planned or due, and the pitches that have no day yet."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from articles.admin import chips
from articles.admin.planning import has_time
from articles.models import Article, Hold, Section
from articles.models.article import Stage
from articles.permissions import may_plan
from articles.querysets import ReadersHave
from newsroom import clock

DAYS = 7
# More than anybody plans; the page says where it stops.
MOST = 400
PITCHES = 60


@dataclass(frozen=True)
class Entry:
    """One story on one day: planned for it, or only due on it."""

    article: Article
    at: datetime | None
    is_due: bool
    late: bool
    may_plan: bool

    @property
    def time(self) -> datetime | None:
        """When on that day, where it has a time."""
        return self.at if self.at and (self.is_due or has_time(self.at)) else None

    @property
    def state(self) -> str:
        """Where it is, as a chip: what readers have, once they have something."""
        if self.article.is_pitch:
            return chips.pitch_chip()
        if self.article.readers_have != ReadersHave.UNPUBLISHED:
            return chips.readers_chip(self.article.readers_have)
        return chips.stage_chip(self.article.stage)


@dataclass
class Day:
    """One day of the week."""

    date: date
    is_today: bool
    is_past: bool
    entries: list[Entry] = field(default_factory=list)


@dataclass(frozen=True)
class Week:
    """Seven days, what has no day yet, and the weeks beside it."""

    monday: date
    days: list[Day]
    pitches: list[Entry]
    more: bool

    @property
    def key(self) -> str:
        return key_of(self.monday)

    @property
    def before(self) -> str:
        return key_of(self.monday - timedelta(days=DAYS))

    @property
    def after(self) -> str:
        return key_of(self.monday + timedelta(days=DAYS))

    @property
    def sunday(self) -> date:
        return self.monday + timedelta(days=DAYS - 1)


def key_of(day: date) -> str:
    """Return the week of a day as an address names it: 2026-W48."""
    year, number, _day = day.isocalendar()
    return f"{year}-W{number:02d}"


def monday_of(key: str, today: date) -> date:
    """Return the Monday of a week by its key; of this week where the key names none."""
    try:
        year, _dash, number = key.partition("-W")
        return date.fromisocalendar(int(year), int(number), 1)
    except ValueError:
        return today - timedelta(days=today.weekday())


def _planned(user, now: datetime, section: Section | None) -> QuerySet[Article]:
    stock = Hold.objects.filter(article=OuterRef("pk"), lifted_at=None, kind=Hold.Kind.STOCK)
    rows = Article.objects.visible_to(user).exclude(stage=Stage.SPIKED).but_entries().with_readers_have(now)
    rows = rows.select_related("section", "assignee", "photographer", "created_by").defer("body", "left_out")
    rows = rows.annotate(is_stock=Exists(stock))
    return rows.filter(section=section) if section else rows


def week(user, key: str, now: datetime, section: Section | None = None) -> Week:
    """Return one week as this person sees it. Two queries, however full it is."""
    today = clock.local_date(now)
    monday = monday_of(key, today)
    begins, ends = (clock.start_of_day(monday + timedelta(days=days)) for days in (0, DAYS))
    planned = Q(planned_for__gte=begins, planned_for__lt=ends)
    due = Q(due_at__gte=begins, due_at__lt=ends)
    rows = list(_planned(user, now, section).filter(planned | due).order_by("planned_for", "due_at", "pk")[: MOST + 1])
    days = [Day(day, day == today, day < today) for day in (monday + timedelta(days=number) for number in range(DAYS))]
    by_date = {day.date: day for day in days}
    for article in rows[:MOST]:
        _place(by_date, article, user, now)
    for day in days:
        day.entries.sort(key=lambda entry: (entry.time is not None, entry.time or now, entry.article.pk))
    waiting = _planned(user, now, section).pitched().filter(planned_for=None).order_by("-created_at")[:PITCHES]
    pitches = [Entry(article, None, False, False, _may_plan(user, article)) for article in waiting]
    return Week(monday, days, pitches, len(rows) > MOST)


def _place(days: dict[date, Day], article: Article, user, now: datetime) -> None:
    """Put a story on the day it is planned for, and on the day it is due where that is another."""
    late = article.stage == Stage.DRAFT and not article.is_stock and bool(article.due_at and article.due_at < now)
    planned_day = clock.local_date(article.planned_for) if article.planned_for else None
    due_day = clock.local_date(article.due_at) if article.due_at else None
    if day := days.get(planned_day):
        day.entries.append(Entry(article, article.planned_for, False, late, _may_plan(user, article)))
    if due_day != planned_day and (day := days.get(due_day)):
        day.entries.append(Entry(article, article.due_at, True, late, False))


def _may_plan(user, article: Article) -> bool:
    """Say what `permissions.may_plan` says, of a story that came by `visible_to`, without asking again."""
    article.seen_by = user.pk
    return may_plan(user, article)


def title(found: Week) -> str:
    """Return the week in words."""
    return _("Week %(number)s, %(first)s to %(last)s") % {
        "number": found.monday.isocalendar().week,
        "first": date_format(found.monday, "j F"),
        "last": date_format(found.sunday, "j F Y"),
    }
