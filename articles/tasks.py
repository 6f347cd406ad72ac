"""What goes out by e-mail or webhook about a story, off the request."""

from datetime import timedelta

from django.tasks import task
from django.utils.translation import gettext as _

from newsroom import clock
from newsroom.notices import mailing, outgoing

from .models import Complaint, RepublisherNotice

State = RepublisherNotice.State
# Undo is possible until a version is live; nobody outside hears of what readers never had.
AFTER_LIVE = timedelta(seconds=3)


@task
def mail_answer(pk: int) -> bool:
    """Mail the answer to a reader's complaint, once, and forget the address with it."""
    found = Complaint.objects.exclude(email="").exclude(answered_at=None)
    complaint = found.filter(pk=pk, mailed_at=None).first()
    if complaint is None or not complaint.answer:
        return False
    if complaint.mended_by and complaint.mended_by.live_from > clock.now():
        # A later version settles it now, whose own task answers.
        return False
    mailing.send_plain(complaint.email, _("Your report of an error"), complaint.answer)
    Complaint.objects.filter(pk=pk).update(mailed_at=clock.now(), email="")
    return True


@task
def tell_republisher(pk: int) -> str:
    """Send one notice by the ways the republisher has. Raise NotSent where another try may help."""
    notice = RepublisherNotice.objects.select_related("republisher", "edition", "article").get(pk=pk)
    if notice.state not in {State.QUEUED, State.FAILED}:
        return notice.state
    if notice.edition and notice.edition.recalled_at:
        return _keep(notice, State.STOPPED)
    try:
        _send(notice)
    except outgoing.NotSent as trouble:
        _keep(notice, State.FAILED, str(trouble))
        if trouble.worth_another_try:
            raise
        return notice.state
    except OSError as trouble:
        _keep(notice, State.FAILED, str(trouble))
        raise
    return _keep(notice, State.SENT)


def _send(notice: RepublisherNotice) -> None:
    republisher = notice.republisher
    ways = 0
    if republisher.webhook:
        outgoing.post(
            republisher.webhook,
            payload_of(notice),
            secret=republisher.secret,
            delivery=str(notice.uid),
            now=clock.now(),
        )
        ways += 1
    if republisher.email and mailing.is_possible():
        mailing.send_plain(republisher.email, notice.title, notice.text)
        ways += 1
    if not ways:
        raise outgoing.NotSent(
            _("There is no way to reach them: give them a webhook, or an address and this newsroom a mail server."),
            worth_another_try=False,
        )


def payload_of(notice: RepublisherNotice) -> dict:
    """Return a notice as machines get it."""
    return {
        "kind": notice.kind,
        "story": str(notice.article.uid),
        "version": notice.edition.number if notice.edition else 0,
        "title": notice.title,
        "text": notice.text,
        "at": notice.at.isoformat(),
    }


def _keep(notice: RepublisherNotice, state: str, trouble: str = "") -> str:
    notice.state, notice.trouble = state, trouble[:300]
    notice.sent_at = clock.now() if state == State.SENT else notice.sent_at
    notice.save(update_fields=["state", "trouble", "sent_at"])
    return state
