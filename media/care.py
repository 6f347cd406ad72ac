"""The verbs of care: who in a photo is flagged, what they agreed to, and when they take it back."""

from datetime import date, datetime

from django.utils.translation import gettext

from newsroom.notices.telling import tell
from newsroom.staff.roles import DUTY_EDITOR, PHOTO_EDITOR

from . import permissions
from .act import allow, locked, record, save, typed
from .documents_of_consent import checked
from .models import CareFlag, Consent, PersonShown, Photo


def flag_person(
    photo: Photo,
    *,
    by,
    kinds: set[str],
    person: PersonShown | None = None,
    name: str = "",
    now: datetime | None = None,
) -> PersonShown:
    """Let exactly these flags stand on a person in a photo; without one, on somebody new, named or not."""
    with locked(photo, now) as (kept, now):
        _allow_care(by, kept)
        if person is None:
            number = max((each.number for each in kept.persons.all()), default=0) + 1
            person = PersonShown(photo=kept, number=number, name=typed(name))
            save(person, ["number", "name"])
        standing = {flag.kind for flag in person.flags.all()}
        if standing == kinds:
            return person
        person.flags.exclude(kind__in=kinds).delete()
        for kind in sorted(kinds - standing):
            save(CareFlag(person=person, kind=kind), ["kind"])
        _sum_up(kept)
        record("flag_person", kept, by, now, facts={"person": person.number, "flags": sorted(kinds)})
    person.refresh_from_db()
    return person


def record_consent(
    photo: Photo,
    *,
    by,
    given_by: str,
    scope: str,
    given_on: date,
    person: PersonShown | None = None,
    document=None,
    now: datetime | None = None,
) -> Consent:
    """Write down what somebody agreed to. A later consent of the same person takes the place of one that ended."""
    with locked(photo, now) as (kept, now):
        _allow_care(by, kept)
        consent = Consent(
            photo=kept,
            person=person,
            given_by=typed(given_by),
            scope=typed(scope),
            given_on=given_on,
            recorded_by=by,
            recorded_at=now,
        )
        if document:
            consent.document = checked(document)
        save(consent, ["given_by", "scope", "given_on"])
        _sum_up(kept)
        words = {"given_by": consent.given_by, "scope": consent.scope}
        record("record_consent", kept, by, now, facts={"consent": consent.pk}, words=words)
    return consent


def end_consent(
    consent: Consent, *, by, reason: str, ends_at: datetime | None = None, now: datetime | None = None
) -> Consent:
    """Write down that somebody takes their consent back: from that minute no reader has the photo, and the desk knows.

    Without `ends_at` it is this minute.
    """
    with locked(consent.photo, now) as (kept, now):
        _allow_care(by, kept)
        consent.refresh_from_db()
        ends_at = ends_at or now
        if consent.ends_at and consent.ends_at <= ends_at:
            return consent
        allow(ends_at >= now, gettext("A consent ends now or later. It cannot have ended before you heard of it."))
        consent.ends_at, consent.ended_by, consent.ended_reason = ends_at, by, typed(reason)
        save(consent, ["ends_at", "ended_by", "ended_reason"])
        _sum_up(kept)
        facts = {"consent": consent.pk, "until": ends_at.isoformat()}
        words = {"reason": consent.ended_reason}
        record("end_consent", kept, by, now, ahead=[ends_at], facts=facts, words=words)
        once = f"consent-{consent.pk}-{int(ends_at.timestamp())}"
        tell("consent_ended", about=kept, role=(PHOTO_EDITOR, DUTY_EDITOR), by=by, once=once, now=now)
    return consent


def _allow_care(by, photo: Photo) -> None:
    allow(
        permissions.may_edit(by, photo),
        gettext("“%(photo)s” is somebody else's picture. Ask them or the photo desk to change it.") % {"photo": photo},
    )


def _sum_up(photo: Photo) -> None:
    """Keep on the photo what lists, pages and checks ask of it without a look at these rows."""
    latest: dict[int | None, Consent] = {}
    for consent in photo.consents.order_by("recorded_at", "pk"):
        latest[consent.person_id] = consent
    ends = [consent.ends_at for consent in latest.values() if consent.ends_at]
    kinds = set(CareFlag.objects.filter(person__photo=photo).values_list("kind", flat=True))
    photo.care = " ".join([*sorted(kinds), *["consent"] * bool(latest)])
    photo.consent_ends_at = min(ends, default=None)
    photo.save(update_fields=["care", "consent_ends_at"])
