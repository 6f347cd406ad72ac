"""Series: which part of how many a story is, and where the parts before and after it are."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import F, OuterRef, Subquery

from articles.models import Edition, SeriesPart
from newsroom.pagecache.collecting import note

from .lists import Card, Listing, card, carded
from .names import Name

# A series is something somebody reads from end to end; what has more parts than this is a topic.
MOST = 400


@dataclass(frozen=True)
class InSeries:
    """A story's place in a series, counted over the parts readers have."""

    name: Name
    number: int
    count: int
    before: Card | None
    after: Card | None


def parts(name: Name, at: datetime):
    """Return the listed parts of a series in their order: as somebody put them, then as they came out."""
    place = SeriesPart.objects.filter(tag=name.pk, article=OuterRef("article")).values("position")
    listed = Edition.objects.listed(at).filter(tag_rows__tag=name.pk).annotate(place=Subquery(place))
    return listed.order_by(F("place").asc(nulls_last=True), "listed_at", "pk")


def in_series(tags: Iterable[Name], article_id: int | None, at: datetime) -> list[InSeries]:
    """Return the series among these tags that the story is a part of. One query a series; most stories have none."""
    found = []
    for name in tags:
        if name.kind != "series" or article_id is None:
            continue
        note(Listing(name).tag)
        editions = list(carded(parts(name, at))[:MOST])
        number = next((n for n, edition in enumerate(editions) if edition.article_id == article_id), None)
        if number is None or len(editions) < 2:
            continue
        before = card(editions[number - 1], at) if number else None
        after = card(editions[number + 1], at) if number + 1 < len(editions) else None
        found.append(InSeries(name, number + 1, len(editions), before, after))
    return found
