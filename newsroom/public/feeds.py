"""RSS: full text, each author, each picture with its credit."""

from collections.abc import Iterable
from datetime import datetime, time
from urllib.parse import quote

from django.conf import settings
from django.db.models import F, OuterRef, Subquery
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.encoding import iri_to_uri
from django.utils.html import escape
from django.utils.translation import gettext as _

from articles.content import from_text
from articles.models import Address, Edition
from articles.moves import THAT_MOVE_DATES
from newsroom import clock
from newsroom.pagecache.collecting import note

from . import body, dates, story
from .album import Album
from .answers import PublicNote
from .lists import Listing
from .moved import moved, named
from .names import Name, names
from .reading import reader_page
from .rss import SteadyRss
from .structured import absolute
from .views import not_found

ITEMS = 30


class NewsRss(SteadyRss):
    """RSS 2.0 with full text, Dublin Core authors and Media RSS pictures."""

    def rss_attributes(self):
        return {
            **super().rss_attributes(),
            "xmlns:content": "http://purl.org/rss/1.0/modules/content/",
            "xmlns:dc": "http://purl.org/dc/elements/1.1/",
            "xmlns:media": "http://search.yahoo.com/mrss/",
        }

    def add_item_elements(self, handler, item):
        super().add_item_elements(handler, item)
        for author in item["authors"]:
            handler.addQuickElement("dc:creator", author)
        if item["changed"]:
            handler.addQuickElement("atom:updated", dates.iso(item["changed"]))
        handler.addQuickElement("content:encoded", item["full_text"])
        if picture := item["picture"]:
            self._add_picture(handler, picture)

    def _add_picture(self, handler, picture):
        size = {"width": str(picture.width), "height": str(picture.height)}
        handler.startElement(
            "media:content", {"url": absolute(picture.src), "type": "image/jpeg", "medium": "image", **size}
        )
        # A reader of the feed is told what a reader of the page is: made with AI, or an old photograph.
        if said := " ".join(filter(None, (picture.printed.notice, picture.printed.caption))):
            handler.addQuickElement("media:description", said)
        handler.addQuickElement("media:credit", picture.credit)
        if owed := picture.printed.owed.licence:
            link = {"type": "text/html", "href": picture.printed.owed.link}
            handler.addQuickElement("media:license", owed, link)
        handler.endElement("media:content")


@reader_page
def site_feed(request: HttpRequest, at: datetime) -> HttpResponse:
    """Answer with the newest stories of the paper."""
    return _feed(request, at, None)


@reader_page
def section_feed(request: HttpRequest, at: datetime, slug: str) -> HttpResponse:
    """Answer with the newest stories of a section."""
    return _feed_of(request, at, slug, "section", needs_stories=False)


@reader_page
def tag_feed(request: HttpRequest, at: datetime, slug: str) -> HttpResponse:
    """Answer with the newest stories of a tag."""
    return _feed_of(request, at, slug, "tag")


@reader_page
def contributor_feed(request: HttpRequest, at: datetime, slug: str) -> HttpResponse:
    """Answer with the newest stories of a contributor."""
    return _feed_of(request, at, slug, "contributor")


def _feed_of(request: HttpRequest, at: datetime, slug: str, what: str, *, needs_stories: bool = True) -> HttpResponse:
    thing = named(what, slug)
    if thing is None:
        return moved(what, slug, at, feed=True) or not_found(request, at)
    of = Name(what, thing.pk, str(thing.uid), thing.name, thing.slug)
    return _feed(request, at, of, needs_stories=needs_stories)


