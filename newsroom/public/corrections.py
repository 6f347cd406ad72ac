"""What the paper got wrong and says so: a page of its corrections, and their feed."""

from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, Subquery
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.encoding import iri_to_uri
from django.utils.html import linebreaks
from django.utils.translation import gettext as _

from articles.models import Edition, LiveEntry
from articles.moves import OWNED_UP
from articles.withheld import said_to_readers
from newsroom.pagecache.collecting import note
from newsroom.paper.current import site

from . import story
from .answers import PublicNote
from .lists import Card, card, carded, months, read_cursor, write_cursor
from .names import names
from .pages import page
from .reading import reader_page
from .structured import absolute
from .syndication.answering import answer
from .syndication.feed import Item
from .views import not_found

A_PAGE, ITEMS = 30, 30
LIST = "list:corrections"


@dataclass(frozen=True)
class Owned:
    """One correction: the note as printed, when it went live, and the story as it is called now."""

    uid: UUID
    at: datetime
    note: story.Note
    card: Card

    @property
    def url(self) -> str:
        return self.card.url


def owned_up(at: datetime):
    """Return the editions that own up to something, the newest first, of stories readers have text of at that moment.

    A walk along an index of its own: it costs the same whatever lies behind it.
    """
    live = Edition.objects.live(at).filter(article=OuterRef("article"))
    issued = Edition.objects.issued().filter(kind__in=OWNED_UP, live_from__lte=at)
    return issued.filter(Exists(live)).exclude(words__public_note="").order_by("-live_from", "-pk")


def _loaded(editions, at: datetime) -> list[Owned]:
    """Return these as they are printed. Two queries: the notes, and the stories' standing versions."""
    rows = list(editions.annotate(said=said_to_readers()))
    standing = carded(Edition.objects.live(at).filter(article__in=[row.article_id for row in rows]))
    cards = _named({edition.article_id: card(edition, at) for edition in standing}, at)
    return [
        Owned(row.uid, row.live_from, story.printed_note(_note_of(row)), cards[row.article_id])
        for row in rows
        if row.article_id in cards
    ]


def _named(cards: dict[int, Card], at: datetime) -> dict[int, Card]:
    """Return the cards with a name each: an entry without a headline is called by its live story."""
    nameless = [pk for pk, each in cards.items() if not each.headline]
    if not nameless:
        return cards
    told = dict(LiveEntry.objects.filter(article__in=nameless).values_list("article", "live"))
    stories = carded(Edition.objects.live(at).filter(article__in=told.values()))
    names = {edition.article_id: card(edition, at).headline for edition in stories}
    for pk in told.values():
        note(f"article:{pk}")
    return cards | {pk: replace(cards[pk], headline=names.get(live, "")) for pk, live in told.items()}


def _note_of(edition: Edition) -> PublicNote:
    return PublicNote(edition.kind, edition.live_from, edition.said)


@reader_page
def corrections_page(request: HttpRequest, at: datetime) -> HttpResponse:
    """Answer with the corrections, the newest first, a page at a time."""
    wanted, moment = owned_up(at), None
    try:
        if before := request.GET.get("before", ""):
            moment, uid = read_cursor(before)
            last = Subquery(Edition.objects.filter(uid=uid).values("pk"))
            wanted = wanted.filter(live_from__lte=moment).filter(Q(live_from__lt=moment) | Q(pk__lt=last))
    except Http404:
        return not_found(request, at)
    rows = list(wanted.only("uid", "live_from")[: A_PAGE + 1])
    shown = rows[:A_PAGE]
    if not shown and moment:
        return not_found(request, at)
    older = write_cursor(shown[-1].live_from, shown[-1].uid) if len(rows) > A_PAGE else ""
    _note_list(moment, shown[-1].live_from if older else None)
    # With dates of its own years, a list of corrections is read as the record it is.
    owned = _loaded(Edition.objects.filter(pk__in=[row.pk for row in shown]).order_by("-live_from", "-pk"), at)
    context = {"owned": owned, "older": older, "first": moment is None, **names(at=at).frame}
    return page("public/corrections.html", context)


def _note_list(newest: datetime | None, oldest: datetime | None) -> None:
    if newest and oldest:
        note(*(f"{LIST}:{month}" for month in months(oldest, newest)))
    else:
        note(LIST)


@reader_page
def corrections_feed(request: HttpRequest, at: datetime, form: str = "rss") -> HttpResponse:
    """Answer with the newest corrections."""
    note(LIST)
    return answer(
        request,
        form,
        title=_("Corrections – %(name)s") % {"name": site().name},
        home=reverse("public:corrections"),
        description=_("What we got wrong, and what is right"),
        items=[_item(each) for each in _loaded(owned_up(at)[:ITEMS], at)],
    )


def _item(owned: Owned) -> Item:
    return Item(
        title=_("%(kind)s: %(headline)s")
        % {"kind": owned.note.label, "headline": owned.card.paid.before(owned.card.headline)},
        link=absolute(iri_to_uri(owned.url)),
        uid=f"urn:uuid:{owned.uid}",
        summary=owned.note.text,
        html=linebreaks(owned.note.text, autoescape=True),
        published=owned.at,
        language=owned.card.language,
    )
