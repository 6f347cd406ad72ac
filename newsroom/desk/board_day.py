"""The next 24 hours on one line: what goes live, which embargoes end, what is due, what the next print edition has."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from articles.models import Article, Edition, PrintUse
from articles.querysets import of_visible
from newsroom import clock
from newsroom.pagecache.links import address_as_of
from newsroom.prepared import MOMENT, PERSON, prepared

LONG = timedelta(hours=24)
MOST = 40
_EVERY = 3  # hours between two ticks
# The narrowest line that has words, and what a letter, a mark and a gap take of it, in pixels. What would stand in
# another's place goes a lane down.
_NARROWEST, _LETTER, _MARK, _GAP = 736, 7, 16, 10
_LANES = 6
_TOP, _LANE = 34, 22


@dataclass(frozen=True)
class Event:
    """Something that happens to a story at a moment, in plain values; `kind` is live, embargo, due or print."""

    at: datetime
    kind: str
    says: str
    pk: int
    title: str
    fact: str = ""
    as_of_url: str = ""

    @property
    def url(self) -> str:
        return reverse("admin:articles_article_change", args=[self.pk])

    @property
    def shape(self) -> str:
        return {"live": "disc", "embargo": "clock", "due": "ring", "print": "square"}[self.kind]


@dataclass(frozen=True)
class Mark:
    """An event where it is drawn: along the line in percent, down it in pixels; its word only where there is room.

    Pages in print are one mark.
    """

    event: Event
    x: str
    y: int
    word: str
    before: bool


@dataclass(frozen=True)
class Tick:
    """An hour on the line."""

    x: str
    label: str
    midnight: bool


@dataclass(frozen=True)
class Day:
    """The line as it is drawn, and as it is read."""

    events: list[Event]
    marks: list[Mark]
    ticks: list[Tick]
    height: int


def _bare(rows, prefix: str = ""):
    return rows.defer(*(f"{prefix}{name}" for name in ("body", "left_out", "dek", "salt")))


@prepared(user=PERSON, now=MOMENT, until=MOMENT)
def _coming(user, now, until):
    coming = of_visible(Edition.objects.ahead(now).filter(live_from__lte=until), user)
    return _bare(coming.select_related("article", "address"), "article__").order_by("live_from", "pk")[:MOST]


@prepared(user=PERSON, now=MOMENT, until=MOMENT)
def _ending(user, now, until):
    ending = Article.objects.visible_to(user).filter(embargoed_until__gt=now, embargoed_until__lte=until)
    return _bare(ending).order_by("embargoed_until", "pk")[:MOST]


@prepared(user=PERSON, now=MOMENT, until=MOMENT)
def _falling_due(user, now, until):
    due = Article.objects.visible_to(user).on_stage(Article.Stage.DRAFT).filter(due_at__gt=now, due_at__lte=until)
    return _bare(due.select_related("assignee")).order_by("due_at", "pk")[:MOST]


@prepared(user=PERSON)
def _in_print(user, of: date):
    pages = of_visible(PrintUse.objects.filter(print_date=of), user)
    return _bare(pages.select_related("article"), "article__").order_by("sent_at", "page", "pk")[:MOST]


def _live(user, now: datetime) -> Iterator[Event]:
    for edition in _coming(user=user, now=now, until=now + LONG):
        key = edition.address.key
        embargoed = edition.embargoed_until == edition.live_from
        yield Event(
            edition.live_from,
            "live",
            _("Embargo ends, goes live") if embargoed else _("Goes live"),
            edition.article_id,
            str(edition.article),
            _("version %(number)d") % {"number": edition.number},
            address_as_of(edition.live_from, key if key.startswith("/") else "/"),
        )


def _embargoes(user, now: datetime, live: set[tuple]) -> Iterator[Event]:
    for article in _ending(user=user, now=now, until=now + LONG):
        if (article.pk, article.embargoed_until) not in live:
            yield Event(article.embargoed_until, "embargo", _("Embargo ends"), article.pk, str(article))


def _due(user, now: datetime) -> Iterator[Event]:
    for article in _falling_due(user=user, now=now, until=now + LONG):
        yield Event(article.due_at, "due", _("Due"), article.pk, str(article), str(article.assignee or ""))


def _printed(user, now: datetime) -> Iterator[Event]:
    """Yield the pages of tomorrow's print edition where its day begins: none can be sent later than that."""
    tomorrow = clock.local_date(now) + timedelta(days=1)
    begins = clock.start_of_day(tomorrow)
    for use in _in_print(user=user, of=tomorrow):
        says = _("In print, page %(page)s") % {"page": use.page} if use.page else _("In print")
        sent = _("page sent") if use.sent_at else _("page not sent yet")
        yield Event(begins, "print", says, use.article_id, str(use.article), sent)


