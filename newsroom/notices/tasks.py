"""Mail, off the request."""

from django.tasks import task

from newsroom import clock

from . import mailing
from .models import Notice


@task
def mail_notice(pk: int) -> bool:
    """Mail a notice that was not mailed before, and that nobody has read meanwhile."""
    notice = Notice.objects.select_related("to", "by").filter(pk=pk, mailed_at=None, read_at=None).first()
    if notice is None or not mailing.send_notice(notice, clock.now()):
        return False
    Notice.objects.filter(pk=pk).update(mailed_at=clock.now())
    return True
