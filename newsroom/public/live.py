"""A live story's entries as readers get them: a page of them, and what came since one, which every reader may share."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import F, OuterRef, Subquery
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.encoding import iri_to_uri

from articles.body import plain
from articles.content import ContentByline
from articles.models import Edition, LiveStory
from articles.withheld import said_to_readers
from newsroom import clock
from newsroom.pagecache.collecting import note
from newsroom.pagecache.links import here

from . import body, bylines, dates
from .album import Album
from .languages import direction
from .live_head import Head, key_points, pinned_at
from .pages import page
from .reading import reader_page

A_PAGE = 20
_CORRECTS = ("correction", "clarification")
# How long a cache may answer what came since; polled every eight seconds, an entry is seen within ten.
SECONDS = 2


@dataclass(frozen=True)
class Entry:
    """One entry as printed."""

    number: int
    anchor: str
    url: str
    headline: str
    writers: str
    bylines: tuple[ContentByline, ...]
    time: dates.Printed
    picture: object
    blocks: list
    words: str
    corrected: dates.Printed | None
    note: str
    language: str
    direction: str


@dataclass(frozen=True)
class Coverage:
    """A live story's coverage: whether it is open, one page of its entries, and where the others are."""

    opens: dates.Printed
    closed: dates.Printed | None
    is_open: bool
    entries: list[Entry]
    head: Head
    older: str
    is_first: bool
    since: str
    # When the newest of the entries was posted or corrected; nothing on the pages after the first.
    changed: datetime | None = None


def coverage(article_id: int, address: str, before: str, at: datetime) -> Coverage | None:
    """Return the page of entries before that number, of a story that is live; None where it is none.

    Raise Http404 for a cursor that is none. Four queries, and one for each that has pictures or names stories.
    """
    live = LiveStory.objects.select_related("article").filter(pk=article_id).first()
    if live is None:
        return None
    note(live.tag)
    path = iri_to_uri(address)
    wanted = _entries(live, at).order_by("-article__live_entry__number")
    if before:
        if not (before.isascii() and before.isdigit() and len(before) < 18):
            raise Http404
        wanted = wanted.filter(article__live_entry__number__lt=int(before))
    rows = list(wanted[: A_PAGE + 1])
    shown = rows[:A_PAGE]
    newest = shown[0].entry_number if shown and not before else 0
    entries, head = (
        _with_head(live, shown, path, at) if not before else (_printed(shown, path, at), Head([], None, "", None))
    )
    closed = live.closed_at if live.closed_at and live.closed_at <= at else None
    is_open = live.is_open(at)
    return Coverage(
        opens=dates.moment(live.opens_at),
        closed=dates.moment(closed) if closed else None,
        is_open=is_open,
        entries=entries,
        head=head,
        older=f"?before={shown[-1].entry_number}" if len(rows) > A_PAGE else "",
        is_first=not before,
        changed=max((row.corrected_at or row.entry_at for row in shown), default=None) if not before else None,
        since=here(reverse("public:live_since", args=[live.article.uid, newest])) if is_open and not before else "",
    )


def _with_head(live: LiveStory, rows: list, path: str, at: datetime) -> tuple[list[Entry], Head]:
    """Return entries as printed with what stands above them; the pinned one is made with the others, or beside them."""
    pinned = pinned_at(live, at)
    also = (
        [] if pinned in {None, *(row.article_id for row in rows)} else list(_entries(live, at).filter(article=pinned))
    )
    printed = _printed([*rows, *also], path, at)
    of = {row.article_id: entry for row, entry in zip([*rows, *also], printed, strict=True)}
    return printed[: len(rows)], Head(*key_points(live, at), of.get(pinned))


def _entries(live: LiveStory, at: datetime):
    """The editions of a live story's entries that readers have, with the number, the time and the last correction."""
    mine = Edition.objects.live(at).filter(article__live_entry__live=live, article__live_entry__number__isnull=False)
    mended = Edition.objects.issued().filter(article=OuterRef("article"), live_from__lte=at, kind__in=_CORRECTS)
    mended = mended.order_by("-live_from")
    return mine.select_related("words").annotate(
        entry_number=F("article__live_entry__number"),
        entry_at=F("article__live_entry__at"),
        corrected_at=Subquery(mended.values("live_from")[:1]),
        corrected_note=Subquery(mended.annotate(said=said_to_readers()).values("said")[:1]),
    )


def _printed(rows, path: str, at: datetime) -> list[Entry]:
    for row in rows:
        note(f"article:{row.article_id}")
    contents = [row.content for row in rows]
    # What came since may be kept for a moment, so that a picture whose leave ends meanwhile is not in it.
    album = Album(
        (use.photo for content in contents for use in content.photos), at, until=at + timedelta(seconds=SECONDS)
    )
    stories = body.linked(contents, at) if rows else None
    return [_entry(row, content, path, album, stories, at) for row, content in zip(rows, contents, strict=True)]


def _entry(row, content, path: str, album: Album, stories, at: datetime) -> Entry:
    number, corrected = row.entry_number, row.corrected_at
    return Entry(
        number=number,
        anchor=f"entry-{number}",
        url=place(here(path), number),
        headline=content.headline,
        writers=bylines.joined([each.name for each in content.bylines]),
        bylines=content.bylines,
        time=dates.updated(row.entry_at, clock.local_date(at)),
        picture=album.picture(content.lead, content.section, sizes=body.INLINE_SIZES, dated=row.dated),
        blocks=body.blocks(body.tree(content, stories), content, album, stories, row.dated),
        words=plain(content.body),
        corrected=dates.updated(corrected, clock.local_date(row.entry_at)) if corrected else None,
        note=row.corrected_note or "",
        language=content.language,
        direction=direction(content.language),
    )


@reader_page
def since(request: HttpRequest, at: datetime, uid: UUID, number: int) -> HttpResponse:
    """Answer with the entries that came after one: a fragment, the same for every reader who saw that far."""
    live = LiveStory.objects.select_related("article").filter(article__uid=uid, opens_at__lte=at).first()
    told = live and Edition.objects.live(at).filter(article=live.pk).select_related("address").first()
    if not told or number > 10**17:
        response = HttpResponse("", status=404)
        response["Cache-Control"] = f"public, max-age={SECONDS}"
        return response
    note(live.tag, live.article.tag)
    new = _entries(live, at).filter(article__live_entry__number__gt=number).order_by("-article__live_entry__number")
    count = new.count()
    rows = list(new[:A_PAGE]) if count else []
    entries, head = _with_head(live, rows, iri_to_uri(told.address.key), at)
    context = {
        "head": head,
        "entries": entries,
        "count": count,
        "more": count > len(entries),
        "over": bool(live.closed_at),
    }
    response = page("public/live_since.html", context)
    response["Cache-Control"] = f"public, max-age={SECONDS}"
    return response


def to_its_place(edition: Edition, at: datetime) -> HttpResponse | None:
    """Lead from an entry's own address to where it stands on its live story's page; None where readers have neither."""
    live, number = edition.entry_of, edition.entry_number
    note(f"live:{live}", f"article:{live}")
    told = Edition.objects.live(at).filter(article=live).select_related("address").first()
    if told is None or not told.address.key.startswith("/"):
        return None
    return HttpResponseRedirect(place(here(iri_to_uri(told.address.key)), number))


def place(url: str, number: int | None) -> str:
    """Return where an entry stands on its live story's page; what readers have and has no number is the key points."""
    return f"{url}#key-points" if number is None else f"{url}?before={number + 1}#entry-{number}"
