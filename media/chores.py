"""What the photo desk has to be told beforehand: permissions that end."""

from datetime import datetime, timedelta

from django.db import transaction

from newsroom.notices.telling import tell
from newsroom.staff.roles import PHOTO_EDITOR

from .models import Lease

BEFORE = timedelta(days=14)


def tell_of_endings(now: datetime) -> None:
    """Tell the photo desk, once, of each permission that ends within two weeks and that no other goes on after."""
    ending = Lease.objects.ending(now, now + BEFORE).filter(photo__withdrawn_at=None)
    with transaction.atomic():
        for lease in ending.select_related("photo"):
            once = f"lease-{lease.pk}-{int(lease.usable_until.timestamp())}"
            tell("rights_ending", about=lease.photo, role=PHOTO_EDITOR, once=once, now=now)
