"""Where a version should show: its page, the front, its lists, feeds and sitemap."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q
from django.urls import NoReverseMatch, reverse

from articles.models import Edition, ReceiptRow

Place = ReceiptRow.Place
# What lists have room for, as readers' pages print them.
ON_A_LIST, ON_THE_FRONT, MOST_TAGS = 30, 11, 6
NEWS = timedelta(days=2)


@dataclass(frozen=True)
class Wanted:
    """One address to fetch, unquoted. `due`: the story must be on it; else it is only wrong to have it as it was."""

    place: str
    name: str
    path: str
    due: bool = True


def places_of(edition: Edition, at: datetime) -> Iterator[Wanted]:
    """Yield every place this version changed, the story first."""
    yield Wanted(Place.STORY, "", edition.address.key)
    # On a front that makes itself there stands only what may appear by itself.
    on_top = not edition.sensitive and _newer(edition, Q(sensitive=False), at) < ON_THE_FRONT
    yield Wanted(Place.FRONT, "", "/", on_top)
    if row := getattr(edition, "section_row", None):
        section = row.section
        newer = _newer(edition, Q(section_row__section=section), at)
        path = f"/section/{section.slug}/"
        yield Wanted(Place.SECTION, section.name, path, newer < ON_A_LIST)
        yield Wanted(Place.FEED, section.name, path + "feed/", newer < ON_A_LIST)
    for row in edition.tag_rows.select_related("tag").order_by("pk")[:MOST_TAGS]:
        newer = _newer(edition, Q(tag_rows__tag=row.tag), at)
        yield Wanted(Place.TAG, row.tag.name, f"/tag/{row.tag.slug}/", newer < ON_A_LIST)
    yield Wanted(Place.FEED, "", "/feed/", _newer(edition, Q(), at) < ON_A_LIST)
    if edition.listed_at > at - NEWS and (sitemap := _path_of("public:news_sitemap")):
        yield Wanted(Place.SITEMAP, "", sitemap)
    if edition.content.lead:
        # Its address is on the story's page.
        yield Wanted(Place.PICTURE, "", "")


def is_due(edition: Edition, row: ReceiptRow, at: datetime) -> bool:
    """Say whether the story must be on this page by now: newer ones may have taken its place since."""
    return next((each.due for each in places_of(edition, at) if each.path == row.path), True)


def _newer(edition: Edition, which: Q, at: datetime) -> int:
    """Return how many newer stories stand before it on a list, as far as that matters."""
    newer = Edition.objects.listed(at).filter(which, listed_at__gt=edition.listed_at)
    return newer.order_by()[:ON_A_LIST].count()


def _path_of(name: str) -> str:
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""
