"""What the photo desk has to be told beforehand: permissions that end."""

from datetime import datetime, timedelta

from django.db import transaction

from newsroom.notices.telling import tell
from newsroom.staff.roles import PHOTO_EDITOR

from .models import DocumentLease, Lease

BEFORE = timedelta(days=14)


def tell_of_endings(now: datetime) -> None:
    """Tell the photo desk, once, of each permission that ends within two weeks and that no other goes on after."""
    with transaction.atomic():
        for kind in (Lease, DocumentLease):
            ending = kind.objects.ending(now, now + BEFORE).filter(**{f"{kind.OF}__withdrawn_at": None})
            for lease in ending.select_related(kind.OF):
                once = f"{kind._meta.model_name}-{lease.pk}-{int(lease.usable_until.timestamp())}"
                tell("rights_ending", about=lease.licensed, role=PHOTO_EDITOR, once=once, now=now)
