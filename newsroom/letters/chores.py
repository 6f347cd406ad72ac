"""What the worker does about newsletters by itself: sends what is due, goes on with what stopped, forgets addresses."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction

from newsroom.tasks.queue import enqueue

from .issuing import send_by_itself
from .models import Issue, Letter, Subscription
from .tasks import send_batch
from .times import last_due

# A newsletter whose hour passed while nothing ran is still sent; a morning's is not sent at night.
LATEST = timedelta(hours=4)
# An issue that nothing was done about for so long has lost its task, or its mail server was away.
STUCK = timedelta(minutes=5)


def send_what_is_due(now: datetime) -> int:
    """Draw up and send the issues whose hour has come; return how many there were."""
    if not settings.EMAIL_URL:
        return 0
    sent = 0
    for letter in Letter.objects.filter(is_on=True).exclude(rhythm=Letter.Rhythm.HAND).order_by("pk"):
        due = last_due(letter, now)
        if due is None:
            continue
        day, moment = due
        if moment < letter.timed_since or moment < now - LATEST or letter.issues.filter(day=day).exists():
            continue
        sent += send_by_itself(letter, day, now) is not None
    return sent


def go_on_sending(now: datetime) -> int:
    """Queue another batch of every issue that stands still; two at once do no harm."""
    stuck = Issue.objects.filter(state=Issue.State.SENDING, pressed_at__lt=now - STUCK)
    with transaction.atomic():
        rows = list(stuck.select_for_update().order_by("pk"))
        for issue in rows:
            issue.pressed_at = now
            issue.save(update_fields=["pressed_at"])
            enqueue(send_batch, issue.pk)
    return len(rows)


def forget(now: datetime) -> int:
    """Erase addresses that were never confirmed, and those that mail has not reached for a month; return how many."""
    return Subscription.objects.lapsed(now).delete()[1].get("letters.Subscription", 0)
