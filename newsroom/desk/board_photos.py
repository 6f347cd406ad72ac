"""What the photo desk sees coming: permissions that end within a fortnight, and instructions that wait for a person."""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from media.chores import BEFORE
from media.models import Lease, Photo, Unclear


def photo_card(user, now: datetime):
    """Return the card of pictures whose rights need somebody, for who may give permission. Two queries."""
    # The board prints this card among its own.
    from .board import LONGEST, Card, Line

    card = Card("photos", _("Photos: permissions"), _("no permission ends soon"))
    if not user.has_perm("media.change_lease"):
        return card
    seen = Photo.objects.visible_to(user)

    def line(photo: Photo, key: int, anchor: str = "", **said) -> Line:
        url = reverse("admin:media_photo_change", args=[photo.pk]) + anchor
        return Line(key, url, str(photo), "", tuple(filter(None, [photo.credit_line])), **said)

    waiting = Unclear.objects.filter(settled_at=None, photo__in=seen, photo__withdrawn_at=None).select_related("photo")
    unclear = {"shape": "triangle", "tone": "warn", "state": _("Instruction to settle")}
    found = [
        line(row.photo, -row.pk, f"#unclear-{row.pk}", at=row.asked_at, **unclear)
        for row in waiting.order_by("asked_at")[: LONGEST + 1]
    ]
    ending = Lease.objects.ending(now, now + BEFORE).filter(photo__in=seen, photo__withdrawn_at=None)
    found += [
        line(lease.photo, lease.pk, at=lease.usable_until, shape="bar", tone="warn", state=_("Permission ends"))
        for lease in ending.select_related("photo").order_by("usable_until")[: LONGEST + 1]
    ]
    card.lines, card.more = found[:LONGEST], len(found) > LONGEST
    return card
