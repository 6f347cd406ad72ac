"""What can be done to the paper's own settings. The one verb checks, writes, and leaves one row in the log."""

from datetime import datetime

from django.db import transaction
from django.dispatch import Signal
from django.utils.translation import gettext as _

from newsroom import clock
from newsroom.record.log import Change, enter
from newsroom.staff.models import User

from . import current
from .checking import checked
from .models import Paper
from .site import TAG, Site

# Sent inside the transaction when the newsroom's clock is set by another zone: `before`, `after`, `now`.
zone_changed = Signal()


class NotAllowed(Exception):
    """This person does not set what the paper is."""


def may_set_paper(user) -> bool:
    """Say whether somebody may change the paper's name, language, clock, colours, addresses and policies."""
    return user.has_perm("paper.change_paper")


def require_leave(by: User) -> None:
    """Raise NotAllowed for everybody who does not keep the paper."""
    if not may_set_paper(by):
        raise NotAllowed(_("%(name)s may not change the paper’s own settings. Ask a managing editor.") % {"name": by})


@transaction.atomic
def set_paper(said: dict, *, by: User, now: datetime | None = None) -> Site:
    """Keep what somebody says of the paper, by the fields of `Paper`; the fields left out stay as they are.

    From the commit on every page is another. Raise NotAllowed, or Wrong with a sentence for each field.
    """
    require_leave(by)
    now = now or clock.now()
    clean = checked(said, clock.local_date(now).year)
    row, _made = Paper.objects.select_for_update().get_or_create(pulse_id=1)
    before = Site(row).time_zone
    changed = [name for name, value in clean.items() if getattr(row, name) != value]
    if not changed:
        return Site(row)
    for name in changed:
        setattr(row, name, clean[name])
    row.save(update_fields=changed)
    after = Site(row).time_zone
    if before != after:
        zone_changed.send(sender=Paper, before=before, after=after, now=now)
    enter(
        "set paper",
        by=by,
        now=now,
        subject="paper",
        facts={"changed": sorted(changed)},
        words={name: str(clean[name] or "–") for name in changed},
        changes=[Change(TAG, now)],
    )
    transaction.on_commit(current.forget)
    return Site(row)
