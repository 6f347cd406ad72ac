"""Mail, off the request."""

from django.tasks import task

from newsroom import clock

from . import mailing
from .models import Delivery, Notice


@task
def mail_notice(pk: int) -> bool:
    """Mail a notice that was not mailed before, and that nobody has read meanwhile."""
    notice = Notice.objects.select_related("to", "by").filter(pk=pk, mailed_at=None, read_at=None).first()
    if notice is None or not mailing.send_notice(notice, clock.now()):
        return False
    Notice.objects.filter(pk=pk).update(mailed_at=clock.now())
    return True


@task
def deliver(pk: int) -> str:
    """Send one delivery to its webhook; one that arrived is not sent again."""
    from .webhooks import send

    delivery = Delivery.objects.select_related("webhook", "by").filter(pk=pk).first()
    if delivery is None or delivery.state == Delivery.State.SENT:
        return ""
    return send(delivery)


@task
def mail_digest(person: int) -> int:
    """Mail somebody what waits for their daily e-mail; return how many notices that were."""
    return mailing.send_digest(person, clock.now())
