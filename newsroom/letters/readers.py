"""Who gets a newsletter: asking for it, confirming by mail, giving it up, mail that comes back, being erased.

None of it is on the record: the log is for ever, and whose paper somebody reads is nobody's business.
"""

from collections.abc import Iterator
from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.translation import gettext as _

from newsroom import clock
from newsroom.record.log import enter
from newsroom.tasks.queue import enqueue

from .acting import require
from .addresses import read_off_token, token_digest
from .models import CONFIRM_WITHIN, Letter, Subscription
from .permissions import may_see_readers
from .tasks import mail_confirmation

# After so many mails that came back for a while, an address is taken for one that is gone.
MOST_BOUNCES = 5


def ask(letter: Letter, address: str, *, now: datetime | None = None) -> None:
    """Take down that somebody asks for a newsletter, and have them asked by mail whether it was they.

    It says and does the same for an address that has it already, so that nobody learns whose it is by asking.
    """
    now = now or clock.now()
    try:
        with transaction.atomic():
            found = letter.subscriptions.select_for_update().of_address(address).first()
            if found is None:
                found = Subscription.objects.create(letter=letter, address=address.strip(), asked_at=now)
            elif found.confirmed_at is None or found.suspended_at:
                found.asked_at = now
                found.save(update_fields=["asked_at"])
            enqueue(mail_confirmation, found.pk)
    except IntegrityError:
        return  # the same address asked at the same moment: one mail is on its way


def asked_by(token: str, now: datetime) -> Subscription | None:
    """Return what a confirmation's link is about; None for one that is too old or none of ours."""
    rows = Subscription.objects.select_related("letter").filter(asked_at__gt=now - CONFIRM_WITHIN)
    return rows.filter(token=token_digest(token)).first()


@transaction.atomic
def confirm(token: str, *, now: datetime | None = None) -> Subscription | None:
    """Let somebody have the newsletter they asked for. Once more by the same link changes nothing."""
    now = now or clock.now()
    row = asked_by(token, now)
    if row is None:
        return None
    row = Subscription.objects.select_for_update(of=("self",)).select_related("letter").filter(pk=row.pk).first()
    if row and (row.confirmed_at is None or row.suspended_at):
        row.confirmed_at, row.suspended_at, row.bounces = now, None, 0
        row.save(update_fields=["confirmed_at", "suspended_at", "bounces"])
    return row


def has_by(token: str) -> Subscription | None:
    """Return the subscription that a link to leave is of; None for one that is not ours, or of somebody who left."""
    uid = read_off_token(token)
    return Subscription.objects.select_related("letter").filter(uid=uid).first() if uid else None


def leave(token: str, *, every: bool = False) -> bool:
    """Give a newsletter up, or all that the same address has; say whether the link is ours. The address goes with it.

    Nothing is kept to know it by, not even a hash: only a confirmed row is ever mailed, and whoever asks for it
    again has to confirm again.
    """
    uid = read_off_token(token)
    if uid is None:
        return False
    with transaction.atomic():
        row = Subscription.objects.select_for_update().filter(uid=uid).first()
        if row and every:
            Subscription.objects.of_address(row.address).delete()
        elif row:
            row.delete()
    return True


def suspend(pk: int | None, now: datetime) -> None:
    """Send nothing more to an address that mail does not reach; it is forgotten after a month."""
    Subscription.objects.filter(pk=pk, suspended_at=None).update(suspended_at=now)


def _known_at(address: str, said_at: datetime):
    """Those of an address that were there when something was said of it: who confirmed since has the mail."""
    return Subscription.objects.of_address(address).filter(asked_at__lte=said_at).exclude(confirmed_at__gt=said_at)


def came_back(address: str, now: datetime, said_at: datetime) -> int:
    """Suspend an address at which there was nobody then; return how many newsletters it had."""
    return _known_at(address, said_at).filter(suspended_at=None).update(suspended_at=now)


def came_back_for_a_while(address: str, now: datetime, said_at: datetime) -> int:
    """Count mail that came back because a mailbox is full or away; suspend it after several."""
    rows = _known_at(address, said_at).filter(suspended_at=None)
    counted = rows.update(bounces=F("bounces") + 1)
    rows.filter(bounces__gte=MOST_BOUNCES).update(suspended_at=now)
    return counted


def complained(address: str, said_at: datetime) -> int:
    """Erase an address whose owner said then that this is not wanted; return how many newsletters it had."""
    return _erased(_known_at(address, said_at))


def _erased(rows) -> int:
    return rows.delete()[1].get("letters.Subscription", 0)


@transaction.atomic
def erase(address: str, *, by=None, now: datetime | None = None) -> int:
    """Erase everything kept of an address, because its owner asks; return how many newsletters it had.

    `by` is None at the command line, where whoever types it may. The log says that it was done, and nothing of whom.
    """
    if by is not None:
        require(may_see_readers, by, _("erase readers of newsletters"))
    found = _erased(Subscription.objects.of_address(address))
    if found:
        enter("erase reader", by=by, now=now or clock.now(), subject="letters", facts={"newsletters": found})
    return found


def held_of(address: str) -> list[dict]:
    """Return everything that is kept of an address, to be handed to its owner."""
    rows = Subscription.objects.of_address(address).select_related("letter").order_by("pk")
    return [
        {
            "newsletter": row.letter.name,
            "address": row.address,
            "asked_at": row.asked_at,
            "confirmed_at": row.confirmed_at,
            "suspended_at": row.suspended_at,
            "issues_sent": row.deliveries.filter(state="sent").count(),
        }
        for row in rows
    ]


@transaction.atomic
def export_by(letter: Letter, *, by, now: datetime | None = None) -> list[tuple[str, datetime]]:
    """Return every address a newsletter goes to, for somebody who takes them along; the log says who did."""
    require(may_see_readers, by, _("export readers of newsletters"))
    rows = list(export(letter))
    enter("export readers", by=by, now=now or clock.now(), subject=letter.subject, facts={"readers": len(rows)})
    return rows


def export(letter: Letter) -> Iterator[tuple[str, datetime]]:
    """Yield every address a newsletter goes to, and since when."""
    rows = letter.subscriptions.getting().order_by("pk")
    yield from rows.values_list("address", "confirmed_at").iterator(chunk_size=2000)
