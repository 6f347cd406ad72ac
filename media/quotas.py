"""How many of a supplier's pictures the contract includes, and how many are used already."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.translation import gettext

from newsroom import clock

from . import stories
from .models import Photo, Supplier


@dataclass(frozen=True)
class Quota:
    """Where a supplier's count stands in the period of a moment."""

    supplier: Supplier
    used: int
    included: int

    @property
    def left(self) -> int:
        return max(0, self.included - self.used)

    @property
    def refuses(self) -> bool:
        return not self.left and self.supplier.over_quota == Supplier.OverQuota.REFUSE

    def __str__(self):
        said = {
            "used": self.used,
            "included": self.included,
            "period": self.supplier.get_quota_period_display(),
            "supplier": self.supplier,
        }
        return gettext("%(used)s of %(included)s %(period)s from %(supplier)s are used") % said


def period(supplier: Supplier, at: datetime) -> tuple[datetime, datetime]:
    """Return the first moment of the day, month or year of a moment in the newsroom, and that of the next."""
    day = clock.local_date(at)
    if supplier.quota_period == Supplier.Period.DAY:
        first, after = day, day + timedelta(days=1)
    elif supplier.quota_period == Supplier.Period.MONTH:
        first = day.replace(day=1)
        after = (first + timedelta(days=31)).replace(day=1)
    else:
        first = day.replace(month=1, day=1)
        after = first.replace(year=first.year + 1)
    return clock.start_of_day(first), clock.start_of_day(after)


def quota(supplier: Supplier | None, at: datetime) -> Quota | None:
    """Return the supplier's quota at that moment; None where the contract has none. One query."""
    return standing([supplier], at).get(supplier.pk) if supplier else None


def standing(suppliers: Iterable[Supplier], at: datetime) -> dict[int, Quota]:
    """Return the quotas of those that have one, by supplier. A query for each kind of period: three, however many."""
    by_period = defaultdict(list)
    for supplier in suppliers:
        if supplier.quota is not None:
            by_period[period(supplier, at)].append(supplier)
    found = {}
    for (since, before), there in by_period.items():
        used = stories.first_used(Photo.objects.filter(supplier__in=there), since, before)
        found |= {supplier.pk: Quota(supplier, used.get(supplier.pk, 0), supplier.quota) for supplier in there}
    return found


def quotas(photos: Iterable[Photo], at: datetime) -> dict[int, Quota]:
    """Return the quotas of these photos' suppliers, by supplier."""
    return standing({photo.supplier_id: photo.supplier for photo in photos if photo.supplier_id}.values(), at)
