"""Where a version should show: its page, the front, its lists, feeds and sitemap."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from django.db.models import Q
from django.urls import NoReverseMatch, reverse

from articles.fronts.standing import fronts_with, in_sight, standing_arrangement
from articles.models import Edition, Front, ReceiptRow

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
    # Under which it stands there, where an editor of that front gave it another.
    headline: str = ""


def places_of(edition: Edition, at: datetime) -> Iterator[Wanted]:
    """Yield every place this version changed, the story first."""
    yield Wanted(Place.STORY, "", edition.address.key)
    listed = _is_listed(edition, at)
    # On a front that makes itself there stands only what may appear by itself.
    alone = not edition.sensitive and not edition.paid_as
    on_top = alone and _newer(edition, Q(sensitive=False, paid_as=""), at) < ON_THE_FRONT
    yield _curated(Wanted(Place.FRONT, "", "/", on_top), edition, at, Front.Kind.HOME)
    if row := getattr(edition, "section_row", None):
        section = row.section
        newer = _newer(edition, Q(section_row__section=section), at)
        path = f"/section/{section.slug}/"
        there = Wanted(Place.SECTION, section.name, path, listed and newer < ON_A_LIST)
        yield _curated(there, edition, at, Front.Kind.SECTION, section.pk)
        yield Wanted(Place.FEED, section.name, path + "feed/", listed and newer < ON_A_LIST)
    for front, card, issued in fronts_with(edition.article, at):
        if front.kind == Front.Kind.SPECIAL and issued.live_from <= at:
            sight = in_sight(issued.arrangement, card.story, at)
            yield Wanted(Place.FRONT, front.title, front.address, listed and sight is not None, card.headline)
    for row in edition.tag_rows.select_related("tag").order_by("pk")[:MOST_TAGS]:
        newer = _newer(edition, Q(tag_rows__tag=row.tag), at)
        yield Wanted(Place.TAG, row.tag.name, f"/tag/{row.tag.slug}/", listed and newer < ON_A_LIST)
    yield Wanted(Place.FEED, "", "/feed/", listed and _newer(edition, Q(), at) < ON_A_LIST)
    if edition.listed_at > at - NEWS and not edition.paid_as and (sitemap := _path_of("public:news_sitemap")):
        yield Wanted(Place.SITEMAP, "", sitemap)
    if edition.content.lead:
        # Its address is on the story's page.
        yield Wanted(Place.PICTURE, "", "")


def wanted_now(edition: Edition, row: ReceiptRow, at: datetime) -> Wanted:
    """Return what is wanted of this page by now: newer stories may have taken its place since, or an editor."""
    found = (each for each in places_of(edition, at) if each.path == row.path)
    return next(found, Wanted(row.place, row.name, row.path))


def _curated(wanted: Wanted, edition: Edition, at: datetime, kind: str, section: int | None = None) -> Wanted:
    """Return what is wanted of a page that is a front: where people curate it, what they put there."""
    arrangement = standing_arrangement(at, kind, section)
    if arrangement is None:
        return wanted
    story = str(edition.article.uid)
    worded = next((card.headline for card in arrangement.cards if card.story == story), "")
    return replace(
        wanted, due=in_sight(arrangement, story, at) is not None and _is_listed(edition, at), headline=worded
    )


def _is_listed(edition: Edition, at: datetime) -> bool:
    """Say whether lists may have it: what somebody pays for only within its time."""
    return not edition.paid_as or Edition.objects.listed(at).filter(pk=edition.pk).exists()


def specials_with(article, at: datetime) -> Iterator[Wanted]:
    """Yield the specials that have a card of a story."""
    for front, _card, edition in fronts_with(article, at):
        if front.kind == Front.Kind.SPECIAL and edition.live_from <= at:
            yield Wanted(Place.FRONT, front.title, front.address)


def _newer(edition: Edition, which: Q, at: datetime) -> int:
    """Return how many newer stories stand before it on a list, as far as that matters."""
    newer = Edition.objects.listed(at).filter(which, listed_at__gt=edition.listed_at)
    return newer.order_by()[:ON_A_LIST].count()


def _path_of(name: str) -> str:
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""
