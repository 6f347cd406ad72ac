"""The search page, and what is suggested while somebody types."""

from collections.abc import Mapping
from datetime import datetime

from django.http import Http404, HttpRequest, HttpResponse

from articles.body import plain
from articles.content import Content
from articles.models import Edition, LiveEntry
from newsroom import clock
from newsroom.pagecache.collecting import note
from newsroom.public import dates
from newsroom.public.album import CARD, Album
from newsroom.public.blocks import Placed
from newsroom.public.lists import LIST_SIZES, Listing, card, carded
from newsroom.public.live import place
from newsroom.public.names import names
from newsroom.public.pages import page
from newsroom.public.reading import reader_page
from newsroom.public.sources import at_most
from newsroom.public.views import not_found

from .asked import Asked, read
from .facets import facets
from .finding import FEW, Found, better_spelled, find
from .hits import Hit
from .passages import Piece, marked, passage
from .suggesting import MOST_TYPED, suggested

_SEARCHES, _SUGGESTIONS, _WITHIN = 60, 300, 60


class Result:
    """One story found: its card and picture, its headline and the passage with the words marked.

    `texts` are contents by edition. Where a live story has the words in an entry, the passage is that entry's, and
    `entry_url` and `entry_time` say where and when it stands.
    """

    def __init__(self, placed: Placed, hit: Hit, texts: Mapping[int, Content], asked: Asked, at: datetime):
        self.placed = placed
        self.headline = marked(placed.card.headline, asked.terms)
        self.entry_url = self.entry_time = None
        said, heading = texts[hit.pk], []
        if hit.within:
            self.entry_url = place(placed.card.url, hit.within.number)
            self.entry_time = dates.updated(hit.within.at, clock.local_date(at))
            said = texts[hit.within.pk]
            heading = [said.headline] if said.headline else []
        text = " – ".join([*heading, plain(said.body)])
        self.passage = passage(text, asked.terms) or [Piece(placed.card.dek)]


@at_most(_SEARCHES, _WITHIN)
@reader_page
def search_page(request: HttpRequest, at: datetime) -> HttpResponse:
    """Answer with the stories that have what was asked for."""
    asked, after = read(request.GET), request.GET.get("after", "")
    # Any story or entry that comes, goes or is changed may be found, or no longer.
    note(Listing().tag, LiveEntry.LIST_TAG)
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
    entries = {hit.within.pk for hit in shown if hit.within}
    wanted = carded(Edition.objects.filter(pk__in=[*(hit.pk for hit in shown), *entries]), "words__text")
    editions = {edition.pk: edition for edition in wanted} if shown else {}
    cards = {pk: card(edition, at) for pk, edition in editions.items() if pk not in entries}
    note(*(f"article:{editions[pk].article_id}" for pk in entries))
    album = Album((each.lead.photo for each in cards.values() if each.lead), at, {CARD})
    texts = {pk: edition.content for pk, edition in editions.items()}
    results = []
    for hit in shown:
        found = cards[hit.pk]
        placed = Placed(found, album.small(found.lead, found.section, sizes=LIST_SIZES))
        results.append(Result(placed, hit, texts, asked, at))
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
