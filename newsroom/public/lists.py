"""Lists of stories: cards that load no bodies, and pages that walk an index instead of counting the archive."""

import json
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.http import Http404
from django.utils.encoding import iri_to_uri

from articles.content import ContentByline, ContentPhoto
from articles.models import Byline, Edition, LiveStory
from articles.models.article import Kind
from articles.models.live import is_open
from articles.paid import NOBODY, Paid, paid_of_card
from articles.printed_byline import WRITERS
from newsroom.pagecache.collecting import note
from newsroom.pagecache.links import here
from newsroom.prepared import MOMENT, NUMBERS, UIDS, prepared

from . import bylines, dates
from .languages import direction
from .names import Name

PAGE = 30
LIST_SIZES = "(min-width: 768px) 192px, 96px"
_CURSOR = re.compile(r"(\d{1,17})-([0-9a-f]{32})")
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class SubLink:
    """A line under a card that leads to another story."""

    text: str
    url: str
    language: str
    direction: str
    paid: Paid = NOBODY
    # The uid of that story.
    story: str = ""


@dataclass(frozen=True)
class Given:
    """What an editor gave a card in its place on a front; nothing on a page that makes itself."""

    kicker: str = ""
    byline: bool = False
    size: str = ""
    crop: str = ""
    # An editor chose that a picture stands there.
    pictured: bool = False
    sublinks: tuple[SubLink, ...] = ()
    key: str = ""


@dataclass(frozen=True)
class Card:
    """One story in a list."""

    edition: Edition
    headline: str
    dek: str
    kind: str
    language: str
    section: str
    writers: str
    lead: ContentPhoto | None
    time: dates.Printed
    more_follows: bool = False
    # Told in entries, and open at that moment.
    is_live: bool = False
    given: Given = Given()
    paid: Paid = NOBODY
    life: str = ""
    # Of opinion, the uid of who wrote it.
    writer: str = ""

    @property
    def url(self) -> str:
        return here(iri_to_uri(self.edition.address.key))

    @property
    def kind_label(self) -> str:
        """The kind as readers are told; news needs no label."""
        return "" if self.kind == Kind.NEWS else str(Kind(self.kind).label)

    @property
    def direction(self) -> str:
        return direction(self.language)


def card(edition: Edition, at: datetime) -> Card:
    """Return the card of an edition that was loaded by `carded`; the page then shows that story."""
    note(f"article:{edition.article_id}")
    plain = json.loads(edition.words.card)
    lead = plain["photo"]
    printed = [ContentByline(**byline) for byline in plain["bylines"]]
    return Card(
        edition=edition,
        headline=plain["headline"],
        dek=plain["dek"],
        kind=plain["kind"],
        language=plain["language"],
        section=plain["section"],
        writers=bylines.joined([byline.name for byline in printed if byline.role in WRITERS]),
        lead=ContentPhoto(**lead) if lead else None,
        time=dates.short(edition.listed_at, edition.dated, at),
        more_follows=edition.more_follows,
        is_live=is_open(edition.live_opens_at, edition.live_closed_at, at),
        paid=paid_of_card(plain),
        life=plain.get("life", "") if plain["kind"] == Kind.OBITUARY else "",
        writer=_writer(printed) if plain["kind"] == Kind.OPINION else "",
    )


def _writer(printed: list[ContentByline]) -> str:
    return next((byline.contributor for byline in printed if byline.role == Byline.Role.BY), "")


_OF_A_CARD = (
    "uid", "article_id", "kind", "live_from", "listed_at", "dated", "more_follows", "address__key", "words__card",
)  # fmt: skip


def carded(editions: QuerySet, *more: str) -> QuerySet:
    """Load of these editions what cards need, the fields named besides, and nothing else."""
    live = LiveStory.objects.filter(article=OuterRef("article"))
    moments = {f"live_{name}": Subquery(live.values(name)) for name in ("opens_at", "closed_at")}
    return editions.select_related("address", "words").only(*_OF_A_CARD, *more).annotate(**moments)


def any_of(lists: Sequence[QuerySet]) -> QuerySet:
    """Return the editions of several short lists, in no order.

    Each is walked along its own index: asked for by OR, PostgreSQL would look through every edition there is.
    """
    # SQLite takes no LIMIT in a part of a union, but in a query within it.
    parts = [Edition.objects.order_by().filter(pk__in=each.values("pk")).values("pk") for each in lists]
    return Edition.objects.filter(pk__in=parts[0].union(*parts[1:], all=True))


# The rows an edition has for each kind of list, and the field of what the list is of.
ROWS = {
    "section": ("section_row", "section"),
    "tag": ("tag_rows", "tag"),
    "contributor": ("byline_rows", "contributor"),
}


