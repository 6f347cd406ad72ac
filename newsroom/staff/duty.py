"""Who is on duty. Notices for a role go to whoever holds it and is on."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.utils.translation import gettext as _

from newsroom import clock
from newsroom.record.log import enter

from .models import Duty, User
from .roles import LABELS
from .verbs import Refused, subject_of

# The longest shift anybody works; whoever forgets to go off is off after it.
LONGEST = timedelta(hours=14)


@dataclass(frozen=True)
class OnDuty:
    """Somebody who is on, by name and roles, and until when if they forget to go off."""

    pk: int
    name: str
    roles: tuple[str, ...]
    until: datetime


@transaction.atomic
def go_on(person: User, *, now: datetime | None = None) -> Duty:
    """Go on duty; whoever is on already is on for as long again."""
    person, now = _locked(person), now or clock.now()
    if not (person.is_active and person.is_staff):
        raise Refused(_("%(name)s does not work here, so cannot be on duty.") % {"name": person})
    duty = _open(person, now)
    if duty is None:
        duty = Duty(person=person, on_from=now)
    duty.on_until = now + LONGEST
    duty.save()
    enter("go on duty", by=person, now=now, subject=subject_of(person), facts={"until": duty.on_until.isoformat()})
    return duty


@transaction.atomic
def go_off(person: User, *, now: datetime | None = None) -> Duty | None:
    """Go off duty; return the time that ended, or None for somebody who was not on."""
    person, now = _locked(person), now or clock.now()
    duty = _open(person, now)
    if duty is None:
        return None
    duty.on_until = now
    duty.save(update_fields=["on_until"])
    enter("go off duty", by=person, now=now, subject=subject_of(person), facts={"from": duty.on_from.isoformat()})
    return duty


def _locked(person: User) -> User:
    return User.objects.select_for_update().get(pk=person.pk)


def _at(at: datetime) -> QuerySet[Duty]:
    return Duty.objects.filter(on_from__lte=at, on_until__gt=at)


def _open(person: User, now: datetime) -> Duty | None:
    return _at(now).filter(person=person).first()


def is_on(person: User, at: datetime) -> bool:
    """Say whether somebody is on duty at that moment."""
    return _at(at).filter(person=person).exists()


def among_on(people: Iterable[User], at: datetime) -> set[int]:
    """Return the numbers of those of these people who are on duty at that moment."""
    return set(_at(at).filter(person__in=people).values_list("person", flat=True))


def on_duty(role: str | Iterable[str], at: datetime) -> QuerySet[User]:
    """Return who holds one of these roles and is on duty at that moment."""
    roles = [role] if isinstance(role, str) else list(role)
    return (
        User.objects.filter(Exists(_at(at).filter(person=OuterRef("pk"))), is_active=True, groups__name__in=roles)
        .distinct()
        .order_by("name", "pk")
    )


def who_is_on(at: datetime) -> list[OnDuty]:
    """Return everybody who is on duty at that moment, with their roles. One query."""
    return grouped(rows_with(at))


def rows_with(at: datetime, person: User | None = None, **more) -> QuerySet:
    """Return who is on duty at that moment, a row a role, and this person in any case.

    A row is number, name, e-mail address, role, until when (None for somebody who is off), then what `more` asks.
    """
    on = _at(at).filter(person=OuterRef("pk"))
    wanted = Q(Exists(on), is_active=True) | Q(pk=person.pk if person else None)
    until = Subquery(on.order_by("-on_until").values("on_until")[:1])
    rows = User.objects.filter(wanted).annotate(until=until, **more).order_by("name", "pk", "groups__name")
    return rows.values_list("pk", "name", "email", "groups__name", "until", *more)


def grouped(rows: Iterable[tuple]) -> list[OnDuty]:
    """Return the people of such rows who are on duty, each with all their roles."""
    people: dict[int, OnDuty] = {}
    for pk, name, email, role, until, *_more in rows:
        if until is None:
            continue
        said = people.get(pk) or OnDuty(pk, name or email, (), until)
        label = str(LABELS.get(role, role)) if role else ""
        people[pk] = OnDuty(pk, said.name, tuple(filter(None, (*said.roles, label))), until)
    return list(people.values())
