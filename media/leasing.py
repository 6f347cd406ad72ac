"""The verbs of leave to use a photo or a document."""

from datetime import datetime, timedelta

from django.utils.translation import gettext

from newsroom.notices.subjects import desks

from . import permissions
from .act import allow, locked, record, save, typed
from .countries import typed_codes
from .licences import Asks
from .models import Lease, Leave, Licensed
from .opening import PhotoRefused

# What a lease says beside its dates and its note.
TERMS = ("uses_allowed", "only_in", "not_in", "sections", "limits", "agreed_with", "document")
_WORDS = ("note", "agreed_with")
MOST_DOCUMENT_BYTES = 20 * 1024 * 1024


def grant_lease(
    licensed: Licensed,
    *,
    by,
    usable_from: datetime | None = None,
    usable_until: datetime | None = None,
    note: str = "",
    now: datetime | None = None,
    **terms,
) -> Leave:
    """Record leave to use it from one moment to another; without an end it holds until it is ended.

    `terms` are its limits (see TERMS): countries and sections as lists of codes and uids, limits as `Asks`.
    """
    with locked(licensed, now) as (kept, now):
        allow(
            permissions.may_grant_lease(by, kept),
            kept.says("may_not_grant"),
        )
        _end_endless(kept, usable_until, by, now)
        lease = write_lease(
            kept, "grant_lease", by, now, usable_from=usable_from, usable_until=usable_until, note=note, **terms
        )
    return lease


def _end_endless(licensed: Licensed, end: datetime | None, by, now: datetime) -> None:
    """Let what a sender asked without an end last no longer than what a person agreed."""
    for lease in licensed.leases.filter(origin=Lease.Origin.INSTRUCTIONS, usable_until=None) if end else ():
        if lease.usable_from < end:
            rewrite_lease(lease, "change_lease", by, now, usable_until=end)


def write_lease(
    licensed: Licensed,
    verb: str,
    by,
    now: datetime,
    *,
    usable_from: datetime | None = None,
    origin: str = Lease.Origin.AGREED,
    **said,
) -> Leave:
    """Write a lease inside the verb that has locked what it is for and has asked who may."""
    fields = _checked(said)
    said = {"usable_from": usable_from or now, "origin": origin, **fields}
    lease = licensed.new_part("leases", agreed_by=by, agreed_at=now, **said)
    save(lease, ["usable_from", *fields])
    _record_lease(verb, lease, by, now)
    return lease


def change_lease(
    lease: Leave, *, by, usable_until: datetime | None, note: str | None = None, now: datetime | None = None, **terms
) -> Leave:
    """Move the end of leave on record, or take its end away; mend its note and its limits."""
    with locked(lease.licensed, now) as (kept, now):
        allow(
            permissions.may_change_lease(by, kept),
            kept.says("may_not_change"),
        )
        lease.refresh_from_db()
        said = {"usable_until": usable_until, **({} if note is None else {"note": note}), **terms}
        rewrite_lease(lease, "change_lease", by, now, **said)
    return lease


def rewrite_lease(lease: Leave, verb: str, by, now: datetime, **said) -> None:
    """Change a lease inside the verb that has locked what it is for; nothing is written where nothing is new."""
    before = {name: getattr(lease, name) for name in said}
    changed = {name: value for name, value in _checked(said).items() if value != before[name]}
    if not changed:
        return
    for name, value in changed.items():
        setattr(lease, name, value)
    save(lease, changed)
    _record_lease(verb, lease, by, now)


def end_lease(lease: Leave, *, by, now: datetime | None = None) -> Leave:
    """End leave at this moment: from now on it is on no page, unless another lease covers it."""
    with locked(lease.licensed, now) as (kept, now):
        lease.refresh_from_db()
        if lease.usable_until and lease.usable_until <= now:
            return lease
        if lease.usable_from < now:
            return change_lease(lease, by=by, usable_until=now, now=now)
        # The row stays, over before it began: what has no lease at all needs none.
        allow(
            permissions.may_change_lease(by, kept),
            kept.says("may_not_change"),
        )
        lease.usable_from, lease.usable_until = now - timedelta.resolution, now
        save(lease, ["usable_from", "usable_until"])
        _record_lease("end_lease", lease, by, now)
    return lease


def _checked(said: dict) -> dict:
    """Return what was said of a lease as its columns keep it, or raise PhotoRefused with what cannot be meant."""
    if unknown := said.keys() - {"usable_until", "note", *TERMS}:
        raise TypeError(f"A lease says nothing of {', '.join(sorted(unknown))}.")
    fields = {name: typed(value) for name, value in said.items()}
    for name in {"only_in", "not_in"} & fields.keys():
        fields[name] = _countries(fields[name])
    if "limits" in fields:
        fields["limits"] = " ".join(sorted({Asks(code).value for code in fields["limits"]}))
    if "sections" in fields:
        known = {uid for uid, _name in desks()}
        fields["sections"] = " ".join(sorted(uid for uid in fields["sections"] if uid in known))
    document = fields.get("document")
    if document and document.size > MOST_DOCUMENT_BYTES:
        raise PhotoRefused(gettext("The document is larger than 20 megabytes. Send a smaller copy."))
    return fields


def _countries(said: str | list[str]) -> str:
    codes, unknown = typed_codes(said if isinstance(said, str) else ",".join(said))
    if unknown:
        raise PhotoRefused(
            gettext("“%(word)s” is no country known here. Write its code, such as GB, or its English name.")
            % {"word": unknown[0]}
        )
    return " ".join(codes)


def _record_lease(verb: str, lease: Leave, by, now: datetime) -> None:
    facts = {"lease": lease.pk, "from": lease.usable_from.isoformat()}
    if lease.usable_until:
        facts["until"] = lease.usable_until.isoformat()
    if lease.uses_allowed:
        facts["uses"] = lease.uses_allowed
    facts |= {name: value for name in ("only_in", "not_in", "limits", "sections") if (value := getattr(lease, name))}
    ahead = [lease.usable_from, lease.usable_until]
    words = {name: text for name in _WORDS if (text := getattr(lease, name))}
    record(verb, lease.licensed, by, now, ahead=ahead, facts=facts, words=words)
