"""What the screen of one front shows: its parts with their cards, each with what readers see there and why."""

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256

from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from articles.admin import chips
from articles.fronts.arrangement import NO_PICTURE, Arrangement, Container, Layout
from articles.fronts.arrangement import Card as Arranged
from articles.models import Article, Edition, Front
from articles.querysets import ReadersHave
from newsroom import clock, said_times
from newsroom.public.album import CARD, Album
from newsroom.public.blocks import Block
from newsroom.public.curated import as_arranged
from newsroom.public.filling import Filled
from newsroom.public.lists import Card
from newsroom.record.models import LogEntry

# How many characters a headline has room for, by the place it stands in: readers-design's lines.
_ROOM = {"flash": 45, "lead": 70, "major": 90, "std": 95, "brief": 120}
_OLD_LEAD = 8
_PICTURES = 5
_LATELY = 40


def digest_of(said) -> str:
    """Return a short word that is another as soon as what is said is."""
    return sha256(repr(said).encode()).hexdigest()[:16]


@dataclass(frozen=True)
class Row:
    """A card on the desk: what it says, what readers have of its story, and what they see in its place if not it."""

    card: Arranged
    number: int
    headline: str
    article: Article | None
    state: SafeString | str
    notes: tuple[str, ...]
    struck: str
    has_picture: bool
    moved: str
    before: str
    after: str

    @property
    def until(self) -> datetime | None:
        return self.card.ends_at

    @property
    def mark(self) -> str:
        """What changes when anything of this row does."""
        return digest_of(self)


@dataclass(frozen=True)
class PartRows:
    """A part of the front on the desk, with what its rule brings."""

    container: Container
    rows: list[Row]
    rest: list[Card]
    before: str
    after: str
    free: int

    @property
    def layout(self) -> str:
        return str(Layout(self.container.layout).label)

    @property
    def mark(self) -> str:
        """What changes when anything of this part but its rows does."""
        rest = [(card.edition.pk, card.headline, card.time.text) for card in self.rest]
        return digest_of(
            [self.container.title, self.container.layout, self.container.rule, self.container.of, rest, self.free]
        )


@dataclass
class Screen:
    """Everything the right side of the screen shows."""

    parts: list[PartRows]
    warnings: list[str] = field(default_factory=list)

    @property
    def lead(self) -> tuple[str, str]:
        """The part and the card before which a new lead stands; the card is empty where there is none yet."""
        part = next((each for each in self.parts if each.rows), self.parts[0] if self.parts else None)
        return (part.container.key, part.rows[0].card.key if part.rows else "") if part else ("", "")


def screen(front: Front, arrangement: Arrangement, user, now: datetime) -> Screen:
    """Return the front as it is being arranged, with what readers would see of it now."""
    filled, blocks = as_arranged(arrangement, now)
    shown = {card.given.key: card for part in filled for card in part.cards if card.given.key}
    articles = _articles(arrangement.stories, user, now)
    words = _words(articles, now)
    pictures = _pictures(shown, now)
    moved = _moved(front, now)
    parts = []
    for number, part in enumerate(filled):
        rows = _rows(part, shown, articles, words, pictures, moved, now)
        others = arrangement.containers
        parts.append(
            PartRows(
                part.container,
                rows,
                [card for card in part.cards if not card.given.key],
                others[number - 1].key if number else "",
                others[number + 1].key if number + 1 < len(others) else "",
                max(0, part.container.room - len(part.cards)),
            )
        )
    return Screen(parts, [*_twice(arrangement, words, now), *_old_lead(front, filled, now), *_in_a_row(blocks)])


def headlines(uids: Iterable[str], user, now: datetime) -> dict[str, str]:
    """Return the headlines of these stories by uid, without those this person may not see."""
    return _words(_articles(uids, user, now), now)


def _articles(uids: Iterable[str], user, now: datetime) -> dict[str, Article]:
    """Return the stories on the front that this person may see, by uid."""
    seen = Article.objects.visible_to(user).filter(uid__in=list(uids)).with_readers_have(now)
    return {str(article.uid): article for article in seen.defer("body", "left_out").prefetch_related("photos")}


def _words(articles: dict[str, Article], now: datetime) -> dict[str, str]:
    """Return the headline of each story: readers', or that of the version that is ahead."""
    of_these = Edition.objects.issued().filter(article__in=[each.pk for each in articles.values()])
    editions = of_these.select_related("words").only("article_id", "live_from", "words__card").order_by("-live_from")
    found: dict[int, str] = {}
    for edition in editions:
        # The latest that readers have; else the one ahead.
        if edition.live_from <= now or edition.article_id not in found:
            found.setdefault(edition.article_id, edition.card["headline"])
    return {uid: found.get(article.pk, article.headline) for uid, article in articles.items()}


def _pictures(shown: dict[str, Card], now: datetime) -> dict[str, bool]:
    """Say for each card that has a photo whether readers may have it now."""
    with_photo = {key: card for key, card in shown.items() if card.lead}
    album = Album((card.lead.photo for card in with_photo.values()), now, {CARD})
    return {key: any(album.size(card.lead, card.section)) for key, card in with_photo.items()}


