"""Trying an issue: the mail as readers will get it, to oneself alone."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from newsroom.staff.models import User
from newsroom.tasks.queue import enqueue

from .acting import Refused, require
from .issuing import require_mail
from .line import line
from .messages import trial_for
from .models import Issue
from .permissions import may_send_letters
from .press import press
from .tasks import mail_trial


def try_issue(issue: Issue, *, by) -> None:
    """Queue an issue as a mail to whoever asks, at the address they sign in with. Nothing is changed by it."""
    require(may_send_letters, by, _("try a newsletter"))
    require_mail()
    if issue.state not in {Issue.State.DRAWN, Issue.State.SENDING, Issue.State.SENT}:
        raise Refused(_("There is nothing in this issue to try."))
    with transaction.atomic():
        enqueue(mail_trial, issue.pk, by.pk)


def mail_to(pk: int, person: int, now: datetime) -> bool:
    """Mail an issue as it is now. Raise Closed, Broken or NotTaken."""
    issue = Issue.objects.select_related("letter", "edition").filter(pk=pk).first()
    who = User.objects.filter(pk=person, is_active=True).first()
    printed = press().print(issue, now) if issue and who else None
    if printed is None:
        return False
    with line() as open_line:
        open_line.send(trial_for(printed, issue.letter, who.email))
    return True
