"""What is read now: hour by hour since yesterday, and the stories that are read most, as the desk sees them."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.formats import date_format

from articles.models import Edition, MostReadBar
from articles.querysets import of_visible
from newsroom import clock
from newsroom.reads.asking import Window, by_hour, most

TOP = 5
# So many are looked at: some of them are not this person's to see.
_LOOKED_AT = 40
HEIGHT, STEP, WIDTH = 56, 12, 9


@dataclass(frozen=True)
class Bar:
    """An hour as it is drawn, and as it is read."""

    hour: str
    reads: int
    x: int
    y: int
    height: int


@dataclass(frozen=True)
class Read:
    """A story that is read: how often in an hour and a day, and whether an editor keeps it out of Most read."""

    headline: str
    language: str
    url: str
    in_hour: int
    in_day: int
    barred: bool


@dataclass(frozen=True)
class Reads:
    """The chart and the stories."""

    bars: list[Bar]
    total: int
    stories: list[Read]

    @property
    def width(self) -> int:
        return len(self.bars) * STEP


def reads(user, now: datetime) -> Reads:
    """Return what is read, of stories this person may see. Four queries."""
    hours = by_hour(now)
    return Reads(_bars(hours), sum(count for _hour, count in hours), _stories(user, now))


def _bars(hours: list[tuple[datetime, int]]) -> list[Bar]:
    highest = max(count for _hour, count in hours) or 1
    bars = []
    for number, (hour, count) in enumerate(hours):
        # An hour in which anything was read shows, however tall another is.
        height = max(round(count / highest * HEIGHT), 1 if count else 0)
        bars.append(Bar(date_format(clock.local(hour), "H:i"), count, number * STEP, HEIGHT - height, height))
    return bars


def _stories(user, now: datetime) -> list[Read]:
    """Return those read most in the last hour, then those of the day."""
    of_hour, of_day = most(Window.HOUR, now, _LOOKED_AT), most(Window.DAY, now, _LOOKED_AT)
    barred = MostReadBar.objects.filter(article=OuterRef("article"), ended_at=None)
    live = Edition.objects.live(now).filter(article__in=of_hour.keys() | of_day.keys())
    live = (
        of_visible(live, user).annotate(barred=Exists(barred)).select_related("words").only("article_id", "words__card")
    )
    known = {edition.article_id: edition for edition in live}
    order = [story for story in [*of_hour, *(each for each in of_day if each not in of_hour)] if story in known]
    return [_read(known[story], of_hour.get(story, 0), of_day.get(story, 0)) for story in order[:TOP]]


def _read(edition: Edition, in_hour: int, in_day: int) -> Read:
    url = reverse("admin:articles_article_change", args=[edition.article_id])
    card = edition.card
    # A story's hour may have begun before its day's count was kept.
    return Read(card["headline"], card["language"], url, in_hour, max(in_day, in_hour), edition.barred)
