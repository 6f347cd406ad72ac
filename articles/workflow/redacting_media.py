"""Taking words out of the photos and documents of a story, which are locked before the story, as its key points are."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from articles.blackout import Blackout
from articles.models import Article
from media.documents.redacting import redact_document
from media.models import Document, Photo
from media.redacting import redact_photo

from .act import Act, Refused
from .redacting_found import Found
from .redacting_fronts import lock_fronts
from .redacting_live import key_points_of, with_key_points


def _used(article: Article) -> list[QuerySet]:
    """Return the photos and the documents that the story, or its key points, have or had."""
    stories = with_key_points(article)
    return [
        kind.objects.filter(Q(edition_rows__article__in=stories) | Q(uses__article__in=stories))
        .distinct()
        .order_by("pk")
        for kind in (Photo, Document)
    ]


def _numbers(article: Article) -> set[tuple[str, int]]:
    rows = (*_used(article), key_points_of(article))
    return {(each.model.__name__, pk) for each in rows for pk in each.values_list("pk", flat=True)}


@contextmanager
def media_first(article: Article) -> Iterator[set[tuple[str, int]]]:
    """Lock the photos, the documents and the key points of a story before the story itself, and yield which.

    That is the order of everybody who needs both: what changes a photo's rights locks it, then the stories planned
    with it. The other way round each could wait for the other.
    """
    # And fronts before either: issuing one refers to its stories and their photos with the front in hand.
    lock_fronts()
    found = _numbers(article)
    for rows in _used(article):
        locked = rows.model.objects.select_for_update(no_key=True).filter(pk__in=rows.values("pk").order_by())
        list(locked.order_by("pk").values_list("pk"))
    # Who sets key points holds their story, and refers to the live story last of all.
    list(key_points_of(article).select_for_update(of=("self",)).values_list("pk"))
    yield found


def refuse_other_media(article: Article, locked: set[tuple[str, int]]) -> None:
    if _numbers(article) - locked:
        raise Refused(
            _("Another picture, document or list of key points was put into this story at this moment. Try again.")
        )


def redact_media(under_way: Act, out: Blackout, found: Found) -> None:
    """Redact the photos and documents the story uses."""
    photos, documents = _used(under_way.article)
    for photo in photos:
        if redact_photo(photo, out.text, by=under_way.by, now=under_way.now):
            found.at("photo", photo.pk)
    for document in documents:
        reached = redact_document(document, out.text, by=under_way.by, now=under_way.now)
        if reached.said:
            found.at("document", document.pk)
        if reached.file:
            found.at("file of a document", document.pk)
