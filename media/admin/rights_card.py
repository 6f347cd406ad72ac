"""The card on a photo's or document's page: what it may be used under, until when, and what that asks for."""

from datetime import datetime

from django.urls import reverse

from newsroom import clock

from .. import permissions, quotas, stories
from ..licences import Cost, RightsBasis
from ..models import Leave, Licensed, Photo
from ..picking import whom_to_ask
from ..using import asked, sections_of, uses_left

_MARKS = {Cost.FREE: "", Cost.CONDITIONAL: "(£)", Cost.PAY: "£"}


def card(licensed: Licensed, user, now: datetime) -> dict:
    """Return what the card prints, for this person. A query each for uses, quota and instructions."""
    uses = tuple(stories.uses_of([licensed.pk], type(licensed)).get(licensed.pk, {}).values())
    count = uses_left(licensed, now, uses)
    may_see = permissions.may_see_lease_document(user, licensed)
    return {
        "licence": licensed.terms,
        # What nobody has established costs nobody knows what.
        "cost": licensed.terms.cost if licensed.rights_basis != RightsBasis.NOT_ESTABLISHED else None,
        "cost_mark": _MARKS[licensed.terms.cost],
        "asks": [asks.label for asks in asked(licensed, now)],
        "supplier": licensed.supplier,
        "supplier_url": _supplier_url(licensed, user),
        "ask": whom_to_ask(licensed),
        "quota": quotas.quota(licensed.supplier, now) if isinstance(licensed, Photo) else None,
        "uses": count,
        "leases": [_lease(lease, now, may_see) for lease in licensed.leases.all()],
        "unclear": list(licensed.unclear.select_related("settled_by")),
        "may_settle": permissions.may_grant_lease(user, licensed),
        "why_not": licensed.why_not(now),
    }


def _lease(lease: Leave, now: datetime, may_see: bool) -> dict:
    end = lease.usable_until
    return {
        "row": lease,
        "holds": lease.covers(now) and lease.holds_here,
        "over": bool(end and end <= now),
        "days": (clock.local_date(end) - clock.local_date(now)).days if end and end > now else None,
        "sections": sections_of(lease),
        "document": reverse(f"admin:media_{lease._meta.model_name}_document", args=[lease.pk])
        if lease.document and may_see
        else "",
    }


def _supplier_url(licensed: Licensed, user) -> str:
    if licensed.supplier_id and permissions.may_see_suppliers(user):
        return reverse("admin:media_supplier_change", args=[licensed.supplier_id])
    return ""
