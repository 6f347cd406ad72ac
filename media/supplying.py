"""The verbs of suppliers: writing down a contract, and mending it."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext

from newsroom import clock
from newsroom.record.log import enter

from . import permissions
from .act import allow, typed
from .models import Supplier
from .opening import PhotoRefused

FIELDS = (
    "name",
    "kind",
    "active",
    "licence",
    "credit",
    "lease_days",
    "rights_text",
    "ask",
    "quota",
    "quota_period",
    "over_quota",
    "watch_folder",
)


def keep_supplier(supplier: Supplier | None, *, by, now: datetime | None = None, **fields) -> Supplier:
    """Write a supplier down, or change what is on record of one; photos it sent keep what they have."""
    if unknown := fields.keys() - set(FIELDS):
        raise TypeError(f"A supplier has no field {', '.join(sorted(unknown))}.")
    with transaction.atomic():
        new = supplier is None or supplier.pk is None
        kept = Supplier() if new else Supplier.objects.select_for_update().get(pk=supplier.pk)
        may, doing = permissions.may_add_supplier(by), gettext("You may not change suppliers. Ask the photo desk.")
        allow(may if new else permissions.may_change_supplier(by), doing)
        fields = {name: typed(value) for name, value in fields.items()}
        changed = [name for name, value in fields.items() if new or getattr(kept, name) != value]
        for name in changed:
            setattr(kept, name, fields[name])
        if changed:
            try:
                kept.full_clean()
            except ValidationError as error:
                raise PhotoRefused(" ".join(error.messages)) from error
            kept.save()
            verb = "add_supplier" if new else "change_supplier"
            facts = {"fields": sorted(changed), "licence": kept.licence}
            enter(verb, by=by, now=now or clock.now(), subject=kept.address, facts=facts, words={"name": kept.name})
    return kept
