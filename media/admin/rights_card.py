"""The card on a photo's page that says what it may be used under, until when, and what that asks for."""

from datetime import datetime

from django.urls import reverse

from newsroom import clock

from .. import permissions, quotas, stories
from ..licences import Cost
from ..models import Lease, Photo
from ..picking import whom_to_ask
from ..using import asked, sections_of, uses_left

_MARKS = {Cost.FREE: "", Cost.CONDITIONAL: "(£)", Cost.PAY: "£"}


def card(photo: Photo, user, now: datetime) -> dict:
    """Return what the card prints, for this person. A query each for uses, quota and instructions."""
    uses = tuple(stories.uses_of([photo.pk]).get(photo.pk, {}).values())
    count = uses_left(photo, now, uses)
    may_see = permissions.may_see_lease_document(user, photo)
    return {
        "licence": photo.terms,
        "cost": photo.terms.cost,
        "cost_mark": _MARKS[photo.terms.cost],
        "asks": [asks.label for asks in asked(photo, now)],
        "supplier": photo.supplier,
        "supplier_url": _supplier_url(photo, user),
        "ask": whom_to_ask(photo),
        "quota": quotas.quota(photo.supplier, now),
        "uses": count,
        "leases": [_lease(lease, now, may_see) for lease in photo.leases.all()],
        "unclear": list(photo.unclear.select_related("settled_by")),
        "may_settle": permissions.may_grant_lease(user, photo),
        "why_not": photo.why_not(now),
    }


def _lease(lease: Lease, now: datetime, may_see: bool) -> dict:
    end = lease.usable_until
    return {
        "row": lease,
        "holds": lease.covers(now) and lease.holds_here,
        "over": bool(end and end <= now),
        "days": (clock.local_date(end) - clock.local_date(now)).days if end and end > now else None,
        "sections": sections_of(lease),
        "document": reverse("admin:media_lease_document", args=[lease.pk]) if lease.document and may_see else "",
    }


def _supplier_url(photo: Photo, user) -> str:
    if photo.supplier_id and permissions.may_see_suppliers(user):
        return reverse("admin:media_supplier_change", args=[photo.supplier_id])
    return ""