def day(user, now: datetime) -> Day:
    """Return the next 24 hours as this person may see them. Four queries."""
    live = list(_live(user, now))
    known = {(event.pk, event.at) for event in live}
    events = [*live, *_embargoes(user, now, known), *_due(user, now), *_printed(user, now)]
    events.sort(key=lambda event: (event.at, event.pk))
    # Drawn once a minute: a second moves no mark that an eye would see.
    drawn_at = now.replace(second=0, microsecond=0)
    marks = list(_marks(events, drawn_at))
    lowest = max((mark.y for mark in marks), default=_TOP)
    return Day(events, marks, list(_ticks(drawn_at)), lowest + 14)


def _along(at: datetime, now: datetime) -> float:
    # On the day the clocks go back tomorrow is more than 24 hours away at first.
    return min((at - now) / LONG, 1)


def _percent(part: float) -> str:
    # The first and the last hour keep their marks on the line.
    return f"{1 + part * 98:.2f}%"


def _marks(events: list[Event], now: datetime) -> Iterator[Mark]:
    """Yield each mark in the first lane where nothing stands in its way; without its word where there is none."""
    taken: list[list[tuple[float, float]]] = [[] for _ in range(_LANES)]
    for event, word in _drawn(events):
        part, room = _along(event.at, now), (_MARK + _GAP + _LETTER * len(word)) / _NARROWEST
        dot = _MARK / _NARROWEST / 2
        before = part + room > 1
        wanted = (part - room, part + dot) if before else (part - dot, part + room)
        lane = _free(taken, wanted)
        if lane is None:
            word, wanted = "", (part - dot, part + dot)
            lane = _free(taken, wanted) or 0
        taken[lane].append(wanted)
        yield Mark(event, _percent(part), _TOP + lane * _LANE, word, before)


def _drawn(events: list[Event]) -> Iterator[tuple[Event, str]]:
    """Yield what is drawn, with its word: the pages in print, which all stand at one moment, as one mark."""
    pages = [event for event in events if event.kind == "print"]
    for event in events:
        if event.kind != "print" or len(pages) == 1:
            yield event, _short(event.title)
        elif event is pages[0]:
            yield event, _("%(number)d in print") % {"number": len(pages)}


def _free(taken: list[list[tuple[float, float]]], wanted: tuple[float, float]) -> int | None:
    """Return the first lane in which nothing stands where something is wanted."""
    begins, ends = wanted
    free = (number for number, lane in enumerate(taken) if all(ends <= start or end <= begins for start, end in lane))
    return next(free, None)


def _short(text: str) -> str:
    return text if len(text) <= 16 else f"{text[:15]}…"


def _ticks(now: datetime) -> Iterator[Tick]:
    local = clock.local(now)
    hour = local.replace(minute=0, second=0, microsecond=0)
    while hour <= local + LONG:
        if hour >= local and hour.hour % _EVERY == 0:
            label = date_format(hour, "D" if hour.hour == 0 else "H")
            yield Tick(_percent(_along(hour, local)), label, hour.hour == 0)
        # An hour on the clock of the world, so that a clock change skips or repeats its own.
        hour = clock.local(hour.astimezone(UTC) + timedelta(hours=1))