def along(editions: QuerySet, what: str, number: int, newest: datetime) -> QuerySet:
    """Return those of the editions that are in the list of a section, tag or contributor, newest first."""
    row, field = ROWS[what]
    # A row's listed_at is not after that of a live edition; said here, it lets the index begin at today.
    which = {f"{row}__{field}": number, f"{row}__listed_at__lte": newest}
    return editions.filter(**which).order_by(f"-{row}__listed_at", f"-{row}__edition_id")


def listed(what: str, of: Sequence[int], at: datetime, newest: datetime) -> QuerySet:
    """Return the listed editions of one section, tag or contributor, or of the whole paper where `of` is empty."""
    return _walked(Edition.objects.listed(at), what, of, newest)


def _walked(editions: QuerySet, what: str, of: Sequence[int], newest: datetime) -> QuerySet:
    if of:
        return along(editions, what, of[0], newest)
    return editions.filter(listed_at__lte=newest).order_by("-listed_at", "-pk")


@dataclass(frozen=True)
class Listing:
    """A list of stories, newest first: of a section, tag or contributor, of a day, else of the whole paper.

    Each has an index of its own, so that a page costs the same whatever lies behind it.
    """

    of: Name | None = None
    day: date | None = None

    @property
    def tag(self) -> str:
        if self.day:
            return f"list:day:{self.day.isoformat()}"
        return self.of.list_tag if self.of else "list:all"

    @property
    def what(self) -> str:
        return self.of.what if self.of else ""

    @property
    def numbers(self) -> list[int]:
        return [self.of.pk] if self.of else []

    def at(self, at: datetime, newest: datetime | None = None) -> QuerySet:
        """Return the listed editions at that moment; `newest` begins the walk there."""
        return self._walk(Edition.objects.listed(at), newest or at)

    def automatic(self, at: datetime) -> QuerySet:
        """Return those of them that may appear where nobody put them."""
        return self._walk(Edition.objects.automatic(at), at)

    def _walk(self, editions: QuerySet, newest: datetime) -> QuerySet:
        if self.day:
            editions = editions.filter(dated=self.day)
        return _walked(editions, self.what, self.numbers, newest)

    def page(self, before: str, at: datetime, size: int | None = None, load: Callable = carded) -> "Page":
        """Return the page that starts after the cursor, and note what it is made of; `load` says what to load of each.

        One without stories notes nothing: a tag that only a draft has must not show in a header either.
        """
        size = size or PAGE
        moment, *last = read_cursor(before) if before else (None,)
        asked = {"last": last, "newest": moment or at, "most": size + 1}
        if load is carded and not self.day:
            rows = _cards(of=self.numbers, what=self.what, at=at, **asked)
        else:
            rows = list(_after(self.at(at, moment), load=load, **asked))
        shown = rows[:size]
        older = write_cursor(shown[-1].listed_at, shown[-1].uid) if len(rows) > size else ""
        if shown:
            # A day is one thing, however many pages it has.
            _note(self.tag, moment, shown[-1].listed_at if older and not self.day else None)
        return Page(shown, older, not before)


@prepared(of=NUMBERS, last=UIDS, at=MOMENT, newest=MOMENT)
def _cards(of, last, at, newest, what, most) -> QuerySet:
    return _after(listed(what, of, at, newest), last, newest, most)


def _after(wanted: QuerySet, last: Sequence[UUID], newest: datetime, most: int, load=carded) -> QuerySet:
    """Return so many of the wanted that come after the `last` one, which is of the moment the walk begins at."""
    if last:
        number = Subquery(Edition.objects.filter(uid__in=last).values("pk"))
        wanted = wanted.filter(Q(listed_at__lt=newest) | Q(pk__lt=number))
    return load(wanted)[:most]


@dataclass(frozen=True)
class Page:
    """One page of a list: its editions, and the cursor of the next, if there is one."""

    editions: list[Edition]
    older: str
    is_first: bool


def _note(list_tag: str, newest: datetime | None, oldest: datetime | None) -> None:
    """A deep page depends on the months it spans; the first and the last on all of the list."""
    if newest and oldest:
        note(*(f"{list_tag}:{month}" for month in months(oldest, newest)))
    else:
        note(list_tag)


def months(oldest: datetime, newest: datetime) -> Iterable[str]:
    """Yield 2023-01, 2023-02… from one moment to another, in UTC, as the verbs name them."""
    month = oldest.astimezone(UTC).date().replace(day=1)
    while month <= newest.astimezone(UTC).date():
        yield f"{month:%Y-%m}"
        month = (month + timedelta(days=32)).replace(day=1)


def write_cursor(moment: datetime, uid: UUID) -> str:
    """Return where a page ends, as the next one is asked for."""
    return f"{(moment - _EPOCH) // timedelta(microseconds=1)}-{uid.hex}"


def read_cursor(cursor: str) -> tuple[datetime, UUID]:
    """Return the moment and the edition a cursor names. Raise Http404 for what is none."""
    match = _CURSOR.fullmatch(cursor)
    if match is None:
        raise Http404
    return _EPOCH + timedelta(microseconds=int(match[1])), UUID(match[2])
