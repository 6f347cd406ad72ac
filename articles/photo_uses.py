"""Which stories have which photos, as the photo desk counts uses: what was issued and not recalled."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime

from django.db.models import Count, Exists, Min, OuterRef, QuerySet

from .models import EditionPhoto


def _issued() -> QuerySet:
    return EditionPhoto.objects.filter(edition__recalled_at=None)


def uses(photos: Iterable[int]) -> dict[int, dict[int, datetime]]:
    """Return, by photo, each story that has or had it with the moment of its first version that did."""
    found: dict[int, dict[int, datetime]] = defaultdict(dict)
    rows = _issued().filter(photo__in=photos).values_list("photo", "article").annotate(first=Min("edition__live_from"))
    for photo, article, first in rows.order_by():
        found[photo][article] = first
    return found


def first_used(photos: QuerySet, since: datetime, before: datetime) -> dict[int, int]:
    """Return how many of the photos are first used from one moment to before another, by supplier."""
    within = _issued().filter(
        photo__in=photos.values("pk"), edition__live_from__gte=since, edition__live_from__lt=before
    )
    earlier = _issued().filter(photo=OuterRef("photo"), edition__live_from__lt=since)
    counted = within.filter(~Exists(earlier)).order_by().values_list("photo__supplier")
    return dict(counted.annotate(photos=Count("photo", distinct=True)))