def _feed(request: HttpRequest, at: datetime, of: Name | None, *, needs_stories: bool = False) -> HttpResponse:
    listing = Listing(of)
    editions = list(_with_first_address(listing.at(at), at)[:ITEMS])
    # Not before: a tag that only a draft has must not show in a header either.
    if needs_stories and not editions:
        return not_found(request, at)
    note(listing.tag, *([f"name:{of.what}:{of.pk}"] if of else []))
    title = f"{of.name} – {settings.SITE_NAME}" if of else settings.SITE_NAME
    feed = NewsRss(
        title=title,
        link=absolute(of.url if of else "/"),
        description=escape(_("The latest from %(name)s") % {"name": title}),
        language=settings.LANGUAGE_CODE,
        feed_url=absolute(quote(request.path_info)),
    )
    for item in _items(editions, at):
        feed.add_item(**item)
    return HttpResponse(feed.writeString("utf-8"), content_type="application/rss+xml; charset=utf-8")


def _with_first_address(editions, at: datetime):
    """Load the words, when it was changed, and its first address, which stays the item's name when the slug changes."""
    first = Address.objects.filter(article=OuterRef("article"), since__lte=OuterRef("listed_at")).order_by(
        "since", "pk"
    )
    return editions.select_related("address", "words").annotate(
        first_address=Subquery(first.values("key")[:1]), changed_at=changed_at(at)
    )


def changed_at(at: datetime) -> Subquery:
    """Return when a version last moved what readers and machines take for the date of a story, asked in its row."""
    issued = Edition.objects.issued().filter(article=OuterRef("article"), live_from__lte=at, kind__in=THAT_MOVE_DATES)
    return Subquery(issued.order_by("-live_from").values("live_from")[:1])


def _items(editions: list[Edition], at: datetime) -> Iterable[dict]:
    contents = [from_text(edition.words.text) for edition in editions]
    found = names(tags={uid for content in contents for uid in content.tags})
    leads = [content.lead for content in contents]
    album = Album((lead.photo for lead in leads if lead), at)
    notes = _notes(editions, at)
    stories = body.linked(contents, at)
    for edition, content, lead in zip(editions, contents, leads, strict=True):
        note(f"article:{edition.article_id}")
        first = edition.first_address or ""
        address = absolute(iri_to_uri(edition.address.key))
        section = found.get(content.section)
        printed = [story.printed_note(each) for each in notes.get(edition.article_id, ())]
        yield {
            "title": title_of(content.headline, edition.more_follows),
            "link": address,
            # Feed readers show a description as HTML: a dek that says "<b>" has to say it there too.
            "description": escape(content.dek),
            "pubdate": _published(edition),
            "changed": edition.changed_at,
            "unique_id": absolute(iri_to_uri(first)) if first.startswith("/") else address,
            "unique_id_is_permalink": True,
            "categories": [name.name for name in (section, *found.get_all(content.tags)) if name],
            "authors": [byline.name for byline in content.bylines if byline.role != "unnamed"],
            "full_text": render_to_string(
                "public/feed_item.html", {"body": body.for_feed(content, stories), "notes": printed, "content": content}
            ),
            "picture": album.picture(lead, content.section, sizes="100vw", dated=edition.dated),
        }


def title_of(headline: str, more_follows: bool) -> str:
    """Return an item's title; of a flash it says that there is more to come."""
    return _("%(headline)s (more follows)") % {"headline": headline} if more_follows else headline


def _notes(editions: list[Edition], at: datetime) -> dict[int, list[PublicNote]]:
    """Return the notes to readers of these stories, by story, newest first. One query."""
    rows = (
        Edition.objects.issued()
        .filter(article__in=[edition.article_id for edition in editions], live_from__lte=at)
        .exclude(words__public_note="")
        .order_by("-live_from")
        .values_list("article_id", "kind", "live_from", F("words__public_note"), "note_place")
    )
    found: dict[int, list[PublicNote]] = {}
    for article_id, *said in rows:
        found.setdefault(article_id, []).append(PublicNote(*said))
    return found


def _published(edition: Edition) -> datetime:
    """Return when it was published; a date printed elsewhere first has no time of ours, so noon stands for it."""
    if clock.local_date(edition.listed_at) == edition.dated:
        return clock.local(edition.listed_at)
    return datetime.combine(edition.dated, time(12), tzinfo=clock.zone())
