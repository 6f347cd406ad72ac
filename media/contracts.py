"""The verb that gives many photos their supplier's usual rights in one act."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext

from newsroom import clock
from newsroom.record.log import Change, enter

from . import asking, permissions
from .act import allow, locked, save
from .house_credit import is_unwritten
from .leasing import rewrite_lease, write_lease
from .licences import NOT_ESTABLISHED
from .models import Lease, Licensed, Photo, Supplier
from .signals import rights_changed


def apply_contract(photos: Iterable[Photo], supplier: Supplier, *, by, now: datetime | None = None) -> list[Photo]:
    """Give photos the licence, credit and lease of a supplier's contract: all of them, or none.

    A credit line that somebody wrote stays. A lease that is there already is kept, and ends with the contract's where
    it had no end.
    """
    now = now or clock.now()
    allow(
        supplier.licence != NOT_ESTABLISHED,
        gettext("What the contract with %(supplier)s gives is not written down yet. Choose its licence on its page.")
        % {"supplier": supplier},
    )
    done = []
    with transaction.atomic():
        # By number, so that two such acts at once wait for one another.
        for photo in sorted(photos, key=lambda photo: photo.pk):
            with locked(photo, now) as (kept, _now):
                allow(
                    permissions.may_apply_contract(by, kept),
                    gettext("“%(photo)s” is not yours to give rights to. Ask the photo desk.") % {"photo": kept},
                )
                _apply(kept, supplier, by, now)
                done.append(kept)
    return done


def _apply(photo: Photo, supplier: Supplier, by, now: datetime) -> None:
    before = (photo.supplier_id, photo.licence, photo.credit_line)
    photo.supplier, photo.licence = supplier, supplier.licence
    if is_unwritten(photo):
        photo.credit_line = credit_of(supplier, photo) or photo.credit_line
    if (photo.supplier_id, photo.licence, photo.credit_line) != before:
        save(photo, ["supplier", "licence", "credit_line"])
        asking.ask(photo, now, changed=True)
    keep_to_contract(photo, supplier, by, now)
    rights_changed.send(Photo, licensed=photo, by=by, now=now)
    facts = {"supplier": str(supplier.uid), "licence": photo.licence}
    enter(
        "apply_contract",
        by=by,
        now=now,
        subject=f"photo:{photo.uid}",
        facts=facts,
        words={"credit_line": photo.credit_line},
        changes=[Change(photo.tag, now)],
    )


def credit_of(supplier: Supplier, licensed: Licensed) -> str:
    """Return the credit line the contract asks for; a photographer nobody knows leaves no gap."""
    line = supplier.credit.replace("{creator}", licensed.creator).strip(" /,–-")
    return line[: licensed._meta.get_field("credit_line").max_length]


def keep_to_contract(licensed: Licensed, supplier: Supplier | None, by, now: datetime) -> None:
    """Write the lease that a licence or a contract usually has; one that is there already is only shortened."""
    lasts = timedelta(days=supplier.lease_days) if supplier and supplier.lease_days else licensed.terms.lasts
    if lasts is None:
        return
    # A contract counts from when it came in; a licence chosen by hand, from when it was chosen.
    start = licensed.uploaded_at if supplier and supplier.lease_days else now
    end = max(start + lasts, now + timedelta.resolution)
    leases = list(licensed.leases.all())
    for lease in leases:
        if lease.usable_until is None and lease.usable_from < end:
            rewrite_lease(lease, "change_lease", by, now, usable_until=end)
    if not leases:
        note = gettext("By the contract with %(name)s.") % {"name": supplier} if supplier else str(licensed.terms.label)
        write_lease(
            licensed,
            "grant_lease",
            by,
            now,
            usable_from=min(start, now),
            usable_until=end,
            origin=Lease.Origin.CONTRACT,
            note=note,
        )
