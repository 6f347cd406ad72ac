"""What whoever chooses a photo or document for a story sees of its rights before the click."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.formats import date_format
from django.utils.translation import gettext

from newsroom import clock

from . import quotas, stories
from .licences import RightsBasis
from .models import Leave, Licensed, Photo
from .using import uses_left


@dataclass(frozen=True)
class Choice:
    """A photo or document as it may be chosen: `reason` greys it, `barred`: nothing a story could do would help.

    `counted` is what the choice counts against: a supplier's quota, or the stories its permission is for.
    """

    reason: str = ""
    barred: bool = False
    counted: str = ""


def choices(rows: Iterable[Licensed], now: datetime) -> dict[int, Choice]:
    """Return the choice each of these photos, or each of these documents, is, by its number.

    A query for counted uses, two where suppliers of photos have quotas.
    """
    rows = list(rows)
    limited = [row for row in rows if row.terms.uses is not None or any(each.uses_allowed for each in row.leases.all())]
    uses = stories.uses_of([row.pk for row in limited], type(limited[0])) if limited else {}
    found = quotas.quotas([row for row in rows if isinstance(row, Photo)], now)
    return {
        row.pk: _choice(
            row,
            tuple(uses.get(row.pk, {}).values()),
            found.get(row.supplier_id) if isinstance(row, Photo) else None,
            now,
        )
        for row in rows
    }


def choice(licensed: Licensed, now: datetime) -> Choice:
    """Return the choice one photo or document is."""
    return choices([licensed], now)[licensed.pk]


def _choice(licensed: Licensed, uses: tuple[datetime, ...], quota: quotas.Quota | None, now: datetime) -> Choice:
    counted = str(quota or "")
    if licensed.withdrawn_at and licensed.withdrawn_at <= now:
        return Choice(gettext("Withdrawn"), barred=True)
    leases = list(licensed.leases.all())
    if leases and not any(lease.covers(now) and lease.holds_here for lease in leases):
        return _without_leave(licensed, leases, now)
    if count := uses_left(licensed, now, uses):
        used, allowed = count
        if used >= allowed:
            said = gettext("Used up: permission was for %(count)s") % {"count": allowed}
            return Choice(_asking(said, licensed), barred=True)
        counted = gettext("Used in %(used)s of %(count)s stories") % {"used": used, "count": allowed}
    if quota and quota.refuses:
        return Choice(_asking(str(quota), licensed), barred=True, counted=counted)
    if not licensed.credit_line:
        return Choice(gettext("No credit line"), counted=counted)
    if licensed.rights_basis == RightsBasis.NOT_ESTABLISHED and licensed.vouched_at is None:
        return Choice(gettext("Rights not established"), counted=counted)
    return Choice(counted=counted)


def _without_leave(licensed: Licensed, leases: list[Leave], now: datetime) -> Choice:
    coming = [lease.usable_from for lease in leases if lease.usable_from > now and lease.holds_here]
    if coming:
        # A version planned for later may have it.
        return Choice(gettext("Not before %(day)s") % {"day": _day(min(coming), now)})
    here = [lease for lease in leases if lease.covers(now)]
    if here:
        return Choice(_asking(here[0].why_not_here(), licensed), barred=True)
    ended = max((lease.usable_until for lease in leases if lease.usable_until), default=now)
    return Choice(_asking(gettext("Permission ended %(day)s") % {"day": _day(ended, now)}, licensed), barred=True)


def _day(moment: datetime, now: datetime) -> str:
    there = clock.local(moment)
    return date_format(there, "j M" if there.year == clock.local(now).year else "j M Y")


def _asking(reason: str, licensed: Licensed) -> str:
    """Return the reason with whom to ask for more."""
    return gettext("%(reason)s · ask %(who)s") % {"reason": reason.rstrip("."), "who": whom_to_ask(licensed)}


def whom_to_ask(licensed: Licensed) -> str:
    """Return who can give more leave: the supplier, and how to reach them; else the photo desk."""
    return str(licensed.supplier) if licensed.supplier_id else gettext("the photo desk")
