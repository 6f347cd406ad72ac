"""Giving the paper a logo in place of its written name, and taking it away."""

import hashlib
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from newsroom import clock
from newsroom.record.log import Change, enter
from newsroom.staff.models import User

from . import current, png
from .models import Logo, Paper
from .site import TAG
from .verbs import require_leave

MOST_BYTES, MOST_WIDE, LEAST_HIGH, MOST_HIGH = 100_000, 2400, 48, 800


class LogoRefused(ValueError):
    """The sentence says why this file is no logo."""


def checked_logo(data: bytes) -> tuple[bytes, int, int]:
    """Return the file as it may be kept, its width and height. Raise LogoRefused."""
    if len(data) > MOST_BYTES:
        said = {"have": len(data) // 1000, "most": MOST_BYTES // 1000}
        raise LogoRefused(_("This file has %(have)d kB; %(most)d fit. It is on every page.") % said)
    try:
        kept, width, height = png.cleaned(data)
    except png.NoPng as error:
        raise LogoRefused(_("This is no PNG, or it is damaged. Export the logo as PNG with a clear ground.")) from error
    if not (0 < width <= MOST_WIDE and LEAST_HIGH <= height <= MOST_HIGH):
        said = {"width": width, "height": height, "wide": MOST_WIDE, "least": LEAST_HIGH, "most": MOST_HIGH}
        raise LogoRefused(
            _("It is %(width)d by %(height)d pixels: at most %(wide)d wide, and %(least)d to %(most)d high.") % said
        )
    return kept, width, height


@transaction.atomic
def set_logo(data: bytes, *, by: User, now: datetime | None = None) -> Paper:
    """Show this picture, a PNG, where the paper's name stands. Raise LogoRefused, or NotAllowed."""
    require_leave(by)
    kept, width, height = checked_logo(data)
    row, _made = Paper.objects.select_for_update().get_or_create(pulse_id=1)
    Logo.objects.update_or_create(paper=row, defaults={"data": kept})
    row.logo, row.logo_width, row.logo_height = hashlib.sha256(kept).hexdigest()[:32], width, height
    return _kept(row, "set logo", by, now)


@transaction.atomic
def drop_logo(*, by: User, now: datetime | None = None) -> Paper:
    """Write the paper's name in letters again."""
    require_leave(by)
    row, _made = Paper.objects.select_for_update().get_or_create(pulse_id=1)
    if not row.logo:
        return row
    Logo.objects.filter(paper=row).delete()
    row.logo, row.logo_width, row.logo_height = "", 0, 0
    return _kept(row, "drop logo", by, now)


def _kept(row: Paper, verb: str, by: User, now: datetime | None) -> Paper:
    row.save(update_fields=["logo", "logo_width", "logo_height"])
    moment = now or clock.now()
    facts = {"digest": row.logo} if row.logo else {}
    enter(verb, by=by, now=moment, subject="paper", facts=facts, changes=[Change(TAG, moment)])
    transaction.on_commit(current.forget)
    return row
