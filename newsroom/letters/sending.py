"""Sending an issue: a batch at a time, each reader's row there before their mail, so that a killed server goes on where
it was and sends none twice; of the one mail that was on the line then nobody knows, and it is said so."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F, Q

from newsroom import clock
from newsroom.record.log import stir
from newsroom.tasks.retries import LONGEST_RUN, alive, wait

from . import readers
from .dropping import note_dropped
from .line import Broken, Closed, Line, NotTaken, line
from .messages import message_for
from .models import Delivery, Issue
from .press import Printed, press

BATCH = 100
MOST_TRIES = 4
State = Delivery.State
_HELD = (State.CLAIMED, State.SENDING)


@dataclass(frozen=True)
class Claimed:
    """A batch that one run has taken on."""

    issue: Issue
    rows: list[Delivery]


def press_on(pk: int, run: str, now: datetime | None = None) -> bool:
    """Send a batch of an issue; say whether there is more to do. `run` names this process, as `worker_name` does.

    Raise Closed where the mail server is not there: nobody lost their turn.
    """
    now = now or clock.now()
    claimed = _claim(pk, run, now)
    if claimed is None:
        return False
    try:
        printed = press().print(claimed.issue, now)
        if printed is None:
            _stop(claimed.issue, now)
            return False
        with transaction.atomic():
            note_dropped(claimed.issue, printed, now)
        with line() as open_line:
            for delivery in claimed.rows:
                _send(open_line, claimed.issue, delivery, printed, run, now)
    except Broken as broken:
        raise Closed(str(broken)) from None
    finally:
        with transaction.atomic():
            _put_back(Delivery.objects.filter(issue=pk, run=run))
    return True


def _claim(pk: int, run: str, now: datetime) -> Claimed | None:
    """Take the next readers on: those to be tried again, then those not reached yet. None where nothing is left."""
    with transaction.atomic():
        issue = Issue.objects.select_for_update(of=("self",)).select_related("letter", "edition").filter(pk=pk).first()
        if issue is None or issue.state != Issue.State.SENDING:
            return None
        _put_back_dead(issue, now)
        rows = _again(issue, run, now)
        rows += _next(issue, run, now, BATCH - len(rows))
        issue.pressed_at = now
        issue.save(update_fields=["reached", "pressed_at"])
        if rows:
            return Claimed(issue, rows)
        if not issue.deliveries.filter(state__in=(State.AGAIN, *_HELD)).exists():
            issue.state, issue.finished_at = Issue.State.SENT, now
            issue.save(update_fields=["state", "finished_at"])
            stir()
        return None


def _again(issue: Issue, run: str, now: datetime) -> list[Delivery]:
    """Return those whose turn has come once more."""
    due = Q(pk__in=())
    for tries in range(MOST_TRIES):
        due |= Q(tries=tries, at__lte=now - (wait(tries) if tries else timedelta()))
    rows = list(issue.deliveries.filter(due, state=State.AGAIN).select_related("subscription").order_by("pk")[:BATCH])
    issue.deliveries.filter(pk__in=[row.pk for row in rows]).update(state=State.CLAIMED, run=run, at=now)
    return rows


def _next(issue: Issue, run: str, now: datetime, room: int) -> list[Delivery]:
    """Return the next that were readers when the issue was sent, with their rows made."""
    if room <= 0:
        return []
    getting = issue.letter.subscriptions.getting().filter(pk__gt=issue.reached, confirmed_at__lte=issue.sent_at)
    rows = [
        Delivery(issue=issue, subscription=each, run=run, at=now, state=State.CLAIMED)
        for each in getting.order_by("pk")[:room]
    ]
    if rows:
        Delivery.objects.bulk_create(rows)
        issue.reached = rows[-1].subscription_id
    return rows


def _put_back_dead(issue: Issue, now: datetime) -> None:
    """Put back what processes had that are there no more."""
    held = issue.deliveries.filter(state__in=_HELD)
    _put_back(held.filter(at__lt=now - LONGEST_RUN))
    runs = held.exclude(run="").order_by().values_list("run", flat=True).distinct()
    if dead := [run for run in runs if not alive(run)]:
        _put_back(held.filter(run__in=dead))


def _put_back(rows) -> None:
    """Let those be tried again that nothing was done about; of those that were begun say that nobody knows."""
    rows.filter(state=State.CLAIMED).update(state=State.AGAIN, run="")
    rows.filter(state=State.SENDING).update(state=State.UNKNOWN, run="")


def _send(to: Line, issue: Issue, delivery: Delivery, printed: Printed, run: str, now: datetime) -> None:
    """Send one mail, if its reader still wants it and nobody has stopped the issue. Raise Closed or Broken."""
    if not _begun(issue, delivery, run, now):
        return
    try:
        to.send(message_for(printed, issue.letter, delivery.subscription, delivery))
    except NotTaken as refused:
        tries = delivery.tries + 1
        for_good = refused.for_good or tries >= MOST_TRIES
        _said(delivery, State.FAILED if for_good else State.AGAIN, now, refused.said)
        if refused.for_good and refused.of_the_reader:
            readers.suspend(delivery.subscription_id, now)
    except Closed:
        _said(delivery, State.AGAIN, now)
        raise
    except Broken:
        _said(delivery, State.UNKNOWN, now)
        raise
    else:
        _said(delivery, State.SENT, now)


def _begun(issue: Issue, delivery: Delivery, run: str, now: datetime) -> bool:
    """Write down that this mail is on its way; not where it is another's, its reader left, or the issue was stopped."""
    own = Delivery.objects.filter(pk=delivery.pk, run=run, state=State.CLAIMED)
    wanted = Q(subscription__confirmed_at__isnull=False, subscription__suspended_at=None, issue__state="sending")
    if own.filter(wanted).update(state=State.SENDING, tries=F("tries") + 1, at=now):
        return True
    if Issue.objects.filter(pk=issue.pk, state=Issue.State.SENDING).exists():
        own.update(state=State.LEFT, run="", at=now)
    return False


def _said(delivery: Delivery, state: str, now: datetime, said: str = "") -> None:
    Delivery.objects.filter(pk=delivery.pk).update(state=state, run="", at=now, said=said[:20])


def _stop(issue: Issue, now: datetime) -> None:
    """End an issue of which readers have nothing any more."""
    with transaction.atomic():
        going = Issue.objects.filter(pk=issue.pk, state=Issue.State.SENDING)
        if going.update(state=Issue.State.STOPPED, finished_at=now):
            stir()
