"""How the sitemap of a busy month is parted, so that every story is in one file and no file is past what is allowed.

A part is what readers first got between two cuts. Cuts are found by walking an index past as many rows of editions as a
file may have addresses, from cut to cut: a story has at least one row, so no part has too many, and nothing counts the
archive. A cut is put on a whole hour where it can be, so that an update of an old story, which is one more row, moves
none.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.db.models import Q, QuerySet

from articles.models import Edition

# A file may have 50,000 addresses and 50 MB, and an address 2,047 letters: so many never weigh more.
MOST_URLS = 24_000
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
CUT = r"[0-9]{1,16}(?:\.[0-9]{1,18})?"
_PARTS = re.compile(r"([0-9]+)(?:\.([0-9]+))?")


@dataclass(frozen=True, order=True)
class Cut:
    """Where a part begins and the one before it ends: a moment, and within it the number of an edition."""

    at: datetime
    edition: int = 0

    def __str__(self):
        micros = (self.at - _EPOCH) // _MICROSECOND
        return f"{micros}.{self.edition}" if self.edition else str(micros)

    @classmethod
    def read(cls, text: str) -> "Cut":
        """Return the cut an address names. Raise OverflowError where it names a moment that no calendar has."""
        micros, edition = _PARTS.fullmatch(text).groups()
        return cls(_EPOCH + timedelta(microseconds=int(micros)), int(edition or 0))


def between(editions: QuerySet, first: Cut, last: Cut) -> QuerySet:
    """Return the editions from one cut to another."""
    from_first = Q(listed_at__gt=first.at) | Q(listed_at=first.at, pk__gte=first.edition)
    to_last = Q(listed_at__lt=last.at) | Q(listed_at=last.at, pk__lt=last.edition)
    # The plain bounds beside them are what an index is walked by.
    return editions.filter(from_first, to_last, listed_at__gte=first.at, listed_at__lte=last.at)


def cuts(oldest: datetime, at: datetime) -> Iterator[Cut]:
    """Yield the cuts within months, in order, up to that moment. One short walk for each, and one for each busy month.

    From each place the walk looks a file's length of rows ahead. What lies in another month by then says that no month
    before that one is too long. A newsroom that never issued as many editions as a file holds walks nowhere.
    """
    if (Edition.objects.order_by("-pk").values_list("pk", flat=True).first() or 0) <= MOST_URLS:
        return
    start = Cut(_month(oldest))
    while True:
        ahead = Edition.objects.filter(listed_at__gte=start.at, listed_at__lte=at)
        if start.edition:
            ahead = ahead.exclude(listed_at=start.at, pk__lt=start.edition)
        row = ahead.order_by("listed_at", "pk").values_list("listed_at", "pk")[MOST_URLS : MOST_URLS + 1].first()
        if row is None:
            return
        found = Cut(*row)
        if _month(found.at) > _month(start.at):
            start = Cut(_month(found.at))
            continue
        hour = Cut(found.at.replace(minute=0, second=0, microsecond=0))
        start = hour if hour > start else found
        yield start


def _month(moment: datetime) -> datetime:
    """Return where the month of a moment begins, in UTC, as the tags of lists name it."""
    return moment.astimezone(UTC).replace(day=1, hour=0, minute=0, second=0, microsecond=0)
