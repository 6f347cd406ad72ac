"""Feeds of the paper, a section, a tag, a contributor: full text, each author, each picture with its credit."""

from collections.abc import Iterable
from datetime import datetime, time

from django.db.models import OuterRef, QuerySet, Subquery
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.encoding import iri_to_uri
from django.utils.translation import gettext as _

from articles.content import Content, ContentByline, from_text
from articles.models import Address, Edition
from articles.moves import THAT_MOVE_DATES
from articles.paid import NOBODY, Paid, paid_of
from articles.withheld import made_by_withheld, said_to_readers
from newsroom import clock
from newsroom.pagecache.collecting import note
from newsroom.paper.current import site
from newsroom.prepared import MOMENT, NUMBERS, prepared

from . import body, reviewed, story
from .album import Album
from .answers import PublicNote
from .lists import Listing, listed
from .moved import moved, named
from .names import Name, Names, names
from .reading import reader_page
from .structured import absolute
from .syndication.answering import answer, tail
from .syndication.feed import Author, Item
from .views import not_found

ITEMS = 30


@reader_page
def site_feed(request: HttpRequest, at: datetime, form: str = "rss") -> HttpResponse:
    """Answer with the newest stories of the paper."""
    return _feed(request, at, None, form)


@reader_page
def section_feed(request: HttpRequest, at: datetime, slug: str, form: str = "rss") -> HttpResponse:
    """Answer with the newest stories of a section."""
    return _feed_of(request, at, slug, "section", form, needs_stories=False)


@reader_page
def tag_feed(request: HttpRequest, at: datetime, slug: str, form: str = "rss") -> HttpResponse:
    """Answer with the newest stories of a tag."""
    return _feed_of(request, at, slug, "tag", form)


@reader_page
def contributor_feed(request: HttpRequest, at: datetime, slug: str, form: str = "rss") -> HttpResponse:
    """Answer with the newest stories of a contributor."""
    return _feed_of(request, at, slug, "contributor", form)


def _feed_of(
    request: HttpRequest, at: datetime, slug: str, what: str, form: str, *, needs_stories: bool = True
) -> HttpResponse:
    thing = named(what, slug)
    if thing is None:
        return moved(what, slug, at, tail(form)) or not_found(request, at)
    of = Name(what, thing.pk, str(thing.uid), thing.name, thing.slug)
    return _feed(request, at, of, form, needs_stories=needs_stories)


def _feed(
    request: HttpRequest, at: datetime, of: Name | None, form: str, *, needs_stories: bool = False
) -> HttpResponse:
    listing = Listing(of)
    editions = _newest(of=listing.numbers, at=at, what=listing.what)
    # Not before: a tag that only a draft has must not show in a header either.
    if needs_stories and not editions:
        return not_found(request, at)
    note(listing.tag, *([f"name:{of.what}:{of.pk}"] if of else []))
    title = f"{of.name} – {site().name}" if of else site().name
    return answer(
        request,
        form,
        title=title,
        home=of.url if of else "/",
        description=_("Stories from %(name)s") % {"name": title},
        items=list(items_of(editions, at)),
    )


@prepared(of=NUMBERS, at=MOMENT)
def _newest(of, at, what) -> QuerySet:
    return with_first_address(listed(what, of, at, at), at)[:ITEMS]


def with_first_address(editions, at: datetime):
    """Load the words, when it was changed, and its first address, which stays the item's name when the slug changes.

    One that only withheld versions had names nothing any more.
    """
    first = Address.objects.filter(
        ~made_by_withheld("key"), article=OuterRef("article"), since__lte=OuterRef("listed_at")
    ).order_by("since", "pk")
    return editions.select_related("address", "words").annotate(
        first_address=Subquery(first.values("key")[:1]), changed_at=changed_at(at)
    )


def changed_at(at: datetime) -> Subquery:
    """Return when a version last moved what readers and machines take for the date of a story, asked in its row."""
    issued = Edition.objects.issued().filter(article=OuterRef("article"), live_from__lte=at, kind__in=THAT_MOVE_DATES)
    return Subquery(issued.order_by("-live_from").values("live_from")[:1])


def items_of(editions: list[Edition], at: datetime, *, pictures: bool = True) -> Iterable[Item]:
    """Yield these stories as items, with their pictures or without. At most five queries, however many there are."""
    contents = [from_text(edition.words.text) for edition in editions]
    tags = {uid for content in contents for uid in content.tags}
    found = names(tags, {byline.contributor for content in contents for byline in content.bylines})
    leads = [content.lead if pictures else None for content in contents]
    album = Album((lead.photo for lead in leads if lead), at)
    notes = notes_of(editions, at)
    stories = body.linked(contents, at)
    for edition, content, lead in zip(editions, contents, leads, strict=True):
        note(f"article:{edition.article_id}")
        first = edition.first_address or ""
        address = absolute(iri_to_uri(edition.address.key))
        printed = [story.printed_note(each) for each in notes.get(edition.article_id, ())]
        yield Item(
            title=title_of(content.headline, edition.more_follows, paid_of(content)),
            link=address,
            uid=absolute(iri_to_uri(first)) if first.startswith("/") else address,
            summary=content.dek,
            html=_full_text(content, stories, printed),
            published=_published(edition),
            changed=edition.changed_at,
            language=content.language,
            authors=tuple(_author(byline, found) for byline in content.bylines if byline.role != "unnamed"),
            tags=_tags(content, found),
            picture=album.picture(lead, content.section, sizes="100vw", dated=edition.dated),
        )


def _full_text(content: Content, stories, notes: list[story.Note]) -> str:
    about = {"content": content, "paid": paid_of(content), "of_kind": reviewed.printed(content)}
    context = {"body": body.for_feed(content, stories), "notes": notes, **about}
    return render_to_string("public/feed_item.html", context)


def _author(byline: ContentByline, found: Names) -> Author:
    today = found.get(byline.contributor)
    return Author(byline.name, absolute(today.url) if today and today.kind != "unnamed" else "")


def _tags(content: Content, found: Names) -> tuple[str, ...]:
    return tuple(name.name for name in (found.get(content.section), *found.get_all(content.tags)) if name)


def title_of(headline: str, more_follows: bool, paid: Paid = NOBODY) -> str:
    """Return an item's title; of a flash it says that there is more to come, and before all who pays for it."""
    said = _("%(headline)s (more follows)") % {"headline": headline} if more_follows else headline
    return paid.before(said)


def notes_of(editions: list[Edition], at: datetime) -> dict[int, list[PublicNote]]:
    """Return the notes to readers of these stories, by story, newest first. One query."""
    rows = (
        Edition.objects.issued()
        .filter(article__in=[edition.article_id for edition in editions], live_from__lte=at)
        .exclude(words__public_note="")
        .order_by("-live_from")
        .values_list("article_id", "kind", "live_from", said_to_readers(), "note_place")
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
