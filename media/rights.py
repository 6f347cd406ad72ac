"""The verbs of photos: the only writers of what one says and whether it may be used."""

from datetime import datetime

from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import ProtectedError, RestrictedError
from django.utils.translation import gettext

from newsroom.record.log import Change, enter

from . import alt_text, asking, permissions, usages
from .act import allow, fresh, locked, record, save, typed
from .contracts import apply_contract, keep_to_contract
from .instructing import read_instructions, settle_unclear
from .leasing import change_lease, end_lease, grant_lease
from .licences import RightsBasis
from .models import Photo
from .models.described import Described
from .opening import PhotoRefused
from .persons import as_typed, name_persons, names

__all__ = [
    "EDITABLE",
    "apply_contract",
    "change_lease",
    "delete_photo",
    "edit_photo",
    "end_lease",
    "grant_lease",
    "let_go",
    "read_instructions",
    "reinstate_photo",
    "settle_unclear",
    "typed",
    "vouch",
    "withdraw_photo",
]

# All that is said of a photo, and why it may be used; beside these, `persons_shown` is a list of names.
EDITABLE = {field.name for field in Described._meta.get_fields()} | {"licence", "supplier"}
# A change of one of these changes whether the photo may be shown.
_RIGHTS = {"credit_line", "licence"}


_NO_WORDS = {"licence", "supplier", "taken_at"}


def edit_photo(
    photo: Photo, *, by, now: datetime | None = None, persons_shown: list[str] | None = None, **fields
) -> Photo:
    """Mend what a photo says of itself. A mended credit is mended everywhere, the files readers get included."""
    if unknown := fields.keys() - EDITABLE:
        raise TypeError(f"A photo has no field {', '.join(sorted(unknown))} to edit.")
    with locked(photo, now) as (kept, now):
        allow(
            permissions.may_edit_photo(by, kept),
            gettext("“%(photo)s” is somebody else's picture. Ask them or the photo desk to change it.")
            % {"photo": kept},
        )
        fields = {name: typed(value) for name, value in fields.items()}
        wrong = alt_text.trouble(fields.get("alt_text", ""))
        allow(not wrong, wrong)
        changed = {name: value for name, value in fields.items() if getattr(kept, name) != value}
        named = persons_shown is not None and name_persons(kept, names("\n".join(persons_shown)))
        if not changed and not named:
            return fresh(photo)
        for name, value in changed.items():
            setattr(kept, name, value)
        save(kept, changed)
        if changed.keys() & {"licence", "supplier"}:
            keep_to_contract(kept, kept.supplier, by, now)
        asking.ask(kept, now, changed=True)
        words = {name: str(value) for name, value in changed.items() if name not in _NO_WORDS}
        words |= {"persons_shown": as_typed(kept)} if named else {}
        facts = {"fields": sorted([*changed, *["persons_shown"] * named]), "licence": kept.licence}
        if changed.keys() & _RIGHTS:
            record("edit_photo", kept, by, now, facts=facts, words=words)
        else:
            changes = [Change(kept.tag, now)]
            subject = f"photo:{kept.uid}"
            enter("edit_photo", by=by, now=now, subject=subject, facts=facts, words=words, changes=changes)
    return fresh(photo)


def vouch(photo: Photo, *, by, reason: str, now: datetime | None = None) -> Photo:
    """Put one's own name under a photo whose rights are not established."""
    with locked(photo, now) as (kept, now):
        allow(
            permissions.may_vouch_for_photo(by, kept),
            gettext("You may not vouch for a picture. Ask an editor or the photo desk."),
        )
        allow(
            kept.rights_basis == RightsBasis.NOT_ESTABLISHED,
            gettext("“%(photo)s” has a licence: %(licence)s. Nobody needs to vouch for it.")
            % {"photo": kept, "licence": kept.get_licence_display()},
        )
        reason = typed(reason)
        allow(bool(reason), gettext("Say why you vouch for the picture: who gave it, what you know of it."))
        if kept.vouched_at is None:
            kept.vouched_by, kept.vouched_at, kept.vouched_reason = by, now, reason
            save(kept, ["vouched_by", "vouched_at", "vouched_reason"])
            record("vouch", kept, by, now, words={"reason": kept.vouched_reason})
    return fresh(photo)


def withdraw_photo(photo: Photo, *, by, reason: str, now: datetime | None = None) -> Photo:
    """Take a photo from every page at once, and let no story use it any more."""
    with locked(photo, now) as (kept, now):
        allow(
            permissions.may_withdraw_photo(by, kept),
            gettext("You may not withdraw a picture. Ask an editor or the photo desk."),
        )
        reason = typed(reason)
        allow(bool(reason), gettext("Say why the picture is withdrawn."))
        if kept.withdrawn_at is None:
            kept.withdrawn_by, kept.withdrawn_at, kept.withdrawn_reason = by, now, reason
            save(kept, ["withdrawn_by", "withdrawn_at", "withdrawn_reason"])
            record("withdraw_photo", kept, by, now, words={"reason": kept.withdrawn_reason})
    return fresh(photo)


def reinstate_photo(photo: Photo, *, by, now: datetime | None = None) -> Photo:
    """Take a withdrawal back."""
    with locked(photo, now) as (kept, now):
        allow(
            permissions.may_withdraw_photo(by, kept),
            gettext("You may not reinstate a picture. Ask an editor or the photo desk."),
        )
        if kept.withdrawn_at is not None:
            kept.withdrawn_by, kept.withdrawn_at, kept.withdrawn_reason = None, None, ""
            save(kept, ["withdrawn_by", "withdrawn_at", "withdrawn_reason"])
            record("reinstate_photo", kept, by, now)
    return fresh(photo)


def delete_photo(photo: Photo, *, by, now: datetime | None = None) -> None:
    """Delete a photo that no story uses, with its files."""
    with locked(photo, now) as (kept, now):
        allow(
            permissions.may_delete_photo(by, kept),
            gettext("You may not delete a picture. Ask the photo desk; to take it off every page, withdraw it."),
        )
        _delete(kept, "delete_photo", by, now)


def let_go(photo: Photo, *, now: datetime | None = None) -> bool:
    """Delete a picture that nobody used in the time its supplier's pictures are kept; one that is used stays."""
    with locked(photo, now) as (kept, now):
        if usages.is_used(kept):
            return False
        _delete(kept, "let_go", None, now)
    return True


def _delete(photo: Photo, verb: str, by, now: datetime) -> None:
    """Delete a locked photo with its files, and put it on the record."""
    files = [photo.original.name, *photo.renditions.values_list("file", flat=True)]
    tag, subject = photo.tag, f"photo:{photo.uid}"
    try:
        with transaction.atomic():
            photo.delete()
    except (ProtectedError, RestrictedError) as error:
        raise PhotoRefused(usages.sentence(photo, by)) from error
    transaction.on_commit(lambda: [default_storage.delete(name) for name in files])
    enter(verb, by=by, now=now, subject=subject, changes=[Change(tag, now)])
