"""The verbs of photos: the only writers of what one says and whether it may be used."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import ProtectedError, RestrictedError
from django.utils.translation import gettext

from newsroom import clock
from newsroom.record.canonical import clean_text
from newsroom.record.log import Change, enter
from newsroom.tasks.queue import enqueue

from . import permissions, usages
from .licences import RightsBasis
from .models import Lease, Photo
from .opening import PhotoRefused
from .signals import rights_changed
from .tasks import make_photo_renditions

EDITABLE = {
    "headline",
    "caption",
    "alt_text",
    "keywords",
    "taken_at",
    "creator",
    "credit_line",
    "source",
    "copyright_notice",
    "usage_terms",
    "web_statement",
    "digital_source_type",
    "licence",
    "supplier",
}
# A change of one of these changes whether the photo may be shown.
_RIGHTS = {"credit_line", "licence"}


_NO_WORDS = {"licence", "supplier", "taken_at"}


@contextmanager
def _locked(photo: Photo, now: datetime | None) -> Iterator[tuple[Photo, datetime]]:
    """Open the verb's transaction, lock the photo's row and settle the moment, in that order."""
    with transaction.atomic():
        kept = Photo.objects.select_for_update().get(pk=photo.pk)
        yield kept, now or clock.now()


def _allow(allowed: bool, sentence: str) -> None:
    if not allowed:
        raise PhotoRefused(sentence)


def _record(verb: str, photo: Photo, by, now: datetime, *, ahead=(), facts=None, words=None) -> None:
    """Write the log, touch the photo's pages now and at each moment ahead, and tell who listens."""
    rights_changed.send(Photo, photo=photo, by=by, now=now)
    moments = [now, *(moment for moment in ahead if moment and moment > now)]
    changes = [Change(photo.tag, moment) for moment in moments]
    enter(verb, by=by, now=now, subject=f"photo:{photo.uid}", facts=facts, words=words, changes=changes)


def _fresh(photo: Photo) -> Photo:
    """Bring the caller's own object up to what is now on record, and return it."""
    photo.refresh_from_db()
    return photo


def typed(value):
    """Return what somebody typed without outer white space and control characters, which not every database takes."""
    return clean_text(value).strip() if isinstance(value, str) else value


def _save(row, fields) -> None:
    """Save these fields, or raise PhotoRefused with the sentences of what a column or constraint says to them."""
    try:
        row.clean_fields(exclude={field.name for field in row._meta.fields} - set(fields))
        row.validate_constraints()
    except ValidationError as error:
        raise PhotoRefused(" ".join(error.messages)) from error
    row.save(update_fields=None if row._state.adding else list(fields))


def edit_photo(photo: Photo, *, by, now: datetime | None = None, **fields) -> Photo:
    """Mend what a photo says of itself. A mended credit is mended everywhere, the files readers get included."""
    if unknown := fields.keys() - EDITABLE:
        raise TypeError(f"A photo has no field {', '.join(sorted(unknown))} to edit.")
    with _locked(photo, now) as (kept, now):
        _allow(
            permissions.may_edit_photo(by, kept),
            gettext("“%(photo)s” is somebody else's picture. Ask them or the photo desk to change it.")
            % {"photo": kept},
        )
        fields = {name: typed(value) for name, value in fields.items()}
        changed = {name: value for name, value in fields.items() if getattr(kept, name) != value}
        if not changed:
            return _fresh(photo)
        for name, value in changed.items():
            setattr(kept, name, value)
        _save(kept, changed)
        enqueue(make_photo_renditions, kept.pk)
        words = {name: str(value) for name, value in changed.items() if name not in _NO_WORDS}
        facts = {"fields": sorted(changed), "licence": kept.licence}
        if changed.keys() & _RIGHTS:
            _record("edit_photo", kept, by, now, facts=facts, words=words)
        else:
            changes = [Change(kept.tag, now)]
            subject = f"photo:{kept.uid}"
            enter("edit_photo", by=by, now=now, subject=subject, facts=facts, words=words, changes=changes)
    return _fresh(photo)


