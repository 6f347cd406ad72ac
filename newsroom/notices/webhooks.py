"""What goes to a desk's webhook: which notices, in which words, and how each delivery went."""

from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from newsroom import clock
from newsroom.paper.current import site
from newsroom.tasks.queue import enqueue

from . import outgoing, subjects
from .kinds import KINDS
from .mailing import absolute
from .models import Delivery, Webhook
from .tasks import deliver

KEPT_FOR = timedelta(days=14)
TEST = "test"


def queue(kind: str, *, about_kind: str, about_uid, by, now: datetime) -> None:
    """Queue a notice for every webhook its kind goes to. Whether the thing is that desk's is asked when it goes out."""
    for webhook in Webhook.objects.filter(is_active=True, kinds__contains=kind):
        if webhook.sends(kind):
            _queue(webhook, kind, about_kind=about_kind, about_uid=about_uid, by=by, at=now)


def queue_test(webhook: Webhook, *, by, now: datetime) -> Delivery:
    """Queue a try, which says nothing but that it is one."""
    return _queue(webhook, TEST, by=by, at=now)


def _queue(webhook: Webhook, kind: str, **said) -> Delivery:
    delivery = Delivery.objects.create(webhook=webhook, kind=kind, **said)
    enqueue(deliver, delivery.pk)
    return delivery


def thing_of(delivery: Delivery):
    """Return what a delivery is about, whoever may see it; None where there is nothing."""
    if not delivery.about_kind:
        return None
    return subjects.of_kind(delivery.about_kind).every().filter(uid=delivery.about_uid).first()


def is_theirs(delivery: Delivery, thing) -> bool:
    """Say whether a thing is of the desk the webhook is for; the newsroom's own takes all."""
    desk = delivery.webhook.desk
    return desk is None or thing is None or subjects.of_kind(delivery.about_kind).desk(thing) == desk


def payload_of(delivery: Delivery, thing, now: datetime) -> dict:
    """Return what is said. A secret thing is not named; one readers do not have, by its slugline alone."""
    said = {"newsroom": site().name, "kind": delivery.kind, "at": delivery.at.isoformat()}
    if delivery.kind == TEST:
        return {**said, "text": _("A try: this webhook works.")}
    kind = KINDS[delivery.kind]
    sentence = str(kind.says) % {"by": delivery.by or _("The newsroom")}
    said |= {"sentence": sentence, "urgent": kind.urgent}
    if thing is None:
        return {**said, "text": sentence}
    subject = subjects.of_kind(delivery.about_kind)
    said["url"] = absolute(subject.url(thing))
    if secret := subject.secret(thing, now):
        return {**said, "name": secret, "text": f"{secret}: {sentence}"}
    name = subject.outside(thing)
    headline = subject.headline(thing, now, delivery.webhook.unpublished_too)
    return {**said, "name": name, "headline": headline, "text": f"{name}: {sentence}"}


def send(delivery: Delivery) -> str:
    """Send one delivery and keep how it went. Raise NotSent where another try may help."""
    now = clock.now()
    thing = thing_of(delivery)
    if not delivery.webhook.is_active or not is_theirs(delivery, thing):
        delivery.delete()
        return ""
    delivery.tries += 1
    try:
        delivery.status = outgoing.post(
            delivery.webhook.url,
            payload_of(delivery, thing, now),
            secret=delivery.webhook.secret,
            delivery=str(delivery.uid),
            now=now,
        )
    except outgoing.NotSent as trouble:
        delivery.state, delivery.trouble, delivery.status = Delivery.State.FAILED, str(trouble)[:300], trouble.status
        delivery.save()
        if trouble.worth_another_try:
            raise
        return delivery.state
    delivery.state, delivery.trouble, delivery.sent_at = Delivery.State.SENT, "", now
    delivery.save()
    return delivery.state


def forget_old(now: datetime) -> int:
    """Forget deliveries after two weeks; return how many."""
    return Delivery.objects.filter(at__lt=now - KEPT_FOR).delete()[0]
