"""Which stories have which photos and documents, as the photo desk counts uses: what was issued and not recalled."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime

from django.db.models import Count, Exists, Min, OuterRef, QuerySet

from media.models import Photo

from .models import (
    ArticlePhoto,
    Contributor,
    Edition,
    EditionDocument,
    EditionPhoto,
    FrontEdition,
    FrontPlace,
    TrayPhoto,
)


def _issued() -> QuerySet:
    return EditionPhoto.objects.filter(edition__recalled_at=None)


def uses(photos: Iterable[int]) -> dict[int, dict[int, datetime]]:
    """Return, by photo, each story that has or had it with the moment of its first version that did."""
    return _first(_issued().filter(photo__in=photos).values_list("photo", "article"))


def uses_of_documents(documents: Iterable[int]) -> dict[int, dict[int, datetime]]:
    """Return the same by document."""
    rows = EditionDocument.objects.filter(edition__recalled_at=None, document__in=documents)
    return _first(rows.values_list("document", "article"))


def _first(rows: QuerySet) -> dict[int, dict[int, datetime]]:
    found: dict[int, dict[int, datetime]] = defaultdict(dict)
    for shown, article, first in rows.annotate(first=Min("edition__live_from")).order_by():
        found[shown][article] = first
    return found


def first_used(photos: QuerySet, since: datetime, before: datetime) -> dict[int, int]:
    """Return how many of the photos are first used from one moment to before another, by supplier."""
    within = _issued().filter(
        photo__in=photos.values("pk"), edition__live_from__gte=since, edition__live_from__lt=before
    )
    earlier = _issued().filter(photo=OuterRef("photo"), edition__live_from__lt=since)
    counted = within.filter(~Exists(earlier)).order_by().values_list("photo__supplier")
    return dict(counted.annotate(photos=Count("photo", distinct=True)))


def needless(photos: QuerySet, now: datetime) -> QuerySet:
    """Return those of the photos that no edition has which stands or lies ahead, no front, no story's text, no tray,
    and that are nobody's portrait.

    One that was pulled stands all the same: it may be back at any minute.
    """
    of_it = EditionPhoto.objects.filter(photo=OuterRef("pk"))
    # A front has what its latest edition has, and what those ahead will have.
    later = FrontEdition.objects.issued().filter(
        front=OuterRef("edition__front"), live_from__lte=now, live_from__gt=OuterRef("edition__live_from")
    )
    places = FrontPlace.objects.filter(photo=OuterRef("pk"), edition__recalled_at=None)
    return photos.filter(
        ~Exists(of_it.filter(edition__in=Edition.objects.standing_at(now))),
        ~Exists(of_it.filter(edition__in=Edition.objects.ahead(now))),
        ~Exists(places.filter(~Exists(later))),
        ~Exists(ArticlePhoto.objects.filter(photo=OuterRef("pk"))),
        ~Exists(TrayPhoto.objects.filter(photo=OuterRef("pk"))),
        ~Exists(Contributor.objects.filter(portrait=OuterRef("pk"))),
    )


def crops(photo: int, now: datetime) -> set[str]:
    """Return the crops of a photo that editions ask for which stand or lie ahead, and texts somebody works at."""
    found = set(ArticlePhoto.objects.filter(photo=photo).values_list("crop", flat=True))
    with_it = Edition.objects.filter(photo_rows__photo=photo).select_related("words")
    uid = str(Photo.objects.values_list("uid", flat=True).get(pk=photo))
    for edition in [*with_it.standing_at(now), *with_it.ahead(now)]:
        found |= {use.crop for use in edition.content.photos if use.photo == uid}
    return found