def _moved(front: Front, now: datetime) -> dict[str, str]:
    """Return who last did something to each card, and when."""
    entries = LogEntry.objects.filter(subject=front.subject, verb="arrange").select_related("by")
    found: dict[str, str] = {}
    for entry in entries.order_by("-number")[:_LATELY]:
        key = _key(entry)
        if key and key not in found:
            today = clock.local_date(entry.at) == clock.local_date(now)
            when = (
                date_format(clock.local(entry.at), "H:i:s")
                if today
                else said_times.said(entry.at, said_times.DAY_AND_TIME, now)
            )
            found[key] = _("%(name)s, %(time)s") % {"name": entry.by, "time": when}
    return found


def _key(entry: LogEntry) -> str:
    return json.loads(entry.facts).get("card", "")


def _rows(part: Filled, shown, articles, words, pictures, moved, now: datetime) -> list[Row]:
    cards = part.container.cards
    rows = []
    for place, card in enumerate(cards):
        article = articles.get(card.story)
        seen = shown.get(card.key)
        headline = card.headline or words.get(card.story) or str(_("A story you may not see"))
        rows.append(
            Row(
                card,
                place + 1,
                headline,
                article,
                chips.readers_chip(article.readers_have) if article else "",
                tuple(_notes(card, place, part, headline, seen, pictures, article, now)),
                _struck(card, place, seen, article, now),
                pictures.get(card.key, False),
                moved.get(card.key, ""),
                cards[place - 1].key if place else "",
                cards[place + 1].key if place + 1 < len(cards) else "",
            )
        )
    return rows


def _struck(card: Arranged, place: int, seen: Card | None, article: Article | None, now: datetime) -> str:
    """Return why readers do not see a card, and what they see instead; nothing where they do."""
    if seen is not None:
        return ""
    if card.is_over(now):
        return _("Its time was over at %(time)s: readers see the next in its place.") % {
            "time": said_times.said(card.ends_at, said_times.DAY_AND_TIME, now)
        }
    if article is None:
        return _("You may not see this story; readers see it, or the next in its place.")
    if article.readers_have == ReadersHave.PULLED:
        return _("Pulled: readers see the next in its place until it is restored.")
    if article.readers_have == ReadersHave.SCHEDULED:
        when = said_times.said(article.next_live_from, said_times.DAY_AND_TIME, now)
        return _("Goes live %(time)s: readers see the next in its place until then.") % {"time": when}
    if article.readers_have == ReadersHave.LIVE:
        return _("Waits: this part has no room for it until one above goes.")
    return _("Readers do not have it any more: they see the next in its place.")


def _notes(card, place, part: Filled, headline, seen, pictures, article, now) -> Iterable[str]:
    """Yield what an editor should know of a card that readers see, or will."""
    size = card.size or _usual_size(Layout(part.container.layout), place)
    if len(headline) > _ROOM[size]:
        yield _("%(count)s characters: over its lines (%(most)s)") % {"count": len(headline), "most": _ROOM[size]}
    if article is not None and article.embargoed_until and article.embargoed_until > now:
        when = said_times.said(article.embargoed_until, said_times.DAY_AND_TIME, now)
        yield _("Under embargo until %(time)s") % {"time": when}
    if seen is not None and card.photo != NO_PICTURE and pictures.get(card.key) is False:
        yield _("Its photo may not be used now, or is not made yet: readers see the card without a picture")
    if card.photo not in {"", NO_PICTURE, "lead"} and seen is not None and seen.lead is None:
        yield _("The story has that photo no more: readers see the card without a picture")


def _usual_size(layout: Layout, place: int) -> str:
    if layout in {Layout.LIST, Layout.PHOTOGRAPH}:
        return "brief"
    if place == 0 and layout == Layout.TOP:
        return "lead"
    if place == 0 and layout in {Layout.BIG, Layout.SINGLE, Layout.TWO}:
        return "major"
    return "brief" if place > 2 and layout in {Layout.TOP, Layout.BIG} else "std"


def _twice(arrangement: Arrangement, words: dict[str, str], now: datetime) -> Iterable[str]:
    """Yield a warning for each story that stands there more than once, on cards or as a line under one."""
    cards = [card for card in arrangement.cards if not card.is_over(now)]
    stands = Counter(uid for card in cards for uid in (card.story, *(link.story for link in card.sublinks)))
    for uid, times in stands.items():
        if times > 1:
            yield _("“%(headline)s” stands there twice.") % {"headline": words.get(uid) or _("A story you may not see")}


def _old_lead(front: Front, filled: list[Filled], now: datetime) -> Iterable[str]:
    """Yield a warning where the news of a page is not new; a special is made for longer than a day."""
    if front.kind == Front.Kind.SPECIAL:
        return
    lead = next((card for part in filled for card in part.cards), None)
    hours = int((now - lead.edition.live_from).total_seconds() // 3600) if lead else 0
    if hours >= _OLD_LEAD:
        yield _("The lead is %(hours)s hours old.") % {"hours": hours}


def _in_a_row(blocks: list[Block]) -> Iterable[str]:
    """Yield a warning where so many stories that follow one another all have a picture, as readers see them."""
    row = 0
    for placed in (each for block in blocks for each in block.in_order):
        row = row + 1 if placed.picture else 0
        if row == _PICTURES:
            yield _("Five pictures stand in a row.")
