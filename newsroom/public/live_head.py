"""What stands above the entries of a live story: its key points with their time, and the one that is pinned."""

from dataclasses import dataclass
from datetime import datetime

from articles.body import paragraphs
from articles.models import Edition, LivePin, LiveStory
from newsroom import clock
from newsroom.pagecache.collecting import note

from . import dates


@dataclass(frozen=True)
class Head:
    """The head as printed; `pinned` is an entry, or None."""

    points: list[str]
    points_time: dates.Printed | None
    language: str
    pinned: object


def key_points(live: LiveStory, at: datetime) -> tuple[list[str], dates.Printed | None, str]:
    """Return the points readers have at that moment, since when and in which language; none where they have none."""
    mine = {"article__live_entry__live": live, "article__live_entry__is_key_points": True}
    edition = Edition.objects.live(at).filter(**mine).select_related("words").first()
    if edition is None:
        return [], None, ""
    note(f"article:{edition.article_id}")
    content = edition.content
    return paragraphs(content.body), dates.updated(edition.live_from, clock.local_date(at)), content.language


def pinned_at(live: LiveStory, at: datetime) -> int | None:
    """Return which entry is pinned at that moment, by its story; whether readers have it is asked with the entry."""
    return LivePin.objects.at(at).filter(live=live).values_list("entry", flat=True).first()
