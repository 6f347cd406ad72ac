"""What whoever chooses a photo for a story sees of its rights before the click."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.formats import date_format
from django.utils.translation import gettext

from newsroom import clock

from . import quotas, stories
from .licences import RightsBasis
from .models import Lease, Photo
from .using import uses_left


@dataclass(frozen=True)
class Choice:
    """A photo as it may be chosen: `reason` greys it, `barred` says that nothing a story could do would help.

    `counted` is what the choice counts against: a supplier's quota, or the stories its permission is for.
    """

    reason: str = ""
    barred: bool = False
    counted: str = ""


def choices(photos: Iterable[Photo], now: datetime) -> dict[int, Choice]:
    """Return the choice each photo is, by its number. A query for counted uses, two where suppliers have quotas."""
    photos = list(photos)
    limited = [p.pk for p in photos if p.terms.uses is not None or any(lease.uses_allowed for lease in p.leases.all())]
    uses = stories.uses_of(limited) if limited else {}
    found = quotas.quotas(photos, now)
    return {p.pk: _choice(p, tuple(uses.get(p.pk, {}).values()), found.get(p.supplier_id), now) for p in photos}


def choice(photo: Photo, now: datetime) -> Choice:
    """Return the choice one photo is."""
    return choices([photo], now)[photo.pk]


def _choice(photo: Photo, uses: tuple[datetime, ...], quota: quotas.Quota | None, now: datetime) -> Choice:
    counted = str(quota or "")
    if photo.withdrawn_at and photo.withdrawn_at <= now:
        return Choice(gettext("Withdrawn"), barred=True)
    leases = list(photo.leases.all())
    if leases and not any(lease.covers(now) and lease.holds_here for lease in leases):
        return _without_leave(photo, leases, now)
    if count := uses_left(photo, now, uses):
        used, allowed = count
        if used >= allowed:
            return Choice(_asking(gettext("Used up: permission was for %(count)s") % {"count": allowed}, photo), True)
        counted = gettext("Used in %(used)s of %(count)s stories") % {"used": used, "count": allowed}
    if quota and quota.refuses:
        return Choice(_asking(str(quota), photo), barred=True, counted=counted)
    if not photo.credit_line:
        return Choice(gettext("No credit line"), counted=counted)
    if photo.rights_basis == RightsBasis.NOT_ESTABLISHED and photo.vouched_at is None:
        return Choice(gettext("Rights not established"), counted=counted)
    return Choice(counted=counted)


def _without_leave(photo: Photo, leases: list[Lease], now: datetime) -> Choice:
    coming = [lease.usable_from for lease in leases if lease.usable_from > now and lease.holds_here]
    if coming:
        # A version planned for later may have it.
        return Choice(gettext("Not before %(day)s") % {"day": _day(min(coming), now)})
    here = [lease for lease in leases if lease.covers(now)]
    if here:
        return Choice(_asking(here[0].why_not_here(), photo), barred=True)
    ended = max((lease.usable_until for lease in leases if lease.usable_until), default=now)
    return Choice(_asking(gettext("Permission ended %(day)s") % {"day": _day(ended, now)}, photo), barred=True)


def _day(moment: datetime, now: datetime) -> str:
    there = clock.local(moment)
    return date_format(there, "j M" if there.year == clock.local(now).year else "j M Y")


def _asking(reason: str, photo: Photo) -> str:
    """Return the reason with whom to ask for more."""
    return gettext("%(reason)s · ask %(who)s") % {"reason": reason.rstrip("."), "who": whom_to_ask(photo)}


def whom_to_ask(photo: Photo) -> str:
    """Return who can give more leave: the supplier, and how to reach them; else the photo desk."""
    return str(photo.supplier) if photo.supplier_id else gettext("the photo desk")
