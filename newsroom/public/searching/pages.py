"""The search page, and what is suggested while somebody types."""

from datetime import datetime

from django.http import Http404, HttpRequest, HttpResponse

from articles.body import plain
from articles.models import Edition
from newsroom.pagecache.collecting import note
from newsroom.public.album import CARD, Album
from newsroom.public.blocks import Placed
from newsroom.public.lists import LIST_SIZES, Listing, card, carded
from newsroom.public.names import names
from newsroom.public.pages import page
from newsroom.public.reading import reader_page
from newsroom.public.sources import at_most
from newsroom.public.views import not_found

from .asked import Asked, read
from .facets import facets
from .finding import FEW, Found, Hit, better_spelled, find
from .passages import Piece, marked, passage
from .suggesting import MOST_TYPED, suggested

_SEARCHES, _SUGGESTIONS, _WITHIN = 60, 300, 60


class Result:
    """One story found: its card and picture, its headline and the passage with the words marked."""

    def __init__(self, placed: Placed, edition: Edition, asked: Asked):
        self.placed = placed
        self.headline = marked(placed.card.headline, asked.terms)
        self.passage = passage(plain(edition.content.body), asked.terms) or [Piece(placed.card.dek)]


@at_most(_SEARCHES, _WITHIN)
@reader_page
def search_page(request: HttpRequest, at: datetime) -> HttpResponse:
    """Answer with the stories that have what was asked for."""
    asked, after = read(request.GET), request.GET.get("after", "")
    # Any story that comes, goes or is changed may be found, or no longer.
    note(Listing().tag)
    try:
        found = find(asked, at, after)
    except Http404:
        return not_found(request, at)
    meant, instead = asked, False
    better = better_spelled(asked, at) if found.is_first and len(found.hits) < FEW and asked.terms else ""
    if better and not found.hits and (others := find(asked.spelled(better), at)).hits:
        meant, instead, found = asked.spelled(better), True, others
    frame = names(at=at)
    results, album = _results(found.shown, meant, at)
    context = {
        "asked": asked,
        "meant": meant,
        "instead": instead,
        "better": better if not instead else "",
        "better_url": asked.url(q=better) if better else "",
        "found": found,
        "results": results,
        "pictures_line": album.closing_line,
        "facets": facets(meant, found.hits, frame.sections) if found.hits else [],
        "older_url": meant.url(after=found.older) if found.older else "",
        "chosen": _chosen(asked, found),
        # Nor does the page say a filter back that nothing has.
        "kept": [each for each in asked.filters if found.hits or each[0] not in asked.things],
        "days": {"from": asked.filter("from"), "to": asked.filter("to")},
        **frame.frame,
    }
    return _unlisted(page("public/search.html", context))


def _chosen(asked: Asked, found: Found) -> list[tuple[str, str]]:
    """Return the filters as names, with the address without each. One that nothing has is not named: it may be a
    draft's alone."""
    if not found.hits:
        return []
    return [
        (asked.things[name].name, asked.url(**{name: ""})) for name, _value in asked.filters if name in asked.things
    ]


def _results(shown: list[Hit], asked: Asked, at: datetime) -> tuple[list[Result], Album]:
    wanted = carded(Edition.objects.filter(pk__in=[hit.pk for hit in shown]), "words__text")
    editions = {edition.pk: edition for edition in wanted} if shown else {}
    cards = {pk: card(edition, at) for pk, edition in editions.items()}
    album = Album((each.lead.photo for each in cards.values() if each.lead), at, {CARD})
    results = [
        Result(
            Placed(cards[hit.pk], album.small(cards[hit.pk].lead, cards[hit.pk].section, sizes=LIST_SIZES)),
            editions[hit.pk],
            asked,
        )
        for hit in shown
    ]
    return results, album


def _unlisted(response: HttpResponse) -> HttpResponse:
    response["X-Robots-Tag"] = "noindex"
    return response


@at_most(_SUGGESTIONS, _WITHIN)
@reader_page
def suggestions(request: HttpRequest, at: datetime) -> HttpResponse:
    """Answer with a fragment: what could be meant by the words typed so far."""
    note(Listing().tag)
    typed = " ".join(request.GET.get("q", "").split())[:MOST_TYPED]
    return _unlisted(page("public/suggested.html", {"suggested": suggested(typed, at)}))
