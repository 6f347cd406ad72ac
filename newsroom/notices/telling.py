"""Telling people: the one way in, called by verbs inside their transaction."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from newsroom.staff.duty import on_duty
from newsroom.staff.models import User
from newsroom.tasks.queue import enqueue

from . import mailing, subjects, webhooks
from .kinds import KINDS, Way
from .models import Notice, NoticeChoice
from .tasks import mail_notice


def tell(
    kind: str,
    *,
    about,
    now: datetime,
    to: Iterable[User] = (),
    role: str | Iterable[str] = (),
    by: User | None = None,
    words: str = "",
    anchor: str = "",
    once: str = "",
) -> list[Notice]:
    """Tell these people, and whoever holds a `role` and is on duty, of something; return what was written.

    `about` is a row whose kind is registered in `newsroom.notices.subjects`, or its name in the log. Nobody is told
    of what they did themselves, nor twice with the same `once`. `words` is for what the thing's page does not say:
    a notice keeps no words of a story. Raise RuntimeError outside a transaction, KeyError for an unknown kind.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError(f"The notice {kind!r} was told outside a transaction.")
    usual = KINDS[kind].usual
    about_kind, about_uid = subjects.parts_of(about)
    people = _people(to, role, by, now)
    if once and people:
        told = Notice.objects.filter(kind=kind, once=once, to__in=people).values_list("to", flat=True)
        people = people.keys() - set(told)
        if not people:
            return []
    webhooks.queue(kind, about_kind=about_kind, about_uid=about_uid, by=by, now=now)
    if not people:
        return []
    chosen = dict(NoticeChoice.objects.filter(kind=kind, person__in=people).values_list("person", "way"))
    common = {
        "kind": kind,
        "about_kind": about_kind,
        "about_uid": about_uid,
        "anchor": anchor,
        "by": by,
        "at": now,
        "words": words,
        "once": once,
    }
    ways = {pk: chosen.get(pk, usual) for pk in sorted(people)}
    notices = Notice.objects.bulk_create(
        Notice(to_id=pk, way=way, **common) for pk, way in ways.items() if way != Way.OFF
    )
    if mailing.is_possible():
        for notice in notices:
            if notice.way == Way.MAIL:
                enqueue(mail_notice, notice.pk)
    return notices


def _people(to: Iterable[User], role: str | Iterable[str], by: User | None, now: datetime) -> dict[int, User]:
    """Return who is told, by number: each once, nobody who left, and not whoever did it."""
    found = {person.pk: person for person in [*to, *holders(role, now)] if person is not None}
    return {pk: person for pk, person in found.items() if person.is_active and not (by and pk == by.pk)}


def holders(role: str | Iterable[str], now: datetime) -> list[User]:
    """Return whoever holds one of these roles and is on duty; where nobody is, everybody who holds one."""
    roles = {role} if isinstance(role, str) else set(role)
    if not roles:
        return []
    everybody = User.objects.filter(groups__name__in=roles, is_active=True).distinct()
    return list(on_duty(roles, now)) or list(everybody)
