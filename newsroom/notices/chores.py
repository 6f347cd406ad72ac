"""What the worker does about notices now and then: the daily e-mail, and forgetting what is old."""

from datetime import datetime

from django.db import transaction

from newsroom import clock
from newsroom.staff.models import User
from newsroom.tasks.queue import enqueue

from . import mailing, reading, webhooks
from .kinds import Way
from .models import Digest, Notice
from .tasks import mail_digest


def queue_digests(now: datetime) -> int:
    """Queue the daily e-mail of everybody whose hour has come and who has something unread; return how many.

    Each day's is claimed by one row, so that two workers send one.
    """
    if not mailing.is_possible():
        return 0
    waiting = Notice.objects.filter(way=Way.DIGEST, mailed_at=None, read_at=None).values("to")
    people = User.objects.filter(pk__in=waiting, is_active=True)
    today, hour = clock.local_date(now), clock.local(now).hour
    return sum(_claim(person, today, hour) for person in people)


def _claim(person: User, today, hour: int) -> bool:
    """Take this person's mail of today on, if its hour has come and nobody did."""
    with transaction.atomic():
        Digest.objects.get_or_create(person=person, defaults={"hour": reading.DIGEST_HOUR})
        digest = Digest.objects.select_for_update().get(person=person)
        if digest.hour > hour or (digest.sent_on and digest.sent_on >= today):
            return False
        digest.sent_on = today
        digest.save(update_fields=["sent_on"])
        enqueue(mail_digest, person.pk)
    return True


def forget(now: datetime) -> None:
    """Forget old notices and deliveries."""
    reading.forget_old(now)
    webhooks.forget_old(now)