def vouch(photo: Photo, *, by, reason: str, now: datetime | None = None) -> Photo:
    """Put one's own name under a photo whose rights are not established."""
    with _locked(photo, now) as (kept, now):
        _allow(
            permissions.may_vouch_for_photo(by, kept),
            gettext("You may not vouch for a picture. Ask an editor or the photo desk."),
        )
        _allow(
            kept.rights_basis == RightsBasis.NOT_ESTABLISHED,
            gettext("“%(photo)s” has a licence: %(licence)s. Nobody needs to vouch for it.")
            % {"photo": kept, "licence": kept.get_licence_display()},
        )
        reason = typed(reason)
        _allow(bool(reason), gettext("Say why you vouch for the picture: who gave it, what you know of it."))
        if kept.vouched_at is None:
            kept.vouched_by, kept.vouched_at, kept.vouched_reason = by, now, reason
            _save(kept, ["vouched_by", "vouched_at", "vouched_reason"])
            _record("vouch", kept, by, now, words={"reason": kept.vouched_reason})
    return _fresh(photo)


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
    with _locked(photo, now) as (kept, now):
        _allow(
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
        _save(lease, ["usable_from", "usable_until", "note"])
        _record_lease("grant_lease", lease, by, now)
    return lease


def change_lease(
    lease: Lease, *, by, usable_until: datetime | None, note: str | None = None, now: datetime | None = None
) -> Lease:
    """Move the end of leave on record, or take its end away; mend its note."""
    with _locked(lease.photo, now) as (photo, now):
        _allow(
            permissions.may_change_lease(by, photo),
            gettext("You may not change permission to use a picture. Ask the photo desk."),
        )
        lease.refresh_from_db()
        before = (lease.usable_until, lease.note)
        lease.usable_until = usable_until
        lease.note = lease.note if note is None else typed(note)
        if (lease.usable_until, lease.note) != before:
            _save(lease, ["usable_until", "note"])
            _record_lease("change_lease", lease, by, now)
    return lease


def end_lease(lease: Lease, *, by, now: datetime | None = None) -> Lease:
    """End leave at this moment: from now on the photo is on no page, unless another lease covers it."""
    with _locked(lease.photo, now) as (photo, now):
        lease.refresh_from_db()
        if lease.usable_until and lease.usable_until <= now:
            return lease
        if lease.usable_from < now:
            return change_lease(lease, by=by, usable_until=now, now=now)
        # The row stays, over before it began: a photo without any lease would need none.
        _allow(
            permissions.may_change_lease(by, photo),
            gettext("You may not change permission to use a picture. Ask the photo desk."),
        )
        lease.usable_from, lease.usable_until = now - timedelta.resolution, now
        _save(lease, ["usable_from", "usable_until"])
        _record_lease("end_lease", lease, by, now)
    return lease


def _record_lease(verb: str, lease: Lease, by, now: datetime) -> None:
    facts = {"lease": lease.pk, "from": lease.usable_from.isoformat()}
    if lease.usable_until:
        facts["until"] = lease.usable_until.isoformat()
    ahead = [lease.usable_from, lease.usable_until]
    _record(verb, lease.photo, by, now, ahead=ahead, facts=facts, words={"note": lease.note})


def withdraw_photo(photo: Photo, *, by, reason: str, now: datetime | None = None) -> Photo:
    """Take a photo from every page at once, and let no story use it any more."""
    with _locked(photo, now) as (kept, now):
        _allow(
            permissions.may_withdraw_photo(by, kept),
            gettext("You may not withdraw a picture. Ask an editor or the photo desk."),
        )
        reason = typed(reason)
        _allow(bool(reason), gettext("Say why the picture is withdrawn."))
        if kept.withdrawn_at is None:
            kept.withdrawn_by, kept.withdrawn_at, kept.withdrawn_reason = by, now, reason
            _save(kept, ["withdrawn_by", "withdrawn_at", "withdrawn_reason"])
            _record("withdraw_photo", kept, by, now, words={"reason": kept.withdrawn_reason})
    return _fresh(photo)


def reinstate_photo(photo: Photo, *, by, now: datetime | None = None) -> Photo:
    """Take a withdrawal back."""
    with _locked(photo, now) as (kept, now):
        _allow(
            permissions.may_withdraw_photo(by, kept),
            gettext("You may not reinstate a picture. Ask an editor or the photo desk."),
        )
        if kept.withdrawn_at is not None:
            kept.withdrawn_by, kept.withdrawn_at, kept.withdrawn_reason = None, None, ""
            _save(kept, ["withdrawn_by", "withdrawn_at", "withdrawn_reason"])
            _record("reinstate_photo", kept, by, now)
    return _fresh(photo)


def delete_photo(photo: Photo, *, by, now: datetime | None = None) -> None:
    """Delete a photo that no story uses, with its files."""
    with _locked(photo, now) as (kept, now):
        _allow(
            permissions.may_delete_photo(by, kept),
            gettext("You may not delete a picture. Ask the photo desk; to take it off every page, withdraw it."),
        )
        files = [kept.original.name, *kept.renditions.values_list("file", flat=True)]
        try:
            with transaction.atomic():
                kept.delete()
        except (ProtectedError, RestrictedError) as error:
            raise PhotoRefused(usages.sentence(kept, by)) from error
        transaction.on_commit(lambda: [default_storage.delete(name) for name in files])
        tag, subject = photo.tag, f"photo:{photo.uid}"
        enter("delete_photo", by=by, now=now, subject=subject, changes=[Change(tag, now)])
