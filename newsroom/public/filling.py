"""Which stories stand in the places of a curated front at a moment: those of its cards that readers have, and for the
places left over those that its parts' rules bring."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from django.db.models import F, Value

from articles.content import ContentPhoto, from_text
from articles.fronts.arrangement import LEAD_PICTURE, NO_PICTURE, USUAL, Arrangement, Container, Rule, Size, Sublink
from articles.fronts.arrangement import Card as Arranged
from articles.models import Edition, EditionWords
from articles.most_read import tag_of
from newsroom.pagecache.collecting import note

from .lists import Card, Given, Listing, SubLink, card, carded
from .names import Name, Names


@dataclass(frozen=True)
class Filled:
    """A part of the front with the stories readers see in it, in order. `by_hand` of them have a card."""

    container: Container
    cards: list[Card]
    by_hand: int


def filled(arrangement: Arrangement, found: Names, at: datetime) -> list[Filled]:
    """Return each part with its stories, no story twice but where a card asks for it. At most four queries.

    One that stands under a card, as a line that leads to it, is not brought by a rule too.
    """
    there = _standing(arrangement, at)
    photos = own_photos(arrangement, there)
    by_hand = {}
    for container in arrangement.containers:
        shown = [each for each in container.cards if each.story in there and not each.is_over(at)]
        by_hand[container.key] = [
            worded(each, there, photos, at) for each in shown[: container.room]
        ]  # fmt: skip
    rest = _rest(arrangement, by_hand, found, _placed(by_hand, there), at)
    return [
        Filled(container, [*by_hand[container.key], *rest.get(container.key, [])], len(by_hand[container.key]))
        for container in arrangement.containers
    ]


def _placed(by_hand: dict[str, list[Card]], there: dict[str, Edition]) -> set[int]:
    """Return the stories, by number, that have a card readers see, or a line under one."""
    cards = [each for cards in by_hand.values() for each in cards]
    lines = {line.story for each in cards for line in each.given.sublinks}
    return {each.edition.article_id for each in cards} | {there[uid].article_id for uid in lines}


def _standing(arrangement: Arrangement, at: datetime) -> dict[str, Edition]:
    """Return the editions readers have of the stories that are named on the front, by the story's uid."""
    uids = arrangement.stories
    # Whether it is there or not: the page is another once the story comes or goes.
    note(*(f"story:{uid}" for uid in uids))
    if not uids:
        return {}
    editions = carded(Edition.objects.listed(at).filter(article__uid__in=uids).order_by())
    return {str(edition.story): edition for edition in editions.annotate(story=F("article__uid"))}


def own_photos(arrangement: Arrangement, there: dict[str, Edition]) -> dict[tuple[str, str], ContentPhoto]:
    """Return the uses that stories themselves make of the photos that were chosen for their cards."""
    chosen = {each.story for each in arrangement.cards if each.photo not in {USUAL, NO_PICTURE, LEAD_PICTURE}}
    editions = {there[uid].pk: uid for uid in chosen if uid in there}
    if not editions:
        return {}
    words = EditionWords.objects.filter(edition__in=editions).values_list("edition", "text")
    return {(editions[pk], use.photo): use for pk, text in words for use in from_text(text).photos}


def worded(arranged: Arranged, there: dict[str, Edition], photos: dict, at: datetime) -> Card:
    """Return a card as an editor worded it; what they left is the story's own."""
    own = card(there[arranged.story], at)
    given = Given(
        kicker=arranged.kicker,
        byline=bool(arranged.byline),
        size=Size(arranged.size).value,
        crop=arranged.crop,
        pictured=arranged.photo not in {USUAL, NO_PICTURE},
        sublinks=tuple(_line(link, card(there[link.story], at)) for link in arranged.sublinks if link.story in there),
        key=arranged.key,
    )
    return replace(
        own,
        headline=arranged.headline or own.headline,
        dek=arranged.trail or own.dek,
        lead=_photo(arranged, own, photos),
        given=given,
    )


def _line(link: Sublink, other: Card) -> SubLink:
    return SubLink(link.text or other.headline, other.url, other.language, other.direction, other.paid, link.story)


