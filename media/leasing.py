"""The verbs of leave to use a photo."""

from datetime import datetime, timedelta

from django.utils.translation import gettext

from . import permissions
from .act import allow, locked, record, save, typed
from .models import Lease, Photo


def grant_lease(
    photo: Photo,
    *,
    by,
    usable_from: datetime | None = None,
    usable_until: datetime | None = None,
    note: str = "",
    now: datetime | None = None,
) -> Lease:
    """Record leave to use a photo from one moment to another; without an end it holds until it is ended."""
    with locked(photo, now) as (kept, now):
        allow(
            permissions.may_grant_lease(by, kept),
            gettext("You may not record permission to use a picture. Ask the photo desk."),
        )
        lease = Lease(
            photo=kept,
            usable_from=usable_from or now,
            usable_until=usable_until,
            note=typed(note),
            agreed_by=by,
            agreed_at=now,
        )
        save(lease, ["usable_from", "usable_until", "note"])
        _record_lease("grant_lease", lease, by, now)
    return lease


def change_lease(
    lease: Lease, *, by, usable_until: datetime | None, note: str | None = None, now: datetime | None = None
) -> Lease:
    """Move the end of leave on record, or take its end away; mend its note."""
    with locked(lease.photo, now) as (photo, now):
        allow(
            permissions.may_change_lease(by, photo),
            gettext("You may not change permission to use a picture. Ask the photo desk."),
        )
        lease.refresh_from_db()
        before = (lease.usable_until, lease.note)
        lease.usable_until = usable_until
        lease.note = lease.note if note is None else typed(note)
        if (lease.usable_until, lease.note) != before:
            save(lease, ["usable_until", "note"])
            _record_lease("change_lease", lease, by, now)
    return lease


def end_lease(lease: Lease, *, by, now: datetime | None = None) -> Lease:
    """End leave at this moment: from now on the photo is on no page, unless another lease covers it."""
    with locked(lease.photo, now) as (photo, now):
        lease.refresh_from_db()
        if lease.usable_until and lease.usable_until <= now:
            return lease
        if lease.usable_from < now:
            return change_lease(lease, by=by, usable_until=now, now=now)
        # The row stays, over before it began: a photo without any lease would need none.
        allow(
            permissions.may_change_lease(by, photo),
            gettext("You may not change permission to use a picture. Ask the photo desk."),
        )
        lease.usable_from, lease.usable_until = now - timedelta.resolution, now
        save(lease, ["usable_from", "usable_until"])
        _record_lease("end_lease", lease, by, now)
    return lease


def _record_lease(verb: str, lease: Lease, by, now: datetime) -> None:
    facts = {"lease": lease.pk, "from": lease.usable_from.isoformat()}
    if lease.usable_until:
        facts["until"] = lease.usable_until.isoformat()
    ahead = [lease.usable_from, lease.usable_until]
    record(verb, lease.photo, by, now, ahead=ahead, facts=facts, words={"note": lease.note})
