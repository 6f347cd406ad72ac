"""The verbs that photos and documents have in common: vouching, withdrawing, reinstating, deleting."""

from collections.abc import Iterable
from datetime import datetime

from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import ProtectedError, RestrictedError
from django.utils.translation import gettext

from newsroom.record.log import Change, enter

from . import permissions, usages
from .act import allow, fresh, locked, record, save, typed
from .licences import RightsBasis
from .models import Licensed
from .opening import PhotoRefused


def vouch[Kind: Licensed](licensed: Kind, *, by, reason: str, now: datetime | None = None) -> Kind:
    """Put one's own name under something whose rights are not established."""
    with locked(licensed, now) as (kept, now):
        allow(permissions.may_vouch_for(by, kept), kept.says("may_not_vouch"))
        allow(
            kept.rights_basis == RightsBasis.NOT_ESTABLISHED,
            gettext("“%(photo)s” has a licence: %(licence)s. Nobody needs to vouch for it.")
            % {"photo": kept, "licence": kept.get_licence_display()},
        )
        reason = typed(reason)
        allow(bool(reason), kept.says("vouch_why"))
        if kept.vouched_at is None:
            kept.vouched_by, kept.vouched_at, kept.vouched_reason = by, now, reason
            save(kept, ["vouched_by", "vouched_at", "vouched_reason"])
            record("vouch", kept, by, now, words={"reason": kept.vouched_reason})
    return fresh(licensed)


def withdraw[Kind: Licensed](licensed: Kind, *, by, reason: str, now: datetime | None = None) -> Kind:
    """Take it from every page at once, and let no story use it any more."""
    with locked(licensed, now) as (kept, now):
        allow(permissions.may_withdraw(by, kept), kept.says("may_not_withdraw"))
        reason = typed(reason)
        allow(bool(reason), kept.says("withdraw_why"))
        if kept.withdrawn_at is None:
            kept.withdrawn_by, kept.withdrawn_at, kept.withdrawn_reason = by, now, reason
            save(kept, ["withdrawn_by", "withdrawn_at", "withdrawn_reason"])
            record(_verb("withdraw", kept), kept, by, now, words={"reason": kept.withdrawn_reason})
    return fresh(licensed)


def reinstate[Kind: Licensed](licensed: Kind, *, by, now: datetime | None = None) -> Kind:
    """Take a withdrawal back."""
    with locked(licensed, now) as (kept, now):
        allow(permissions.may_withdraw(by, kept), kept.says("may_not_reinstate"))
        if kept.withdrawn_at is not None:
            kept.withdrawn_by, kept.withdrawn_at, kept.withdrawn_reason = None, None, ""
            save(kept, ["withdrawn_by", "withdrawn_at", "withdrawn_reason"])
            record(_verb("reinstate", kept), kept, by, now)
    return fresh(licensed)


def delete(licensed: Licensed, *, by, now: datetime | None = None) -> None:
    """Delete what no story uses, with its files."""
    with locked(licensed, now) as (kept, now):
        allow(permissions.may_delete(by, kept), kept.says("may_not_delete"))
        erase(kept, _verb("delete", kept), by, now)


def erase(kept: Licensed, verb: str, by, now: datetime) -> None:
    """Delete a locked row with its files, and put it on the record; raise PhotoRefused while something uses it."""
    files, tag, subject = list(_files(kept)), kept.tag, kept.subject
    try:
        with transaction.atomic():
            kept.delete()
    except (ProtectedError, RestrictedError) as error:
        raise PhotoRefused(usages.sentence(kept, by)) from error
    transaction.on_commit(lambda: [default_storage.delete(name) for name in files])
    enter(verb, by=by, now=now, subject=subject, changes=[Change(tag, now)])


def _files(kept: Licensed) -> Iterable[str]:
    yield kept.original.name
    if hasattr(kept, "renditions"):
        yield from kept.renditions.values_list("file", flat=True)


def _verb(name: str, licensed: Licensed) -> str:
    return f"{name}_{licensed._meta.model_name}"