def _photo(arranged: Arranged, own: Card, photos: dict) -> ContentPhoto | None:
    if arranged.photo in {USUAL, LEAD_PICTURE}:
        return own.lead
    # One that the version readers have does not show any more is shown here neither.
    return photos.get((arranged.story, arranged.photo))


def _rest(
    arrangement: Arrangement, by_hand: dict, found: Names, placed: set[int], at: datetime
) -> dict[str, list[Card]]:
    """Return what the rules bring into the places that are left, by the key of the part."""
    free = {each.key: each.room - len(by_hand[each.key]) for each in arrangement.containers}
    listings = {each.key: _listing(each, found) for each in arrangement.containers}
    wanting = [each for each in arrangement.containers if free[each.key] > 0 and listings[each.key]]
    if not wanting:
        return {}
    pools = _pools(wanting, free, listings, placed, at)
    chosen, used = {}, set(placed)
    for container in wanting:
        pool = pools[listings[container.key].tag]
        fresh = [pk for pk, article in pool if article not in used][: free[container.key]]
        used |= {article for pk, article in pool if pk in fresh}
        chosen[container.key] = fresh
    cards = _cards((pk for keys in chosen.values() for pk in keys), at)
    return {key: [cards[pk] for pk in keys] for key, keys in chosen.items()}


@dataclass(frozen=True)
class ReadMost:
    """What is read most, as a list that fills a part."""

    key: str
    articles: tuple[int, ...]
    of: None = None

    @property
    def tag(self) -> str:
        return tag_of(self.key)

    def automatic(self, at: datetime):
        """Return those that may appear by themselves, in no order."""
        return Edition.objects.automatic(at).filter(article__in=self.articles).order_by()


def _listing(container: Container, found: Names) -> "Listing | ReadMost | None":
    """Return the list that fills a part; None where nothing does, or what it names is gone."""
    if container.rule == Rule.LATEST:
        return Listing()
    if container.rule == Rule.MOST_READ:
        ranked = next(iter(found.ranked.items()), None)
        return ReadMost(ranked[0], tuple(each.article_id for each in ranked[1])) if ranked and ranked[1] else None
    name: Name | None = found.get(container.of) if container.rule in {Rule.SECTION, Rule.TAG} else None
    return Listing(name) if name else None


def _pools(wanting: list[Container], free: dict, listings: dict, placed: set[int], at: datetime) -> dict[str, list]:
    """Return the newest stories of each list, as pairs of edition and story, by the list's tag. One query.

    As many as its parts have room for, and as others could take away from them.
    """
    room: dict[str, int] = {}
    by_tag = {}
    for container in wanting:
        listing = listings[container.key]
        by_tag[listing.tag] = listing
        room[listing.tag] = room.get(listing.tag, 0) + free[container.key]
    note(*by_tag)
    parts = []
    for number, (tag, listing) in enumerate(by_tag.items()):
        # A story has one section: what one takes is none of another's.
        others = sum(size for other, size in room.items() if other != tag and not _apart(listing, by_tag[other]))
        newest = listing.automatic(at).exclude(article__in=placed).values("pk")[: room[tag] + others]
        same = Edition.objects.filter(pk__in=newest).order_by().annotate(pool=Value(number))
        parts.append(same.values_list("pool", "pk", "article_id", "listed_at"))
    rows = parts[0].union(*parts[1:], all=True).order_by() if len(parts) > 1 else parts[0]
    found: dict[str, list] = {tag: [] for tag in by_tag}
    tags = list(by_tag)
    for number, pk, article, _listed in sorted(rows, key=lambda row: (row[3], row[1]), reverse=True):
        found[tags[number]].append((pk, article))
    for tag, listing in by_tag.items():
        if isinstance(listing, ReadMost):
            found[tag].sort(key=lambda pair: listing.articles.index(pair[1]))
    return found


def _apart(one: Listing, other: Listing) -> bool:
    return bool(one.of and other.of and one.of.what == other.of.what == "section")


def _cards(numbers: Iterable[int], at: datetime) -> dict[int, Card]:
    editions = carded(Edition.objects.filter(pk__in=set(numbers)).order_by())
    return {edition.pk: card(edition, at) for edition in editions}


def lists_of(arrangement: Arrangement) -> list[str]:
    """Return the uids of the tags that rules name."""
    return [each.of for each in arrangement.containers if each.rule == Rule.TAG]
